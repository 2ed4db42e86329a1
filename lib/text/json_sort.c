#include "text/json_sort.h"

#include <string.h>

/* Merges the sorted runs from[0..half) and from[half..n) into `to`. */
static void merge(struct json *const *from,
    size_t half,
    size_t n,
    struct json **to,
    name_order *order)
{
    size_t left = 0;
    size_t right = half;

    if (half >= n || order(from[half - 1]->name, from[half]->name) <= 0) {
        memcpy(to, from, n * sizeof(*to));
        return;
    }
    while (left < half && right < n) {
        if (order(from[left]->name, from[right]->name) <= 0)
            *to++ = from[left++];
        else
            *to++ = from[right++];
    }
    memcpy(to, from + left, (half - left) * sizeof(*to));
    to += half - left;
    memcpy(to, from + right, (n - right) * sizeof(*to));
}

struct json **json_sorted(
    const struct json *object, name_order *order, struct arena *arena)
{
    size_t n = object->n;
    struct json **items = arena_alloc(arena, 2 * n * sizeof(struct json *));
    struct json **other;
    struct json *member = object->child.first;
    size_t width;
    size_t i;

    if (!items)
        return NULL;
    other = items + n;
    for (i = 0; i < n; i++, member = member->next)
        items[i] = member;
    for (width = 1; width < n; width *= 2) {
        struct json **swap = items;

        for (i = 0; i < n; i += 2 * width) {
            size_t left = n - i;

            merge(items + i, width, left < 2 * width ? left : 2 * width,
                other + i, order);
        }
        items = other;
        other = swap;
    }
    return items;
}
