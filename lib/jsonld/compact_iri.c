/* IRI compaction, JSON-LD 1.1 API 6.2. */
#include "jsonld/compact.h"
#include "jsonld/literal.h"
#include "text/iri.h"

enum {
    GRAPH = CONTAINER_GRAPH,
    GRAPH_ID = CONTAINER_GRAPH | CONTAINER_ID,
    GRAPH_INDEX = CONTAINER_GRAPH | CONTAINER_INDEX,
    ID = CONTAINER_ID,
    INDEX = CONTAINER_INDEX,
    LANGUAGE = CONTAINER_LANGUAGE,
    LIST = CONTAINER_LIST,
    SET = CONTAINER_SET,
    TYPE = CONTAINER_TYPE,
};

static void want(struct selection *s, unsigned container)
{
    s->containers[s->n_containers++] = (uint8_t)container;
}

/* The container and the same with @set. */
static void want_both(struct selection *s, unsigned container)
{
    want(s, container);
    want(s, container | SET);
}

static void prefer(struct selection *s, str value)
{
    s->preferred[s->n_preferred++] = value;
}

/* "en", "en_ltr", "_ltr" of a value object; null if it has neither. */
static str language_of(struct arena *arena, const struct parts *parts)
{
    str text[] = {literal_lower(arena, json_text(parts->language)), STR("_"),
        json_text(parts->direction)};

    return parts->direction ? arena_join(arena, text, 3) : text[0];
}

/* Step 4.7.4: language and type that all items of a list have in common. */
static void find_common(struct arena *arena,
    const struct json *list,
    str *ret_language,
    str *ret_type)
{
    const struct json *item = list->child.first;
    str language = {NULL, 0};
    str type = {NULL, 0};

    for (; item; item = item->next) {
        struct parts parts = parts_of(item);
        str item_language = S("@none");
        str item_type = S("@none");

        if (!parts.value)
            item_type = S("@id");
        else if (parts.direction || parts.language)
            item_language = language_of(arena, &parts);
        else if (parts.type)
            item_type = parts.type->text;
        else
            item_language = S("@null");
        if (!language.ptr)
            language = item_language;
        else if (parts.value && !str_eq(language, item_language))
            language = S("@none");
        if (!type.ptr)
            type = item_type;
        else if (!str_eq(type, item_type))
            type = S("@none");
        if (str_eq(language, S("@none")) && str_eq(type, S("@none")))
            break;
    }
    *ret_language = language.ptr ? language : S("@none");
    *ret_type = type.ptr ? type : S("@none");
}

/* Step 4.7 */
static str select_list(
    struct arena *arena, const struct json *list, struct selection *s)
{
    str language;
    str type;

    find_common(arena, list, &language, &type);
    if (str_eq(type, S("@none")))
        return language;
    s->kind = INVERSE_TYPE;
    return type;
}

/* Step 4.8 */
static str select_graph(const struct json *value, struct selection *s)
{
    bool has_index = keyword_get(value, KEYWORD_INDEX) != NULL;
    bool has_id = keyword_get(value, KEYWORD_ID) != NULL;

    if (has_index)
        want_both(s, GRAPH_INDEX);
    if (has_id)
        want_both(s, GRAPH_ID);
    want_both(s, GRAPH);
    want(s, SET);
    if (!has_index)
        want_both(s, GRAPH_INDEX);
    if (!has_id)
        want_both(s, GRAPH_ID);
    want_both(s, INDEX);
    s->kind = INVERSE_TYPE;
    return S("@id");
}

/* Step 4.9; also for no value at all. */
static str select_value(struct arena *arena,
    const struct json *value,
    const struct parts *parts,
    struct selection *s)
{
    bool has_index = keyword_get(value, KEYWORD_INDEX) != NULL;
    str wanted = S("@null");

    if (parts->value && (parts->direction || parts->language) && !has_index) {
        wanted = language_of(arena, parts);
        want_both(s, LANGUAGE);
    } else if (parts->value && parts->type) {
        wanted = parts->type->text;
        s->kind = INVERSE_TYPE;
    } else if (!parts->value) {
        wanted = S("@id");
        s->kind = INVERSE_TYPE;
        want_both(s, ID);
        want(s, TYPE);
        want(s, TYPE | SET);
    }
    want(s, SET);
    return wanted;
}

/* Steps 4.3 to 4.13: containers and kind; gives the type or language. */
static str select_for(struct compaction *c,
    const struct json *value,
    unsigned flags,
    struct selection *s)
{
    bool is_map = json_is(value, JSON_OBJECT);
    bool has_index = is_map && keyword_get(value, KEYWORD_INDEX);
    struct parts parts = {0};
    str wanted;

    if (is_map)
        parts = parts_of(value);
    if (has_index && !compact_is_graph(value))
        want_both(s, INDEX);
    if (flags & COMPACT_REVERSE) {
        s->kind = INVERSE_TYPE;
        wanted = S("@reverse");
        want(s, SET);
    } else if (is_map && parts.list) {
        if (!has_index)
            want(s, LIST);
        wanted = select_list(c->run->arena, parts.list, s);
    } else if (is_map && compact_is_graph(value)) {
        wanted = select_graph(value, s);
    } else {
        wanted = select_value(c->run->arena, value, &parts, s);
    }
    want(s, 0);
    if (c->run->options->mode == JSONLD_1_0)
        return wanted;
    if (!has_index)
        want_both(s, INDEX);
    /* Only texts can stand in a language map. */
    if (is_map && value->n == 1 && json_is(parts.value, JSON_STRING))
        want_both(s, LANGUAGE);
    return wanted;
}

/* Step 4.16: which of @id and @vocab brings the IRI back. */
static code prefer_reference(struct compaction *c,
    const struct context *active,
    const struct json *id,
    struct selection *s)
{
    const struct term_def *def;
    str term;

    TRY(compact_iri(c, active, id->text, NULL, COMPACT_VOCAB, &term));
    def = context_term(active, term);
    if (def && str_eq(def->iri, id->text)) {
        prefer(s, S("@vocab"));
        prefer(s, S("@id"));
    } else {
        prefer(s, S("@id"));
        prefer(s, S("@vocab"));
    }
    prefer(s, S("@none"));
    return OK;
}

/* Steps 4.14 to 4.19 */
static code prefer_all(struct compaction *c,
    const struct context *active,
    const struct json *value,
    str wanted,
    struct selection *s)
{
    const struct json *id = keyword_get(value, KEYWORD_ID);
    const struct json *list = keyword_get(value, KEYWORD_LIST);
    size_t underscore;

    if (str_eq(wanted, S("@reverse")))
        prefer(s, wanted);
    if (id && (str_eq(wanted, S("@id")) || str_eq(wanted, S("@reverse")))) {
        TRY(prefer_reference(c, active, id, s));
    } else {
        prefer(s, wanted);
        prefer(s, S("@none"));
        if (list && list->n == 0)
            s->kind = INVERSE_ANY;
    }
    prefer(s, S("@any"));
    underscore =
        s->kind == INVERSE_LANGUAGE ? str_find(wanted, '_', 0) : SIZE_MAX;
    if (underscore != SIZE_MAX)
        prefer(s, str_sub(wanted, underscore, wanted.len));
    return OK;
}

/* Step 4: a term; NULL if there is none. */
static code find_term(struct compaction *c,
    const struct context *active,
    str iri,
    const struct json *value,
    unsigned flags,
    const struct term_def **ret)
{
    struct selection s = {.kind = INVERSE_LANGUAGE};
    const struct inverse *inverse;
    str wanted;

    *ret = NULL;
    TRY(inverse_of(c->run, active, &c->spares, &inverse));
    if (!inverse_has(inverse, iri))
        return OK;
    wanted = select_for(c, value, flags, &s);
    TRY(prefer_all(c, active, value, wanted, &s));
    *ret = inverse_select(inverse, iri, &s);
    return arena_status(c->run->arena);
}

/* Step 5: the rest behind the vocabulary mapping; null if it would not be
 * read as that. */
static str find_suffix(
    struct compaction *c, const struct context *active, str iri)
{
    str suffix;

    if (!active->vocab.ptr || iri.len <= active->vocab.len ||
        !str_starts(iri, active->vocab))
        return (str){NULL, 0};
    suffix = str_sub(iri, active->vocab.len, iri.len);
    if (context_term(active, suffix))
        return (str){NULL, 0};
    if ((suffix.ptr[0] == '@' || str_find(suffix, ':', 0) != SIZE_MAX) &&
        !str_eq(iri_expand(c->run, active, suffix, IRI_VOCAB), iri))
        return (str){NULL, 0};
    return suffix;
}

/* Steps 6 to 8: the shortest compact IRI; null if there is none. */
static code find_compact(struct compaction *c,
    const struct context *active,
    str iri,
    const struct json *value,
    str *ret)
{
    const struct inverse *inverse;
    const struct term_def *const *prefixes;
    str best = {NULL, 0};
    size_t n;
    size_t i;

    TRY(inverse_of(c->run, active, &c->spares, &inverse));
    prefixes = inverse_prefixes(inverse, &n);
    TRY(budget_spend(c->run->options->budget, n, c->run->reterr));
    for (i = 0; i < n; i++) {
        const struct term_def *def = prefixes[i];
        const struct term_def *other;
        str parts[] = {def->term, STR(":"), {NULL, 0}};
        str candidate;

        if (def->iri.len >= iri.len || !str_starts(iri, def->iri))
            continue;
        parts[2] = str_sub(iri, def->iri.len, iri.len);
        /* "a://b" and "_:b" are never read as compact IRIs (5.2.2 step 6). */
        if (str_starts(parts[2], S("//")) || str_eq(def->term, S("_")))
            continue;
        candidate = arena_join(c->run->arena, parts, 3);
        other = context_term(active, candidate);
        if (other && (value || !str_eq(other->iri, iri)))
            continue;
        if (!best.ptr || candidate.len < best.len ||
            (candidate.len == best.len && str_cmp(candidate, best) < 0))
            best = candidate;
    }
    *ret = best;
    return arena_status(c->run->arena);
}

/* Step 9: the IRI must not be taken for a compact IRI. */
static code check_scheme(
    struct compaction *c, const struct context *active, str iri)
{
    size_t colon = str_find(iri, ':', 0);
    const struct term_def *def;

    if (colon == SIZE_MAX || iri_is_blank(iri))
        return OK;
    def = context_term(active, str_sub(iri, 0, colon));
    if (def && def->prefix &&
        !str_starts(str_sub(iri, colon + 1, iri.len), S("//")))
        return run_fail(c->run, E_JSONLD_IRI_CONFUSED_WITH_PREFIX, iri, NULL);
    return OK;
}

/* Would expansion take it for an IRI (IRI expansion, step 6.2), and not
 * resolve it? No term stands before its colon: a reference with one begins
 * with a dot or a slash, and a term with a slash is its own IRI. */
static bool is_misread(str reference)
{
    const size_t colon = str_find(reference, ':', 1);

    return colon != SIZE_MAX &&
           str_starts(str_sub(reference, colon + 1, reference.len), S("//"));
}

/* Step 10 */
static str relative(struct compaction *c, const struct context *active, str iri)
{
    str base = context_base(c->run, active);
    str parts[] = {STR("./"), {NULL, 0}};
    struct iri split;
    str reference;

    if (base.ptr && !c->run->options->keep_absolute && !iri_is_blank(iri)) {
        split = iri_split(base);
        reference = iri_relativise(&split, iri, c->run->arena);
        if (!is_misread(reference))
            iri = reference;
    }
    if (!keyword_form(iri))
        return iri;
    parts[1] = iri;
    return arena_join(c->run->arena, parts, 2);
}

/* From step 6 on, where no term is to be had or wanted. */
static code write_out(struct compaction *c,
    const struct context *active,
    str iri,
    const struct json *value,
    str *ret)
{
    str found;

    TRY(find_compact(c, active, iri, value, &found));
    if (!found.ptr)
        TRY(check_scheme(c, active, iri));
    *ret = found.ptr ? found : iri;
    return OK;
}

code compact_property(struct compaction *c,
    const struct context *active,
    const struct json *property,
    str *ret)
{
    return write_out(c, active, property->name, property, ret);
}

code compact_iri(struct compaction *c,
    const struct context *active,
    str iri,
    const struct json *value,
    unsigned flags,
    str *ret)
{
    const struct term_def *def = NULL;
    str found;

    if (flags & COMPACT_VOCAB) {
        TRY(find_term(c, active, iri, value, flags, &def));
        if (def) {
            *ret = def->term;
            return OK;
        }
        if (keyword_of(iri)) {
            *ret = iri;
            return OK;
        }
        found = find_suffix(c, active, iri);
        if (found.ptr) {
            *ret = found;
            return OK;
        }
    }
    TRY(write_out(c, active, iri, value, &found));
    if (found.ptr == iri.ptr && !(flags & COMPACT_VOCAB))
        found = relative(c, active, iri);
    *ret = found;
    return arena_status(c->run->arena);
}

code compact_keyword(struct compaction *c,
    const struct context *active,
    enum keyword keyword,
    str *ret)
{
    const struct inverse *inverse;

    TRY(inverse_of(c->run, active, &c->spares, &inverse));
    *ret = inverse_alias(inverse, keyword);
    return OK;
}
