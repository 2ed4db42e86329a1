/* The pages of everybody and of the learner, with sample data. */
#include "web/page.h"

#include "test/support/gallery.h"
#include "test/support/test.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define LIST(field, array) .field = (array), .n_##field = N(array)
#define HTML(text)                                                             \
    {                                                                          \
        STR(text)                                                              \
    }

static const struct part_tile TILES[] = {
    {STR("Data literacy"), STR("/b/1"), STR("/badge/1.svg"), STR("May 2026"),
        STR(""), STR("")},
    {STR("Leading change"), STR("/b/2"), STR("/badge/2.svg"), STR("April 2026"),
        STR(""), STR("")},
    {STR("Clear business writing"), STR("/b/3"), STR("/badge/3.svg"),
        STR("March 2026"), STR(""), STR("")},
    {STR("Negotiation essentials"), STR("/b/4"), STR("/badge/4.svg"),
        STR("March 2026"), STR(""), STR("")},
    {STR("AI at work, responsibly"), STR("/b/6"), STR("/badge/6.svg"),
        STR("November 2025"), STR("calm"), STR("expired")},
};

static const struct view_faults FAULTS[] = {
    {STR("email"), STR("This is no e-mail address: aroha@")}};

static const struct page_achievement_show_outcomes_skills SKILLS[] = {
    {STR("Change management"), STR("level 4")},
    {STR("Stakeholder management"), STR("level 3")}};

static const struct part_option OPTIONS[] = {
    {STR(""), STR("any")}, {STR("5"), STR("AQF 5")}, {STR("8"), STR("AQF 8")}};

static const struct part_line CHECKS[] = {
    {STR("good"), MSG_CHECK_PASSED, STR("Signature of the issuer"),
        STR("eddsa-rdfc-2022 by did:web:career-skills.example")},
    {STR("good"), MSG_CHECK_PASSED, STR("Unchanged since it was signed"),
        STR("")},
    {STR("warn"), MSG_CHECK_UNDECIDED, STR("Neither revoked nor suspended"),
        STR("The issuer's status list did not answer within 5 seconds.")},
    {STR("bad"), MSG_CHECK_FAILED, STR("In force today"),
        STR("valid until 2026-03-01")},
};

static const struct part_fact ASSESSMENT[] = {
    {STR("Main task"), STR("several skills, a complex problem"), STR("")},
    {STR("Supervision"),
        STR("supervised online, identity verified by two factors"), STR("")},
    {STR("Moderated"), STR("yes"), STR("one in ten, by a second assessor")}};

static const struct part_fact FACTS[] = {
    {STR("Level"), STR("AQF 8"), STR("no published EQF equivalent")},
    {STR("Learning time"), STR("100 hours"), STR("")},
    {STR("Credit"), STR("4 points"), STR("Melbourne University, 25 h each")},
    {STR("Form"), STR("blended"), STR("")},
    {STR("Cost"), STR("AUD 900"), STR("")}};

static struct part_proof proof_of_leading_change(void)
{
    static const struct part_proof_skills skills[] = {
        {STR("Change management"), STR("level 4"),
            STR("https://skills.example/CHG")},
        {STR("Stakeholder management"), STR("level 3"), STR("")},
        {STR("Facilitation"), STR(""), STR("")}};
    static const struct part_proof_outcomes outcomes[] = {
        {STR("Plan a change that people can follow, with its risks.")},
        {STR("Read resistance, and answer it with evidence.")},
        {STR("Lead one real change at the workplace and account for it.")}};
    static const struct part_proof_conditions conditions[] = {
        {true, STR("Assessed at the level of the qualification"),
            STR("AQF 8, as the certificate asks")},
        {true, STR("Open to more than one qualification"), STR("2 offers")},
        {true, STR("Does not depend on being used"), STR("")},
        {true, STR("Effort and standards match the qualification"),
            STR("100 hours for 4 points of 25")}};
    static const struct part_proof_offers offers[] = {
        {STR("Graduate Certificate in Change"), STR("Midland University"),
            STR("4 points")},
        {STR("Diploma of Leadership"), STR("Career Skills Institute"),
            STR("4 points")}};
    static const struct part_proof_endorsements endorsements[] = {
        {STR("Association of Change Professionals"), STR("acp.example"),
            STR("Meets our practice standard 3."), true}};
    static const struct part_proof_evidence evidence[] = {
        {STR("Change plan for the night ward"), STR("https://e.example/plan"),
            STR("With the consent of the hospital.")}};

    return (struct part_proof){
        .verdict = {.tone = S("good"),
            .title = MSG_VERDICT_VALID,
            .words = S("Genuine and in force: signed by the issuer, unchanged, "
                       "not revoked."),
            .checked_at = 1796040300},
        .genuine = true,
        .image = S("/badge/2.svg"),
        .title = S("Leading change"),
        .holder = S("Aroha Ngata"),
        .issuer_domain = S("career-skills.example"),
        .issuer = S("Career Skills Institute"),
        .issuer_href = S("/o/hc"),
        .awarded_on = S("2026-04-15"),
        .valid_until = S("2031-04-14"),
        .summary = S("Leads a change at work from plan to habit, and brings "
                     "people along."),
        .description =
            HTML("<p>Ten weeks, one real change at the workplace.</p>"),
        LIST(skills, skills),
        LIST(outcomes, outcomes),
        LIST(assessment, ASSESSMENT),
        LIST(facts, FACTS),
        .has_statement = true,
        .credit_bearing = true,
        LIST(conditions, conditions),
        LIST(offers, offers),
        LIST(endorsements, endorsements),
        LIST(evidence, evidence),
        .part_of = TILES,
        .n_part_of = 1,
        .checks = CHECKS,
        .n_checks = 2,
        .digest = S("9f2c4a1be07d55a1c3e8"),
        .raw = S("/b/2.json"),
        .document = S("{\n  \"type\": [\"VerifiableCredential\", "
                      "\"OpenBadgeCredential\"]\n}"),
        .command = S("testamur verify badge.json"),
    };
}

static void award_valid(struct buf *out, const struct view *view)
{
    const struct page_award_show page = {
        .title = S("Leading change, Aroha Ngata"),
        .description = S("A badge of the Career Skills Institute."),
        .preview = S("https://badges.example/b/2/preview.png"),
        .proof = proof_of_leading_change(),
    };

    page_award_show(out, view, &page);
}

/* UI-04: of what fails the check, nothing is shown as a fact. */
static void verify_invalid(struct buf *out, const struct view *view)
{
    struct page_verify_show page = {
        .name = S("badge (1).png"), .proof = proof_of_leading_change()};

    page.proof.genuine = false;
    page.proof.verdict.tone = S("bad");
    page.proof.verdict.title = MSG_VERDICT_INVALID;
    page.proof.verdict.words = message(view->lang, MSG_VERDICT_INVALID_WORDS);
    page.proof.n_checks = N(CHECKS);
    page_verify_show(out, view, &page);
}

static void verify_start(struct buf *out, const struct view *view)
{
    page_verify_start(out, view, &(struct page_verify_start){.text = S("")});
}

static void catalogue(struct buf *out, const struct view *view)
{
    static const struct page_catalogue_list_rows_skills skills[] = {
        {STR("Data analysis")}, {STR("Critical reading")}};
    static const struct page_catalogue_list_rows rows[] = {
        {.title = STR("Data literacy"),
            .href = STR("/a/1"),
            .image = STR("/badge/1.svg"),
            .issuer = STR("Career Skills Institute"),
            .domain = STR("career-skills.example"),
            .summary = STR("Reads a table, doubts a chart, and says in one "
                           "sentence what the numbers mean."),
            .facts = STR("16 hours · AQF 5 · online · AUD 120"),
            LIST(skills, skills),
            .compare = STR("/compare?a=1")},
        {.title = STR("Leading change"),
            .href = STR("/a/2"),
            .image = STR("/badge/2.svg"),
            .issuer = STR("Career Skills Institute"),
            .domain = STR("career-skills.example"),
            .summary = STR("Leads a change at work from plan to habit."),
            .facts = STR("100 hours · AQF 8 · blended · AUD 900"),
            .credit_bearing = true,
            .compare = STR("/compare?a=2")}};
    const struct page_catalogue_list page = {
        LIST(skills, OPTIONS),
        LIST(levels, OPTIONS),
        LIST(hour_ranges, OPTIONS),
        LIST(modes, OPTIONS),
        LIST(minute_ranges, OPTIONS),
        .action = S("/catalogue"),
        .n = 40,
        LIST(rows, rows),
        .pager = {.next = S("?page=2"), .from = 1, .to = 20, .of = 40},
    };

    page_catalogue_list(out, view, &page);
}

static void catalogue_empty(struct buf *out, const struct view *view)
{
    page_catalogue_list(out, view,
        &(struct page_catalogue_list){
            .query = S("falconry"), .action = S("/catalogue")});
}

static void course(struct buf *out, const struct view *view)
{
    static const struct page_achievement_show_outcomes outcomes[] = {
        {.words = STR("Plan a change that people can follow, with its risks."),
            LIST(skills, SKILLS)},
        {.words = STR("Read resistance, and answer it with evidence.")}};
    static const struct page_achievement_show_sessions sessions[] = {
        {STR("2027-02-01"), STR("online"), STR("6 seats left"), STR("AUD 900"),
            STR("/enrol/1")},
        {STR("2027-03-15"), STR("on site, Hamilton"), STR(""), STR("AUD 950"),
            STR("")}};
    static const struct page_achievement_show_offers offers[] = {
        {STR("Graduate Certificate in Change"), STR("Midland University"),
            STR("4 points")}};
    static const struct page_achievement_show_conditions conditions[] = {
        {true, STR("Assessed at the level of the qualification"), STR("AQF 8")},
        {true, STR("Open to more than one qualification"), STR("")}};
    const struct page_achievement_show page = {
        .title = S("Leading change"),
        .plain_title = S("Leading change"),
        .summary = S("Leads a change at work from plan to habit, and brings "
                     "people along."),
        .image = S("/badge/2.svg"),
        .preview = S("https://badges.example/a/2.png"),
        .issuer = S("Career Skills Institute"),
        .issuer_domain = S("career-skills.example"),
        .issuer_href = S("/o/hc"),
        .description = HTML("<p>Ten weeks, one real change.</p>"),
        .criteria = HTML("<p>Pass the capstone; hand in the log.</p>"),
        LIST(facts, FACTS),
        LIST(assessment, ASSESSMENT),
        LIST(outcomes, outcomes),
        .credit_bearing = true,
        LIST(conditions, conditions),
        LIST(offers, offers),
        LIST(sessions, sessions),
        .listed = true,
        .compare = S("/compare?a=2"),
    };

    page_achievement_show(out, view, &page);
}

static void compare(struct buf *out, const struct view *view)
{
    static const struct page_compare_show_verdicts verdicts[] = {
        {STR("Both credit-bearing to Graduate Certificate in Change")},
        {STR("Level not comparable: no published AQF 8 to EQF row")}};
    static const struct page_compare_show_rows rows[] = {
        {STR("Learning time"), STR("100 hours"), STR("100 hours"), STR("same"),
            STR("")},
        {STR("Level"), STR("AQF 8"), STR("EQF 7"), STR("not comparable"),
            STR("")},
        {STR("Supervision"), STR("two factors, online"),
            STR("one factor, on site"), STR("A higher"), STR("a")},
        {STR("Cost"), STR("AUD 900"), STR("EUR 600"), STR("not comparable"),
            STR("")}};
    static const struct page_compare_show_unstated unstated[] = {
        {STR("Grades")}, {STR("In registers")}};
    const struct page_compare_show page = {.a = S("Leading change"),
        .a_href = S("/a/2"),
        .b = S("Change in practice"),
        .b_href = S("/a/9"),
        LIST(verdicts, verdicts),
        LIST(rows, rows),
        LIST(unstated, unstated),
        .action = S("/compare")};

    page_compare_show(out, view, &page);
}

static void organisation(struct buf *out, const struct view *view)
{
    const struct page_organisation_show page = {
        .title = S("Career Skills Institute"),
        .plain_title = S("Career Skills Institute"),
        .domain = S("career-skills.example"),
        .domain_proven = true,
        .kind = S("college"),
        .about = HTML("<p>Short courses for people at work.</p>"),
        .quality = HTML("<p>One in ten judgements is made twice.</p>"),
        LIST(achievements, TILES),
        .catalogue = S("/o/hc/catalogue"),
        .did = S("did:web:career-skills.example"),
    };

    page_organisation_show(out, view, &page);
}

static void mosaic(struct buf *out, const struct view *view)
{
    static const struct page_me_mosaic_groups groups[] = {
        {.title = STR("2026"), .tiles = TILES, .n_tiles = 4},
        {.title = STR("2025"), .tiles = TILES + 4, .n_tiles = 1}};
    const struct page_me_mosaic page = {.by = S("day"),
        LIST(groups, groups),
        .n = 5,
        .waiting = TILES,
        .n_waiting = 1};

    page_me_mosaic(out, view, &page);
}

static void mosaic_empty(struct buf *out, const struct view *view)
{
    page_me_mosaic(out, view, &(struct page_me_mosaic){.by = S("day")});
}

static void my_award_if(struct buf *out, const struct view *view, bool open)
{
    static const struct page_me_award_certificates certificates[] = {
        {STR("certificate, classic"), STR("/b/2/classic.pdf")}};
    static const struct page_me_award_evidence evidence[] = {
        {STR("e1"), STR("Change plan for the night ward"), true}};
    const struct page_me_award page = {
        .title = S("Leading change"),
        .plain_title = S("Leading change"),
        .image = S("/badge/2.svg"),
        .issuer = S("Career Skills Institute"),
        .awarded_on = S("2026-04-15"),
        .valid_until = S("2031-04-14"),
        .tone = S("good"),
        .state = S("valid"),
        .public = S("https://badges.example/b/k3f7qzp2mx4nwa5cj6tr"),
        .linkedin = S("https://www.linkedin.com/profile/add"),
        .png = S("/b/2.png"),
        .svg = S("/b/2.svg"),
        .json = S("/b/2.json"),
        LIST(certificates, certificates),
        .embed = S("<a href=\"https://badges.example/b/2\"><img "
                   "src=\"https://badges.example/b/2/now.png\" alt=\"Leading "
                   "change\"></a>"),
        LIST(evidence, evidence),
        .n_viewed = 1204,
        .n_verified = 17,
        .n_shared = 3,
        .n_downloaded = 5,
        .action = S("/me/award/2"),
        .open = open,
        .share = S("/me/share/new"),
        .embed_image = S("/badge/2.svg"),
        .embed_alt = S("Leading change, badge of Career Skills Institute."),
    };

    page_me_award(out, view, &page);
}

static void my_award(struct buf *out, const struct view *view)
{
    my_award_if(out, view, true);
}

static void my_award_closed(struct buf *out, const struct view *view)
{
    my_award_if(out, view, false);
}

static void profile(struct buf *out, const struct view *view)
{
    static const struct page_me_profile_awards awards[] = {
        {STR("a1"), STR("Leading change"),
            STR("Career Skills Institute · 15 April 2026"), true},
        {STR("a2"), STR("Data literacy"),
            STR("Career Skills Institute · 2 March 2026"), false}};
    const struct page_me_profile page = {.name = S("Aroha Ngata"),
        .slug = S("aroha-ngata"),
        .shown = true,
        .public = S("/p/aroha-ngata"),
        LIST(awards, awards),
        LIST(languages, OPTIONS)};

    page_me_profile(out, view, &page);
}

static void claim(struct buf *out, const struct view *view)
{
    page_claim_show(out, view,
        &(struct page_claim_show){.title = S("Data literacy"),
            .plain_title = S("Data literacy"),
            .holder = S("Aroha"),
            .issuer = S("Career Skills Institute"),
            .issuer_domain = S("career-skills.example"),
            .image = S("/badge/1.svg"),
            .email = S("aroha@home.example"),
            .action = S("/claim/t"),
            .own = S("/me/award/2")});
}

static void my_share(struct buf *out, const struct view *view)
{
    static const struct page_me_share_awards awards[] = {
        {STR("a1"), STR("Leading change"),
            STR("Career Skills Institute · 15 April 2026"), true},
        {STR("a2"), STR("Data literacy"),
            STR("Career Skills Institute · 2 March 2026"), false}};
    const struct page_me_share page = {
        .action = S("/me/share/k3f7qzp2mx4n"),
        .link = S("https://badges.example/s/k3f7qzp2mx4n"),
        .tone = S("good"),
        .state = S("open"),
        .is_open = true,
        .title = S("For my application"),
        .ends_on = S("2027-02-28"),
        LIST(awards, awards),
        .hide_evidence = true,
    };

    page_me_share(out, view, &page);
}

static void my_share_new(struct buf *out, const struct view *view)
{
    page_me_share(out, view,
        &(struct page_me_share){
            .fresh = true, .action = S("/me/share/new"), .title = S("")});
}

static void my_shares(struct buf *out, const struct view *view)
{
    static const struct page_me_share_list_rows rows[] = {
        {STR("For my application"), STR("/me/share/1"), STR("good"),
            STR("open"), STR("2027-02-28")},
        {STR("Midland University"), STR("/me/share/2"), STR("calm"),
            STR("withdrawn"), STR("")}};
    const struct page_me_share_list page = {LIST(rows, rows)};

    page_me_share_list(out, view, &page);
}

static void my_erase(struct buf *out, const struct view *view)
{
    page_me_erase(out, view,
        &(struct page_me_erase){
            .strong = true, .sign_in = S("/sign-in?next=%2Fme%2Ferase")});
}

static void erase_done(struct buf *out, const struct view *view)
{
    page_erase_done(out, view, &(struct page_erase_done){0});
}

static void share_ended(struct buf *out, const struct view *view)
{
    page_share_ended(out, view, &(struct page_share_ended){0});
}

static void award_closed(struct buf *out, const struct view *view)
{
    page_award_closed(out, view, &(struct page_award_closed){0});
}

static void share(struct buf *out, const struct view *view)
{
    static const struct page_share_show_skills skills[] = {
        {STR("Data analysis"), 2}, {STR("Change management"), 1}};
    const struct page_share_show page = {.title = S("For my application"),
        .holder = S("Aroha Ngata"),
        .headline = S("Change that lasts, with numbers that hold."),
        .ends_on = S("2026-12-31"),
        LIST(skills, skills),
        LIST(tiles, TILES),
        .n = 5,
        .n_valid = 4,
        .checked_at = 1796040300};

    page_share_show(out, view, &page);
}

static void learning(struct buf *out, const struct view *view)
{
    static const struct page_enrolment_list_rows rows[] = {
        {.title = STR("Service design"),
            .href = STR("/me/enrolment/1"),
            .image = STR("/badge/7.svg"),
            .issuer = STR("Career Skills Institute"),
            .tone = STR("wait"),
            .state = STR("open"),
            .due_on = STR("2026-12-12"),
            .done = 1,
            .of = 3,
            .action = STR("Hand in the workplace challenge")}};
    const struct page_enrolment_list page = {LIST(rows, rows)};

    page_enrolment_list(out, view, &page);
}

static void enrol(struct buf *out, const struct view *view)
{
    static const struct page_enrolment_new_sessions sessions[] = {
        {.key = STR("s1"),
            .starts_on = STR("2026-12-01"),
            .words = STR("Harbour Campus, blended"),
            .seats = STR("seats left: 3"),
            .chosen = true},
        {.key = STR("s2"),
            .starts_on = STR("2027-02-01"),
            .words = STR("online"),
            .full = true}};
    const struct page_enrolment_new page = {.title = S("Service design"),
        .plain_title = S("Service design"),
        .image = S("/badge/7.svg"),
        .issuer = S("Career Skills Institute"),
        .facts = S("100 hours"),
        .course = S("/c/1"),
        .action = S("/c/1/enrol"),
        LIST(sessions, sessions)};

    page_enrolment_new(out, view, &page);
}

static void submission(struct buf *out, const struct view *view)
{
    static const struct page_submission_edit_tasks_evidence evidence[] = {
        {.id = STR("v1"),
            .title = STR("journey-map.pdf"),
            .href = STR("/f/1"),
            .words = STR("1.2 MB")},
        {.id = STR("v2"),
            .title = STR("Text"),
            .body = STR("What I changed, why, and what came of it.")}};
    static const struct page_submission_edit_feedback_outcomes judged[] = {
        {STR("good"), STR("met"),
            STR("Maps a service with the people who use it."), STR("")},
        {STR("bad"), STR("not met"), STR("Tries a change with five of them."),
            STR("Three of them were colleagues.")}};
    static const struct page_submission_edit_feedback feedback[] = {
        {.attempt = 1,
            .by = STR("Ruth Cohen"),
            .at = STR("2026-11-20"),
            .tone = STR("warn"),
            .result = STR("not yet"),
            .words = STR("The map is good."),
            .reason = STR("Try it with people who do not know you."),
            LIST(outcomes, judged)}};
    static const struct page_submission_edit_attestations witnesses[] = {
        {.witness = STR("Tom\303\241s Okafor"),
            .relation = STR("supervisor"),
            .tone = STR("wait"),
            .state = STR("asked")}};
    static const struct page_submission_edit_tasks tasks[] = {{.key = STR("t1"),
        .title = STR("Workplace challenge"),
        .words = HTML("<p>Map one service of your workplace.</p>"),
        .weight = STR("60 %"),
        LIST(evidence, evidence)}};
    const struct page_submission_edit page = {.title = S("Service design"),
        .plain_title = S("Service design"),
        .course = S("/c/1"),
        .attempt = 2,
        .attempts_max = 3,
        .due_on = S("2026-12-12"),
        .tone = S("warn"),
        .state = S("not yet: try again"),
        .editable = true,
        LIST(tasks, tasks),
        .any_evidence = true,
        LIST(feedback, feedback),
        .action = S("/me/enrolment/1"),
        .attestable = true,
        LIST(attestations, witnesses),
        .may_pause = true,
        .may_leave = true};

    page_submission_edit(out, view, &page);
}

static void attest(struct buf *out, const struct view *view)
{
    static const struct page_attest_show_outcomes outcomes[] = {
        {STR("o1"), STR("Maps a service with the people who use it."), true}};
    const struct page_attest_show page = {.learner = S("Aroha Ngata"),
        .witness = S("Ruth Cohen"),
        .title = S("Service design"),
        .issuer = S("Career Skills Institute"),
        LIST(outcomes, outcomes),
        .action = S("/attest/t")};

    page_attest_show(out, view, &page);
}

static void inbox(struct buf *out, const struct view *view)
{
    static const struct page_inbox_list_rows rows[] = {
        {.title = STR("You have a new badge"),
            .words = STR("Career Skills Institute has awarded you Data "
                         "literacy."),
            .href = STR("/b/1"),
            .at = 1796030300,
            .fresh = true}};
    const struct page_inbox_list page = {
        LIST(rows, rows), .pager = {.from = 1, .to = 1, .of = 1}};

    page_inbox_list(out, view, &page);
}

static void sign_in(struct buf *out, const struct view *view)
{
    static const struct page_sign_in_providers providers[] = {
        {STR("/sign-in/oidc/1"), STR("Midland University")}};
    struct view wrong = *view;
    const struct page_sign_in page = {
        .email = S("aroha@"), LIST(providers, providers)};

    wrong.faults = FAULTS;
    wrong.n_faults = N(FAULTS);
    page_sign_in(out, &wrong, &page);
}

static void sign_sent(struct buf *out, const struct view *view)
{
    page_sign_sent(out, view,
        &(struct page_sign_sent){
            .email = S("aroha@home.example"), .valid_for = 15});
}

static void error(struct buf *out, const struct view *view)
{
    page_error(out, view,
        &(struct page_error){.status = 404,
            .title = MSG_ERROR_NOT_FOUND,
            .words = MSG_ERROR_NOT_FOUND_WORDS});
}

static void front(struct buf *out, const struct view *view)
{
    static const struct page_home_newest newest[] = {
        {STR("Leading change"), STR("/c/1"), STR("/c/1/badge.svg")}};

    page_home(
        out, view, &(struct page_home){LIST(newest, newest), .n_courses = 40});
}

static void help(struct buf *out, const struct view *view)
{
    static const struct page_help_show_pages pages[] = {
        {STR("For learners"), STR("/help/learner"), true},
        {STR("For assessors"), STR("/help/assessor"), false}};
    const struct page_help_show page = {.title = S("For learners"),
        .body = HTML("<h1>For learners</h1><p>Your badges are yours.</p>"),
        LIST(pages, pages)};

    page_help_show(out, view, &page);
}

static const struct gallery_page PAGES[] = {
    {"award_show", GALLERY_NOBODY, "", award_valid},
    {"verify_show", GALLERY_NOBODY, "verify", verify_invalid},
    {"verify_start", GALLERY_NOBODY, "verify", verify_start},
    {"catalogue_list", GALLERY_NOBODY, "catalogue", catalogue},
    {"catalogue_empty", GALLERY_NOBODY, "catalogue", catalogue_empty},
    {"achievement_show", GALLERY_NOBODY, "catalogue", course},
    {"compare_show", GALLERY_NOBODY, "catalogue", compare},
    {"organisation_show", GALLERY_NOBODY, "", organisation},
    {"claim_show", GALLERY_NOBODY, "", claim},
    {"award_closed", GALLERY_NOBODY, "", award_closed},
    {"erase_done", GALLERY_NOBODY, "", erase_done},
    {"share_ended", GALLERY_NOBODY, "", share_ended},
    {"share_show", GALLERY_NOBODY, "", share},
    {"attest_show", GALLERY_NOBODY, "", attest},
    {"sign_in", GALLERY_NOBODY, "sign_in", sign_in},
    {"sign_sent", GALLERY_NOBODY, "sign_in", sign_sent},
    {"error", GALLERY_NOBODY, "", error},
    {"home_front", GALLERY_NOBODY, "", front},
    {"help_show", GALLERY_NOBODY, "", help},
    {"me_mosaic", GALLERY_LEARNER, "mosaic", mosaic},
    {"me_mosaic_empty", GALLERY_LEARNER, "mosaic", mosaic_empty},
    {"me_award", GALLERY_LEARNER, "mosaic", my_award},
    {"me_erase", GALLERY_LEARNER, "profile", my_erase},
    {"me_share", GALLERY_LEARNER, "mosaic", my_share},
    {"me_share_new", GALLERY_LEARNER, "mosaic", my_share_new},
    {"me_share_list", GALLERY_LEARNER, "mosaic", my_shares},
    {"me_award_closed", GALLERY_LEARNER, "mosaic", my_award_closed},
    {"me_profile", GALLERY_LEARNER, "profile", profile},
    {"enrolment_list", GALLERY_LEARNER, "enrolment", learning},
    {"enrolment_new", GALLERY_LEARNER, "enrolment", enrol},
    {"submission_edit", GALLERY_LEARNER, "enrolment", submission},
    {"inbox_list", GALLERY_LEARNER, "inbox", inbox},
};

static void test_page_each_in_each_language(void **state)
{
    (void)state;
    gallery_write_files();
    gallery_check(PAGES, N(PAGES));
}

static void test_page_ui_04_nothing_of_a_forged_badge(void **state)
{
    struct arena arena;
    struct view view;
    struct buf out;
    str text;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    buf_init(&out, &arena, 1 << 20);
    view_init(&view, LANG_EN, S("/verify"), 0, &arena);
    verify_invalid(&out, &view);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    for (i = 0; i < text.len; i++) {
        assert_false(str_starts(str_sub(text, i, text.len), S("Aroha")));
        assert_false(str_starts(str_sub(text, i, text.len), S("Leading")));
    }
    arena_release(&arena);
}

TEST_MAIN(
    test_page_each_in_each_language, test_page_ui_04_nothing_of_a_forged_badge)
