#include "vc/method.h"

#include "crypto/jwk.h"
#include "text/datetime.h"
#include "text/iri.h"
#include "vc/did.h"
#include "vc/did_web.h"

/* `id` as an absolute URL equals base + "#" + fragment; a relative "#x" is
 * read against the document that it stands in. */
static bool is_id(str id, str base, str url)
{
    if (id.len > 0 && id.ptr[0] == '#')
        return str_starts(url, base) &&
               str_eq(str_sub(url, base.len, url.len), id);
    return str_eq(id, url);
}

static str id_of(const struct json *entry)
{
    return json_is(entry, JSON_OBJECT) ? json_text(json_get(entry, S("id")))
                                       : json_text(entry);
}

static const struct json *first_of(const struct json *list)
{
    return json_is(list, JSON_ARRAY) ? list->child.first : list;
}

static const struct json *find_entry(const struct json *list, str base, str url)
{
    const struct json *entry = first_of(list);

    for (; entry; entry = json_is(list, JSON_ARRAY) ? entry->next : NULL) {
        if (is_id(id_of(entry), base, url))
            return entry;
    }
    return NULL;
}

/* When the method ends; INT64_MAX if it does not say. False when it says
 * something that is no instant. */
static bool read_end(const struct json *method, str name, int64_t *ret)
{
    const struct json *value = json_get(method, name);
    struct datetime when;

    *ret = INT64_MAX;
    if (!value)
        return true;
    if (value->type != JSON_STRING ||
        !datetime_parse(value->text, DATETIME_XSD, &when))
        return false;
    *ret = when.unix_s;
    return true;
}

static code read_key(
    const struct json *method, struct public_key *ret, struct err *reterr)
{
    const struct json *multikey = json_get(method, S("publicKeyMultibase"));
    const struct json *jwk = json_get(method, S("publicKeyJwk"));

    if (json_is(multikey, JSON_STRING))
        return key_from_multikey(multikey->text, ret, reterr);
    if (json_is(jwk, JSON_OBJECT))
        return key_from_jwk(jwk, ret, reterr);
    return err_set(reterr, E_INVALID_VERIFICATION_METHOD, id_of(method));
}

/* Controlled Identifiers 3.3, from step 6 on. */
static code find_in_document(const struct json *document,
    str base,
    str url,
    str purpose,
    struct vc_method *ret,
    struct err *reterr)
{
    struct vc_method found = {.document = base};
    const struct json *method =
        find_entry(json_get(document, S("verificationMethod")), base, url);
    const struct json *related =
        find_entry(json_get(document, purpose), base, url);

    if (!json_text_is(json_get(document, S("id")), base))
        return err_set(reterr, E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID,
            json_text(json_get(document, S("id"))));
    if (!method && json_is(related, JSON_OBJECT))
        method = related;
    if (!json_is(method, JSON_OBJECT) ||
        !read_end(method, S("revoked"), &found.revoked_unix_s) ||
        !read_end(method, S("expires"), &found.expires_unix_s))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, url);
    if (!related)
        return err_set(
            reterr, E_INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD, purpose);
    found.controller = json_text(json_get(method, S("controller")));
    if (!iri_is_absolute(found.controller))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, found.controller);
    TRY(read_key(method, &found.key, reterr));
    *ret = found;
    return OK;
}

/* The method of a did:key is #<the key> (did:key 3.1.2). */
static code find_in_did_key(
    str did, str fragment, struct vc_method *ret, struct err *reterr)
{
    struct vc_method found = {.controller = did,
        .document = did,
        .expires_unix_s = INT64_MAX,
        .revoked_unix_s = INT64_MAX};

    TRY(did_key_parse(did, &found.key, reterr));
    if (!str_eq(fragment, str_sub(did, S("did:key:").len, did.len)))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, fragment);
    *ret = found;
    return OK;
}

/* The document that can speak for `base`, or the need of it. */
static code find_document(str base,
    const struct vc_facts *facts,
    struct vc_needs *needs,
    const struct json **ret,
    struct err *reterr)
{
    const struct vc_fact_document *fact = vc_fact_document(facts, base);
    str place = base;

    if (!fact && did_is_web(base)) {
        TRY(did_web_url(base, needs->arena, &place, reterr));
        fact = vc_fact_document(facts, place);
    }
    if (fact && fact->missing != OK) {
        (void)err_set(reterr, fact->missing, base);
        return E_DOCUMENT_NEEDED;
    }
    if (fact) {
        *ret = fact->json;
        return OK;
    }
    if (!str_starts(place, S("https://"))) {
        if (str_starts(base, S("did:")))
            return err_set(reterr, E_DOCUMENT_NEEDED, base);
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, base);
    }
    vc_need_document(needs, place);
    return err_set(reterr, E_DOCUMENT_NEEDED, base);
}

code vc_method_find(str url,
    str purpose,
    const struct vc_facts *facts,
    struct vc_needs *needs,
    struct vc_method *ret,
    struct err *reterr)
{
    size_t hash = str_find(url, '#', 0);
    str base = str_sub(url, 0, hash);
    const struct json *document = NULL;

    if (!iri_is_absolute(url))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, url);
    if (str_starts(base, S("did:key:")))
        return find_in_did_key(base,
            hash < url.len ? str_sub(url, hash + 1, url.len) : S(""), ret,
            reterr);
    TRY(find_document(base, facts, needs, &document, reterr));
    return find_in_document(document, base, url, purpose, ret, reterr);
}
