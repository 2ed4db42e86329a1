#include "badge/identity.h"

static const char HEX[] = "0123456789abcdef";

static void write_hex(const uint8_t *digest, size_t n, char *ret)
{
    size_t i;

    for (i = 0; i < n; i++) {
        ret[2 * i] = HEX[digest[i] >> 4];
        ret[2 * i + 1] = HEX[digest[i] & 15];
    }
}

static code hash_parts(const struct provider *provider,
    enum hash_alg alg,
    str identifier,
    str salt,
    uint8_t *ret)
{
    const bytes parts[] = {str_bytes(identifier), str_bytes(salt)};

    if (!provider->hash)
        return E_ARGUMENT;
    return provider->hash(provider->self, alg, parts, 2, ret);
}

code identity_hash(const struct provider *provider,
    str identifier,
    str salt,
    char ret[IDENTITY_HASH_TEXT_BYTES])
{
    uint8_t digest[HASH_BYTES_MAX];
    const str prefix = S("sha256$");
    size_t i;

    TRY(hash_parts(provider, HASH_SHA256, identifier, salt, digest));
    for (i = 0; i < prefix.len; i++)
        ret[i] = prefix.ptr[i];
    write_hex(digest, hash_bytes(HASH_SHA256), ret + prefix.len);
    return OK;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

static bool eq_any_case(str a, str b)
{
    size_t i;

    for (i = 0; i < a.len && i < b.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return a.len == b.len;
}

code identity_matches(const struct json *identity,
    str identifier,
    const struct provider *provider,
    enum identity_match *ret)
{
    str stated = json_text(json_get(identity, S("identityHash")));
    str salt = json_text(json_get(identity, S("salt")));
    bool md5 = str_starts(stated, S("md5$"));
    enum hash_alg alg = md5 ? HASH_MD5 : HASH_SHA256;
    uint8_t digest[HASH_BYTES_MAX] = {0};
    char hex[2 * HASH_BYTES_MAX] = {0};
    bool same;

    if (!json_is(json_get(identity, S("hashed")), JSON_TRUE)) {
        *ret = str_eq(stated, identifier) ? IDENTITY_SAME : IDENTITY_OTHER;
        return OK;
    }
    *ret = IDENTITY_OTHER;
    if (!md5 && !str_starts(stated, S("sha256$")))
        return OK;
    TRY(hash_parts(provider, alg, identifier, salt, digest));
    write_hex(digest, hash_bytes(alg), hex);
    same = eq_any_case(str_sub(stated, md5 ? 4 : 7, stated.len),
        (str){hex, 2 * hash_bytes(alg)});
    if (same)
        *ret = md5 ? IDENTITY_SAME_WEAK : IDENTITY_SAME;
    return OK;
}

bool identity_is_weak(const struct json *subject)
{
    const struct json *all = json_get(subject, S("identifier"));
    const struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : all;

    for (; item; item = json_is(all, JSON_ARRAY) ? item->next : NULL) {
        if (str_starts(json_text(json_get(item, S("identityHash"))), S("md5$")))
            return true;
    }
    return false;
}
