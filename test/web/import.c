/* Tables that come in, through the pages and the use cases. */
#include "app/import.h"

#include "domain/achievement.h"
#include "domain/enrolment.h"
#include "domain/person.h"
#include "store/sql.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#include <string.h>

/* The owner of the school; `reg` of test/support/school is its registrar. */
static void add_owner(struct front *front)
{
    const struct person person = {
        .id = S("own"), .name = S("own"), .state = PERSON_ACTIVE};
    const struct membership membership = {.tenant = S("school"),
        .person = S("own"),
        .role = ROLE_OWNER,
        .name = S("own"),
        .name_key = S("own"),
        .state = MEMBERSHIP_ACTIVE};

    assert_int_equal(db_begin(front->worker.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_person_insert(front->worker.db, &person, NULL, NULL), OK);
    assert_int_equal(
        sql_membership_insert(front->worker.db, &membership, NULL, NULL), OK);
    assert_int_equal(db_commit(front->worker.db, NULL), OK);
}

static struct import_run begin(
    struct act *act, enum import_kind kind, const char *text)
{
    const struct import_new given = {
        .kind = kind, .name = S("a.csv"), .content = str_bytes(str_of(text))};
    struct import_run run;

    assert_int_equal(import_begin(act, &given, &run, NULL), OK);
    return run;
}

struct counts {
    int n_new;
    int n_changed;
    int n_same;
    int n_bad;
};

static void check(
    struct act *act, str id, struct counts want, struct import_report *ret)
{
    assert_int_equal(import_preview(act, id, ret, NULL), OK);
    assert_int_equal(ret->n_new, want.n_new);
    assert_int_equal(ret->n_changed, want.n_changed);
    assert_int_equal(ret->n_same, want.n_same);
    assert_int_equal(ret->n_bad, want.n_bad);
}

static size_t learners(struct act *act)
{
    struct membership_count_row row;

    assert_int_equal(sql_membership_count(act->db, S("school"), ROLE_LEARNER,
                         act->arena, &row, NULL),
        OK);
    return (size_t)row.n;
}

static struct membership learner(struct act *act, const char *email)
{
    struct membership row = {0};
    const code found = sql_membership_by_email(act->db, S("school"),
        str_of(email), ROLE_LEARNER, act->arena, &row, NULL);

    assert_true(found == OK || found == E_NOT_FOUND);
    return row;
}

/* A preview tells, an import does, an undo takes back: new ones leave,
 * changed ones are as before. */
static void test_web_import_learners(void **state)
{
    static const char FIRST[] = "E-Mail;Vorname;Nachname;Matrikelnummer\r\n"
                                "aroha@home.example;Aroha;Ngata;1\r\n"
                                "zoe@home.example;Zoë;Müller;2\r\n"
                                "nonsense;No;Body;3\r\n"
                                "twice@home.example;Two;Ice;2\r\n"
                                ";No;Mail;4\r\n";
    static const char SECOND[] = "email,name,number\n"
                                 "AROHA@home.example,Aroha N,1\n"
                                 "zoe@home.example,Zoë Müller,2\n"
                                 "new@home.example,'=cmd,7\n";
    struct act act = school_act(*state, "reg");
    const size_t before = learners(&act);
    struct import_run run = begin(&act, IMPORT_LEARNERS, FIRST);
    struct import_report report;

    check(&act, run.id, (struct counts){2, 0, 0, 3}, &report);
    assert_int_equal(learners(&act), before);
    assert_int_equal(report.n_problems, 3);
    assert_int_equal(report.problems[0].line, 4);
    assert_true(str_eq(report.problems[0].fault, S("email")));
    assert_true(str_eq(report.problems[1].fault, S("number_taken")));
    assert_true(str_eq(report.problems[2].fault, S("missing")));
    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    assert_int_equal(import_apply(&act, run.id, NULL), E_STATE_ORDER);
    assert_int_equal(learners(&act), before + 2);
    assert_true(
        str_eq(learner(&act, "zoe@home.example").name, S("Zoë Müller")));
    check(&act, run.id, (struct counts){2, 0, 0, 3}, &report);
    assert_int_equal(report.n_problems, 3);

    run = begin(&act, IMPORT_LEARNERS, SECOND);
    check(&act, run.id, (struct counts){1, 1, 1, 0}, &report);
    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    assert_true(str_eq(learner(&act, "new@home.example").name, S("=cmd")));
    assert_true(str_eq(learner(&act, "aroha@home.example").name, S("Aroha N")));
    assert_int_equal(import_undo(&act, run.id, NULL), OK);
    assert_int_equal(import_undo(&act, run.id, NULL), E_STATE_ORDER);
    assert_int_equal(learner(&act, "new@home.example").person.len, 0);
    assert_true(
        str_eq(learner(&act, "aroha@home.example").name, S("Aroha Ngata")));
    assert_int_equal(learners(&act), before + 2);
}

/* The same address in two organisations is one person. */
static void test_web_import_one_person(void **state)
{
    static const char TABLE[] = "email,name\nshared@home.example,Shared\n";
    struct act here = school_act(*state, "reg");
    struct act there = school_act(*state, "out");
    struct import_run run = begin(&here, IMPORT_LEARNERS, TABLE);
    struct membership row;

    assert_int_equal(import_apply(&here, run.id, NULL), OK);
    /* TN-01: another's run does not exist. */
    assert_int_equal(import_apply(&there, run.id, NULL), E_NOT_FOUND);
    run = begin(&there, IMPORT_LEARNERS, TABLE);
    assert_int_equal(import_apply(&there, run.id, NULL), OK);
    assert_int_equal(
        sql_membership_by_email(there.db, S("other"), S("shared@home.example"),
            ROLE_LEARNER, there.arena, &row, NULL),
        OK);
    assert_true(
        str_eq(row.person, learner(&here, "shared@home.example").person));
}

/* Only the owner brings in staff. */
static void test_web_import_staff(void **state)
{
    static const char TABLE[] = "email,name,role\n"
                                "kim2@home.example,Kim,Assessor\n"
                                "pope@home.example,Pope,pope\n"
                                "lee2@home.example,Lee,learner\n";
    struct act act = school_act(*state, "reg");
    const struct import_new given = {.kind = IMPORT_STAFF,
        .name = S("a.csv"),
        .content = str_bytes(str_of(TABLE))};
    struct import_report report;
    struct import_run run;
    struct membership row;

    assert_int_equal(import_begin(&act, &given, &run, NULL), E_FORBIDDEN);
    act.actor.roles = (role_set)1 << ROLE_OWNER;
    run = begin(&act, IMPORT_STAFF, TABLE);
    check(&act, run.id, (struct counts){1, 0, 0, 2}, &report);
    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    assert_int_equal(
        sql_membership_by_email(act.db, S("school"), S("kim2@home.example"),
            ROLE_ASSESSOR, act.arena, &row, NULL),
        OK);
    assert_int_equal(import_undo(&act, run.id, NULL), OK);
    assert_int_equal(
        sql_membership_by_email(act.db, S("school"), S("kim2@home.example"),
            ROLE_ASSESSOR, act.arena, &row, NULL),
        E_NOT_FOUND);
}

/* Definitions become drafts; an undo deletes those nobody took further. */
static void test_web_import_catalogue(void **state)
{
    static const char TABLE[] =
        "code,title,hours,framework,level,price,currency,outcomes,tags\n"
        "NEG1,Negotiation,12.5,AQF,5,99.50,AUD,Prepare; Listen,work;talk\n"
        "COM1,Clear writing,10,,,,,,\n"
        "BAD1,Wrong,many,XYZ,99,1,dollars,,\n";
    struct act act = school_act(*state, "reg");
    struct achievement_version version;
    struct achievement found;
    struct import_report report;
    struct import_run run;

    act.actor.roles = (role_set)1 << ROLE_OWNER;
    run = begin(&act, IMPORT_CATALOGUE, TABLE);
    check(&act, run.id, (struct counts){1, 0, 1, 1}, &report);
    assert_int_equal(report.n_problems, 4);
    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    assert_int_equal(sql_achievement_by_code(act.db, S("school"), S("NEG1"),
                         act.arena, &found, NULL),
        OK);
    assert_int_equal(found.state, ACHIEVEMENT_DRAFT);
    assert_int_equal(sql_achievement_version_by_number(act.db, S("school"),
                         found.id, 1, act.arena, &version, NULL),
        OK);
    assert_int_equal(version.volume_minutes, 750);
    assert_int_equal(version.price, 9950);
    assert_int_equal(version.level, 5);
    assert_true(front_has(version.definition, "Listen"));
    assert_int_equal(import_undo(&act, run.id, NULL), OK);
    assert_int_equal(sql_achievement_by_code(act.db, S("school"), S("NEG1"),
                         act.arena, &found, NULL),
        E_NOT_FOUND);
    assert_int_equal(sql_achievement_by_code(act.db, S("school"), S("COM1"),
                         act.arena, &found, NULL),
        OK);
}

static void test_web_import_enrolments(void **state)
{
    static const char PEOPLE[] = "email,name\n"
                                 "e1@home.example,One\n"
                                 "e2@home.example,Two\n"
                                 "e3@home.example,Three\n";
    static const char TABLE[] = "email,code,offering,due\n"
                                "e1@home.example,COM1,autumn,2026-12-19\n"
                                "e2@home.example,COM1,autumn,\n"
                                "e3@home.example,NONE,,\n"
                                "e4@home.example,COM1,,\n"
                                "e3@home.example,COM1,,tomorrow\n"
                                "e3@home.example,COM1,,\n"
                                "e3@home.example,COM1,,\n";
    struct act act = school_act(*state, "reg");
    struct enrolment enrolment;
    struct import_report report;
    struct import_run run = begin(&act, IMPORT_LEARNERS, PEOPLE);
    str one;

    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    one = learner(&act, "e1@home.example").person;
    run = begin(&act, IMPORT_ENROLMENTS, TABLE);
    check(&act, run.id, (struct counts){2, 0, 1, 4}, &report);
    assert_true(str_eq(report.problems[0].fault, S("offering_full")));
    assert_true(str_eq(report.problems[1].fault, S("code")));
    assert_true(str_eq(report.problems[2].fault, S("learner")));
    assert_true(str_eq(report.problems[3].fault, S("day")));
    assert_int_equal(import_apply(&act, run.id, NULL), OK);
    assert_int_equal(sql_enrolment_open(act.db, S("school"), S("writing"), one,
                         act.arena, &enrolment, NULL),
        OK);
    assert_true(str_eq(enrolment.due_on, S("2026-12-19")));
    assert_int_equal(import_undo(&act, run.id, NULL), OK);
    assert_int_equal(sql_enrolment_open(act.db, S("school"), S("writing"), one,
                         act.arena, &enrolment, NULL),
        E_NOT_FOUND);
}

/* WB-19: a table that cannot be read says where; too many lines are
 * refused. */
static void test_web_import_wb_19_faults(void **state)
{
    static const struct {
        const char *text;
        code code;
        uint32_t line;
    } CASES[] = {
        {"email,name\na@b.example,\"open\n", E_CSV_SYNTAX, 2},
        {"email,name\na@b.example\n", E_CSV_SYNTAX, 2},
        {"email,name\n", E_FORM_FIELD, 0},
        {"", E_CSV_SYNTAX, 1},
    };
    struct act act = school_act(*state, "reg");
    struct import_run run;
    struct buf large;
    bytes text;
    struct err err;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct import_new given = {.kind = IMPORT_LEARNERS,
            .content = str_bytes(str_of(CASES[i].text))};

        memset(&err, 0, sizeof(err));
        assert_int_equal(import_begin(&act, &given, &run, &err), CASES[i].code);
        if (CASES[i].code == E_CSV_SYNTAX)
            assert_int_equal(err.line, CASES[i].line);
    }
    buf_init(&large, act.arena, 1 << 20);
    buf_str(&large, S("email\n"));
    for (i = 0; i <= IMPORT_LINES_MAX; i++)
        buf_str(&large, S("a@b.example\n"));
    assert_int_equal(buf_finish(&large, &text), OK);
    {
        const struct import_new given = {
            .kind = IMPORT_LEARNERS, .content = text};

        assert_int_equal(import_begin(&act, &given, &run, NULL), E_TOO_LARGE);
    }
}

/* The whole way through the pages, as the registrar. */
static void test_web_import_pages(void **state)
{
    static const char TABLE[] = "Adresse,Wer\nway@home.example,Way Farer\n"
                                "bad,Bad\n";
    const struct visitor v = visitor_of(*state, "reg");
    const struct visitor out = visitor_of(*state, "out");
    const struct visitor ann = visitor_of(*state, "ann");
    struct act act = school_act(*state, "reg");
    struct http_response res;
    const char *run;
    const char *columns;
    str location;

    assert_int_equal(visitor_get(&ann, "/o/school/import").status, 403);
    assert_int_equal(visitor_get(&out, "/o/school/import").status, 404);
    res = visitor_upload(&v, "/o/school/import", "kind=staff", "a.csv",
        str_bytes(str_of(TABLE)));
    assert_int_equal(res.status, 403);
    res = visitor_upload(&v, "/o/school/import", "kind=learners", "a.csv",
        str_bytes(S("a,b\n1\n")));
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "look at line 2"));
    res = visitor_upload(&v, "/o/school/import", "kind=learners", "a.csv",
        str_bytes(str_of(TABLE)));
    assert_int_equal(res.status, 303);
    location = response_header(&res, S("Location"));
    columns = visitor_path(&v, "", location, "");
    run = visitor_path(
        &v, "", str_sub(location, 0, location.len - strlen("/columns")), "");
    assert_int_equal(visitor_get(&out, run).status, 404);
    /* Nothing is guessed of these headings: the columns come first. */
    assert_int_equal(visitor_get(&v, run).status, 303);
    res = visitor_get(&v, columns);
    assert_true(visitor_sees(&res, "way@home.example"));
    assert_int_equal(
        visitor_post(&v, columns, "c0=email&c1=email").status, 422);
    assert_int_equal(visitor_post(&v, columns, "c1=name").status, 422);
    assert_int_equal(visitor_post(&v, columns, "c0=email&c1=name").status, 303);
    res = visitor_get(&v, run);
    assert_true(visitor_sees(&res, "is no e-mail address"));
    assert_true(visitor_sees(&res, "Adresse"));
    assert_true(visitor_sees(&res, "value=\"apply\""));
    assert_int_equal(visitor_post(&out, run, "do=apply").status, 404);
    assert_int_equal(visitor_post(&v, run, "do=apply").status, 303);
    assert_true(learner(&act, "way@home.example").person.len > 0);
    res = visitor_get(&v, run);
    assert_true(visitor_sees(&res, "value=\"undo\""));
    res = visitor_get(&v, "/o/school/import");
    assert_true(visitor_sees(&res, "a.csv"));
    assert_int_equal(visitor_post(&v, run, "do=undo").status, 303);
    assert_int_equal(learner(&act, "way@home.example").person.len, 0);
}

static int setup(void **state)
{
    if (school_open(state) != 0)
        return 1;
    add_owner(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_import_learners),
        cmocka_unit_test(test_web_import_one_person),
        cmocka_unit_test(test_web_import_staff),
        cmocka_unit_test(test_web_import_catalogue),
        cmocka_unit_test(test_web_import_enrolments),
        cmocka_unit_test(test_web_import_wb_19_faults),
        cmocka_unit_test(test_web_import_pages),
    };

    return cmocka_run_group_tests(tests, setup, front_close);
}
