#include "vc/method.h"

#include "crypto/jwk.h"
#include "text/datetime.h"
#include "text/iri.h"
#include "vc/did.h"

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

/* A method that has been revoked or has expired makes no proof valid. */
static bool is_over(const struct json *method, str name, int64_t now_unix_s)
{
    const struct json *value = json_get(method, name);
    struct datetime when;

    if (!value)
        return false;
    return value->type != JSON_STRING ||
           !datetime_parse(value->text, DATETIME_XSD, &when) ||
           when.unix_s <= now_unix_s;
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
    int64_t now_unix_s,
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
        is_over(method, S("revoked"), now_unix_s) ||
        is_over(method, S("expires"), now_unix_s))
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
    struct vc_method found = {.controller = did, .document = did};

    TRY(did_key_parse(did, &found.key, reterr));
    if (!str_eq(fragment, str_sub(did, S("did:key:").len, did.len)))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, fragment);
    *ret = found;
    return OK;
}

code vc_method_find(str url,
    str purpose,
    int64_t now_unix_s,
    const struct vc_facts *facts,
    struct vc_needs *needs,
    struct vc_method *ret,
    struct err *reterr)
{
    size_t hash = str_find(url, '#', 0);
    str base = str_sub(url, 0, hash);
    const struct json *document;

    if (!iri_is_absolute(url))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, url);
    if (str_starts(base, S("did:key:")))
        return find_in_did_key(base,
            hash < url.len ? str_sub(url, hash + 1, url.len) : S(""), ret,
            reterr);
    document = vc_fact_document(facts, base);
    if (document)
        return find_in_document(
            document, base, url, purpose, now_unix_s, ret, reterr);
    if (!str_starts(base, S("did:")) && !str_starts(base, S("https://")))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD, url);
    vc_need_document(needs, base);
    return err_set(reterr, E_DOCUMENT_NEEDED, base);
}
