/* Expansion: one case of each feature, each error code once, tags, places,
 * and memory that runs out. The whole is test/suite. */
#include "test/support/ld.h"
#include "test/support/test.h"

static const struct expand_case {
    const char *label;
    const char *text;
    const char *expected;
} cases[] = {
    {"nothing", "{}", "[]"},
    {"null", "null", "[]"},
    {"scalar", "5", "[]"},
    {"graph alone", "{'@graph':[{'@id':'urn:a','urn:p':1}]}",
        "[{'@id':'urn:a','urn:p':[{'@value':1}]}]"},
    {"terms, types, compact IRIs",
        "{'@context':{'ex':'https://e.x/','id':'@id','type':'@type',"
        "'at':{'@id':'ex:at','@type':'ex:T'},'to':{'@id':'ex:to','@type':"
        "'@id'},'any':{'@id':'ex:any','@type':'@none'}},"
        "'id':'ex:1','type':'ex:C','at':['a',1],'to':'ex:2','any':'x',"
        "'ex:y':true}",
        "[{'@id':'https://e.x/1','@type':['https://e.x/C'],"
        "'https://e.x/at':[{'@value':'a','@type':'https://e.x/T'},"
        "{'@value':1,'@type':'https://e.x/T'}],"
        "'https://e.x/to':[{'@id':'https://e.x/2'}],"
        "'https://e.x/any':[{'@value':'x'}],"
        "'https://e.x/y':[{'@value':true}]}]"},
    {"language and direction",
        "{'@context':{'@vocab':'urn:','@language':'EN','@direction':'rtl',"
        "'n':{'@language':null,'@direction':null},'d':{'@language':'de'}},"
        "'a':'x','n':'y','d':'z','l':{'@value':'v','@language':'fr'}}",
        "[{'urn:a':[{'@value':'x','@language':'en','@direction':'rtl'}],"
        "'urn:n':[{'@value':'y'}],"
        "'urn:d':[{'@value':'z','@language':'de','@direction':'rtl'}],"
        "'urn:l':[{'@value':'v','@language':'fr'}]}]"},
    {"containers",
        "{'@context':{'@vocab':'urn:','l':{'@container':'@list'},"
        "'s':{'@container':'@set'},'g':{'@container':'@graph'},"
        "'i':{'@container':'@index'},'m':{'@container':'@id'},"
        "'t':{'@container':'@type'},'a':{'@container':'@language'},"
        "'p':{'@container':'@index','@index':'k'},"
        "'gi':{'@container':['@graph','@id']}},"
        "'l':['x'],'s':'x','g':{'b':1},'i':{'one':'x'},'m':{'urn:1':{'b':1}},"
        "'t':{'C':{'b':1}},'a':{'en':'x','@none':'y'},'p':{'w':{'b':1}},"
        "'gi':{'urn:g':{'b':1},'@none':{'b':2}}}",
        "[{'urn:l':[{'@list':[{'@value':'x'}]}],'urn:s':[{'@value':'x'}],"
        "'urn:g':[{'@graph':[{'urn:b':[{'@value':1}]}]}],"
        "'urn:i':[{'@value':'x','@index':'one'}],"
        "'urn:m':[{'@id':'urn:1','urn:b':[{'@value':1}]}],"
        "'urn:t':[{'@type':['urn:C'],'urn:b':[{'@value':1}]}],"
        "'urn:a':[{'@value':'x','@language':'en'},{'@value':'y'}],"
        "'urn:p':[{'urn:k':[{'@value':'w'}],'urn:b':[{'@value':1}]}],"
        "'urn:gi':[{'@id':'urn:g','@graph':[{'urn:b':[{'@value':1}]}]},"
        "{'@graph':[{'urn:b':[{'@value':2}]}]}]}]"},
    {"list of lists",
        "{'@context':{'l':{'@id':'urn:l','@container':'@list'}},'l':[['x'],[]]"
        "}",
        "[{'urn:l':[{'@list':[{'@list':[{'@value':'x'}]},{'@list':[]}]}]}]"},
    {"JSON literal",
        "{'@context':{'j':{'@id':'urn:j','@type':'@json'}},'j':{'@id':[null]}}",
        "[{'urn:j':[{'@value':{'@id':[null]},'@type':'@json'}]}]"},
    {"nest, included, reverse",
        "{'@context':{'@vocab':'urn:','n':'@nest','r':{'@reverse':'rr'}},"
        "'@id':'urn:a','n':[{'a':1},{'a':2}],'@included':{'b':3},"
        "'r':{'@id':'urn:b'},'@reverse':{'q':{'@id':'urn:c'}}}",
        "[{'@id':'urn:a','urn:a':[{'@value':1},{'@value':2}],"
        "'@included':[{'urn:b':[{'@value':3}]}],"
        "'@reverse':{'urn:rr':[{'@id':'urn:b'}],'urn:q':[{'@id':'urn:c'}]}}]"},
    {"double reverse",
        "{'@context':{'r':{'@reverse':'urn:r'}},'@id':'urn:a',"
        "'@reverse':{'r':{'@id':'urn:b'}}}",
        "[{'@id':'urn:a','urn:r':[{'@id':'urn:b'}]}]"},
    {"scoped by type, not for what is inside; by property, for all",
        "{'@context':{'@vocab':'urn:','T':{'@context':{'a':'urn:type-a'}},"
        "'p':{'@context':{'b':'urn:prop-b'}}},"
        "'@type':'T','a':1,'p':{'a':2,'b':3,'q':{'b':4}}}",
        "[{'@type':['urn:T'],'urn:type-a':[{'@value':1}],'urn:p':[{"
        "'urn:a':[{'@value':2}],'urn:prop-b':[{'@value':3}],"
        "'urn:q':[{'urn:prop-b':[{'@value':4}]}]}]}]"},
    {"more members than are scanned",
        "{'@context':{'@vocab':'urn:'},'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,"
        "'g':1,'h':1,'i':1,'j':1,'k':1,'l':1,'m':1,'n':1,'o':1,'p':1,'q':1,"
        "'r':1,'urn:a':2,'urn:r':2}",
        "[{'urn:a':[{'@value':1},{'@value':2}],'urn:b':[{'@value':1}],"
        "'urn:c':[{'@value':1}],'urn:d':[{'@value':1}],'urn:e':[{'@value':1}],"
        "'urn:f':[{'@value':1}],'urn:g':[{'@value':1}],'urn:h':[{'@value':1}],"
        "'urn:i':[{'@value':1}],'urn:j':[{'@value':1}],'urn:k':[{'@value':1}],"
        "'urn:l':[{'@value':1}],'urn:m':[{'@value':1}],'urn:n':[{'@value':1}],"
        "'urn:o':[{'@value':1}],'urn:p':[{'@value':1}],'urn:q':[{'@value':1}],"
        "'urn:r':[{'@value':1},{'@value':2}]}]"},
};

static void test_expand_features(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < 2 * (sizeof(cases) / sizeof(cases[0])); i++) {
        const struct expand_case *c = &cases[i / 2];
        struct json *result = NULL;

        ld_reset(&ld);
        ld.options.ordered = i % 2 == 1;
        if (ld_expand(&ld, c->text, &result) != OK)
            fail_msg("%s: code %d", c->label, (int)ld.err.code);
        ld_assert_same(&ld, c->label, result, c->expected);
    }
    ld_release(&ld);
}

#define TERM(definition) "{'@context':{'t':" definition "}}"

static const struct error_case {
    const char *text;
    code code;
    const char *pointer;
} errors[] = {
    {"{'@id':'urn:a','urn:p':[{'@id':'a:a','@type':5}]}",
        E_JSONLD_INVALID_TYPE_VALUE, "/urn:p/0/@type"},
    {"{'@context':{'i':'@id'},'@id':'urn:a','i':'urn:b'}",
        E_JSONLD_COLLIDING_KEYWORDS, "/i"},
    {TERM("{'@id':'t:x'}"), E_JSONLD_CYCLIC_IRI_MAPPING, "/@context/t"},
    {"{'@id':5}", E_JSONLD_INVALID_ID_VALUE, "/@id"},
    {"{'@context':{'@import':5}}", E_JSONLD_INVALID_IMPORT_VALUE,
        "/@context/@import"},
    {"{'@included':'x'}", E_JSONLD_INVALID_INCLUDED_VALUE, "/@included"},
    {"{'urn:p':{'@value':1,'@index':1}}", E_JSONLD_INVALID_INDEX_VALUE,
        "/urn:p/@index"},
    {"{'@nest':1}", E_JSONLD_INVALID_NEST_VALUE, "/@nest"},
    {TERM("{'@id':'urn:t','@prefix':1}"), E_JSONLD_INVALID_PREFIX_VALUE,
        "/@context/t/@prefix"},
    {"{'@context':{'@propagate':1}}", E_JSONLD_INVALID_PROPAGATE_VALUE,
        "/@context/@propagate"},
    {"{'@context':{'@protected':1}}", E_JSONLD_INVALID_PROTECTED_VALUE,
        "/@context/@protected"},
    {TERM("{'@id':'urn:t','@protected':'true'}"),
        E_JSONLD_INVALID_PROTECTED_VALUE, "/@context/t/@protected"},
    {"{'@reverse':1}", E_JSONLD_INVALID_REVERSE_VALUE, "/@reverse"},
    {"{'@context':{'@version':1}}", E_JSONLD_INVALID_VERSION_VALUE,
        "/@context/@version"},
    {"{'@context':{'@direction':'up'}}", E_JSONLD_INVALID_BASE_DIRECTION,
        "/@context/@direction"},
    {"{'@context':{'@base':'rel'}}", E_JSONLD_INVALID_BASE_IRI,
        "/@context/@base"},
    {TERM("{'@id':'urn:t','@container':['@list','@set']}"),
        E_JSONLD_INVALID_CONTAINER_MAPPING, "/@context/t/@container"},
    {"{'@context':{'@language':1}}", E_JSONLD_INVALID_DEFAULT_LANGUAGE,
        "/@context/@language"},
    {TERM("'rel'"), E_JSONLD_INVALID_IRI_MAPPING, "/@context/t"},
    {TERM("'@context'"), E_JSONLD_INVALID_KEYWORD_ALIAS, "/@context/t"},
    {"{'@context':{'t':{'@id':'urn:t','@container':'@language'}},"
     "'t':{'en':1}}",
        E_JSONLD_INVALID_LANGUAGE_MAP_VALUE, "/t/en"},
    {TERM("{'@id':'urn:t','@language':1}"), E_JSONLD_INVALID_LANGUAGE_MAPPING,
        "/@context/t/@language"},
    {"{'urn:p':{'@value':'x','@language':1}}",
        E_JSONLD_INVALID_LANGUAGE_TAGGED_STRING, "/urn:p/@language"},
    {"{'urn:p':{'@value':1,'@language':'en'}}",
        E_JSONLD_INVALID_LANGUAGE_TAGGED_VALUE, "/urn:p"},
    {"{'@context':[[]]}", E_JSONLD_INVALID_LOCAL_CONTEXT, "/@context/0"},
    {TERM("{'@reverse':'urn:r','@id':'urn:t'}"),
        E_JSONLD_INVALID_REVERSE_PROPERTY, "/@context/t/@reverse"},
    {"{'@reverse':{'@id':'urn:a'}}", E_JSONLD_INVALID_REVERSE_PROPERTY_MAP,
        "/@reverse/@id"},
    {"{'@reverse':{'urn:p':'x'}}", E_JSONLD_INVALID_REVERSE_PROPERTY_VALUE,
        "/@reverse"},
    {TERM("{'@id':'urn:t','@context':5}"), E_JSONLD_INVALID_SCOPED_CONTEXT,
        "/@context/t/@context"},
    {"{'urn:p':{'@list':[],'urn:q':1}}", E_JSONLD_INVALID_SET_OR_LIST_OBJECT,
        "/urn:p"},
    {TERM("5"), E_JSONLD_INVALID_TERM_DEFINITION, "/@context/t"},
    {"{'@context':{'':'urn:x'}}", E_JSONLD_INVALID_TERM_DEFINITION,
        "/@context/"},
    {TERM("{'@id':'urn:t','@type':'rel'}"), E_JSONLD_INVALID_TYPE_MAPPING,
        "/@context/t/@type"},
    {"{'urn:p':{'@value':1,'@type':'rel'}}", E_JSONLD_INVALID_TYPED_VALUE,
        "/urn:p"},
    {"{'urn:p':{'@value':1,'urn:q':1}}", E_JSONLD_INVALID_VALUE_OBJECT,
        "/urn:p"},
    {"{'urn:p':{'@value':[]}}", E_JSONLD_INVALID_VALUE_OBJECT_VALUE,
        "/urn:p/@value"},
    {"{'@context':{'@vocab':1}}", E_JSONLD_INVALID_VOCAB_MAPPING,
        "/@context/@vocab"},
    {"{'@context':{'@id':'urn:x'}}", E_JSONLD_KEYWORD_REDEFINITION,
        "/@context/@id"},
};

static void test_expand_errors(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        struct json *result = NULL;
        code c;

        ld_reset(&ld);
        c = ld_expand(&ld, errors[i].text, &result);
        if (c != errors[i].code ||
            !str_eq(str_of(ld.err.pointer), str_of(errors[i].pointer)))
            fail_msg(
                "%s: code %d at %s", errors[i].text, (int)c, ld.err.pointer);
        assert_null(result);
    }
    ld_release(&ld);
}

static void test_expand_1_0(void **state)
{
    static const struct {
        const char *text;
        code code;
    } olds[] = {
        {"{'@context':{'@version':1.1}}", E_JSONLD_PROCESSING_MODE_CONFLICT},
        {"{'@context':{'@propagate':true}}", E_JSONLD_INVALID_CONTEXT_ENTRY},
        {TERM("{'@id':'urn:t','@nest':'@nest'}"),
            E_JSONLD_INVALID_TERM_DEFINITION},
        {TERM("{'@id':'urn:t','@container':'@id'}"),
            E_JSONLD_INVALID_CONTAINER_MAPPING},
        {TERM("{'@id':'urn:t','@type':'@json'}"),
            E_JSONLD_INVALID_TYPE_MAPPING},
        {"{'@context':{'@vocab':''}}", E_JSONLD_INVALID_VOCAB_MAPPING},
        {TERM("'urn:t'"), OK},
    };
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(olds) / sizeof(olds[0]); i++) {
        struct json *result = NULL;

        ld_reset(&ld);
        ld.options.mode = JSONLD_1_0;
        if (ld_expand(&ld, olds[i].text, &result) != olds[i].code)
            fail_msg("%s: code %d", olds[i].text, (int)ld.err.code);
    }
    ld_release(&ld);
}

/* Every member named by a keyword, and no other, has its tag. */
static void check_tags(const struct json *value)
{
    const struct json *child = NULL;

    if (value->type == JSON_ARRAY || value->type == JSON_OBJECT)
        child = value->child.first;
    for (; child; child = child->next) {
        assert_int_equal(child->tag, keyword_of(child->name));
        if (child->tag != KEYWORD_VALUE)
            check_tags(child);
    }
}

static void test_expand_tags(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *result = NULL;

        ld_reset(&ld);
        assert_int_equal(ld_expand(&ld, cases[i].text, &result), OK);
        check_tags(result);
    }
    ld_release(&ld);
}

/* The input is not written to. */
static void test_expand_leaves_its_input(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *result = NULL;
        struct json *input;
        struct json *copy;

        ld_reset(&ld);
        input = ld_json(&ld, cases[i].text);
        copy = json_copy(&ld.arena, input);
        assert_int_equal(
            jsonld_expand(input, &ld.options, &ld.arena, &result, &ld.err), OK);
        assert_true(json_equal(input, copy));
    }
    ld_release(&ld);
}

static void test_expand_too_deep(void **state)
{
    struct ld ld;
    struct json *root;
    struct json *node;
    struct json *result = NULL;
    int i;

    (void)state;
    ld_init(&ld);
    root = json_new(&ld.arena, JSON_OBJECT);
    for (i = 0, node = root; i < 1000; i++)
        node = json_add(node, S("urn:p"), json_new(&ld.arena, JSON_OBJECT));
    assert_int_equal(
        jsonld_expand(root, &ld.options, &ld.arena, &result, &ld.err),
        E_JSON_TOO_DEEP);
    ld_release(&ld);
}

/* With an arena that ends anywhere, it fails cleanly or succeeds. */
static void test_expand_memory_ends(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *input;
        size_t size;
        code c = E_LIMIT_EXCEEDED;

        ld_reset(&ld);
        input = ld_json(&ld, cases[i].text);
        for (size = 16; c != OK; size += 24) {
            struct arena small;
            struct json *result = NULL;

            arena_init(&small, size);
            ld.err = (struct err){0};
            c = jsonld_expand(input, &ld.options, &small, &result, &ld.err);
            if (c != OK) {
                assert_int_equal(c, E_LIMIT_EXCEEDED);
                assert_int_equal(ld.err.code, E_LIMIT_EXCEEDED);
                assert_null(result);
            }
            arena_release(&small);
        }
    }
    ld_release(&ld);
}

TEST_MAIN(test_expand_features,
    test_expand_errors,
    test_expand_1_0,
    test_expand_tags,
    test_expand_leaves_its_input,
    test_expand_too_deep,
    test_expand_memory_ends)
