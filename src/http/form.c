#include "http/form.h"

#include "http/percent.h"
#include "http/token.h"

struct list {
    struct form_field *items;
    size_t n;
    size_t capacity;
};

static code add(struct list *list,
    struct form_field field,
    struct arena *arena,
    struct err *reterr)
{
    struct form_field *grown;

    if (list->n == FORM_FIELDS_MAX)
        return err_set(reterr, E_FORM_TOO_MANY_FIELDS, S("form"));
    grown = arena_grow(
        arena, list->items, sizeof(field), list->n + 1, &list->capacity);
    if (!grown)
        return err_set(reterr, arena_status(arena), S("form"));
    list->items = grown;
    grown[list->n++] = field;
    return OK;
}

static code decode(str text, struct arena *arena, str *ret, struct err *reterr)
{
    code c = percent_decode(text, PERCENT_FORM, arena, ret, reterr);

    return c == E_HTTP_SYNTAX ? err_set(reterr, E_FORM_SYNTAX, S("encoding"))
                              : c;
}

code form_read(
    str text, struct arena *arena, struct form *ret, struct err *reterr)
{
    struct list list = {0};
    size_t at = 0;

    while (at < text.len) {
        size_t end = str_find(text, '&', at);
        str pair = str_sub(text, at, end);
        size_t equals = str_find(pair, '=', 0);
        struct form_field field = {0};

        at = end == SIZE_MAX ? text.len : end + 1;
        if (pair.len == 0)
            continue;
        TRY(decode(str_sub(pair, 0, equals), arena, &field.name, reterr));
        if (equals != SIZE_MAX)
            TRY(decode(str_sub(pair, equals + 1, pair.len), arena, &field.value,
                reterr));
        TRY(add(&list, field, arena, reterr));
    }
    *ret = (struct form){list.items, list.n};
    return OK;
}

static code read_parts(const struct http_request *req,
    struct arena *arena,
    struct form *ret,
    struct err *reterr)
{
    struct multipart reader;
    struct form_field field;
    struct list list = {0};
    bool more = true;

    TRY(multipart_init(&reader, request_header(req, S("Content-Type")),
        bytes_str(req->body), reterr));
    for (;;) {
        TRY(multipart_next(&reader, arena, &field, &more, reterr));
        if (!more)
            break;
        TRY(add(&list, field, arena, reterr));
    }
    *ret = (struct form){list.items, list.n};
    return OK;
}

code form_read_body(const struct http_request *req,
    struct arena *arena,
    struct form *ret,
    struct err *reterr)
{
    str type = request_media_type(req);

    if (token_eq(type, S("application/x-www-form-urlencoded")))
        return form_read(bytes_str(req->body), arena, ret, reterr);
    if (token_eq(type, S("multipart/form-data")))
        return read_parts(req, arena, ret, reterr);
    return err_set(reterr, E_FORM_SYNTAX, S("Content-Type"));
}

str form_get(const struct form *form, str name)
{
    size_t i;

    for (i = 0; i < form->n; i++) {
        if (!form->fields[i].is_file && str_eq(form->fields[i].name, name))
            return form->fields[i].value;
    }
    return (str){NULL, 0};
}

const struct form_field *form_file(const struct form *form, str name)
{
    size_t i;

    for (i = 0; i < form->n; i++) {
        const struct form_field *field = &form->fields[i];

        if (field->is_file && str_eq(field->name, name) &&
            (field->file_name.len > 0 || field->value.len > 0))
            return field;
    }
    return NULL;
}
