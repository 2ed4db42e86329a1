/* A learner of the demo takes everything along, and leaves. */
#include "app/erase.h"

#include "app/demo.h"
#include "app/export.h"
#include "app/local.h"
#include "app/mosaic.h"
#include "app/status.h"
#include "domain/event.h"
#include "domain/person.h"
#include "host/file.h"
#include "store/backup.h"
#include "store/log.h"
#include "store/sql.h"
#include "test/support/org.h"
#include "test/support/test.h"

#include <unistd.h>

enum {
    FILE_BYTES_MAX = 64 << 20,
};

/* Somebody of the first cohort, and an award that they have claimed. */
struct leaver {
    struct front *front;
    struct act act;
    struct award award;
    str email;
};

static struct leaver find(struct front *front)
{
    struct leaver l = {.front = front, .act = org_act(front, S(""), S(""))};
    struct award_list_args which = {.limit = 100};
    struct organisation college;
    struct person_email email;
    struct award_list_row *rows;
    size_t n;
    size_t i;

    assert_int_equal(sql_organisation_by_slug(l.act.db, S("career-skills"),
                         l.act.arena, &college, NULL),
        OK);
    which.tenant = college.tenant;
    assert_int_equal(
        sql_award_list(l.act.db, &which, l.act.arena, &rows, &n, NULL), OK);
    for (i = 0; i < n && rows[i].claimed_at == 0; i++)
        ;
    assert_true(i < n);
    assert_int_equal(sql_award_by_id(l.act.db, college.tenant, rows[i].id,
                         l.act.arena, &l.award, NULL),
        OK);
    l.act.actor = (struct actor){.person = l.award.person};
    assert_int_equal(sql_person_email_main(
                         l.act.db, l.award.person, l.act.arena, &email, NULL),
        OK);
    l.email = email.email;
    return l;
}

static struct front_answer page(struct leaver *l)
{
    const str parts[] = {S("/a/"), l->award.id, {"", 1}};

    return front_ask(
        l->front, &(struct front_request){.method = HTTP_GET,
                      .path = arena_join(l->act.arena, parts, 3).ptr});
}

static int fill(void **state)
{
    struct front *front;
    struct demo_made made;

    if (front_open(state) != 0)
        return 1;
    front = *state;
    return demo_fill(&front->worker, DEMO_TINY, 1795564800, &front->lasting,
               &made, NULL) == OK
               ? 0
               : 1;
}

/* RULES 4.4 (8): the evidence that the learner chose, and no other. */
static void test_mosaic_shows_the_evidence_that_was_chosen(void **state)
{
    struct leaver l = find(*state);
    struct mosaic_award own;
    struct choice choice = {.open = true};
    const str foreign = S("nosuchevidence");
    str id;

    assert_int_equal(mosaic_award(&l.act, l.award.id, &own, NULL), OK);
    assert_int_equal(own.n_evidence, 1);
    id = own.evidence[0].id;
    assert_false(front_has(page(&l).body, "log of the four weeks"));
    choice.evidence = &foreign;
    choice.n_evidence = 1;
    assert_int_equal(
        mosaic_choose(&l.act, l.award.id, &choice, false, NULL), OK);
    assert_int_equal(mosaic_award(&l.act, l.award.id, &own, NULL), OK);
    assert_int_equal(own.choice.n_evidence, 0);
    choice.evidence = &id;
    assert_int_equal(
        mosaic_choose(&l.act, l.award.id, &choice, false, NULL), OK);
    assert_true(front_has(page(&l).body, "the four weeks"));
    choice.n_evidence = 0;
    assert_int_equal(
        mosaic_choose(&l.act, l.award.id, &choice, false, NULL), OK);
    assert_false(front_has(page(&l).body, "the four weeks"));
}

/* The bytes of one file in the archive, which is not compressed. */
static bool holds(bytes archive, str part)
{
    size_t i;

    for (i = 0; i + part.len <= archive.len; i++) {
        if (str_eq((str){(const char *)archive.ptr + i, part.len}, part))
            return true;
    }
    return false;
}

/* PR-03: all data, and the original signed credentials byte for byte. */
static void test_export_pr_03_has_everything(void **state)
{
    struct leaver l = find(*state);
    struct act nobody = org_act(*state, S(""), S(""));
    bytes archive;

    assert_int_equal(export_make(&l.act, LANG_DE, &archive, NULL), OK);
    assert_true(str_starts(bytes_str(archive), S("PK\3\4")));
    assert_true(holds(archive, S("data.json")));
    assert_true(holds(archive, l.award.credential));
    assert_true(holds(archive, l.email));
    assert_true(holds(archive, S("log of the four weeks")) ||
                holds(archive, S("the four weeks")));
    assert_true(holds(archive, S("\"comment\": \"Complete, and of use")));
    assert_true(holds(archive, S("Deine Nachweise")));
    assert_int_equal(
        export_make(&nobody, LANG_EN, &archive, NULL), E_NOT_SIGNED_IN);
}

/* Every page of the data file, as a backup has it. */
static bytes all_data(struct leaver *l)
{
    const str parts[] = {str_of(l->front->folder), S("/copy.db"), {"", 1}};
    const char *path = arena_join(l->act.arena, parts, 3).ptr;
    bytes data;

    assert_int_equal(backup_write(l->act.db, path, NULL), OK);
    assert_int_equal(
        file_read(path, FILE_BYTES_MAX, l->act.arena, &data, NULL), OK);
    unlink(path);
    return data;
}

/* The chain of the audit, from its first event. */
static void check_chain(struct leaver *l, str tenant)
{
    struct event *events;
    bytes previous = {NULL, 0};
    bytes text;
    bytes chain;
    size_t n;
    size_t i;

    assert_int_equal(sql_event_walk(l->act.db, tenant, 0, 100000, l->act.arena,
                         &events, &n, NULL),
        OK);
    assert_true(n > 0);
    for (i = 0; i < n; i++) {
        assert_true(bytes_eq(events[i].previous, previous));
        assert_int_equal(
            event_bytes(&events[i], l->act.arena, &text, NULL), OK);
        assert_int_equal(act_digest(&l->act, text, &chain, NULL), OK);
        assert_true(bytes_eq(events[i].chain, chain));
        previous = events[i].chain;
    }
}

static enum verdict verdict_of(struct leaver *l)
{
    const struct verify_request request = {
        .input = str_bytes(l->award.credential),
        .policy = {.vc = {.now_unix_s = l->act.now}},
    };
    struct badge_answer answer;

    assert_int_equal(local_verify(&l->act, &request, &answer, NULL), OK);
    return answer.report->verdict;
}

/* What stands in a badge for the address. */
static str hashed_address(const struct leaver *l)
{
    const str text = l->award.credential;
    size_t i;

    for (i = 0; i + 7 < text.len; i++) {
        if (str_eq(str_sub(text, i, i + 7), S("sha256$")))
            return str_sub(text, i, str_find(text, '"', i));
    }
    fail();
    return S("");
}

/* PR-01 and invariant 78: nothing says who it was; awards, chain and log are
 * what they were, and what the learner carries still verifies. */
static void test_erase_pr_01_leaves_true_books(void **state)
{
    struct leaver l = find(*state);
    const str tenant = l.award.tenant;
    const str hash = hashed_address(&l);
    const struct award_count_args all = {.tenant = tenant, .limit = 1000};
    struct award_count_row before;
    struct award_count_row after;
    struct award kept;
    struct person person;

    assert_int_equal(
        sql_award_count(l.act.db, &all, l.act.arena, &before, NULL), OK);
    assert_true(holds(all_data(&l), l.email));
    assert_true(holds(all_data(&l), hash));
    assert_int_equal(erase_me(&l.act, S("other@x.example"), NULL), E_EMAIL);
    assert_int_equal(erase_me(&l.act, l.email, NULL), OK);
    assert_false(holds(all_data(&l), l.email));
    assert_false(holds(all_data(&l), hash));
    assert_int_equal(
        sql_award_by_id(l.act.db, tenant, l.award.id, l.act.arena, &kept, NULL),
        OK);
    assert_int_equal(kept.person.len + kept.email.len +
                         kept.recipient_name.len + kept.credential.len,
        0);
    assert_int_equal(kept.state, l.award.state);
    assert_true(str_eq(kept.awarded_on, l.award.awarded_on));
    assert_int_equal(
        sql_award_count(l.act.db, &all, l.act.arena, &after, NULL), OK);
    assert_int_equal(before.n, after.n);
    assert_int_equal(
        sql_person_by_id(l.act.db, l.award.person, l.act.arena, &person, NULL),
        OK);
    assert_int_equal(person.state, PERSON_ERASED);
    assert_int_equal(person.name.len, 0);
    check_chain(&l, tenant);
    check_chain(&l, S(""));
    assert_int_equal(log_check(l.act.db, l.act.arena, NULL), OK);
    assert_int_equal(backup_check(l.act.db, NULL), OK);
    assert_int_equal(verdict_of(&l), VERDICT_VERIFIED);
    assert_int_equal(page(&l).status, 404);
}

/* TN-06: an organisation keeps an owner. */
static void test_erase_not_the_last_owner(void **state)
{
    struct leaver l = find(*state);
    struct membership_list_args owners = {
        .tenant = l.award.tenant, .role = ROLE_OWNER, .limit = 9};
    struct membership *members;
    struct person person;
    struct err e = {0};
    size_t n;

    assert_int_equal(
        sql_membership_list(l.act.db, &owners, l.act.arena, &members, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    l.act.actor.person = members[0].person;
    assert_int_equal(erase_me(&l.act, members[0].email, &e), E_LAST_OWNER);
    assert_int_equal(sql_person_by_id(l.act.db, members[0].person, l.act.arena,
                         &person, NULL),
        OK);
    assert_int_equal(person.state, PERSON_ACTIVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mosaic_shows_the_evidence_that_was_chosen),
        cmocka_unit_test(test_export_pr_03_has_everything),
        cmocka_unit_test(test_erase_not_the_last_owner),
        cmocka_unit_test(test_erase_pr_01_leaves_true_books),
    };

    return cmocka_run_group_tests(tests, fill, front_close);
}
