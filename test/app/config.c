/* Settings: who wins, and what is refused. */
#include "app/config.h"

#include "test/support/test.h"

#include <string.h>

static const char *nothing(const char *variable)
{
    (void)variable;
    return NULL;
}

static const char *one_variable(const char *variable)
{
    return strcmp(variable, "TESTAMUR_BASE_URL") == 0
               ? "https://badges.example.edu/"
               : NULL;
}

static void test_config_the_option_wins_then_the_variable(void **state)
{
    const char *options[N_CONFIG_NAMES] = {[CONFIG_DATA] = "here"};
    const struct config_sources sources = {options, one_variable,
        S("# ours\ndata = there\nbase-url = http://file.example\n"
          "  threads=4  \nproxies = 10.0.0.1, ::1\n")};
    struct config config;
    struct arena arena;

    (void)state;
    arena_init(&arena, 65536);
    assert_int_equal(config_read(&sources, &arena, &config, NULL), OK);
    assert_true(str_eq(config.text[CONFIG_DATA], S("here")));
    assert_true(
        str_eq(config.text[CONFIG_BASE_URL], S("https://badges.example.edu")));
    assert_string_equal(config.from[CONFIG_BASE_URL], "environment");
    assert_string_equal(config.from[CONFIG_THREADS], "file");
    assert_string_equal(config.from[CONFIG_LISTEN], "default");
    assert_int_equal(config.threads, 4);
    assert_true(str_eq(config.host, S("127.0.0.1")));
    assert_int_equal(config.port, 8080);
    assert_int_equal(config.n_proxies, 2);
    assert_true(address_is_loopback(&config.proxies[1]));
    arena_release(&arena);
}

static void test_config_base_url_comes_from_the_address(void **state)
{
    const struct config_sources sources = {
        NULL, nothing, S("data = d\nlisten = [::1]:99")};
    struct config config;
    struct arena arena;

    (void)state;
    arena_init(&arena, 65536);
    assert_int_equal(config_read(&sources, &arena, &config, NULL), OK);
    assert_true(str_eq(config.text[CONFIG_BASE_URL], S("http://[::1]:99")));
    assert_true(str_eq(config.host, S("[::1]")));
    arena_release(&arena);
}

static void test_config_refuses(void **state)
{
    static const struct {
        const char *file;
        const char *about;
        unsigned line; /* 0: no place */
    } CASES[] = {
        {"", "data", 0},
        {"data = d\nlisten = 8080", "listen", 0},
        {"data = d\nlisten = localhost:99999", "listen", 0},
        {"data = d\nlisten = :80", "listen", 0},
        {"data = d\nbase-url = ftp://a.example", "base-url", 0},
        {"data = d\nbase-url = https://a.example/?x", "base-url", 0},
        {"data = d\nbase-url = a.example", "base-url", 0},
        {"data = d\nthreads = -1", "threads", 0},
        {"data = d\nthreads = 257", "threads", 0},
        {"data = d\nlog-level = loud", "log-level", 0},
        {"data = d\nsmtp = mail.example", "smtp", 0},
        {"data = d\nproxies = 10.0.0.1, proxy.example", "proxies", 0},
        {"data = d\nsmtp = smtp://a.example\nmail-from = me", "mail-from", 0},
        {"data = d\n\ncolour = red", "colour", 3},
        {"data", "data", 1},
    };
    struct config config;
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 65536);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct config_sources sources = {
            NULL, nothing, str_of(CASES[i].file)};
        struct err e = {0};

        assert_int_equal(config_read(&sources, &arena, &config, &e), E_CONFIG);
        assert_string_equal(e.arg, CASES[i].about);
        assert_int_equal(e.line, CASES[i].line);
    }
    arena_release(&arena);
}

TEST_MAIN(test_config_the_option_wins_then_the_variable,
    test_config_base_url_comes_from_the_address,
    test_config_refuses)
