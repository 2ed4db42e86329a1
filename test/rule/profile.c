#include "rule/profile.h"

#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct outcome OUTCOMES[] = {{.id = STR("o1")}};
static const struct task TASKS[] = {{.summative = true}};

struct fixture {
    struct arena arena;
    struct statement s;
    struct profile_report report;
};

/* LEA4, version 2, as story 10 has it. */
static void begin(struct fixture *f)
{
    arena_init(&f->arena, 1 << 20);
    f->s = (struct statement){
        .title = S("Leading change"),
        .issuer_name = S("Harbour College"),
        .country = S("AU"),
        .language = S("en"),
        .listed = date_parse(S("2026-02-01")),
        .regulated = true,
        .outcomes = OUTCOMES,
        .n_outcomes = 1,
        .participation = PARTICIPATION_BLENDED,
        .minutes = 6000,
        .level = {S("AQF"), 8},
        .credit = {S("AQF-hc"), 400},
        .tasks = TASKS,
        .n_tasks = 1,
        .supervision = SUPERVISION_ONLINE_TWO,
        .quality = {.type = S("internal review"),
            .review_due = date_parse(S("2029-02-01"))},
    };
}

static void end(struct fixture *f)
{
    arena_release(&f->arena);
}

/* How many points fail, all with that code; *ret_first is the first. */
static size_t failing(struct fixture *f,
    const char *profile,
    const struct profile_award *award,
    code c,
    enum element *ret_first)
{
    size_t n = 0;
    size_t i;

    assert_int_equal(profile_check(profile_find(str_of(profile)), &f->s, award,
                         &f->arena, &f->report, NULL),
        OK);
    for (i = 0; i < f->report.n_answers; i++) {
        const struct element_answer *answer = &f->report.answers[i];

        assert_int_equal(answer->code, answer->pass ? OK : c);
        if (!answer->pass && n++ == 0)
            *ret_first = answer->element;
    }
    assert_int_equal(f->report.pass, n == 0);
    return n;
}

/* Story 10.4. */
static void test_inv_9_story_10_nz_listing(void **state)
{
    struct fixture f;
    enum element first = ELEMENT_N;

    (void)state;
    begin(&f);
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 0);
    f.s.title = S("Diploma in leading change");
    f.s.quality.review_due = date_parse(S("2029-12-01"));
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 2);
    f.s.quality.review_due = date_parse(S("2029-02-02"));
    f.s.title = S("Leading change");
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 1);
    assert_int_equal(first, ELEMENT_REVIEW_BOUND);
    f.s.quality.review_due = DATE_NONE;
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 1);
    end(&f);
}

static void test_inv_9_words_of_a_title(void **state)
{
    static const struct {
        str title;
        size_t n;
    } cases[] = {
        {STR("Nationality law"), 0}, {STR("NATIONAL law"), 1},
        {STR("Project Mastery"), 0}, {STR("Master's secrets"), 1},
        {STR("New  Zealand"), 0}, {STR("The New Zealand way"), 1},
        {STR("degree"), 1}, {STR("National degree"), 2},
        {STR(""), 1}, /* missing */
    };
    struct fixture f;
    enum element first = ELEMENT_N;
    size_t i;

    (void)state;
    begin(&f);
    for (i = 0; i < N(cases); i++) {
        f.s.title = cases[i].title;
        if (failing(&f, "NZ", NULL, E_LISTING_NZ, &first) != cases[i].n)
            fail_msg("'%s'", cases[i].title.ptr);
    }
    end(&f);
}

static void test_inv_9_size_in_credit(void **state)
{
    struct fixture f;
    enum element first = ELEMENT_N;

    (void)state;
    begin(&f);
    f.s.credit = (struct credit){S("NZ"), 4000};
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 0);
    f.s.credit.hundredths = 4001;
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 1);
    assert_int_equal(first, ELEMENT_CREDIT_BOUND);
    f.s.credit = (struct credit){S("AQF-hc"), 100};
    f.s.minutes = 401 * 60; /* 40.1 credits of ten hours */
    assert_int_equal(failing(&f, "NZ", NULL, E_LISTING_NZ, &first), 1);
    end(&f);
}

static void test_inv_10_cmf(void **state)
{
    static const struct {
        struct level level;
        struct credit credit;
        size_t n;
        int32_t hours;
        enum supervision supervision;
    } cases[] = {
        {{STR("EQF"), 6}, {STR("UK"), 1000}, 0, 100, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 7}, {STR("UK"), 1500}, 0, 150, SUPERVISION_ONSITE_ONE},
        {{STR("EQF"), 6}, {STR("UK"), 1000}, 1, 99, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 6}, {STR("UK"), 1000}, 1, 151, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 5}, {STR("UK"), 1000}, 1, 100, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 5}, {STR("ECTS"), 400}, 0, 100, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 3}, {STR("ECTS"), 400}, 1, 100, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 8}, {STR("ECTS"), 400}, 1, 100, SUPERVISION_ONLINE_ONE},
        {{STR("SCQF"), 11}, {STR("SCQF"), 1000}, 0, 100,
            SUPERVISION_ONSITE_TWO},
        {{STR("AQF"), 8}, {STR("ECTS"), 400}, 1, 100, SUPERVISION_ONLINE_ONE},
        {{STR("EQF"), 6}, {STR("UK"), 1000}, 1, 100, SUPERVISION_UNVERIFIED},
    };
    struct fixture f;
    enum element first = ELEMENT_N;
    size_t i;

    (void)state;
    begin(&f);
    for (i = 0; i < N(cases); i++) {
        f.s.minutes = cases[i].hours * 60;
        f.s.level = cases[i].level;
        f.s.credit = cases[i].credit;
        f.s.supervision = cases[i].supervision;
        if (failing(&f, "CMF", NULL, E_PROFILE_CMF, &first) != cases[i].n)
            fail_msg("case %zu", i);
    }
    f.s.supervision = SUPERVISION_ONLINE_ONE;
    f.s.level = (struct level){S("EQF"), 6};
    f.s.n_tasks = 0;
    assert_int_equal(failing(&f, "CMF", NULL, E_PROFILE_CMF, &first), 1);
    assert_int_equal(first, ELEMENT_ASSESSMENT);
    end(&f);
}

/* Each of the eleven, taken away, is the one that is missing. */
static void take_away(
    struct statement *s, struct profile_award *award, enum element element)
{
    switch ((int)element) {
    case ELEMENT_LEARNER:
        award->learner_identified = false;
        break;
    case ELEMENT_TITLE:
        s->title.len = 0;
        break;
    case ELEMENT_COUNTRY:
        s->country.len = 0;
        break;
    case ELEMENT_AWARDING_BODY:
        s->issuer_name.len = 0;
        break;
    case ELEMENT_DATE:
        award->awarded = DATE_NONE;
        break;
    case ELEMENT_OUTCOMES:
        s->n_outcomes = 0;
        break;
    case ELEMENT_WORKLOAD:
        s->minutes = 0;
        break;
    case ELEMENT_LEVEL:
        s->level.fw.len = 0;
        break;
    case ELEMENT_ASSESSMENT:
        s->n_tasks = 0;
        break;
    case ELEMENT_PARTICIPATION:
        s->participation = PARTICIPATION_NOT_STATED;
        break;
    default:
        s->quality.type.len = 0;
        break;
    }
}

static void test_inv_11_eu_names_each_missing_element(void **state)
{
    struct profile_award award = {true, date_parse(S("2026-04-15"))};
    struct fixture f;
    enum element first = ELEMENT_N;
    int e;

    (void)state;
    begin(&f);
    assert_int_equal(failing(&f, "EU", &award, E_PROFILE_EU, &first), 0);
    assert_int_equal(f.report.n_present, 11);
    end(&f);
    for (e = ELEMENT_LEARNER; e <= ELEMENT_QUALITY; e++) {
        struct profile_award less = award;

        begin(&f);
        take_away(&f.s, &less, (enum element)e);
        assert_int_equal(failing(&f, "EU", &less, E_PROFILE_EU, &first), 1);
        assert_int_equal(first, e);
        assert_int_equal(f.report.n_required, 11);
        assert_int_equal(f.report.n_present, 10);
        end(&f);
    }
}

/* Story 10.5: the export whose participation is empty. */
static void test_inv_11_story_10_eu_in_the_words_of_the_annex(void **state)
{
    struct fixture f;
    enum element first = ELEMENT_N;

    (void)state;
    begin(&f);
    f.s.participation = PARTICIPATION_NOT_STATED;
    assert_int_equal(failing(&f, "EU", NULL, E_PROFILE_EU, &first), 1);
    assert_true(str_eq(element_name(first),
        S("form of participation in the learning activity")));
    f.s.level_does_not_apply = true; /* "if applicable" */
    f.s.level.fw.len = 0;
    assert_int_equal(failing(&f, "EU", NULL, E_PROFILE_EU, &first), 1);
    end(&f);
}

static void test_profile_nmf_says_it_is_not_confirmed(void **state)
{
    struct fixture f;
    enum element first = ELEMENT_N;
    size_t i;

    (void)state;
    begin(&f);
    assert_int_equal(failing(&f, "NMF", NULL, E_PROFILE_NMF, &first), 0);
    f.s.regulated = false;
    assert_int_equal(failing(&f, "NMF", NULL, E_PROFILE_NMF, &first), 1);
    assert_int_equal(first, ELEMENT_QA_STATEMENT);
    for (i = 0; profile_at(i); i++)
        assert_int_equal(
            profile_at(i)->confirmed, !str_eq(profile_at(i)->id, S("NMF")));
    assert_int_equal(i, 4);
    assert_null(profile_find(S("XY")));
    end(&f);
}

TEST_MAIN(test_inv_9_story_10_nz_listing,
    test_inv_9_words_of_a_title,
    test_inv_9_size_in_credit,
    test_inv_10_cmf,
    test_inv_11_eu_names_each_missing_element,
    test_inv_11_story_10_eu_in_the_words_of_the_annex,
    test_profile_nmf_says_it_is_not_confirmed)
