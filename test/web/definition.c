/* Writing definitions through the pages: editor, review, catalogue. */
#include "web/definition.h"

#include "store/sql.h"
#include "test/support/clerk.h"
#include "test/support/image.h"
#include "test/support/test.h"

static struct clerk ada; /* designs */
static struct clerk bo;  /* designs, too, and approves */
static struct clerk vic; /* may look */
static struct clerk out; /* designs elsewhere */

/* A regulated college needs no quality statement (invariant 6). */
static void regulate(struct act *act, str tenant)
{
    struct organisation o;

    assert_int_equal(
        sql_organisation_by_tenant(act->db, tenant, act->arena, &o, NULL), OK);
    o.regulated = 1;
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_organisation_update(act->db, &o, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
}

static int setup(void **state)
{
    struct act act;
    str here;
    str there;

    front_open(state);
    act = desk_act(*state);
    here = desk_organisation(&act, S("hc"));
    regulate(&act, here);
    there = desk_organisation(&act, S("other"));
    ada = clerk_new(*state, "ada@hc.example", here, ROLE_DESIGNER);
    bo = clerk_new(*state, "bo@hc.example", here, ROLE_OWNER);
    vic = clerk_new(*state, "vic@hc.example", here, ROLE_VIEWER);
    out = clerk_new(*state, "out@other.example", there, ROLE_OWNER);
    return 0;
}

/* Everything that a complete definition needs, as the editor sends it. */
#define WHOLE                                                                  \
    {"type", "MicroCredential"}, {"language", "en"},                           \
        {"summary", "Writes so that readers act."},                            \
        {"criteria", "Pass the task."}, {"outcome_key", ""},                   \
        {"outcome", "Write for a reader"},                                     \
        {"skills", "Writing | 3 | WRT | DigComp | https://d.example/w"},       \
        {"task_key", ""}, {"task_title", "A letter"},                          \
        {"task_words", "Write a letter"},                                      \
        {"task_kind", "workplace_challenge"}, {"task_weight", "100"},          \
        {"task_outcomes", "1"}, {"task_mode", ""}, {"task_framework", ""},     \
        {"task_level", ""}, {"task_supervision", ""}, {"task_complexity", ""}, \
        {"task_required", ""}, {"task_summative", "1"}, {"grade_code", "N"},   \
        {"grade_name", "Not yet"}, {"grade_code", "P"},                        \
        {"grade_name", "Pass"}, {"cell", "No aim"}, {"cell", "Clear aim"},     \
        {"required", "P"}, {"mode", "online"},                                 \
        {"supervision", "online_one_factor"}, {"framework", "AQF"},            \
        {"level", "5"}, {"credit", "2.5"}, {"credit_system", "AQF-hc"},        \
        {"price", "99.50"}, {"currency", "AUD"}, {"price_note", "members"},    \
        {"validity", "24"}, {"quality_kind", "internal moderation"},           \
        {"review_on", "2027-03-31"}, {"tags", "plain, short"},                 \
        {"recognitions", "Guild | G1"}, {"sites", "Sydney"},                   \
        {"translation_language", "de"},                                        \
        {"translation_title", "Klar schreiben"}, {"translation_summary", ""},  \
        {"translation_description", ""}, {"translation_criteria", ""},         \
        {"translation_outcomes", "Schreiben"}, {"shape", "shield"},            \
        {"icon", "book"}, {"colour", "#2563a8"}, {"mark", "Level 5"},          \
        {"series_at", "1"},                                                    \
    {                                                                          \
        "series_of", "3"                                                       \
    }

/* Saves a new complete one; gives its path. */
static const char *written(const char *title, const char *code_)
{
    const struct clerk_field fields[] = {
        {"title", title}, {"code", code_}, {"hours", "12:30"}, WHOLE, {0}};
    const struct clerk_answer answer =
        clerk_post(&ada, "/o/hc/achievement/new", fields);

    assert_int_equal(answer.status, 303);
    return clerk_path(&ada, "%s",
        str_sub(answer.location, 0, str_find(answer.location, '?', 0)));
}

static struct clerk_answer move(
    const struct clerk *clerk, const char *path, const char *what)
{
    const struct clerk_field fields[] = {{"do", what}, {0}};

    return clerk_post(
        clerk, clerk_path(clerk, "%s/move", str_of(path)), fields);
}

static void test_definition_comes_back_as_it_was_typed(void **state)
{
    static const char *const WORDS[] = {"value=\"Clear writing\"",
        "value=\"12:30\"", ">Write for a reader</textarea>",
        "Writing | 3 | WRT | DigComp | https://d.example/w</textarea>",
        "value=\"A letter\"", "<option value=\"workplace_challenge\" selected",
        "name=\"task_weight\" value=\"100\"",
        "name=\"task_summative\" value=\"1\" checked", ">Clear aim</textarea>",
        "value=\"99.50\"", "value=\"members\"", "value=\"2.5\"",
        "value=\"2027-03-31\"", "value=\"plain, short\"", "Guild | G1",
        "value=\"Klar schreiben\"", ">Schreiben</textarea>",
        "<option value=\"shield\" selected",
        "<option value=\"#2563a8\" selected", "value=\"Level 5\"",
        "Nothing is missing."};
    const char *path = written("Clear writing", "COM1");
    const struct clerk_answer page = clerk_get(&ada, path);
    size_t i;

    (void)state;
    assert_int_equal(page.status, 200);
    for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (!front_has(page.body, WORDS[i]))
            print_message("%s\n", WORDS[i]);
        assert_true(front_has(page.body, WORDS[i]));
    }
}

static void test_definition_faults_stand_beside_their_fields(void **state)
{
    static const struct {
        const char *name;
        const char *value;
        const char *fault; /* id of the field it stands at */
    } CASES[] = {
        {"hours", "ten", "href=\"#hours\""},
        {"hours", "1:75", "href=\"#hours\""},
        {"level", "five", "href=\"#level\""},
        {"credit", "2.555", "href=\"#credit\""},
        {"validity", "two", "href=\"#validity\""},
        {"review_on", "31.3.2027", "href=\"#review_on\""},
        {"language", "e n", "href=\"#language\""},
        {"colour", "blue", "href=\"#colour\""},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct clerk_field fields[] = {
            {"title", "Faulty"}, {CASES[i].name, CASES[i].value}, {0}};
        const struct clerk_answer answer =
            clerk_post(&ada, "/o/hc/achievement/new", fields);

        assert_int_equal(answer.status, 422);
        if (!front_has(answer.body, CASES[i].fault))
            print_message("%s %s\n", CASES[i].name, CASES[i].value);
        assert_true(front_has(answer.body, CASES[i].fault));
        assert_true(front_has(answer.body, CASES[i].value));
    }
    assert_false(
        front_has(clerk_get(&ada, "/o/hc/achievement").body, "Faulty"));
}

static void test_definition_rows_come_and_go(void **state)
{
    static const struct clerk_field MORE[] = {{"title", "Rows"},
        {"outcome_key", ""}, {"outcome", "First"}, {"skills", ""},
        {"outcome_key", ""}, {"outcome", "Second"}, {"skills", ""},
        {"task_key", ""}, {"task_title", "Both"}, {"task_outcomes", "1, 2"},
        {"add", "outcome"}, {0}};
    static const struct clerk_field LESS[] = {{"title", "Rows"},
        {"outcome_key", ""}, {"outcome", "First"}, {"skills", ""},
        {"outcome_key", ""}, {"outcome", "Second"}, {"skills", ""},
        {"task_key", ""}, {"task_title", "Both"}, {"task_outcomes", "1, 2"},
        {"remove", "outcome-1"}, {0}};
    struct clerk_answer answer;

    (void)state;
    answer = clerk_post(&ada, "/o/hc/achievement/new", MORE);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "id=\"outcome-3\""));
    answer = clerk_post(&ada, "/o/hc/achievement/new", LESS);
    assert_int_equal(answer.status, 200);
    assert_false(front_has(answer.body, ">First</textarea>"));
    assert_true(front_has(answer.body, ">Second</textarea>"));
    assert_true(front_has(answer.body, "name=\"task_outcomes\" value=\"1\""));
    assert_false(front_has(clerk_get(&ada, "/o/hc/achievement").body, "Rows"));
}

static void test_definition_review_by_a_second_person(void **state)
{
    const char *path = written("Review me", "REV1");
    const struct clerk_field send[] = {{"title", "Review me"}, {"code", "REV1"},
        {"revision", "1"}, {"hours", "12"}, {"do", "send"}, WHOLE, {0}};
    const struct clerk_field reason[] = {
        {"do", "return"}, {"reason", "Name the <reader>"}, {0}};
    struct clerk_answer answer;

    (void)state;
    answer = clerk_post(&ada, path, send);
    assert_int_equal(answer.status, 303);
    assert_true(front_has(clerk_get(&ada, path).body, "in review"));
    assert_true(front_has(
        clerk_get(&ada, "/o/hc/achievement?state=review").body, "Review me"));
    assert_int_equal(move(&ada, path, "approve").status, 422);
    assert_int_equal(move(&bo, path, "return").status, 422);
    answer = clerk_post(&bo, clerk_path(&bo, "%s/move", str_of(path)), reason);
    assert_int_equal(answer.status, 303);
    assert_true(
        front_has(clerk_get(&ada, path).body, "Name the &lt;reader&gt;"));
    assert_int_equal(move(&bo, path, "list").status, 409);
    assert_int_equal(move(&bo, path, "approve").status, 303);
    assert_int_equal(move(&bo, path, "list").status, 303);
    assert_true(front_has(clerk_get(&bo, path).body, "in the catalogue"));
    assert_true(front_has(clerk_get(&vic, "/catalogue").body, "Review me"));
    /* Invariant 12 through the page. */
    assert_int_equal(clerk_post(&ada, path, send).status, 409);
    assert_int_equal(move(&bo, path, "retire").status, 303);
    assert_false(front_has(clerk_get(&vic, "/catalogue").body, "Review me"));
    assert_int_equal(move(&bo, path, "restore").status, 303);
    assert_true(front_has(clerk_get(&vic, "/catalogue").body, "Review me"));
    assert_int_equal(move(&ada, path, "revise").status, 303);
    assert_true(front_has(clerk_get(&ada, path).body, "v2"));
}

#define OFFER                                                                  \
    {"offer_kind", "credit"}, {"offer_target", "Diploma of Practice"},         \
        {"offer_target_id", ""}, {"offer_owner", "Meridian University"},       \
        {"offer_framework", "AQF"}, {"offer_level", "5"},                      \
        {"offer_supervision", "2"}, {"offer_moderation", "M1"},                \
        {"offer_review", "36"}, {"offer_amount", "2"},                         \
        {"offer_system", "AQF-hc"},                                            \
    {                                                                          \
        "offer_passes", "1"                                                    \
    }

/* The id behind name="offer" in the page. */
static str stored_offer(const struct clerk *clerk, const char *path)
{
    const str body = clerk_get(clerk, path).body;
    const str mark = S("name=\"offer\" value=\"");
    size_t i = 0;

    while (i < body.len && !str_starts(str_sub(body, i, body.len), mark))
        i++;
    assert_true(i < body.len);
    return str_sub(body, i + mark.len, str_find(body, '"', i + mark.len));
}

static struct clerk_answer on_offer(
    const struct clerk *clerk, const char *path, const char *what, str offer)
{
    const struct clerk_field fields[] = {{"do", what},
        {"offer", clerk_path(clerk, "%s", offer)},
        {"signed_by", "Dean of Business"}, {0}};

    return clerk_post(
        clerk, clerk_path(clerk, "%s/offer", str_of(path)), fields);
}

/* C1 to C4 while one writes: what fails, with its facts (invariants 14 to 18);
 * nobody forces the mark. */
static void test_definition_claim_is_checked_with_facts(void **state)
{
    static const struct {
        const char *hours;
        const char *name;
        const char *value;
        const char *says;
    } CASES[] = {
        {"40", "offer_hours", "25", "stated 40 h; needed 45 h"},
        {"100", "offer_level", "8", "stated AQF 5; needed AQF 8"},
        {"100", "offer_conditions", "paid | the fee is paid",
            "the fee is paid; stated paid"},
        {"100", "offer_claim", "12", "needed 24"},
        {"100", "offer_supervision", "3", "needed two_factors"},
        {"100", "offer_moderation", "M9", "needed M9"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct clerk_field fields[] = {{"title", "Claim"},
            {"hours", CASES[i].hours}, {"moderation", "M1"},
            {CASES[i].name, CASES[i].value}, WHOLE, OFFER, {0}};
        const struct clerk_answer answer =
            clerk_post(&ada, "/o/hc/achievement/new/check", fields);

        assert_int_equal(answer.status, 200);
        if (!front_has(answer.body, CASES[i].says))
            print_message("%s %s\n", CASES[i].name, CASES[i].value);
        assert_true(front_has(answer.body, CASES[i].says));
        assert_true(front_has(answer.body, "value=\"plain\""));
        assert_true(front_has(answer.body, "Not credit-bearing</h2>"));
    }
}

static void test_definition_claim_wants_a_signed_offer(void **state)
{
    const struct clerk_field fields[] = {{"title", "Counts"}, {"code", "CLA1"},
        {"hours", "100"}, {"moderation", "M1"}, {"offer_hours", "25"}, WHOLE,
        OFFER, {0}};
    const struct clerk_answer answer =
        clerk_post(&ada, "/o/hc/achievement/new", fields);
    const char *path = clerk_path(&ada, "%s",
        str_sub(answer.location, 0, str_find(answer.location, '?', 0)));
    str offer;

    (void)state;
    assert_int_equal(answer.status, 303);
    assert_true(
        front_has(clerk_get(&ada, path).body, "value=\"Meridian University\""));
    assert_int_equal(move(&bo, path, "approve").status, 422);
    offer = stored_offer(&ada, path);
    assert_int_equal(on_offer(&ada, path, "sign", offer).status, 422);
    assert_int_equal(on_offer(&vic, path, "sign", offer).status, 403);
    assert_int_equal(on_offer(&out, path, "sign", offer).status, 404);
    assert_int_equal(on_offer(&bo, path, "sign", S("none")).status, 404);
    assert_int_equal(on_offer(&bo, path, "sign", offer).status, 303);
    assert_true(front_has(clerk_get(&ada, path).body, "Dean of Business"));
    assert_true(
        front_has(clerk_get(&ada, path).body, "<h2>Credit-bearing</h2>"));
    assert_int_equal(move(&bo, path, "approve").status, 303);
    assert_int_equal(move(&bo, path, "list").status, 303);
    assert_true(front_has(
        clerk_get(&vic, "/catalogue?credit=1&q=counts").body, "Counts"));
    /* The next version asks for the signature anew. */
    assert_int_equal(move(&ada, path, "revise").status, 303);
    assert_true(
        front_has(clerk_get(&ada, path).body, "value=\"Meridian University\""));
    offer = stored_offer(&ada, path);
    assert_int_equal(on_offer(&ada, path, "remove", offer).status, 303);
    assert_false(front_has(clerk_get(&ada, path).body, "name=\"offer\""));
}

/* The offer stays; the mark is given up. */
static void test_definition_claim_is_given_up(void **state)
{
    const struct clerk_field fields[] = {{"title", "Given up"},
        {"code", "PLA1"}, {"hours", "10"}, {"offer_hours", "25"},
        {"do", "plain"}, WHOLE, OFFER, {0}};
    const struct clerk_answer answer =
        clerk_post(&ada, "/o/hc/achievement/new", fields);
    const char *path = clerk_path(&ada, "%s",
        str_sub(answer.location, 0, str_find(answer.location, '?', 0)));

    (void)state;
    assert_int_equal(answer.status, 303);
    assert_true(front_has(
        clerk_get(&ada, path).body, "name=\"plain\" value=\"1\" checked"));
    assert_int_equal(move(&bo, path, "approve").status, 303);
    assert_int_equal(move(&bo, path, "list").status, 303);
    assert_false(front_has(
        clerk_get(&vic, "/catalogue?credit=1&q=given").body, "/badge.svg"));
}

/* A picture of one's own: made safe, shown, taken away; nothing else can be
 * named as one. */
static void test_definition_picture_is_made_safe(void **state)
{
    struct front *front = *state;
    const char *path = written("Own picture", "PIC1");
    const char *badge = clerk_path(&ada, "%s/badge.svg", str_of(path));
    const struct clerk_field save[] = {
        {"title", "Own picture"}, {"code", "PIC1"}, {"revision", "1"}, {0}};
    const struct clerk_field foreign[] = {{"title", "Own picture"},
        {"code", "PIC1"}, {"revision", "2"}, {"file", "0123456789abcdef"}, {0}};
    const struct clerk_field drawn[] = {{"title", "Own picture"},
        {"code", "PIC1"}, {"revision", "3"}, {"is_drawn", "1"}, {0}};
    static const str EVIL =
        STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" "
            "height=\"10\"><script>alert(1)</script></svg>");
    static const str GOOD =
        STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" "
            "height=\"10\"><rect width=\"10\" height=\"10\" "
            "fill=\"#123456\"/></svg>");
    struct clerk_answer answer;

    answer = clerk_upload(&ada, path, save, "picture", str_bytes(EVIL));
    assert_int_equal(answer.status, 422);
    assert_true(front_has(answer.body, "href=\"#picture\""));
    answer = clerk_upload(&ada, path, save, "picture", str_bytes(GOOD));
    assert_int_equal(answer.status, 303);
    answer = clerk_get(&ada, badge);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "#123456"));
    assert_int_equal(clerk_get(&out, badge).status, 404);
    assert_true(front_has(clerk_get(&ada, path).body, "/badge.svg?"));
    assert_int_equal(clerk_post(&ada, path, foreign).status, 303);
    assert_true(front_has(clerk_get(&ada, badge).body, "#123456"));
    assert_int_equal(clerk_post(&ada, path, drawn).status, 303);
    assert_false(front_has(clerk_get(&ada, badge).body, "#123456"));
    answer = clerk_upload(&ada, "/o/hc/achievement/new",
        (const struct clerk_field[]){{"title", "As PNG"}, {0}}, "picture",
        image_png(&front->lasting));
    assert_int_equal(answer.status, 303);
    badge = clerk_path(&ada, "%s/badge.svg",
        str_sub(answer.location, 0, str_find(answer.location, '?', 0)));
    assert_true(front_has(
        clerk_get(&ada, badge).body, "href=\"data:image/png;base64,"));
}

/* One college shares, another adopts: a draft of its own, without what is the
 * other's own. */
static void test_definition_library_adopts(void **state)
{
    const char *path = written("Shared by Ada", "SHA1");
    const str id = str_sub(str_of(path), 18, SIZE_MAX);
    const struct clerk_field fields[] = {
        {"id", clerk_path(&ada, "%s", id)}, {0}};
    struct clerk_answer answer;
    const char *theirs;

    (void)state;
    assert_int_equal(move(&bo, path, "share").status, 422);
    assert_int_equal(move(&bo, path, "approve").status, 303);
    assert_int_equal(move(&bo, path, "list").status, 303);
    assert_false(
        front_has(clerk_get(&out, "/o/other/library").body, "Shared by Ada"));
    assert_int_equal(clerk_post(&out, "/o/other/library", fields).status, 404);
    assert_int_equal(move(&bo, path, "share").status, 303);
    assert_true(front_has(
        clerk_get(&out, "/o/other/library?q=shared").body, "Shared by Ada"));
    assert_false(
        front_has(clerk_get(&ada, "/o/hc/library").body, "Shared by Ada"));
    assert_int_equal(clerk_post(&ada, "/o/hc/library", fields).status, 404);
    assert_int_equal(clerk_post(&vic, "/o/hc/library", fields).status, 403);
    answer = clerk_post(&out, "/o/other/library", fields);
    assert_int_equal(answer.status, 303);
    theirs = clerk_path(&out, "%s", answer.location);
    answer = clerk_get(&out, theirs);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "value=\"Shared by Ada\""));
    assert_true(front_has(answer.body, ">Clear aim</textarea>"));
    assert_false(front_has(answer.body, "SHA1"));
    assert_false(front_has(answer.body, "value=\"99.50\""));
    assert_false(front_has(answer.body, "Guild | G1"));
    assert_int_equal(move(&bo, path, "unshare").status, 303);
    assert_false(
        front_has(clerk_get(&out, "/o/other/library").body, "Shared by Ada"));
}

/* What is not complete is saved, and not sent. */
static void test_definition_incomplete_is_not_sent(void **state)
{
    static const struct clerk_field fields[] = {
        {"title", "Only a title"}, {"do", "send"}, {0}};
    const struct clerk_answer answer =
        clerk_post(&ada, "/o/hc/achievement/new", fields);

    (void)state;
    assert_int_equal(answer.status, 422);
    assert_true(front_has(answer.body, "href=\"#summary\""));
    assert_true(front_has(answer.body, "name=\"revision\" value=\"1\""));
    assert_true(front_has(
        clerk_get(&ada, "/o/hc/achievement?q=only").body, "Only a title"));
}

static void test_definition_two_who_save(void **state)
{
    const char *path = written("Twice saved", "TWI1");
    const struct clerk_field first[] = {
        {"title", "Saved by Bo"}, {"revision", "1"}, {0}};
    const struct clerk_field second[] = {
        {"title", "Saved by Ada"}, {"revision", "1"}, {0}};
    const struct clerk_field taken[] = {
        {"title", "Third"}, {"code", "TWO1"}, {0}};
    struct clerk_answer answer;

    (void)state;
    assert_int_equal(clerk_post(&bo, path, first).status, 303);
    answer = clerk_post(&ada, path, second);
    assert_int_equal(answer.status, 409);
    assert_true(front_has(answer.body, "Saved by Ada"));
    assert_true(front_has(answer.body, "name=\"revision\" value=\"2\""));
    assert_int_equal(
        clerk_post(&ada, "/o/hc/achievement/new", taken).status, 303);
    answer = clerk_post(&ada, "/o/hc/achievement/new", taken);
    assert_int_equal(answer.status, 409);
    assert_true(front_has(answer.body, "href=\"#code\""));
}

static void test_definition_check_keeps_nothing(void **state)
{
    static const struct clerk_field fields[] = {{"title", "Looked at"}, {0}};
    const struct clerk_answer answer =
        clerk_post(&ada, "/o/hc/achievement/new/check", fields);

    (void)state;
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "href=\"#criteria\""));
    assert_true(front_has(answer.body, "badge.svg?title=Looked%20at"));
    assert_false(
        front_has(clerk_get(&ada, "/o/hc/achievement").body, "Looked at"));
}

static void test_definition_badge_as_it_would_look(void **state)
{
    struct clerk_answer answer = clerk_get(&ada,
        "/o/hc/achievement/badge.svg?title=Clear&shape=circle&mark=Level%205");

    (void)state;
    assert_int_equal(answer.status, 200);
    assert_true(str_eq(answer.type, S("image/svg+xml")));
    assert_true(front_has(answer.body, "Level 5"));
    assert_int_equal(
        clerk_get(&ada, "/o/hc/achievement/badge.svg?shape=star").status, 422);
}

/* Another tenant's is not there (TN-01); who may look, may not write. */
static void test_definition_is_not_for_everybody(void **state)
{
    const char *path = written("Ours alone", "OUR1");
    const char *theirs = clerk_path(
        &out, "/o/other%s", str_sub(str_of(path), 5, str_of(path).len));
    const struct clerk_field fields[] = {
        {"title", "Theirs"}, {"revision", "1"}, {0}};
    struct clerk_answer answer;

    (void)state;
    assert_int_equal(clerk_get(&out, path).status, 404);
    assert_int_equal(clerk_get(&out, theirs).status, 404);
    assert_int_equal(clerk_post(&out, theirs, fields).status, 404);
    assert_int_equal(move(&out, theirs, "approve").status, 404);
    assert_int_equal(clerk_post(&vic, path, fields).status, 403);
    assert_int_equal(move(&vic, path, "approve").status, 403);
    assert_int_equal(clerk_get(&vic, "/o/hc/achievement/new").status, 403);
    assert_int_equal(
        clerk_post_bare(&ada, path, S("title=Stolen")).status, 403);
    answer = clerk_get(&vic, path);
    assert_int_equal(answer.status, 200);
    assert_true(front_has(answer.body, "<fieldset disabled"));
    assert_false(front_has(answer.body, "value=\"approve\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definition_comes_back_as_it_was_typed),
        cmocka_unit_test(test_definition_faults_stand_beside_their_fields),
        cmocka_unit_test(test_definition_rows_come_and_go),
        cmocka_unit_test(test_definition_review_by_a_second_person),
        cmocka_unit_test(test_definition_claim_is_checked_with_facts),
        cmocka_unit_test(test_definition_claim_wants_a_signed_offer),
        cmocka_unit_test(test_definition_claim_is_given_up),
        cmocka_unit_test(test_definition_picture_is_made_safe),
        cmocka_unit_test(test_definition_library_adopts),
        cmocka_unit_test(test_definition_incomplete_is_not_sent),
        cmocka_unit_test(test_definition_two_who_save),
        cmocka_unit_test(test_definition_check_keeps_nothing),
        cmocka_unit_test(test_definition_badge_as_it_would_look),
        cmocka_unit_test(test_definition_is_not_for_everybody),
    };

    return cmocka_run_group_tests(tests, setup, front_close);
}
