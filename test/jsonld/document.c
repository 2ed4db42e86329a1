#include "jsonld/document.h"

#include "test/support/test.h"

#include <string.h>

#define CONTEXT "rel=\"http://www.w3.org/ns/json-ld#context\""
#define ALTERNATE "rel=alternate; type=\"application/ld+json\""

static const struct document_case {
    const char *type;
    const char *link;
    const char *context; /* expected context_url */
    const char *next;    /* expected document to load instead */
    code code;
} cases[] = {
    {"application/ld+json", "", "", "", OK},
    {"application/ld+json; charset=utf-8", "<c>; " CONTEXT, "", "", OK},
    {"Application/JSON;q=1", "<c>; " CONTEXT, "https://a.example/d/c", "", OK},
    {"application/x+json", "</c>;x=\"a,;b\\\"\"; " CONTEXT ", <d>; rel=next",
        "https://a.example/c", "", OK},
    {"application/json",
        "<c>; rel=\"next http://www.w3.org/ns/json-ld#context\"",
        "https://a.example/d/c", "", OK},
    {"application/json", "<c>; " CONTEXT ", <d>;" CONTEXT, "", "",
        E_JSONLD_MULTIPLE_CONTEXT_LINK_HEADERS},
    {"text/html", "<c.jsonld>; " ALTERNATE, "", "https://a.example/d/c.jsonld",
        OK},
    {"application/json", "<c.jsonld>; " ALTERNATE, "", "", OK},
    {"text/html", "<c.json>; rel=alternate; type=\"application/json\"", "", "",
        E_JSONLD_LOADING_DOCUMENT_FAILED},
    {"text/html", "c>; " ALTERNATE, "", "", E_JSONLD_LOADING_DOCUMENT_FAILED},
    {"text/html", "<c; " ALTERNATE, "", "", E_JSONLD_LOADING_DOCUMENT_FAILED},
    {"", "", "", "", E_JSONLD_LOADING_DOCUMENT_FAILED},
};

static void test_document_cases(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct budget budget = budget_default();
        struct jsonld_document document = {0};
        struct jsonld_response response = {S("https://a.example/d/e"),
            str_of(cases[i].type), str_of(cases[i].link), S("{}")};
        str next = {NULL, 0};

        assert_int_equal(jsonld_document_read(&response, &budget, &arena,
                             &document, &next, NULL),
            cases[i].code);
        assert_true(str_eq(document.context_url, str_of(cases[i].context)));
        assert_true(str_eq(next, str_of(cases[i].next)));
        assert_int_equal(
            document.json != NULL, cases[i].code == OK && next.len == 0);
    }
    arena_release(&arena);
}

TEST_MAIN(test_document_cases)
