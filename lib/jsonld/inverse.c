#include "jsonld/inverse.h"

#include "jsonld/context/store.h"
#include "jsonld/literal.h"

#include <string.h>

struct entry {
    const struct term_def *def; /* NULL: free */
    str value;                  /* type, language or keyword */
    uint32_t hash;
    uint8_t container;
    uint8_t kind;
};

struct inverse {
    struct arena *arena;
    struct entry *slots; /* open addressing, at most half full */
    size_t n_slots;
    size_t n_entries;
    const struct term_def **prefixes;
    size_t n_prefixes;
    str aliases[KEYWORDS]; /* or the keyword itself */
    uint32_t long_probes;
};

enum {
    SLOTS_FIRST = 64,
    PROBES_USUAL = 16,
    LONG_PROBES_MAX = 1 << 20,
    WORK_OF_TERM = 16, /* of budget.work_left, for its entries */
    /* An entry for the IRI itself: no set of containers has this number. */
    CONTAINER_WHATEVER = 0xff,
};

/* From the hashes of the two texts. */
static uint32_t hash_of(
    uint32_t iri, uint32_t value, uint8_t container, enum inverse_kind kind)
{
    return iri ^ (value + container * 3U + (uint32_t)kind) * 0x9e3779b1U;
}

static bool is_entry(
    const struct entry *entry, str iri, const struct entry *wanted)
{
    return entry->hash == wanted->hash &&
           entry->container == wanted->container &&
           entry->kind == wanted->kind && str_eq(entry->value, wanted->value) &&
           str_eq(entry->def->iri, iri);
}

/* The slot of that entry, or the free one where it belongs. */
static struct entry *probe(const struct inverse *inverse,
    str iri,
    const struct entry *wanted,
    uint32_t *n_probes)
{
    size_t mask = inverse->n_slots - 1;
    size_t at = wanted->hash & mask;

    *n_probes = 0;
    while (
        inverse->slots[at].def && !is_entry(&inverse->slots[at], iri, wanted)) {
        at = (at + 1) & mask;
        (*n_probes)++;
    }
    return &inverse->slots[at];
}

static code grow(struct inverse *inverse)
{
    size_t n_slots = inverse->n_slots > 0 ? inverse->n_slots * 2 : SLOTS_FIRST;
    struct entry *slots = arena_array(inverse->arena, n_slots, struct entry);
    size_t i;

    if (!slots)
        return arena_status(inverse->arena);
    for (i = 0; i < inverse->n_slots; i++) {
        size_t at = inverse->slots[i].hash & (n_slots - 1);

        if (!inverse->slots[i].def)
            continue;
        while (slots[at].def)
            at = (at + 1) & (n_slots - 1);
        slots[at] = inverse->slots[i];
    }
    inverse->slots = slots;
    inverse->n_slots = n_slots;
    return OK;
}

/* Shorter first, then in code point order (4.3 step 3). */
static bool is_better(str a, str b)
{
    return a.len != b.len ? a.len < b.len : str_cmp(a, b) < 0;
}

/* Enters the definition unless a better term is there. */
static code put(struct inverse *inverse,
    const struct term_def *def,
    uint8_t container,
    enum inverse_kind kind,
    str value)
{
    struct entry entry = {
        .def = def,
        .value = value,
        .hash = hash_of(str_hash(def->iri), str_hash(value), container, kind),
        .container = container,
        .kind = (uint8_t)kind,
    };
    struct entry *slot;
    uint32_t n_probes;

    if ((inverse->n_entries + 1) * 2 > inverse->n_slots)
        TRY(grow(inverse));
    slot = probe(inverse, def->iri, &entry, &n_probes);
    if (n_probes > PROBES_USUAL) {
        inverse->long_probes += n_probes;
        if (inverse->long_probes > LONG_PROBES_MAX)
            return E_COMPLEXITY_LIMIT;
    }
    if (!slot->def)
        inverse->n_entries++;
    if (!slot->def || is_better(def->term, slot->def->term))
        *slot = entry;
    return OK;
}

/* "en", "en_ltr" or "_ltr", in lower case; "@null" for neither. */
static str language_key(struct arena *arena, str language, uint8_t direction)
{
    str parts[] = {literal_lower(arena, language), {NULL, 0}};

    if (direction == DIRECTION_LTR)
        parts[1] = S("_ltr");
    else if (direction == DIRECTION_RTL)
        parts[1] = S("_rtl");
    if (!language.ptr && !parts[1].ptr)
        return S("@null");
    return parts[1].ptr ? arena_join(arena, parts, 2) : parts[0];
}

/* API 4.3 steps 3.17 and 3.18: a term with neither type nor language nor
 * direction of its own. */
static code put_plain(struct inverse *inverse,
    const struct context *context,
    const struct term_def *def)
{
    str language = S("@none");

    if (context->language.ptr || context->direction != DIRECTION_ABSENT)
        language = language_key(
            inverse->arena, context->language, (uint8_t)context->direction);
    TRY(put(inverse, def, def->container, INVERSE_LANGUAGE, language));
    TRY(put(inverse, def, def->container, INVERSE_LANGUAGE, S("@none")));
    return put(inverse, def, def->container, INVERSE_TYPE, S("@none"));
}

static str type_key(const struct term_def *def)
{
    if (def->type_mapping == TYPE_ID)
        return S("@id");
    if (def->type_mapping == TYPE_VOCAB)
        return S("@vocab");
    if (def->type_mapping == TYPE_JSON)
        return S("@json");
    return def->type;
}

/* API 4.3 step 3 */
static code put_term(struct inverse *inverse,
    const struct context *context,
    const struct term_def *def)
{
    uint8_t container = def->container;

    TRY(put(inverse, def, CONTAINER_WHATEVER, INVERSE_ANY, S("")));
    TRY(put(inverse, def, container, INVERSE_ANY, S("@none")));
    if (def->reverse)
        return put(inverse, def, container, INVERSE_TYPE, S("@reverse"));
    if (def->type_mapping == TYPE_NONE) {
        TRY(put(inverse, def, container, INVERSE_LANGUAGE, S("@any")));
        return put(inverse, def, container, INVERSE_TYPE, S("@any"));
    }
    if (def->type_mapping != TYPE_ABSENT)
        return put(inverse, def, container, INVERSE_TYPE, type_key(def));
    if (def->has_language)
        return put(inverse, def, container, INVERSE_LANGUAGE,
            language_key(inverse->arena, def->language, def->direction));
    if (def->direction == DIRECTION_NULL)
        return put(inverse, def, container, INVERSE_LANGUAGE, S("@none"));
    if (def->direction != DIRECTION_ABSENT)
        return put(inverse, def, container, INVERSE_LANGUAGE,
            language_key(inverse->arena, (str){NULL, 0}, def->direction));
    return put_plain(inverse, context, def);
}

/* A keyword is compacted as an IRI without a value is. */
static void find_aliases(struct inverse *inverse)
{
    static const struct selection plain = {
        .containers = {CONTAINER_ID, CONTAINER_ID | CONTAINER_SET,
            CONTAINER_TYPE, CONTAINER_TYPE | CONTAINER_SET, CONTAINER_SET, 0,
            CONTAINER_INDEX, CONTAINER_INDEX | CONTAINER_SET},
        .n_containers = 8,
        .preferred = {STR("@id"), STR("@none"), STR("@any")},
        .n_preferred = 3,
        .kind = INVERSE_TYPE,
    };
    int i;

    for (i = KEYWORD_NOT + 1; i < KEYWORDS; i++) {
        str keyword = keyword_name((enum keyword)i);
        const struct term_def *def = inverse_select(inverse, keyword, &plain);

        inverse->aliases[i] = def ? def->term : keyword;
    }
}

static code make(
    const struct context *context, struct arena *arena, struct inverse **ret)
{
    struct inverse *inverse = arena_new(arena, struct inverse);
    const struct term_def **terms;
    size_t n = 0;
    size_t i;

    terms = context_terms(context, arena, &n);
    if (!inverse || !terms)
        return arena_status(arena);
    inverse->arena = arena;
    inverse->prefixes = arena_array(arena, n, const struct term_def *);
    TRY(grow(inverse));
    for (i = 0; i < n; i++) {
        if (!terms[i]->iri.ptr)
            continue;
        TRY(put_term(inverse, context, terms[i]));
        if (terms[i]->prefix && inverse->prefixes)
            inverse->prefixes[inverse->n_prefixes++] = terms[i];
    }
    find_aliases(inverse);
    *ret = inverse;
    return arena_status(arena);
}

/* Contexts of the store keep their inverse there while there is room. */
static bool can_keep(const struct context *context)
{
    return !context->shared ||
           arena_used_bytes(context->arena) + STORE_BYTES_LEFT <
               context->arena->bytes_max;
}

static code make_spare(struct run *run,
    const struct context *context,
    struct spare **spares,
    const struct inverse **ret)
{
    struct spare *spare = *spares;

    while (spare && spare->context != context)
        spare = spare->next;
    if (!spare) {
        spare = arena_new(run->arena, struct spare);
        if (!spare)
            return arena_status(run->arena);
        TRY(make(context, run->arena, &spare->inverse));
        spare->context = context;
        spare->next = *spares;
        *spares = spare;
    }
    *ret = spare->inverse;
    return OK;
}

/* Definitions of documents are counted; those of the store are not, for they
 * are entered once and then known. */
static code spend(struct run *run, const struct context *context)
{
    uint64_t n_terms = 0;
    const struct context *layer = context;

    if (context->shared)
        return OK;
    for (; layer; layer = layer->below)
        n_terms += layer->n_terms;
    return budget_spend(
        run->options->budget, n_terms * WORK_OF_TERM, run->reterr);
}

code inverse_of(struct run *run,
    const struct context *context,
    struct spare **spares,
    const struct inverse **ret)
{
    struct context *own;

    if (!context->inverse && !can_keep(context))
        return make_spare(run, context, spares, ret);
    if (!context->inverse) {
        /* Of a context that is made, only this field changes, once, and no
         * one else reads it. */
        memcpy(&own, &context, sizeof(own));
        TRY(spend(run, context));
        TRY(make(context, context->arena, &own->inverse));
    }
    *ret = context->inverse;
    return OK;
}

bool inverse_has(const struct inverse *inverse, str iri)
{
    struct entry wanted = {
        .value = S(""),
        .hash = hash_of(
            str_hash(iri), str_hash(S("")), CONTAINER_WHATEVER, INVERSE_ANY),
        .container = CONTAINER_WHATEVER,
        .kind = INVERSE_ANY,
    };
    uint32_t n_probes;

    return probe(inverse, iri, &wanted, &n_probes)->def != NULL;
}

const struct term_def *inverse_select(
    const struct inverse *inverse, str iri, const struct selection *selection)
{
    uint32_t iri_hash = str_hash(iri);
    uint32_t hashes[PREFERRED_MAX];
    uint32_t i;
    uint32_t k;

    for (k = 0; k < selection->n_preferred; k++)
        hashes[k] = str_hash(selection->preferred[k]);
    for (i = 0; i < selection->n_containers; i++) {
        for (k = 0; k < selection->n_preferred; k++) {
            uint8_t container = selection->containers[i];
            struct entry wanted = {
                .value = selection->preferred[k],
                .hash =
                    hash_of(iri_hash, hashes[k], container, selection->kind),
                .container = container,
                .kind = (uint8_t)selection->kind,
            };
            uint32_t n_probes;
            const struct entry *found = probe(inverse, iri, &wanted, &n_probes);

            if (found->def)
                return found->def;
        }
    }
    return NULL;
}

str inverse_alias(const struct inverse *inverse, enum keyword keyword)
{
    return inverse->aliases[keyword];
}

const struct term_def *const *inverse_prefixes(
    const struct inverse *inverse, size_t *ret_n)
{
    *ret_n = inverse->n_prefixes;
    return inverse->prefixes;
}
