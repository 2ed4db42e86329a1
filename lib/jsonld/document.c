#include "jsonld/document.h"

#include "text/iri.h"

#define CONTEXT_REL "http://www.w3.org/ns/json-ld#context"

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return c;
}

static bool is_text(str text, str wanted)
{
    size_t i;

    if (text.len != wanted.len)
        return false;
    for (i = 0; i < text.len; i++) {
        if (lower(text.ptr[i]) != lower(wanted.ptr[i]))
            return false;
    }
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static str trim(str text)
{
    while (text.len > 0 && is_space(text.ptr[0]))
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* A media type without its parameters. */
static str media_type(str text)
{
    return trim(str_sub(text, 0, str_find(text, ';', 0)));
}

static bool is_json(str type)
{
    return is_text(type, S("application/json")) ||
           (type.len > 5 &&
               is_text(str_sub(type, type.len - 5, type.len), S("+json")));
}

/* --- RFC 8288 section 3 --- */

struct link {
    str target;
    str rel;
    str type;
};

/* The offset of the next of the two characters outside quotes, or the end. */
static size_t find_outside(str text, size_t from, char a, char b)
{
    bool quoted = false;

    for (; from < text.len; from++) {
        char c = text.ptr[from];

        if (c == '"')
            quoted = !quoted;
        else if (quoted && c == '\\')
            from++;
        else if (!quoted && (c == a || c == b))
            break;
    }
    return from < text.len ? from : text.len;
}

static void read_parameter(str text, struct link *link)
{
    size_t equals = str_find(text, '=', 0);
    str name = trim(str_sub(text, 0, equals));
    str value = equals == SIZE_MAX ? (str){NULL, 0}
                                   : trim(str_sub(text, equals + 1, text.len));

    if (value.len >= 2 && value.ptr[0] == '"')
        value = str_sub(value, 1, value.len - 1);
    /* Only the first of each counts (RFC 8288 3.3, 3.4.1). */
    if (is_text(name, S("rel")) && !link->rel.ptr)
        link->rel = value;
    else if (is_text(name, S("type")) && !link->type.ptr)
        link->type = value;
}

/* Reads one link from *header and moves on; false at the end, or at what is
 * no link. */
static bool next_link(str *header, struct link *ret)
{
    str text = *header;
    size_t at;
    size_t end;

    while (text.len > 0 && (is_space(text.ptr[0]) || text.ptr[0] == ','))
        text = str_sub(text, 1, text.len);
    if (text.len == 0 || text.ptr[0] != '<')
        return false;
    end = str_find(text, '>', 0);
    if (end == SIZE_MAX)
        return false;
    *ret = (struct link){.target = str_sub(text, 1, end)};
    at = find_outside(text, end + 1, ';', ',');
    while (at < text.len && text.ptr[at] == ';') {
        end = find_outside(text, at + 1, ';', ',');
        read_parameter(str_sub(text, at + 1, end), ret);
        at = end;
    }
    *header = str_sub(text, at, text.len);
    return true;
}

/* True if one of the space-separated relation types is the wanted one. */
static bool has_rel(str rel, str wanted)
{
    while (rel.len > 0) {
        size_t space = str_find(rel, ' ', 0);

        if (is_text(str_sub(rel, 0, space), wanted))
            return true;
        if (space == SIZE_MAX)
            break;
        rel = str_sub(rel, space + 1, rel.len);
    }
    return false;
}

static str resolve(str url, str target, struct arena *arena)
{
    struct iri base = iri_split(url);

    return iri_resolve(&base, target, arena);
}

/* Step 5: the alternate document to load instead; empty if there is none. */
static str find_alternate(
    const struct jsonld_response *response, struct arena *arena)
{
    str header = response->link;
    struct link link;

    while (next_link(&header, &link)) {
        if (has_rel(link.rel, S("alternate")) &&
            is_text(media_type(link.type), S("application/ld+json")))
            return resolve(response->url, link.target, arena);
    }
    return (str){NULL, 0};
}

/* Step 6 */
static code find_context(const struct jsonld_response *response,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    str header = response->link;
    struct link link;

    *ret = (str){NULL, 0};
    while (next_link(&header, &link)) {
        if (!has_rel(link.rel, S(CONTEXT_REL)))
            continue;
        if (ret->ptr)
            return err_set(
                reterr, E_JSONLD_MULTIPLE_CONTEXT_LINK_HEADERS, response->url);
        *ret = resolve(response->url, link.target, arena);
    }
    return arena_status(arena);
}

code jsonld_document_read(const struct jsonld_response *response,
    struct budget *budget,
    struct arena *arena,
    struct jsonld_document *ret,
    str *ret_next,
    struct err *reterr)
{
    str type = media_type(response->content_type);
    struct jsonld_document document = {.url = response->url};

    if (!is_json(type)) {
        str next = find_alternate(response, arena);

        TRY(arena_status(arena));
        if (next.len == 0)
            return err_set(
                reterr, E_JSONLD_LOADING_DOCUMENT_FAILED, response->url);
        *ret = document;
        *ret_next = next;
        return OK;
    }
    if (!is_text(type, S("application/ld+json")))
        TRY(find_context(response, arena, &document.context_url, reterr));
    TRY(json_parse(response->body, budget, arena, &document.json, reterr));
    *ret = document;
    *ret_next = (str){NULL, 0};
    return OK;
}
