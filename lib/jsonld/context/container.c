/* The container of a term definition: API 4.2.2 step 19. */
#include "jsonld/context/build.h"

static unsigned container_of(str name)
{
    switch ((int)keyword_of(name)) {
    case KEYWORD_GRAPH:
        return CONTAINER_GRAPH;
    case KEYWORD_ID:
        return CONTAINER_ID;
    case KEYWORD_INDEX:
        return CONTAINER_INDEX;
    case KEYWORD_LANGUAGE:
        return CONTAINER_LANGUAGE;
    case KEYWORD_LIST:
        return CONTAINER_LIST;
    case KEYWORD_SET:
        return CONTAINER_SET;
    case KEYWORD_TYPE:
        return CONTAINER_TYPE;
    default:
        return 0;
    }
}

/* Of the sets with more than one member these are allowed: @set with one of
 * @index, @graph, @id, @type, @language; @graph with @id or @index, with or
 * without @set. */
static bool is_allowed(unsigned set)
{
    switch (set & ~(unsigned)CONTAINER_SET) {
    case 0:
    case CONTAINER_INDEX:
    case CONTAINER_GRAPH:
    case CONTAINER_ID:
    case CONTAINER_TYPE:
    case CONTAINER_LANGUAGE:
    case CONTAINER_GRAPH | CONTAINER_ID:
    case CONTAINER_GRAPH | CONTAINER_INDEX:
        return true;
    case CONTAINER_LIST:
        return set == CONTAINER_LIST;
    default:
        return false;
    }
}

static code refuse(struct build *b, const struct json *value)
{
    return run_fail(
        b->run, E_JSONLD_INVALID_CONTAINER_MAPPING, value->name, value);
}

/* The set that the value names, 0 for none that is known. */
static unsigned read_set(const struct json *value)
{
    const struct json *item;
    unsigned set = 0;

    if (value->type == JSON_STRING)
        return container_of(value->text);
    if (value->type != JSON_ARRAY)
        return 0;
    for (item = value->child.first; item; item = item->next) {
        unsigned one = container_of(json_text(item));
        if (one == 0)
            return 0;
        set |= one;
    }
    return set;
}

code build_container(
    struct build *b, const struct json *value, struct term_def *def)
{
    unsigned set = read_set(value);
    const unsigned only_1_1 = CONTAINER_GRAPH | CONTAINER_ID | CONTAINER_TYPE;

    if (set == 0 || !is_allowed(set))
        return refuse(b, value);
    if (b->run->options->mode == JSONLD_1_0 &&
        ((set & only_1_1) || value->type != JSON_STRING))
        return refuse(b, value);
    def->container = (uint8_t)set;
    if (set & CONTAINER_TYPE) { /* step 19.4 */
        if (def->type_mapping == TYPE_ABSENT)
            def->type_mapping = TYPE_ID;
        if (def->type_mapping != TYPE_ID && def->type_mapping != TYPE_VOCAB)
            return run_fail(
                b->run, E_JSONLD_INVALID_TYPE_MAPPING, def->term, value);
    }
    return OK;
}
