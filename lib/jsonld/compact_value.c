/* Value compaction, JSON-LD 1.1 API 6.3. */
#include "jsonld/compact.h"
#include "jsonld/literal.h"

static bool is_same_letters(struct arena *arena, str a, str b)
{
    return str_eq(literal_lower(arena, a), literal_lower(arena, b));
}

/* The type mapping of a definition as it stands in value objects. */
static bool is_type_of(const struct term_def *def, const struct json *type)
{
    if (!def)
        return false;
    if (def->type_mapping == TYPE_JSON)
        return json_text_is(type, S("@json"));
    return def->type_mapping == TYPE_IRI && json_text_is(type, def->type);
}

/* Whether a value without type would come back with one, or as a reference;
 * such a value stays a map, like that of a term of type @none (step 8). */
static bool adds_type(const struct term_def *def, const struct json *value)
{
    if (!def || def->type_mapping == TYPE_ABSENT)
        return false;
    if (def->type_mapping == TYPE_ID || def->type_mapping == TYPE_VOCAB)
        return value->type == JSON_STRING;
    return true;
}

/* Step 9: language and direction are those that the term stands for. */
static bool is_own_language(struct compaction *c,
    const struct context *active,
    const struct term_def *def,
    const struct parts *parts)
{
    str language = def && def->has_language ? def->language : active->language;
    unsigned direction = def && def->direction != DIRECTION_ABSENT
                             ? def->direction
                             : active->direction;
    str wanted = {NULL, 0};

    if (direction == DIRECTION_LTR)
        wanted = S("ltr");
    else if (direction == DIRECTION_RTL)
        wanted = S("rtl");
    return (language.ptr != NULL) == (parts->language != NULL) &&
           (wanted.ptr != NULL) == (parts->direction != NULL) &&
           is_same_letters(
               c->run->arena, language, json_text(parts->language)) &&
           str_eq(wanted, json_text(parts->direction));
}

/* Step 6: a reference. */
static code compact_reference(struct compaction *c,
    const struct context *active,
    const struct term_def *def,
    const struct json *id,
    struct json **ret)
{
    bool vocab = def && def->type_mapping == TYPE_VOCAB;
    str text;

    if (!vocab && !(def && def->type_mapping == TYPE_ID))
        return OK;
    TRY(compact_iri(
        c, active, id->text, NULL, vocab ? COMPACT_VOCAB : 0, &text));
    *ret = json_new_string(c->run->arena, text);
    return OK;
}

code compact_value(struct compaction *c,
    const struct context *active,
    const struct term_def *def,
    const struct json *value,
    struct json **ret)
{
    struct parts parts = parts_of(value);
    bool has_index = keyword_get(value, KEYWORD_INDEX) != NULL;
    bool drops_index = def && (def->container & CONTAINER_INDEX);
    bool fits = false;

    *ret = NULL;
    if (parts.id) {
        if (value->n == (has_index ? 2 : 1) && (!has_index || drops_index))
            TRY(compact_reference(c, active, def, parts.id, ret));
        return arena_status(c->run->arena);
    }
    if (!parts.value || (has_index && !drops_index))
        return OK;
    if (parts.type) /* steps 7 and 8 */
        fits = is_type_of(def, parts.type);
    else if (adds_type(def, parts.value))
        fits = false;
    else if (parts.value->type != JSON_STRING)
        fits = !parts.language && !parts.direction;
    else
        fits = is_own_language(c, active, def, &parts);
    if (fits)
        *ret = json_alias(c->run->arena, parts.value);
    return arena_status(c->run->arena);
}
