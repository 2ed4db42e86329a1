#include "app/engine.h"

#include "jsonld/context/store.h"

/* In place: the store keeps the address of its arena. */
code engine_init(struct engine *e, struct err *reterr)
{
    code result;

    *e = (struct engine){
        .budget = budget_default(),
        .limits = budget_default(),
    };
    arena_init(&e->lasting, STORE_BYTES);
    arena_init(&e->step, ARENA_REQUEST_BYTES);
    result = native_new(&e->native, reterr);
    if (result == OK)
        result = store_new(&e->lasting, &jsonld_context_data,
            native_provider(e->native), &e->store, reterr);
    if (result != OK)
        engine_release(e);
    return result;
}

void engine_release(struct engine *e)
{
    arena_release(&e->step);
    arena_release(&e->lasting);
    native_free(e->native);
    e->native = NULL;
}

struct vc_env engine_env(struct engine *e)
{
    return (struct vc_env){
        .provider = native_provider(e->native),
        .store = e->store,
        .budget = &e->budget,
        .arena = &e->step,
    };
}

struct vc_env engine_begin(struct engine *e)
{
    arena_reset(&e->step);
    e->budget = e->limits;
    return engine_env(e);
}
