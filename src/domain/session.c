#include "domain/session.h"

enum {
    MINUTE_S = 60,
    DAY_S = 24 * 3600,
};

static const str PURPOSES[] = {
    [TOKEN_SIGN_IN] = STR("sign_in"),
    [TOKEN_INVITE] = STR("invite"),
    [TOKEN_CLAIM] = STR("claim"),
    [TOKEN_RESET] = STR("reset"),
    [TOKEN_EMAIL] = STR("email"),
    [TOKEN_ATTEST] = STR("attest"),
    [TOKEN_PASSKEY] = STR("passkey"),
    [TOKEN_OIDC] = STR("oidc"),
};

const struct names token_purpose_names = {PURPOSES, TOKEN_OIDC + 1};

int64_t token_lifetime_s(int64_t purpose)
{
    switch (purpose) {
    case TOKEN_INVITE:
    case TOKEN_ATTEST:
        return (int64_t)30 * DAY_S;
    case TOKEN_CLAIM:
        return (int64_t)365 * DAY_S;
    case TOKEN_EMAIL:
        return (int64_t)2 * DAY_S;
    case TOKEN_PASSKEY:
    case TOKEN_OIDC:
        return (int64_t)10 * MINUTE_S;
    default:
        return (int64_t)30 * MINUTE_S;
    }
}
