/*
 * Context processing: API 4.1.2. A build starts from a finished active
 * context and opens a layer over it at the first thing that changes it. When
 * all that goes into a step lives in the store, the step is looked up there
 * first, and compiled into it when new.
 */
#include "jsonld/context/build.h"
#include "jsonld/context/remote.h"
#include "jsonld/context/store.h"
#include "jsonld/context/table.h"

enum {
    LAYERS_MAX = 8, /* then one flat table: bounds the probes of a look-up */
};

/* --- layers --- */

/* The layer over what is finished; NULL after a failure of the arena. */
static struct context *open_layer(struct build *b)
{
    struct context *layer = b->layer;

    if (layer)
        return layer;
    layer = arena_new(b->arena, struct context);
    if (!layer)
        return NULL;
    *layer = *b->now;
    layer->below = b->now->slots ? b->now : b->now->below;
    layer->slots = NULL;
    layer->mask = 0;
    layer->n_terms = 0;
    layer->n_layers = layer->below ? layer->below->n_layers + 1 : 1;
    layer->arena = b->arena;
    layer->shared = false;
    layer->inverse = NULL;
    b->layer = layer;
    return layer;
}

/* The layer becomes part of what is finished. */
static code close_layer(struct build *b)
{
    if (!b->layer)
        return OK;
    if (b->shared || b->layer->n_layers > LAYERS_MAX)
        TRY(table_flatten(b->layer));
    b->layer->shared = b->shared;
    b->now = b->layer;
    b->layer = NULL;
    return OK;
}

static code build_finish(struct build *b, const struct context **ret)
{
    TRY(close_layer(b));
    *ret = b->now;
    return OK;
}

static code initial(struct run *run, const struct context **ret)
{
    struct context *context;

    if (run->options->store) {
        *ret = store_initial(run->options->store);
        return OK;
    }
    context = arena_new(run->arena, struct context);
    if (!context)
        return arena_status(run->arena);
    context->n_layers = 1;
    context->arena = run->arena;
    *ret = context;
    return OK;
}

/* --- compiled steps --- */

static unsigned key_flags(const struct run *run, unsigned flags)
{
    return run->options->safe ? flags | CONTEXT_SAFE : flags;
}

/* Processes `local`, a node of the store, on an active context of the store.
 * What fails, or depends on more than the store, is made again in the arena of
 * the run: for its error, or its result. */
static code compiled(struct run *run,
    const struct context *active,
    const struct json *local,
    str base_url,
    unsigned flags,
    const struct context **ret)
{
    struct jsonld_store *store = run->options->store;
    struct compiled_key key = {active, local, key_flags(run, flags)};
    struct chain chain = {.url = base_url, .length = 1};
    struct build b = {
        .run = run,
        .now = active,
        .arena = run->arena,
        .chain = flags & CONTEXT_OF_URL ? &chain : NULL,
        .base_url = base_url,
        .override_protected = (flags & CONTEXT_OVERRIDE_PROTECTED) != 0,
    };
    enum compiled_state state = run->options->mode == JSONLD_1_0
                                    ? COMPILED_NEVER
                                    : compiled_get(store, &key, ret);
    bool tainted = run->tainted;
    uint32_t depth = run->depth;

    if (state == COMPILED_KNOWN)
        return OK;
    if (state == COMPILED_NEW) {
        struct build kept = b;
        const struct context *context = NULL;
        bool good;

        kept.arena = store_arena(store);
        kept.shared = true;
        run->tainted = false;
        good = build_value(&kept, local, flags) == OK &&
               build_finish(&kept, &context) == OK && !run->tainted;
        run->tainted |= tainted;
        run->depth = depth;
        compiled_put(store, &key, good ? context : NULL);
        if (good) {
            *ret = context;
            return OK;
        }
    }
    TRY(build_value(&b, local, flags));
    return build_finish(&b, ret);
}

/* --- the parts of a local context --- */

/* Step 5.1. */
static code nullify(struct build *b, const struct json *local, bool propagate)
{
    const struct context *old;
    struct context *layer;

    if (!b->override_protected &&
        table_protects(build_context(b), b->run->arena))
        return run_fail(b->run, E_JSONLD_INVALID_CONTEXT_NULLIFICATION,
            (str){NULL, 0}, local);
    TRY(close_layer(b));
    old = b->now;
    TRY(initial(b->run, &b->now));
    if (propagate)
        return OK;
    layer = open_layer(b);
    if (!layer)
        return arena_status(b->arena);
    layer->previous = old;
    return OK;
}

/* Step 5.2.6. */
static code build_document(struct build *b, const struct source *remote)
{
    struct chain chain = {.up = b->chain, .url = remote->url, .length = 1};
    str base_url = b->base_url;

    if (b->chain)
        chain.length = b->chain->length + 1;
    b->chain = &chain;
    b->base_url = remote->base_url;
    TRY(build_value(b, remote->context, 0));
    b->chain = chain.up;
    b->base_url = base_url;
    return OK;
}

/* The same when nothing is begun yet: the step may have been made before. */
static code build_whole_document(struct build *b, struct source *remote)
{
    const struct context *from = b->now;

    if (remote->shared && from->shared)
        return compiled(b->run, from, remote->context, remote->base_url,
            CONTEXT_OF_URL |
                (b->override_protected ? CONTEXT_OVERRIDE_PROTECTED : 0),
            &b->now);
    if (remote->shared)
        return build_document(b, remote);
    if (remote->made_from == from &&
        remote->made_overriding == b->override_protected) {
        b->now = remote->made;
        return OK;
    }
    TRY(build_document(b, remote));
    TRY(close_layer(b));
    remote->made_from = from;
    remote->made = b->now;
    remote->made_overriding = b->override_protected;
    return OK;
}

/* Step 5.2. */
static code build_remote(struct build *b, const struct json *reference)
{
    struct source *remote = NULL;
    const struct chain *up;

    TRY(remote_get(b->run, reference, b->base_url, &remote));
    for (up = b->chain; b->no_repeat && up; up = up->up) {
        if (str_eq(up->url, remote->url))
            return OK; /* step 5.2.2 */
    }
    if (b->chain && b->chain->length >= REMOTE_CHAIN_MAX)
        return run_fail(
            b->run, E_JSONLD_CONTEXT_OVERFLOW, remote->url, reference);
    if (b->layer || b->no_repeat)
        return build_document(b, remote);
    return build_whole_document(b, remote);
}

/* Step 5.6; gives the context that the local one is merged into. */
static code import_context(
    struct build *b, const struct json *value, const struct json **ret)
{
    struct source *remote = NULL;

    if (b->run->options->mode == JSONLD_1_0)
        return run_fail(
            b->run, E_JSONLD_INVALID_CONTEXT_ENTRY, value->name, value);
    if (value->type != JSON_STRING)
        return run_fail(
            b->run, E_JSONLD_INVALID_IMPORT_VALUE, value->name, value);
    TRY(remote_get(b->run, value, b->base_url, &remote));
    if (remote->context->type != JSON_OBJECT)
        return run_fail(
            b->run, E_JSONLD_INVALID_REMOTE_CONTEXT, value->text, value);
    if (json_get(remote->context, value->name))
        return run_fail(
            b->run, E_JSONLD_INVALID_CONTEXT_ENTRY, value->name, value);
    *ret = remote->context;
    return OK;
}

/* Steps 5.4 to 5.13. */
static code build_object(struct build *b, const struct json *object)
{
    const struct json *import = json_get(object, keyword_name(KEYWORD_IMPORT));
    const struct json *imported = NULL;
    struct local *outer = b->local;
    bool outer_protect = b->protect;
    struct local local;
    uint32_t i;
    code c;

    if (!open_layer(b))
        return arena_status(b->arena);
    if (import)
        TRY(import_context(b, import, &imported));
    c = local_init(&local, object, imported, b->run->arena);
    if (c == OK)
        c = table_reserve(b->layer, local.n);
    if (c != OK)
        return run_fail(b->run, c, (str){NULL, 0}, object);
    b->local = &local;
    b->protect = false;
    TRY(build_entries(b));
    for (i = 0; i < local.n; i++) {
        if (build_is_term(local.entries[i].value->name))
            TRY(build_term(b, &local.entries[i]));
    }
    b->local = outer;
    b->protect = outer_protect;
    return OK;
}

static code build_item(struct build *b, const struct json *item, bool propagate)
{
    switch ((int)item->type) {
    case JSON_NULL:
        return nullify(b, item, propagate);
    case JSON_STRING:
        return build_remote(b, item);
    case JSON_OBJECT:
        return build_object(b, item);
    default:
        return run_fail(
            b->run, E_JSONLD_INVALID_LOCAL_CONTEXT, (str){NULL, 0}, item);
    }
}

/* Step 3. */
static code keep_previous(struct build *b)
{
    struct context *layer;

    if (build_context(b)->previous)
        return OK;
    TRY(close_layer(b));
    layer = open_layer(b);
    if (!layer)
        return arena_status(b->arena);
    layer->previous = b->now;
    return OK;
}

code build_value(struct build *b, const struct json *local, unsigned flags)
{
    const struct json *entry = json_get(local, keyword_name(KEYWORD_PROPAGATE));
    bool propagate = !(flags & CONTEXT_NO_PROPAGATE);
    const struct json *item;

    TRY(run_enter(b->run, local));
    if (entry)
        propagate = !json_is(entry, JSON_FALSE); /* step 2 */
    if (!propagate)
        TRY(keep_previous(b));
    if (local->type != JSON_ARRAY)
        TRY(build_item(b, local, propagate));
    else
        for (item = local->child.first; item; item = item->next)
            TRY(build_item(b, item, propagate));
    run_leave(b->run);
    return OK;
}

/* --- from outside --- */

code context_process(struct run *run,
    const struct context *active,
    const struct json *local,
    str base_url,
    unsigned flags,
    const struct context **ret)
{
    struct build b = {
        .run = run,
        .arena = run->arena,
        .now = active,
        .base_url = base_url,
        .override_protected = (flags & CONTEXT_OVERRIDE_PROTECTED) != 0,
    };

    TRY(build_value(&b, local, flags));
    return build_finish(&b, ret);
}

code context_process_scoped(struct run *run,
    const struct context *active,
    const struct term_def *def,
    unsigned flags,
    const struct context **ret)
{
    if (def->shared && active->shared)
        return compiled(run, active, def->context, def->base_url, flags, ret);
    return context_process(
        run, active, def->context, def->base_url, flags, ret);
}

code context_initial(struct run *run, const struct context **ret)
{
    const struct json *local = run->options->expand_context;
    const struct json *inner = json_get(local, keyword_name(KEYWORD_CONTEXT));
    const struct context *context = NULL;

    TRY(initial(run, &context));
    if (local)
        TRY(context_process(run, context, inner ? inner : local,
            run->options->base, 0, &context));
    *ret = context;
    return OK;
}
