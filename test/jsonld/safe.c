/* Safe mode: whatever would be dropped or left relative is refused, at its
 * place; what is whole passes. */
#include "test/support/ld.h"
#include "test/support/test.h"

#define VC "'@context':'https://www.w3.org/ns/credentials/v2'"
#define NO_CONTEXT                                                             \
    "'@context':{'p':'urn:p','t':{'@type':'@id','@id':'urn:t'},"               \
    "'v':{'@type':'@vocab','@id':'urn:v'},'nil':null,"                         \
    "'ids':{'@id':'urn:i','@container':'@id'},"                                \
    "'types':{'@id':'urn:y','@container':'@type'},"                            \
    "'l':{'@id':'urn:l','@container':'@language'}}"

static const struct safe_case {
    const char *label;
    const char *text;
    code code;
    const char *pointer;
} cases[] = {
    {"LD-01: a term that no context defines",
        "{" VC ",'type':['VerifiableCredential'],'credentialSubject':"
        "{'favouriteColour':'blue'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/credentialSubject/favouriteColour"},
    {"LD-01: at the top", "{" NO_CONTEXT ",'p':1,'q~/':2}",
        E_DATA_LOSS_DETECTION_ERROR, "/q~0~1"},
    {"LD-01: in an array", "{" NO_CONTEXT ",'p':[{'p':1},{'p':{'q':1}}]}",
        E_DATA_LOSS_DETECTION_ERROR, "/p/1/p/q"},
    {"LD-01: a term mapped to null", "{" NO_CONTEXT ",'p':1,'nil':2}",
        E_DATA_LOSS_DETECTION_ERROR, "/nil"},
    {"LD-01: in the form of a keyword", "{" NO_CONTEXT ",'p':1,'@foo':2}",
        E_DATA_LOSS_DETECTION_ERROR, "/@foo"},
    {"LD-01: a keyword that means nothing here",
        "{" NO_CONTEXT ",'p':1,'@vocab':'urn:'}", E_DATA_LOSS_DETECTION_ERROR,
        "/@vocab"},
    {"LD-01: relative by its vocabulary", "{'@context':{'@vocab':'x/'},'p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@context/@vocab"},
    {"LD-02: a type that no context defines",
        "{" VC ",'type':['VerifiableCredential','FooBadge']}",
        E_DATA_LOSS_DETECTION_ERROR, "/type/1"},
    {"LD-02: alone", "{" NO_CONTEXT ",'@type':'Foo'}",
        E_DATA_LOSS_DETECTION_ERROR, "/@type"},
    {"LD-02: mapped to null", "{" NO_CONTEXT ",'@type':['nil']}",
        E_DATA_LOSS_DETECTION_ERROR, "/@type/0"},
    {"LD-02: a keyword as type", "{" NO_CONTEXT ",'@type':'@id'}",
        E_DATA_LOSS_DETECTION_ERROR, "/@type"},
    {"LD-02: the type of JSON literals on a node",
        "{'urn:p':[{'@type':'@json'}]}", E_DATA_LOSS_DETECTION_ERROR,
        "/urn:p/0/@type"},
    {"LD-02: the same by a term, in a list of types",
        "{'@context':{'j':'@json'},'urn:p':{'@type':['urn:T','j']}}",
        E_DATA_LOSS_DETECTION_ERROR, "/urn:p/@type"},
    {"LD-02: the same as the key of a type map",
        "{" NO_CONTEXT ",'types':{'@json':{'p':1}}}",
        E_DATA_LOSS_DETECTION_ERROR, "/types/@json"},
    {"LD-03: relative id", "{" NO_CONTEXT ",'@id':'a/b','p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@id"},
    {"LD-03: empty id", "{" NO_CONTEXT ",'@id':'','p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@id"},
    {"LD-03: reserved id", "{" NO_CONTEXT ",'@id':'@foo','p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@id"},
    {"LD-03: relative type", "{" NO_CONTEXT ",'@type':'./x','p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@type"},
    {"LD-03: relative value of a term of type @id",
        "{" NO_CONTEXT ",'t':['urn:ok','b']}", E_DATA_LOSS_DETECTION_ERROR,
        "/t/1"},
    {"LD-03: relative value of a term of type @vocab",
        "{" NO_CONTEXT ",'v':'b'}", E_DATA_LOSS_DETECTION_ERROR, "/v"},
    {"LD-03: not an IRI", "{" NO_CONTEXT ",'t':'urn:a b'}",
        E_DATA_LOSS_DETECTION_ERROR, "/t"},
    {"LD-03: relative key of an id map", "{" NO_CONTEXT ",'ids':{'x':{'p':1}}}",
        E_DATA_LOSS_DETECTION_ERROR, "/ids/x"},
    {"LD-03: relative key of a type map",
        "{" NO_CONTEXT ",'types':{'x':{'p':1}}}", E_DATA_LOSS_DETECTION_ERROR,
        "/types/x"},
    {"a value that floats freely", "['x']", E_DATA_LOSS_DETECTION_ERROR, "/0"},
    {"a number in a graph", "{" NO_CONTEXT ",'@id':'urn:a','@graph':[1]}",
        E_DATA_LOSS_DETECTION_ERROR, "/@graph/0"},
    {"an index, which RDF does not have",
        "{" NO_CONTEXT ",'p':{'@value':'x','@index':'i'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/p/@index"},
    {"an index map",
        "{'@context':{'m':{'@id':'urn:m','@container':'@index'}},"
        "'m':{'i':'x'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/m/i"},
    {"a value in an id map", "{" NO_CONTEXT ",'ids':{'urn:x':{'@value':'x'}}}",
        E_DATA_LOSS_DETECTION_ERROR, "/ids/urn:x"},
    {"a value where a graph should be",
        "{" VC ",'type':['VerifiablePresentation'],"
        "'verifiableCredential':['eyJhbGciOiJFUzI1NiJ9.e30.x']}",
        E_DATA_LOSS_DETECTION_ERROR, "/verifiableCredential"},
    {"a bare reference where a graph should be",
        "{" VC ",'type':['VerifiablePresentation'],"
        "'verifiableCredential':{'@id':'urn:a'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/verifiableCredential"},
    {"an empty node at the top", "[{}]", E_DATA_LOSS_DETECTION_ERROR, "/0"},
    {"only an id at the top", "{'@id':'urn:a'}", E_DATA_LOSS_DETECTION_ERROR,
        ""},
    {"only a value at the top", "{'@value':'a'}", E_DATA_LOSS_DETECTION_ERROR,
        ""},
    {"only a list at the top", "{'@list':['a']}", E_DATA_LOSS_DETECTION_ERROR,
        "/@list"},
    {"only a language", "{" NO_CONTEXT ",'p':{'@language':'en'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/p"},
    {"null as @value", "{" NO_CONTEXT ",'p':{'@value':null}}",
        E_DATA_LOSS_DETECTION_ERROR, "/p"},
    {"no language tag", "{" NO_CONTEXT ",'p':{'@value':'x','@language':'a b'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/p/@language"},
    {"no language tag in a map", "{" NO_CONTEXT ",'l':{'a_b':'x'}}",
        E_DATA_LOSS_DETECTION_ERROR, "/l/a_b"},
    {"no language tag in a context",
        "{'@context':{'@language':'a b','p':'urn:p'},'p':'x'}",
        E_DATA_LOSS_DETECTION_ERROR, "/@context/@language"},
    {"a reserved term", "{'@context':{'@foo':'urn:f','p':'urn:p'},'p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@context/@foo"},
    {"a reserved IRI", "{'@context':{'f':'@foo','p':'urn:p'},'p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@context/f"},
    {"a reserved reverse IRI",
        "{'@context':{'f':{'@reverse':'@foo'},'p':'urn:p'},'p':1}",
        E_DATA_LOSS_DETECTION_ERROR, "/@context/f/@reverse"},
    {"LD-09: id and @id", "{" VC ",'id':'urn:a','@id':'urn:b'}",
        E_JSONLD_COLLIDING_KEYWORDS, "/@id"},
    {"LD-09: type and @type",
        "{" VC
        ",'type':['VerifiableCredential'],'@type':['VerifiableCredential']}",
        E_DOCUMENT_SHAPE_ERROR, "/type"},
    {"null says nothing", "{" NO_CONTEXT ",'p':[null,1],'v':null}", OK, ""},
    {"blank nodes", "{" NO_CONTEXT ",'@id':'_:a','t':'_:b','p':{}}", OK, ""},
    {"language maps", "{" NO_CONTEXT ",'l':{'EN-gb':['x'],'@none':'y'}}", OK,
        ""},
    {"keys that are IRIs", "{'urn:x':{'@type':'urn:T','@id':'did:a:b'}}", OK,
        ""},
    {"JSON literals",
        "{'urn:x':{'@type':'@json','@value':{'anything':[null]}}}", OK, ""},
};

static void test_safe_mode(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *result = NULL;
        code c;

        ld_reset(&ld);
        ld.options.safe = true;
        c = ld_expand(&ld, cases[i].text, &result);
        if (c != cases[i].code ||
            !str_eq(str_of(ld.err.pointer), str_of(cases[i].pointer)))
            fail_msg("%s: code %d at %s (%s)", cases[i].label, (int)c,
                ld.err.pointer, ld.err.arg);
    }
    ld_release(&ld);
}

/* The same without safe mode: only what is wrong by the specification. */
static void test_unsafe_mode_drops(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json *result = NULL;
        code c;

        ld_reset(&ld);
        c = ld_expand(&ld, cases[i].text, &result);
        if (c != OK && c != E_JSONLD_COLLIDING_KEYWORDS)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
    ld_release(&ld);
}

/* Plain mode: one way to say a thing, the one with the terms. */
static void test_plain_mode(void **state)
{
    static const struct safe_case plain[] = {
        {"a term", "{" VC ",'type':'VerifiableCredential','id':'urn:a'}", OK,
            ""},
        {"an IRI without a term", "{" VC ",'urn:x':1}", OK, ""},
        {"an IRI with a term",
            "{'@context':{'p':'urn:p'},'id':'urn:a','urn:p':1}",
            E_DOCUMENT_SHAPE_ERROR, "/urn:p"},
        {"a compact IRI with a term",
            "{'@context':{'u':'urn:u:','p':'urn:u:p'},'u:p':1}",
            E_DOCUMENT_SHAPE_ERROR, "/u:p"},
        {"an IRI with a term that is hidden",
            "{'@context':[{'p':'urn:p'},{'p':'urn:q'}],'urn:p':1}", OK, ""},
        {"a type with a term",
            "{'@context':{'T':'urn:T'},'@type':['urn:T'],'urn:x':1}",
            E_DOCUMENT_SHAPE_ERROR, "/@type/0"},
        {"@nest", "{'@nest':{'urn:x':1}}", E_DOCUMENT_SHAPE_ERROR, "/@nest"},
        {"an alias of @nest", "{'@context':{'n':'@nest'},'n':{'urn:x':1}}",
            E_DOCUMENT_SHAPE_ERROR, "/n"},
        {"@included", "{'@included':[{'@id':'urn:a','urn:x':1}]}",
            E_DOCUMENT_SHAPE_ERROR, "/@included"},
        {"@graph", "{'@graph':[{'@id':'urn:a','urn:x':1}]}",
            E_DOCUMENT_SHAPE_ERROR, "/@graph"},
        {"@reverse", "{'@reverse':{'urn:x':{'@id':'urn:a'}}}",
            E_DOCUMENT_SHAPE_ERROR, "/@reverse"},
        {"@set", "{'urn:x':{'@set':[1]}}", E_DOCUMENT_SHAPE_ERROR,
            "/urn:x/@set"},
        {"@list", "{'urn:x':{'@list':[1]}}", OK, ""},
    };
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        struct json *result = NULL;
        code c;

        ld_reset(&ld);
        ld.options.plain = true;
        c = ld_expand(&ld, plain[i].text, &result);
        if (c != plain[i].code ||
            !str_eq(str_of(ld.err.pointer), str_of(plain[i].pointer)))
            fail_msg("%s: code %d at %s (%s)", plain[i].label, (int)c,
                ld.err.pointer, ld.err.arg);
    }
    ld_release(&ld);
}

TEST_MAIN(test_safe_mode, test_unsafe_mode_drops, test_plain_mode)
