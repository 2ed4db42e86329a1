#include "text/xml.h"

#include "text/utf8.h"
#include "text/xml_text.h"

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"
#define XMLNS_SPACE "http://www.w3.org/2000/xmlns/"

/* --- the cursor: x->end is the next byte to read --- */

static code fail(
    const struct xml *x, code why, size_t offset, str what, struct err *reterr)
{
    return err_at(reterr, why, what, x->text, offset);
}

static code syntax(const struct xml *x, str what, struct err *reterr)
{
    return fail(x, E_XML_SYNTAX, x->end, what, reterr);
}

static str rest(const struct xml *x)
{
    return str_sub(x->text, x->end, x->text.len);
}

static char peek(const struct xml *x)
{
    return (char)(x->end < x->text.len ? x->text.ptr[x->end] : '\0');
}

static bool skip(struct xml *x, str token)
{
    if (!str_starts(rest(x), token))
        return false;
    x->end += token.len;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool skip_spaces(struct xml *x)
{
    size_t start = x->end;

    while (is_space(peek(x)))
        x->end++;
    return x->end > start;
}

/* Moves behind the token and gives what stood before it. */
static bool take_until(struct xml *x, str token, str *ret)
{
    size_t start = x->end;
    size_t at = start;

    while ((at = str_find(x->text, token.ptr[0], at)) != SIZE_MAX) {
        if (str_starts(str_sub(x->text, at, x->text.len), token)) {
            *ret = str_sub(x->text, start, at);
            x->end = at + token.len;
            return true;
        }
        at++;
    }
    return false;
}

/* --- names, characters, references --- */

/* Empty when none stands here. */
static str take_ncname(struct xml *x)
{
    str name = str_sub(rest(x), 0, xml_ncname_bytes(rest(x)));

    x->end += name.len;
    return name;
}

/* Namespaces in XML 1.0, 4: QName, not yet resolved. */
static code take_name(struct xml *x, struct xml_name *ret, struct err *reterr)
{
    struct xml_name name = {0};

    name.local = take_ncname(x);
    if (name.local.len == 0)
        return syntax(x, S("a name is expected"), reterr);
    if (skip(x, S(":"))) {
        name.prefix = name.local;
        name.local = take_ncname(x);
        if (name.local.len == 0)
            return syntax(x, S("a name is expected"), reterr);
    }
    *ret = name;
    return OK;
}

/* Everything must be UTF-8 and XML 1.0 2.2 Char. */
static code check_chars(const struct xml *x, struct err *reterr)
{
    size_t at = 0;

    while (at < x->text.len) {
        size_t start = at;
        uint32_t c;

        /* Printable ASCII, nearly all of a picture, needs no decoding. */
        if ((uint8_t)(x->text.ptr[at] - 0x20) < 0x5f) {
            at++;
            continue;
        }
        c = utf8_next(x->text, &at);
        if (c == UTF8_BAD)
            return fail(x, E_XML_SYNTAX, start, S("not UTF-8"), reterr);
        if (!xml_is_char(c))
            return fail(x, E_XML_SYNTAX, start,
                S("a character that XML forbids"), reterr);
    }
    return OK;
}

/* Every '&' must start a reference that is known. */
static code check_references(const struct xml *x, str raw, struct err *reterr)
{
    uint32_t value = 0;
    size_t at = str_find(raw, '&', 0);

    for (; at != SIZE_MAX; at = str_find(raw, '&', at + 1)) {
        if (xml_reference(str_sub(raw, at, raw.len), &value) == 0)
            return fail(x, E_XML_SYNTAX, (size_t)(raw.ptr - x->text.ptr) + at,
                S("not a known reference"), reterr);
    }
    return OK;
}

static code take_quoted(struct xml *x, str *ret, struct err *reterr)
{
    char quote = peek(x);
    size_t end;

    if (quote != '"' && quote != '\'')
        return syntax(x, S("a quoted value is expected"), reterr);
    end = str_find(x->text, quote, x->end + 1);
    if (end == SIZE_MAX)
        return syntax(x, S("the quote is not closed"), reterr);
    *ret = str_sub(x->text, x->end + 1, end);
    x->end = end + 1;
    return OK;
}

/* --- namespaces --- */

static str find_space(const struct xml *x, str prefix, bool *ret_found)
{
    uint32_t i;

    *ret_found = true;
    if (str_eq(prefix, S("xml")))
        return S(XML_SPACE);
    if (str_eq(prefix, S("xmlns")))
        return S(XMLNS_SPACE);
    for (i = x->n_bindings; i > 0; i--) {
        if (str_eq(x->bindings[i - 1].prefix, prefix))
            return x->bindings[i - 1].space;
    }
    *ret_found = prefix.len == 0;
    return S("");
}

static bool declares(const struct xml_name *name)
{
    return str_eq(name->prefix, S("xmlns")) ||
           (name->prefix.len == 0 && str_eq(name->local, S("xmlns")));
}

/* Namespaces in XML 1.0, 3 and 5: one declaration comes into force. */
static code bind(
    struct xml *x, const struct xml_attribute *a, struct err *reterr)
{
    str prefix = a->name.prefix.len > 0 ? a->name.local : S("");
    bool is_xml = str_eq(prefix, S("xml"));

    if (str_eq(prefix, S("xmlns")) || str_eq(a->value, S(XMLNS_SPACE)) ||
        is_xml != str_eq(a->value, S(XML_SPACE)) ||
        (prefix.len > 0 && a->value.len == 0))
        return fail(x, E_XML_SYNTAX, a->start,
            S("this namespace cannot be declared"), reterr);
    if (str_find(a->value, '&', 0) != SIZE_MAX)
        return fail(x, E_XML_SYNTAX, a->start,
            S("a reference in a namespace name"), reterr);
    if (x->n_bindings == XML_NAMESPACES_MAX)
        return fail(x, E_LIMIT_EXCEEDED, a->start, S("XML namespaces"), reterr);
    x->bindings[x->n_bindings++] =
        (struct xml_binding){prefix, a->value, x->depth};
    return OK;
}

static code resolve(const struct xml *x,
    struct xml_name *name,
    size_t offset,
    struct err *reterr)
{
    bool found = false;

    name->space = find_space(x, name->prefix, &found);
    if (!found)
        return fail(x, E_XML_SYNTAX, offset,
            S("the namespace prefix is not declared"), reterr);
    return OK;
}

/* Resolves the names of the start tag and refuses the same attribute twice
 * (Namespaces in XML 1.0, 6.3). */
static code resolve_tag(struct xml *x, struct err *reterr)
{
    uint32_t i;
    uint32_t k;

    for (i = 0; i < x->n_attributes; i++) {
        if (declares(&x->attributes[i].name))
            TRY(bind(x, &x->attributes[i], reterr));
    }
    TRY(resolve(x, &x->name, x->start, reterr));
    for (i = 0; i < x->n_attributes; i++) {
        struct xml_attribute *a = &x->attributes[i];

        if (declares(&a->name))
            a->name.space = S(XMLNS_SPACE);
        else if (a->name.prefix.len > 0)
            TRY(resolve(x, &a->name, a->start, reterr));
        for (k = 0; k < i; k++) {
            if (xml_name_is(
                    &x->attributes[k].name, a->name.space, a->name.local))
                return fail(x, E_XML_SYNTAX, a->start,
                    S("the same attribute twice"), reterr);
        }
    }
    return OK;
}

/* --- tags --- */

static code take_attribute(struct xml *x, struct err *reterr)
{
    struct xml_attribute a = {.start = x->end};

    if (x->n_attributes == XML_ATTRIBUTES_MAX)
        return fail(x, E_LIMIT_EXCEEDED, x->end, S("XML attributes"), reterr);
    TRY(take_name(x, &a.name, reterr));
    skip_spaces(x);
    if (!skip(x, S("=")))
        return syntax(x, S("'=' is expected"), reterr);
    skip_spaces(x);
    TRY(take_quoted(x, &a.value, reterr));
    if (str_find(a.value, '<', 0) != SIZE_MAX)
        return fail(
            x, E_XML_SYNTAX, a.start, S("'<' in an attribute value"), reterr);
    TRY(check_references(x, a.value, reterr));
    a.end = x->end;
    x->attributes[x->n_attributes++] = a;
    return OK;
}

static code enter(struct xml *x, struct err *reterr)
{
    if (x->depth == 0 && x->has_root)
        return fail(x, E_XML_SYNTAX, x->start, S("more than one root"), reterr);
    if (x->depth >= XML_DEPTH_MAX || x->depth >= x->budget->depth_max)
        return fail(x, E_LIMIT_EXCEEDED, x->start, S("XML depth"), reterr);
    if (x->n_elements >= x->budget->svg_elements_max)
        return fail(x, E_LIMIT_EXCEEDED, x->start, S("XML elements"), reterr);
    x->has_root = true;
    x->n_elements++;
    x->depth++;
    return OK;
}

/* XML 1.0 3.1 STag or EmptyElemTag, behind its '<'. */
static code take_open(struct xml *x, struct err *reterr)
{
    TRY(enter(x, reterr));
    TRY(take_name(x, &x->name, reterr));
    for (;;) {
        bool spaced = skip_spaces(x);

        if (skip(x, S(">")))
            break;
        if (skip(x, S("/>"))) {
            x->is_empty = true;
            x->close_pending = true;
            break;
        }
        if (!spaced)
            return syntax(x, S("white space or '>' is expected"), reterr);
        TRY(take_attribute(x, reterr));
    }
    TRY(resolve_tag(x, reterr));
    x->open[x->depth - 1] = x->name;
    return OK;
}

/* ETag, behind its "</". */
static code take_close(struct xml *x, struct err *reterr)
{
    const struct xml_name *open;

    TRY(take_name(x, &x->name, reterr));
    skip_spaces(x);
    if (!skip(x, S(">")))
        return syntax(x, S("'>' is expected"), reterr);
    open = x->depth > 0 ? &x->open[x->depth - 1] : NULL;
    if (!open || !str_eq(open->prefix, x->name.prefix) ||
        !str_eq(open->local, x->name.local))
        return fail(x, E_XML_SYNTAX, x->start,
            S("the end tag closes no open element"), reterr);
    x->name = *open;
    x->pop_pending = true;
    return OK;
}

/* --- everything else --- */

/* XML 1.0 2.8 XMLDecl, behind "<?xml": only UTF-8 is read. */
static code take_declaration(struct xml *x, struct err *reterr)
{
    static const str names[] = {
        STR("version"), STR("encoding"), STR("standalone")};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        bool spaced = skip_spaces(x);
        size_t start = x->end;
        str value = {0};

        if (!spaced || !skip(x, names[i])) {
            if (i == 0)
                return syntax(x, S("'version' is expected"), reterr);
            continue;
        }
        skip_spaces(x);
        if (!skip(x, S("=")))
            return syntax(x, S("'=' is expected"), reterr);
        skip_spaces(x);
        TRY(take_quoted(x, &value, reterr));
        if (i == 0 && !str_starts(value, S("1.")))
            return fail(x, E_XML_SYNTAX, start, S("not XML 1.0"), reterr);
        if (i == 1 && !str_eq(value, S("UTF-8")) &&
            !str_eq(value, S("utf-8")) && !str_eq(value, S("US-ASCII")))
            return fail(
                x, E_XML_SYNTAX, start, S("the encoding is not UTF-8"), reterr);
    }
    skip_spaces(x);
    if (!skip(x, S("?>")))
        return syntax(x, S("'?>' is expected"), reterr);
    x->content = str_sub(x->text, x->start + 5, x->end - 2);
    return OK;
}

static bool is_reserved_target(str target)
{
    return target.len == 3 && (target.ptr[0] | 0x20) == 'x' &&
           (target.ptr[1] | 0x20) == 'm' && (target.ptr[2] | 0x20) == 'l';
}

/* XML 1.0 2.6, behind "<?". */
static code take_pi(struct xml *x, size_t text_start, struct err *reterr)
{
    x->name.local = take_ncname(x);
    if (x->name.local.len == 0)
        return syntax(x, S("a name is expected"), reterr);
    if (x->start == text_start && str_eq(x->name.local, S("xml")))
        return take_declaration(x, reterr);
    if (is_reserved_target(x->name.local))
        return syntax(x, S("the name is reserved"), reterr);
    if (!skip_spaces(x) && !str_starts(rest(x), S("?>")))
        return syntax(x, S("'?>' is expected"), reterr);
    if (!take_until(x, S("?>"), &x->content))
        return syntax(x, S("the instruction is not closed"), reterr);
    return OK;
}

/* XML 1.0 2.5, behind "<!--". */
static code take_comment(struct xml *x, struct err *reterr)
{
    if (!take_until(x, S("--"), &x->content) || !skip(x, S(">")))
        return syntax(x, S("the comment is not closed"), reterr);
    return OK;
}

/* XML 1.0 2.8 doctypedecl, behind "<!DOCTYPE": no internal subset. */
static code take_doctype(struct xml *x, struct err *reterr)
{
    size_t start = x->end;
    str ignored = {0};
    bool is_public;

    if (x->has_root || x->has_doctype)
        return fail(
            x, E_XML_SYNTAX, x->start, S("DOCTYPE is out of place"), reterr);
    x->has_doctype = true;
    if (!skip_spaces(x))
        return syntax(x, S("white space is expected"), reterr);
    TRY(take_name(x, &x->name, reterr));
    skip_spaces(x);
    is_public = skip(x, S("PUBLIC"));
    if (is_public) {
        skip_spaces(x);
        TRY(take_quoted(x, &ignored, reterr));
    }
    if (is_public || skip(x, S("SYSTEM"))) {
        skip_spaces(x);
        TRY(take_quoted(x, &ignored, reterr));
        skip_spaces(x);
    }
    x->content = str_sub(x->text, start, x->end);
    if (peek(x) == '[')
        return fail(x, E_XML_DTD_FORBIDDEN, x->end,
            S("an internal subset of a DTD"), reterr);
    if (!skip(x, S(">")))
        return syntax(x, S("'>' is expected"), reterr);
    return OK;
}

/* XML 1.0 2.7, behind "<![CDATA[". */
static code take_cdata(struct xml *x, struct err *reterr)
{
    if (x->depth == 0)
        return fail(
            x, E_XML_SYNTAX, x->start, S("text outside the root"), reterr);
    if (!take_until(x, S("]]>"), &x->content))
        return syntax(x, S("the CDATA section is not closed"), reterr);
    return OK;
}

/* XML 1.0 2.4. */
static code take_text(struct xml *x, struct err *reterr)
{
    size_t end = str_find(x->text, '<', x->end);
    size_t at;

    x->content = str_sub(x->text, x->start, end);
    x->end = x->start + x->content.len;
    if (x->depth == 0) {
        for (at = 0; at < x->content.len; at++) {
            if (!is_space(x->content.ptr[at]))
                return fail(x, E_XML_SYNTAX, x->start + at,
                    S("text outside the root"), reterr);
        }
    }
    for (at = 0; (at = str_find(x->content, ']', at)) != SIZE_MAX; at++) {
        if (str_starts(str_sub(x->content, at, x->content.len), S("]]>")))
            return fail(
                x, E_XML_SYNTAX, x->start + at, S("']]>' in text"), reterr);
    }
    return check_references(x, x->content, reterr);
}

static code take_end(const struct xml *x, struct err *reterr)
{
    if (x->depth > 0)
        return syntax(x, S("an element is not closed"), reterr);
    if (!x->has_root)
        return syntax(x, S("no element"), reterr);
    return OK;
}

/* --- the scanner --- */

void xml_init(struct xml *x, str text, struct budget *budget)
{
    x->text = text;
    x->budget = budget;
    x->start = 0;
    x->end = 0;
    x->n_attributes = 0;
    x->depth = 0;
    x->n_bindings = 0;
    x->n_elements = 0;
    x->has_root = false;
    x->has_doctype = false;
    x->close_pending = false;
    x->pop_pending = false;
}

static void pop(struct xml *x)
{
    while (
        x->n_bindings > 0 && x->bindings[x->n_bindings - 1].depth == x->depth)
        x->n_bindings--;
    x->depth--;
    x->pop_pending = false;
}

static code take_markup(
    struct xml *x, size_t text_start, enum xml_event *ret, struct err *reterr)
{
    if (skip(x, S("</"))) {
        *ret = XML_CLOSE;
        return take_close(x, reterr);
    }
    if (skip(x, S("<!--"))) {
        *ret = XML_COMMENT;
        return take_comment(x, reterr);
    }
    if (skip(x, S("<![CDATA["))) {
        *ret = XML_CDATA;
        return take_cdata(x, reterr);
    }
    if (skip(x, S("<!DOCTYPE"))) {
        *ret = XML_DOCTYPE;
        return take_doctype(x, reterr);
    }
    if (skip(x, S("<?"))) {
        *ret = XML_PI;
        return take_pi(x, text_start, reterr);
    }
    x->end++;
    *ret = XML_OPEN;
    return take_open(x, reterr);
}

/* Before the first event: the characters, and where the text begins. */
static code begin(struct xml *x, size_t text_start, struct err *reterr)
{
    if (x->end > 0)
        return OK;
    TRY(check_chars(x, reterr));
    x->end = text_start;
    return OK;
}

code xml_next(struct xml *x, enum xml_event *ret, struct err *reterr)
{
    size_t text_start = str_starts(x->text, S("\xef\xbb\xbf")) ? 3 : 0;

    TRY(begin(x, text_start, reterr));
    if (x->pop_pending)
        pop(x);
    x->start = x->end;
    x->content = (str){NULL, 0};
    if (x->close_pending) { /* the name is still that of the tag */
        x->close_pending = false;
        x->pop_pending = true;
        *ret = XML_CLOSE;
        return OK;
    }
    x->name = (struct xml_name){0};
    x->n_attributes = 0;
    x->is_empty = false;
    if (x->end == x->text.len) {
        *ret = XML_END;
        return take_end(x, reterr);
    }
    if (peek(x) == '<')
        return take_markup(x, text_start, ret, reterr);
    *ret = XML_TEXT;
    return take_text(x, reterr);
}

bool xml_name_is(const struct xml_name *name, str space, str local)
{
    return str_eq(name->local, local) && str_eq(name->space, space);
}

const struct xml_attribute *xml_attribute(
    const struct xml *x, str space, str local)
{
    uint32_t i;

    for (i = 0; i < x->n_attributes; i++) {
        if (xml_name_is(&x->attributes[i].name, space, local))
            return &x->attributes[i];
    }
    return NULL;
}
