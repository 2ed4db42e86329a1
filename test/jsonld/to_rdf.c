#include "rdf/nquads.h"
#include "test/support/ld.h"
#include "test/support/test.h"

#define TYPE "<" RDF_NS "type>"
#define FIRST "<" RDF_NS "first>"
#define REST "<" RDF_NS "rest>"
#define NIL "<" RDF_NS "nil>"

static const struct to_rdf_case {
    const char *label;
    const char *input; /* ' is written for " */
    struct jsonld_options options;
    const char *expected; /* in the order of the walk; NULL: fails with */
    code code;
    const char *arg; /* of the error */
} cases[] = {
    {"nothing", "{}", {0}, "", OK, NULL},
    {"types and nested nodes",
        "{'@id':'a:s','@type':['a:T','_:t'],'a:p':{'@id':'a:o','a:q':'x'}}",
        {0},
        "<a:s> " TYPE " <a:T> .\n<a:s> " TYPE " _:t .\n"
        "<a:o> <a:q> \"x\" .\n<a:s> <a:p> <a:o> .\n",
        OK, NULL},
    {"fresh labels clash with none",
        "{'a:p':{'@id':'_:g0'},'a:q':{'@id':'_:x'},'a:r':{'@id':'_:g-1'}}", {0},
        "_:g0 <a:p> _:g1 .\n_:g0 <a:q> _:x .\n_:g0 <a:r> _:g2 .\n", OK, NULL},
    {"a label that could not be written",
        "{'@id':'_:x> .\\n','a:p':{'@id':'_:x> .\\n'}}", {0},
        "_:g0 <a:p> _:g0 .\n", OK, NULL},
    {"a literal in a graph container gives no quad",
        "{'@context':{'p':{'@id':'a:p','@container':'@graph'}},'@id':'a:s','p':"
        "'lost'}",
        {0}, "<a:s> <a:p> _:g0 .\n", OK, NULL},
    {"LD-01: and is a loss in safe mode",
        "{'@context':{'p':{'@id':'a:p','@container':'@graph'}},"
        "'@id':'a:s','p':'lost'}",
        {.safe = true}, NULL, E_DATA_LOSS_DETECTION_ERROR, "p"},
    {"LD-01: so is a list",
        "{'@context':{'p':{'@id':'a:p','@container':'@graph'}},"
        "'@id':'a:s','p':{'@list':['lost']}}",
        {.safe = true}, NULL, E_DATA_LOSS_DETECTION_ERROR, "p"},
    {"native numbers",
        "{'@id':'a:s','a:p':[1,-0,10.0,1e2,123456789012345678,1e21,"
        "0.1,5e-324,9.95,1.7976931348623157e308,true]}",
        {0},
        "<a:s> <a:p> \"1\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"0\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"10\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"100\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"123456789012345680\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"1.0E21\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"1.0E-1\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"4.940656458412465E-324\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"9.949999999999999E0\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"1.797693134862316E308\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"true\"^^<" XSD_NS "boolean> .\n",
        OK, NULL},
    {"numbers of a datatype",
        "{'@id':'a:s','a:p':[{'@value':2,'@type':'" XSD_NS "double'},"
        "{'@value':2.5,'@type':'a:T'},{'@value':0,'@type':'" XSD_NS
        "double'}]}",
        {0},
        "<a:s> <a:p> \"2.0E0\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"2.5E0\"^^<a:T> .\n"
        "<a:s> <a:p> \"0.0E0\"^^<" XSD_NS "double> .\n",
        OK, NULL},
    {"lists", "{'@id':'a:s','a:p':{'@list':['x',{'@list':[]},{'@id':'bad'}]}}",
        {0},
        "_:g0 " FIRST " \"x\" .\n_:g0 " REST " _:g1 .\n"
        "_:g1 " FIRST " " NIL " .\n_:g1 " REST " _:g2 .\n"
        "_:g2 " REST " " NIL " .\n<a:s> <a:p> _:g0 .\n",
        OK, NULL},
    {"graphs and included nodes",
        "{'@id':'a:g','@graph':{'@id':'a:s','a:p':{'@id':'a:h',"
        "'@graph':{'@id':'a:t','a:q':1}}},'@included':{'@id':'a:u','a:q':2}}",
        {0},
        "<a:t> <a:q> \"1\"^^<" XSD_NS "integer> <a:h> .\n"
        "<a:s> <a:p> <a:h> <a:g> .\n"
        "<a:u> <a:q> \"2\"^^<" XSD_NS "integer> .\n",
        OK, NULL},
    {"reverse", "{'@id':'a:s','@reverse':{'a:p':[{'@id':'a:o'}]}}", {0},
        "<a:o> <a:p> <a:s> .\n", OK, NULL},
    {"what is not well-formed is left out",
        "[{'@id':'a b','a:p':{'@id':'a:o','a:q':'x'}},"
        "{'@id':'a:s','a:p q':1,'_:p':1,'a:p':[{'@value':'x','@type':'a:##b'},"
        "{'@id':'a:##b'}]},"
        "{'@id':'g:a b','@graph':{'@id':'a:s','a:p':'y'}}]",
        {0}, "<a:o> <a:q> \"x\" .\n", OK, NULL},
    {"and refused in safe mode", "{'@id':'a:s','a:p':{'@id':'a:##b'}}",
        {.safe = true}, NULL, E_DATA_LOSS_DETECTION_ERROR, "a:##b"},
    {"a blank predicate in safe mode", "{'@id':'a:s','_:p':'x'}",
        {.safe = true}, NULL, E_DATA_LOSS_DETECTION_ERROR, "_:p"},
    {"a direction that would be lost",
        "{'@id':'a:s','a:p':{'@value':'x','@direction':'rtl'}}", {.safe = true},
        NULL, E_DATA_LOSS_DETECTION_ERROR, "rtl"},
    {"i18n datatype",
        "{'@id':'a:s','a:p':[{'@value':'x','@direction':'rtl'},"
        "{'@value':'x','@language':'ar-EG','@direction':'rtl'}]}",
        {.rdf_direction = JSONLD_I18N_DATATYPE},
        "<a:s> <a:p> \"x\"^^<https://www.w3.org/ns/i18n#_rtl> .\n"
        "<a:s> <a:p> \"x\"^^<https://www.w3.org/ns/i18n#ar-eg_rtl> .\n",
        OK, NULL},
    {"compound literal",
        "{'@id':'a:s','a:p':"
        "{'@value':'x','@language':'EN','@direction':'ltr'}}",
        {.rdf_direction = JSONLD_COMPOUND_LITERAL},
        "_:g0 <" RDF_NS "value> \"x\" .\n_:g0 <" RDF_NS "language> \"en\" .\n"
        "_:g0 <" RDF_NS "direction> \"ltr\" .\n<a:s> <a:p> _:g0 .\n",
        OK, NULL},
    {"JSON literal",
        "{'@id':'a:s','a:p':{'@value':{'b':1.0,'a':[]},'@type':'@json'}}", {0},
        "<a:s> <a:p> \"{\\\"a\\\":[],\\\"b\\\":1}\"^^<" RDF_NS "JSON> .\n", OK,
        NULL},
    {"one node, two indexes",
        "{'@id':'a:s','a:p':[{'@id':'a:o','@index':'1'},"
        "{'@id':'a:o','@index':'2'}]}",
        {0}, NULL, E_JSONLD_CONFLICTING_INDEXES, "a:o"},
    {"one index in each graph",
        "[{'@id':'a:s','@index':'1','a:p':1},{'@id':'a:g','@graph':"
        "{'@id':'a:s','@index':'2','a:p':2}}]",
        {0},
        "<a:s> <a:p> \"1\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"2\"^^<" XSD_NS "integer> <a:g> .\n",
        OK, NULL},
};

static void run_case(struct ld *ld, const struct to_rdf_case *c)
{
    struct dataset ds;
    str got;

    ld_reset(ld);
    ld->err = (struct err){0};
    ld->options = c->options;
    ld->options.budget = &ld->budget;
    dataset_init(&ds, &ld->arena, 100);
    if (jsonld_to_rdf(ld_json(ld, c->input), &ld->options, &ld->arena, &ds,
            &ld->err) != c->code)
        fail_msg("%s: got code %d (%s)", c->label, ld->err.code, ld->err.arg);
    if (c->arg)
        assert_string_equal(ld->err.arg, c->arg);
    if (!c->expected)
        return;
    assert_int_equal(nquads_write(&ds, &ld->arena, &got, NULL), OK);
    if (!str_eq(got, str_of(c->expected)))
        fail_msg("%s: got\n%.*s", c->label, (int)got.len, got.ptr);
}

static void test_to_rdf_cases(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run_case(&ld, &cases[i]);
    ld_release(&ld);
}

static void test_to_rdf_quads_max(void **state)
{
    struct dataset ds;
    struct ld ld;

    (void)state;
    ld_init(&ld);
    dataset_init(&ds, &ld.arena, 2);
    assert_int_equal(jsonld_to_rdf(ld_json(&ld, "{'@id':'a:s','a:p':[1,2,3]}"),
                         &ld.options, &ld.arena, &ds, &ld.err),
        E_COMPLEXITY_LIMIT);
    ld_release(&ld);
}

TEST_MAIN(test_to_rdf_cases, test_to_rdf_quads_max)
