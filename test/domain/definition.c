#include "domain/definition_json.h"
#include "domain/demo.h"
#include "test/support/test.h"

#include <string.h>

/* A sound definition as JSON; each case changes one thing in it. */
static const char SOUND[] =
    "{\"title\":\"Leading change\",\"summary\":\"Lead a change of work.\","
    "\"type\":\"MicroCredential\",\"criteria\":\"Meet every outcome.\","
    "\"outcomes\":[{\"id\":\"O1\",\"text\":\"Analyse\"},"
    "{\"id\":\"O2\",\"text\":\"Lead\"}],"
    "\"tasks\":[{\"id\":\"T1\",\"kind\":\"workplace_challenge\","
    "\"weight\":6000,\"outcomes\":[\"O1\",\"O2\"],\"summative\":true},"
    "{\"id\":\"T2\",\"kind\":\"capstone\",\"weight\":4000,"
    "\"outcomes\":[\"O2\"],\"summative\":true}],"
    "\"volume\":\"PT100H\",\"levelFramework\":\"AQF\",\"level\":8,"
    "\"credit\":4,\"creditSystem\":\"AQF-hc\",\"validityMonths\":60}";

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)32 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* SOUND with its first `from` made `to`. */
static str replaced(const char *text, const char *from, const char *to)
{
    const char *at = from ? strstr(text, from) : text;
    const str parts[] = {{text, (size_t)(at - text)}, str_of(to ? to : ""),
        str_of(at + (from ? strlen(from) : 0))};

    assert_non_null(at);
    return arena_join(&arena, parts, 3);
}

static str changed(const char *from, const char *to)
{
    return replaced(SOUND, from, to);
}

/* Everything that is wrong with the text, as read and as checked. */
static void examine(str text, int64_t regulated, struct findings *findings)
{
    const struct organisation owner = {.regulated = regulated};
    struct budget budget = budget_default();
    struct definition definition;
    struct json *value;

    findings_init(findings, &arena);
    assert_int_equal(json_parse(text, &budget, &arena, &value, NULL), OK);
    assert_int_equal(
        definition_from_json(value, &arena, &definition, findings, NULL), OK);
    definition_check(&definition, &owner, findings);
}

struct fault {
    const char *from;
    const char *to;
    code code;
    const char *pointer;
};

static void each(const struct fault *cases, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        struct findings findings;

        examine(changed(cases[i].from, cases[i].to), 1, &findings);
        assert_int_equal(findings.n, 1);
        assert_int_equal(findings.kept[0].code, cases[i].code);
        assert_true(str_eq(findings.kept[0].pointer, str_of(cases[i].pointer)));
    }
}

#define EACH(cases) each((cases), sizeof(cases) / sizeof((cases)[0]))

static void test_definition_sound(void **state)
{
    struct findings findings;

    (void)state;
    examine(changed(NULL, NULL), 1, &findings);
    assert_int_equal(findings.n, 0);
    assert_int_equal(findings_code(&findings, NULL), OK);
}

static void test_inv_1_not_assessed(void **state)
{
    struct findings findings;
    str text =
        changed("\"summative\":true},{\"id\":\"T2\"", "\"summative\":false},"
                                                      "{\"id\":\"T2\"");

    (void)state;
    /* One summative task is enough; without one it is no micro-credential. */
    examine(text, 1, &findings);
    assert_int_equal(findings.n, 0);
    text = replaced(text.ptr, "\"outcomes\":[\"O2\"],\"summative\":true",
        "\"outcomes\":[\"O2\"],\"summative\":null");
    examine(text, 1, &findings);
    assert_true(findings_has(&findings, E_NOT_ASSESSED));
    assert_int_equal(findings_code(&findings, NULL), E_DEFINITION_FORM);
    /* As a record of attendance it may be published. */
    examine(S("{\"title\":\"A talk\",\"summary\":\"Heard.\",\"criteria\":"
              "\"Be there.\",\"type\":\"CertificateOfCompletion\","
              "\"outcomes\":[{\"id\":\"O1\",\"text\":\"Know\"}]}"),
        1, &findings);
    assert_int_equal(findings.n, 0);
}

static void test_inv_2_volume_min(void **state)
{
    static const struct fault CASES[] = {
        {"PT100H", "PT59M", E_VOLUME_MIN, "/volume"},
        {"\"PT100H\"", "0", E_VOLUME_MIN, "/volume"},
        {"PT100H", "PT2401H", E_DEFINITION_RANGE, "/volume"},
    };
    struct findings findings;

    (void)state;
    EACH(CASES);
    examine(changed("PT100H", "PT1H"), 1, &findings);
    assert_int_equal(findings.n, 0);
    examine(changed("\"PT100H\"", "144000"), 1, &findings);
    assert_int_equal(findings.n, 0);
}

static void test_inv_3_duration_calendar(void **state)
{
    static const char *const WRONG[] = {"P60M", "P1Y", "P1D", "P1W"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        struct findings findings;

        examine(changed("PT100H", WRONG[i]), 1, &findings);
        assert_true(findings_has(&findings, E_DURATION_CALENDAR));
    }
}

static void test_inv_4_outcomes_and_tasks(void **state)
{
    static const struct fault CASES[] = {
        {"[\"O1\",\"O2\"]", "[\"O2\"]", E_OUTCOME_UNASSESSED, "/outcomes/0"},
        {"\"outcomes\":[\"O2\"]", "\"outcomes\":[]", E_TASK_ORPHAN, "/tasks/1"},
        {"\"outcomes\":[\"O2\"]", "\"outcomes\":[\"O9\"]", E_TASK_ORPHAN,
            "/tasks/1"},
        {"\"id\":\"T2\"", "\"id\":\"T1\"", E_DEFINITION_TWICE, "/tasks/1"},
    };

    (void)state;
    EACH(CASES);
}

static void test_inv_5_weights(void **state)
{
    static const struct fault CASES[] = {
        {"6000", "5999", E_TASK_WEIGHT, "/tasks"},
        {"6000", "6001", E_TASK_WEIGHT, "/tasks"},
    };
    struct findings findings;

    (void)state;
    EACH(CASES);
    examine(changed("6000", "-1"), 1, &findings);
    assert_true(findings_has(&findings, E_TASK_WEIGHT));
}

static void test_inv_6_quality_statement(void **state)
{
    struct findings findings;

    (void)state;
    examine(changed(NULL, NULL), 0, &findings);
    assert_int_equal(findings.n, 1);
    assert_int_equal(findings.kept[0].code, E_QA_STATEMENT);
}

static void test_inv_7_level_range(void **state)
{
    static const struct fault CASES[] = {
        {"\"level\":8", "\"level\":11", E_LEVEL_RANGE, "/level"},
        {"\"level\":8", "\"level\":0", E_LEVEL_RANGE, "/level"},
        {"\"level\":8", "\"level\":4294967304", E_LEVEL_RANGE, "/level"},
        {"\"AQF\",\"level\":8", "\"EQF\",\"level\":9", E_LEVEL_RANGE, "/level"},
        {"\"AQF\",\"level\":8", "\"NZQCF\",\"level\":11", E_LEVEL_RANGE,
            "/level"},
        {"\"AQF\",\"level\":8", "\"SCQF\",\"level\":13", E_LEVEL_RANGE,
            "/level"},
        {"\"kind\":\"capstone\"", "\"levelFramework\":\"AQF\",\"level\":12",
            E_LEVEL_RANGE, "/tasks/1"},
    };

    (void)state;
    EACH(CASES);
}

static void test_inv_8_level_without_framework(void **state)
{
    static const struct fault CASES[] = {
        {"\"levelFramework\":\"AQF\",", "", E_LEVEL_NO_FW, "/level"},
        {"\"AQF\"", "\"XQF\"", E_LEVEL_NO_FW, "/level"},
    };

    (void)state;
    EACH(CASES);
}

static void test_inv_80_amounts_do_not_wrap(void **state)
{
    struct findings findings;

    (void)state;
    examine(changed("6000", "9223372036854775807"), 1, &findings);
    assert_true(findings_has(&findings, E_TASK_WEIGHT));
    examine(changed("\"PT100H\"", "9223372036854775807"), 1, &findings);
    assert_true(findings_has(&findings, E_DEFINITION_FORM));
}

static void test_definition_texts(void **state)
{
    static const struct fault CASES[] = {
        {"Leading change", "", E_DEFINITION_MISSING, "/title"},
        {"Meet every outcome.", "", E_DEFINITION_MISSING, "/criteria"},
        {"Lead a change of work.", "", E_DEFINITION_MISSING, "/summary"},
        {"Lead a change of work.",
            "1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 20 1 2 3 4 5 6 7 8 9 30 x",
            E_DEFINITION_RANGE, "/summary"},
        {"\"validityMonths\":60", "\"validityMonths\":121", E_DEFINITION_RANGE,
            "/validityMonths"},
        {"\"validityMonths\":60", "\"renewal\":{\"windowDays\":367}",
            E_DEFINITION_RANGE, "/renewal"},
        {"\"validityMonths\":60", "\"rubric\":{\"required\":\"P\"}", E_GRADE,
            "/rubric"},
    };

    (void)state;
    EACH(CASES);
}

static void test_definition_json_form(void **state)
{
    static const struct fault CASES[] = {
        {"\"validityMonths\":60", "\"validity\":60", E_DEFINITION_FORM,
            "/validity"},
        {"\"validityMonths\":60", "\"mode\":\"by_post\"", E_DEFINITION_FORM,
            "/mode"},
        {"\"validityMonths\":60", "\"tags\":[1]", E_DEFINITION_FORM, "/tags"},
        {"\"credit\":4", "\"credit\":4.001", E_DEFINITION_FORM, "/credit"},
        {"\"kind\":\"capstone\"", "\"colour\":1", E_DEFINITION_FORM,
            "/tasks/1/colour"},
    };

    (void)state;
    EACH(CASES);
}

/* RULES 9, 3: 90 days before and 30 after, where the definition is silent;
 * no grace is another thing than nothing said about it. */
static void test_definition_json_renewal(void **state)
{
    static const struct {
        const char *to;
        int64_t window;
        int64_t grace;
    } CASES[] = {
        {"\"validityMonths\":60", 90, 30},
        {"\"validityMonths\":60,\"renewal\":{\"windowDays\":9}", 9, 0},
        {"\"validityMonths\":0", 0, 0},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct definition read;

        assert_int_equal(
            definition_parse(changed("\"validityMonths\":60", CASES[i].to),
                &arena, &read, NULL),
            OK);
        assert_int_equal(read.renewal.window_days, CASES[i].window);
        assert_int_equal(read.renewal.grace_days, CASES[i].grace);
    }
}

/* What is written is read back as the same, and written the same again. */
static void test_definition_json_round_trip(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < demo_n_courses(DEMO_COLLEGE); i++) {
        struct definition made;
        struct definition read;
        str once;
        str twice;

        assert_int_equal(
            demo_definition(DEMO_COLLEGE, i, &arena, &made, NULL), OK);
        assert_int_equal(definition_write(&made, &arena, &once, NULL), OK);
        assert_int_equal(definition_parse(once, &arena, &read, NULL), OK);
        assert_int_equal(definition_write(&read, &arena, &twice, NULL), OK);
        assert_true(str_eq(once, twice));
        assert_int_equal(read.n_outcomes, made.n_outcomes);
        assert_int_equal(read.credit, made.credit);
        assert_int_equal(read.volume_minutes, made.volume_minutes);
        assert_int_equal(read.tasks[0].supervision, made.tasks[0].supervision);
    }
    assert_int_equal(
        definition_parse(S("{\"x\":1}"), &arena, &(struct definition){0}, NULL),
        E_DEFINITION_FORM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_EACH(test_definition_sound, test_inv_1_not_assessed,
            test_inv_2_volume_min, test_inv_3_duration_calendar,
            test_inv_4_outcomes_and_tasks, test_inv_5_weights,
            test_inv_6_quality_statement, test_inv_7_level_range,
            test_inv_8_level_without_framework, test_inv_80_amounts_do_not_wrap,
            test_definition_texts, test_definition_json_form,
            test_definition_json_renewal, test_definition_json_round_trip)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
