/* Context processing at its limits. That it is right is what the expansion
 * suite shows; here is what no suite has. */
#include "base/code_info.h"
#include "test/support/ld.h"
#include "test/support/test.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#    define SLOW 20
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer)
#        define SLOW 20
#    endif
#endif
#ifndef SLOW
#    define SLOW 1
#endif

/* Of this process, so that a busy machine does not fail a test. */
static double now_ms(void)
{
    return (double)clock() * 1e3 / CLOCKS_PER_SEC;
}

/* Text made piece by piece. */
struct text {
    char *at;
    size_t n;
    size_t capacity;
};

static void add(struct text *t, const char *format, int a, int b)
{
    int n;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    n = snprintf(t->at + t->n, t->capacity - t->n, format, a, b);
#pragma GCC diagnostic pop
    assert_true(n >= 0 && (size_t)n < t->capacity - t->n);
    t->n += (size_t)n;
}

static struct text text_new(size_t capacity)
{
    struct text t = {test_malloc(capacity), 0, capacity};

    t.at[0] = 0;
    return t;
}

static const struct ld_page loops[] = {
    {"urn:self", "{'@context':['urn:self',{'a':'urn:a'}]}"},
    {"urn:one", "{'@context':'urn:two'}"},
    {"urn:two", "{'@context':['urn:one']}"},
    {"urn:scoped",
        "{'@context':{'a':{'@id':'urn:a','@context':'urn:scoped'}}}"},
};

static void test_context_ld_10_loops(void **state)
{
    struct ld ld;
    struct ld_web web = {&ld, loops, 4, 0};
    struct json *result = NULL;

    (void)state;
    ld_init(&ld);
    ld.options.loader = ld_loader(&web);
    assert_int_equal(ld_expand(&ld, "{'@context':'urn:self'}", &result),
        E_JSONLD_CONTEXT_OVERFLOW);
    assert_int_equal(ld_expand(&ld, "{'@context':'urn:one'}", &result),
        E_JSONLD_CONTEXT_OVERFLOW);
    /* A scoped context may use its own document. */
    assert_int_equal(
        ld_expand(&ld, "{'@context':'urn:scoped','a':{'a':{'a':1}}}", &result),
        OK);
    ld_assert_same(&ld, "scoped", result,
        "[{'urn:a':[{'urn:a':[{'urn:a':[{'@value':1}]}]}]}]");
    assert_int_equal(web.n_loads, 4);
    ld_release(&ld);
}

/* 33 different contexts in one document are more than the budget allows. */
static void test_context_ld_10_loads(void **state)
{
    struct ld_page pages[40];
    char urls[40][16];
    struct ld ld;
    struct ld_web web = {&ld, pages, 40, 0};
    struct text t = text_new(4096);
    struct json *result = NULL;
    int i;

    (void)state;
    ld_init(&ld);
    ld.options.loader = ld_loader(&web);
    for (i = 0; i < 40; i++) {
        snprintf(urls[i], sizeof(urls[i]), "urn:c%d", i);
        pages[i] = (struct ld_page){urls[i], "{'@context':{'a':'urn:a'}}"};
    }
    add(&t, "{'@context':['urn:c0'", 0, 0);
    for (i = 0; i < 33; i++)
        add(&t, ",'urn:c%d','urn:c%d'", i, i); /* twice is one load */
    add(&t, "]}", 0, 0);
    assert_int_equal(ld_expand(&ld, t.at, &result), E_JSONLD_CONTEXT_OVERFLOW);
    assert_string_equal(ld.err.arg, "urn:c32");
    assert_int_equal(web.n_loads, 32);
    test_free(t.at);
    ld_release(&ld);
}

static void test_context_ld_10_5000_scoped(void **state)
{
    struct ld ld;
    struct text t = text_new(1 << 20);
    struct json *result = NULL;
    struct json *input;
    double before;
    int i;

    (void)state;
    ld_init(&ld);
    add(&t, "{'@context':{'@version':1.1", 0, 0);
    for (i = 0; i < 5000; i++)
        add(&t,
            ",'t%d':{'@id':'urn:t%d','@context':{'a':'urn:a','b':{'@id':"
            "'urn:b','@type':'@id'}}}",
            i, i);
    add(&t, "}", 0, 0);
    for (i = 0; i < 5000; i++)
        add(&t, ",'t%d':{'a':%d}", i, i);
    add(&t, "}", 0, 0);
    /* The first time, the arena takes its memory from the system. */
    assert_int_equal(ld_expand(&ld, t.at, &result), OK);
    ld_reset(&ld);
    input = ld_json(&ld, t.at);
    before = now_ms();
    assert_int_equal(
        jsonld_expand(input, &ld.options, &ld.arena, &result, &ld.err), OK);
    assert_true(now_ms() - before < 500 * SLOW); /* 9 when alone */
    assert_int_equal(result->child.first->n, 5000);
    test_free(t.at);
    ld_release(&ld);
}

/* Scoped contexts inside scoped contexts: each is seen once for each one
 * around it, so this must stay quadratic. */
static void test_context_ld_10_nested_scoped(void **state)
{
    struct ld ld;
    struct text t = text_new(1 << 20);
    struct json *result = NULL;
    code c;
    int i;

    (void)state;
    ld_init(&ld);
    add(&t, "{'@context':", 0, 0);
    for (i = 0; i < 60; i++)
        add(&t, "{'t%d':{'@id':'urn:t%d','@context':", i, i);
    add(&t, "{}", 0, 0);
    for (i = 0; i < 60; i++)
        add(&t, "}}", 0, 0);
    add(&t, ",'t0':{'t1':{'t2':1}}}", 0, 0);
    assert_int_equal(ld_expand(&ld, t.at, &result), OK);
    ld_assert_same(&ld, "nested", result,
        "[{'urn:t0':[{'urn:t1':[{'urn:t2':[{'@value':1}]}]}]}]");
    ld_reset(&ld);
    t.n = 0;
    add(&t, "{'@context':", 0, 0);
    for (i = 0; i < 1000; i++)
        add(&t, "{'t%d':{'@id':'urn:t%d','@context':", i, i);
    add(&t, "{}", 0, 0);
    for (i = 0; i < 1000; i++)
        add(&t, "}}", 0, 0);
    add(&t, "}", 0, 0);
    {
        struct budget deep = budget_wide();
        struct json *input = NULL;

        deep.depth_max = 10000;
        for (i = 0; (size_t)i < t.n; i++) {
            if (t.at[i] == '\'')
                t.at[i] = '"';
        }
        assert_int_equal(
            json_parse((str){t.at, t.n}, &deep, &ld.arena, &input, &ld.err),
            OK);
        c = jsonld_expand(input, &ld.options, &ld.arena, &result, &ld.err);
        assert_int_equal(code_info(c)->kind, KIND_LIMIT);
    }
    test_free(t.at);
    ld_release(&ld);
}

static void test_context_ld_13_protected(void **state)
{
    struct ld ld;
    struct json *result = NULL;

    (void)state;
    ld_init(&ld);
    assert_int_equal(ld_expand(&ld,
                         "{'@context':['https://www.w3.org/ns/credentials/v2',"
                         "{'name':'urn:other'}]}",
                         &result),
        E_JSONLD_PROTECTED_TERM_REDEFINITION);
    assert_string_equal(ld.err.arg, "name");
    assert_string_equal(ld.err.pointer, "/@context/1/name");
    assert_int_equal(
        ld_expand(&ld,
            "{'@context':['https://www.w3.org/ns/credentials/v2',null]}",
            &result),
        E_JSONLD_INVALID_CONTEXT_NULLIFICATION);
    assert_string_equal(ld.err.pointer, "/@context/1");
    /* Twice the same is no redefinition. */
    assert_int_equal(ld_expand(&ld,
                         "{'@context':['https://www.w3.org/ns/credentials/v2',"
                         "'https://www.w3.org/ns/credentials/v2'],'name':'x'}",
                         &result),
        OK);
    ld_release(&ld);
}

static void test_context_ld_16_chains(void **state)
{
    struct ld ld;
    struct text t = text_new(1 << 20);
    struct json *result = NULL;
    double before;
    int i;

    (void)state;
    ld_init(&ld);
    assert_int_equal(
        ld_expand(&ld, "{'@context':{'a':'b:x','b':'c:x','c':'a:x'}}", &result),
        E_JSONLD_CYCLIC_IRI_MAPPING);
    assert_int_equal(
        ld_expand(&ld, "{'@context':{'a':{'@id':'a:x'}}}", &result),
        E_JSONLD_CYCLIC_IRI_MAPPING);
    add(&t, "{'@context':{", 0, 0);
    for (i = 0; i < 1000; i++)
        add(&t, "'t%d':{'@id':'t%d:/','@prefix':true},", i, i + 1);
    add(&t, "'t%d':'urn:x:'}}", 1000, 0);
    before = now_ms();
    assert_int_equal(ld_expand(&ld, t.at, &result), E_LIMIT_EXCEEDED);
    assert_true(now_ms() - before < 100 * SLOW);
    test_free(t.at);
    ld_release(&ld);
}

/* A context of 9,000 terms on top of itself; its terms are counted as work.
 * The same context on the same ground is made once. */
static void test_context_ld_16_many_terms(void **state)
{
    enum {
        DEPTH = 60,
    };
    struct ld ld;
    struct text t = text_new((size_t)1 << 20);
    struct text page = text_new((size_t)1 << 20);
    struct ld_page pages[] = {{"urn:big", page.at}};
    struct ld_web web = {&ld, pages, 1, 0};
    struct json *result = NULL;
    double before;
    int i;

    (void)state;
    ld_init(&ld);
    add(&page, "{'@context':{'a':'urn:a'", 0, 0);
    for (i = 0; i < 9000; i++)
        add(&page, ",'t%d':'urn:t%d'", i, i);
    add(&page, "}}", 0, 0);
    ld.options.loader = ld_loader(&web);
    for (i = 0; i < DEPTH; i++)
        add(&t, "{'@context':'urn:big','a':", 0, 0);
    add(&t, "1", 0, 0);
    for (i = 0; i < DEPTH; i++)
        add(&t, "}", 0, 0);
    /* The first time, the arena takes its memory from the system. */
    assert_int_equal(ld_expand(&ld, t.at, &result), E_COMPLEXITY_LIMIT);
    ld_reset(&ld);
    ld.options.loader = ld_loader(&web);
    before = now_ms();
    assert_int_equal(ld_expand(&ld, t.at, &result), E_COMPLEXITY_LIMIT);
    assert_true(now_ms() - before < 100 * SLOW);
    assert_int_equal(web.n_loads, 2);
    ld_reset(&ld);
    ld.options.loader = ld_loader(&web);
    t.n = 0;
    add(&t, "[{'@context':'urn:big','t0':0}", 0, 0);
    for (i = 0; i < 5000; i++)
        add(&t, ",{'@context':'urn:big','t%d':%d}", i, i);
    add(&t, "]", 0, 0);
    assert_int_equal(ld_expand(&ld, t.at, &result), OK);
    test_free(t.at);
    test_free(page.at);
    ld_release(&ld);
}

/* Names made to fall on one place of the table (JS-09). */
static void test_context_ld_16_colliding_names(void **state)
{
    enum {
        N = 200,
        PLACES = 1 << 17, /* more than any table here has */
    };
    struct ld ld;
    struct text t = text_new((size_t)1 << 16);
    struct json *result = NULL;
    char name[24];
    int i;
    int n = 0;

    (void)state;
    ld_init(&ld);
    add(&t, "{'@context':{'@version':1.1", 0, 0);
    for (i = 0; n < N; i++) {
        snprintf(name, sizeof(name), "n%d", i);
        if (str_hash(str_of(name)) % PLACES == 0) {
            add(&t, ",'n%d':'urn:n%d'", i, i);
            n++;
        }
    }
    add(&t, "}}", 0, 0);
    assert_int_equal(ld_expand(&ld, t.at, &result), E_COMPLEXITY_LIMIT);
    test_free(t.at);
    ld_release(&ld);
}

/* Past some layers a context becomes one table; all that was defined stays. */
static void test_context_layers(void **state)
{
    struct ld ld;
    struct text t = text_new(1 << 16);
    struct json *result = NULL;
    struct json *node;
    int i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < 40; i++)
        add(&t, "{'@context':{'t%d':'urn:t%d'},'n':", i, i);
    add(&t, "{'t0':0,'t7':7,'t8':8,'t39':39,'t40':40}", 0, 0);
    for (i = 0; i < 40; i++)
        add(&t, "}", 0, 0);
    ld.options.expand_context = ld_json(&ld, "{'n':'urn:n','t5':null}");
    assert_int_equal(ld_expand(&ld, t.at, &result), OK);
    node = result->child.first;
    for (i = 0; i < 40; i++) {
        assert_int_equal(node->n, 1);
        node = node->child.first->child.first;
    }
    assert_int_equal(node->n, 4);
    assert_non_null(json_get(node, S("urn:t0")));
    assert_non_null(json_get(node, S("urn:t8")));
    assert_null(json_get(node, S("urn:t40")));
    test_free(t.at);
    ld_release(&ld);
}

/* Text after a failed call: the context that is wrong is named. */
static void test_context_remote_failures(void **state)
{
    static const struct ld_page pages[] = {
        {"urn:list", "['@context']"},
        {"urn:none", "{'context':{}}"},
        {"urn:bad", "{'@context':{'a':{'@id':5}}}"},
        {"https://x.example/a/b", "{'@context':'../c'}"},
        {"https://x.example/c", "{'@context':{'a':'urn:a'}}"},
        {"urn:text", "{'@context':'urn:none'}"},
    };
    static const struct {
        const char *text;
        code code;
        const char *arg;
    } cases[] = {
        {"{'@context':'urn:list'}", E_JSONLD_INVALID_REMOTE_CONTEXT,
            "urn:list"},
        {"{'@context':'urn:none'}", E_JSONLD_INVALID_REMOTE_CONTEXT,
            "urn:none"},
        {"{'@context':'urn:text'}", E_JSONLD_INVALID_REMOTE_CONTEXT,
            "urn:none"},
        {"{'@context':'urn:bad'}", E_JSONLD_INVALID_IRI_MAPPING, "a"},
        {"{'@context':'urn:gone'}", E_JSONLD_LOADING_REMOTE_CONTEXT_FAILED,
            "urn:gone"},
        {"{'@context':'rel'}", E_JSONLD_LOADING_DOCUMENT_FAILED, "rel"},
        {"{'@context':'https://x.example/a/b','a':1}", OK, ""},
        {"{'@context':5}", E_JSONLD_INVALID_LOCAL_CONTEXT, ""},
    };
    struct ld ld;
    struct ld_web web = {&ld, pages, 6, 0};
    struct json *result = NULL;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ld_reset(&ld);
        ld.options.loader = ld_loader(&web);
        assert_int_equal(ld_expand(&ld, cases[i].text, &result), cases[i].code);
        assert_string_equal(ld.err.arg, cases[i].arg);
    }
    ld_release(&ld);
}

TEST_MAIN(test_context_ld_10_loops,
    test_context_ld_10_loads,
    test_context_ld_10_5000_scoped,
    test_context_ld_10_nested_scoped,
    test_context_ld_13_protected,
    test_context_ld_16_chains,
    test_context_ld_16_many_terms,
    test_context_ld_16_colliding_names,
    test_context_layers,
    test_context_remote_failures)
