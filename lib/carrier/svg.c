#include "carrier/svg.h"

#include "base/buf.h"
#include "text/utf8.h"
#include "text/xml.h"
#include "text/xml_text.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define BADGE_3_SPACE "https://purl.imsglobal.org/ob/v3p0"
#define PREFIX "openbadges"

/* The elements that hold a credential, in the order of enum carried_kind. */
static const struct {
    enum carried_kind kind;
    str space;
    str local;
} ELEMENTS[] = {
    {CARRIED_BADGE_3, STR(BADGE_3_SPACE), STR("credential")},
    {CARRIED_CLR_2, STR("https://purl.imsglobal.org/clr/v2p0"),
        STR("credential")},
    {CARRIED_BADGE_2, STR("http://openbadges.org"), STR("assertion")},
};

enum {
    N_ELEMENTS = sizeof(ELEMENTS) / sizeof(*ELEMENTS),
};

static code fail(
    const struct xml *x, code c, const char *what, struct err *reterr)
{
    return err_at(reterr, c, str_of(what), x->text, x->start);
}

/* Index in ELEMENTS, or N_ELEMENTS. */
static size_t find_element(const struct xml_name *name)
{
    size_t i = 0;

    while (i < N_ELEMENTS &&
           !xml_name_is(name, ELEMENTS[i].space, ELEMENTS[i].local))
        i++;
    return i;
}

/* Starts, and goes on to the start tag of the root. */
static code start(
    struct xml *x, str svg, struct budget *budget, struct err *reterr)
{
    enum xml_event event = XML_END;

    xml_init(x, svg, budget);
    if (svg.len > budget->svg_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
    do {
        TRY(xml_next(x, &event, reterr));
    } while (event != XML_OPEN);
    if (!xml_name_is(&x->name, S(SVG_SPACE), S("svg")))
        return fail(x, E_BAKE_FORMAT, "the root is not svg", reterr);
    return OK;
}

static bool is_white(str text)
{
    size_t i = 0;

    while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t' ||
                               text.ptr[i] == '\r' || text.ptr[i] == '\n'))
        i++;
    return i == text.len;
}

static str trim(str text)
{
    while (text.len > 0 && is_white(str_sub(text, 0, 1)))
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && is_white(str_sub(text, text.len - 1, text.len)))
        text.len--;
    return text;
}

/* What xml_decode makes of `raw`, without white space around it. */
static code decode(str raw, enum xml_place place, struct arena *arena, str *ret)
{
    struct buf b;
    str text = {0};

    buf_init(&b, arena, raw.len);
    xml_decode(&b, raw, place);
    TRY(buf_finish_str(&b, &text));
    *ret = trim(text);
    return OK;
}

/* The content of an element in pieces; the usual single one is not copied. */
struct pieces {
    size_t n;
    str first;
    struct buf all; /* from the second on */
};

static void add_piece(struct pieces *p, str piece)
{
    if (p->n == 0)
        p->first = piece;
    else if (p->n == 1)
        buf_str(&p->all, p->first);
    if (p->n > 0)
        buf_str(&p->all, piece);
    p->n++;
}

/* The content of the element that was just opened, up to its end. White
 * space around CDATA sections is not part of it. */
static code read_content(
    struct xml *x, struct arena *arena, str *ret, struct err *reterr)
{
    enum xml_event event = XML_OPEN;
    struct pieces p = {0};
    str piece = {0};

    buf_init(&p.all, arena, x->text.len);
    for (;;) {
        TRY(xml_next(x, &event, reterr));
        if (event == XML_CLOSE)
            break;
        if (event == XML_OPEN)
            return fail(x, E_BAKE_FORMAT, "element in a credential", reterr);
        piece = x->content;
        if (event == XML_TEXT)
            TRY(decode(piece, XML_IN_TEXT, arena, &piece));
        if ((event == XML_TEXT || event == XML_CDATA) && piece.len > 0)
            add_piece(&p, piece);
    }
    if (p.n > 1)
        return buf_finish_str(&p.all, ret);
    *ret = p.first;
    return OK;
}

static bool is_url(str text)
{
    return str_starts(text, S("https:")) || str_starts(text, S("http:"));
}

/* Reads the credential element that was just opened. */
static code read_element(struct xml *x,
    enum carried_kind kind,
    const struct budget *budget,
    struct arena *arena,
    struct carried *ret,
    struct err *reterr)
{
    const struct xml_attribute *verify = xml_attribute(x, S(""), S("verify"));
    const size_t at = x->start;
    str jws = {0};
    str content = {0};

    if (verify)
        TRY(decode(verify->value, XML_IN_ATTRIBUTE, arena, &jws));
    TRY(read_content(x, arena, &content, reterr));
    /* Open Badges 2.0 has the URL in `verify` beside the JSON. */
    if (kind == CARRIED_BADGE_2 && is_url(jws)) {
        kind = is_white(content) ? CARRIED_BADGE_1 : kind;
        jws = is_white(content) ? jws : (str){0};
    }
    if ((jws.len == 0) == is_white(content))
        return err_at(reterr, E_BAKE_FORMAT,
            S("a credential is one of JSON and JWS"), x->text, at);
    *ret = (struct carried){kind, jws.len > 0 ? jws : content};
    if (ret->text.len > budget->image_text_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of text"));
    return OK;
}

/* Reads the credential element that was just opened into its slot. */
static code find_credential(struct xml *x,
    size_t element,
    const struct budget *budget,
    struct arena *arena,
    struct carried found[CARRIED_N],
    struct err *reterr)
{
    const size_t at = x->start;
    struct carried carried = {0};
    size_t slot = 0;

    TRY(read_element(
        x, ELEMENTS[element].kind, budget, arena, &carried, reterr));
    while (carried.kind >> (slot + 1))
        slot++;
    if (found[slot].kind)
        return err_at(
            reterr, E_BAKE_DUPLICATE, S("credential element"), x->text, at);
    found[slot] = carried;
    return OK;
}

code svg_extract(str svg,
    unsigned wanted,
    const struct budget *budget,
    struct arena *arena,
    struct carried *ret,
    struct err *reterr)
{
    struct carried found[CARRIED_N] = {0};
    struct budget own = *budget;
    enum xml_event event = XML_OPEN;
    struct xml x;
    size_t i;

    TRY(start(&x, svg, &own, reterr));
    while (event != XML_END) {
        TRY(xml_next(&x, &event, reterr));
        i = event == XML_OPEN ? find_element(&x.name) : N_ELEMENTS;
        if (i < N_ELEMENTS)
            TRY(find_credential(&x, i, budget, arena, found, reterr));
    }
    for (i = 0; i < CARRIED_N; i++) {
        if (found[i].kind & wanted) {
            *ret = found[i];
            return OK;
        }
    }
    return err_set(reterr, E_NO_CREDENTIAL, S("SVG"));
}

/* --- baking --- */

/* What stands between quotation marks and brackets must not end them. */
static code check_characters(str credential, struct err *reterr)
{
    size_t at = 0;

    while (at < credential.len) {
        size_t before = at;
        uint32_t c = utf8_next(credential, &at);

        if (c == UTF8_BAD || !xml_is_char(c))
            return err_at(reterr, E_BAKE_FORMAT,
                S("the credential has a character that XML forbids"),
                credential, before);
    }
    return OK;
}

/* How the root names the namespace of Open Badges 3.0. */
struct naming {
    str prefix;
    bool is_declared; /* with this prefix, on the root */
    bool is_taken;    /* the prefix means something else there */
};

static struct naming name_element(const struct xml *x)
{
    struct naming n = {S(PREFIX), false, false};
    uint32_t i;

    for (i = 0; i < x->n_bindings; i++) {
        const struct xml_binding *b = &x->bindings[i];

        if (b->prefix.len > 0 && str_eq(b->space, S(BADGE_3_SPACE)))
            return (struct naming){b->prefix, true, false};
        if (str_eq(b->prefix, S(PREFIX)))
            n.is_taken = true;
    }
    return n;
}

static void put_declaration(struct buf *out)
{
    buf_str(out, S(" xmlns:" PREFIX "=\"" BADGE_3_SPACE "\""));
}

static void put_element(struct buf *out, struct naming n, str credential)
{
    bool is_json = str_starts(trim(credential), S("{"));

    buf_byte(out, '<');
    buf_str(out, n.prefix);
    buf_str(out, S(":credential"));
    if (n.is_taken)
        put_declaration(out);
    if (is_json) {
        buf_str(out, S("><![CDATA["));
        xml_encode(out, credential, XML_IN_CDATA);
        buf_str(out, S("]]></"));
    } else {
        buf_str(out, S(" verify=\""));
        xml_encode(out, credential, XML_IN_ATTRIBUTE);
        buf_str(out, S("\"></"));
    }
    buf_str(out, n.prefix);
    buf_str(out, S(":credential>"));
}

/* The start tag of the root, which was just read, and the element. */
static void put_root(struct buf *out, const struct xml *x, str credential)
{
    const struct naming n = name_element(x);
    str tag = str_sub(x->text, x->start, x->end);
    size_t name_end = 1 + x->name.local.len;

    if (x->name.prefix.len > 0)
        name_end += x->name.prefix.len + 1;
    buf_str(out, str_sub(tag, 0, name_end));
    if (!n.is_declared && !n.is_taken)
        put_declaration(out);
    if (x->is_empty)
        tag.len -= 2;
    buf_str(out, str_sub(tag, name_end, tag.len));
    if (x->is_empty)
        buf_byte(out, '>');
    put_element(out, n, credential);
    if (x->is_empty) {
        buf_str(out, S("</"));
        buf_str(out, str_sub(x->text, x->start + 1, x->start + name_end));
        buf_byte(out, '>');
    }
}

/* Steps over the element that was just opened. */
static code skip_element(struct xml *x, struct err *reterr)
{
    const uint32_t depth = x->depth;
    enum xml_event event = XML_OPEN;

    while (event != XML_CLOSE || x->depth != depth)
        TRY(xml_next(x, &event, reterr));
    return OK;
}

/* What svg_bake writes to, and how much of the image is written. */
struct splice {
    struct buf out;
    size_t kept;
    const struct budget *budget;
    struct carried found[CARRIED_N];
};

static void keep_up_to(struct splice *s, str svg, size_t end)
{
    buf_str(&s->out, str_sub(svg, s->kept, end));
    s->kept = end;
}

/* A credential element was just opened: one of Open Badges 3.0 is left out,
 * one of another kind must be sound. */
static code splice_element(
    struct splice *s, struct xml *x, size_t element, struct err *reterr)
{
    if (ELEMENTS[element].kind != CARRIED_BADGE_3)
        return find_credential(
            x, element, s->budget, s->out.arena, s->found, reterr);
    keep_up_to(s, x->text, x->start);
    TRY(skip_element(x, reterr));
    s->kept = x->end;
    return OK;
}

/* Appends what follows the root's start tag. */
static code put_rest(struct splice *s, struct xml *x, struct err *reterr)
{
    enum xml_event event = XML_OPEN;
    size_t i;

    while (event != XML_END) {
        TRY(xml_next(x, &event, reterr));
        i = event == XML_OPEN ? find_element(&x->name) : N_ELEMENTS;
        if (i < N_ELEMENTS)
            TRY(splice_element(s, x, i, reterr));
    }
    keep_up_to(s, x->text, x->text.len);
    return OK;
}

code svg_bake(str svg,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct budget own = *budget;
    struct splice s = {.budget = budget};
    struct xml x;

    if (credential.len > budget->image_text_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of text"));
    TRY(check_characters(credential, reterr));
    TRY(start(&x, svg, &own, reterr));
    buf_init(&s.out, arena, budget->svg_bytes_max);
    keep_up_to(&s, svg, x.start);
    put_root(&s.out, &x, credential);
    s.kept = x.end;
    TRY(put_rest(&s, &x, reterr));
    if (s.out.failed == E_LIMIT_EXCEEDED && arena_status(arena) == OK)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
    if (s.out.failed)
        return err_set(reterr, s.out.failed, S("SVG"));
    return buf_finish_str(&s.out, ret);
}
