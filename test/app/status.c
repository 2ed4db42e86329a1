/*
 * Status lists under many hands: several threads with connections of their
 * own, as two servers on one data file would be (RELIABILITY ST-14 to ST-16,
 * PR-04).
 */
#include "app/status.h"

#include "app/award.h"
#include "app/award_change.h"
#include "store/sql.h"
#include "test/support/office.h"
#include "test/support/test.h"
#include "vc/status_list.h"

#include <pthread.h>
#include <stdio.h>

enum {
    ROUNDS = 20,
    N_SERVERS = 2,
    EACH = 150, /* awards a server */
    AT_ONCE = 50,
    EMAIL_BYTES = 40,
};

struct server {
    const struct office *office;
    pthread_t thread;
    struct worker worker;
    struct arena arena;
    struct act act;
    int number;
    str award; /* to be revoked */
    code result;
};

static void open_server(
    struct server *server, const struct office *office, int number)
{
    *server =
        (struct server){.office = office, .act = office->act, .number = number};
    assert_int_equal(
        worker_init(&server->worker, office->act.worker->platform, NULL), OK);
    arena_init(&server->arena, WORKER_BYTES);
    server->act.worker = &server->worker;
    server->act.db = server->worker.db;
    server->act.arena = &server->arena;
}

static void close_server(struct server *server)
{
    worker_release(&server->worker);
    arena_release(&server->arena);
}

static struct award_order order_for(
    const struct office *office, struct arena *arena, int server, int n)
{
    char email[EMAIL_BYTES];
    struct award_order order = {
        .achievement = office->achievement,
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };

    (void)snprintf(email, sizeof(email), "l%d-%d@example.org", server, n);
    order.email = arena_str(arena, str_of(email));
    order.idempotency_key = order.email;
    return order;
}

/* --- ST-14 --- */

static void *revoke(void *arg)
{
    static const struct award_move move = {
        .action = AWARD_REVOKE, .reason_code = AWARD_REASON_ERROR};
    struct server *server = arg;
    struct award award;

    server->result =
        award_change(&server->act, server->award, &move, &award, NULL);
    return NULL;
}

/* What the published list says of an award. */
static uint32_t published(struct office *office, str award)
{
    struct act *act = &office->act;
    const struct vc_env env = engine_begin(&act->worker->engine);
    struct budget budget = budget_default();
    struct status_entry place = {.size = 1};
    struct award_status entry;
    struct json *list;
    uint32_t status = 0;
    bytes bits;
    str text;

    assert_int_equal(sql_status_entry_of_award(act->db, act->actor.tenant,
                         award, STATUS_REVOCATION, act->arena, &entry, NULL),
        OK);
    assert_int_equal(status_publish(act, entry.status_list, &text, NULL), OK);
    assert_int_equal(json_parse(text, &budget, act->arena, &list, NULL), OK);
    assert_int_equal(
        status_list_read(list, S("revocation"), &env, NULL, &bits, NULL), OK);
    place.index = (uint64_t)entry.status_index;
    assert_int_equal(status_list_get(bits, &place, &status, NULL), OK);
    return status;
}

/* Two servers revoke two awards of one list at once: both bits are set in the
 * published list, each time. */
static void test_status_st_14_two_revoke_at_once(void **state)
{
    struct server servers[N_SERVERS];
    struct award_outcome outcomes[N_SERVERS * ROUNDS];
    struct award_order orders[N_SERVERS * ROUNDS];
    struct office office;
    int round;
    int i;

    office_open(*state, DID_KEY, &office);
    for (i = 0; i < N_SERVERS * ROUNDS; i++)
        orders[i] = order_for(&office, office.act.arena, 0, i);
    assert_int_equal(award_issue_many(&office.act, orders,
                         (size_t)N_SERVERS * ROUNDS, outcomes, NULL),
        OK);
    for (i = 0; i < N_SERVERS; i++)
        open_server(&servers[i], &office, i);
    for (round = 0; round < ROUNDS; round++) {
        for (i = 0; i < N_SERVERS; i++) {
            servers[i].award = outcomes[N_SERVERS * round + i].award.id;
            assert_int_equal(
                pthread_create(&servers[i].thread, NULL, revoke, &servers[i]),
                0);
        }
        for (i = 0; i < N_SERVERS; i++) {
            assert_int_equal(pthread_join(servers[i].thread, NULL), 0);
            assert_int_equal(servers[i].result, OK);
        }
        for (i = 0; i < N_SERVERS; i++)
            assert_int_equal(published(&office, servers[i].award), 1);
    }
    for (i = 0; i < N_SERVERS; i++)
        close_server(&servers[i]);
}

/* --- ST-15, PR-04 --- */

static void *issue_many(void *arg)
{
    struct server *server = arg;
    struct award_outcome outcomes[AT_ONCE];
    struct award_order orders[AT_ONCE];
    int done;
    int i;

    server->result = OK;
    for (done = 0; done < EACH && server->result == OK; done += AT_ONCE) {
        for (i = 0; i < AT_ONCE; i++)
            orders[i] = order_for(
                server->office, &server->arena, server->number, done + i);
        server->result =
            award_issue_many(&server->act, orders, AT_ONCE, outcomes, NULL);
        for (i = 0; i < AT_ONCE && server->result == OK; i++)
            server->result = outcomes[i].code;
    }
    return NULL;
}

struct places {
    bool taken[STATUS_ENTRIES];
    size_t n;
    size_t n_rising; /* higher than the one before */
};

static void take_place(
    struct office *office, str award, struct places *places, int64_t *last)
{
    struct award_status entry;

    assert_int_equal(
        sql_status_entry_of_award(office->act.db, office->act.actor.tenant,
            award, STATUS_REVOCATION, office->act.arena, &entry, NULL),
        OK);
    assert_in_range(entry.status_index, 0, STATUS_ENTRIES - 1);
    assert_false(places->taken[entry.status_index]);
    places->taken[entry.status_index] = true;
    places->n_rising += entry.status_index > *last;
    places->n++;
    *last = entry.status_index;
}

/* Two servers issue into one list: no place is used twice, and places do not
 * tell the order of awards. */
static void test_status_st_15_no_place_twice(void **state)
{
    static struct places places;
    struct server servers[N_SERVERS];
    struct office office;
    struct award *awards;
    int64_t last = 0;
    size_t n;
    size_t i;

    office_open(*state, DID_KEY, &office);
    for (i = 0; i < N_SERVERS; i++)
        open_server(&servers[i], &office, (int)i);
    for (i = 0; i < N_SERVERS; i++)
        assert_int_equal(
            pthread_create(&servers[i].thread, NULL, issue_many, &servers[i]),
            0);
    for (i = 0; i < N_SERVERS; i++) {
        assert_int_equal(pthread_join(servers[i].thread, NULL), 0);
        assert_int_equal(servers[i].result, OK);
        close_server(&servers[i]);
    }
    assert_int_equal(sql_award_walk(office.act.db, S(""), N_SERVERS * EACH + 1,
                         office.act.arena, &awards, &n, NULL),
        OK);
    assert_int_equal(n, N_SERVERS * EACH);
    for (i = 0; i < n; i++)
        take_place(&office, awards[i].id, &places, &last);
    /* PR-04: as often up as down, and not in the first places. */
    assert_in_range(places.n_rising, n / 3, 2 * n / 3);
    for (i = 0, n = 0; i < (size_t)N_SERVERS * EACH; i++)
        n += places.taken[i];
    assert_true(n < 20);
}

/* --- ST-16 --- */

/* The list has room for three more, and ten are issued. */
static void test_status_st_16_full_in_the_middle(void **state)
{
    struct award_outcome outcomes[10];
    struct award_order orders[10];
    struct office office;
    struct act *act;
    struct status_list list;
    size_t n_old = 0;
    int i;

    office_open(*state, DID_KEY, &office);
    act = &office.act;
    orders[0] = order_for(&office, act->arena, 9, 9);
    assert_int_equal(award_issue_many(act, orders, 1, outcomes, NULL), OK);
    assert_int_equal(sql_status_list_open(act->db, act->actor.tenant,
                         STATUS_REVOCATION, act->arena, &list, NULL),
        OK);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    for (i = 1; i < STATUS_ENTRIES_USED_MAX - 3; i++)
        assert_int_equal(sql_status_list_take(act->db, STATUS_ENTRIES_USED_MAX,
                             list.tenant, list.id, NULL, NULL),
            OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    for (i = 0; i < 10; i++)
        orders[i] = order_for(&office, act->arena, 1, i);
    assert_int_equal(award_issue_many(act, orders, 10, outcomes, NULL), OK);
    for (i = 0; i < 10; i++) {
        struct award_status entry;

        assert_int_equal(outcomes[i].code, OK);
        assert_int_equal(sql_status_entry_of_award(act->db, act->actor.tenant,
                             outcomes[i].award.id, STATUS_REVOCATION,
                             act->arena, &entry, NULL),
            OK);
        n_old += str_eq(entry.status_list, list.id);
    }
    assert_int_equal(n_old, 3);
    assert_int_equal(published(&office, outcomes[9].award.id), 0);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_status_st_14_two_revoke_at_once),
        STAGED(test_status_st_15_no_place_twice),
        STAGED(test_status_st_16_full_in_the_middle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
