/* Pages about people and organisations, with sample data. */
#include "test/support/gallery.h"
#include "test/support/test.h"
#include "web/page.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define LIST(field, array) .field = (array), .n_##field = N(array)

static void person(struct buf *out, const struct view *view)
{
    static const struct page_people_show_roles roles[] = {
        {STR("owner"), STR("owner"), STR("Everything."), false},
        {STR("assessor"), STR("assessor"), STR("Judges evidence."), true}};
    const struct page_people_show page = {.action = S("/o/hc/people/1"),
        .back = S("/o/hc/people"),
        .title = S("Tomás Okafor"),
        .plain_title = S("Tomás Okafor"),
        .email = S("tomas@hc.example"),
        .number = S("4711"),
        .since = 1796040300,
        LIST(roles, roles),
        .may_change = true,
        .may_end = true};

    page_people_show(out, view, &page);
}

static void bulk(struct buf *out, const struct view *view)
{
    static const struct page_bulk_show_fields fields[] = {
        {STR("do"), STR("give-assessor")}, {STR("id"), STR("1")}};
    static const struct page_bulk_show_rows rows[] = {
        {STR("Tomás Okafor"), STR("tomas@hc.example"), STR("good"),
            STR("changes")},
        {STR("Aroha Ngata"), STR("aroha@hc.example"), STR("calm"),
            STR("has it already, or never had it")}};
    const struct page_bulk_show page = {.title = MSG_OFFICE_NAV_PEOPLE,
        .what = S("Give the role: assessor"),
        .action = S("/o/hc/people/bulk"),
        .back = S("/o/hc/people"),
        LIST(fields, fields),
        LIST(rows, rows),
        .n_good = 1,
        .n_bad = 1};

    page_bulk_show(out, view, &page);
}

static void invite(struct buf *out, const struct view *view)
{
    const struct page_invite_show page = {.action = S("/invite/x"),
        .organisation = S("Career Skills Institute"),
        .domain = S("career-skills.example"),
        .plain_title = S("Career Skills Institute"),
        .role = S("assessor"),
        .email = S("tomas@hc.example"),
        .new = true};

    page_invite_show(out, view, &page);
}

static void invite_other(struct buf *out, const struct view *view)
{
    const struct page_invite_show page = {.action = S("/invite/x"),
        .organisation = S("Career Skills Institute"),
        .plain_title = S("Career Skills Institute"),
        .role = S("assessor"),
        .email = S("tomas@hc.example"),
        .user = S("Aroha Ngata"),
        .other = true};

    page_invite_show(out, view, &page);
}

static void addresses(struct buf *out, const struct view *view)
{
    static const struct page_address_list_rows rows[] = {
        {STR("aroha@home.example"), true, true, true},
        {STR("aroha.ngata@work.example"), true, false, false},
        {STR("maximiliane.von.langenscheidt@wolkenstein-university.example"),
            false, false, false}};
    static const struct page_address_list_wishes wishes[] = {
        {STR("expiry"), STR("Badges that end soon"), true},
        {STR("assessment"), STR("Results of assessments"), false}};
    const struct page_address_list page = {
        LIST(rows, rows), LIST(wishes, wishes)};

    page_address_list(out, view, &page);
}

static void address_confirm(struct buf *out, const struct view *view)
{
    const struct page_address_confirm page = {
        .action = S("/address/x"), .email = S("aroha@home.example")};

    page_address_confirm(out, view, &page);
}

static void address_done(struct buf *out, const struct view *view)
{
    const struct page_address_confirm page = {.action = S("/address/x"),
        .email = S("aroha@home.example"),
        .done = true,
        .badges = 2};

    page_address_confirm(out, view, &page);
}

static void audit(struct buf *out, const struct view *view)
{
    static const struct part_option filters[] = {
        {STR("award"), STR("Awards")}, {STR("person"), STR("People")}};
    static const struct page_audit_list_rows rows[] = {
        {.at = 1796040300,
            .actor = STR("Tomás Okafor"),
            .words = STR("revoked"),
            .about = STR("Aroha Ngata"),
            .href = STR("/o/hc/award/1")},
        {.at = 1796030300,
            .actor = STR("Maximilian Freiherr von Langenscheidt-Wolkenstein"),
            .words = STR("a key was made")}};
    const struct page_audit_list page = {.here = S("/o/hc/audit"),
        LIST(rows, rows),
        LIST(filters, filters),
        .checked = true,
        .n_sound = 1204,
        .pager = {.from = 1, .to = 2, .of = 2}};

    page_audit_list(out, view, &page);
}

static const struct part_option KINDS[] = {
    {STR("learners"), STR("Learners")}, {STR("staff"), STR("Staff")}};

static void imports(struct buf *out, const struct view *view)
{
    static const struct page_import_list_rows rows[] = {
        {STR("cohort-1.csv"), STR("Learners"), STR("/o/hc/import/1"),
            STR("good"), STR("imported"), 35, 1796040300}};
    const struct page_import_list page = {.action = S("/o/hc/import"),
        .kind = S("learners"),
        LIST(kinds, KINDS),
        LIST(rows, rows),
        .trouble = S("Please choose a table."),
        .awards = S("/o/hc/batch")};

    page_import_list(out, view, &page);
}

static void import_map(struct buf *out, const struct view *view)
{
    static const struct page_import_map_columns columns[] = {
        {.key = STR("c0"),
            .heading = STR("Vorname"),
            .example = STR("Aroha"),
            .chosen = STR("staff"),
            LIST(fields, KINDS)},
        {.key = STR("c1"),
            .heading = STR("E-Mail"),
            .example = STR("aroha.ngata@a-very-long-domain.example"),
            LIST(fields, KINDS)}};
    const struct page_import_map page = {.action = S("/o/hc/import/1/columns"),
        .kind = S("Learners"),
        .file = S("people.csv"),
        .n = 35,
        LIST(columns, columns)};

    page_import_map(out, view, &page);
}

static void import_preview(struct buf *out, const struct view *view)
{
    static const struct page_import_preview_headings headings[] = {
        {STR("Name")}, {STR("E-Mail")}};
    static const struct page_import_preview_rows_cells cells[] = {
        {STR("=HYPERLINK(\"x\")")}, {STR("aroha@home.example")}};
    static const struct page_import_preview_rows rows[] = {{.line = 2,
        .tone = STR("good"),
        .state = STR("new"),
        LIST(cells, cells)}};
    static const struct page_import_preview_faults faults[] = {
        {17, STR("E-Mail"), STR("max@@work"), STR("is no e-mail address")}};
    const struct page_import_preview page = {.action = S("/o/hc/import/1"),
        .kind = S("Learners"),
        .file = S("people.csv"),
        .columns = S("/o/hc/import/1/columns"),
        .n_new = 33,
        .n_changed = 1,
        .n_bad = 1,
        .ready = true,
        LIST(headings, headings),
        LIST(faults, faults),
        LIST(rows, rows)};

    page_import_preview(out, view, &page);
}

static const struct gallery_page PAGES[] = {
    {"people_show", GALLERY_STAFF, "people", person},
    {"bulk_show", GALLERY_STAFF, "people", bulk},
    {"invite_show", GALLERY_NOBODY, "", invite},
    {"invite_other", GALLERY_LEARNER, "", invite_other},
    {"address_list", GALLERY_LEARNER, "profile", addresses},
    {"address_confirm", GALLERY_NOBODY, "", address_confirm},
    {"audit_list", GALLERY_STAFF, "settings", audit},
    {"import_list", GALLERY_STAFF, "people", imports},
    {"import_map", GALLERY_STAFF, "people", import_map},
    {"import_preview", GALLERY_STAFF, "people", import_preview},
    {"address_done", GALLERY_NOBODY, "", address_done},
};

static void test_page_people_in_each_language(void **state)
{
    (void)state;
    gallery_write_files();
    gallery_check(PAGES, N(PAGES));
}

TEST_MAIN(test_page_people_in_each_language)
