#include "web/compare.h"

#include "app/catalogue.h"
#include "web/fact.h"

enum {
    CHOICES = 20,
};

/* --- one value in the reader's words --- */

static str trust_words(struct web *web, str word)
{
    static const enum message WORDS[TRUST_N] = {
        [TRUST_SELF] = MSG_COMPARE_TRUST_SELF,
        [TRUST_REGISTERED] = MSG_COMPARE_TRUST_REGISTERED,
        [TRUST_AGREEMENT] = MSG_COMPARE_TRUST_AGREEMENT,
        [TRUST_ACCREDITED] = MSG_COMPARE_TRUST_ACCREDITED,
    };
    const enum trust trust = trust_find(word);

    return trust < TRUST_N ? message(web->view.lang, WORDS[trust]) : word;
}

/* What the row says of one side; where the library writes a word of its own
 * or of English, the page writes the reader's. */
static str stated(struct web *web,
    enum compare_field field,
    str said,
    const struct achievement_full *full)
{
    const struct achievement_version *v = &full->version;

    if (said.len == 0)
        return said;
    switch ((int)field) {
    case COMPARE_TRUST:
        return trust_words(web, said);
    case COMPARE_HOURS:
        return fact_minutes(web, v->volume_minutes);
    case COMPARE_COMPLEXITY:
        return fact_complexity(web, v->complexity);
    case COMPARE_SUPERVISION:
        return fact_supervision(web, v->supervision);
    case COMPARE_PARTICIPATION:
        return fact_mode(web, (size_t)v->mode);
    case COMPARE_MODERATION:
        return fact_moderation(web, said);
    case COMPARE_VALIDITY:
        return fact_months(web, v->validity_months);
    case COMPARE_LANGUAGE:
        return fact_language(said);
    case COMPARE_MADE:
        return format_day(web->arena, web->view.lang, said);
    default:
        return said;
    }
}

/* --- rows --- */

static str field_words(struct web *web, const struct compare_row *row)
{
    static const enum message WORDS[COMPARE_FIELD_N] = {
        [COMPARE_TYPE] = MSG_COMPARE_TYPE,
        [COMPARE_TRUST] = MSG_COMPARE_TRUST,
        [COMPARE_LEVEL] = MSG_FACT_LEVEL,
        [COMPARE_HOURS] = MSG_FACT_HOURS,
        [COMPARE_CREDIT] = MSG_FACT_CREDIT,
        [COMPARE_HOURS_PER_CREDIT] = MSG_COMPARE_HOURS_PER_CREDIT,
        [COMPARE_OUTCOMES] = MSG_COMPARE_OUTCOMES,
        [COMPARE_SKILL] = MSG_NONE,
        [COMPARE_COMPLEXITY] = MSG_FACT_COMPLEXITY,
        [COMPARE_SUPERVISION] = MSG_FACT_SUPERVISION,
        [COMPARE_MODERATION] = MSG_FACT_MODERATED,
        [COMPARE_GRADES] = MSG_COMPARE_GRADES,
        [COMPARE_PARTICIPATION] = MSG_FACT_MODE,
        [COMPARE_COST] = MSG_FACT_PRICE,
        [COMPARE_COST_PER_HOUR] = MSG_COMPARE_COST_PER_HOUR,
        [COMPARE_COST_PER_CREDIT] = MSG_COMPARE_COST_PER_CREDIT,
        [COMPARE_VALIDITY] = MSG_FACT_VALIDITY,
        [COMPARE_OFFERS] = MSG_STATEMENT_COUNTS_FOR,
        [COMPARE_STACKS] = MSG_COMPARE_STACKS,
        [COMPARE_RECOGNITIONS] = MSG_COMPARE_RECOGNITIONS,
        [COMPARE_REGISTERS] = MSG_COMPARE_REGISTERS,
        [COMPARE_LANGUAGE] = MSG_FACT_LANGUAGE,
        [COMPARE_MADE] = MSG_COMPARE_MADE,
    };

    return row->field == COMPARE_SKILL
               ? row->about
               : message(web->view.lang, WORDS[row->field]);
}

/* Why two values stand side by side and no more. */
static enum message why_not_comparable(enum compare_field field)
{
    switch ((int)field) {
    case COMPARE_LEVEL:
        return MSG_COMPARE_NO_LEVEL_MAP;
    case COMPARE_CREDIT:
        return MSG_COMPARE_CREDIT_SYSTEMS;
    case COMPARE_COST:
    case COMPARE_COST_PER_HOUR:
    case COMPARE_COST_PER_CREDIT:
        return MSG_COMPARE_CURRENCIES;
    default:
        return MSG_COMPARE_SCALES;
    }
}

static str result_words(struct web *web, const struct compare_row *row)
{
    static const enum message WORDS[COMPARE_RESULT_N] = {
        [COMPARE_SAME] = MSG_COMPARE_SAME,
        [COMPARE_A_HIGHER] = MSG_COMPARE_A_HIGHER,
        [COMPARE_B_HIGHER] = MSG_COMPARE_B_HIGHER,
        [COMPARE_DIFFERS] = MSG_COMPARE_DIFFERS,
        [COMPARE_ONLY_A] = MSG_COMPARE_ONLY_A,
        [COMPARE_ONLY_B] = MSG_COMPARE_ONLY_B,
        [COMPARE_NOT_STATED] = MSG_COMPARE_NOT_STATED,
    };
    const struct message_arg shared[] = {
        {.name = S("n"), .kind = ARG_NUMBER, .number = row->n_shared},
        {.name = S("of"), .kind = ARG_NUMBER, .number = row->n_all},
    };

    if (row->result == COMPARE_NOT_COMPARABLE)
        return message(web->view.lang, why_not_comparable(row->field));
    if (row->field == COMPARE_OUTCOMES && row->n_all > 0)
        return message_with(
            web->arena, web->view.lang, MSG_COMPARE_SHARED, shared, 2);
    return message(web->view.lang, WORDS[row->result]);
}

/* What neither states is named below the table, and takes no row of it. */
static void add_rows(struct web *web,
    const struct catalogue_pair *pair,
    struct page_compare_show *page)
{
    const struct comparison *comparison = &pair->comparison;
    struct page_compare_show_rows *rows = arena_array(
        web->arena, comparison->n_rows, struct page_compare_show_rows);
    struct page_compare_show_unstated *unstated = arena_array(
        web->arena, comparison->n_rows, struct page_compare_show_unstated);
    size_t i;

    for (i = 0; rows && unstated && i < comparison->n_rows; i++) {
        const struct compare_row *row = &comparison->rows[i];
        const str label = field_words(web, row);

        if (row->result == COMPARE_NOT_STATED) {
            unstated[page->n_unstated++].words = label;
            continue;
        }
        rows[page->n_rows++] = (struct page_compare_show_rows){
            .label = label,
            .a = stated(web, row->field, row->a, &pair->a),
            .b = stated(web, row->field, row->b, &pair->b),
            .verdict = result_words(web, row),
            .tone = row->result == COMPARE_A_HIGHER   ? S("a")
                    : row->result == COMPARE_B_HIGHER ? S("b")
                                                      : S(""),
        };
    }
    page->rows = rows;
    page->unstated = unstated;
}

static void add_verdicts(struct web *web,
    const struct comparison *comparison,
    struct page_compare_show *page)
{
    static const enum message WORDS[VERDICT_N] = {
        [VERDICT_BOTH_BEAR_CREDIT] = MSG_COMPARE_BOTH_BEAR_CREDIT,
        [VERDICT_ONLY_A_BEARS_CREDIT] = MSG_COMPARE_ONE_BEARS_CREDIT,
        [VERDICT_ONLY_B_BEARS_CREDIT] = MSG_COMPARE_ONE_BEARS_CREDIT,
        [VERDICT_SAME_LEVEL_A_LARGER] = MSG_COMPARE_SAME_LEVEL_LARGER,
        [VERDICT_SAME_LEVEL_B_LARGER] = MSG_COMPARE_SAME_LEVEL_LARGER,
        [VERDICT_LEVEL_NOT_COMPARABLE] = MSG_COMPARE_LEVELS_APART,
        [VERDICT_A_NOT_ASSESSED] = MSG_COMPARE_NOT_ASSESSED,
        [VERDICT_B_NOT_ASSESSED] = MSG_COMPARE_NOT_ASSESSED,
    };
    struct page_compare_show_verdicts *verdicts = arena_array(
        web->arena, comparison->n_verdicts, struct page_compare_show_verdicts);
    size_t i;

    for (i = 0; verdicts && i < comparison->n_verdicts; i++) {
        const struct compare_verdict *verdict = &comparison->verdicts[i];
        const bool of_b = verdict->kind == VERDICT_ONLY_B_BEARS_CREDIT ||
                          verdict->kind == VERDICT_SAME_LEVEL_B_LARGER ||
                          verdict->kind == VERDICT_B_NOT_ASSESSED;
        const struct message_arg args[] = {
            {.name = S("title"), .text = of_b ? page->b : page->a},
            {.name = S("qualification"), .text = verdict->about},
        };

        verdicts[i].words = message_with(
            web->arena, web->view.lang, WORDS[verdict->kind], args, 2);
    }
    page->verdicts = verdicts;
    page->n_verdicts = verdicts ? comparison->n_verdicts : 0;
}

/* --- pages --- */

/* With one of the two: a list to choose the other one from. */
static code choose(struct web *web,
    const struct achievement_full *one,
    struct page_compare_show *page,
    struct err *reterr)
{
    const struct catalogue_query query = {
        .text = web_query(web, S("q")), .price_max = -1, .limit = CHOICES};
    struct page_compare_show_choices *choices;
    struct catalogue_hits hits;
    const str parts[] = {S("/compare?a="), one->achievement.id, S("&b=")};
    const str base = arena_join(web->arena, parts, 3);
    size_t i;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    choices =
        arena_array(web->arena, hits.n_hits, struct page_compare_show_choices);
    for (i = 0; choices && i < hits.n_hits; i++) {
        const struct achievement_version *v = &hits.hits[i].version;

        if (!str_eq(v->achievement, one->achievement.id))
            choices[page->n_choices++] = (struct page_compare_show_choices){
                .title = v->title,
                .href = fact_url(web, base, v->achievement, S("")),
                .facts = fact_line(web, v),
            };
    }
    page->choices = choices;
    page->a_id = one->achievement.id;
    page->other = query.text;
    page->action = S("/compare");
    return arena_status(web->arena);
}

/* ROUTE GET /compare  right: public
 *   summary: two achievements side by side; a and b are their ids */
code compare_show(struct web *web, struct err *reterr)
{
    const str a = web_query(web, S("a"));
    const str b = web_query(web, S("b"));
    struct page_compare_show page = {0};
    struct achievement_full one;
    struct catalogue_pair pair;
    struct buf out;

    if (b.len > 0) {
        TRY(catalogue_compare(&web->act, a, b, &pair, reterr));
        page.a = pair.a.version.title;
        page.b = pair.b.version.title;
        page.a_href = fact_url(web, S("/c/"), a, S(""));
        page.b_href = fact_url(web, S("/c/"), b, S(""));
        add_verdicts(web, &pair.comparison, &page);
        add_rows(web, &pair, &page);
    } else {
        TRY(catalogue_get(&web->act, a, 0, &one, reterr));
        page.a = one.version.title;
        TRY(choose(web, &one, &page, reterr));
    }
    web_buf(web, &out);
    page_compare_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
