#include "vc/proof.h"

#include "text/base58.h"
#include "text/datetime.h"
#include "text/multibase.h"
#include "vc/reading.h"

#include <string.h>

/* --- reading --- */

static code read_text(
    const struct json *object, str name, str *ret, struct err *reterr)
{
    const struct json *value = json_get(object, name);

    if (!value)
        return OK;
    if (value->type != JSON_STRING)
        return err_set(reterr, E_MALFORMED_VALUE_ERROR, name);
    *ret = value->text;
    return OK;
}

static code read_instant(const struct json *object,
    str name,
    bool *ret_has,
    int64_t *ret,
    struct err *reterr)
{
    const struct json *value = json_get(object, name);
    struct datetime when;

    if (!value)
        return OK;
    if (value->type != JSON_STRING ||
        !datetime_parse(value->text, DATETIME_XSD, &when))
        return err_set(reterr, E_MALFORMED_VALUE_ERROR, name);
    *ret_has = true;
    *ret = when.unix_s;
    return OK;
}

static code read_texts(const struct json *object,
    str name,
    const struct json **ret,
    struct err *reterr)
{
    const struct json *value = json_get(object, name);
    const struct json *item;

    if (!value)
        return OK;
    if (value->type != JSON_STRING && value->type != JSON_ARRAY)
        return err_set(reterr, E_MALFORMED_VALUE_ERROR, name);
    item = value->type == JSON_ARRAY ? value->child.first : NULL;
    for (; item; item = item->next) {
        if (item->type != JSON_STRING)
            return err_set(reterr, E_MALFORMED_VALUE_ERROR, name);
    }
    *ret = value;
    return OK;
}

/* vc-di-eddsa 3.2.1, vc-di-ecdsa 3.2.1: base58btc with its header. Anything
 * else leaves no bytes, and so no valid proof (DI-13). */
static void read_value(str text, struct vc_proof *p)
{
    size_t n = SIZE_MAX;

    if (text.len >= 2 && text.ptr[0] == MULTIBASE_BASE58BTC)
        n = base58_decode_into(
            str_sub(text, 1, text.len), p->value, sizeof(p->value));
    if (n != SIZE_MAX)
        p->value_bytes = n;
}

static code require(str text, str name, struct err *reterr)
{
    return text.len > 0 ? OK : err_set(reterr, E_PARSING_ERROR, name);
}

static code read_required(
    const struct json *object, str name, str *ret, struct err *reterr)
{
    TRY(read_text(object, name, ret, reterr));
    return require(*ret, name, reterr);
}

/* Data Integrity 2.1: what a proof says of when, and for whom it was made. */
static code read_circumstances(
    const struct json *object, struct vc_proof *p, struct err *reterr)
{
    TRY(read_text(object, S("challenge"), &p->challenge, reterr));
    TRY(read_texts(object, S("domain"), &p->domain, reterr));
    TRY(read_texts(object, S("previousProof"), &p->previous, reterr));
    TRY(read_instant(
        object, S("created"), &p->has_created, &p->created_unix_s, reterr));
    return read_instant(
        object, S("expires"), &p->has_expires, &p->expires_unix_s, reterr);
}

/* And what makes it a proof. */
static code read_substance(
    const struct json *object, struct vc_proof *p, struct err *reterr)
{
    str value = {NULL, 0};

    TRY(read_text(object, S("id"), &p->id, reterr));
    TRY(read_required(
        object, S("verificationMethod"), &p->verification_method, reterr));
    TRY(read_required(object, S("proofPurpose"), &p->purpose, reterr));
    TRY(read_required(object, S("proofValue"), &value, reterr));
    read_value(value, p);
    return OK;
}

code vc_proof_read(
    const struct json *object, struct vc_proof *ret, struct err *reterr)
{
    struct vc_proof p = {.json = object};
    str type = {NULL, 0};
    str name = {NULL, 0};

    if (!json_is(object, JSON_OBJECT))
        return err_set(reterr, E_PARSING_ERROR, S("proof"));
    TRY(read_required(object, S("type"), &type, reterr));
    TRY(read_text(object, S("cryptosuite"), &name, reterr));
    p.suite = vc_suite_find(type, name);
    if (p.suite) {
        TRY(read_substance(object, &p, reterr));
        TRY(read_circumstances(object, &p, reterr));
    }
    *ret = p;
    return OK;
}

/* --- hashing --- */

/* vc-di-eddsa 3.3.1 step 3: a proof with its own @context covers a document
 * whose contexts begin with just those; then the proof's stand for the
 * document's. */
static code match_context(struct vc_document *d,
    const struct json *options,
    const struct vc_env *env,
    struct vc_document *ret_other,
    struct vc_document **ret,
    struct err *reterr)
{
    const struct json *own = json_get(options, S("@context"));
    const struct json *context = json_get(d->root, S("@context"));
    const struct json *a;
    const struct json *b;
    struct json *root;

    *ret = d;
    if (!own || json_equal(own, context))
        return OK;
    a = json_is(own, JSON_ARRAY) ? own->child.first : own;
    b = json_is(context, JSON_ARRAY) ? context->child.first : context;
    while (a && b && json_equal(a, b)) {
        a = json_is(own, JSON_ARRAY) ? a->next : NULL;
        b = json_is(context, JSON_ARRAY) ? b->next : NULL;
    }
    if (a)
        return err_set(reterr, E_PROOF_VERIFICATION_ERROR, S("@context"));
    root = vc_without(env->arena, d->root, S("@context"));
    json_add(root, S("@context"), json_alias(env->arena, own));
    *ret = ret_other;
    return vc_document_init(ret_other, root, env->arena);
}

/* The proof options as they are hashed: without the value, and for the RDFC
 * suites with the document's contexts (vc-di-eddsa 3.2.5 step 2.4). */
static code hashed_options(const struct vc_document *d,
    const struct json *options,
    struct vc_hashing how,
    const struct vc_env *env,
    struct vc_document *ret)
{
    struct json *bare = vc_without(env->arena, options, S("proofValue"));
    const struct json *context = json_get(d->root, S("@context"));

    if (how.transform == TRANSFORM_RDFC) {
        if (bare)
            json_remove(bare, S("@context"));
        if (context)
            json_add(bare, S("@context"), json_alias(env->arena, context));
    }
    return vc_document_init(ret, bare, env->arena);
}

code vc_hash_data(struct vc_document *d,
    const struct json *options,
    struct vc_hashing how,
    const struct vc_env *env,
    struct vc_hash_data *ret,
    struct err *reterr)
{
    struct vc_document *bare = arena_new(env->arena, struct vc_document);
    struct vc_document *other = arena_new(env->arena, struct vc_document);
    struct vc_document *covered = d;

    if (!bare || !other)
        return arena_status(env->arena);
    if (how.transform == TRANSFORM_JCS)
        TRY(match_context(d, options, env, other, &covered, reterr));
    TRY(hashed_options(d, options, how, env, bare));
    TRY(vc_document_digest(
        bare, env, how.transform, how.alg, &ret->options, reterr));
    if (how.transform == TRANSFORM_RDFC)
        TRY(reading_check(READING_PROOF, bare->root, bare->expanded,
            env->budget->depth_max, reterr));
    TRY(vc_document_digest(
        covered, env, how.transform, how.alg, &ret->document, reterr));
    memcpy(ret->bytes, ret->options->bytes, ret->options->len);
    memcpy(ret->bytes + ret->options->len, ret->document->bytes,
        ret->document->len);
    ret->len = ret->options->len + ret->document->len;
    return OK;
}

/* --- chains --- */

static const struct json *find_proof(const struct json *proofs, str id)
{
    const struct json *item =
        json_is(proofs, JSON_ARRAY) ? proofs->child.first : proofs;

    for (; item; item = json_is(proofs, JSON_ARRAY) ? item->next : NULL) {
        if (json_text_is(json_get(item, S("id")), id))
            return item;
    }
    return NULL;
}

code vc_proof_chain(const struct vc_document *d,
    const struct json *previous,
    const struct vc_env *env,
    struct vc_document *ret,
    struct err *reterr)
{
    struct json *matching = json_new(env->arena, JSON_ARRAY);
    struct json *root = json_new(env->arena, JSON_OBJECT);
    const struct json *item =
        json_is(previous, JSON_ARRAY) ? previous->child.first : previous;
    const struct json *member;

    for (; item; item = json_is(previous, JSON_ARRAY) ? item->next : NULL) {
        const struct json *proof = find_proof(d->proofs, item->text);

        if (!proof)
            return err_set(reterr, E_PROOF_VERIFICATION_ERROR, item->text);
        json_push(matching, json_alias(env->arena, proof));
    }
    for (member = d->root->child.first; member; member = member->next)
        json_add(root, member->name, json_alias(env->arena, member));
    json_add(root, S("proof"), matching);
    if (arena_status(env->arena) != OK)
        return arena_status(env->arena);
    *ret = (struct vc_document){.root = root};
    return OK;
}

/* --- making --- */

static struct json *new_options(const struct vc_proof_options *o,
    const struct json *context,
    struct arena *a)
{
    struct json *proof = json_new(a, JSON_OBJECT);

    /* vc-di-eddsa 3.3.1 step 2: JCS suites carry the contexts. */
    if (o->suite->transform == TRANSFORM_JCS && context)
        json_add(proof, S("@context"), json_alias(a, context));
    json_put_text(proof, S("id"), o->id, a);
    json_put_text(proof, S("type"), o->suite->proof_type, a);
    json_put_text(proof, S("cryptosuite"), o->suite->name, a);
    json_put_text(proof, S("created"), o->created, a);
    json_put_text(proof, S("expires"), o->expires, a);
    json_put_text(proof, S("verificationMethod"), o->verification_method, a);
    json_put_text(proof, S("proofPurpose"), o->purpose, a);
    json_put_text(proof, S("domain"), o->domain, a);
    json_put_text(proof, S("challenge"), o->challenge, a);
    json_put_text(proof, S("previousProof"), o->previous, a);
    return proof;
}

/* One proof stands alone; from the second on they are an array. */
static void append_proof(struct json *root,
    const struct json *old,
    struct json *proof,
    struct arena *a)
{
    struct json *all;
    const struct json *item;

    if (!old) {
        json_add(root, S("proof"), proof);
        return;
    }
    all = json_new(a, JSON_ARRAY);
    item = old->type == JSON_ARRAY ? old->child.first : old;
    for (; item; item = old->type == JSON_ARRAY ? item->next : NULL)
        json_push(all, json_alias(a, item));
    json_push(all, proof);
    json_add(root, S("proof"), all);
}

code vc_proof_prepare(const struct json *document,
    const struct vc_proof_options *options,
    const struct vc_env *env,
    struct vc_ready *ret,
    struct err *reterr)
{
    struct vc_ready ready = {.key_type = options->key_type};
    struct vc_document chained = {0};
    struct vc_document *covered = &ready.document;
    struct json *previous;

    if (!vc_suite_takes(options->suite, options->key_type))
        return err_set(
            reterr, E_PROOF_GENERATION_ERROR, key_type_name(options->key_type));
    TRY(vc_document_init(&ready.document, document, env->arena));
    if (options->previous.len > 0) {
        previous = json_new_string(env->arena, options->previous);
        if (!previous)
            return arena_status(env->arena);
        TRY(vc_proof_chain(&ready.document, previous, env, &chained, reterr));
        covered = &chained;
    }
    ready.proof = new_options(
        options, json_get(ready.document.root, S("@context")), env->arena);
    if (!ready.proof)
        return arena_status(env->arena);
    TRY(vc_hash_data(covered, ready.proof,
        vc_suite_hashing(options->suite, options->key_type), env, &ready.data,
        reterr));
    *ret = ready;
    return OK;
}

code vc_proof_sign(const struct vc_ready *ready,
    const struct secret_key *key,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr)
{
    uint8_t signature[SIGNATURE_BYTES_MAX];
    size_t n = 0;
    str value;
    struct json *root =
        vc_without(env->arena, ready->document.root, S("proof"));
    struct json *proof = vc_without(env->arena, ready->proof, S("proofValue"));

    if (key->type != ready->key_type)
        return err_set(reterr, E_ARGUMENT, key_type_name(key->type));
    TRY(provider_sign(env->provider, key,
        (bytes){ready->data.bytes, ready->data.len}, signature, &n));
    value = multibase_encode(
        MULTIBASE_BASE58BTC, (bytes){signature, n}, env->arena);
    json_add(proof, S("proofValue"), json_new_string(env->arena, value));
    append_proof(root, ready->document.proofs, proof, env->arena);
    if (arena_status(env->arena) != OK)
        return arena_status(env->arena);
    *ret = root;
    return OK;
}
