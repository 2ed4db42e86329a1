#include "jsonld/literal.h"

#include "text/jcs.h"
#include "text/number.h"

#include <string.h>

enum {
    DOUBLE_DIGITS = 16,        /* API 8.6: one and 15 after the point */
    DOUBLE_BYTES = 32,         /* the longest is 24: -1.234567890123456E-308 */
    INTEGER_BYTES = 24,        /* a sign and 21 digits */
    INTEGER_EXACT_DIGITS = 15, /* any so long is its own double */
};

static const double INTEGER_END = 1e21;    /* API 8.2.2 step 8 */
static const double FRACTION_END = 0x1p52; /* from here on all are integers */

struct parts parts_of(const struct json *object)
{
    struct parts parts = {0};
    const struct json *member = object->child.first;

    for (; member; member = member->next) {
        if (member->tag == KEYWORD_NOT)
            continue;
        if (member->tag == KEYWORD_ID)
            parts.id = member;
        else if (member->tag == KEYWORD_VALUE)
            parts.value = member;
        else if (member->tag == KEYWORD_TYPE)
            parts.type = member;
        else if (member->tag == KEYWORD_LANGUAGE)
            parts.language = member;
        else if (member->tag == KEYWORD_DIRECTION)
            parts.direction = member;
        else if (member->tag == KEYWORD_LIST)
            parts.list = member;
    }
    return parts;
}

/* True for -?[1-9][0-9]{0,14} and 0: its own canonical form. */
static bool is_plain_integer(str text)
{
    size_t i = 0;

    if (i < text.len && text.ptr[i] == '-')
        i++;
    if (i == text.len || text.len - i > INTEGER_EXACT_DIGITS)
        return false;
    if (text.ptr[i] == '0')
        return text.len == 1;
    for (; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    }
    return true;
}

/* Decimal digits of an integer below 1e21, exactly. */
static size_t write_integer(double value, char text[INTEGER_BYTES])
{
    char digits[INTEGER_BYTES];
    double size = value < 0 ? -value : value;
    uint32_t limbs[3]; /* lowest first */
    size_t len = 0;
    size_t n = 0;

    /* Every step is exact: 2^32 and 2^64 only move the exponent, and each
     * limb is what the higher ones leave of the 53 bits. */
    limbs[2] = (uint32_t)(size / 0x1p64);
    size -= limbs[2] * 0x1p64;
    limbs[1] = (uint32_t)(size / 0x1p32);
    limbs[0] = (uint32_t)(size - limbs[1] * 0x1p32);
    do {
        uint64_t rest = 0;
        int i;

        for (i = 2; i >= 0; i--) {
            rest = rest << 32 | limbs[i];
            limbs[i] = (uint32_t)(rest / 10);
            rest %= 10;
        }
        digits[n++] = (char)('0' + rest);
    } while (limbs[0] | limbs[1] | limbs[2]);
    if (value < 0)
        text[len++] = '-';
    while (n > 0)
        text[len++] = digits[--n];
    return len;
}

/* API 8.6: d.d+E-?d+, as printf("%1.15E") has it but without idle zeros. */
static size_t write_double(double value, char text[DOUBLE_BYTES])
{
    struct number_digits d = number_rounded(value, DOUBLE_DIGITS);
    int exponent = d.n > 0 ? d.point - 1 : 0;
    uint32_t size = (uint32_t)(exponent < 0 ? -exponent : exponent);
    size_t len = 0;
    int i;

    if (d.negative && d.n > 0)
        text[len++] = '-';
    if (d.n == 0)
        d.digits[0] = '0';
    text[len++] = d.digits[0];
    text[len++] = '.';
    for (i = 1; i < d.n; i++)
        text[len++] = d.digits[i];
    if (d.n <= 1)
        text[len++] = '0';
    text[len++] = 'E';
    if (exponent < 0)
        text[len++] = '-';
    if (size >= 100)
        text[len++] = (char)('0' + size / 100);
    if (size >= 10)
        text[len++] = (char)('0' + size / 10 % 10);
    text[len++] = (char)('0' + size % 10);
    return len;
}

static bool is_integer(double value)
{
    double size = value < 0 ? -value : value;

    return size >= FRACTION_END || size == (double)(uint64_t)size;
}

/* API 8.2.2 steps 8 and 9 */
static code number_literal(struct run *run,
    const struct json *number,
    str datatype,
    str *ret_value,
    str *ret_datatype)
{
    bool wants_double = str_eq(datatype, S(XSD_NS "double"));
    char text[DOUBLE_BYTES];
    double value;
    size_t len;

    if (!wants_double && is_plain_integer(number->text)) {
        *ret_value = number->text;
        *ret_datatype = datatype.len > 0 ? datatype : S(XSD_NS "integer");
        return OK;
    }
    if (json_number(number, &value) != OK)
        return run_fail(run, E_JSON_NUMBER, number->text, number);
    if (!wants_double && is_integer(value) && value < INTEGER_END &&
        value > -INTEGER_END) {
        len = write_integer(value, text);
        *ret_datatype = S(XSD_NS "integer");
    } else {
        len = write_double(value, text);
        *ret_datatype = S(XSD_NS "double");
    }
    if (datatype.len > 0)
        *ret_datatype = datatype;
    *ret_value = arena_str(run->arena, (str){text, len});
    return arena_status(run->arena);
}

/* API 8.2.2 step 6 */
static code json_literal(struct run *run, const struct json *value, str *ret)
{
    struct buf out;

    buf_init(&out, run->arena, SIZE_MAX);
    TRY(jcs_write(&out, value, run->arena, run->reterr));
    return buf_finish_str(&out, ret);
}

code literal_of(struct run *run,
    const struct parts *parts,
    str *ret_value,
    str *ret_datatype)
{
    const struct json *value = parts->value;
    str datatype = json_text(parts->type);

    if (datatype.len == 5 && str_eq(datatype, S("@json"))) {
        TRY(json_literal(run, value, ret_value));
        *ret_datatype = S(RDF_NS "JSON");
        return OK;
    }
    switch ((enum json_type)value->type) {
    case JSON_STRING:
        *ret_value = value->text;
        *ret_datatype = datatype;
        return OK;
    case JSON_NUMBER:
        return number_literal(run, value, datatype, ret_value, ret_datatype);
    case JSON_TRUE:
    case JSON_FALSE:
        *ret_value = value->type == JSON_TRUE ? S("true") : S("false");
        *ret_datatype = datatype.len > 0 ? datatype : S(XSD_NS "boolean");
        return OK;
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    return run_fail(run, E_JSONLD_INVALID_VALUE_OBJECT_VALUE, S(""), value);
}

str literal_lower(struct arena *arena, str text)
{
    size_t i = 0;
    char *lower;

    while (i < text.len && (text.ptr[i] < 'A' || text.ptr[i] > 'Z'))
        i++;
    if (i == text.len)
        return text;
    lower = arena_alloc(arena, text.len);
    if (!lower)
        return (str){NULL, 0};
    memcpy(lower, text.ptr, text.len);
    for (; i < text.len; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] + ('a' - 'A'));
    }
    return (str){lower, text.len};
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* The text of an xsd:double (or, without point and exponent, xsd:integer) in
 * the grammar of JSON: no plus sign, no idle zeros, digits on both sides of a
 * point. The empty slice when it is neither. */
static str number_text(struct arena *arena, str text, bool is_double)
{
    str parts[] = {STR(""), STR("0"), STR(""), STR("")};
    const char *at = text.ptr;
    const char *end = text.ptr + text.len;
    const char *from;
    bool has_digits;

    if (at < end && (*at == '-' || *at == '+')) {
        if (*at++ == '-')
            parts[0] = S("-");
    }
    from = at;
    at = skip_digits(at, end);
    has_digits = at > from;
    while (from < at && *from == '0')
        from++;
    if (at > from)
        parts[1] = (str){from, (size_t)(at - from)};
    if (is_double && at < end && *at == '.') {
        from = at;
        at = skip_digits(at + 1, end);
        if (at - from > 1)
            parts[2] = (str){from, (size_t)(at - from)};
    }
    if (!has_digits && parts[2].len == 0)
        return (str){NULL, 0};
    /* Whether the rest is an exponent is for the reader of JSON to say. */
    parts[3] = (str){at, (size_t)(end - at)};
    if (parts[3].len > 0 && !is_double)
        return (str){NULL, 0};
    return arena_join(arena, parts, 4);
}

/* API 8.5.2 step 2.4: NULL when the literal has no native form. An integer
 * that a double cannot hold has none. */
static struct json *to_native(struct run *run, const struct term *literal)
{
    bool is_integer_type = str_eq(literal->datatype, S(XSD_NS "integer"));
    str text = literal->value;
    double value;

    if (str_eq(literal->datatype, S(XSD_NS "boolean"))) {
        if (str_eq(text, S("true")) || str_eq(text, S("1")))
            return json_new_bool(run->arena, true);
        if (str_eq(text, S("false")) || str_eq(text, S("0")))
            return json_new_bool(run->arena, false);
        return NULL;
    }
    if (!is_integer_type && !str_eq(literal->datatype, S(XSD_NS "double")))
        return NULL;
    text = number_text(run->arena, text, !is_integer_type);
    if (text.len == 0 || number_parse(text, &value) != OK)
        return NULL;
    if (is_integer_type && !number_is_lossless(text))
        return NULL;
    return json_new_double(run->arena, value);
}

/* API 8.5.2 step 2.5.2 */
static code from_json_literal(
    struct run *run, const struct term *literal, struct json *ret)
{
    struct json *value;
    code c = json_parse(
        literal->value, run->options->budget, run->arena, &value, run->reterr);

    if (c == E_NO_MEMORY || c == E_LIMIT_EXCEEDED)
        return c;
    if (c != OK)
        return run_fail(
            run, E_JSONLD_INVALID_JSON_LITERAL, literal->value, NULL);
    keyword_add(ret, KEYWORD_VALUE, value);
    keyword_add(ret, KEYWORD_TYPE, json_new_string(run->arena, S("@json")));
    return OK;
}

/* API 8.5.2 step 2.5.3: "https://www.w3.org/ns/i18n#en_ltr" */
static void from_i18n(
    struct run *run, const struct term *literal, struct json *ret)
{
    str name =
        str_sub(literal->datatype, sizeof(I18N_NS) - 1, literal->datatype.len);
    size_t underscore = str_find(name, '_', 0);

    keyword_add(
        ret, KEYWORD_VALUE, json_new_string(run->arena, literal->value));
    if (underscore > 0)
        keyword_add(ret, KEYWORD_LANGUAGE,
            json_new_string(run->arena, str_sub(name, 0, underscore)));
    keyword_add(ret, KEYWORD_DIRECTION,
        json_new_string(run->arena, str_sub(name, underscore + 1, name.len)));
}

static bool is_i18n(const struct run *run, const struct term *literal)
{
    return run->options->rdf_direction == JSONLD_I18N_DATATYPE &&
           str_starts(literal->datatype, S(I18N_NS)) &&
           str_find(literal->datatype, '_', sizeof(I18N_NS) - 1) != SIZE_MAX;
}

code literal_to_value(
    struct run *run, const struct term *literal, struct json **ret)
{
    struct arena *arena = run->arena;
    struct json *object = json_new(arena, JSON_OBJECT);
    struct json *value = NULL;

    if (run->options->native_types)
        value = to_native(run, literal);
    if (value) {
        keyword_add(object, KEYWORD_VALUE, value);
    } else if (run->options->mode != JSONLD_1_0 &&
               str_eq(literal->datatype, S(RDF_NS "JSON"))) {
        TRY(from_json_literal(run, literal, object));
    } else if (is_i18n(run, literal)) {
        from_i18n(run, literal, object);
    } else {
        keyword_add(
            object, KEYWORD_VALUE, json_new_string(arena, literal->value));
        if (literal->language.len > 0)
            keyword_add(object, KEYWORD_LANGUAGE,
                json_new_string(arena, literal->language));
        else if (!str_eq(literal->datatype, S(XSD_NS "string")))
            keyword_add(object, KEYWORD_TYPE,
                json_new_string(arena, literal->datatype));
    }
    *ret = object;
    return arena_status(arena);
}
