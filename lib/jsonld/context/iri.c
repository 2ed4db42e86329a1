/* IRI expansion, API 5.2. */
#include "text/iri.h"

#include "jsonld/context/build.h"
#include "jsonld/context/table.h"

str context_base(const struct run *run, const struct context *context)
{
    switch (context->base_kind) {
    case BASE_OPTION:
        return run->options->base.len > 0 ? run->options->base : (str){NULL, 0};
    case BASE_IRI:
        return context->base;
    case BASE_NULL:
        break;
    }
    return (str){NULL, 0};
}

bool iri_names(str text)
{
    return iri_is_blank(text) || iri_is_absolute(text);
}

static str resolve(struct run *run,
    struct arena *arena,
    const struct context *context,
    str value)
{
    str base = context_base(run, context);
    struct iri split;

    if (!base.ptr)
        return value;
    split = iri_split(base);
    return iri_resolve(&split, value, arena);
}

/* The place of the colon of a compact IRI or an IRI: after the first
 * character (step 6); 0 if there is none. */
static size_t colon_in(str value)
{
    size_t at = str_find(value, ':', 1);

    return at == SIZE_MAX ? 0 : at;
}

/* Step 6.2: not to be taken for a compact IRI. */
static bool is_plain(str prefix, str suffix)
{
    return (prefix.len == 1 && prefix.ptr[0] == '_') ||
           str_starts(suffix, S("//"));
}

static str iri_expand_to(struct run *run,
    struct arena *arena,
    const struct context *context,
    str value,
    unsigned flags)
{
    const struct term_def *def = NULL;
    size_t colon;

    if (value.len > 0 && value.ptr[0] == '@' && keyword_form(value)) {
        if (keyword_of(value))
            return value;      /* step 1 */
        return (str){NULL, 0}; /* step 2 */
    }
    if (flags & IRI_VOCAB) {
        def = context_term(context, value);
        if (def)
            return def->iri; /* steps 4 and 5 */
    }
    colon = colon_in(value);
    if (colon == 0 && !(flags & IRI_VOCAB)) {
        def = context_term(context, value);
        if (def && def->keyword)
            return def->iri; /* step 4 */
    }
    if (colon > 0) { /* step 6 */
        str prefix = {value.ptr, colon};
        str suffix = {value.ptr + colon + 1, value.len - colon - 1};

        if (is_plain(prefix, suffix))
            return value;
        def = context_term(context, prefix);
        if (def && def->iri.ptr && def->prefix) {
            str parts[] = {def->iri, suffix};
            return arena_join(arena, parts, 2);
        }
        if (iri_is_absolute(value))
            return value;
    }
    if ((flags & IRI_VOCAB) && context->vocab.ptr) { /* step 7 */
        str parts[] = {context->vocab, value};
        return arena_join(arena, parts, 2);
    }
    return flags & IRI_DOCUMENT ? resolve(run, arena, context, value) : value;
}

str iri_expand(
    struct run *run, const struct context *context, str value, unsigned flags)
{
    return iri_expand_to(run, run->arena, context, value, flags);
}

code build_define(struct build *b, str name)
{
    struct local_entry *entry = local_find(b->local, name, str_hash(name));

    return entry && entry->state != LOCAL_DONE ? build_term(b, entry) : OK;
}

code build_iri(struct build *b, str value, unsigned flags, str *ret)
{
    const struct context *context;
    str iri;

    if (!keyword_form(value)) {
        size_t colon = colon_in(value);
        TRY(build_define(b, value)); /* step 3 */
        if (colon > 0 && !context_term(build_context(b), value)) {
            str prefix = {value.ptr, colon};
            str suffix = {value.ptr + colon + 1, value.len - colon - 1};
            if (!is_plain(prefix, suffix))
                TRY(build_define(b, prefix)); /* step 6.3 */
        }
    }
    context = build_context(b);
    if ((flags & IRI_DOCUMENT) && context->base_kind == BASE_OPTION)
        b->run->tainted = true;
    iri = iri_expand_to(b->run, b->arena, context, value, flags);
    TRY(arena_status(b->arena));
    *ret = iri;
    return OK;
}
