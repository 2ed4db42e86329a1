/* Value expansion, API 5.3. */
#include "jsonld/expand.h"
#include "text/iri.h"

/* Steps 1 and 2: a reference to a node. */
static code expand_reference(struct run *run,
    const struct context *active,
    const struct json *value,
    unsigned flags,
    struct json **ret)
{
    str iri = iri_expand(run, active, value->text, flags);

    TRY(arena_status(run->arena));
    if (run->options->safe &&
        (!iri.ptr || (!iri_is_absolute(iri) && !iri_is_blank(iri))))
        return run_loss(run, value->text, value);
    *ret = expand_wrap(run, KEYWORD_ID,
        iri.ptr ? expand_text(run, iri) : json_new(run->arena, JSON_NULL));
    return arena_status(run->arena);
}

/* Step 5. */
static void add_language(struct run *run,
    const struct context *active,
    const struct term_def *def,
    struct json *result)
{
    str language = active->language;
    unsigned direction = active->direction;

    if (def && def->has_language)
        language = def->language;
    if (def && def->direction != DIRECTION_ABSENT)
        direction = def->direction;
    if (language.ptr)
        keyword_add(result, KEYWORD_LANGUAGE, expand_text(run, language));
    if (direction == DIRECTION_LTR || direction == DIRECTION_RTL)
        keyword_add(result, KEYWORD_DIRECTION,
            expand_text(run, direction == DIRECTION_LTR ? S("ltr") : S("rtl")));
}

code expand_value(struct run *run,
    const struct context *active,
    const struct term_def *def,
    const struct json *value,
    struct json **ret)
{
    enum type_mapping mapping =
        def ? (enum type_mapping)def->type_mapping : TYPE_ABSENT;
    bool is_string = value->type == JSON_STRING;
    struct json *result;

    if (mapping == TYPE_ID && is_string)
        return expand_reference(run, active, value, IRI_DOCUMENT, ret);
    if (mapping == TYPE_VOCAB && is_string)
        return expand_reference(
            run, active, value, IRI_DOCUMENT | IRI_VOCAB, ret);
    result = expand_wrap(run, KEYWORD_VALUE, json_alias(run->arena, value));
    if (mapping == TYPE_IRI || mapping == TYPE_JSON)
        keyword_add(result, KEYWORD_TYPE, expand_text(run, def->type));
    else if (is_string)
        add_language(run, active, def, result);
    *ret = result;
    return arena_status(run->arena);
}
