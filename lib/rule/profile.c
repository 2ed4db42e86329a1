#include "rule/profile.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const str NAMES[] = {
    [ELEMENT_LEARNER] = STR("identification of the learner"),
    [ELEMENT_TITLE] = STR("title of the micro-credential"),
    [ELEMENT_COUNTRY] = STR("country or region of the issuer"),
    [ELEMENT_AWARDING_BODY] = STR("awarding body"),
    [ELEMENT_DATE] = STR("date of issuing"),
    [ELEMENT_OUTCOMES] = STR("learning outcomes"),
    [ELEMENT_WORKLOAD] = STR("notional workload"),
    [ELEMENT_LEVEL] = STR("level of the learning experience"),
    [ELEMENT_ASSESSMENT] = STR("type of assessment"),
    [ELEMENT_PARTICIPATION] =
        STR("form of participation in the learning activity"),
    [ELEMENT_QUALITY] = STR("type of quality assurance"),
    [ELEMENT_CREDIT] = STR("credit"),
    [ELEMENT_SUPERVISION] = STR("supervision and identity verification"),
    [ELEMENT_LANGUAGE] = STR("language"),
    [ELEMENT_QA_STATEMENT] = STR("quality statement of the issuer"),
    [ELEMENT_IDENTITY] = STR("identity verified at the assessment"),
    [ELEMENT_VOLUME] = STR("hours"),
    [ELEMENT_CREDIT_BOUND] = STR("size in credit"),
    [ELEMENT_LEVEL_BOUND] = STR("range of levels"),
    [ELEMENT_REVIEW_BOUND] = STR("date of review"),
    [ELEMENT_TITLE_WORD] = STR("words of the title"),
};

static const enum element EU[] = {ELEMENT_LEARNER, ELEMENT_TITLE,
    ELEMENT_COUNTRY, ELEMENT_AWARDING_BODY, ELEMENT_DATE, ELEMENT_OUTCOMES,
    ELEMENT_WORKLOAD, ELEMENT_LEVEL, ELEMENT_ASSESSMENT, ELEMENT_PARTICIPATION,
    ELEMENT_QUALITY};
static const enum element CMF[] = {ELEMENT_OUTCOMES, ELEMENT_WORKLOAD,
    ELEMENT_LEVEL, ELEMENT_CREDIT, ELEMENT_ASSESSMENT, ELEMENT_IDENTITY};
static const enum element NZ[] = {ELEMENT_TITLE, ELEMENT_AWARDING_BODY,
    ELEMENT_OUTCOMES, ELEMENT_WORKLOAD, ELEMENT_LEVEL, ELEMENT_CREDIT,
    ELEMENT_QUALITY};
static const enum element NMF[] = {ELEMENT_TITLE, ELEMENT_AWARDING_BODY,
    ELEMENT_OUTCOMES, ELEMENT_WORKLOAD, ELEMENT_ASSESSMENT,
    ELEMENT_PARTICIPATION, ELEMENT_QUALITY, ELEMENT_LANGUAGE,
    ELEMENT_QA_STATEMENT};

static const str NZ_WORDS[] = {STR("new zealand"), STR("national"),
    STR("diploma"), STR("degree"), STR("bachelor"), STR("master"),
    STR("doctor")};

static const struct profile PROFILES[] = {
    {
        .id = STR("EU"),
        .name = STR("Council Recommendation 2022/C 243/02, Annex I"),
        .confirmed = true,
        .code = E_PROFILE_EU,
        .required = EU,
        .n_required = N(EU),
    },
    {
        .id = STR("CMF"),
        .name = STR("Common Microcredential Framework"),
        .confirmed = true,
        .code = E_PROFILE_CMF,
        .required = CMF,
        .n_required = N(CMF),
        .minutes_min = 100 * 60,
        .minutes_max = 150 * 60,
        .level_min = {STR("EQF"), 6},
        .level_max = {STR("EQF"), 7},
        .level_min_with = {STR("EQF"), 4},
        .level_credit = STR("ECTS"),
    },
    {
        .id = STR("NZ"),
        .name = STR("NZQA listing and operational rules 2022"),
        .confirmed = true,
        .code = E_LISTING_NZ,
        .required = NZ,
        .n_required = N(NZ),
        .credit_max = {STR("NZ"), 4000},
        .review_months_max = 36,
        .title_words = NZ_WORDS,
        .n_title_words = N(NZ_WORDS),
    },
    {
        .id = STR("NMF"),
        .name = STR("Australian National Microcredentials Framework"),
        .confirmed = false, /* its table was not read in the original */
        .code = E_PROFILE_NMF,
        .required = NMF,
        .n_required = N(NMF),
        .minutes_min = 60,
    },
};

str element_name(enum element e)
{
    return NAMES[e];
}

const struct profile *profile_at(size_t i)
{
    return i < N(PROFILES) ? &PROFILES[i] : NULL;
}

const struct profile *profile_find(str id)
{
    size_t i = 0;

    while (i < N(PROFILES) && !str_eq(PROFILES[i].id, id))
        i++;
    return profile_at(i);
}

struct checker {
    const struct profile *profile;
    const struct statement *s;
    const struct profile_award *award;
    struct arena *arena;
    struct element_answer *answers;
    size_t n;
};

static void add(struct checker *c, struct element_answer answer)
{
    answer.code = answer.pass ? OK : c->profile->code;
    c->answers[c->n++] = answer;
}

/* --- elements that must be there --- */

static bool is_assessed(const struct statement *s)
{
    size_t i;

    for (i = 0; i < s->n_tasks; i++) {
        if (s->tasks[i].summative)
            return true;
    }
    return false;
}

static str date_text(struct arena *arena, date day)
{
    char text[DATE_BYTES];

    if (day == DATE_NONE)
        return (str){NULL, 0};
    date_format(day, text);
    return arena_str(arena, (str){text, DATE_BYTES});
}

/* The element as a text; what is there but has none is said by *ret_there. */
static str stated(
    const struct checker *c, enum element element, bool *ret_there)
{
    static const str none = {NULL, 0};
    const struct statement *s = c->s;
    str text = none;

    *ret_there = false;
    switch ((int)element) {
    case ELEMENT_LEARNER:
        *ret_there = !c->award || c->award->learner_identified;
        break;
    case ELEMENT_TITLE:
        text = s->title;
        break;
    case ELEMENT_COUNTRY:
        text = s->country;
        break;
    case ELEMENT_AWARDING_BODY:
        text = s->issuer_name.len > 0 ? s->issuer_name : s->issuer;
        break;
    case ELEMENT_DATE:
        *ret_there = !c->award;
        text = c->award ? date_text(c->arena, c->award->awarded) : none;
        break;
    case ELEMENT_OUTCOMES:
        *ret_there = s->n_outcomes > 0;
        break;
    case ELEMENT_WORKLOAD:
        text = s->minutes > 0 ? minutes_text(s->minutes, c->arena) : none;
        break;
    case ELEMENT_LEVEL:
        *ret_there = s->level_does_not_apply;
        text = level_text(s->level, c->arena);
        break;
    case ELEMENT_ASSESSMENT:
        *ret_there = is_assessed(s);
        break;
    case ELEMENT_PARTICIPATION:
        text = participation_word(s->participation);
        break;
    case ELEMENT_QUALITY:
        text = s->quality.type;
        break;
    case ELEMENT_CREDIT:
        text =
            s->credit.system.len > 0 ? credit_text(s->credit, c->arena) : none;
        break;
    case ELEMENT_SUPERVISION:
        text = supervision_word(s->supervision);
        break;
    case ELEMENT_LANGUAGE:
        text = s->language;
        break;
    case ELEMENT_QA_STATEMENT:
        *ret_there = s->regulated;
        text = s->qa_statement;
        break;
    case ELEMENT_IDENTITY:
        *ret_there = supervision_rank(s->supervision) >= 2;
        break;
    default: /* bounds, which are no elements */
        break;
    }
    *ret_there = *ret_there || text.len > 0;
    return text;
}

static void check_required(struct checker *c)
{
    size_t i;

    for (i = 0; i < c->profile->n_required; i++) {
        struct element_answer answer = {.element = c->profile->required[i]};

        answer.stated = stated(c, answer.element, &answer.pass);
        add(c, answer);
    }
}

/* --- bounds --- */

static str range(struct checker *c, str least, str most)
{
    str parts[] = {least, STR(" - "), most};

    if (least.len == 0 || most.len == 0)
        return least.len == 0 ? most : least;
    return arena_join(c->arena, parts, 3);
}

static void check_minutes(struct checker *c)
{
    const struct profile *p = c->profile;
    str least = {NULL, 0};
    str most = {NULL, 0};

    if (p->minutes_min == 0 && p->minutes_max == 0)
        return;
    if (p->minutes_min > 0)
        least = minutes_text(p->minutes_min, c->arena);
    if (p->minutes_max > 0)
        most = minutes_text(p->minutes_max, c->arena);
    add(c, (struct element_answer){
               .element = ELEMENT_VOLUME,
               .pass = c->s->minutes >= p->minutes_min &&
                       (p->minutes_max == 0 || c->s->minutes <= p->minutes_max),
               .stated = minutes_text(c->s->minutes, c->arena),
               .needed = range(c, least, most),
           });
}

/* The credit in the profile's system; of another system, the hours at that
 * system's rate. */
static void check_credit(struct checker *c)
{
    const struct credit *most = &c->profile->credit_max;
    struct credit have = c->s->credit;
    int32_t minutes = 0;
    int32_t slowest = 0;

    if (most->system.len == 0)
        return;
    if (!str_eq(have.system, most->system) &&
        credit_minutes(most->system, &minutes, &slowest))
        have = (struct credit){
            most->system, (int64_t)c->s->minutes * 100 / minutes};
    add(c, (struct element_answer){
               .element = ELEMENT_CREDIT_BOUND,
               .pass = have.hundredths <= most->hundredths,
               .stated = credit_text(have, c->arena),
               .needed = credit_text(*most, c->arena),
           });
}

static void check_level(struct checker *c)
{
    const struct profile *p = c->profile;
    struct level_map map = level_map_builtin();
    struct level least = p->level_min;
    struct level low = {{NULL, 0}, 0};
    struct level high = {{NULL, 0}, 0};
    bool known;

    if (least.fw.len == 0)
        return;
    if (p->level_credit.len > 0 && str_eq(c->s->credit.system, p->level_credit))
        least = p->level_min_with;
    known = level_counterpart(&map, c->s->level, least.fw, &low, &high);
    add(c, (struct element_answer){
               .element = ELEMENT_LEVEL_BOUND,
               .pass = known && low.n >= least.n && high.n <= p->level_max.n,
               .stated = level_text(c->s->level, c->arena),
               .needed = range(c, level_text(least, c->arena),
                   level_text(p->level_max, c->arena)),
           });
}

static void check_review(struct checker *c)
{
    date from = c->s->listed != DATE_NONE ? c->s->listed : c->s->made;
    date due = c->s->quality.review_due;
    date latest = DATE_NONE;

    if (c->profile->review_months_max == 0)
        return;
    if (from != DATE_NONE)
        latest = date_add_months(from, c->profile->review_months_max);
    add(c, (struct element_answer){
               .element = ELEMENT_REVIEW_BOUND,
               .pass = due != DATE_NONE && latest != DATE_NONE && due <= latest,
               .stated = date_text(c->arena, due),
               .needed = date_text(c->arena, latest),
           });
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Does the word stand in the title, in whatever case, as a whole word? */
static bool has_word(str title, str word)
{
    size_t i;
    size_t k;

    for (i = 0; i + word.len <= title.len; i++) {
        if (i > 0 && is_letter(title.ptr[i - 1]))
            continue;
        if (i + word.len < title.len && is_letter(title.ptr[i + word.len]))
            continue;
        k = 0;
        while (k < word.len && lower(title.ptr[i + k]) == word.ptr[k])
            k++;
        if (k == word.len)
            return true;
    }
    return false;
}

static void check_title(struct checker *c)
{
    const struct profile *p = c->profile;
    size_t i;

    for (i = 0; i < p->n_title_words; i++) {
        if (!has_word(c->s->title, p->title_words[i]))
            continue;
        add(c, (struct element_answer){
                   .element = ELEMENT_TITLE_WORD,
                   .stated = p->title_words[i],
               });
    }
}

static void sum_up(const struct checker *c, struct profile_report *ret)
{
    size_t i;

    *ret = (struct profile_report){
        .answers = c->answers,
        .n_answers = c->n,
        .n_required = c->profile->n_required,
        .pass = true,
    };
    for (i = 0; i < c->n; i++) {
        ret->pass = ret->pass && c->answers[i].pass;
        if (i < ret->n_required && c->answers[i].pass)
            ret->n_present++;
    }
}

code profile_check(const struct profile *profile,
    const struct statement *s,
    const struct profile_award *award,
    struct arena *arena,
    struct profile_report *ret,
    struct err *reterr)
{
    struct checker c = {
        .profile = profile, .s = s, .award = award, .arena = arena};

    c.answers = arena_array(arena,
        profile->n_required + profile->n_title_words + ELEMENT_N,
        struct element_answer);
    if (!c.answers)
        return err_set(reterr, arena_status(arena), profile->id);
    check_required(&c);
    check_minutes(&c);
    check_credit(&c);
    check_level(&c);
    check_review(&c);
    check_title(&c);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), profile->id);
    sum_up(&c, ret);
    return OK;
}
