/* The entries of a local context that are no terms: API 4.1.2 steps 5.5 and
 * 5.7 to 5.11. */
#include "jsonld/context/build.h"
#include "jsonld/language.h"
#include "text/iri.h"

/* Step 5.5. */
static code check_version(struct build *b, const struct json *value)
{
    double version = 0;

    if (!json_is(value, JSON_NUMBER) || json_number(value, &version) != OK ||
        version < 1.1 || version > 1.1)
        return run_fail(
            b->run, E_JSONLD_INVALID_VERSION_VALUE, value->name, value);
    if (b->run->options->mode == JSONLD_1_0)
        return run_fail(
            b->run, E_JSONLD_PROCESSING_MODE_CONFLICT, value->name, value);
    return OK;
}

/* Step 5.7. */
static code read_base(struct build *b, const struct json *value)
{
    str base = context_base(b->run, b->layer);
    struct iri split;
    str iri;

    if (value->type == JSON_NULL) {
        b->layer->base_kind = BASE_NULL;
        return OK;
    }
    if (value->type != JSON_STRING)
        return run_fail(b->run, E_JSONLD_INVALID_BASE_IRI, value->name, value);
    iri = value->text;
    if (!iri_has_scheme(iri)) {
        if (b->layer->base_kind == BASE_OPTION)
            b->run->tainted = true;
        if (!base.ptr)
            return run_fail(b->run, E_JSONLD_INVALID_BASE_IRI, iri, value);
        split = iri_split(base);
        iri = iri_resolve(&split, iri, b->arena);
        TRY(arena_status(b->arena));
    }
    b->layer->base_kind = BASE_IRI;
    b->layer->base = iri;
    return OK;
}

/* Step 5.8. */
static code read_vocab(struct build *b, const struct json *value)
{
    str vocab = {NULL, 0};

    if (value->type == JSON_NULL) {
        b->layer->vocab = vocab;
        return OK;
    }
    if (value->type != JSON_STRING ||
        (b->run->options->mode == JSONLD_1_0 && !iri_names(value->text)))
        return run_fail(
            b->run, E_JSONLD_INVALID_VOCAB_MAPPING, value->name, value);
    TRY(build_iri(b, value->text, IRI_VOCAB | IRI_DOCUMENT, &vocab));
    if (!vocab.ptr || keyword_of(vocab))
        return run_fail(
            b->run, E_JSONLD_INVALID_VOCAB_MAPPING, value->text, value);
    if (!iri_names(vocab))
        TRY(run_loss(b->run, value->text, value));
    b->layer->vocab = vocab;
    return OK;
}

/* Step 5.9. */
static code read_language(struct build *b, const struct json *value)
{
    b->layer->language = (str){NULL, 0};
    if (value->type == JSON_NULL)
        return OK;
    if (value->type != JSON_STRING)
        return run_fail(
            b->run, E_JSONLD_INVALID_DEFAULT_LANGUAGE, value->name, value);
    return language_read(
        b->run, value, value->text, b->arena, &b->layer->language);
}

code build_direction(struct build *b, const struct json *value, uint8_t *ret)
{
    if (value->type == JSON_NULL)
        *ret = DIRECTION_NULL;
    else if (json_text_is(value, S("ltr")))
        *ret = DIRECTION_LTR;
    else if (json_text_is(value, S("rtl")))
        *ret = DIRECTION_RTL;
    else
        return run_fail(
            b->run, E_JSONLD_INVALID_BASE_DIRECTION, value->name, value);
    return OK;
}

/* Step 5.10. */
static code read_direction(struct build *b, const struct json *value)
{
    uint8_t direction = DIRECTION_ABSENT;

    if (b->run->options->mode == JSONLD_1_0)
        return run_fail(
            b->run, E_JSONLD_INVALID_CONTEXT_ENTRY, value->name, value);
    TRY(build_direction(b, value, &direction));
    b->layer->direction = direction == DIRECTION_NULL
                              ? DIRECTION_ABSENT
                              : (enum direction)direction;
    return OK;
}

/* Step 5.11; what it says was seen to in build_value. */
static code check_propagate(struct build *b, const struct json *value)
{
    if (b->run->options->mode == JSONLD_1_0)
        return run_fail(
            b->run, E_JSONLD_INVALID_CONTEXT_ENTRY, value->name, value);
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        return run_fail(
            b->run, E_JSONLD_INVALID_PROPAGATE_VALUE, value->name, value);
    return OK;
}

static code check_protected(struct build *b, const struct json *value)
{
    if (b->run->options->mode == JSONLD_1_0)
        return run_fail(
            b->run, E_JSONLD_INVALID_CONTEXT_ENTRY, value->name, value);
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        return run_fail(
            b->run, E_JSONLD_INVALID_PROTECTED_VALUE, value->name, value);
    b->protect = json_is(value, JSON_TRUE);
    return OK;
}

/* Steps 5.5 and 5.7 to 5.11: the entries that are no terms. */
code build_entries(struct build *b)
{
    static const struct {
        enum keyword keyword;
        code (*read)(struct build *b, const struct json *value);
    } readers[] = {
        {KEYWORD_VERSION, check_version},
        {KEYWORD_BASE, read_base},
        {KEYWORD_VOCAB, read_vocab},
        {KEYWORD_LANGUAGE, read_language},
        {KEYWORD_DIRECTION, read_direction},
        {KEYWORD_PROPAGATE, check_propagate},
        {KEYWORD_PROTECTED, check_protected},
    };
    size_t i;

    for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
        const struct json *value = local_get(b->local, readers[i].keyword);

        if (!value || (readers[i].keyword == KEYWORD_BASE && b->chain))
            continue;
        TRY(readers[i].read(b, value));
    }
    return OK;
}

bool build_is_term(str name)
{
    switch ((int)keyword_of(name)) {
    case KEYWORD_BASE:
    case KEYWORD_DIRECTION:
    case KEYWORD_IMPORT:
    case KEYWORD_LANGUAGE:
    case KEYWORD_PROPAGATE:
    case KEYWORD_PROTECTED:
    case KEYWORD_VERSION:
    case KEYWORD_VOCAB:
        return false;
    default:
        return true;
    }
}
