#include "rdf/nquads.h"
#include "test/support/ld.h"
#include "test/support/test.h"

#define FIRST "<" RDF_NS "first>"
#define REST "<" RDF_NS "rest>"
#define NIL "<" RDF_NS "nil>"
#define VALUE "<" RDF_NS "value>"
#define DIRECTION "<" RDF_NS "direction>"

static const struct from_rdf_case {
    const char *label;
    const char *nquads;
    struct jsonld_options options;
    const char *expected; /* ' is written for "; NULL: fails with */
    code code;
} cases[] = {
    {"nothing", "", {0}, "[]", OK},
    {"values are kept once",
        "<a:s> <a:p> \"x\" .\n<a:s> <a:p> \"x\" .\n<a:s> <a:p> \"y\"@en .\n",
        {0},
        "[{'@id':'a:s','a:p':[{'@value':'x'},"
        "{'@value':'y','@language':'en'}]}]",
        OK},
    {"types",
        "<a:s> <" RDF_NS "type> <a:T> .\n<a:s> <" RDF_NS "type> \"lit\" .\n",
        {0},
        "[{'@id':'a:s','@type':['a:T'],'" RDF_NS "type':[{'@value':'lit'}]}]",
        OK},
    {"types as property", "<a:s> <" RDF_NS "type> <a:T> .\n",
        {.rdf_type = true}, "[{'@id':'a:s','" RDF_NS "type':[{'@id':'a:T'}]}]",
        OK},
    {"graphs",
        "<a:s> <a:p> <a:o> <a:g> .\n<a:g> <a:p> <a:g> .\n"
        "<a:t> <a:p> <a:o> _:h .\n",
        {0},
        "[{'@id':'_:h','@graph':[{'@id':'a:t','a:p':[{'@id':'a:o'}]}]},"
        "{'@id':'a:g','a:p':[{'@id':'a:g'}],"
        "'@graph':[{'@id':'a:s','a:p':[{'@id':'a:o'}]}]}]",
        OK},
    {"list of lists",
        "<a:s> <a:p> _:1 .\n_:1 " FIRST " _:2 .\n_:1 " REST " _:3 .\n"
        "_:3 " FIRST " \"b\" .\n_:3 " REST " " NIL " .\n"
        "_:2 " FIRST " \"a\" .\n_:2 " REST " " NIL " .\n",
        {0},
        "[{'@id':'a:s','a:p':[{'@list':[{'@list':[{'@value':'a'}]},"
        "{'@value':'b'}]}]}]",
        OK},
    {"empty list", "<a:s> <a:p> " NIL " .\n", {0},
        "[{'@id':'a:s','a:p':[{'@list':[]}]}]", OK},
    {"a list used twice stays apart",
        "<a:s> <a:p> _:1 .\n<a:t> <a:p> _:1 .\n_:1 " FIRST " \"a\" .\n"
        "_:1 " REST " " NIL " .\n",
        {0},
        "[{'@id':'_:1','" RDF_NS "first':[{'@value':'a'}],'" RDF_NS
        "rest':[{'@list':[]}]},"
        "{'@id':'a:s','a:p':[{'@id':'_:1'}]},"
        "{'@id':'a:t','a:p':[{'@id':'_:1'}]}]",
        OK},
    {"a list of another graph stays there",
        "<a:s> <a:p> _:1 <a:g> .\n_:1 " FIRST " \"a\" .\n"
        "_:1 " REST " " NIL " .\n",
        {0},
        "[{'@id':'_:1','" RDF_NS "first':[{'@value':'a'}],'" RDF_NS
        "rest':[{'@list':[]}]},"
        "{'@id':'a:g','@graph':[{'@id':'a:s','a:p':[{'@id':'_:1'}]}]}]",
        OK},
    {"native types",
        "<a:s> <a:p> \"1\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"+007\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \"9007199254740993\"^^<" XSD_NS "integer> .\n"
        "<a:s> <a:p> \".5E0\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"INF\"^^<" XSD_NS "double> .\n"
        "<a:s> <a:p> \"1\"^^<" XSD_NS "boolean> .\n"
        "<a:s> <a:p> \"no\"^^<" XSD_NS "boolean> .\n",
        {.native_types = true},
        "[{'@id':'a:s','a:p':[{'@value':1},{'@value':7},"
        "{'@value':'9007199254740993','@type':'" XSD_NS "integer'},"
        "{'@value':0.5},{'@value':'INF','@type':'" XSD_NS "double'},"
        "{'@value':true},{'@value':'no','@type':'" XSD_NS "boolean'}]}]",
        OK},
    {"JSON literal",
        "<a:s> <a:p> \"{\\\"b\\\":[1,null]}\"^^<" RDF_NS "JSON> .\n", {0},
        "[{'@id':'a:s','a:p':[{'@value':{'b':[1,null]},'@type':'@json'}]}]",
        OK},
    {"no JSON in a JSON literal", "<a:s> <a:p> \"{\"^^<" RDF_NS "JSON> .\n",
        {0}, NULL, E_JSONLD_INVALID_JSON_LITERAL},
    {"i18n datatype",
        "<a:s> <a:p> \"x\"^^<https://www.w3.org/ns/i18n#ar-EG_rtl> .\n"
        "<a:s> <a:p> \"y\"^^<https://www.w3.org/ns/i18n#_ltr> .\n",
        {.rdf_direction = JSONLD_I18N_DATATYPE},
        "[{'@id':'a:s','a:p':["
        "{'@value':'x','@language':'ar-EG','@direction':'rtl'},"
        "{'@value':'y','@direction':'ltr'}]}]",
        OK},
    {"compound literal",
        "<a:s> <a:p> _:1 .\n_:1 " VALUE " \"x\" .\n"
        "_:1 " DIRECTION " \"rtl\" .\n",
        {.rdf_direction = JSONLD_COMPOUND_LITERAL},
        "[{'@id':'a:s','a:p':[{'@value':'x','@direction':'rtl'}]}]", OK},
    {"compound literal with a wrong direction",
        "<a:s> <a:p> _:1 .\n_:1 " VALUE " \"x\" .\n"
        "_:1 " DIRECTION " \"up\" .\n",
        {.rdf_direction = JSONLD_COMPOUND_LITERAL}, NULL,
        E_JSONLD_INVALID_BASE_DIRECTION},
};

static void run_case(struct ld *ld, const struct from_rdf_case *c)
{
    struct json *got = NULL;
    struct dataset ds;

    ld_reset(ld);
    ld->options = c->options;
    ld->options.budget = &ld->budget;
    dataset_init(&ds, &ld->arena, 100);
    assert_int_equal(
        nquads_parse(str_of(c->nquads), &ld->budget, &ds, NULL), OK);
    assert_int_equal(
        jsonld_from_rdf(&ds, &ld->options, &ld->arena, &got, &ld->err),
        c->code);
    if (c->expected)
        ld_assert_same(ld, c->label, got, c->expected);
}

static void test_from_rdf_cases(void **state)
{
    struct ld ld;
    size_t i;

    (void)state;
    ld_init(&ld);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        run_case(&ld, &cases[i]);
    ld_release(&ld);
}

TEST_MAIN(test_from_rdf_cases)
