#include "domain/right.h"

#include "test/support/test.h"

static role_set only(enum role role)
{
    return (role_set)1 << role;
}

/* The matrix once more, by hand: a change must be made twice. Letters as in
 * the header. */
static const struct {
    enum right right;
    const char *roles;
} MATRIX[] = {
    {RIGHT_org_read, "ODARLV"},
    {RIGHT_org_write, "O"},
    {RIGHT_org_key, "O"},
    {RIGHT_staff_read, "ORV"},
    {RIGHT_staff_write, "O"},
    {RIGHT_learner_read, "OARLV"},
    {RIGHT_learner_write, "OR"},
    {RIGHT_achievement_read, "ODARLV"},
    {RIGHT_achievement_write, "OD"},
    {RIGHT_achievement_approve, "ODR"},
    {RIGHT_offering_write, "ODRL"},
    {RIGHT_enrolment_read, "OARLV"},
    {RIGHT_enrolment_write, "ORL"},
    {RIGHT_submission_write, "l"},
    {RIGHT_assessment_read, "OAR"},
    {RIGHT_assessment_write, "A"},
    {RIGHT_award_read, "ODARLV"},
    {RIGHT_award_issue, "OR"},
    {RIGHT_award_change, "OR"},
    {RIGHT_import_run, "OR"},
    {RIGHT_mail_read, "OR"},
    {RIGHT_mail_write, "OR"},
    {RIGHT_report_read, "ORLV"},
    {RIGHT_event_read, "O"},
    {RIGHT_token_write, "O"},
    {RIGHT_setting_write, "O"},
    {RIGHT_installation, "o"},
};

static void test_right_matrix(void **state)
{
    static const char LETTERS[] = " ODARLVlo";
    size_t i;
    int role;

    (void)state;
    assert_int_equal(sizeof(MATRIX) / sizeof(MATRIX[0]), RIGHT_END - 2);
    for (i = 0; i < sizeof(MATRIX) / sizeof(MATRIX[0]); i++) {
        assert_false(right_public(MATRIX[i].right));
        assert_false(right_given(MATRIX[i].right, 0));
        for (role = ROLE_OWNER; role < ROLE_END; role++)
            assert_int_equal(
                right_given(MATRIX[i].right, only((enum role)role)),
                str_find(str_of(MATRIX[i].roles), LETTERS[role], 0) !=
                    SIZE_MAX);
    }
}

static void test_right_of_everybody(void **state)
{
    (void)state;
    assert_true(right_public(RIGHT_public));
    assert_false(right_public(RIGHT_person));
    assert_true(right_given(RIGHT_person, 0));
    assert_true(right_given(
        RIGHT_award_issue, only(ROLE_VIEWER) | only(ROLE_REGISTRAR)));
}

static void test_right_names(void **state)
{
    int64_t number = 0;
    int64_t i;

    (void)state;
    for (i = 0; i < RIGHT_END; i++) {
        assert_true(names_word(&right_names, i).len > 0);
        assert_true(
            names_find(&right_names, names_word(&right_names, i), &number));
        assert_int_equal(number, i);
    }
    assert_false(names_find(&right_names, S("everything"), &number));
    assert_false(names_find(&role_names, S(""), &number));
    assert_true(names_find(&role_names, S("assessor"), &number));
    assert_int_equal(number, ROLE_ASSESSOR);
    assert_int_equal(names_word(&role_names, -1).len, 0);
    assert_int_equal(names_word(&role_names, ROLE_END).len, 0);
}

TEST_MAIN(test_right_matrix, test_right_of_everybody, test_right_names)
