#include "vc/document.h"

#include "rdf/canon.h"
#include "text/jcs.h"

struct json *vc_without(
    struct arena *arena, const struct json *object, str name)
{
    struct json *copy = json_new(arena, JSON_OBJECT);
    const struct json *member;

    for (member = object->child.first; member; member = member->next) {
        if (!str_eq(member->name, name))
            json_add(copy, member->name, json_alias(arena, member));
    }
    return copy;
}

code vc_document_init(
    struct vc_document *d, const struct json *secured, struct arena *arena)
{
    struct json *root = vc_without(arena, secured, S("proof"));

    if (arena_status(arena) != OK)
        return arena_status(arena);
    *d = (struct vc_document){
        .root = root,
        .proofs = json_get(secured, S("proof")),
    };
    return OK;
}

static struct jsonld_options safe_options(const struct vc_env *env)
{
    return (struct jsonld_options){
        .store = env->store,
        .budget = env->budget,
        .rdf_direction = JSONLD_I18N_DATATYPE, /* VCDM 2.0 section 11.1 */
        .safe = true,
        .plain = true,
    };
}

code vc_document_expand(
    struct vc_document *d, const struct vc_env *env, struct err *reterr)
{
    struct jsonld_options options = safe_options(env);

    if (d->expanded)
        return OK;
    return jsonld_expand(d->root, &options, env->arena, &d->expanded, reterr);
}

/* vc-di-eddsa 3.2.3, vc-di-ecdsa 3.2.3: transformation to canonical
 * N-Quads. */
static code canonical_quads(struct vc_document *d,
    const struct vc_env *env,
    enum hash_alg alg,
    str *ret,
    struct err *reterr)
{
    struct jsonld_options options = safe_options(env);
    struct canon_options how = {alg, env->provider, env->budget};
    struct dataset ds;
    struct canon canon = {0};

    TRY(vc_document_expand(d, env, reterr));
    dataset_init(&ds, env->arena, env->budget->quads_max);
    TRY(jsonld_expanded_to_rdf(d->expanded, &options, env->arena, &ds, reterr));
    TRY(canon_dataset(&ds, &how, env->arena, &canon, reterr));
    *ret = canon.nquads;
    return OK;
}

/* vc-di-eddsa 3.3.3, vc-di-ecdsa 3.3.3: transformation by JCS. */
static code canonical_json(const struct vc_document *d,
    const struct vc_env *env,
    str *ret,
    struct err *reterr)
{
    struct buf out;

    buf_init(&out, env->arena, env->budget->text_bytes_max);
    TRY(jcs_write(&out, d->root, env->arena, reterr));
    return buf_finish_str(&out, ret);
}

code vc_document_digest(struct vc_document *d,
    const struct vc_env *env,
    enum vc_transform transform,
    enum hash_alg alg,
    const struct vc_digest **ret,
    struct err *reterr)
{
    struct vc_digest *digest = &d->digests[transform][alg == HASH_SHA384];
    str text = {NULL, 0};

    if (!digest->made) {
        TRY(transform == TRANSFORM_RDFC
                ? canonical_quads(d, env, alg, &text, reterr)
                : canonical_json(d, env, &text, reterr));
        TRY(provider_hash(env->provider, alg, str_bytes(text), digest->bytes));
        digest->text = text;
        digest->len = hash_bytes(alg);
        digest->made = true;
    }
    *ret = digest;
    return OK;
}

bool vc_has_type_iri(const struct json *expanded, str iri)
{
    const struct json *node =
        json_is(expanded, JSON_ARRAY) ? expanded->child.first : NULL;
    const struct json *types = json_get(node, S("@type"));
    const struct json *type = types ? types->child.first : NULL;

    for (; type; type = type->next) {
        if (json_text_is(type, iri))
            return true;
    }
    return false;
}
