/*
 * Names that lie: what getaddrinfo says is replaced (FE-03, FE-04). Each name
 * is asked for once, all that is answered is looked at, and the connection
 * goes to what was looked at.
 */
#include "http/fetch.h"
#include "test/support/canned.h"
#include "test/support/test.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ANSWERS_MAX = 2,
    URL_BYTES = 128,
};

/* What a name is said to be, the first time, and each time after. */
struct script {
    const char *answers[ANSWERS_MAX][ANSWERS_MAX];
    int n_asked;
};

static struct script script;

static struct addrinfo *node(const char *text, struct addrinfo *next)
{
    struct addrinfo *made = calloc(1, sizeof(*made));
    struct sockaddr_in *at = calloc(1, sizeof(*at));

    if (!made || !at)
        abort();
    at->sin_family = AF_INET;
    if (inet_pton(AF_INET, text, &at->sin_addr) != 1)
        abort();
    made->ai_family = AF_INET;
    made->ai_socktype = SOCK_STREAM;
    made->ai_addr = (struct sockaddr *)at;
    made->ai_addrlen = sizeof(*at);
    made->ai_next = next;
    return made;
}

/* In place of the system's, whose parameters have names that are reserved. */
/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
int getaddrinfo(const char *name,
    const char *service,
    const struct addrinfo *hints,
    struct addrinfo **ret)
{
    const int time = script.n_asked < ANSWERS_MAX ? script.n_asked : 1;
    struct addrinfo *list = NULL;
    int i;

    (void)name;
    (void)service;
    (void)hints;
    script.n_asked++;
    for (i = ANSWERS_MAX - 1; i >= 0; i--) {
        if (script.answers[time][i])
            list = node(script.answers[time][i], list);
    }
    *ret = list;
    return list ? 0 : EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *list)
{
    while (list) {
        struct addrinfo *next = list->ai_next;

        free(list->ai_addr);
        free(list);
        list = next;
    }
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

static code get(uint16_t loopback_port, const char *url)
{
    struct fetch_options options = {.timeout_ms = 300};
    struct fetch_budget budget = fetch_budget();
    struct fetched fetched;
    struct fetcher *f;
    struct arena arena;
    code c;

    options.rules.loopback_port = loopback_port;
    arena_init(&arena, (size_t)4 << 20);
    assert_int_equal(fetcher_new(&options, &arena, &f, NULL), OK);
    c = fetch_get(f, str_of(url), &budget, &arena, &fetched, NULL);
    fetcher_release(f);
    arena_release(&arena);
    return c;
}

/* 192.0.2.0/24 (RFC 5737) is public to nobody; 1.1.1.1 is. */
static void test_fe_04_one_private_address_is_enough(void **state)
{
    static const struct script MIXED[] = {
        {{{"1.1.1.1", "127.0.0.1"}}, 0},
        {{{"10.0.0.1", "1.1.1.1"}}, 0},
        {{{"1.1.1.1", "169.254.169.254"}}, 0},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(MIXED) / sizeof(MIXED[0]); i++) {
        script = MIXED[i];
        assert_int_equal(
            get(0, "https://two.example/"), E_FETCH_BLOCKED_ADDRESS);
        assert_int_equal(script.n_asked, 1);
    }
}

/* The second answer would lead to ourselves: it is never asked for. The first
 * leads to the test's own server. */
static void test_fe_03_rebinding_finds_one_resolution(void **state)
{
    struct canned server = canned_start(
        S("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), S(""));
    char url[URL_BYTES];

    (void)state;
    script = (struct script){{{"127.0.0.1"}, {"10.0.0.1"}}, 0};
    (void)snprintf(
        url, sizeof(url), "http://rebind.example:%u/", (unsigned)server.port);
    assert_int_equal(get(server.port, url), OK);
    assert_int_equal(script.n_asked, 1);
    assert_int_equal(canned_stop(&server), 1);
}

static void test_lookup_of_no_name(void **state)
{
    (void)state;
    script = (struct script){{{NULL}, {NULL}}, 0};
    assert_int_equal(get(0, "https://none.example/"), E_FETCH_FAILED);
}

TEST_MAIN(test_fe_04_one_private_address_is_enough,
    test_fe_03_rebinding_finds_one_resolution,
    test_lookup_of_no_name)
