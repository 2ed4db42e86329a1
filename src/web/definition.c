/* Writing definitions: the list, the editor, the badge as it would look. */
#include "web/definition.h"

#include "app/catalogue.h"
#include "base/num.h"
#include "domain/definition_json.h"
#include "draw/badge.h"
#include "web/fact.h"
#include "web/statement.h"

enum {
    ROWS = 50,
    OFFSET_MAX = 100000,
    REVISION_MAX = 1000000000,
};

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* --- states --- */

static const struct {
    str key; /* in the filter of the list */
    int64_t state;
    str tone;
    enum message words;
} STATES[] = {
    {STR("draft"), ACHIEVEMENT_DRAFT, STR("wait"), MSG_OFFICE_STATE_DRAFT},
    {STR("review"), ACHIEVEMENT_IN_REVIEW, STR("wait"),
        MSG_OFFICE_STATE_REVIEW},
    {STR("approved"), ACHIEVEMENT_APPROVED, STR("calm"),
        MSG_OFFICE_STATE_APPROVED},
    {STR("listed"), ACHIEVEMENT_LISTED, STR("good"), MSG_OFFICE_STATE_LISTED},
    {STR("superseded"), ACHIEVEMENT_SUPERSEDED, STR("calm"),
        MSG_OFFICE_STATE_SUPERSEDED},
    {STR("retired"), ACHIEVEMENT_RETIRED, STR("calm"),
        MSG_OFFICE_STATE_RETIRED},
};

static size_t state_at(int64_t state, int64_t review_at)
{
    const int64_t shown = state == ACHIEVEMENT_DRAFT && review_at > 0
                              ? ACHIEVEMENT_IN_REVIEW
                              : state;
    size_t i = 0;

    while (i + 1 < N(STATES) && STATES[i].state != shown)
        i++;
    return i;
}

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

    for (i = 0; i < N(STATES); i++) {
        if (str_eq(STATES[i].key, state))
            query.state = STATES[i].state;
    }
    return query;
}

static str list_url(struct web *web)
{
    return fact_joined(web, web->view.home, S("/achievement"), S(""));
}

static str further(struct web *web, int64_t from)
{
    const str parts[] = {list_url(web), S("?q="),
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
        const size_t state = state_at(from->state, from->review_at);

        rows[i] = (struct page_achievement_list_rows){
            .id = from->id,
            .title = from->title,
            .code = from->code,
            .href = fact_url(web, fact_joined(web, page->action, S("/"), S("")),
                from->id, S("")),
            .tone = STATES[state].tone,
            .state = message(web->view.lang, STATES[state].words),
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
    struct part_option states[N(STATES)];
    struct page_achievement_list page = {
        .query = query.text,
        .state = web_query(web, S("state")),
        .states = states,
        .n_states = N(STATES),
        .action = list_url(web),
        .may_write = web->view.may_define,
    };
    struct achievement_hits hits;
    struct buf out;
    size_t i;

    TRY(achievement_search(&web->act, &query, &hits, reterr));
    for (i = 0; i < N(STATES); i++)
        states[i] = (struct part_option){
            STATES[i].key, message(web->view.lang, STATES[i].words)};
    add_rows(web, &hits, &page);
    page.filtered = query.text.len > 0 || query.state > 0;
    page.pager = pager_of(web, &query, &hits);
    web->view.nav = S("achievement");
    web_buf(web, &out);
    page_achievement_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- the editor --- */

struct definition_desk *definition_desk_new(struct web *web)
{
    struct definition_desk *desk =
        arena_new(web->arena, struct definition_desk);

    if (desk)
        findings_init(&desk->findings, web->arena);
    return desk;
}

static str action_of(struct web *web, str id)
{
    return fact_url(web, fact_joined(web, list_url(web), S("/"), S("")),
        id.len > 0 ? id : S("new"), S(""));
}

/* The badge of what stands in the form, saved or not. */
static str drawing_of(struct web *web, const struct editor *e)
{
    const struct {
        str name;
        str value;
    } fields[] = {
        {STR("?title="), e->title},
        {STR("&shape="), e->shape},
        {STR("&icon="), e->icon},
        {STR("&colour="), e->colour},
        {STR("&mark="), e->mark},
        {STR("&at="), e->series_at},
        {STR("&of="), e->series_of},
    };
    str parts[N(fields) + 1];
    size_t i;

    parts[0] = fact_joined(web, list_url(web), S("/badge.svg"), S(""));
    for (i = 0; i < N(fields); i++)
        parts[i + 1] = fact_url(web, fields[i].name, fields[i].value, S(""));
    return arena_join(web->arena, parts, N(parts));
}

static void add_missing(struct web *web,
    const struct definition_desk *desk,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_missing *missing = arena_array(web->arena,
        desk->findings.n_kept, struct page_achievement_edit_missing);
    size_t n = 0;
    size_t i;

    for (i = 0; missing && i < desk->findings.n_kept; i++) {
        const struct finding *finding = &desk->findings.kept[i];

        /* What fails of the claim stands in its own lines. */
        if (finding->pointer.len == 0)
            continue;
        missing[n++] =
            (struct page_achievement_edit_missing){editor_words(web, finding),
                fact_joined(web, S("#"), editor_field(web, finding), S(""))};
    }
    page->missing = missing;
    page->n_missing = n;
    page->complete = page->may_write && desk->looked && desk->findings.n == 0;
}

/* What may be done with it next, by this person. */
struct offered {
    struct web *web;
    struct page_achievement_edit_moves *items;
    size_t n;
};

enum {
    MOVES_MAX = 6,
};

static void add_move(
    struct offered *moves, enum right right, str key, enum message words)
{
    if (!moves->items || moves->n == MOVES_MAX ||
        !right_given(right, moves->web->act.actor.roles))
        return;
    moves->items[moves->n] = (struct page_achievement_edit_moves){
        key, message(moves->web->view.lang, words), moves->n > 0};
    moves->n++;
}

static bool is_own_work(
    const struct web *web, const struct achievement_version *v)
{
    return str_eq(v->created_by, web->act.actor.person) ||
           str_eq(v->edited_by, web->act.actor.person);
}

static void add_moves_of_draft(struct offered *moves,
    const struct achievement_version *v,
    struct page_achievement_edit *page)
{
    const struct web *web = moves->web;
    const bool own = is_own_work(web, v);

    if (!own)
        add_move(moves, RIGHT_achievement_approve, S("approve"),
            MSG_OFFICE_ACHIEVEMENT_APPROVE);
    if (v->review_at > 0)
        add_move(moves, RIGHT_achievement_write, S("withdraw"),
            MSG_OFFICE_ACHIEVEMENT_WITHDRAW);
    page->may_return =
        v->review_at > 0 && !own &&
        right_given(RIGHT_achievement_approve, web->act.actor.roles);
    page->own_work = v->review_at > 0 && own;
}

static void add_moves(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_edit *page)
{
    struct offered moves = {web,
        arena_array(web->arena, MOVES_MAX, struct page_achievement_edit_moves),
        0};
    const int64_t state = full->version.state;

    if (state == ACHIEVEMENT_DRAFT)
        add_moves_of_draft(&moves, &full->version, page);
    if (state == ACHIEVEMENT_APPROVED) {
        add_move(&moves, RIGHT_achievement_approve, S("list"),
            MSG_OFFICE_ACHIEVEMENT_LIST);
        add_move(&moves, RIGHT_achievement_write, S("reopen"),
            MSG_OFFICE_ACHIEVEMENT_REOPEN);
    }
    if (state == ACHIEVEMENT_RETIRED)
        add_move(&moves, RIGHT_achievement_approve, S("restore"),
            MSG_OFFICE_ACHIEVEMENT_RESTORE);
    if (state >= ACHIEVEMENT_LISTED)
        add_move(&moves, RIGHT_achievement_write, S("revise"),
            MSG_OFFICE_ACHIEVEMENT_REVISE);
    if (state == ACHIEVEMENT_LISTED)
        add_move(&moves, RIGHT_achievement_approve, S("retire"),
            MSG_OFFICE_ACHIEVEMENT_RETIRE);
    if (full->achievement.listed_version > 0)
        add_move(&moves, RIGHT_achievement_approve,
            full->achievement.shared ? S("unshare") : S("share"),
            full->achievement.shared ? MSG_OFFICE_ACHIEVEMENT_UNSHARE
                                     : MSG_OFFICE_ACHIEVEMENT_SHARE);
    page->moves = moves.items;
    page->n_moves = moves.n;
}

/* "Diploma of Practice, Meridian University: 4 AQF-hc" */
static str offer_words(struct web *web, const struct credit_offer *offer)
{
    const struct credit credit = {offer->credit_system, offer->credit};
    const str parts[] = {offer->target, S(", "), offer->target_owner,
        offer->credit > 0 ? S(": ") : S(""),
        offer->credit > 0 ? credit_text(credit, web->arena) : S("")};

    return arena_join(web->arena, parts, N(parts));
}

static void add_stored(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_edit *page)
{
    const bool may_sign =
        full->version.state == ACHIEVEMENT_DRAFT &&
        !is_own_work(web, &full->version) &&
        right_given(RIGHT_achievement_approve, web->act.actor.roles);
    struct page_achievement_edit_stored *stored = arena_array(
        web->arena, full->n_offers, struct page_achievement_edit_stored);
    size_t i;

    for (i = 0; stored && i < full->n_offers; i++)
        stored[i] = (struct page_achievement_edit_stored){
            .id = full->offers[i].id,
            .words = offer_words(web, &full->offers[i]),
            .signed_by = full->offers[i].signed_by,
            .may_sign = may_sign && full->offers[i].signed_by.len == 0,
        };
    page->stored = stored;
    page->n_stored = stored ? full->n_offers : 0;
    page->may_remove = page->may_write;
}

static void add_state(struct web *web,
    const struct definition_desk *desk,
    struct page_achievement_edit *page)
{
    const struct achievement_full *full = &desk->full;
    const size_t state = state_at(full->version.state, full->version.review_at);

    page->fresh = desk->id.len == 0;
    page->version = full->version.version;
    page->may_write =
        web->view.may_define && full->version.state == ACHIEVEMENT_DRAFT;
    if (page->fresh)
        return;
    page->tone = STATES[state].tone;
    page->state = message(web->view.lang, STATES[state].words);
    if (full->version.state == ACHIEVEMENT_DRAFT)
        page->note = full->version.review_note;
    if (full->achievement.listed_version > 0) {
        page->public_page =
            fact_url(web, S("/c/"), full->achievement.id, S(""));
        page->sessions = fact_joined(web, page->action, S("/offering"), S(""));
    }
    if (full->achievement.adopted_from.len > 0)
        page->adopted =
            fact_url(web, S("/c/"), full->achievement.adopted_from, S(""));
    add_moves(web, full, page);
    add_stored(web, full, page);
}

code definition_show(
    struct web *web, struct definition_desk *desk, struct err *reterr)
{
    struct page_achievement_edit page = {
        .action = action_of(web, desk->id),
        .revision = desk->revision,
        .drawing = drawing_of(web, &desk->editor),
        .credit_bearing = desk->full.report.credit_bearing,
        .claimed = desk->full.statement.credit_bearing,
    };
    struct buf out;

    editor_fill(web, &desk->editor, &page);
    add_state(web, desk, &page);
    add_missing(web, desk, &page);
    page.checks = statement_lines(
        web, &desk->full.statement, &desk->full.report, &page.n_checks);
    web->view.faults = desk->faults.items;
    web->view.n_faults = desk->faults.n;
    web->view.nav = S("achievement");
    web_buf(web, &out);
    page_achievement_edit(&out, &web->view, &page);
    TRY(arena_status(web->arena));
    return web_page(web, &out, reterr);
}

void definition_blame(struct web *web, struct definition_desk *desk)
{
    size_t i;

    for (i = 0; i < desk->findings.n_kept; i++) {
        const struct finding *finding = &desk->findings.kept[i];

        typed_fault(&desk->faults, editor_field(web, finding),
            editor_words(web, finding));
    }
}

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
    return OK;
}

void definition_done(struct web *web, str id, str what)
{
    response_redirect(
        web->res, fact_joined(web, action_of(web, id), S("?did="), what));
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
        .plain = desk->editor.plain.len > 0};
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
