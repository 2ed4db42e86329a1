#include "rdf/dataset.h"

#include "base/buf.h"
#include "test/support/test.h"

#include <string.h>

static void test_dataset_terms_are_kept_once(void **state)
{
    struct arena a;
    struct dataset ds;
    char copy[] = "http://example.org/a";
    term_id iri;
    term_id plain;

    (void)state;
    arena_init(&a, 1 << 20);
    dataset_init(&ds, &a, 10);
    iri = dataset_iri(&ds, S("http://example.org/a"));
    plain = dataset_literal(&ds, S("a"), S(""), S(""));
    assert_int_not_equal(iri, 0);
    assert_int_equal(dataset_iri(&ds, str_of(copy)), iri);
    assert_int_equal(dataset_iri(&ds, str_of(copy)), iri);
    assert_int_not_equal(dataset_blank(&ds, str_of(copy)), iri);
    assert_int_equal(
        dataset_literal(&ds, S("a"), S(XSD_NS "string"), S("")), plain);
    assert_int_not_equal(dataset_literal(&ds, S("a"), S(""), S("en")), plain);
    assert_int_not_equal(
        dataset_literal(&ds, S("a"), S(XSD_NS "date"), S("")), plain);
    assert_int_equal(dataset_term(&ds, plain)->kind, TERM_LITERAL);
    assert_int_equal(dataset_term(&ds, 0)->kind, TERM_NONE);
    assert_int_equal(dataset_status(&ds), OK);
    arena_release(&a);
}

static void test_dataset_many_terms(void **state)
{
    static char text[5000][8];
    struct arena a;
    struct dataset ds;
    term_id first[5000];
    int round;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 24);
    dataset_init(&ds, &a, 10);
    for (round = 0; round < 2; round++) {
        for (i = 0; i < 5000; i++) {
            term_id id;

            text[i][0] = (char)('a' + i % 10);
            text[i][1] = (char)('a' + i / 10 % 10);
            text[i][2] = (char)('a' + i / 100 % 10);
            text[i][3] = (char)('a' + i / 1000);
            id = dataset_iri(&ds, str_of(text[i]));
            if (round == 0)
                first[i] = id;
            assert_int_equal(id, first[i]);
            assert_string_equal(dataset_term(&ds, id)->value.ptr, text[i]);
        }
    }
    assert_int_equal(ds.n_terms, 5001);
    arena_release(&a);
}

static void test_dataset_rc_04_limit_on_quads(void **state)
{
    struct arena a;
    struct dataset ds;
    term_id id;
    int i;

    (void)state;
    arena_init(&a, 1 << 20);
    dataset_init(&ds, &a, 200);
    id = dataset_iri(&ds, S("a:b"));
    for (i = 0; i < 200; i++)
        dataset_add(&ds, id, id, id, 0);
    assert_int_equal(dataset_status(&ds), OK);
    dataset_add(&ds, id, id, id, 0);
    assert_int_equal(dataset_status(&ds), E_COMPLEXITY_LIMIT);
    assert_int_equal(ds.n_quads, 200);
    assert_int_equal(dataset_iri(&ds, S("c:d")), 0);
    arena_release(&a);
}

static void test_dataset_fails_with_the_arena(void **state)
{
    struct arena a;
    struct dataset ds;
    term_id id;

    (void)state;
    arena_init(&a, 100);
    dataset_init(&ds, &a, 10);
    id = dataset_iri(&ds, S("a:b"));
    dataset_add(&ds, id, id, id, 0);
    assert_int_equal(id, 0);
    assert_int_equal(ds.n_quads, 0);
    assert_int_equal(dataset_status(&ds), E_LIMIT_EXCEEDED);
    arena_release(&a);
}

/* Texts whose hashes share the low bits that a table of their number looks
 * at: every look-up walks over all before it. */
static void test_dataset_colliding_texts_are_refused(void **state)
{
    const uint32_t low_bits = 0xfff;
    const int n_max = 2000;
    struct arena a;
    struct dataset ds;
    uint32_t number = 0;
    int n = 0;

    (void)state;
    arena_init(&a, 1 << 24);
    dataset_init(&ds, &a, 10);
    while (n < n_max && dataset_status(&ds) == OK) {
        struct buf b;
        str text = {0};

        buf_init(&b, &a, 16);
        do {
            b.len = 0;
            buf_u64(&b, number++);
        } while ((str_hash(bytes_str(buf_bytes(&b))) & low_bits) != 0);
        assert_int_equal(buf_finish_str(&b, &text), OK);
        dataset_iri(&ds, text);
        n++;
    }
    assert_int_equal(dataset_status(&ds), E_COMPLEXITY_LIMIT);
    arena_release(&a);
}

TEST_MAIN(test_dataset_terms_are_kept_once,
    test_dataset_many_terms,
    test_dataset_colliding_texts_are_refused,
    test_dataset_rc_04_limit_on_quads,
    test_dataset_fails_with_the_arena)
