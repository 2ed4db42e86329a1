/*
 * Sorting of numbers by what they stand for: stable, at most n log n
 * comparisons whatever the input, next to none when it is in order.
 */
#ifndef RDF_ORDER_H
#define RDF_ORDER_H

#include <stddef.h>
#include <stdint.h>

struct order {
    /* <0, 0 or >0, as the things numbered a and b compare. */
    int (*cmp)(const void *self, uint32_t a, uint32_t b);
    const void *self;
};

/* scratch has room for n numbers as well. */
void order_sort(
    const struct order *order, uint32_t *items, size_t n, uint32_t *scratch);

#endif
