/* Evidence is drafted, handed in, read by those who may. */
#include "app/submission.h"

#include "app/enrolment.h"
#include "test/support/school.h"
#include "test/support/test.h"

#include <string.h>

static const struct evidence_new FILE_OF_ANN = {
    .kind = EVIDENCE_FILE,
    .task = STR("T1"),
    .title = STR("letter.pdf"),
    .content = {(const uint8_t *)"%PDF-1.7 x", 10},
};

static void test_evidence_has_limits(void **state)
{
    static char large[EVIDENCE_TEXT_BYTES_MAX + 1];
    static uint8_t huge[EVIDENCE_FILE_BYTES_MAX + 1];
    const struct {
        struct evidence_new given;
        code expected;
    } cases[] = {
        {{.kind = EVIDENCE_LINK, .url = S("http://example.org/")},
            E_FORM_FIELD},
        {{.kind = EVIDENCE_LINK, .url = S("javascript:alert(1)")},
            E_FORM_FIELD},
        {{.kind = EVIDENCE_LINK, .url = S("https://a@example.org/")},
            E_FORM_FIELD},
        {{.kind = EVIDENCE_LINK, .url = S("https://example.org/a?b=1")}, OK},
        {{.kind = EVIDENCE_TEXT}, E_FORM_FIELD},
        {{.kind = EVIDENCE_TEXT, .body = {large, sizeof(large)}},
            E_LIMIT_EXCEEDED},
        {{.kind = EVIDENCE_TEXT, .body = S("Mine"), .task = S("T9")},
            E_FORM_FIELD},
        {{.kind = EVIDENCE_TEXT, .body = S("Mine"), .task = S("T1")}, OK},
        {{.kind = EVIDENCE_FILE}, E_FORM_FIELD},
        {{.kind = EVIDENCE_FILE, .content = {huge, sizeof(huge)}},
            E_LIMIT_EXCEEDED},
        {{.body = S("Mine")}, E_FORM_FIELD},
    };
    struct act ann = school_act(*state, "ann");
    const str id = school_enrol(*state, "ann");
    struct submission_full full;
    struct evidence evidence;
    size_t i;

    memset(large, 'a', sizeof(large));
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct evidence_new given = cases[i].given;

        given.enrolment = id;
        assert_int_equal(
            submission_add(&ann, &given, &evidence, NULL), cases[i].expected);
    }
    assert_int_equal(submission_show(&ann, id, &full, NULL), OK);
    assert_int_equal(full.n_evidence, 2);
    for (i = full.n_evidence; i <= EVIDENCE_MAX; i++) {
        const struct evidence_new given = {
            .enrolment = id, .kind = EVIDENCE_TEXT, .body = S("More")};

        assert_int_equal(submission_add(&ann, &given, &evidence, NULL),
            i < EVIDENCE_MAX ? OK : E_LIMIT_EXCEEDED);
    }
    school_clear(*state, "ann");
}

/* A file is for its learner, and for assessors once it was handed in. */
static void test_evidence_file_is_for_those_who_may(void **state)
{
    static const struct {
        const char *who;
        code draft;
        code sent;
    } CASES[] = {
        {"ann", OK, OK},
        {"ben", E_NOT_FOUND, E_NOT_FOUND},
        {"kim", E_NOT_FOUND, OK},
        {"out", E_NOT_FOUND, E_NOT_FOUND},
        {"", E_NOT_SIGNED_IN, E_NOT_SIGNED_IN},
    };
    struct act ann = school_act(*state, "ann");
    struct evidence_new given = FILE_OF_ANN;
    struct evidence evidence;
    struct file file;
    bytes content;
    size_t i;

    given.enrolment = school_enrol(*state, "ann");
    assert_int_equal(submission_add(&ann, &given, &evidence, NULL), OK);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct act act = school_act(*state, CASES[i].who);

        assert_int_equal(submission_file(&act, given.enrolment, evidence.id,
                             &file, &content, NULL),
            CASES[i].draft);
    }
    assert_int_equal(
        submission_send(&ann, given.enrolment, S("Please"), NULL), OK);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct act act = school_act(*state, CASES[i].who);

        assert_int_equal(submission_file(&act, given.enrolment, evidence.id,
                             &file, &content, NULL),
            CASES[i].sent);
    }
    assert_int_equal(submission_file(&ann, given.enrolment, evidence.id, &file,
                         &content, NULL),
        OK);
    assert_true(bytes_eq(content, FILE_OF_ANN.content));
    assert_true(str_eq(file.media_type, S("application/pdf")));
    assert_int_equal(file.id.len, 64);
    school_clear(*state, "ann");
}

/* What was handed in does not change, and is not handed in twice. */
static void test_submission_is_sent_once(void **state)
{
    struct act ann = school_act(*state, "ann");
    struct evidence_new given = FILE_OF_ANN;
    struct evidence evidence;
    struct submission_full full;
    str id;

    id = given.enrolment = school_enrol(*state, "ann");
    assert_int_equal(submission_send(&ann, id, S(""), NULL), E_FORM_FIELD);
    assert_int_equal(submission_add(&ann, &given, &evidence, NULL), OK);
    assert_int_equal(submission_remove(&ann, id, evidence.id, NULL), OK);
    assert_int_equal(
        submission_remove(&ann, id, evidence.id, NULL), E_NOT_FOUND);
    assert_int_equal(submission_send(&ann, id, S(""), NULL), E_FORM_FIELD);
    assert_int_equal(submission_add(&ann, &given, &evidence, NULL), OK);
    assert_int_equal(submission_send(&ann, id, S("Please"), NULL), OK);
    assert_int_equal(submission_send(&ann, id, S(""), NULL), E_STATE_ORDER);
    assert_int_equal(
        submission_remove(&ann, id, evidence.id, NULL), E_IMMUTABLE);
    assert_int_equal(
        submission_add(&ann, &given, &evidence, NULL), E_STATE_ORDER);
    assert_int_equal(submission_show(&ann, id, &full, NULL), OK);
    assert_int_equal(full.enrolment.state, ENROLMENT_SUBMITTED);
    assert_int_equal(full.enrolment.attempt, 1);
    assert_true(str_eq(full.enrolment.due_on, S("2026-12-09")));
    assert_true(str_eq(full.submission.note, S("Please")));
    school_clear(*state, "ann");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_evidence_has_limits),
        cmocka_unit_test(test_evidence_file_is_for_those_who_may),
        cmocka_unit_test(test_submission_is_sent_once),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
