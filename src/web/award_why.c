/* One award for staff: what it is, why it was given, what became of it. */
#include "web/award_why.h"

#include "domain/batch.h"
#include "domain/submission.h"
#include "web/award_office.h"
#include "web/fact.h"

enum {
    FACTS_MAX = 12,
};

struct facts {
    struct web *web;
    struct part_fact *items;
    size_t n;
};

static void put(struct facts *facts, enum message label, str words)
{
    if (facts->items && facts->n < FACTS_MAX && words.len > 0)
        facts->items[facts->n++] = (struct part_fact){
            message(facts->web->view.lang, label), words, S("")};
}

static struct facts begin(struct web *web)
{
    return (struct facts){
        web, arena_array(web->arena, FACTS_MAX, struct part_fact), 0};
}

static str day_words(struct web *web, str day)
{
    return format_day(web->arena, web->view.lang, day);
}

static str time_words(struct web *web, int64_t at)
{
    return at > 0 ? format_time(web->arena, web->view.lang, at) : S("");
}

/* --- the award --- */

static str source_words(const struct web *web, int64_t source)
{
    static const enum message WORDS[] = {
        [AWARD_BY_STUDY] = MSG_OFFICE_AWARD_SOURCE_STUDY,
        [AWARD_BY_RPL] = MSG_OFFICE_AWARD_SOURCE_RPL,
        [AWARD_BY_TRANSFER] = MSG_OFFICE_AWARD_SOURCE_TRANSFER,
        [AWARD_BY_STACK] = MSG_OFFICE_AWARD_SOURCE_STACK,
    };

    return message(web->view.lang, WORDS[source]);
}

static str valid_words(struct web *web, const struct award *award)
{
    const str until =
        award->valid_until.len > 0
            ? day_words(web, award->valid_until)
            : message(web->view.lang, MSG_OFFICE_AWARD_VALID_FOR_EVER);

    return fact_joined(web, day_words(web, award->valid_from), S(" – "), until);
}

static str grade_words(const struct award_why *why, str grade)
{
    const size_t at = definition_grade(&why->definition, grade);

    return at == SIZE_MAX ? grade : why->definition.rubric.grades[at].name;
}

static str held_words(struct web *web, const struct award_why *why)
{
    const str until = why->award.held_until;

    if (str_cmp(until, why->today) <= 0)
        return S("");
    return str_eq(until, S(HELD_FOR_RELEASE))
               ? message(web->view.lang, MSG_OFFICE_AWARD_HELD_FOR_RELEASE)
               : day_words(web, until);
}

static void add_facts(
    struct web *web, const struct award_why *why, struct page_award_why *page)
{
    const struct award *award = &why->award;
    struct facts facts = begin(web);

    put(&facts, MSG_OFFICE_AWARD_ON, day_words(web, award->awarded_on));
    put(&facts, MSG_OFFICE_AWARD_VALID, valid_words(web, award));
    put(&facts, MSG_OFFICE_AWARD_VERSION, fact_number(web, award->version));
    put(&facts, MSG_OFFICE_AWARD_GRADE, grade_words(why, award->grade));
    put(&facts, MSG_OFFICE_AWARD_SOURCE, source_words(web, award->source));
    put(&facts, MSG_OFFICE_AWARD_HELD_UNTIL, held_words(web, why));
    put(&facts, MSG_OFFICE_AWARD_SIGNED, time_words(web, award->signed_at));
    put(&facts, MSG_OFFICE_AWARD_KEY, award->key_id);
    put(&facts, MSG_OFFICE_AWARD_TOLD, time_words(web, award->told_at));
    put(&facts, MSG_OFFICE_AWARD_CLAIMED_ON,
        time_words(web, award->claimed_at));
    page->facts = facts.items;
    page->n_facts = facts.n;
}

/* --- why --- */

static enum message event_of(const struct award_why *why)
{
    const struct award *award = &why->award;
    const int64_t reason =
        why->n_changes > 0 ? why->changes[0].reason_code : AWARD_REASON_NONE;

    if (reason == AWARD_REASON_CORRECTED)
        return MSG_OFFICE_AWARD_EVENT_CORRECTION;
    if (award->replaces.len > 0)
        return MSG_OFFICE_AWARD_EVENT_RENEWAL;
    if (award->run.len > 0)
        return MSG_OFFICE_AWARD_EVENT_PAST;
    if (award->batch.len > 0)
        return MSG_OFFICE_AWARD_EVENT_LINE;
    return award->enrolment.len > 0 ? MSG_OFFICE_AWARD_EVENT_JUDGED
                                    : MSG_OFFICE_AWARD_EVENT_HAND;
}

static str rule_words(struct web *web, const struct award_why *why)
{
    const str required = why->definition.rubric.required;
    const struct message_arg arg = {.name = S("grade"),
        .kind = ARG_TEXT,
        .text = grade_words(why, required)};

    if (why->award.enrolment.len > 0)
        return message(web->view.lang, MSG_OFFICE_AWARD_RULE_JUDGED);
    if (required.len == 0)
        return message(web->view.lang, MSG_OFFICE_AWARD_RULE_GIVEN);
    return message_with(
        web->arena, web->view.lang, MSG_OFFICE_AWARD_RULE_GRADE, &arg, 1);
}

static str table_words(struct web *web, const struct award_why *why)
{
    const struct message_arg args[] = {
        {.name = S("name"), .kind = ARG_TEXT, .text = why->batch.name},
        {.name = S("line"), .kind = ARG_NUMBER, .number = why->award.line}};

    return why->batch.id.len == 0 ? S("")
                                  : message_with(web->arena, web->view.lang,
                                        MSG_OFFICE_AWARD_TABLE_LINE, args, 2);
}

static str assessor_words(struct web *web, const struct award_why *why)
{
    return why->assessor.name.len == 0
               ? S("")
               : fact_joined(web, why->assessor.name, S(", "),
                     day_words(web, why->assessed.assessed_on));
}

static void add_why(
    struct web *web, const struct award_why *why, struct page_award_why *page)
{
    struct facts facts = begin(web);

    put(&facts, MSG_OFFICE_AWARD_EVENT, message(web->view.lang, event_of(why)));
    put(&facts, MSG_OFFICE_AWARD_RULE, rule_words(web, why));
    put(&facts, MSG_OFFICE_AWARD_ASSESSOR, assessor_words(web, why));
    put(&facts, MSG_OFFICE_AWARD_TABLE, table_words(web, why));
    put(&facts, MSG_OFFICE_AWARD_GIVER, why->giver.name);
    put(&facts, MSG_OFFICE_AWARD_GIVEN_AT,
        time_words(web, why->award.created_at));
    put(&facts, MSG_OFFICE_AWARD_DEFINITION, why->version.digest);
    page->why = facts.items;
    page->n_why = facts.n;
}

static void add_evidence(
    struct web *web, const struct award_why *why, struct page_award_why *page)
{
    struct page_award_why_evidence *items = arena_array(
        web->arena, why->n_evidence, struct page_award_why_evidence);
    size_t i;

    for (i = 0; items && i < why->n_evidence; i++)
        items[i] = (struct page_award_why_evidence){why->evidence[i].title,
            names_word(&evidence_kind_names, why->evidence[i].kind)};
    page->evidence = items;
    page->n_evidence = items ? why->n_evidence : 0;
}

/* --- what became of it --- */

static str reason_words(struct web *web, const struct award_change *change)
{
    static const enum message WORDS[] = {
        [AWARD_REASON_NONE] = MSG_NONE,
        [AWARD_REASON_ERROR] = MSG_OFFICE_AWARD_REASON_ERROR,
        [AWARD_REASON_MISCONDUCT] = MSG_OFFICE_AWARD_REASON_MISCONDUCT,
        [AWARD_REASON_WITHDRAWN] = MSG_OFFICE_AWARD_REASON_WITHDRAWN,
        [AWARD_REASON_CORRECTED] = MSG_OFFICE_AWARD_REASON_CORRECTED,
        [AWARD_REASON_REVIEW] = MSG_OFFICE_AWARD_REASON_REVIEW,
        [AWARD_REASON_APPEAL] = MSG_OFFICE_AWARD_REASON_APPEAL,
        [AWARD_REASON_EXPIRED] = MSG_OFFICE_AWARD_REASON_EXPIRED,
        [AWARD_REASON_RENEWED] = MSG_OFFICE_AWARD_REASON_RENEWED,
        [AWARD_REASON_OTHER] = MSG_OFFICE_AWARD_REASON_OTHER,
    };
    const str words = message(web->view.lang, WORDS[change->reason_code]);

    if (change->reason.len == 0 || words.len == 0)
        return change->reason.len > 0 ? change->reason : words;
    return fact_joined(web, words, S(": "), change->reason);
}

static code add_history(
    struct web *web, const struct award_why *why, struct page_award_why *page)
{
    struct page_award_why_history *items =
        arena_array(web->arena, why->n_changes, struct page_award_why_history);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < why->n_changes; i++) {
        const struct award_change *change = &why->changes[i];

        items[i] = (struct page_award_why_history){
            .when = time_words(web, change->recorded_at),
            .state = award_state_words(web, change->state),
            .tone = award_state_tone(change->state),
            .effective_on = change->effective_on,
            .reason = reason_words(web, change),
            .actor = why->actors[i],
            .leaf = change->leaf,
            .logged = change->leaf >= 0,
        };
    }
    page->history = items;
    page->n_history = why->n_changes;
    return OK;
}

static code add_events(
    struct web *web, const struct award_why *why, struct page_award_why *page)
{
    struct page_award_why_events *items =
        arena_array(web->arena, why->n_events, struct page_award_why_events);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < why->n_events; i++)
        items[i] = (struct page_award_why_events){
            time_words(web, why->events[i].recorded_at),
            why->events[i].action,
        };
    page->events = items;
    page->n_events = why->n_events;
    return OK;
}

/* What can be done from the state that it is in. */
static code add_actions(struct web *web,
    const struct award_why *why,
    int64_t state,
    struct page_award_why *page)
{
    static const struct {
        int64_t state;
        enum award_deed deed;
    } DEEDS[] = {
        {AWARD_ACTIVE, AWARD_DEED_SUSPEND},
        {AWARD_ACTIVE, AWARD_DEED_REVOKE},
        {AWARD_ACTIVE, AWARD_DEED_RECALL},
        {AWARD_ACTIVE, AWARD_DEED_RELEASE},
        {AWARD_ACTIVE, AWARD_DEED_RENEW},
        {AWARD_ACTIVE, AWARD_DEED_EXTEND},
        {AWARD_ACTIVE, AWARD_DEED_CORRECT},
        {AWARD_SUSPENDED, AWARD_DEED_REINSTATE},
        {AWARD_SUSPENDED, AWARD_DEED_REVOKE},
        {AWARD_EXPIRED, AWARD_DEED_RENEW},
        {AWARD_REVOKED, AWARD_DEED_APPEAL},
    };
    const size_t n = sizeof(DEEDS) / sizeof(DEEDS[0]);
    const struct award *award = &why->award;
    struct part_option *options =
        arena_array(web->arena, n, struct part_option);
    size_t i;

    TRY(arena_status(web->arena));
    page->actions = options;
    for (i = 0; i < n; i++) {
        const enum award_deed deed = DEEDS[i].deed;

        if (DEEDS[i].state != state ||
            (deed == AWARD_DEED_RECALL && award->claimed_at > 0) ||
            (deed == AWARD_DEED_RELEASE &&
                str_cmp(award->held_until, why->today) <= 0) ||
            (award->valid_until.len == 0 &&
                (deed == AWARD_DEED_RENEW || deed == AWARD_DEED_EXTEND)))
            continue;
        options[page->n_actions++] = (struct part_option){
            names_word(&award_deed_names, deed), award_deed_words(web, deed)};
    }
    return OK;
}

static str other_award(struct web *web, str id)
{
    const str place = fact_joined(web, web->view.home, S("/award/"), S(""));

    return id.len == 0 ? S("") : fact_url(web, place, id, S(""));
}

/* ROUTE GET /o/{org}/award/{id}  right: award_read
 *   summary: one award for staff: what it is, and why it was given */
code award_why_show(struct web *web, struct err *reterr)
{
    struct award_why why;
    struct page_award_why page = {
        .list = fact_joined(web, web->view.home, S("/award"), S("")),
        .action = fact_joined(web, web->view.home, S("/award/bulk"), S("")),
        .may_change = right_given(RIGHT_award_change, web->act.actor.roles),
    };
    struct buf out;
    int64_t state;

    if (web_query(web, S("signed")).len > 0)
        web->view.notice = MSG_OFFICE_AWARD_SIGNED_NOW;
    TRY(award_why(&web->act, web_path(web, S("id")), &why, reterr));
    state = award_state_today(&why.award, why.today);
    page.id = why.award.id;
    page.holder = why.award.recipient_name.len > 0 ? why.award.recipient_name
                                                   : why.award.email;
    page.email = why.award.email;
    page.title = why.version.title;
    page.plain_title = fact_joined(web, page.title, S(", "), page.holder);
    page.public = fact_url(web, S("/a/"), why.award.id, S(""));
    page.achievement = fact_url(web, S("/c/"), why.award.achievement, S(""));
    page.image =
        fact_url(web, S("/c/"), why.award.achievement, S("/badge.svg"));
    page.tone = award_state_tone(state);
    page.state = award_state_words(web, state);
    page.successor = other_award(web, why.award.replaced_by);
    page.predecessor = other_award(web, why.award.replaces);
    add_facts(web, &why, &page);
    add_why(web, &why, &page);
    add_evidence(web, &why, &page);
    TRY(add_history(web, &why, &page));
    TRY(add_events(web, &why, &page));
    TRY(add_actions(web, &why, state, &page));
    web->view.nav = S("award");
    web_buf(web, &out);
    page_award_why(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
