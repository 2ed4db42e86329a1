/* The RDFC-1.0 test suite: eval, map and negative eval tests. */
#include "crypto/plain.h"
#include "rdf/canon.h"
#include "rdf/nquads.h"
#include "test/support/suite.h"
#include "text/json.h"

enum {
    TEST_ARENA_BYTES = 64 * 1024 * 1024,
    WHY_BYTES = 4096,
    EXPECTED_TESTS = 86,
};

struct test {
    str type;
    str id;
    enum hash_alg hash;
    str input;
    str expected; /* text of the result; empty for a negative test */
};

static code canonicalize(const struct test *test,
    struct arena *arena,
    struct dataset *ds,
    struct canon *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct canon_options options = {test->hash, plain_provider(), &budget};

    dataset_init(ds, arena, budget.quads_max);
    TRY(nquads_parse(test->input, &budget, ds, reterr));
    return canon_dataset(ds, &options, arena, ret, reterr);
}

static bool map_matches(const struct test *test,
    const struct dataset *ds,
    const struct canon *canon,
    struct arena *arena)
{
    struct budget budget = budget_default();
    struct json *map = NULL;
    uint32_t i;

    if (json_parse(test->expected, &budget, arena, &map, NULL) != OK ||
        map->n != canon->n_blanks)
        return false;
    for (i = 0; i < canon->n_blanks; i++) {
        char label[SUITE_NAME_BYTES];

        snprintf(label, sizeof(label), "c14n%u", i);
        if (!json_text_is(
                json_get(map, dataset_term(ds, canon->blanks[i])->value),
                str_of(label)))
            return false;
    }
    return true;
}

static void run_test(struct suite *s, const struct test *test)
{
    char name[SUITE_NAME_BYTES];
    char why[WHY_BYTES];
    struct arena arena;
    struct dataset ds;
    struct canon canon = {0};
    struct err err = {0};
    bool passed;
    code c;

    arena_init(&arena, TEST_ARENA_BYTES);
    c = canonicalize(test, &arena, &ds, &canon, &err);
    if (str_eq(test->type, S("rdfc:RDFC10NegativeEvalTest")))
        passed = c == E_COMPLEXITY_LIMIT;
    else if (str_eq(test->type, S("rdfc:RDFC10MapTest")))
        passed = c == OK && map_matches(test, &ds, &canon, &arena);
    else
        passed = c == OK && str_eq(canon.nquads, test->expected);
    snprintf(why, sizeof(why), "code %d %s, got\n%.*s", (int)c, err.arg,
        (int)canon.nquads.len, canon.nquads.ptr);
    snprintf(name, sizeof(name), "%.*s", (int)test->id.len, test->id.ptr);
    suite_result(s, name, passed, why);
    arena_release(&arena);
}

/* The file that a member of the manifest's entry names; empty if none. */
static str file_of(struct suite *s, const struct json *entry, str member)
{
    str name = json_text(json_get(entry, member));
    char path[SUITE_NAME_BYTES];

    if (name.len == 0)
        return name;
    snprintf(
        path, sizeof(path), "suites/rdf-canon/%.*s", (int)name.len, name.ptr);
    return suite_read(s, &s->arena, path);
}

int main(int argc, char **argv)
{
    struct budget budget = budget_default();
    struct suite s;
    struct json *manifest = NULL;
    const struct json *entry;

    suite_start(&s, argc, argv);
    if (json_parse(suite_read(&s, &s.arena, "suites/rdf-canon/manifest.jsonld"),
            &budget, &s.arena, &manifest, NULL) != OK)
        return 2;
    suite_begin(&s, "rdf-canon", EXPECTED_TESTS);
    for (entry = json_get(manifest, S("entries"))->child.first; entry;
         entry = entry->next) {
        struct test test = {
            .type = json_text(json_get(entry, S("type"))),
            .id = str_sub(json_text(json_get(entry, S("id"))), 1, SIZE_MAX),
            .hash =
                json_text_is(json_get(entry, S("hashAlgorithm")), S("SHA384"))
                    ? HASH_SHA384
                    : HASH_SHA256,
            .input = file_of(&s, entry, S("action")),
            .expected = file_of(&s, entry, S("result")),
        };
        run_test(&s, &test);
    }
    suite_end(&s);
    return suite_finish(&s);
}
