#include "base/asset.h"

const struct asset *asset_find(const struct assets *assets, str name)
{
    size_t low = 0;
    size_t high = assets->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(name, assets->items[middle].name);

        if (order == 0)
            return &assets->items[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
