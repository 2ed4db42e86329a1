/* The members of an object in an order of their names. */
#ifndef TEXT_JSON_SORT_H
#define TEXT_JSON_SORT_H

#include "text/json.h"

/* <0, 0 or >0 */
typedef int name_order(str a, str b);

/* An array of the n members, sorted and stable, in the arena; NULL after a
 * failure of the arena. n log n comparisons at most, n for sorted input. */
struct json **json_sorted(
    const struct json *object, name_order *order, struct arena *arena);

#endif
