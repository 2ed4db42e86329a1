#include "test/support/ld.h"
#include "test/support/test.h"

static const struct compact_case {
    const char *label;
    const char *context;  /* ' is written for " */
    const char *input;    /* expanded by no context of its own */
    const char *expected; /* without its @context; NULL: fails with */
    code code;
    const char *arg; /* of the error */
} cases[] = {
    {"nothing", "{}", "[]", "{}", OK, NULL},
    {"term, compact IRI, vocabulary, whole IRI",
        "{'@vocab':'urn:v:','t':'urn:t','p':'urn:p#'}",
        "{'urn:t':1,'urn:p#x':2,'urn:v:y':3,'urn:z':4}",
        "{'t':1,'p:x':2,'y':3,'urn:z':4}", OK, NULL},
    {"the shortest term, then the least",
        "{'long':'urn:a','bb':'urn:a','ba':'urn:a'}", "{'urn:a':1}", "{'ba':1}",
        OK, NULL},
    {"the shortest compact IRI",
        "{'p':'urn:x/','long':'urn:x/y/','q':{'@id':'urn:x/y/"
        "z#','@prefix':false}}",
        "{'urn:x/y/z#w':1}", "{'p:y/z#w':1}", OK, NULL},
    {"what would be no compact IRI", "{'a':'urn:','_':'urn:x/'}",
        "{'urn://b':1,'urn:x/c':2}", "{'urn://b':1,'a:x/c':2}", OK, NULL},
    {"what would be read otherwise behind a vocabulary", "{'@vocab':'urn:v:'}",
        "{'urn:v:a:b':1,'urn:v:@id':2,'urn:v:c':3}",
        "{'urn:v:a:b':1,'urn:v:@id':2,'c':3}", OK, NULL},
    {"a reference that would be read as an IRI", "{'@base':'urn://a/s/'}",
        "[{'@id':'urn://a/s/b','urn:q':{'@id':'urn://a/ptp://b'}},"
        "{'@id':'urn://a/p:b','urn:q':1}]",
        "{'@graph':[{'@id':'b','urn:q':{'@id':'urn://a/ptp://b'}},"
        "{'@id':'../p:b','urn:q':1}]}",
        OK, NULL},
    {"term by type of the value",
        "{'xsd':'" XSD_NS "','d':{'@id':'urn:p','@type':'xsd:date'},"
        "'i':{'@id':'urn:p','@type':'@id'},'n':'urn:p'}",
        "{'urn:p':[{'@value':'x','@type':'" XSD_NS "date'},{'@id':'urn:o'},"
        "'y',{'@value':'z','@type':'urn:T'}]}",
        "{'d':'x','i':'urn:o','n':['y',{'@value':'z','@type':'urn:T'}]}", OK,
        NULL},
    {"term by language and direction",
        "{'@language':'en','de':{'@id':'urn:p','@language':'de'},"
        "'non':{'@id':'urn:p','@language':null},"
        "'rtl':{'@id':'urn:p','@language':'ar','@direction':'rtl'},"
        "'p':'urn:p'}",
        "{'urn:p':[{'@value':'a','@language':'en'},"
        "{'@value':'b','@language':'DE'},'c',"
        "{'@value':'d','@language':'ar','@direction':'rtl'},"
        "{'@value':'e','@language':'fr'}]}",
        "{'p':['a',{'@value':'e','@language':'fr'}],'de':'b','non':'c',"
        "'rtl':'d'}",
        OK, NULL},
    {"a JSON literal", "{'j':{'@id':'urn:p','@type':'@json'}}",
        "{'urn:p':{'@value':[{'a':null}],'@type':'@json'}}",
        "{'j':[{'a':null}]}", OK, NULL},
    {"JSON literals that would be read as one",
        "{'j':{'@id':'urn:p','@type':'@json'}}",
        "{'urn:p':[{'@value':[1],'@type':'@json'},"
        "{'@value':2,'@type':'@json'}]}",
        "{'j':[1],'urn:p':{'@value':2,'@type':'@json'}}", OK, NULL},
    {"a list of JSON literals",
        "{'j':{'@id':'urn:p','@type':'@json','@container':'@list'}}",
        "{'urn:p':{'@list':[{'@value':2,'@type':'@json'}]}}",
        "{'urn:p':{'@list':[{'@value':2,'@type':'@json'}]}}", OK, NULL},
    {"a term that is an IRI, of another type", "{'urn:p':{'@type':'@id'}}",
        "{'urn:p':['x',1,{'@id':'urn:o'}]}",
        "{'urn:p':[{'@value':'x'},1,'urn:o']}", OK, NULL},
    {"scoped to null",
        "{'T':{'@id':'urn:T','@context':{'q':'urn:q'}},"
        "'p':{'@id':'urn:p','@context':null}}",
        "{'urn:p':{'@type':'urn:T','urn:q':1}}",
        "{'p':{'@type':'urn:T','urn:q':1}}", OK, NULL},
    {"aliases of keywords",
        "{'id':'@id','type':'@type','value':'@value','graph':'@graph'}",
        "[{'@id':'urn:a','@type':['urn:T'],'urn:p':{'@value':'x',"
        "'@language':'en'}},{'@id':'urn:b','urn:p':1}]",
        "{'graph':[{'id':'urn:a','type':'urn:T','urn:p':{'value':'x',"
        "'@language':'en'}},{'id':'urn:b','urn:p':1}]}",
        OK, NULL},
    {"types as a set", "{'type':{'@id':'@type','@container':'@set'}}",
        "{'@type':'urn:T','urn:p':1}", "{'type':['urn:T'],'urn:p':1}", OK,
        NULL},
    {"list", "{'l':{'@id':'urn:p','@container':'@list'}}",
        "{'urn:p':{'@list':[1,{'@list':[2]}]}}", "{'l':[1,[2]]}", OK, NULL},
    {"a second list is written out",
        "{'l':{'@id':'urn:p','@container':'@list'}}",
        "{'urn:p':[{'@list':[1]},{'@list':[2]}]}",
        "{'l':[1],'urn:p':{'@list':[2]}}", OK, NULL},
    {"set", "{'s':{'@id':'urn:p','@container':'@set'}}", "{'urn:p':1}",
        "{'s':[1]}", OK, NULL},
    {"language map", "{'l':{'@id':'urn:p','@container':'@language'}}",
        "{'urn:p':[{'@value':'a','@language':'en'},{'@value':'b',"
        "'@language':'en'},{'@value':'c','@language':'de'},'d']}",
        "{'l':{'en':['a','b'],'de':'c','@none':'d'}}", OK, NULL},
    {"no number in a language map",
        "{'l':{'@id':'urn:p','@container':'@language'}}", "{'urn:p':1}",
        "{'urn:p':1}", OK, NULL},
    {"index map", "{'i':{'@id':'urn:p','@container':'@index'}}",
        "{'urn:p':[{'@value':'a','@index':'x'},'b']}",
        "{'i':{'x':'a','@none':'b'}}", OK, NULL},
    {"map by a property",
        "{'i':{'@id':'urn:p','@container':'@index','@index':'k'},"
        "'k':'urn:k'}",
        "{'urn:p':[{'urn:k':['x','y'],'urn:q':1},{'urn:q':2},"
        "{'urn:k':'z','urn:q':3}]}",
        "{'i':{'x':{'k':'y','urn:q':1},'@none':{'urn:q':2},"
        "'z':{'urn:q':3}}}",
        OK, NULL},
    {"id map", "{'m':{'@id':'urn:p','@container':'@id'},'none':'@none'}",
        "{'urn:p':[{'@id':'urn:a','urn:q':1},{'urn:q':2}]}",
        "{'m':{'urn:a':{'urn:q':1},'none':{'urn:q':2}}}", OK, NULL},
    {"type map",
        "{'m':{'@id':'urn:p','@container':'@type'},'T':'urn:T',"
        "'U':'urn:U'}",
        "{'urn:p':[{'@id':'urn:a','@type':['urn:T','urn:U'],'urn:q':1},"
        "{'@id':'urn:b','@type':'urn:T'}]}",
        "{'m':{'T':[{'@id':'urn:a','@type':'U','urn:q':1},"
        "'urn:b']}}",
        OK, NULL},
    {"graph", "{'g':{'@id':'urn:p','@container':'@graph'}}",
        "{'urn:p':{'@graph':[{'urn:q':1}]}}", "{'g':{'urn:q':1}}", OK, NULL},
    {"graph of two nodes", "{'g':{'@id':'urn:p','@container':'@graph'}}",
        "{'urn:p':{'@graph':[{'urn:q':1},{'urn:q':2}]}}",
        "{'g':{'@included':[{'urn:q':1},{'urn:q':2}]}}", OK, NULL},
    {"graphs by id", "{'g':{'@id':'urn:p','@container':['@graph','@id']}}",
        "{'urn:p':[{'@id':'urn:a','@graph':[{'urn:q':1}]},"
        "{'@graph':[{'urn:q':2}]}]}",
        "{'g':{'urn:a':{'urn:q':1},'@none':{'urn:q':2}}}", OK, NULL},
    {"graphs by index",
        "{'g':{'@id':'urn:p','@container':['@graph','@index']}}",
        "{'urn:p':{'@index':'x','@graph':[{'urn:q':1}]}}",
        "{'g':{'x':{'urn:q':1}}}", OK, NULL},
    {"a graph with a name, without a map for it", "{}",
        "{'urn:p':{'@id':'urn:a','@index':'x','@graph':[{'urn:q':1}]}}",
        "{'urn:p':{'@id':'urn:a','@index':'x','@graph':{'urn:q':1}}}", OK,
        NULL},
    {"nest", "{'n':'@nest','t':{'@id':'urn:p','@nest':'n'}}",
        "{'urn:p':[1,2],'urn:q':3}", "{'n':{'t':[1,2]},'urn:q':3}", OK, NULL},
    {"nest in what is none", "{'n':'urn:n','t':{'@id':'urn:p','@nest':'n'}}",
        "{'urn:p':1}", NULL, E_JSONLD_INVALID_NEST_VALUE, "n"},
    {"reverse",
        "{'r':{'@reverse':'urn:p'},'s':{'@reverse':'urn:q',"
        "'@container':'@set'}}",
        "{'@id':'urn:a','@reverse':{'urn:p':[{'@id':'urn:b'},"
        "{'@id':'urn:c'}],'urn:q':{'@id':'urn:d'},'urn:r':{'@id':'urn:e'}}}",
        "{'@id':'urn:a','r':[{'@id':'urn:b'},{'@id':'urn:c'}],"
        "'s':[{'@id':'urn:d'}],'@reverse':{'urn:r':{'@id':'urn:e'}}}",
        OK, NULL},
    {"scoped by type, and not below",
        "{'T':{'@id':'urn:T','@context':{'p':'urn:p'}}}",
        "{'@type':'urn:T','urn:p':{'urn:p':1}}",
        "{'@type':'T','p':{'urn:p':1}}", OK, NULL},
    {"scoped by property, and below",
        "{'o':{'@id':'urn:o','@context':{'p':'urn:p'}}}",
        "{'urn:p':0,'urn:o':{'urn:p':{'urn:p':1}}}",
        "{'urn:p':0,'o':{'p':{'p':1}}}", OK, NULL},
    {"an empty array stays", "{'t':'urn:p'}", "{'urn:p':[]}", "{'t':[]}", OK,
        NULL},
    {"confused with a prefix", "{'a':'urn:x:'}", "{'@id':'a:y','urn:q':1}",
        NULL, E_JSONLD_IRI_CONFUSED_WITH_PREFIX, "a:y"},
};

static code run(
    struct ld *ld, const char *input, const char *context, struct json **ret)
{
    ld->err = (struct err){0};
    return jsonld_compact(ld_json(ld, input), ld_json(ld, context),
        &ld->options, &ld->arena, ret, &ld->err);
}

static void test_compact_cases(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct compact_case *c = &cases[i];
        struct json *got = NULL;

        ld_reset(&ld);
        if (run(&ld, c->input, c->context, &got) != c->code)
            fail_msg("%s: code %d, %s", c->label, ld.err.code, ld.err.arg);
        if (c->arg)
            assert_string_equal(ld.err.arg, c->arg);
        if (!c->expected)
            continue;
        json_remove(got, S("@context"));
        ld_assert_same(&ld, c->label, got, c->expected);
    }
    ld_release(&ld);
}

static void test_compact_options(void **state)
{
    const char *input = "{'@id':'http://a.example/b/c','urn:p':["
                        "{'@id':'http://a.example/d'},"
                        "{'@id':'http://a.example/b/@foo'}]}";
    struct json *got = NULL;
    struct ld ld;

    (void)state;
    ld_init(&ld);
    ld.options.base = S("http://a.example/b/");
    assert_int_equal(run(&ld, input, "{'t':'urn:p'}", &got), OK);
    json_remove(got, S("@context"));
    ld_assert_same(&ld, "relative", got,
        "{'@id':'c','t':[{'@id':'../d'},{'@id':'./@foo'}]}");
    ld.options.keep_absolute = true;
    ld.options.keep_arrays = true;
    assert_int_equal(run(&ld, input, "null", &got), OK);
    ld_assert_same(&ld, "absolute", got,
        "{'@graph':[{'@id':'http://a.example/b/c','urn:p':["
        "{'@id':'http://a.example/d'},{'@id':'http://a.example/b/@foo'}]}]}");
    ld_release(&ld);
}

/* The store's own copies of the contexts are compacted with as well. */
static void test_compact_built_in_contexts(void **state)
{
    const char *context = "['https://www.w3.org/ns/credentials/v2']";
    const char *input =
        "{'@context':'https://www.w3.org/ns/credentials/v2',"
        "'id':'urn:uuid:1','type':'VerifiableCredential',"
        "'issuer':'https://a.example/i','validFrom':'2026-01-01T00:00:00Z',"
        "'credentialSubject':{'id':'urn:s'}}";
    int round;
    struct ld ld;

    (void)state;
    ld_init(&ld);
    for (round = 0; round < 2; round++) {
        struct json *got = NULL;

        ld_reset(&ld);
        assert_int_equal(run(&ld, input, context, &got), OK);
        ld_assert_same(&ld, "credential", got,
            "{'@context':['https://www.w3.org/ns/credentials/v2'],"
            "'id':'urn:uuid:1','type':'VerifiableCredential',"
            "'issuer':'https://a.example/i',"
            "'validFrom':'2026-01-01T00:00:00Z',"
            "'credentialSubject':'urn:s'}");
    }
    ld_release(&ld);
}

TEST_MAIN(
    test_compact_cases, test_compact_options, test_compact_built_in_contexts)
