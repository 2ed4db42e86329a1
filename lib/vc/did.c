#include "vc/did.h"

#include <string.h>

static const str PREFIX = STR("did:key:");

code did_key_parse(str did, struct public_key *ret, struct err *reterr)
{
    str multikey = str_sub(did, PREFIX.len, did.len);

    if (!str_starts(did, PREFIX) || !str_starts(multikey, S("z")))
        return err_set(reterr, E_INVALID_DID, did);
    return key_from_multikey(multikey, ret, reterr);
}

void did_key_write(const struct public_key *key, char ret[DID_KEY_BYTES])
{
    memcpy(ret, PREFIX.ptr, PREFIX.len);
    key_to_multikey(key, ret + PREFIX.len);
}

void did_key_write_method(
    const struct public_key *key, char ret[DID_KEY_METHOD_BYTES])
{
    size_t n;

    did_key_write(key, ret);
    n = strlen(ret);
    ret[n] = '#';
    memcpy(ret + n + 1, ret + PREFIX.len, n - PREFIX.len);
    ret[2 * n + 1 - PREFIX.len] = '\0';
}
