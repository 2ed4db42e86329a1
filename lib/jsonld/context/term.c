/*
 * Create term definition: API 4.2.2. An entry of a local context becomes a
 * definition in the layer being built. Called once a term; the definition of
 * a term may first need those that its IRIs are written with.
 */
#include "jsonld/context/draft.h"
#include "jsonld/context/table.h"
#include "text/iri.h"

enum {
    DEFINITION_DEPTH_MAX = 256, /* RELIABILITY LD-16 */
    DEFINITION_WORK = 250,      /* of a definition, in units of the budget */
};

/* Step 4: "@type" may be given a container @set and protection, no more. */
static bool is_type_keyword_allowed(const struct draft *d)
{
    const struct json *member;

    if (draft_is_1_0(d) || !d->object || d->object->n == 0)
        return false;
    for (member = d->object->child.first; member; member = member->next) {
        enum keyword keyword = keyword_of(member->name);

        if (keyword == KEYWORD_CONTAINER) {
            if (!json_text_is(member, keyword_name(KEYWORD_SET)))
                return false;
        } else if (keyword != KEYWORD_PROTECTED) {
            return false;
        }
    }
    return true;
}

/* Step 11. */
static code read_protected(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_PROTECTED);

    if (!value)
        return OK;
    if (draft_is_1_0(d))
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        return draft_fail(d, E_JSONLD_INVALID_PROTECTED_VALUE, value);
    d->def->protect = json_is(value, JSON_TRUE);
    return OK;
}

/* Step 12. */
static code read_type(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_TYPE);
    enum type_mapping mapping = TYPE_ABSENT;
    str type;

    if (!value)
        return OK;
    if (value->type != JSON_STRING)
        return draft_fail(d, E_JSONLD_INVALID_TYPE_MAPPING, value);
    TRY(build_iri(d->b, value->text, IRI_VOCAB, &type));
    switch ((int)keyword_of(type)) {
    case KEYWORD_ID:
        mapping = TYPE_ID;
        break;
    case KEYWORD_VOCAB:
        mapping = TYPE_VOCAB;
        break;
    case KEYWORD_JSON:
        mapping = draft_is_1_0(d) ? TYPE_ABSENT : TYPE_JSON;
        break;
    case KEYWORD_NONE:
        mapping = draft_is_1_0(d) ? TYPE_ABSENT : TYPE_NONE;
        break;
    default:
        if (type.ptr && iri_is_absolute(type))
            mapping = TYPE_IRI;
    }
    if (mapping == TYPE_ABSENT)
        return draft_fail(d, E_JSONLD_INVALID_TYPE_MAPPING, value);
    d->def->type_mapping = (uint8_t)mapping;
    d->def->type = type;
    return OK;
}

/* Step 13 from 13.4 on. */
static code read_reverse(struct draft *d, const struct json *value)
{
    const struct json *container = draft_get(d, KEYWORD_CONTAINER);

    TRY(build_iri(d->b, value->text, IRI_VOCAB, &d->def->iri));
    if (!d->def->iri.ptr || !iri_names(d->def->iri))
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, value);
    d->def->reverse = true;
    if (!container || container->type == JSON_NULL)
        return OK;
    if (json_text_is(container, keyword_name(KEYWORD_SET)))
        d->def->container = CONTAINER_SET;
    else if (json_text_is(container, keyword_name(KEYWORD_INDEX)))
        d->def->container = CONTAINER_INDEX;
    else
        return draft_fail(d, E_JSONLD_INVALID_REVERSE_PROPERTY, container);
    return OK;
}

/* Step 14.2.5: what a prefix of a simple term may end with. */
static bool ends_as_prefix(str iri)
{
    return iri_is_blank(iri) ||
           (iri.len > 0 &&
               str_find(S(":/?#[]@"), iri.ptr[iri.len - 1], 0) != SIZE_MAX);
}

/* Step 14.2.4: a term that looks like an IRI must mean that IRI. */
static code check_iri_like(
    struct draft *d, struct local_entry *entry, const struct json *id)
{
    str term = d->def->term;
    size_t colon = str_find(term, ':', 1);
    str expanded;

    if ((colon == SIZE_MAX || colon == term.len - 1) &&
        str_find(term, '/', 0) == SIZE_MAX)
        return OK;
    entry->state = LOCAL_DONE;
    TRY(build_iri(d->b, term, IRI_VOCAB, &expanded));
    if (!str_eq(expanded, d->def->iri))
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, id);
    return OK;
}

/* Step 14.2 from 14.2.3 on. */
static code read_id(
    struct draft *d, struct local_entry *entry, const struct json *id)
{
    struct term_def *def = d->def;

    TRY(build_iri(d->b, id->text, IRI_VOCAB, &def->iri));
    if (!def->iri.ptr)
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, id);
    def->keyword = (uint8_t)keyword_of(def->iri);
    if (def->keyword == KEYWORD_CONTEXT)
        return draft_fail(d, E_JSONLD_INVALID_KEYWORD_ALIAS, id);
    if (def->keyword == KEYWORD_NOT && !iri_names(def->iri))
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, id);
    TRY(check_iri_like(d, entry, id));
    def->prefix = d->object == NULL && !draft_is_iri_like(d) &&
                  def->keyword == KEYWORD_NOT && ends_as_prefix(def->iri);
    return OK;
}

/* Step 15: a compact IRI, else the term is an IRI itself. */
static code derive_from_prefix(struct draft *d, size_t colon)
{
    struct term_def *def = d->def;
    str prefix = str_sub(def->term, 0, colon);
    str parts[] = {{NULL, 0}, str_sub(def->term, colon + 1, SIZE_MAX)};
    const struct term_def *known;

    def->iri = def->term;
    if (iri_is_blank(def->term) || str_starts(parts[1], S("//")))
        return OK;
    TRY(build_define(d->b, prefix));
    known = context_term(build_context(d->b), prefix);
    if (!known || !known->iri.ptr)
        return OK;
    parts[0] = known->iri;
    def->iri = arena_join(d->b->arena, parts, 2);
    return arena_status(d->b->arena);
}

/* Steps 15 to 18: the IRI of a term that is given none. */
static code derive_iri(struct draft *d)
{
    struct term_def *def = d->def;
    str vocab = build_context(d->b)->vocab;
    str parts[] = {vocab, def->term};
    size_t colon = str_find(def->term, ':', 1);

    if (str_eq(def->term, keyword_name(KEYWORD_TYPE))) {
        def->iri = def->term;
        def->keyword = KEYWORD_TYPE;
        return OK;
    }
    if (colon != SIZE_MAX)
        return derive_from_prefix(d, colon);
    if (!vocab.ptr)
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, NULL);
    def->iri = arena_join(d->b->arena, parts, 2);
    TRY(arena_status(d->b->arena));
    if (str_find(def->term, '/', 0) != SIZE_MAX && !iri_names(def->iri))
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, NULL);
    return OK;
}

static bool is_same_text(str a, str b)
{
    return (a.ptr == NULL) == (b.ptr == NULL) && str_eq(a, b);
}

static bool is_same_context(const struct term_def *a, const struct term_def *b)
{
    if (a->context == b->context)
        return true;
    return a->context && b->context && json_equal(a->context, b->context);
}

/* Equal but for @protected (step 27.1). */
static bool is_same(const struct term_def *a, const struct term_def *b)
{
    return is_same_text(a->iri, b->iri) && a->container == b->container &&
           a->type_mapping == b->type_mapping &&
           is_same_text(a->type, b->type) && a->direction == b->direction &&
           a->has_language == b->has_language &&
           is_same_text(a->language, b->language) &&
           is_same_text(a->index, b->index) && is_same_text(a->nest, b->nest) &&
           a->prefix == b->prefix && a->reverse == b->reverse &&
           is_same_context(a, b);
}

/* Steps 27 and 28. */
static code put(struct draft *d)
{
    const struct term_def *def = d->def;
    code c;

    d->def->absent = false;
    if (d->previous && d->previous->protect && !d->b->override_protected) {
        if (!is_same(def, d->previous))
            return draft_fail(d, E_JSONLD_PROTECTED_TERM_REDEFINITION, NULL);
        def = d->previous;
    }
    c = table_put(d->b->layer, def);
    return c == OK ? OK : draft_fail(d, c, NULL);
}

/* A name in the form of a keyword is left out, and so is the definition:
 * steps 5, 13.3 and 14.2.2 generate a warning. */
static bool is_reserved(const struct json *value)
{
    return keyword_form(json_text(value)) && !keyword_of(json_text(value));
}

/* Step 13. */
static code define_reverse(struct draft *d, const struct json *reverse)
{
    if (draft_get(d, KEYWORD_ID) || draft_get(d, KEYWORD_NEST))
        return draft_fail(d, E_JSONLD_INVALID_REVERSE_PROPERTY, reverse);
    if (reverse->type != JSON_STRING)
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, reverse);
    return read_reverse(d, reverse);
}

/* Steps 14 to 18. */
static code define_iri(
    struct draft *d, struct local_entry *entry, const struct json *id)
{
    if (!id || json_text_is(id, d->def->term))
        return derive_iri(d);
    if (id->type == JSON_NULL)
        return OK;
    if (id->type != JSON_STRING)
        return draft_fail(d, E_JSONLD_INVALID_IRI_MAPPING, id);
    return read_id(d, entry, id);
}

/* Steps 11 to 28, for a term that is no keyword. */
static code define(struct draft *d, struct local_entry *entry)
{
    const struct json *reverse = draft_get(d, KEYWORD_REVERSE);
    const struct json *id = d->object ? draft_get(d, KEYWORD_ID) : d->value;
    const struct json *iri = reverse ? reverse : id;

    TRY(read_protected(d));
    TRY(read_type(d));
    if (is_reserved(iri) && !(reverse && id))
        return run_loss(d->b->run, iri->text, iri);
    TRY(reverse ? define_reverse(d, reverse) : define_iri(d, entry, id));
    d->def->names = d->def->iri.ptr && iri_names(d->def->iri);
    TRY(draft_mappings(d));
    return put(d);
}

/* Steps 4 to 10. */
static code begin(struct draft *d, struct local_entry *entry)
{
    const struct json *value = d->value;
    str term = value->name;

    if (str_eq(term, keyword_name(KEYWORD_TYPE))) {
        if (!is_type_keyword_allowed(d))
            return draft_fail(d, E_JSONLD_KEYWORD_REDEFINITION, NULL);
    } else if (keyword_form(term)) {
        if (keyword_of(term))
            return draft_fail(d, E_JSONLD_KEYWORD_REDEFINITION, NULL);
        return run_loss(d->b->run, term, value);
    }
    if (value->type != JSON_NULL && value->type != JSON_STRING && !d->object)
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, NULL);
    d->def = arena_new(d->b->arena, struct term_def);
    if (!d->def)
        return arena_status(d->b->arena);
    d->def->term = term;
    d->def->hash = entry->hash;
    d->def->shared = d->b->shared;
    d->def->protect = d->b->protect;
    d->previous = table_find(build_context(d->b), term, entry->hash);
    d->def->absent = d->previous != NULL; /* hides it, step 6 */
    if (d->previous && table_put(d->b->layer, d->def) != OK)
        return draft_fail(d, E_COMPLEXITY_LIMIT, NULL);
    return define(d, entry);
}

code build_term(struct build *b, struct local_entry *entry)
{
    struct draft d = {.b = b, .value = entry->value};

    if (entry->state == LOCAL_DONE)
        return OK; /* step 1 */
    if (entry->state == LOCAL_BEGUN)
        return draft_fail(&d, E_JSONLD_CYCLIC_IRI_MAPPING, NULL);
    if (entry->value->name.len == 0)
        return draft_fail(&d, E_JSONLD_INVALID_TERM_DEFINITION, NULL);
    if (b->depth >= DEFINITION_DEPTH_MAX)
        return draft_fail(&d, E_LIMIT_EXCEEDED, NULL);
    if (!b->shared &&
        budget_spend(b->run->options->budget, DEFINITION_WORK, NULL) != OK)
        return draft_fail(&d, E_COMPLEXITY_LIMIT, NULL);
    if (entry->value->type == JSON_OBJECT)
        d.object = entry->value;
    entry->state = LOCAL_BEGUN;
    b->depth++;
    TRY(begin(&d, entry));
    b->depth--;
    entry->state = LOCAL_DONE;
    return OK;
}
