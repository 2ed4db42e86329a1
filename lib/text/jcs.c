#include "text/jcs.h"

#include "text/json_sort.h"
#include "text/number.h"
#include "text/pointer.h"

/* Bytes of UTF-8 in the order of the UTF-16 code units they start: the four
 * byte sequences (surrogates, D800 to DFFF) come before EE and EF (E000 to
 * FFFF). */
static uint8_t utf16_rank(char byte)
{
    uint8_t b = (uint8_t)byte;

    if (b < 0xee)
        return b;
    return (uint8_t)(b < 0xf0 ? b + 5 : b - 2);
}

/* RFC 8785 3.2.3 */
static int utf16_order(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    size_t i = 0;

    while (i < shorter && a.ptr[i] == b.ptr[i])
        i++;
    if (i < shorter)
        return utf16_rank(a.ptr[i]) - utf16_rank(b.ptr[i]);
    return (a.len > b.len) - (a.len < b.len);
}

struct writer {
    struct buf *out;
    struct arena *scratch;
    struct err *reterr;
};

static code write_number(struct writer *w, const struct json *value)
{
    char text[NUMBER_BYTES];
    double number = 0;

    if (json_number(value, &number) != OK)
        return err_set(w->reterr, E_JSON_NUMBER, value->text);
    buf_str(w->out, (str){text, number_write(number, text)});
    return OK;
}

static code write_value(struct writer *w, const struct json *value);

static code write_array(struct writer *w, const struct json *array)
{
    const struct json *item = array->child.first;

    buf_byte(w->out, '[');
    for (; item; item = item->next) {
        TRY(write_value(w, item));
        if (item->next)
            buf_byte(w->out, ',');
    }
    buf_byte(w->out, ']');
    return OK;
}

static code write_object(struct writer *w, const struct json *object)
{
    struct json **members = json_sorted(object, utf16_order, w->scratch);
    uint32_t i;

    if (!members)
        return err_set(w->reterr, arena_status(w->scratch), S("scratch"));
    buf_byte(w->out, '{');
    for (i = 0; i < object->n; i++) {
        if (i > 0)
            buf_byte(w->out, ',');
        json_write_string(w->out, members[i]->name);
        buf_byte(w->out, ':');
        TRY(write_value(w, members[i]));
    }
    buf_byte(w->out, '}');
    return OK;
}

static code write_value(struct writer *w, const struct json *value)
{
    switch ((enum json_type)value->type) {
    case JSON_NUMBER:
        return write_number(w, value);
    case JSON_ARRAY:
        return write_array(w, value);
    case JSON_OBJECT:
        return write_object(w, value);
    case JSON_NULL:
    case JSON_FALSE:
    case JSON_TRUE:
    case JSON_STRING:
        break;
    }
    json_write(w->out, value, JSON_COMPACT);
    return OK;
}

code jcs_write(struct buf *out,
    const struct json *value,
    struct arena *scratch,
    struct err *reterr)
{
    struct writer w = {out, scratch, reterr};

    TRY(write_value(&w, value));
    return out->failed;
}

static code check(
    const struct json *value, const struct json_path *path, struct err *reterr)
{
    struct json_path step = {.up = path};
    const struct json *child;

    if (value->type == JSON_NUMBER && !number_is_lossless(value->text)) {
        err_set(reterr, E_JSON_NUMBER_LOSSY, value->text);
        json_path_err(path, reterr);
        return E_JSON_NUMBER_LOSSY;
    }
    if (value->type != JSON_ARRAY && value->type != JSON_OBJECT)
        return OK;
    for (child = value->child.first; child; child = child->next) {
        step.name = child->name;
        TRY(check(child, &step, reterr));
        step.index++;
    }
    return OK;
}

code jcs_check_lossless(const struct json *value, struct err *reterr)
{
    return check(value, NULL, reterr);
}
