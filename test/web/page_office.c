/* The pages of staff, with sample data. */
#include "test/support/gallery.h"
#include "test/support/test.h"
#include "web/page.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define LIST(field, array) .field = (array), .n_##field = N(array)

static const struct part_option OPTIONS[] = {
    {STR("1"), STR("first")}, {STR("2"), STR("second")}};

static const struct part_line CHECKS[] = {
    {STR("good"), MSG_CHECK_PASSED,
        STR("Assessed at the level of the qualification"), STR("AQF 8")},
    {STR("bad"), MSG_CHECK_FAILED, STR("Does not depend on being used"),
        STR("The offer says \"convert within 12 months\".")}};

static void achievements(struct buf *out, const struct view *view)
{
    static const struct page_achievement_list_rows rows[] = {{.id = STR("1"),
        .title = STR("Leading change"),
        .code = STR("LEA4"),
        .href = STR("/o/hc/achievement/1"),
        .tone = STR("good"),
        .state = STR("listed"),
        .version = 2,
        .volume = 6000,
        .n_awards = 318,
        .changed_at = 1796040300}};
    const struct page_achievement_list page = {LIST(states, OPTIONS),
        .action = S("/o/hc/achievement"), LIST(rows, rows),
        LIST(actions, OPTIONS), .n = 1, .pager = {.from = 1, .to = 1, .of = 1}};

    page_achievement_list(out, view, &page);
}

static void editor(struct buf *out, const struct view *view)
{
    static const struct page_achievement_edit_outcomes outcomes[] = {
        {STR("outcome-1"), STR("O1"),
            STR("Plan a change that people can follow."),
            STR("Change management | 4")}};
    static const struct page_achievement_edit_tasks tasks[] = {
        {.at = STR("task-1"),
            .key = STR("T1"),
            .title = STR("Workplace challenge"),
            .weight = STR("60"),
            .outcomes = STR("1"),
            .summative = true}};
    static const struct page_achievement_edit_grades grades[] = {
        {STR("grade-1"), STR("N"), STR("Not yet")},
        {STR("grade-2"), STR("P"), STR("Pass")}};
    static const struct page_achievement_edit_rubric_cells cells[] = {
        {STR("Not yet"), STR("No plan.")}, {STR("Pass"), STR("A plan.")}};
    static const struct page_achievement_edit_rubric rubric[] = {
        {STR("Plan a change that people can follow."), LIST(cells, cells)}};
    static const struct page_achievement_edit_missing missing[] = {
        {STR("Hours: this is still missing."), STR("#hours")}};
    static const struct page_achievement_edit_moves moves[] = {
        {STR("approve"), STR("Approve"), false}};
    const struct page_achievement_edit page = {
        .action = S("/o/hc/achievement/1"),
        .revision = S("7"),
        .version = 2,
        .tone = S("wait"),
        .state = S("draft"),
        .note = S("Name the reader."),
        .may_write = true,
        .title = S("Leading change"),
        .summary = S("Leads a change at work from plan to habit."),
        LIST(outcomes, outcomes),
        LIST(tasks, tasks),
        LIST(grades, grades),
        LIST(rubric, rubric),
        .hours = S("100"),
        LIST(modes, OPTIONS),
        LIST(frameworks, OPTIONS),
        LIST(checks, CHECKS),
        LIST(missing, missing),
        LIST(moves, moves),
        .may_return = true,
        .drawing = S("/badge/2.svg"),
    };

    page_achievement_edit(out, view, &page);
}

static void sessions(struct buf *out, const struct view *view)
{
    static const struct page_offering_list_rows rows[] = {{.id = STR("1"),
        .words = STR("Evening class"),
        .starts_on = STR("2027-02-01"),
        .ends_on = STR("2027-03-01"),
        .place = STR("Hall 5, Langenscheidt-Wolkenstein Building"),
        .seats = STR("7 of 12"),
        .tone = STR("good"),
        .state = STR("open"),
        .edit = STR("/o/hc/achievement/1/offering?edit=1"),
        LIST(moves, OPTIONS)}};
    const struct page_offering_list page = {
        .action = S("/o/hc/achievement/1/offering"),
        .title = S("Leading change"),
        .back = S("/o/hc/achievement/1"),
        .may_write = true,
        .listed = true,
        LIST(rows, rows),
        LIST(modes, OPTIONS)};

    page_offering_list(out, view, &page);
}

static void library(struct buf *out, const struct view *view)
{
    static const struct page_library_list_rows rows[] = {{.id = STR("1"),
        .title = STR("Service design for people who never asked for it"),
        .href = STR("/c/1"),
        .issuer = STR("Career Skills Institute"),
        .domain = STR("career-skills.example"),
        .summary = STR("Maps a service with the people who use it."),
        .facts = STR("40 hours \xC2\xB7 AQF 5")}};
    const struct page_library_list page = {.action = S("/o/hc/library"),
        .may_write = true,
        LIST(rows, rows),
        .pager = {.from = 1, .to = 1, .of = 1}};

    page_library_list(out, view, &page);
}

static void awards(struct buf *out, const struct view *view)
{
    static const struct page_award_list_rows rows[] = {
        {STR("1"), STR("Aroha Ngata"), STR("aroha@home.example"),
            STR("Leading change"), STR("/o/hc/award/1"), STR("good"),
            STR("valid"), STR("2026-04-15"), true, false},
        {STR("2"), STR("Maximilian Freiherr von Langenscheidt-Wolkenstein"),
            STR("max@work.example"), STR("Data literacy"), STR("/o/hc/award/2"),
            STR("bad"), STR("revoked"), STR("2026-05-02"), false, true}};
    const struct page_award_list page = {LIST(states, OPTIONS),
        .action = S("/o/hc/award"), LIST(rows, rows), LIST(actions, OPTIONS),
        .n = 72, .may_change = true,
        .pager = {.next = S("?page=2"), .from = 1, .to = 50, .of = 72}};

    page_award_list(out, view, &page);
}

static void award_bulk(struct buf *out, const struct view *view)
{
    static const struct page_award_bulk_ids ids[] = {{STR("1")}};
    static const struct page_award_bulk_rows rows[] = {
        {.holder = STR("Maximilian Freiherr von Langenscheidt-Wolkenstein"),
            .email = STR("max@work.example"),
            .title = STR("Data literacy"),
            .href = STR("/o/hc/award/2"),
            .tone = STR("bad"),
            .state = STR("revoked"),
            .reason = STR("not from the state that it is in")},
        {.holder = STR("Aroha Ngata"),
            .email = STR("aroha@home.example"),
            .title = STR("Leading change"),
            .href = STR("/o/hc/award/1"),
            .tone = STR("good"),
            .state = STR("valid"),
            .good = true}};
    const struct page_award_bulk page = {.action = S("/o/hc/award/bulk"),
        .list = S("/o/hc/award"),
        .what = S("revoke"),
        .words = S("Revoke"),
        LIST(rows, rows),
        .n = 72,
        .n_good = 71,
        .n_more = 70,
        LIST(ids, ids),
        .takes = true,
        LIST(reasons, OPTIONS)};

    page_award_bulk(out, view, &page);
}

static void award_why(struct buf *out, const struct view *view)
{
    static const struct part_fact facts[] = {
        {STR("Awarded on"), STR("15 April 2026"), STR("")},
        {STR("Valid"), STR("15 April 2026 – 14 April 2031"), STR("")}};
    static const struct part_fact why[] = {
        {STR("Event"), STR("work that was judged"), STR("")},
        {STR("Definition"),
            STR("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f0"
                "0a08"),
            STR("")}};
    static const struct page_award_why_history history[] = {
        {STR("15 April 2026, 14:05 UTC"), STR("valid"), STR("good"),
            STR("2026-04-15"), STR(""), STR("Ivo Berg"), 71, true}};
    const struct page_award_why page = {.holder = S("Aroha Ngata"),
        .email = S("aroha@home.example"),
        .title = S("Leading change"),
        .plain_title = S("Leading change, Aroha Ngata"),
        .public = S("/a/1"),
        .achievement = S("/c/1"),
        .tone = S("good"),
        .state = S("valid"),
        .list = S("/o/hc/award"),
        .action = S("/o/hc/award/bulk"),
        .id = S("1"),
        LIST(actions, OPTIONS),
        .image = S("/badge/1.svg"),
        LIST(facts, facts),
        LIST(why, why),
        LIST(history, history),
        .may_change = true};

    page_award_why(out, view, &page);
}

static void award_new(struct buf *out, const struct view *view)
{
    const struct page_award_new page = {.action = S("/o/hc/award/new"),
        LIST(achievements, OPTIONS),
        .holder = S("Aroha Ngata"),
        LIST(holds, OPTIONS),
        .tried = true,
        .checks = CHECKS,
        .n_checks = 1,
        .ready = true,
        .token = S("t"),
        .image = S("/badge/2.svg")};

    page_award_new(out, view, &page);
}

static void batch(struct buf *out, const struct view *view)
{
    static const struct page_award_batch_faults faults[] = {
        {57, STR("e-mail address"), STR("aroha@"), STR("no e-mail address")}};
    static const struct page_award_batch_columns columns[] = {{STR("column0"),
        STR("Name"), STR("Aroha Ngata"), STR("a"), LIST(fields, OPTIONS)}};
    const struct page_award_batch page = {.action = S("/o/hc/batch/1"),
        .file = S("cohort-1.csv"),
        .state = S("tried"),
        .n = 72,
        .n_ready = 71,
        .n_bad = 1,
        LIST(columns, columns),
        LIST(faults, faults)};

    page_award_batch(out, view, &page);
}

static void batch_new(struct buf *out, const struct view *view)
{
    static const struct page_award_batch_tables tables[] = {
        {STR("cohort-1.csv"), STR("/o/hc/batch/1"), STR("good"), STR("done"),
            72, STR("15 April 2026, 14:05 UTC")}};
    const struct page_award_batch page = {.action = S("/o/hc/batch"),
        .fresh = true,
        LIST(achievements, OPTIONS),
        LIST(holds, OPTIONS),
        LIST(tables, tables),
        .template = S("/o/hc/batch-table")};

    page_award_batch(out, view, &page);
}

static void batch_running(struct buf *out, const struct view *view)
{
    const struct page_award_batch page = {.action = S("/o/hc/batch/1"),
        .file = S("cohort-1.csv"),
        .state = S("running"),
        .n = 10000,
        .n_done = 4200,
        .progress = S("/o/hc/batch/1/progress")};

    page_award_batch(out, view, &page);
}

static void enrolments(struct buf *out, const struct view *view)
{
    static const struct page_enrolment_office_rows rows[] = {{.id = STR("1"),
        .learner = STR("Aroha Ngata"),
        .email = STR("aroha@home.example"),
        .title = STR("Service design"),
        .tone = STR("wait"),
        .state = STR("applied"),
        .due_on = STR("2026-12-04"),
        .late = true,
        .assessor = STR("Ruth Cohen"),
        .attempt = 1}};
    const struct page_enrolment_office page = {LIST(states, OPTIONS),
        LIST(achievements, OPTIONS), LIST(assessors, OPTIONS),
        .action = S("/o/hc/enrolment"), LIST(rows, rows),
        LIST(actions, OPTIONS), .n = 1, .pager = {.from = 1, .to = 1, .of = 1}};

    page_enrolment_office(out, view, &page);
}

static void enrolment_try(struct buf *out, const struct view *view)
{
    static const struct page_enrolment_bulk_rows rows[] = {
        {.id = STR("1"),
            .learner = STR("Aroha Ngata"),
            .title = STR("Service design"),
            .tone = STR("wait"),
            .state = STR("applied"),
            .good = true},
        {.id = STR("2"),
            .learner = STR("Maximilian Freiherr von Langenscheidt"),
            .title = STR("Data literacy"),
            .tone = STR("good"),
            .state = STR("passed"),
            .reason = STR("Its state does not allow it.")}};
    const struct page_enrolment_bulk page = {.action = S("/o/hc/enrolment"),
        .list = S("/o/hc/enrolment"),
        .what = S("withdraw"),
        .words = S("Refuse or end"),
        LIST(rows, rows),
        .n = 2,
        .n_good = 1,
        .wants_reason = true};

    page_enrolment_bulk(out, view, &page);
}

static void queue(struct buf *out, const struct view *view)
{
    static const struct page_assess_queue_rows rows[] = {
        {.learner = STR("Aroha Ngata"),
            .title = STR("Service design"),
            .href = STR("/o/hc/assess/1"),
            .attempt = 1,
            .sent_at = 1796040300,
            .due_on = STR("2026-12-04"),
            .tone = STR("wait"),
            .state = STR("waiting")}};
    const struct page_assess_queue page = {.action = S("/o/hc/assess"),
        LIST(rows, rows),
        .n_late = 1,
        .pager = {.from = 1, .to = 1, .of = 1}};

    page_assess_queue(out, view, &page);
}

static void mark(struct buf *out, const struct view *view)
{
    static const struct page_assess_mark_outcomes_levels levels[] = {
        {STR("level-o1"), STR("0"), STR("Not yet"), STR("No map."), false},
        {STR("level-o1"), STR("1"), STR("Met"), STR("Maps it alone."), true},
        {STR("level-o1"), STR("2"), STR("Exceeded"),
            STR("Maps it with the people who use it."), false}};
    static const struct page_assess_mark_outcomes outcomes[] = {
        {.key = STR("o1"),
            .words = STR("Maps a service with the people who use it."),
            LIST(levels, levels)}};
    static const struct page_assess_mark_evidence evidence[] = {
        {STR("journey-map.pdf"), STR("/f/1"), STR("1.2 MB"), STR(""),
            STR("Workplace challenge")},
        {STR("Text"), STR(""), STR(""),
            STR("What I changed, why, and what came of it."), STR("")}};
    static const struct page_assess_mark_attestations_seen seen[] = {
        {STR("Maps a service with the people who use it.")}};
    static const struct page_assess_mark_attestations witnesses[] = {
        {.witness = STR("Tom\303\241s Okafor"),
            .relation = STR("supervisor"),
            .tone = STR("good"),
            .state = STR("confirmed"),
            .words = STR("She did it at our desk, in two weeks."),
            LIST(seen, seen)}};
    static const struct page_assess_mark_told told[] = {{.attempt = 1,
        .by = STR("Ruth Cohen"),
        .at = STR("2026-11-20"),
        .tone = STR("warn"),
        .result = STR("not yet"),
        .reason = STR("Try it with people who do not know you.")}};
    const struct page_assess_mark page = {.learner = S("Aroha Ngata"),
        .title = S("Service design"),
        .plain_title = S("Service design"),
        .attempt = 2,
        .attempts_max = 3,
        .sent_at = 1796040300,
        .due_on = S("2026-12-14"),
        .note = S("The second map is new."),
        LIST(evidence, evidence),
        LIST(attestations, witnesses),
        LIST(told, told),
        LIST(outcomes, outcomes),
        LIST(grades, OPTIONS),
        LIST(supervisions, OPTIONS),
        LIST(identities, OPTIONS),
        .revision = S("3"),
        .may_write = true,
        .may_ask_again = true,
        .action = S("/o/hc/assess/1"),
        .next = S("/o/hc/assess/2")};

    page_assess_mark(out, view, &page);
}

static void people(struct buf *out, const struct view *view)
{
    static const struct page_people_list_rows rows[] = {
        {STR("1"), STR("Tomás Okafor"), STR("tomas@hc.example"),
            STR("registrar"), STR("/o/hc/people/1"), 1796040300}};
    static const struct page_people_list_invitations invitations[] = {
        {STR("7"), STR("maximiliane.von.langenscheidt@wolkenstein.example"),
            STR("assessor"), 1796040300, 1798632300}};
    const struct page_people_list page = {.kind = S("staff"),
        .action = S("/o/hc/people"),
        LIST(rows, rows),
        LIST(roles, OPTIONS),
        LIST(filters, OPTIONS),
        LIST(invitations, invitations),
        LIST(actions, OPTIONS),
        .n = 1,
        .may_invite = true,
        .may_import = true,
        .may_change = true,
        .may_see_staff = true,
        .pager = {.from = 1, .to = 1, .of = 1}};

    page_people_list(out, view, &page);
}

static void outbox(struct buf *out, const struct view *view)
{
    static const struct page_outbox_list_rows rows[] = {{.id = STR("1"),
        .to = STR("aroha@home.example"),
        .title = STR("You have a new badge"),
        .tone = STR("bad"),
        .state = STR("bounced"),
        .reason = STR("The mailbox does not exist."),
        .at = 1796040300,
        .words = STR("Dear Aroha,"),
        .resendable = true}};
    const struct page_outbox_list page = {.action = S("/o/hc/outbox"),
        .no_mail = true,
        LIST(rows, rows),
        .pager = {.from = 1, .to = 1, .of = 1}};

    page_outbox_list(out, view, &page);
}

static void tokens(struct buf *out, const struct view *view)
{
    static const struct page_api_token_list_scopes scopes[] = {
        {STR("award_read"), STR("Read awards"), true},
        {STR("award_issue"), STR("Give awards"), false}};
    static const struct page_api_token_list_rows rows[] = {{.id = STR("1"),
        .title = STR("Student records of the whole of Hāpai College"),
        .scopes = STR("Read awards · Give awards"),
        .by = STR("Tomás Okafor"),
        .tone = STR("good"),
        .state = STR("in use"),
        .since = 1796040300,
        .until = 1798040300,
        .revocable = true}};
    const struct page_api_token_list page = {.action = S("/o/hc/token"),
        .secret = S("tmr_8Jk2mQvXxn0R3uQmW0cT5qO8bVd1cW4wJfE3aJ7qzkA"),
        LIST(scopes, scopes),
        LIST(days, OPTIONS),
        LIST(rows, rows)};

    page_api_token_list(out, view, &page);
}

static const struct gallery_page PAGES[] = {
    {"achievement_list", GALLERY_STAFF, "achievement", achievements},
    {"achievement_edit", GALLERY_STAFF, "achievement", editor},
    {"offering_list", GALLERY_STAFF, "achievement", sessions},
    {"library_list", GALLERY_STAFF, "achievement", library},
    {"award_list", GALLERY_STAFF, "award", awards},
    {"award_bulk", GALLERY_STAFF, "award", award_bulk},
    {"award_why", GALLERY_STAFF, "award", award_why},
    {"award_new", GALLERY_STAFF, "award", award_new},
    {"award_batch", GALLERY_STAFF, "award", batch},
    {"award_batch_new", GALLERY_STAFF, "award", batch_new},
    {"award_batch_running", GALLERY_STAFF, "award", batch_running},
    {"enrolment_office", GALLERY_STAFF, "enrolment", enrolments},
    {"enrolment_bulk", GALLERY_STAFF, "enrolment", enrolment_try},
    {"assess_queue", GALLERY_STAFF, "assess", queue},
    {"assess_mark", GALLERY_STAFF, "assess", mark},
    {"people_list", GALLERY_STAFF, "people", people},
    {"outbox_list", GALLERY_STAFF, "outbox", outbox},
    {"api_token_list", GALLERY_STAFF, "settings", tokens},
};

static void test_page_of_staff_in_each_language(void **state)
{
    (void)state;
    gallery_write_files();
    gallery_check(PAGES, N(PAGES));
}

TEST_MAIN(test_page_of_staff_in_each_language)
