/* The public profile, and the name one goes by: on the real handlers. */
#include "app/mosaic.h"
#include "store/sql.h"
#include "test/support/learner.h"
#include "test/support/test.h"

/* Saves the profile with these fields and that award shown. */
static int save(
    struct learner *l, const char *fields, const struct award *award)
{
    const str parts[] = {
        str_of(fields), S("&award="), award ? award->id : S(""), {"", 1}};
    const str form = arena_join(&l->front->lasting, parts, 4);

    return learner_post(l, "/me/profile", S(""), "", form.ptr).status;
}

static void test_profile_is_nobodys_at_first(void **state)
{
    struct learner *l = *state;
    struct http_response page = learner_get(l, "/me/profile", S(""), "");

    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "value=\"aroha-ngata\""));
    assert_int_equal(
        learner_get_public(l, "/p/", S("aroha-ngata"), "").status, 404);
    assert_int_equal(save(l, "name=Aroha+Ngata&slug=aroha-ngata", NULL), 303);
    assert_int_equal(
        learner_get_public(l, "/p/", S("aroha-ngata"), "").status, 404);
    page = learner_get(l, "/p/", S("aroha-ngata"), "");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "/me/profile"));
}

/* Each tile is shown or hidden; what is shown is open, and closed again with
 * the tile or with the profile. */
static void test_profile_shows_chosen_tiles(void **state)
{
    static const char SHOWN[] =
        "name=Aroha+Ngata&slug=aroha&shown=1&about=Hello+**there**";
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response page;

    assert_int_equal(save(l, SHOWN, NULL), 303);
    page = learner_get_public(l, "/p/", S("aroha"), "");
    assert_int_equal(page.status, 200);
    assert_false(front_has(bytes_str(page.body), award.id.ptr));
    assert_true(learner_has(&page, "<strong>there</strong>"));
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
    assert_int_equal(save(l, SHOWN, &award), 303);
    page = learner_get_public(l, "/p/", S("aroha"), "");
    assert_true(learner_has(&page, "1 of 1"));
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 200);
    assert_int_equal(save(l, SHOWN, NULL), 303);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
    assert_int_equal(save(l, SHOWN, &award), 303);
    assert_int_equal(save(l, "name=Aroha+Ngata&slug=aroha", &award), 303);
    assert_int_equal(learner_get_public(l, "/p/", S("aroha"), "").status, 404);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 404);
}

/* The tick on the page of a badge and the one in the profile are the same. */
static void test_profile_from_the_page_of_a_badge(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);

    assert_int_equal(save(l, "name=A&slug=aroha&shown=1", NULL), 303);
    assert_int_equal(
        learner_post(l, "/me/award/", award.id, "", "do=save&shown=1").status,
        303);
    assert_int_equal(learner_get_public(l, "/a/", award.id, "").status, 200);
}

static void test_profile_skills_first(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    const struct achievement_skill skill = {
        .tenant = award.tenant,
        .achievement = award.achievement,
        .version = award.version,
        .skill = S("https://skills.example/W"),
        .name = S("Plain words"),
    };
    struct http_response page;

    assert_int_equal(db_begin(l->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_achievement_skill_insert(l->act.db, &skill, NULL, NULL), OK);
    assert_int_equal(db_commit(l->act.db, NULL), OK);
    assert_int_equal(save(l, "name=A&slug=aroha&shown=1", &award), 303);
    page = learner_get_public(l, "/p/", S("aroha"), "");
    assert_true(learner_has(&page, "Plain words"));
    page = learner_get(l, "/me", S(""), "?by=skill");
    assert_true(learner_has(&page, "Plain words"));
}

/* A corrected name is the account's: the badge stays, and says whom it was
 * awarded to. */
static void test_profile_name_corrected(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_claimed(l);
    struct http_response page;

    assert_int_equal(save(l, "name=Aroha+Ngata-Smith&language=de", NULL), 303);
    page = learner_get(l, "/me/award/", award.id, "");
    assert_int_equal(page.status, 200);
    assert_true(learner_has(&page, "Aroha Ngata-Smith"));
    page = learner_get(l, "/a/", award.id, "");
    assert_true(learner_has(&page, "verdict-good"));
    assert_true(learner_has(&page, "Aroha Ngata"));
}

static void test_profile_form_says_what_is_wrong(void **state)
{
    struct learner *l = *state;
    struct act act = desk_act(l->front);
    const str aroha = l->secret;
    const str ben = desk_person(&act, S("ben@learner.example"), S(""), 0);
    struct http_response page;

    assert_int_equal(save(l, "name=A&slug=taken", NULL), 303);
    l->secret = desk_session(&act, ben).secret;
    page = learner_post(l, "/me/profile", S(""), "", "name=Ben&slug=Taken");
    assert_int_equal(page.status, 422);
    assert_true(learner_has(&page, "id=\"slug-fault\""));
    page = learner_post(l, "/me/profile", S(""), "", "name=&slug=ben");
    assert_int_equal(page.status, 422);
    assert_true(learner_has(&page, "id=\"name-fault\""));
    l->secret = aroha;
    assert_int_equal(save(l, "name=A&slug=taken", NULL), 303);
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_profile_is_nobodys_at_first),
        WITH_LEARNER(test_profile_shows_chosen_tiles),
        WITH_LEARNER(test_profile_from_the_page_of_a_badge),
        WITH_LEARNER(test_profile_skills_first),
        WITH_LEARNER(test_profile_name_corrected),
        WITH_LEARNER(test_profile_form_says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
