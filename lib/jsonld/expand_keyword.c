/* Entries of a map that are keywords: API 5.1.2 step 13.4. */
#include "jsonld/expand.h"
#include "jsonld/language.h"
#include "text/iri.h"

static code fail(struct object *o, code c, const struct json *member)
{
    return run_fail(o->run, c, member->name, member);
}

/* Step 13.4.16. */
static code put(struct object *o, enum keyword keyword, struct json *value)
{
    if (!value)
        return arena_status(o->run->arena);
    o->has |= 1U << keyword;
    value->tag = (uint8_t)keyword;
    return members_add(&o->result, keyword_name(keyword), value);
}

/* Puts the elements after those that are there already. */
static code put_more(struct object *o, enum keyword keyword, struct json *array)
{
    struct json *old = NULL;

    if (!array)
        return arena_status(o->run->arena);
    if (!(o->has & 1U << keyword))
        return put(o, keyword, array);
    old = members_get(&o->result, keyword_name(keyword));
    if (old->type != JSON_ARRAY) { /* a single @type */
        struct json *only = json_alias(o->run->arena, old);
        old->type = JSON_ARRAY;
        old->n = 0;
        old->child.first = NULL;
        old->child.last = NULL;
        json_push(old, only);
        if (only)
            only->tag = KEYWORD_NOT;
    }
    return expand_add(&o->result, keyword_name(keyword), array);
}

/* Step 13.4.3. */
static code expand_id(struct object *o, const struct json *member)
{
    struct run *run = o->run;
    str iri;

    if (member->type != JSON_STRING)
        return fail(o, E_JSONLD_INVALID_ID_VALUE, member);
    iri = iri_expand(run, o->active, member->text, IRI_DOCUMENT);
    TRY(arena_status(run->arena));
    if (run->options->safe &&
        (!iri.ptr || (!iri_is_absolute(iri) && !iri_is_blank(iri))))
        return run_loss(run, member->text, member);
    return put(o, KEYWORD_ID,
        iri.ptr ? expand_text(run, iri) : json_new(run->arena, JSON_NULL));
}

/* What a type may be in safe mode. */
static bool is_type(str iri)
{
    return iri.ptr && (iri_is_absolute(iri) || iri_is_blank(iri) ||
                          keyword_of(iri) == KEYWORD_JSON);
}

/* One type, relative to the type-scoped context. */
static code expand_one_type(struct object *o,
    const struct json *member,
    const struct json *type,
    struct json **ret)
{
    struct run *run = o->run;
    const struct term_def *def;
    str iri;

    if (type->type != JSON_STRING)
        return fail(o, E_JSONLD_INVALID_TYPE_VALUE, member);
    def = context_term(o->type_scoped, type->text);
    iri = def ? def->iri
              : iri_expand(
                    run, o->type_scoped, type->text, IRI_DOCUMENT | IRI_VOCAB);
    TRY(arena_status(run->arena));
    if (run->options->safe && !(def && def->names) && !is_type(iri))
        return run_loss(run, type->text, type);
    if (run->options->plain && !def && context_has_iri(o->type_scoped, iri))
        return run_fail(run, E_DOCUMENT_SHAPE_ERROR, type->text, type);
    *ret = iri.ptr ? expand_text(run, iri) : json_new(run->arena, JSON_NULL);
    return arena_status(run->arena);
}

/* Step 13.4.4. */
static code expand_types(struct object *o, const struct json *member)
{
    struct json *array;
    struct json *type = NULL;
    const struct json *item;

    if (o->run->options->safe && member != o->type)
        return fail(o, E_DOCUMENT_SHAPE_ERROR, member); /* RELIABILITY LD-09 */
    if (member->type != JSON_ARRAY) {
        TRY(expand_one_type(o, member, member, &type));
        return o->has & 1U << KEYWORD_TYPE
                   ? put_more(o, KEYWORD_TYPE, expand_array(o->run, type))
                   : put(o, KEYWORD_TYPE, type);
    }
    array = json_new(o->run->arena, JSON_ARRAY);
    for (item = member->child.first; item; item = item->next) {
        TRY(expand_one_type(o, member, item, &type));
        json_push(array, type);
    }
    return put_more(o, KEYWORD_TYPE, array);
}

/* Steps 13.4.5, 13.4.11 and 13.4.12: a value that is expanded as it is. */
static code expand_inner(struct object *o,
    const struct property *property,
    const struct json *member,
    struct json **ret)
{
    return expand_element(o->run, o->active, property, member, ret);
}

static code expand_graph(struct object *o, const struct json *member)
{
    const struct property property = {.name = S("@graph"), .is_top = true};
    struct json *value = NULL;

    TRY(expand_inner(o, &property, member, &value));
    return put(o, KEYWORD_GRAPH, expand_array(o->run, value));
}

static bool is_node(const struct json *item)
{
    return json_is(item, JSON_OBJECT) && !keyword_get(item, KEYWORD_VALUE) &&
           !keyword_get(item, KEYWORD_LIST) && !keyword_get(item, KEYWORD_SET);
}

/* Step 13.4.6. */
static code expand_included(struct object *o, const struct json *member)
{
    const struct property none = {.is_top = true};
    struct json *value = NULL;
    const struct json *item;

    if (o->run->options->mode == JSONLD_1_0)
        return run_loss(o->run, member->name, member);
    TRY(expand_inner(o, &none, member, &value));
    if (!value)
        return fail(o, E_JSONLD_INVALID_INCLUDED_VALUE, member);
    value = expand_array(o->run, value);
    if (!value)
        return arena_status(o->run->arena);
    for (item = value->child.first; item; item = item->next) {
        if (!is_node(item))
            return fail(o, E_JSONLD_INVALID_INCLUDED_VALUE, member);
    }
    return put_more(o, KEYWORD_INCLUDED, value);
}

/* True if the input type (step 12) is @json. */
static bool is_json_literal(const struct object *o)
{
    const struct json *last = o->type;
    const struct term_def *def;
    str text;

    if (json_is(last, JSON_ARRAY))
        last = last->child.last;
    text = json_text(last);
    if (keyword_of(text) == KEYWORD_JSON)
        return true;
    def = text.ptr ? context_term(o->active, text) : NULL;
    return def && def->keyword == KEYWORD_JSON;
}

/* Step 13.4.7. */
static code expand_value_entry(struct object *o, const struct json *member)
{
    struct json *value = json_alias(o->run->arena, member);

    if (is_json_literal(o)) {
        if (o->run->options->mode == JSONLD_1_0)
            return fail(o, E_JSONLD_INVALID_VALUE_OBJECT_VALUE, member);
    } else if (member->type == JSON_OBJECT || member->type == JSON_ARRAY) {
        return fail(o, E_JSONLD_INVALID_VALUE_OBJECT_VALUE, member);
    }
    return put(o, KEYWORD_VALUE, value);
}

/* Step 13.4.8. */
static code expand_language(struct object *o, const struct json *member)
{
    str tag;

    if (member->type != JSON_STRING)
        return fail(o, E_JSONLD_INVALID_LANGUAGE_TAGGED_STRING, member);
    TRY(language_read(o->run, member, member->text, o->run->arena, &tag));
    return put(o, KEYWORD_LANGUAGE, expand_text(o->run, tag));
}

/* Step 13.4.9. */
static code expand_direction(struct object *o, const struct json *member)
{
    if (o->run->options->mode == JSONLD_1_0)
        return run_loss(o->run, member->name, member);
    if (!json_text_is(member, S("ltr")) && !json_text_is(member, S("rtl")))
        return fail(o, E_JSONLD_INVALID_BASE_DIRECTION, member);
    return put(o, KEYWORD_DIRECTION, expand_text(o->run, member->text));
}

/* Step 13.4.10. */
static code expand_index(struct object *o, const struct json *member)
{
    if (member->type != JSON_STRING)
        return fail(o, E_JSONLD_INVALID_INDEX_VALUE, member);
    TRY(run_loss(o->run, member->name, member)); /* not in RDF */
    return put(o, KEYWORD_INDEX, expand_text(o->run, member->text));
}

/* Step 13.4.11. */
static code expand_list(struct object *o, const struct json *member)
{
    struct property property = *o->property;
    struct json *value = NULL;

    if (property.is_top)
        return run_loss(o->run, member->name, member);
    property.def = context_term(o->active, property.name);
    property.from_map = false;
    TRY(expand_inner(o, &property, member, &value));
    return put(o, KEYWORD_LIST, expand_array(o->run, value));
}

/* Step 13.4.12. */
static code expand_set(struct object *o, const struct json *member)
{
    struct property property = *o->property;
    struct json *value = NULL;

    if (property.name.ptr)
        property.def = context_term(o->active, property.name);
    property.from_map = false;
    TRY(expand_inner(o, &property, member, &value));
    return put(o, KEYWORD_SET, expand_array(o->run, value));
}

/* Steps 13.4.13.3 and 13.4.13.4 for one property of the reverse map. */
static code take_reverse(
    struct object *o, struct json *member, const struct json *at)
{
    str name = member->name;
    struct json *items = json_alias(o->run->arena, member);
    struct json *inner;
    struct json *next;

    if (!items)
        return arena_status(o->run->arena);
    if (keyword_tag(member) != KEYWORD_REVERSE) {
        items->tag = KEYWORD_NOT;
        return expand_add_reverse(o, name, items, at);
    }
    for (inner = member->child.first; inner; inner = next) {
        next = inner->next;
        items = json_alias(o->run->arena, inner);
        TRY(expand_add(&o->result, inner->name, items));
    }
    return OK;
}

/* Step 13.4.13. */
static code expand_reverse(struct object *o, const struct json *member)
{
    const struct property property = {
        .name = S("@reverse"), .is_reverse = true};
    struct json *value = NULL;
    struct json *inner;

    if (member->type != JSON_OBJECT)
        return fail(o, E_JSONLD_INVALID_REVERSE_VALUE, member);
    o->has_reverse_entry = true;
    TRY(expand_inner(o, &property, member, &value));
    if (!json_is(value, JSON_OBJECT))
        return OK;
    for (inner = value->child.first; inner; inner = inner->next)
        TRY(take_reverse(o, inner, member));
    return OK;
}

/* Step 13.4.14. */
static code note_nest(struct object *o, const struct json *member)
{
    o->nests = arena_grow(o->run->arena, o->nests, sizeof(*o->nests),
        o->n_nests + 1, &o->nests_capacity);
    if (!o->nests)
        return arena_status(o->run->arena);
    o->nests[o->n_nests++] = member;
    return OK;
}

static code (*const expanders[KEYWORDS])(
    struct object *o, const struct json *member) = {
    [KEYWORD_ID] = expand_id,
    [KEYWORD_TYPE] = expand_types,
    [KEYWORD_GRAPH] = expand_graph,
    [KEYWORD_INCLUDED] = expand_included,
    [KEYWORD_VALUE] = expand_value_entry,
    [KEYWORD_LANGUAGE] = expand_language,
    [KEYWORD_DIRECTION] = expand_direction,
    [KEYWORD_INDEX] = expand_index,
    [KEYWORD_LIST] = expand_list,
    [KEYWORD_SET] = expand_set,
    [KEYWORD_REVERSE] = expand_reverse,
    [KEYWORD_NEST] = note_nest,
};

/* Step 13.4.2. A @reverse made by reverse terms so far is not taken: that
 * would make the order of the entries decide. */
static bool is_taken(const struct object *o, enum keyword keyword)
{
    if (keyword == KEYWORD_REVERSE)
        return o->has_reverse_entry;
    return (o->has & 1U << keyword) && keyword != KEYWORD_INCLUDED &&
           keyword != KEYWORD_TYPE;
}

/* Keywords that let the entries of one node stand in several places. */
static bool is_scattering(enum keyword keyword)
{
    return keyword == KEYWORD_GRAPH || keyword == KEYWORD_INCLUDED ||
           keyword == KEYWORD_NEST || keyword == KEYWORD_REVERSE ||
           keyword == KEYWORD_SET;
}

code expand_keyword(
    struct object *o, enum keyword keyword, const struct json *member)
{
    if (o->run->options->plain && is_scattering(keyword))
        return fail(o, E_DOCUMENT_SHAPE_ERROR, member);
    if (o->property->is_reverse)
        return fail(o, E_JSONLD_INVALID_REVERSE_PROPERTY_MAP, member);
    if (is_taken(o, keyword))
        return fail(o, E_JSONLD_COLLIDING_KEYWORDS, member);
    if (!expanders[keyword]) /* a keyword that means nothing here */
        return run_loss(o->run, member->name, member);
    return expanders[keyword](o, member);
}
