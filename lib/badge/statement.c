#include "badge/statement.h"

#include "base/num.h"
#include "text/iri.h"

enum {
    INTEGER_DIGITS = 20,
    N_CONDITIONS = 4, /* C1 to C4 */
};

/* --- writing --- */

static void put_integer(
    struct json *object, str name, int64_t value, struct arena *a)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, a, INTEGER_DIGITS);
    if (value < 0)
        buf_byte(&out, '-');
    buf_u64(&out, (uint64_t)(value < 0 ? -value : value));
    if (buf_finish_str(&out, &text) == OK)
        json_add(object, name, json_new_number(a, text));
}

static void put_positive(
    struct json *object, str name, int64_t value, struct arena *a)
{
    if (value > 0)
        put_integer(object, name, value, a);
}

static void put_date(struct json *object, str name, date day, struct arena *a)
{
    char text[DATE_BYTES];

    if (day == DATE_NONE)
        return;
    date_format(day, text);
    json_put_text(object, name, arena_str(a, (str){text, DATE_BYTES}), a);
}

/* An identifier that is no IRI cannot be one in JSON-LD. */
static void put_id(struct json *object, str id, struct arena *a)
{
    json_put_text(object, iri_is_absolute(id) ? S("id") : S("code"), id, a);
}

static void put_level(
    struct json *object, str name, struct level level, struct arena *a)
{
    struct json *value;

    if (level.fw.len == 0)
        return;
    value = json_add(object, name, json_new(a, JSON_OBJECT));
    json_put_text(value, S("framework"), level.fw, a);
    put_integer(value, S("number"), level.n, a);
}

static void put_credit(
    struct json *object, str name, struct credit credit, struct arena *a)
{
    char text[UNIT_TEXT_BYTES];
    struct json *value;
    size_t n;

    if (credit.system.len == 0 || credit.hundredths <= 0)
        return;
    n = decimal_format(credit.hundredths, text);
    value = json_add(object, name, json_new(a, JSON_OBJECT));
    json_put_text(value, S("system"), credit.system, a);
    json_put_text(value, S("points"), arena_str(a, (str){text, n}), a);
}

static struct json *new_list(struct json *object, str name, struct arena *a)
{
    return json_add(object, name, json_new(a, JSON_ARRAY));
}

static void put_skills(
    struct json *object, const struct outcome *outcome, struct arena *a)
{
    struct json *list;
    size_t i;

    if (outcome->n_skills == 0)
        return;
    list = new_list(object, S("skill"), a);
    for (i = 0; i < outcome->n_skills; i++) {
        const struct skill_level *s = &outcome->skills[i];
        struct json *item = json_push(list, json_new(a, JSON_OBJECT));

        put_id(item, s->skill, a);
        json_put_text(item, S("name"), s->name, a);
        json_put_text(item, S("scale"), s->scale, a);
        put_positive(item, S("proficiency"), s->level, a);
    }
}

static void put_outcomes(
    struct json *object, const struct statement *s, struct arena *a)
{
    struct json *list;
    size_t i;

    if (s->n_outcomes == 0)
        return;
    list = new_list(object, S("outcome"), a);
    for (i = 0; i < s->n_outcomes; i++) {
        struct json *item = json_push(list, json_new(a, JSON_OBJECT));

        json_put_text(item, S("code"), s->outcomes[i].id, a);
        json_put_text(item, S("text"), s->outcomes[i].text, a);
        put_skills(item, &s->outcomes[i], a);
    }
}

static void put_tasks(
    struct json *object, const struct statement *s, struct arena *a)
{
    struct json *list;
    size_t i;

    if (s->n_tasks == 0)
        return;
    list = new_list(object, S("task"), a);
    for (i = 0; i < s->n_tasks; i++) {
        const struct task *t = &s->tasks[i];
        struct json *item = json_push(list, json_new(a, JSON_OBJECT));

        json_put_text(item, S("kind"), t->type, a);
        json_add(item, S("summative"), json_new_bool(a, t->summative));
        put_positive(item, S("weight"), t->weight_bp, a);
        json_put_text(item, S("participation"), participation_word(t->mode), a);
        json_put_text(item, S("complexity"), complexity_word(t->complexity), a);
        json_put_text(
            item, S("supervision"), supervision_word(t->supervision), a);
        put_level(item, S("level"), t->level, a);
    }
}

static void put_quality(
    struct json *object, const struct quality *q, struct arena *a)
{
    struct json *value = json_new(a, JSON_OBJECT);

    json_put_text(value, S("assurance"), q->type, a);
    json_put_text(value, S("body"), q->body, a);
    json_put_text(value, S("reference"), q->reference, a);
    put_date(value, S("reviewDue"), q->review_due, a);
    json_put_text(value, S("moderation"), q->moderation, a);
    if (value && value->n > 0)
        json_add(object, S("quality"), value);
}

static void put_target(
    struct json *object, const struct offer_target *t, struct arena *a)
{
    struct json *value =
        json_add(object, S("target"), json_new(a, JSON_OBJECT));

    if (iri_is_absolute(t->id))
        json_put_text(value, S("id"), t->id, a);
    json_put_text(value, S("name"), t->title, a);
    json_put_text(value, S("owner"), t->owner, a);
    put_level(value, S("level"), t->level, a);
}

static void put_offers(
    struct json *object, const struct statement *s, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < s->n_offers; i++) {
        const struct offer *o = &s->offers[i];
        struct json *item;

        if (!offer_is_shown(o))
            continue;
        item = json_push(list, json_new(a, JSON_OBJECT));
        if (iri_is_absolute(o->id))
            json_put_text(item, S("id"), o->id, a);
        json_put_text(item, S("kind"),
            o->kind == OFFER_CREDIT ? S("credit") : S("admission"), a);
        put_target(item, &o->target, a);
        if (o->kind == OFFER_CREDIT)
            put_credit(item, S("credit"), o->amount, a);
        put_level(item, S("componentLevel"), o->component_level, a);
        put_positive(item, S("claimMonths"), o->claim_months, a);
    }
    if (list && list->n > 0)
        json_add(object, S("offer"), list);
}

static void put_checks(
    struct json *object, const struct statement_report *report, struct arena *a)
{
    static const enum condition asked[N_CONDITIONS] = {
        CONDITION_C1, CONDITION_C2, CONDITION_C3, CONDITION_C4};
    struct json *list;
    size_t i;

    if (!report)
        return;
    list = new_list(object, S("check"), a);
    for (i = 0; i < N_CONDITIONS; i++) {
        struct json *item = json_push(list, json_new(a, JSON_OBJECT));

        json_put_text(item, S("condition"), condition_word(asked[i]), a);
        json_add(item, S("pass"), json_new_bool(a, report->pass[asked[i]]));
    }
}

static void put_industry(
    struct json *object, const struct statement *s, struct arena *a)
{
    struct json *list;
    size_t i;

    if (s->n_industry == 0)
        return;
    list = new_list(object, S("industryRecognition"), a);
    for (i = 0; i < s->n_industry; i++)
        json_push(list, json_new_string(a, s->industry[i]));
}

static void put_cost(
    struct json *object, const struct statement *s, struct arena *a)
{
    struct json *value;

    if (!s->cost_stated)
        return;
    value = json_add(object, S("cost"), json_new(a, JSON_OBJECT));
    put_integer(value, S("amount"), s->cost.minor, a);
    json_put_text(value, S("currency"), s->cost.currency, a);
}

code badge_statement_write(const struct statement *s,
    const struct statement_report *report,
    struct arena *a,
    struct json **ret,
    struct err *reterr)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_push(new_list(object, S("type"), a),
        json_new_string(a, S("ClarifyingStatement")));
    json_put_text(object, S("version"), s->version, a);
    put_date(object, S("stated"), s->made, a);
    json_put_text(object, S("country"), s->country, a);
    json_add(object, S("creditBearing"),
        json_new_bool(a, report && report->credit_bearing));
    put_checks(object, report, a);
    put_outcomes(object, s, a);
    json_put_text(
        object, S("participation"), participation_word(s->participation), a);
    put_positive(object, S("effortMinutes"), s->minutes, a);
    put_level(object, S("level"), s->level, a);
    put_credit(object, S("credit"), s->credit, a);
    json_put_text(object, S("prerequisite"), s->prerequisites, a);
    put_tasks(object, s, a);
    json_put_text(object, S("complexity"), complexity_word(s->complexity), a);
    json_put_text(
        object, S("supervision"), supervision_word(s->supervision), a);
    json_put_text(object, S("gradeScale"), s->grade_scale, a);
    put_quality(object, &s->quality, a);
    put_industry(object, s, a);
    put_offers(object, s, a);
    json_put_text(object, S("stackability"), s->stackability, a);
    put_positive(object, S("validityMonths"), s->validity_months, a);
    put_cost(object, s, a);
    if (arena_status(a) != OK)
        return err_set(reterr, arena_status(a), S("statement"));
    *ret = object;
    return OK;
}

/* --- reading --- */

static str get_text(const struct json *object, str name)
{
    return json_text(json_get(object, name));
}

/* 0 when it is no integer of this range. */
static int64_t get_integer(const struct json *object, str name, int64_t max)
{
    const struct json *value = json_get(object, name);
    bool negative;
    uint64_t n = 0;

    if (!json_is(value, JSON_NUMBER))
        return 0;
    negative = str_starts(value->text, S("-"));
    if (!num_parse_u64(str_sub(value->text, negative ? 1 : 0, SIZE_MAX),
            (uint64_t)max, &n))
        return 0;
    return negative ? -(int64_t)n : (int64_t)n;
}

static int32_t get_int32(const struct json *object, str name)
{
    return (int32_t)get_integer(object, name, INT32_MAX);
}

static bool get_true(const struct json *object, str name)
{
    return json_is(json_get(object, name), JSON_TRUE);
}

static str get_id(const struct json *object)
{
    str id = get_text(object, S("id"));

    return id.len > 0 ? id : get_text(object, S("code"));
}

static struct level get_level(const struct json *object, str name)
{
    const struct json *value = json_get(object, name);

    return (struct level){.fw = get_text(value, S("framework")),
        .n = get_int32(value, S("number"))};
}

static struct credit get_credit(const struct json *object, str name)
{
    const struct json *value = json_get(object, name);
    struct credit credit = {.system = get_text(value, S("system"))};

    if (decimal_parse(get_text(value, S("points")), &credit.hundredths, NULL) !=
        OK)
        return (struct credit){0};
    return credit;
}

/* The objects of a list, or of one that stands alone. */
static size_t count(const struct json *list)
{
    if (json_is(list, JSON_ARRAY))
        return list->n;
    return list ? 1 : 0;
}

static const struct json *first(const struct json *list)
{
    return json_is(list, JSON_ARRAY) ? list->child.first : list;
}

static void read_skills(
    const struct json *object, struct arena *a, struct outcome *ret)
{
    const struct json *list = json_get(object, S("skill"));
    const struct json *item = first(list);
    struct skill_level *skills =
        arena_array(a, count(list), struct skill_level);
    size_t i;

    for (i = 0; skills && i < count(list); i++, item = item->next)
        skills[i] = (struct skill_level){.skill = get_id(item),
            .name = get_text(item, S("name")),
            .scale = get_text(item, S("scale")),
            .level = get_int32(item, S("proficiency"))};
    ret->skills = skills;
    ret->n_skills = skills ? count(list) : 0;
}

static void read_outcomes(
    const struct json *object, struct arena *a, struct statement *ret)
{
    const struct json *list = json_get(object, S("outcome"));
    const struct json *item = first(list);
    struct outcome *outcomes = arena_array(a, count(list), struct outcome);
    size_t i;

    for (i = 0; outcomes && i < count(list); i++, item = item->next) {
        outcomes[i] = (struct outcome){
            .id = get_text(item, S("code")), .text = get_text(item, S("text"))};
        read_skills(item, a, &outcomes[i]);
    }
    ret->outcomes = outcomes;
    ret->n_outcomes = outcomes ? count(list) : 0;
}

static void read_tasks(
    const struct json *object, struct arena *a, struct statement *ret)
{
    const struct json *list = json_get(object, S("task"));
    const struct json *item = first(list);
    struct task *tasks = arena_array(a, count(list), struct task);
    size_t i;

    for (i = 0; tasks && i < count(list); i++, item = item->next)
        tasks[i] = (struct task){.type = get_text(item, S("kind")),
            .summative = get_true(item, S("summative")),
            .weight_bp = get_int32(item, S("weight")),
            .mode = participation_find(get_text(item, S("participation"))),
            .complexity = complexity_find(get_text(item, S("complexity"))),
            .supervision = supervision_find(get_text(item, S("supervision"))),
            .level = get_level(item, S("level"))};
    ret->tasks = tasks;
    ret->n_tasks = tasks ? count(list) : 0;
}

static struct offer read_offer(const struct json *item)
{
    const struct json *target = json_get(item, S("target"));

    return (struct offer){.id = get_text(item, S("id")),
        .kind = str_eq(get_text(item, S("kind")), S("admission"))
                    ? OFFER_ADMISSION
                    : OFFER_CREDIT,
        .target = {.id = get_text(target, S("id")),
            .title = get_text(target, S("name")),
            .owner = get_text(target, S("owner")),
            .level = get_level(target, S("level"))},
        .amount = get_credit(item, S("credit")),
        .component_level = get_level(item, S("componentLevel")),
        .claim_months = get_int32(item, S("claimMonths")),
        .is_signed = true};
}

static void read_offers(
    const struct json *object, struct arena *a, struct statement *ret)
{
    const struct json *list = json_get(object, S("offer"));
    const struct json *item = first(list);
    struct offer *offers = arena_array(a, count(list), struct offer);
    size_t i;

    for (i = 0; offers && i < count(list); i++, item = item->next)
        offers[i] = read_offer(item);
    ret->offers = offers;
    ret->n_offers = offers ? count(list) : 0;
}

static void read_industry(
    const struct json *object, struct arena *a, struct statement *ret)
{
    const struct json *list = json_get(object, S("industryRecognition"));
    const struct json *item = first(list);
    str *texts = arena_array(a, count(list), str);
    size_t i;

    for (i = 0; texts && i < count(list); i++, item = item->next)
        texts[i] = json_text(item);
    ret->industry = texts;
    ret->n_industry = texts ? count(list) : 0;
}

static struct quality read_quality(const struct json *object)
{
    const struct json *q = json_get(object, S("quality"));

    return (struct quality){.type = get_text(q, S("assurance")),
        .body = get_text(q, S("body")),
        .reference = get_text(q, S("reference")),
        .review_due = date_parse(get_text(q, S("reviewDue"))),
        .moderation = get_text(q, S("moderation"))};
}

code badge_statement_read(const struct json *object,
    struct arena *a,
    struct statement *ret,
    struct err *reterr)
{
    const struct json *cost = json_get(object, S("cost"));
    struct statement s = {
        .version = get_text(object, S("version")),
        .country = get_text(object, S("country")),
        .made = date_parse(get_text(object, S("stated"))),
        .participation =
            participation_find(get_text(object, S("participation"))),
        .minutes = get_int32(object, S("effortMinutes")),
        .level = get_level(object, S("level")),
        .credit = get_credit(object, S("credit")),
        .prerequisites = get_text(object, S("prerequisite")),
        .complexity = complexity_find(get_text(object, S("complexity"))),
        .supervision = supervision_find(get_text(object, S("supervision"))),
        .grade_scale = get_text(object, S("gradeScale")),
        .quality = read_quality(object),
        .credit_bearing = get_true(object, S("creditBearing")),
        .stackability = get_text(object, S("stackability")),
        .validity_months = get_int32(object, S("validityMonths")),
        .cost = {.currency = get_text(cost, S("currency")),
            .minor = get_integer(cost, S("amount"), INT64_MAX)},
        .cost_stated = json_is(json_get(cost, S("amount")), JSON_NUMBER),
    };

    read_outcomes(object, a, &s);
    read_tasks(object, a, &s);
    read_offers(object, a, &s);
    read_industry(object, a, &s);
    if (arena_status(a) != OK)
        return err_set(reterr, arena_status(a), S("statement"));
    *ret = s;
    return OK;
}

unsigned badge_statement_checks(const struct json *object, unsigned *ret_stated)
{
    static const str words[N_CONDITIONS] = {
        STR("C1"), STR("C2"), STR("C3"), STR("C4")};
    const struct json *list = json_get(object, S("check"));
    const struct json *item = first(list);
    unsigned passed = 0;
    size_t n = count(list);
    size_t i;

    *ret_stated = 0;
    for (; n > 0; n--, item = item->next) {
        for (i = 0; i < N_CONDITIONS; i++) {
            if (!str_eq(get_text(item, S("condition")), words[i]))
                continue;
            *ret_stated |= 1U << i;
            if (get_true(item, S("pass")))
                passed |= 1U << i;
        }
    }
    return passed;
}

/* --- how one learner was assessed --- */

struct json *badge_assessed_json(
    const struct badge_assessed *assessed, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_push(new_list(object, S("type"), a),
        json_new_string(a, S("AssessmentRecord")));
    put_date(object, S("assessedOn"), assessed->on, a);
    put_positive(object, S("attempts"), assessed->attempts, a);
    json_put_text(object, S("participation"),
        participation_word(assessed->participation), a);
    json_put_text(
        object, S("supervision"), supervision_word(assessed->supervision), a);
    json_put_text(object, S("identityCheck"), assessed->identity, a);
    return object;
}

struct badge_assessed badge_assessed_read(const struct json *object)
{
    return (struct badge_assessed){
        .on = date_parse(get_text(object, S("assessedOn"))),
        .attempts = get_int32(object, S("attempts")),
        .participation =
            participation_find(get_text(object, S("participation"))),
        .supervision = supervision_find(get_text(object, S("supervision"))),
        .identity = get_text(object, S("identityCheck")),
    };
}
