/* How the values of a term are read: API 4.2.2 steps 19 to 26. */
#include "base/code_info.h"
#include "jsonld/context/draft.h"
#include "jsonld/language.h"
#include "text/iri.h"

code draft_fail(struct draft *d, code c, const struct json *at)
{
    return run_fail(d->b->run, c, d->value->name, at ? at : d->value);
}

bool draft_is_1_0(const struct draft *d)
{
    return d->b->run->options->mode == JSONLD_1_0;
}

const struct json *draft_get(const struct draft *d, enum keyword keyword)
{
    return json_get(d->object, keyword_name(keyword));
}

bool draft_is_iri_like(const struct draft *d)
{
    return str_find(d->def->term, ':', 0) != SIZE_MAX ||
           str_find(d->def->term, '/', 0) != SIZE_MAX;
}

/* Step 20. */
static code read_index(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_INDEX);
    str iri = {NULL, 0};

    if (!value)
        return OK;
    if (draft_is_1_0(d) || !(d->def->container & CONTAINER_INDEX) ||
        value->type != JSON_STRING)
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    TRY(build_iri(d->b, value->text, IRI_VOCAB, &iri));
    if (!iri.ptr || !iri_is_absolute(iri))
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    d->def->index = value->text;
    return OK;
}

/* Step 21.3: the scoped context is processed once to see that it can be. The
 * result is dropped; so is the memory, unless something was loaded. */
static code check_scoped(struct draft *d, const struct json *scoped)
{
    struct run *run = d->b->run;
    const struct source *sources = run->sources;
    struct arena_mark mark = arena_mark(run->arena);
    struct build inner = {
        .run = run,
        .arena = run->arena,
        .now = build_context(d->b),
        .chain = d->b->chain,
        .base_url = d->b->base_url,
        .override_protected = true,
        .no_repeat = true,
    };
    uint32_t depth = run->depth;
    code c = build_value(&inner, scoped, 0);

    run->depth = depth;
    if (c == OK) {
        if (run->sources == sources)
            arena_rewind(run->arena, mark);
        return OK;
    }
    if (code_info(c)->kind == KIND_LIMIT || code_info(c)->kind == KIND_INTERNAL)
        return c;
    return draft_fail(d, E_JSONLD_INVALID_SCOPED_CONTEXT, scoped);
}

/* Step 21. */
static code read_context(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_CONTEXT);

    if (!value)
        return OK;
    if (draft_is_1_0(d))
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    TRY(check_scoped(d, value));
    d->def->context = value;
    d->def->base_url = d->b->base_url;
    return OK;
}

/* Steps 22 and 23. */
static code read_language(struct draft *d)
{
    const struct json *language = draft_get(d, KEYWORD_LANGUAGE);
    const struct json *direction = draft_get(d, KEYWORD_DIRECTION);

    if (draft_get(d, KEYWORD_TYPE))
        return OK;
    if (language) {
        if (language->type != JSON_STRING && language->type != JSON_NULL)
            return draft_fail(d, E_JSONLD_INVALID_LANGUAGE_MAPPING, language);
        d->def->has_language = true;
        if (language->type == JSON_STRING)
            TRY(language_read(d->b->run, language, language->text, d->b->arena,
                &d->def->language));
    }
    if (direction)
        TRY(build_direction(d->b, direction, &d->def->direction));
    return OK;
}

/* Step 24. */
static code read_nest(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_NEST);
    enum keyword keyword;

    if (!value)
        return OK;
    if (draft_is_1_0(d))
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    keyword = keyword_of(json_text(value));
    if (value->type != JSON_STRING ||
        (keyword != KEYWORD_NOT && keyword != KEYWORD_NEST))
        return draft_fail(d, E_JSONLD_INVALID_NEST_VALUE, value);
    d->def->nest = value->text;
    return OK;
}

/* Step 25. */
static code read_prefix(struct draft *d)
{
    const struct json *value = draft_get(d, KEYWORD_PREFIX);

    if (!value)
        return OK;
    if (draft_is_1_0(d) || draft_is_iri_like(d))
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        return draft_fail(d, E_JSONLD_INVALID_PREFIX_VALUE, value);
    d->def->prefix = json_is(value, JSON_TRUE);
    if (d->def->prefix && d->def->keyword)
        return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, value);
    return OK;
}

/* Step 26. */
static code check_entries(struct draft *d)
{
    const struct json *member = d->object ? d->object->child.first : NULL;

    for (; member; member = member->next) {
        switch ((int)keyword_of(member->name)) {
        case KEYWORD_ID:
        case KEYWORD_REVERSE:
        case KEYWORD_CONTAINER:
        case KEYWORD_CONTEXT:
        case KEYWORD_DIRECTION:
        case KEYWORD_INDEX:
        case KEYWORD_LANGUAGE:
        case KEYWORD_NEST:
        case KEYWORD_PREFIX:
        case KEYWORD_PROTECTED:
        case KEYWORD_TYPE:
            break;
        default:
            return draft_fail(d, E_JSONLD_INVALID_TERM_DEFINITION, member);
        }
    }
    return OK;
}

/* Steps 19 to 26; a reverse property has read its container in step 13.5. The
 * steps after it are not skipped for one, so that its index mapping counts
 * (expand test t0131) and nothing in it goes unread. */
code draft_mappings(struct draft *d)
{
    const struct json *container = draft_get(d, KEYWORD_CONTAINER);

    if (container && !d->def->reverse)
        TRY(build_container(d->b, container, d->def));
    TRY(read_index(d));
    TRY(read_context(d));
    TRY(read_language(d));
    TRY(read_nest(d));
    TRY(read_prefix(d));
    return check_entries(d);
}
