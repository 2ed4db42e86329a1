#include "rdf/order.h"

#include <string.h>

enum {
    RUN = 8, /* sorted by insertion, then merged */
};

static void insertion_sort(const struct order *order, uint32_t *items, size_t n)
{
    size_t i;
    size_t k;

    for (i = 1; i < n; i++) {
        uint32_t item = items[i];

        for (k = i; k > 0 && order->cmp(order->self, items[k - 1], item) > 0;
             k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

/* Merges items[0..middle) and items[middle..n), both sorted. */
static void merge(const struct order *order,
    uint32_t *items,
    size_t middle,
    size_t n,
    uint32_t *scratch)
{
    size_t left = 0;
    size_t right = middle;
    size_t to = 0;

    if (order->cmp(order->self, items[middle - 1], items[middle]) <= 0)
        return;
    memcpy(scratch, items, middle * sizeof(*items));
    while (left < middle && right < n) {
        if (order->cmp(order->self, scratch[left], items[right]) <= 0)
            items[to++] = scratch[left++];
        else
            items[to++] = items[right++];
    }
    memcpy(items + to, scratch + left, (middle - left) * sizeof(*items));
}

void order_sort(
    const struct order *order, uint32_t *items, size_t n, uint32_t *scratch)
{
    size_t width;
    size_t i;

    for (i = 0; i < n; i += RUN)
        insertion_sort(order, items + i, n - i < RUN ? n - i : RUN);
    for (width = RUN; width < n; width *= 2) {
        for (i = 0; n - i > width; i += 2 * width) {
            size_t here = n - i < 2 * width ? n - i : 2 * width;

            merge(order, items + i, width, here, scratch);
            if (here < 2 * width)
                break;
        }
    }
}
