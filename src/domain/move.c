#include "domain/move.h"

code moves_next(const struct moves *table,
    int64_t state,
    int64_t action,
    int64_t *ret,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < table->n; i++) {
        if (table->moves[i].from == state && table->moves[i].action == action) {
            *ret = table->moves[i].to;
            return OK;
        }
    }
    return err_set(reterr, E_STATE_ORDER, S("state"));
}
