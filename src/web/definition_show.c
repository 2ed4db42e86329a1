/* The editor with what it is about, as its page. */
#include "rule/unit.h"
#include "web/definition.h"
#include "web/fact.h"
#include "web/statement.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* --- states --- */

const struct definition_state_look definition_states[DEFINITION_STATES] = {
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

size_t definition_state(int64_t state, int64_t review_at)
{
    const int64_t shown = state == ACHIEVEMENT_DRAFT && review_at > 0
                              ? ACHIEVEMENT_IN_REVIEW
                              : state;
    size_t i = 0;

    while (i + 1 < DEFINITION_STATES && definition_states[i].state != shown)
        i++;
    return i;
}

str definition_list_url(struct web *web)
{
    return fact_joined(web, web->view.home, S("/achievement"), S(""));
}

struct definition_desk *definition_desk_new(struct web *web)
{
    struct definition_desk *desk =
        arena_new(web->arena, struct definition_desk);

    if (desk)
        findings_init(&desk->findings, web->arena);
    return desk;
}

str definition_url(struct web *web, str id)
{
    return fact_url(web,
        fact_joined(web, definition_list_url(web), S("/"), S("")),
        id.len > 0 ? id : S("new"), S(""));
}

/* The badge of what stands in the form, saved or not. */
static str drawing_of(struct web *web, const struct definition_desk *desk)
{
    const struct editor *e = &desk->editor;
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

    if (desk->editor.file.len > 0 && desk->editor.is_drawn.len == 0)
        return fact_joined(web, definition_url(web, desk->id), S("/badge.svg?"),
            desk->editor.file);
    parts[0] =
        fact_joined(web, definition_list_url(web), S("/badge.svg"), S(""));
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
    const size_t state =
        definition_state(full->version.state, full->version.review_at);

    page->fresh = desk->id.len == 0;
    page->version = full->version.version;
    page->may_write =
        web->view.may_define && full->version.state == ACHIEVEMENT_DRAFT;
    if (page->fresh)
        return;
    page->tone = definition_states[state].tone;
    page->state = message(web->view.lang, definition_states[state].words);
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
        .action = definition_url(web, desk->id),
        .revision = desk->revision,
        .drawing = drawing_of(web, desk),
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
