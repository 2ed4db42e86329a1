#include "jsonld/context/table.h"

#include <assert.h>

enum {
    SLOTS_MIN = 8,
    /* Half full at most; at 10,000 random names no run of slots comes near
     * this, so only names made to collide do. */
    PROBES_MAX = 128,
    SLOTS_MAX = 1 << 24,
};

/* The slot of the term, or the free one where it belongs; NULL when it takes
 * too many probes. */
static struct term_slot *probe(
    struct term_slot *slots, uint32_t mask, str term, uint32_t hash)
{
    uint32_t i;

    for (i = 0; i < PROBES_MAX; i++) {
        struct term_slot *slot = &slots[(hash + i) & mask];

        if (!slot->def || (slot->hash == hash && str_eq(slot->def->term, term)))
            return slot;
    }
    return NULL;
}

const struct term_def *table_find(
    const struct context *context, str term, uint32_t hash)
{
    for (; context; context = context->below) {
        uint32_t i;

        if (!context->slots)
            continue;
        for (i = 0; i < PROBES_MAX; i++) {
            const struct term_slot *slot =
                &context->slots[(hash + i) & context->mask];

            if (!slot->def)
                break;
            if (slot->hash == hash && str_eq(slot->def->term, term))
                return slot->def->absent ? NULL : slot->def;
        }
    }
    return NULL;
}

const struct term_def *context_term(const struct context *context, str term)
{
    return table_find(context, term, str_hash(term));
}

bool context_has_iri(const struct context *context, str iri)
{
    const struct context *layer;

    for (layer = context; layer; layer = layer->below) {
        uint32_t i;

        for (i = 0; layer->slots && i <= layer->mask; i++) {
            const struct term_def *def = layer->slots[i].def;

            if (def && str_eq(def->iri, iri) && !def->reverse &&
                table_find(context, def->term, def->hash) == def)
                return true;
        }
    }
    return false;
}

static code resize(struct context *layer, uint32_t n_slots)
{
    struct term_slot *slots =
        arena_array(layer->arena, n_slots, struct term_slot);
    uint32_t i;

    if (!slots)
        return arena_status(layer->arena);
    for (i = 0; layer->slots && i <= layer->mask; i++) {
        const struct term_slot *old = &layer->slots[i];
        struct term_slot *slot;

        if (!old->def)
            continue;
        slot = probe(slots, n_slots - 1, old->def->term, old->hash);
        if (!slot)
            return E_COMPLEXITY_LIMIT;
        *slot = *old;
    }
    layer->slots = slots;
    layer->mask = n_slots - 1;
    return OK;
}

code table_reserve(struct context *layer, uint32_t n)
{
    uint32_t n_slots = layer->slots ? layer->mask + 1 : SLOTS_MIN;

    if (n > SLOTS_MAX / 4 || layer->n_terms > SLOTS_MAX / 4)
        return E_LIMIT_EXCEEDED;
    while (n_slots < 2 * (layer->n_terms + n))
        n_slots *= 2;
    if (layer->slots && n_slots == layer->mask + 1)
        return OK;
    return resize(layer, n_slots);
}

code table_put(struct context *layer, const struct term_def *def)
{
    struct term_slot *slot;

    TRY(table_reserve(layer, 1));
    assert(layer->slots);
    slot = probe(layer->slots, layer->mask, def->term, def->hash);
    if (!slot)
        return E_COMPLEXITY_LIMIT;
    if (!slot->def)
        layer->n_terms++;
    slot->hash = def->hash;
    slot->def = def;
    layer->protects |= def->protect;
    if (def->keyword)
        layer->alias_lengths |= (uint64_t)1 << (def->term.len & 63);
    return OK;
}

/* Copies into `flat` what is visible of the layers from `from` downwards. */
static code collect(struct context *flat, const struct context *from)
{
    for (; from; from = from->below) {
        uint32_t i;

        if (!from->slots)
            continue;
        TRY(table_reserve(flat, from->n_terms));
        assert(flat->slots);
        for (i = 0; i <= from->mask; i++) {
            const struct term_def *def = from->slots[i].def;
            struct term_slot *slot;

            if (!def)
                continue;
            slot = probe(flat->slots, flat->mask, def->term, def->hash);
            if (!slot)
                return E_COMPLEXITY_LIMIT;
            if (slot->def)
                continue; /* hidden by a higher layer */
            *slot = from->slots[i];
            flat->n_terms++;
        }
    }
    return OK;
}

code table_flatten(struct context *layer)
{
    TRY(collect(layer, layer->below));
    layer->below = NULL;
    layer->n_layers = 1;
    return OK;
}

const struct term_def **context_terms(
    const struct context *context, struct arena *arena, size_t *ret_n)
{
    struct context flat = {.arena = arena};
    const struct term_def **terms;
    size_t n = 0;
    uint32_t i;

    if (context->below) {
        if (collect(&flat, context) != OK)
            return NULL;
        context = &flat;
    }
    terms = arena_array(arena, context->n_terms, const struct term_def *);
    if (!terms)
        return NULL;
    for (i = 0; context->slots && i <= context->mask; i++) {
        const struct term_def *def = context->slots[i].def;
        if (def && !def->absent)
            terms[n++] = def;
    }
    *ret_n = n;
    return terms;
}

bool table_protects(const struct context *context, struct arena *scratch)
{
    const struct term_def **terms;
    size_t n = 0;

    if (!context->protects)
        return false;
    terms = context_terms(context, scratch, &n);
    while (terms && n > 0) {
        if (terms[--n]->protect)
            return true;
    }
    return terms == NULL; /* when in doubt it does */
}
