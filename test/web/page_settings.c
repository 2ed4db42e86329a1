/* Pages of an organisation's settings and of the operator, with sample
 * data. */
#include "test/support/gallery.h"
#include "test/support/test.h"
#include "web/page.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define LIST(field, array) .field = (array), .n_##field = N(array)

static const struct part_option OPTIONS[] = {
    {STR("sea"), STR("sea")}, {STR("plum"), STR("plum")}};

static void profile(struct buf *out, const struct view *view)
{
    const struct page_organisation_edit page = {.action = S("/o/hc/settings"),
        .title = S("Career Skills Institute"),
        .domain = S("career-skills.example"),
        .proof_record = S("testamur=3f9a"),
        .proof_place = S("https://career-skills.example/.well-known/"
                         "testamur.txt"),
        .kind = S("College"),
        .country = S("AU"),
        .colour = S("plum"),
        LIST(colours, OPTIONS),
        LIST(languages, OPTIONS),
        .logo = S("/badge/2.svg"),
        .public = S("/o/hc"),
        .under_review = true};

    page_organisation_edit(out, view, &page);
}

static void keys(struct buf *out, const struct view *view)
{
    static const struct page_organisation_key_keys rows[] = {
        {.id = STR("cwx3rrkzvbjg7o6wkkkrinsw4u"),
            .kind = STR("Ed25519"),
            .from = STR("2025-02-01"),
            .until = STR("2026-11-24"),
            .reason = STR("a laptop was lost")},
        {.id = STR("d2r6jw7kzq6c3ttk4fphbn5yxy"),
            .kind = STR("Ed25519"),
            .from = STR("2026-02-01"),
            .may_retire = true},
        {.id = STR("j7o3ik4zjv2f2bmqnzqyqkq7hq"),
            .kind = STR("P-256"),
            .from = STR("2026-11-24"),
            .present = true}};
    const struct page_organisation_key page = {
        .action = S("/o/hc/settings/key"),
        .did = S("did:web:badges.example:o:career-skills"),
        LIST(kinds, OPTIONS),
        LIST(keys, rows),
        .may_write = true};

    page_organisation_key(out, view, &page);
}

static void partners(struct buf *out, const struct view *view)
{
    static const struct page_organisation_partner_given given[] = {
        {STR("operator"), STR("operates"), STR("Badge Works"),
            STR("badge-works.example"), true},
        {STR("signer"), STR("signs"), STR("University of the Far North"),
            STR(""), false}};
    static const struct page_organisation_partner_taken taken[] = {
        {STR("operator"), STR("operates"), STR("Kererū Foods"), STR("kereru"),
            STR("kereru.example"), false}};
    const struct page_organisation_partner page = {
        .action = S("/o/hc/settings/partner"),
        LIST(given, given),
        LIST(taken, taken),
        LIST(kinds, OPTIONS),
        .may_write = true};

    page_organisation_partner(out, view, &page);
}

static void operator_list(struct buf *out, const struct view *view)
{
    static const struct page_organisation_list_rows rows[] = {
        {STR("Саreer Skills Institute"), STR("saeer"), STR("other.example"),
            STR("/operator/saeer"), STR("College"), STR("wait"),
            STR("held for review"), 1796040300},
        {STR("Career Skills Institute"), STR("hc"), STR(""),
            STR("/operator/hc"), STR("College"), STR("good"), STR("active"),
            1796040300}};
    const struct page_organisation_list page = {.action = S("/operator"),
        LIST(states, OPTIONS),
        LIST(rows, rows),
        .pager = {.from = 1, .to = 2, .of = 2}};

    page_organisation_list(out, view, &page);
}

static void operator_review(struct buf *out, const struct view *view)
{
    static const struct page_organisation_review_alike alike[] = {
        {STR("Career Skills Institute"), STR("career-skills.example"),
            STR("/operator/hc"), STR("active")}};
    const struct page_organisation_review page = {
        .action = S("/operator/saeer"),
        .title = S("Саreer Skills Institute"),
        .plain_title = S("Саreer Skills Institute"),
        .slug = S("saeer"),
        .domain = S("other.example"),
        .kind = S("College"),
        .tone = S("wait"),
        .words = S("held for review"),
        .since = 1796040300,
        LIST(alike, alike),
        .may_admit = true,
        .may_suspend = true,
        .may_close = true};

    page_organisation_review(out, view, &page);
}

static void mine(struct buf *out, const struct view *view)
{
    static const struct page_organisation_mine_rows rows[] = {
        {STR("Career Skills Institute"), STR("career-skills.example"),
            STR("owner, assessor"), STR("/o/hc/home"), STR("")},
        {STR("Kererū Foods"), STR(""), STR("learner"), STR("/o/kereru"),
            STR("held for review")}};
    const struct page_organisation_mine page = {
        LIST(rows, rows), LIST(kinds, OPTIONS), .operates = true};

    page_organisation_mine(out, view, &page);
}

static void desk(struct buf *out, const struct view *view)
{
    static const struct page_desk_show_waiting waiting[] = {
        {STR("Work to be assessed"), 12, STR("/o/hc/assess")},
        {STR("Passed, not yet awarded"), 3, STR("/o/hc/enrolment")}};
    static const struct page_desk_show_steps steps[] = {
        {STR("Define an achievement"), STR("A title is enough to begin."),
            STR("/o/hc/achievement/new"), true},
        {STR("Award a first badge"), STR("To yourself, to see how it looks."),
            STR("/o/hc/award/new"), false}};
    static const struct page_desk_show_figures figures[] = {
        {STR("Awards"), 9200, STR("/o/hc/award")},
        {STR("Learners"), 2400, STR("/o/hc/people?kind=learner")}};
    const struct page_desk_show page = {LIST(waiting, waiting),
        LIST(steps, steps), .n_left = 1, LIST(figures, figures),
        .has_samples = true, .guide = S("/help/owner")};

    page_desk_show(out, view, &page);
}

static const struct gallery_page PAGES[] = {
    {"desk_show", GALLERY_STAFF, "home", desk},
    {"organisation_edit", GALLERY_STAFF, "settings", profile},
    {"organisation_key", GALLERY_STAFF, "settings", keys},
    {"organisation_partner", GALLERY_STAFF, "settings", partners},
    {"organisation_list", GALLERY_LEARNER, "", operator_list},
    {"organisation_review", GALLERY_LEARNER, "", operator_review},
    {"organisation_mine", GALLERY_LEARNER, "", mine},
};

static void test_page_settings_in_each_language(void **state)
{
    (void)state;
    gallery_write_files();
    gallery_check(PAGES, N(PAGES));
}

TEST_MAIN(test_page_settings_in_each_language)
