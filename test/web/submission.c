/* Evidence through the pages: drafted, handed in, served safely. */
#include "app/submission.h"

#include "app/enrolment.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

static const char HTML[] = "<script>alert(document.cookie)</script>";
static const bytes PAGE = {(const uint8_t *)HTML, sizeof(HTML) - 1};

/* The learner, enrolled; and the address of the work. */
static const char *begin(
    struct front *front, const char *who, struct visitor *ret, str *ret_id)
{
    *ret = visitor_of(front, who);
    *ret_id = school_enrol(front, who);
    return visitor_path(ret, "/me/enrolment/", *ret_id, "");
}

static struct submission_full work_of(
    struct front *front, const char *who, str id)
{
    struct act act = school_act(front, who);
    struct submission_full full;

    assert_int_equal(submission_show(&act, id, &full, NULL), OK);
    return full;
}

/* A file is kept under what it is; nothing that a browser would run. */
static void test_web_submission_file_is_only_a_download(void **state)
{
    struct visitor ann;
    struct http_response res;
    struct submission_full full;
    const char *path;
    const char *file;
    str id;

    path = begin(*state, "ann", &ann, &id);
    res = visitor_upload(
        &ann, path, "task=T1&link=&text=", "m\xC3\xA9'.html", PAGE);
    assert_int_equal(res.status, 303);
    assert_true(front_has(response_header(&res, S("Location")), "#task-T1"));
    full = work_of(*state, "ann", id);
    assert_int_equal(full.n_evidence, 1);
    assert_int_equal(full.evidence[0].file.len, 64);
    res = visitor_get(&ann, path);
    assert_int_equal(res.status, 200);
    file = visitor_path(&ann, visitor_path(&ann, path, S("/evidence/"), ""),
        full.evidence[0].id, "");
    assert_true(visitor_sees(&res, file));
    res = visitor_get(&ann, file);
    assert_int_equal(res.status, 200);
    assert_true(bytes_eq(res.body, PAGE));
    assert_true(str_eq(response_header(&res, S("Content-Type")),
        S("application/octet-stream")));
    assert_true(str_eq(response_header(&res, S("Content-Disposition")),
        S("attachment; filename*=UTF-8''m%C3%A9%27.html")));
    assert_true(str_eq(response_header(&res, S("Content-Security-Policy")),
        S("default-src 'none'; sandbox")));
    assert_true(str_eq(
        response_header(&res, S("X-Content-Type-Options")), S("nosniff")));
    assert_true(
        str_eq(response_header(&res, S("Cache-Control")), S("no-store")));
    school_clear(*state, "ann");
}

/* What is wrong stands beside the form, with what was typed; of what came
 * together, all is kept or nothing. */
static void test_web_submission_faults(void **state)
{
    static const struct {
        const char *form;
        const char *says;
    } CASES[] = {
        {"task=T1&link=&text=", "Choose a file, or give a link or a text."},
        {"task=T1&text=Mine&link=http%3A%2F%2Fa.example", "begins with https"},
        {"task=T1&link=javascript%3Aalert(1)", "begins with https"},
        {"send=1&note=", "There is nothing to hand in yet."},
        {"ask=1&witness=Bo&witness_email=nobody", "no e-mail address"},
        {"ask=1&witness=Ann&witness_email=ann%40example.org",
            "A witness is somebody else."},
        {"ask=1&witness=&witness_email=bo%40example.org", "Who is it?"},
    };
    struct visitor ann;
    const char *path;
    str id;
    size_t i;

    path = begin(*state, "ann", &ann, &id);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct http_response res = visitor_post(&ann, path, CASES[i].form);

        if (res.status != 422 || !visitor_sees(&res, CASES[i].says))
            print_message("%s\n", CASES[i].form);
        assert_int_equal(res.status, 422);
        assert_true(visitor_sees(&res, CASES[i].says));
    }
    assert_int_equal(work_of(*state, "ann", id).n_evidence, 0);
    assert_int_equal(visitor_post(&ann, path, "task=T9&text=Mine").status, 422);
    assert_int_equal(visitor_post(&ann, path, "do=pass").status, 422);
    assert_int_equal(visitor_post(&ann, path, "remove=1").status, 404);
    school_clear(*state, "ann");
}

static void test_web_submission_is_handed_in(void **state)
{
    struct visitor ann;
    struct http_response res;
    const char *path;
    str id;
    str first;

    path = begin(*state, "ann", &ann, &id);
    assert_int_equal(visitor_post(&ann, path,
                         "task=T1&link=https%3A%2F%2Fa.example%2Fx&text=Mine")
                         .status,
        303);
    assert_int_equal(work_of(*state, "ann", id).n_evidence, 2);
    first = work_of(*state, "ann", id).evidence[0].id;
    assert_int_equal(
        visitor_post(&ann, path, visitor_path(&ann, "remove=", first, ""))
            .status,
        303);
    assert_int_equal(work_of(*state, "ann", id).n_evidence, 1);
    assert_int_equal(
        visitor_post(&ann, path, "send=1&note=Please").status, 303);
    res = visitor_get(&ann, path);
    assert_true(visitor_sees(&res, "It is with an assessor now."));
    assert_false(visitor_sees(&res, "name=\"send\""));
    assert_int_equal(visitor_post(&ann, path, "task=T1&text=x").status, 409);
    assert_int_equal(visitor_post(&ann, path, "send=1").status, 409);
    school_clear(*state, "ann");
}

/* Paused, taken up again, left. */
static void test_web_submission_pause_and_leave(void **state)
{
    static const struct {
        const char *form;
        int status;
        const char *says;
    } CASES[] = {
        {"do=defer", 303, "This is paused."},
        {"task=T1&text=Mine", 409, "This is paused."},
        {"do=resume", 303, "name=\"send\""},
        {"do=accept", 422, "name=\"send\""},
        {"do=withdraw", 303, "This has ended."},
        {"do=resume", 409, "This has ended."},
    };
    struct visitor ben;
    const char *path;
    str id;
    size_t i;

    path = begin(*state, "ben", &ben, &id);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct http_response res;

        assert_int_equal(
            visitor_post(&ben, path, CASES[i].form).status, CASES[i].status);
        res = visitor_get(&ben, path);
        assert_true(visitor_sees(&res, CASES[i].says));
    }
}

/* TN-01, WB-07: the work of another is not there, for whoever it is. */
static void test_web_submission_tn_01_wb_07_is_ones_own(void **state)
{
    static const struct {
        const char *who;
        int get;
        int post;
    } CASES[] = {
        {"ben", 404, 404},
        {"kim", 404, 404},
        {"out", 404, 404},
        {"", 303, 401},
    };
    struct visitor ann;
    const char *path;
    const char *file;
    str id;
    size_t i;

    path = begin(*state, "ann", &ann, &id);
    assert_int_equal(
        visitor_upload(&ann, path, "task=T1", "a.html", PAGE).status, 303);
    file = visitor_path(&ann, visitor_path(&ann, path, S("/evidence/"), ""),
        work_of(*state, "ann", id).evidence[0].id, "");
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct visitor other = visitor_of(*state, CASES[i].who);

        assert_int_equal(visitor_get(&other, path).status, CASES[i].get);
        assert_int_equal(visitor_get(&other, file).status, CASES[i].get);
        assert_int_equal(
            visitor_post(&other, path, "task=T1&text=x").status, CASES[i].post);
    }
    ann.csrf = S("");
    assert_int_equal(visitor_post(&ann, path, "task=T1&text=x").status, 403);
    assert_int_equal(
        visitor_upload(&ann, path, "task=T1", "a.html", PAGE).status, 403);
    assert_int_equal(work_of(*state, "ann", id).n_evidence, 1);
    school_clear(*state, "ann");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_submission_file_is_only_a_download),
        cmocka_unit_test(test_web_submission_faults),
        cmocka_unit_test(test_web_submission_is_handed_in),
        cmocka_unit_test(test_web_submission_pause_and_leave),
        cmocka_unit_test(test_web_submission_tn_01_wb_07_is_ones_own),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
