#include "test/support/same.h"

#include <assert.h>

enum {
    ITEMS_MAX = 256,
};

static bool same_list(const struct json *a, const struct json *b)
{
    const struct json *x = a->child.first;
    const struct json *y = b->child.first;

    for (; x && y; x = x->next, y = y->next) {
        if (!same_jsonld(x, y))
            return false;
    }
    return !x && !y;
}

/* Pairs are taken as they come: sameness is an equivalence. */
static bool same_set(const struct json *a, const struct json *b)
{
    bool taken[ITEMS_MAX] = {false};
    const struct json *x;
    const struct json *y;

    assert(a->n <= ITEMS_MAX);
    for (x = a->child.first; x; x = x->next) {
        int i = 0;

        for (y = b->child.first; y; y = y->next, i++) {
            if (!taken[i] && same_jsonld(x, y))
                break;
        }
        if (!y)
            return false;
        taken[i] = true;
    }
    return true;
}

static bool same_member(const struct json *a, const struct json *b)
{
    if (!b)
        return false;
    if (a->type == JSON_ARRAY && b->type == JSON_ARRAY && a->n == b->n &&
        str_eq(a->name, S("@list")))
        return same_list(a, b);
    return same_jsonld(a, b);
}

bool same_jsonld(const struct json *a, const struct json *b)
{
    const struct json *member;

    if (a->type != b->type)
        return false;
    if (a->type == JSON_ARRAY)
        return a->n == b->n && same_set(a, b);
    if (a->type != JSON_OBJECT)
        return json_equal(a, b);
    if (a->n != b->n)
        return false;
    for (member = a->child.first; member; member = member->next) {
        if (!same_member(member, json_get(b, member->name)))
            return false;
    }
    return true;
}
