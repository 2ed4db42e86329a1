#include "http/accept.h"

#include "http/token.h"

enum {
    NO_MATCH = 0,
    ANY = 1,      /* everything */
    ANY_PART = 2, /* everything of a kind */
    EXACT = 3,
};

/* How closely a range fits; the closest range decides on the weight. */
typedef int fit(str range, str offered);

static int fit_type(str range, str offered)
{
    size_t slash = str_find(offered, '/', 0);

    if (token_eq(range, S("*/*")))
        return ANY;
    if (str_ends(range, S("/*")) && slash != SIZE_MAX &&
        token_eq(str_sub(range, 0, range.len - 2), str_sub(offered, 0, slash)))
        return ANY_PART;
    return token_eq(range, offered) ? EXACT : NO_MATCH;
}

static int fit_language(str range, str offered)
{
    if (str_eq(range, S("*")))
        return ANY;
    if (token_eq(range, offered))
        return EXACT;
    return range.len > offered.len && range.ptr[offered.len] == '-' &&
                   token_eq(str_sub(range, 0, offered.len), offered)
               ? ANY_PART
               : NO_MATCH;
}

static unsigned weight_of(str accept, str offered, fit *how)
{
    unsigned weight = 0;
    int closest = NO_MATCH;
    str item = {NULL, 0};

    while (token_next(&accept, ',', &item)) {
        str range;
        unsigned its_weight = token_weight(item, &range);
        int its_fit = how(range, offered);

        if (its_fit > closest) {
            closest = its_fit;
            weight = its_weight;
        }
    }
    return weight;
}

static size_t choose(str accept, const str *offered, size_t n, fit *how)
{
    unsigned best = 0;
    size_t chosen = SIZE_MAX;
    size_t i;

    for (i = 0; i < n; i++) {
        unsigned weight = weight_of(accept, offered[i], how);

        if (weight > best) {
            best = weight;
            chosen = i;
        }
    }
    return chosen;
}

size_t accept_type(str accept, const str *offered, size_t n_offered)
{
    return accept.len == 0 ? 0 : choose(accept, offered, n_offered, fit_type);
}

size_t accept_language(str accept, const str *offered, size_t n_offered)
{
    size_t chosen = choose(accept, offered, n_offered, fit_language);

    return chosen == SIZE_MAX ? 0 : chosen;
}
