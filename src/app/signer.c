#include "app/signer.h"

#include "app/format.h"
#include "store/sql.h"
#include "text/iri.h"
#include "vc/did_web.h"

#include <string.h>

enum {
    DID_BYTES_MAX = 512,
};

/* What a sealed key is bound to: its tenant, its id and what it is for. */
static str bound_to(struct act *act, str tenant, str key_id)
{
    const str parts[] = {S("credential key "), tenant, S(" "), key_id};

    return arena_join(act->arena, parts, 4);
}

/* --- names --- */

/* did:web:HOST%3APORT:o:SLUG, whose document is at /o/SLUG/did.json. */
static str web_did(const struct act *act, str slug)
{
    const struct iri base =
        iri_split(act->worker->platform->config.text[CONFIG_BASE_URL]);
    struct buf out;
    str did = {NULL, 0};
    size_t i;

    buf_init(&out, act->arena, DID_BYTES_MAX);
    buf_str(&out, S("did:web:"));
    for (i = 0; i < base.authority.len; i++) {
        if (base.authority.ptr[i] == ':')
            buf_str(&out, S("%3A"));
        else
            buf_byte(&out, (uint8_t)base.authority.ptr[i]);
    }
    for (i = 0; i < base.path.len; i++)
        buf_byte(
            &out, (uint8_t)(base.path.ptr[i] == '/' ? ':' : base.path.ptr[i]));
    buf_str(&out, S(":o:"));
    buf_str(&out, slug);
    return buf_finish_str(&out, &did) == OK ? did : S("");
}

static str joined(const struct act *act, str a, str b, str c)
{
    const str parts[] = {a, b, c};

    return arena_join(act->arena, parts, 3);
}

str signer_did(const struct act *act,
    const struct organisation *organisation,
    const struct org_key *key)
{
    if (organisation->did_method == DID_WEB)
        return web_did(act, organisation->slug);
    return joined(act, S("did:key:"), key->public_key, S(""));
}

str signer_method(const struct act *act,
    const struct organisation *organisation,
    const struct org_key *key)
{
    const str fragment =
        organisation->did_method == DID_WEB ? key->id : key->public_key;

    return joined(act, signer_did(act, organisation, key), S("#"), fragment);
}

/* --- opening --- */

static code open_secret(struct act *act,
    const struct org_key *key,
    struct secret_key *ret,
    struct err *reterr)
{
    struct secret_key secret = {.type = (enum key_type)(key->key_type - 1)};
    code result;

    secret.len = (uint8_t)key_secret_bytes(secret.type);
    result = seal_open(&act->worker->platform->seal, key->sealed,
        bound_to(act, key->tenant, key->id), secret.bytes, secret.len);
    if (result != OK)
        return err_set(reterr, result, key->id);
    result = key_from_multikey(key->public_key, &secret.public, reterr);
    if (result == OK)
        *ret = secret;
    key_wipe(&secret);
    return result;
}

code signer_try_key(
    struct act *act, const struct org_key *key, struct err *reterr)
{
    struct secret_key secret;

    TRY(open_secret(act, key, &secret, reterr));
    key_wipe(&secret);
    return OK;
}

static code find_key(struct act *act,
    str tenant,
    str key_id,
    struct org_key *ret,
    struct err *reterr)
{
    if (key_id.len == 0)
        return sql_org_key_in_use(act->db, tenant, act->arena, ret, reterr);
    TRY(sql_org_key_by_id(act->db, tenant, key_id, act->arena, ret, reterr));
    return ret->retired_at == 0 ? OK : err_set(reterr, E_NOT_FOUND, key_id);
}

code signer_open_key(struct act *act,
    str tenant,
    str key_id,
    struct signer *ret,
    struct err *reterr)
{
    struct signer signer = {0};
    struct organisation owner;
    struct org_key key;

    TRY(sql_organisation_by_tenant(
        act->db, tenant, act->arena, &signer.organisation, reterr));
    TRY(sql_organisation_by_tenant(
        act->db, signer.organisation.signer, act->arena, &owner, reterr));
    TRY(find_key(act, owner.tenant, key_id, &key, reterr));
    signer.issuer = signer_did(act, &owner, &key);
    signer.method = signer_method(act, &owner, &key);
    signer.key_id = key.id;
    signer.key_type = (enum key_type)(key.key_type - 1);
    TRY(arena_status(act->arena));
    TRY(open_secret(act, &key, &signer.secret, reterr));
    *ret = signer;
    key_wipe(&signer.secret);
    return OK;
}

code signer_open(
    struct act *act, str tenant, struct signer *ret, struct err *reterr)
{
    struct organisation organisation;

    TRY(sql_organisation_by_tenant(
        act->db, tenant, act->arena, &organisation, reterr));
    if (organisation.state != ORGANISATION_ACTIVE)
        return err_set(reterr, E_ORGANISATION_STATE, organisation.slug);
    return signer_open_key(act, tenant, S(""), ret, reterr);
}

void signer_close(struct signer *signer)
{
    key_wipe(&signer->secret);
}

struct vc_proof_options signer_options(const struct signer *signer, str created)
{
    return (struct vc_proof_options){
        .suite = vc_suite_named(signer->key_type == KEY_ED25519
                                    ? S("eddsa-rdfc-2022")
                                    : S("ecdsa-rdfc-2019")),
        .key_type = signer->key_type,
        .created = created,
        .verification_method = signer->method,
        .purpose = S("assertionMethod"),
    };
}

/* --- the document --- */

code signer_document(
    struct act *act, str slug, struct json **ret, struct err *reterr)
{
    struct organisation organisation;
    struct org_key *keys;
    struct did_web_key *shown;
    size_t n;
    size_t i;

    TRY(sql_organisation_by_slug(
        act->db, slug, act->arena, &organisation, reterr));
    if (organisation.did_method != DID_WEB)
        return err_set(reterr, E_NOT_FOUND, slug);
    TRY(sql_org_key_list(
        act->db, organisation.tenant, act->arena, &keys, &n, reterr));
    shown = arena_array(act->arena, n, struct did_web_key);
    if (!shown)
        return arena_status(act->arena);
    for (i = 0; i < n; i++) {
        shown[i].name = keys[i].id;
        if (keys[i].retired_at > 0)
            shown[i].expires = format_iso_time(act->arena, keys[i].retired_at);
        TRY(key_from_multikey(keys[i].public_key, &shown[i].key, reterr));
    }
    return did_web_document(
        web_did(act, slug), shown, n, act->arena, ret, reterr);
}

/* --- making --- */

static code seal_new(struct act *act,
    const struct secret_key *secret,
    struct org_key *key,
    struct err *reterr)
{
    const code result = seal_close(&act->worker->platform->seal,
        (bytes){secret->bytes, secret->len},
        bound_to(act, key->tenant, key->id), act->arena, &key->sealed);

    return result == OK ? OK : err_set(reterr, result, key->id);
}

code signer_add_key(struct act *act,
    str tenant,
    enum key_type type,
    struct org_key *ret,
    struct err *reterr)
{
    struct org_key key = {
        .tenant = tenant, .key_type = type + 1, .created_at = act->now};
    char multikey[MULTIKEY_TEXT_MAX];
    struct secret_key secret;
    code result;

    TRY(act_id(act, &key.id, reterr));
    result = provider_generate(
        native_provider(act->worker->engine.native), type, &secret);
    if (result != OK)
        return err_set(reterr, result, tenant);
    key_to_multikey(&secret.public, multikey);
    key.public_key = arena_str(act->arena, str_of(multikey));
    result = seal_new(act, &secret, &key, reterr);
    key_wipe(&secret);
    TRY(result);
    TRY(sql_org_key_insert(act->db, &key, NULL, reterr));
    TRY(act_record(act, tenant, S("org_key_add"), key.id, S(""), reterr));
    *ret = key;
    return OK;
}
