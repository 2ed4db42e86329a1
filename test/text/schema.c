#include "text/schema.h"

#include "test/support/fail.h"
#include "test/support/test.h"

#include <string.h>

struct answer {
    str schema;
    str document;
    enum schema_verdict verdict;
    const char *pointer; /* of the first failure */
    const char *what;    /* its keyword and name */
};

#define VALID SCHEMA_VALID, "", ""

static const struct answer ANSWERS[] = {
    {STR("true"), STR("1"), VALID},
    {STR("{}"), STR("null"), VALID},
    {STR("false"), STR("1"), SCHEMA_INVALID, "", "false"},
    /* type */
    {STR("{\"type\":\"string\"}"), STR("\"a\""), VALID},
    {STR("{\"type\":\"string\"}"), STR("1"), SCHEMA_INVALID, "", "type"},
    {STR("{\"type\":[\"null\",\"boolean\"]}"), STR("false"), VALID},
    {STR("{\"type\":[\"null\",\"boolean\"]}"), STR("0"), SCHEMA_INVALID, "",
        "type"},
    {STR("{\"type\":\"integer\"}"), STR("1.0"), VALID},
    {STR("{\"type\":\"integer\"}"), STR("1e30"), VALID},
    {STR("{\"type\":\"integer\"}"), STR("1.5"), SCHEMA_INVALID, "", "type"},
    {STR("{\"type\":\"number\"}"), STR("1.5"), VALID},
    /* enum and const */
    {STR("{\"enum\":[1,\"a\",{\"b\":[2]}]}"), STR("{\"b\":[2.0]}"), VALID},
    {STR("{\"enum\":[1,\"a\"]}"), STR("\"b\""), SCHEMA_INVALID, "", "enum"},
    {STR("{\"const\":[1]}"), STR("[1]"), VALID},
    {STR("{\"const\":[1]}"), STR("[true]"), SCHEMA_INVALID, "", "const"},
    /* objects */
    {STR("{\"required\":[\"a\",\"b\"]}"), STR("{\"a\":1}"), SCHEMA_INVALID, "",
        "required b"},
    {STR("{\"required\":[\"a\"]}"), STR("[]"), VALID},
    {STR("{\"properties\":{\"a\":{\"properties\":{\"b/c\":{\"type\":"
         "\"string\"}}}}}"),
        STR("{\"a\":{\"b/c\":1}}"), SCHEMA_INVALID, "/a/b~1c", "type"},
    {STR("{\"properties\":{\"a\":{}},\"additionalProperties\":false}"),
        STR("{\"a\":1,\"x\":2}"), SCHEMA_INVALID, "", "additionalProperties x"},
    {STR("{\"additionalProperties\":{\"type\":\"string\"}}"), STR("{\"x\":2}"),
        SCHEMA_INVALID, "/x", "type"},
    {STR("{\"patternProperties\":{\"^x\":{\"type\":\"string\"}},"
         "\"additionalProperties\":false}"),
        STR("{\"x1\":\"a\"}"), VALID},
    {STR("{\"patternProperties\":{\"^x\":{\"type\":\"string\"}},"
         "\"additionalProperties\":false}"),
        STR("{\"x1\":\"a\",\"y\":1}"), SCHEMA_INVALID, "",
        "additionalProperties y"},
    {STR("{\"patternProperties\":{\"^x\":{\"type\":\"string\"}}}"),
        STR("{\"x1\":1}"), SCHEMA_INVALID, "/x1", "type"},
    {STR("{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}}"),
        STR("{\"a\":1,\"B\":2}"), SCHEMA_INVALID, "", "propertyNames B"},
    {STR("{\"minProperties\":1}"), STR("{}"), SCHEMA_INVALID, "",
        "minProperties"},
    {STR("{\"maxProperties\":1}"), STR("{\"a\":1,\"b\":1}"), SCHEMA_INVALID, "",
        "maxProperties"},
    /* arrays */
    {STR("{\"items\":{\"type\":\"string\"}}"), STR("[\"a\",1]"), SCHEMA_INVALID,
        "/1", "type"},
    {STR("{\"items\":[{\"const\":1}],\"additionalItems\":{\"const\":2}}"),
        STR("[1,2,2]"), VALID},
    {STR("{\"items\":[{\"const\":1}],\"additionalItems\":{\"const\":2}}"),
        STR("[1,2,3]"), SCHEMA_INVALID, "/2", "const"},
    {STR("{\"items\":{\"const\":1},\"additionalItems\":false}"), STR("[1,1]"),
        VALID},
    {STR("{\"prefixItems\":[{\"const\":1}],\"items\":false}"), STR("[1,2]"),
        SCHEMA_INVALID, "/1", "false"},
    {STR("{\"minItems\":1}"), STR("[]"), SCHEMA_INVALID, "", "minItems"},
    {STR("{\"maxItems\":1}"), STR("[1,2]"), SCHEMA_INVALID, "", "maxItems"},
    {STR("{\"uniqueItems\":true}"), STR("[1,{\"a\":1},{\"a\":1.0}]"),
        SCHEMA_INVALID, "", "uniqueItems"},
    {STR("{\"uniqueItems\":true}"), STR("[1,\"1\",true]"), VALID},
    {STR("{\"contains\":{\"const\":1}}"), STR("[2,1]"), VALID},
    {STR("{\"contains\":{\"const\":1}}"), STR("[2]"), SCHEMA_INVALID, "",
        "contains"},
    {STR("{\"contains\":{\"const\":1},\"minContains\":0}"), STR("[]"), VALID},
    {STR("{\"contains\":{\"const\":1},\"minContains\":2}"), STR("[1]"),
        SCHEMA_INVALID, "", "contains"},
    {STR("{\"contains\":{\"const\":1},\"maxContains\":1}"), STR("[1,1]"),
        SCHEMA_INVALID, "", "contains"},
    /* strings */
    {STR("{\"minLength\":2}"), STR("\"\xf0\x9f\x92\xa9\""), SCHEMA_INVALID, "",
        "minLength"},
    {STR("{\"maxLength\":1}"), STR("\"\xf0\x9f\x92\xa9\""), VALID},
    {STR("{\"maxLength\":1}"), STR("\"ab\""), SCHEMA_INVALID, "", "maxLength"},
    {STR("{\"pattern\":\"b\"}"), STR("\"abc\""), VALID},
    {STR("{\"pattern\":\"^b\"}"), STR("\"abc\""), SCHEMA_INVALID, "",
        "pattern"},
    {STR("{\"format\":\"date-time\"}"), STR("\"2024-02-30T00:00:00Z\""),
        SCHEMA_INVALID, "", "format"},
    {STR("{\"format\":\"date-time\"}"), STR("\"2024-02-29T00:00:00Z\""), VALID},
    {STR("{\"format\":\"date-time\"}"), STR("5"), VALID},
    {STR("{\"format\":\"date\"}"), STR("\"2024-02-29\""), VALID},
    {STR("{\"format\":\"date\"}"), STR("\"29.2.2024\""), SCHEMA_INVALID, "",
        "format"},
    {STR("{\"format\":\"uri\"}"), STR("\"urn:x:y\""), VALID},
    {STR("{\"format\":\"uri\"}"), STR("\"x y\""), SCHEMA_INVALID, "", "format"},
    {STR("{\"format\":\"uri-reference\"}"), STR("\"../x\""), VALID},
    {STR("{\"format\":\"iri\"}"), STR("\"http://\xc3\xa9/\""), VALID},
    {STR("{\"format\":\"email\"}"), STR("\"a.b+c@d.example\""), VALID},
    {STR("{\"format\":\"email\"}"), STR("\"a..b@d\""), SCHEMA_INVALID, "",
        "format"},
    {STR("{\"format\":\"email\"}"), STR("\"@d\""), SCHEMA_INVALID, "",
        "format"},
    {STR("{\"format\":\"uuid\"}"),
        STR("\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""), VALID},
    {STR("{\"format\":\"uuid\"}"),
        STR("\"f81d4fae-7dec-11d0-a765-00a0c91e6bfx\""), SCHEMA_INVALID, "",
        "format"},
    {STR("{\"format\":\"of my own\"}"), STR("\"x\""), VALID},
    /* numbers */
    {STR("{\"minimum\":1}"), STR("1"), VALID},
    {STR("{\"minimum\":1}"), STR("0.5"), SCHEMA_INVALID, "", "minimum"},
    {STR("{\"exclusiveMinimum\":1}"), STR("1"), SCHEMA_INVALID, "", "minimum"},
    {STR("{\"minimum\":1,\"exclusiveMinimum\":true}"), STR("1"), SCHEMA_INVALID,
        "", "minimum"},
    {STR("{\"maximum\":1}"), STR("1.5"), SCHEMA_INVALID, "", "maximum"},
    {STR("{\"exclusiveMaximum\":1}"), STR("1"), SCHEMA_INVALID, "", "maximum"},
    {STR("{\"multipleOf\":3}"), STR("9"), VALID},
    {STR("{\"multipleOf\":3}"), STR("10"), SCHEMA_INVALID, "", "multipleOf"},
    {STR("{\"multipleOf\":0.1}"), STR("1"), SCHEMA_UNDECIDED, "", "multipleOf"},
    /* applicators */
    {STR("{\"allOf\":[{\"minimum\":1},{\"maximum\":3}]}"), STR("4"),
        SCHEMA_INVALID, "", "maximum"},
    {STR("{\"anyOf\":[{\"const\":1},{\"const\":2}]}"), STR("2"), VALID},
    {STR("{\"anyOf\":[{\"const\":1},{\"const\":2}]}"), STR("3"), SCHEMA_INVALID,
        "", "anyOf"},
    {STR("{\"oneOf\":[{\"type\":\"string\"},{\"items\":{\"type\":\"string\"},"
         "\"type\":\"array\"}]}"),
        STR("[1]"), SCHEMA_INVALID, "/0", "type"},
    {STR("{\"oneOf\":[{\"minimum\":1},{\"maximum\":3}]}"), STR("2"),
        SCHEMA_INVALID, "", "oneOf"},
    {STR("{\"oneOf\":[{\"minimum\":1},{\"maximum\":0}]}"), STR("2"), VALID},
    {STR("{\"not\":{\"const\":1}}"), STR("1"), SCHEMA_INVALID, "", "not"},
    {STR("{\"not\":{\"const\":1}}"), STR("2"), VALID},
    {STR("{\"if\":{\"minimum\":5},\"then\":{\"const\":9},\"else\":{\"const\":"
         "1}}"),
        STR("9"), VALID},
    {STR("{\"if\":{\"minimum\":5},\"then\":{\"const\":9},\"else\":{\"const\":"
         "1}}"),
        STR("2"), SCHEMA_INVALID, "", "const"},
    /* references */
    {STR("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"string\"}}}"),
        STR("1"), SCHEMA_INVALID, "", "type"},
    {STR("{\"$ref\":\"#/%24defs/a~1b\",\"$defs\":{\"a/b\":{\"const\":1}}}"),
        STR("1"), VALID},
    {STR("{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"b\"]}"),
        STR("{\"b\":1,\"a\":{\"b\":1,\"a\":{}}}"), SCHEMA_INVALID, "/a/a",
        "required b"},
    {STR("{\"$ref\":\"#/$defs/a\",\"maximum\":3,\"$defs\":{\"a\":{}}}"),
        STR("4"), SCHEMA_INVALID, "", "maximum"},
    {STR("{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
         "\"$ref\":\"#/$defs/a\",\"maximum\":3,\"$defs\":{\"a\":{}}}"),
        STR("4"), VALID},
    {STR("{\"$ref\":\"https://example.com/other.json#/$defs/n\"}"),
        STR("\"x\""), SCHEMA_INVALID, "", "type"},
    {STR("{\"$id\":\"https://example.com/a.json\",\"$ref\":\"other.json\"}"),
        STR("[]"), SCHEMA_INVALID, "", "type"},
    /* cannot be decided */
    {STR("{\"$ref\":\"https://example.com/none.json\"}"), STR("1"),
        SCHEMA_UNDECIDED, "", "$ref"},
    {STR("{\"$ref\":\"#anchor\"}"), STR("1"), SCHEMA_UNDECIDED, "", "$ref"},
    {STR("{\"unevaluatedProperties\":false,\"required\":[\"a\"]}"),
        STR("{\"a\":1}"), SCHEMA_UNDECIDED, "", "unevaluatedProperties"},
    {STR("{\"unevaluatedProperties\":false,\"required\":[\"a\"]}"), STR("{}"),
        SCHEMA_INVALID, "", "required a"},
    {STR("{\"pattern\":\"(?=a)\"}"), STR("\"a\""), SCHEMA_UNDECIDED, "",
        "pattern"},
    {STR("{\"pattern\":\"(?=a)\"}"), STR("1"), VALID},
    {STR("{\"patternProperties\":{\"(?=a)\":false}}"), STR("{\"a\":1}"),
        SCHEMA_UNDECIDED, "", "patternProperties a"},
    {STR("{\"anyOf\":[{\"pattern\":\"(?=a)\"},{\"const\":\"a\"}]}"),
        STR("\"a\""), VALID},
    {STR("{\"oneOf\":[{\"pattern\":\"(?=a)\"},{\"const\":\"a\"}]}"),
        STR("\"a\""), SCHEMA_UNDECIDED, "", "oneOf"},
    {STR("{\"not\":{\"pattern\":\"(?=a)\"}}"), STR("\"a\""), SCHEMA_UNDECIDED,
        "", "not"},
    {STR("{\"if\":{\"pattern\":\"(?=a)\"}}"), STR("\"a\""), SCHEMA_UNDECIDED,
        "", "if"},
    {STR("{\"contains\":{\"pattern\":\"(?=a)\"}}"), STR("[\"a\"]"),
        SCHEMA_UNDECIDED, "", "contains"},
    /* unknown keywords say nothing */
    {STR("{\"desccription\":1,\"default\":{\"type\":\"string\"}}"), STR("1"),
        VALID},
};

static const str OTHER =
    STR("{\"type\":\"number\",\"$defs\":{\"n\":{\"$ref\":\"#\"}}}");

/* Compiles and checks; the code of what failed. */
static code ask(str schema_text,
    str document_text,
    struct budget *budget,
    struct arena *arena,
    struct schema_report *ret,
    struct err *err)
{
    struct schema_document other = {S("https://example.com/other.json"), NULL};
    struct schema_library library = {&other, 1};
    struct json *root = NULL;
    struct json *document = NULL;
    struct json *other_root = NULL;
    struct schema *schema = NULL;

    TRY(json_parse(OTHER, budget, arena, &other_root, err));
    other.root = other_root;
    TRY(json_parse(schema_text, budget, arena, &root, err));
    TRY(json_parse(document_text, budget, arena, &document, err));
    TRY(schema_compile(root, &library, budget, arena, &schema, err));
    TRY(schema_check(schema, document, budget, arena, ret, err));
    if (ret->n_failures > 0)
        schema_failure_err(&ret->failures[0], document, ret->verdict, err);
    return OK;
}

static void test_schema_answers(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(ANSWERS) / sizeof(ANSWERS[0]); i++) {
        const struct answer *a = &ANSWERS[i];
        struct budget budget = budget_default();
        struct schema_report report = {0};
        struct err err = {0};

        arena_reset(&arena);
        if (ask(a->schema, a->document, &budget, &arena, &report, &err) != OK)
            fail_msg("%s: %d %s", a->schema.ptr, err.code, err.arg);
        if (report.verdict != a->verdict ||
            strcmp(err.pointer, a->pointer) != 0 ||
            strcmp(err.arg, a->what) != 0)
            fail_msg("%s and %s: %d, %s at '%s'", a->schema.ptr,
                a->document.ptr, report.verdict, err.arg, err.pointer);
        if (a->verdict != SCHEMA_VALID)
            assert_int_equal(err.code, a->verdict == SCHEMA_INVALID
                                           ? E_SCHEMA_INVALID
                                           : E_SCHEMA_UNSUPPORTED);
    }
    arena_release(&arena);
}

struct refusal {
    str schema;
    const char *pointer;
    const char *keyword;
};

static const struct refusal REFUSALS[] = {
    {STR("1"), "", ""},
    {STR("{\"type\":\"strin\"}"), "", "type"},
    {STR("{\"properties\":{\"a\":{\"minLength\":-1}}}"), "/properties/a",
        "minLength"},
    {STR("{\"minLength\":1.5}"), "", "minLength"},
    {STR("{\"allOf\":{}}"), "", "allOf"},
    {STR("{\"items\":[{\"required\":\"a\"}]}"), "/items/0", "required"},
    {STR("{\"properties\":[]}"), "", "properties"},
    {STR("{\"enum\":1}"), "", "enum"},
    {STR("{\"pattern\":1}"), "", "pattern"},
    {STR("{\"$ref\":1}"), "", "$ref"},
    {STR("{\"multipleOf\":0}"), "", "multipleOf"},
    {STR("{\"minimum\":\"1\"}"), "", "minimum"},
};

static void test_schema_refuses_nonsense_with_the_place(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(REFUSALS) / sizeof(REFUSALS[0]); i++) {
        struct budget budget = budget_default();
        struct schema_report report;
        struct err err = {0};

        assert_int_equal(
            ask(REFUSALS[i].schema, S("1"), &budget, &arena, &report, &err),
            E_SYNTAX);
        assert_string_equal(err.pointer, REFUSALS[i].pointer);
        assert_string_equal(err.arg, REFUSALS[i].keyword);
    }
    arena_release(&arena);
}

static void test_schema_reports_several_failures(void **state)
{
    struct budget budget = budget_default();
    struct schema_report report;
    struct arena arena;
    struct err err = {0};

    (void)state;
    arena_init(&arena, 1 << 24);
    assert_int_equal(ask(S("{\"required\":[\"a\",\"b\"],\"items\":false,"
                           "\"properties\":{\"c\":{\"type\":\"string\"}}}"),
                         S("{\"c\":1}"), &budget, &arena, &report, &err),
        OK);
    assert_int_equal(report.n_failures, 3);
    assert_int_equal(ask(S("{\"items\":false}"),
                         S("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]"),
                         &budget, &arena, &report, &err),
        OK);
    assert_int_equal(report.n_failures, SCHEMA_FAILURES_MAX);
    arena_release(&arena);
}

/* Loops of references, and alternatives that multiply. */
static void test_schema_work_is_bounded(void **state)
{
    static const str loops[] = {
        STR("{\"$ref\":\"#\"}"),
        STR("{\"allOf\":[{\"$ref\":\"#/$defs/a\"}],"
            "\"$defs\":{\"a\":{\"anyOf\":[{\"$ref\":\"#\"}]}}}"),
        STR("{\"anyOf\":[{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]},"
            "{\"$ref\":\"#\"}]}"),
    };
    struct schema_report report;
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(loops) / sizeof(loops[0]); i++) {
        struct budget budget = budget_default();

        assert_int_equal(ask(loops[i], S("1"), &budget, &arena, &report, NULL),
            E_COMPLEXITY_LIMIT);
    }
    arena_release(&arena);
}

static void test_schema_tells_of_nth_allocation(void **state)
{
    size_t n_failures = 0;
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct budget budget = budget_default();
        struct schema_report report;
        struct arena arena;
        code status;

        arena_init(&arena, 1 << 24);
        status = ask(S("{\"properties\":{\"a\":{\"pattern\":\"^a{400}$\","
                       "\"items\":[{\"required\":[\"b\"]}]}}}"),
            S("{\"a\":\"aaaaaaaa\"}"), &budget, &arena, &report, NULL);
        if (status != OK) {
            assert_int_equal(status, E_NO_MEMORY);
            n_failures++;
        }
        arena_release(&arena);
    }
    assert_true(n_failures > 0);
    assert_int_equal(n_failures, n - 2);
}

/* The same with a cap that grows byte by byte: every arena_alloc fails once. */
static void test_schema_tells_of_every_arena_failure(void **state)
{
    size_t bytes_max;
    code status = E_LIMIT_EXCEEDED;

    (void)state;
    for (bytes_max = 0; status != OK; bytes_max += 8) {
        struct budget budget = budget_default();
        struct schema_report report;
        struct arena arena;

        assert_true(bytes_max < 100000);
        arena_init(&arena, bytes_max);
        status = ask(S("{\"properties\":{\"a\":{\"pattern\":\"^a[b]$\","
                       "\"items\":[{\"required\":[\"b\"],\"oneOf\":[true]}],"
                       "\"$ref\":\"#/%24defs\",\"maximum\":4}},"
                       "\"patternProperties\":{\"x\":true},\"$defs\":true}"),
            S("{\"a\":\"ab\"}"), &budget, &arena, &report, NULL);
        if (status != OK)
            assert_int_equal(status, E_LIMIT_EXCEEDED);
        arena_release(&arena);
    }
    assert_true(bytes_max > 1000);
}

TEST_MAIN(test_schema_answers,
    test_schema_refuses_nonsense_with_the_place,
    test_schema_reports_several_failures,
    test_schema_work_is_bounded,
    test_schema_tells_of_nth_allocation,
    test_schema_tells_of_every_arena_failure)
