#include "web/list.h"

#include "web/html.h"

enum {
    PAGE_MAX = 1000000,
    BASE = 10,
    URL_BYTES_MAX = 8000,
};

int64_t list_offset(const struct web *web, int64_t rows_a_page)
{
    const str text = web_query(web, S("page"));
    int64_t page = 0;
    size_t i;

    for (i = 0; i < text.len && page < PAGE_MAX; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        page = page * BASE + (text.ptr[i] - '0');
    }
    return page > 1 ? (page - 1) * rows_a_page : 0;
}

static void put_pair(struct buf *out, str name, str value)
{
    buf_byte(out, '&');
    html_url_part(out, name);
    buf_byte(out, '=');
    html_url_part(out, value);
}

/* This list with its search, at another page. */
static str page_url(struct web *web, int64_t page)
{
    struct buf out;
    str url = {"", 0};
    size_t i;

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, web->req->path);
    buf_str(&out, S("?page="));
    buf_u64(&out, (uint64_t)page);
    for (i = 0; i < web->query.n; i++) {
        const struct form_field *field = &web->query.fields[i];

        if (field->value.len > 0 && !str_eq(field->name, S("page")) &&
            !str_eq(field->name, S("done")))
            put_pair(&out, field->name, field->value);
    }
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

struct part_pager list_pager(struct web *web, const struct list_part *part)
{
    const int64_t page = part->offset / part->a_page + 1;
    const int64_t end = part->offset + (int64_t)part->n;
    struct part_pager pager = {
        .from = part->n > 0 ? part->offset + 1 : 0,
        .to = end,
        .of = part->of,
    };

    if (page > 1)
        pager.previous = page_url(web, page - 1);
    if (end < part->of)
        pager.next = page_url(web, page + 1);
    return pager;
}

void list_show_done(struct web *web, const struct list_done *all, size_t n)
{
    const str word = web_query(web, S("done"));
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(all[i].word, word))
            web->view.notice = all[i].words;
    }
}

void list_redirect(struct web *web, str path, str query, str word)
{
    const str parts[] = {
        path, S("?"), query, query.len > 0 ? S("&done=") : S("done="), word};

    response_redirect(web->res, arena_join(web->arena, parts, 5));
}

size_t list_values(const struct form *form, str name, str *ret, size_t n_max)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < form->n && n < n_max; i++) {
        if (str_eq(form->fields[i].name, name))
            ret[n++] = form->fields[i].value;
    }
    return n;
}

void list_fault(struct web *web, str field, enum message words)
{
    struct view_faults *fault = arena_new(web->arena, struct view_faults);

    if (!fault)
        return;
    *fault = (struct view_faults){field, message(web->view.lang, words)};
    web->view.faults = fault;
    web->view.n_faults = 1;
    web->res->status = 422;
}
