#include "base/asset.h"

#include "test/support/test.h"

static const struct asset ITEMS[] = {
    {STR("a"), STR("first"), {0}},
    {STR("b"), STR("second"), {0}},
    {STR("bb"), STR("third"), {0}},
};

static void test_asset_find_takes_whole_names_only(void **state)
{
    static const struct {
        str name;
        const char *text; /* NULL: not there */
    } cases[] = {
        {STR("a"), "first"},
        {STR("b"), "second"},
        {STR("bb"), "third"},
        {STR(""), NULL},
        {STR("aa"), NULL},
        {STR("c"), NULL},
    };
    const struct assets all = {ITEMS, 3};
    const struct assets none = {NULL, 0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct asset *found = asset_find(&all, cases[i].name);

        assert_null(asset_find(&none, cases[i].name));
        if (cases[i].text)
            assert_true(str_eq(found->text, str_of(cases[i].text)));
        else
            assert_null(found);
    }
}

TEST_MAIN(test_asset_find_takes_whole_names_only)
