/* Writing definitions: the list, the editor, the badge as it would look. */
#include "web/definition.h"

#include "app/catalogue.h"
#include "base/num.h"
#include "domain/definition_json.h"
#include "draw/badge.h"
#include "web/fact.h"

enum {
    ROWS = 50,
    OFFSET_MAX = 100000,
    REVISION_MAX = 1000000000,
};

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* --- the list --- */

static int64_t number_of(const struct web *web, str name, uint64_t max)
{
    uint64_t number = 0;

    if (!num_parse_u64(web_query(web, name), max, &number))
        return 0;
    return (int64_t)number;
}

static struct achievement_query read_query(const struct web *web)
{
    const str state = web_query(web, S("state"));
    struct achievement_query query = {
        .text = web_query(web, S("q")),
        .limit = ROWS,
        .offset = number_of(web, S("from"), OFFSET_MAX),
    };
    size_t i;

    for (i = 0; i < DEFINITION_STATES; i++) {
        if (str_eq(definition_states[i].key, state))
            query.state = definition_states[i].state;
    }
    return query;
}

static str further(struct web *web, int64_t from)
{
    const str parts[] = {definition_list_url(web), S("?q="),
        fact_url(web, S(""), web_query(web, S("q")), S("&state=")),
        fact_url(web, S(""), web_query(web, S("state")), S("&from=")),
        fact_number(web, from)};

    return arena_join(web->arena, parts, N(parts));
}

static struct part_pager pager_of(struct web *web,
    const struct achievement_query *query,
    const struct achievement_hits *hits)
{
    const int64_t to = query->offset + (int64_t)hits->n_rows;
    struct part_pager pager = {
        .from = query->offset + 1, .to = to, .of = hits->n};

    if (query->offset > 0)
        pager.previous =
            further(web, query->offset > ROWS ? query->offset - ROWS : 0);
    if (to < hits->n)
        pager.next = further(web, to);
    return pager;
}

static void add_rows(struct web *web,
    const struct achievement_hits *hits,
    struct page_achievement_list *page)
{
    struct page_achievement_list_rows *rows = arena_array(
        web->arena, hits->n_rows, struct page_achievement_list_rows);
    size_t i;

    for (i = 0; rows && i < hits->n_rows; i++) {
        const struct achievement_office_row *from = &hits->rows[i];
        const size_t state = definition_state(from->state, from->review_at);

        rows[i] = (struct page_achievement_list_rows){
            .id = from->id,
            .title = from->title,
            .code = from->code,
            .href = fact_url(web, fact_joined(web, page->action, S("/"), S("")),
                from->id, S("")),
            .tone = definition_states[state].tone,
            .state = message(web->view.lang, definition_states[state].words),
            .version = from->version,
            .volume = from->volume_minutes,
            .n_awards = from->n_awards,
            .changed_at = from->updated_at,
        };
    }
    page->rows = rows;
    page->n_rows = rows ? hits->n_rows : 0;
    page->n = hits->n;
}

/* ROUTE GET /o/{org}/achievement  right: achievement_read
 *   summary: the achievements of an organisation; q, state, from */
code definition_list(struct web *web, struct err *reterr)
{
    const struct achievement_query query = read_query(web);
    struct part_option states[DEFINITION_STATES];
    struct page_achievement_list page = {
        .query = query.text,
        .state = web_query(web, S("state")),
        .states = states,
        .n_states = DEFINITION_STATES,
        .action = definition_list_url(web),
        .may_write = web->view.may_define,
    };
    struct achievement_hits hits;
    struct buf out;
    size_t i;

    TRY(achievement_search(&web->act, &query, &hits, reterr));
    for (i = 0; i < DEFINITION_STATES; i++)
        states[i] = (struct part_option){definition_states[i].key,
            message(web->view.lang, definition_states[i].words)};
    add_rows(web, &hits, &page);
    page.filtered = query.text.len > 0 || query.state > 0;
    page.pager = pager_of(web, &query, &hits);
    web->view.nav = S("achievement");
    web_buf(web, &out);
    page_achievement_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- the editor --- */

code definition_load(
    struct web *web, struct definition_desk *desk, struct err *reterr)
{
    desk->id = web_path(web, S("id"));
    TRY(achievement_check(
        &web->act, desk->id, &desk->findings, &desk->full, reterr));
    desk->looked = true;
    desk->revision = fact_number(web, desk->full.version.revision);
    editor_of(web, &desk->full.definition, &desk->editor);
    editor_of_offers(web, &desk->full, &desk->editor);
    desk->editor.file = desk->full.definition.image.file;
    return OK;
}

void definition_done(struct web *web, str id, str what)
{
    response_redirect(
        web->res, fact_joined(web, definition_url(web, id), S("?did="), what));
}

/* ROUTE GET /o/{org}/achievement/{id}  right: achievement_read
 *   summary: a definition in the editor */
code definition_edit(struct web *web, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    TRY(definition_load(web, desk, reterr));
    web->view.notice = typed_notice(web_query(web, S("did")));
    return definition_show(web, desk, reterr);
}

/* ROUTE GET /o/{org}/achievement/new  right: achievement_write
 *   summary: the editor for a new definition */
code definition_new(struct web *web, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    editor_begin(&desk->editor);
    desk->full.version.version = 1;
    desk->full.version.state = ACHIEVEMENT_DRAFT;
    return definition_show(web, desk, reterr);
}

/* --- what comes back from it --- */

/* The form, and its definition as JSON. */
struct sent {
    struct form form;
    struct definition definition;
    struct achievement_edit edit;
};

/* "Hours: hours as 12, 12.5 or 12:30." */
static void label_faults(struct web *web, struct typed_faults *faults)
{
    size_t i;

    for (i = 0; i < faults->n; i++) {
        const str label = editor_label(web, faults->items[i].field);

        if (label.len > 0)
            faults->items[i].words =
                fact_joined(web, label, S(": "), faults->items[i].words);
    }
}

static code read_sent(struct web *web,
    struct definition_desk *desk,
    struct sent *ret,
    struct err *reterr)
{
    const struct offer *offers;
    uint64_t revision = 0;
    size_t n_offers;

    TRY(form_read_body(web->req, web->arena, &ret->form, reterr));
    editor_read(&ret->form, &desk->editor);
    if (str_eq(form_get(&ret->form, S("do")), S("plain")))
        desk->editor.plain = S("1");
    desk->revision = form_get(&ret->form, S("revision"));
    if (!num_parse_u64(desk->revision, REVISION_MAX, &revision))
        revision = 0;
    editor_add(&desk->editor, form_get(&ret->form, S("add")));
    editor_remove(web, &desk->editor, form_get(&ret->form, S("remove")));
    editor_definition(web, &desk->editor, &ret->definition, &desk->faults);
    offers = editor_offers(web, &desk->editor, &desk->faults, &n_offers);
    label_faults(web, &desk->faults);
    ret->edit = (struct achievement_edit){.id = desk->id,
        .revision = (int64_t)revision,
        .offers = offers,
        .n_offers = n_offers,
        .plain = desk->editor.plain.len > 0,
        .is_drawn = desk->editor.is_drawn.len > 0};
    return definition_write(
        &ret->definition, web->arena, &ret->edit.json, reterr);
}

/* The form again, with what would be found; nothing has been written. */
static code show_tried(struct web *web,
    struct definition_desk *desk,
    const struct sent *sent,
    struct err *reterr)
{
    TRY(achievement_try(
        &web->act, &sent->edit, &desk->findings, &desk->full, reterr));
    desk->editor.file = desk->full.definition.image.file;
    desk->looked = true;
    return definition_show(web, desk, reterr);
}

static code show_refused(struct web *web,
    struct definition_desk *desk,
    const struct sent *sent,
    int status,
    struct err *reterr)
{
    web->res->status = status;
    return show_tried(web, desk, sent, reterr);
}

/* Two saved it, or two achievements have one code. */
static code show_conflict(struct web *web,
    struct definition_desk *desk,
    const struct sent *sent,
    const struct err *why,
    struct err *reterr)
{
    const bool stale = str_eq(str_of(why->arg), S("revision"));
    const enum message words = stale ? MSG_OFFICE_ACHIEVEMENT_STALE
                                     : MSG_OFFICE_ACHIEVEMENT_CODE_TAKEN;

    typed_fault(&desk->faults, stale ? S("title") : S("code"),
        message(web->view.lang, words));
    TRY(achievement_try(
        &web->act, &sent->edit, &desk->findings, &desk->full, reterr));
    if (stale)
        desk->revision = fact_number(web, desk->full.version.revision);
    web->res->status = 409;
    return definition_show(web, desk, reterr);
}

static bool wants_rows(const struct form *form)
{
    return form_get(form, S("add")).len > 0 ||
           form_get(form, S("remove")).len > 0;
}

/* Saved; and sent for review, when that was asked for and nothing is missing.
 */
static code finish(struct web *web,
    struct definition_desk *desk,
    const struct sent *sent,
    const struct achievement_version *saved,
    struct err *reterr)
{
    const str what = form_get(&sent->form, S("do"));
    struct achievement_edit edit = sent->edit;

    edit.id = saved->achievement;
    if (!str_eq(what, S("send"))) {
        definition_done(web, saved->achievement,
            str_eq(what, S("plain")) ? what : S("save"));
        return OK;
    }
    desk->id = saved->achievement;
    desk->revision = fact_number(web, saved->revision);
    findings_init(&desk->findings, web->arena);
    TRY(achievement_try(
        &web->act, &edit, &desk->findings, &desk->full, reterr));
    if (desk->findings.n > 0) {
        definition_blame(web, desk);
        web->res->status = 422;
        return definition_show(web, desk, reterr);
    }
    TRY(achievement_send(
        &web->act, saved->achievement, saved->revision, reterr));
    definition_done(web, saved->achievement, S("send"));
    return OK;
}

/* Why an image is not taken. */
static bool is_bad_image(code result)
{
    return result == E_BAKE_FORMAT || result == E_BAKE_LIMIT ||
           result == E_COMPLEXITY_LIMIT || result == E_RENDER ||
           result == E_IMAGE_UNSUPPORTED || result == E_SVG_ACTIVE_CONTENT ||
           result == E_XML_SYNTAX || result == E_XML_DTD_FORBIDDEN;
}

/* The picture that came with the form, if one did. */
static code keep_picture(struct web *web,
    struct definition_desk *desk,
    struct sent *sent,
    struct err *reterr)
{
    const struct form_field *file = form_file(&sent->form, S("picture"));
    code result;

    if (!file)
        return OK;
    result = achievement_keep_picture(&web->act, str_bytes(file->value),
        file->file_name, &sent->edit.picture, reterr);
    if (!is_bad_image(result))
        return result;
    typed_fault(&desk->faults, S("picture"),
        message(web->view.lang, MSG_OFFICE_FAULT_PICTURE));
    return OK;
}

static code save(
    struct web *web, struct definition_desk *desk, struct err *reterr)
{
    struct achievement_version saved;
    struct findings noted;
    struct sent sent = {0};
    struct err why = {0};
    code result;

    TRY(read_sent(web, desk, &sent, reterr));
    if (wants_rows(&sent.form)) {
        desk->faults.n = 0;
        return show_tried(web, desk, &sent, reterr);
    }
    if (desk->faults.n == 0)
        TRY(keep_picture(web, desk, &sent, reterr));
    if (desk->faults.n > 0)
        return show_refused(web, desk, &sent, 422, reterr);
    findings_init(&noted, web->arena);
    result =
        desk->id.len > 0
            ? achievement_save(&web->act, &sent.edit, &noted, &saved, &why)
            : achievement_create(&web->act, &sent.edit, &noted, &saved, &why);
    if (result == E_CONFLICT)
        return show_conflict(web, desk, &sent, &why, reterr);
    if (result != OK)
        return err_set(reterr, result, str_of(why.arg));
    return finish(web, desk, &sent, &saved, reterr);
}

/* ROUTE POST /o/{org}/achievement/new  right: achievement_write
 *   body: 4 MiB
 *   summary: write a new definition; or a row more, or less, in its form */
code definition_create(struct web *web, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    return save(web, desk, reterr);
}

/* ROUTE POST /o/{org}/achievement/{id}  right: achievement_write
 *   body: 4 MiB
 *   summary: save a draft; or a row more, or less, in its form */
code definition_save(struct web *web, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    desk->id = web_path(web, S("id"));
    return save(web, desk, reterr);
}

static code check(struct web *web, str id, struct err *reterr)
{
    struct definition_desk *desk = definition_desk_new(web);
    struct sent sent = {0};

    if (!desk)
        return err_set(reterr, E_NO_MEMORY, S("definition"));
    desk->id = id;
    TRY(read_sent(web, desk, &sent, reterr));
    return show_tried(web, desk, &sent, reterr);
}

/* ROUTE POST /o/{org}/achievement/new/check  right: achievement_write
 *   body: 4 MiB
 *   summary: check a definition that is being written; nothing is kept */
code definition_check_new(struct web *web, struct err *reterr)
{
    return check(web, S(""), reterr);
}

/* ROUTE POST /o/{org}/achievement/{id}/check  right: achievement_write
 *   body: 4 MiB
 *   summary: check a draft that is being written; nothing is kept */
code definition_check_draft(struct web *web, struct err *reterr)
{
    return check(web, web_path(web, S("id")), reterr);
}

/* --- the badge --- */

/* ROUTE GET /o/{org}/achievement/badge.svg  right: achievement_read
 *   summary: a badge that is being designed; title, shape, icon, colour, mark
 */
code definition_badge_draft(struct web *web, struct err *reterr)
{
    const struct achievement_full full = {
        .version = {.title = web_query(web, S("title"))},
        .organisation = {.name = web->view.organisation},
        .definition.image =
            {
                .shape = web_query(web, S("shape")),
                .icon = web_query(web, S("icon")),
                .accent = web_query(web, S("colour")),
                .level = web_query(web, S("mark")),
                .series_at = number_of(web, S("at"), BADGE_SERIES_MAX),
                .series_of = number_of(web, S("of"), BADGE_SERIES_MAX),
            },
    };
    struct badge_design design;
    str picture;

    TRY(catalogue_design(&full, web->arena, &design, reterr));
    TRY(badge_draw(&design, web->arena, &picture, reterr));
    response_body(web->res, S("image/svg+xml"), str_bytes(picture));
    response_set(web->res, S("Cache-Control"), S("private, max-age=600"));
    return OK;
}

/* ROUTE GET /o/{org}/achievement/{id}/badge.svg  right: achievement_read
 *   summary: the badge of the newest version, drawn or sent in */
code definition_badge_stored(struct web *web, struct err *reterr)
{
    struct achievement_full full;
    struct findings findings;
    str picture;

    findings_init(&findings, web->arena);
    TRY(achievement_check(
        &web->act, web_path(web, S("id")), &findings, &full, reterr));
    TRY(catalogue_drawing(&web->act, &full, &picture, reterr));
    response_body(web->res, S("image/svg+xml"), str_bytes(picture));
    response_set(web->res, S("Content-Security-Policy"),
        S("default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
          "sandbox"));
    response_set(web->res, S("Cache-Control"), S("private, max-age=600"));
    return OK;
}
