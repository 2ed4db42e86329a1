#include "test/support/ld.h"
#include "test/support/test.h"

#include <stdio.h>

static const struct flatten_case {
    const char *label;
    const char *input;    /* ' is written for " */
    const char *context;  /* or NULL */
    const char *expected; /* NULL: fails with */
    code code;
} cases[] = {
    {"nothing", "{}", NULL, "[]", OK},
    {"one node of all that is said of it",
        "[{'@id':'urn:a','@type':'urn:T','urn:p':[1,1,'x']},"
        "{'@id':'urn:a','@type':['urn:U','urn:T'],'urn:p':[2,1]}]",
        NULL,
        "[{'@id':'urn:a','@type':['urn:T','urn:U'],'urn:p':["
        "{'@value':1},{'@value':'x'},{'@value':2}]}]",
        OK},
    {"labels in the order of properties",
        "{'urn:q':{'urn:r':1},'urn:p':{'@id':'_:x','urn:r':2},"
        "'@type':'_:t'}",
        NULL,
        "[{'@id':'_:b0','@type':['_:b1'],'urn:p':[{'@id':'_:b2'}],"
        "'urn:q':[{'@id':'_:b3'}]},"
        "{'@id':'_:b2','urn:r':[{'@value':2}]},"
        "{'@id':'_:b3','urn:r':[{'@value':1}]}]",
        OK},
    {"a node that only has an id", "{'@id':'urn:a','urn:p':{'@id':'urn:b'}}",
        NULL, "[{'@id':'urn:a','urn:p':[{'@id':'urn:b'}]}]", OK},
    {"lists are kept apart",
        "{'@id':'urn:a','urn:p':[{'@list':[{'urn:q':1},{'@list':[]}]},"
        "{'@list':[]},{'@list':[]}]}",
        NULL,
        "[{'@id':'_:b0','urn:q':[{'@value':1}]},{'@id':'urn:a','urn:p':["
        "{'@list':[{'@id':'_:b0'},{'@list':[]}]},{'@list':[]},"
        "{'@list':[]}]}]",
        OK},
    {"graphs",
        "{'@id':'urn:g','urn:p':0,'@graph':[{'@id':'urn:a','urn:p':"
        "{'@id':'urn:h','@graph':{'@id':'urn:b','urn:p':1}}}],"
        "'@included':{'@id':'urn:c','urn:p':2}}",
        NULL,
        "[{'@id':'urn:c','urn:p':[{'@value':2}]},"
        "{'@id':'urn:g','urn:p':[{'@value':0}],'@graph':["
        "{'@id':'urn:a','urn:p':[{'@id':'urn:h'}]}]},"
        "{'@id':'urn:h','@graph':[{'@id':'urn:b','urn:p':[{'@value':1}]}]}]",
        OK},
    {"reverse", "{'@id':'urn:a','@reverse':{'urn:p':{'@id':'urn:b'}}}", NULL,
        "[{'@id':'urn:b','urn:p':[{'@id':'urn:a'}]}]", OK},
    {"one node, two indexes",
        "[{'@id':'urn:a','@index':'1','urn:p':1},"
        "{'@id':'urn:a','@index':'2','urn:p':2}]",
        NULL, NULL, E_JSONLD_CONFLICTING_INDEXES},
    {"compacted", "{'@id':'urn:a','urn:p':{'@id':'urn:b','urn:p':1}}",
        "{'@context':{'t':'urn:p'}}",
        "{'@context':{'t':'urn:p'},'@graph':["
        "{'@id':'urn:a','t':{'@id':'urn:b'}},{'@id':'urn:b','t':1}]}",
        OK},
};

static void test_flatten_cases(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct flatten_case *c = &cases[i];
        struct json *got = NULL;

        ld_reset(&ld);
        assert_int_equal(jsonld_flatten(ld_json(&ld, c->input),
                             c->context ? ld_json(&ld, c->context) : NULL,
                             &ld.options, &ld.arena, &got, &ld.err),
            c->code);
        if (c->expected)
            ld_assert_same(&ld, c->label, got, c->expected);
    }
    ld_release(&ld);
}

/* 20,000 values, each twice: found by a table, not by comparing all. */
static void test_flatten_many_values(void **state)
{
    enum {
        N = 20000,
    };
    static char text[16 * 2 * N];
    struct json *got = NULL;
    struct ld ld;
    size_t len = 0;
    int i;

    (void)state;
    ld_init(&ld);
    len += (size_t)snprintf(text, sizeof(text), "{'@id':'urn:a','urn:p':[");
    for (i = 0; i < 2 * N; i++)
        len += (size_t)snprintf(
            text + len, sizeof(text) - len, "%s%d", i > 0 ? "," : "", i % N);
    snprintf(text + len, sizeof(text) - len, "]}");
    assert_int_equal(jsonld_flatten(ld_json(&ld, text), NULL, &ld.options,
                         &ld.arena, &got, &ld.err),
        OK);
    assert_int_equal(got->n, 1);
    assert_int_equal(json_get(got->child.first, S("urn:p"))->n, N);
    ld_release(&ld);
}

TEST_MAIN(test_flatten_cases, test_flatten_many_values)
