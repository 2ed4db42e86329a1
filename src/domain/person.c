#include "domain/person.h"

#include <idn2.h>
#include <string.h>

enum {
    EMAIL_BYTES_MAX = 254,
    LOCAL_BYTES_MAX = 64,
};

static const str STATES[] = {
    [PERSON_ACTIVE] = STR("active"),
    [PERSON_BLOCKED] = STR("blocked"),
    [PERSON_ERASED] = STR("erased"),
};

static const str MEMBERSHIP_STATES[] = {
    [MEMBERSHIP_ACTIVE] = STR("active"),
    [MEMBERSHIP_ENDED] = STR("ended"),
};

static const str LOGINS[] = {
    [LOGIN_PASSWORD] = STR("password"),
    [LOGIN_PASSKEY] = STR("passkey"),
    [LOGIN_OIDC] = STR("oidc"),
};

const struct names person_state_names = {STATES, PERSON_ERASED + 1};
const struct names membership_state_names = {
    MEMBERSHIP_STATES, MEMBERSHIP_ENDED + 1};
const struct names login_kind_names = {LOGINS, LOGIN_OIDC + 1};

static str trimmed(str s)
{
    while (s.len > 0 && (unsigned char)s.ptr[0] <= ' ')
        s = str_sub(s, 1, s.len);
    while (s.len > 0 && (unsigned char)s.ptr[s.len - 1] <= ' ')
        s.len--;
    return s;
}

/* RFC 5321 4.1.2 Dot-string, in ASCII: no quoted forms. */
static bool is_local(str s)
{
    size_t i;

    if (s.len == 0 || s.len > LOCAL_BYTES_MAX || s.ptr[0] == '.' ||
        s.ptr[s.len - 1] == '.')
        return false;
    for (i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.ptr[i];

        if (c <= ' ' || c >= 0x7f || strchr("\"(),:;<>@[\\]", c))
            return false;
        if (c == '.' && s.ptr[i + 1] == '.')
            return false;
    }
    return true;
}

/* Letters, digits and hyphens in labels, at least two of them. */
static bool is_host(const char *s)
{
    size_t label = 0;
    bool dotted = false;

    for (; *s != '\0'; s++) {
        const bool plain = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');

        if (*s == '.' && (label == 0 || s[-1] == '-'))
            return false;
        if (*s != '.' && !plain && (*s != '-' || label == 0))
            return false;
        dotted = dotted || *s == '.';
        label = *s == '.' ? 0 : label + 1;
    }
    return dotted && label > 1 && s[-1] != '-';
}

static str lower(str s, struct arena *arena)
{
    char *to = arena_alloc(arena, s.len);
    size_t i;

    for (i = 0; to && i < s.len; i++)
        to[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32
                                                          : s.ptr[i]);
    return (str){to, to ? s.len : 0};
}

/* The domain in ASCII (IDNA 2008); empty when it is none. */
static str ascii_host(str host, struct arena *arena)
{
    char text[EMAIL_BYTES_MAX + 1];
    char *ascii = NULL;
    str result = {NULL, 0};

    if (host.len == 0 || host.len >= sizeof(text))
        return result;
    memcpy(text, host.ptr, host.len);
    text[host.len] = '\0';
    if (idn2_to_ascii_8z(text, &ascii, IDN2_NONTRANSITIONAL) == IDN2_OK &&
        is_host(ascii))
        result = arena_str(arena, str_of(ascii));
    idn2_free(ascii);
    return result;
}

code email_normal(str text, struct arena *arena, str *ret, struct err *reterr)
{
    const str email = trimmed(text);
    size_t at = email.len;
    str parts[3];

    while (at > 0 && email.ptr[at - 1] != '@')
        at--;
    if (at == 0 || !is_local(str_sub(email, 0, at - 1)))
        return err_set(reterr, E_EMAIL, S("email"));
    parts[0] = lower(str_sub(email, 0, at - 1), arena);
    parts[1] = S("@");
    parts[2] = ascii_host(lower(str_sub(email, at, email.len), arena), arena);
    if (parts[2].len == 0 || parts[0].len + parts[2].len >= EMAIL_BYTES_MAX)
        return err_set(reterr, E_EMAIL, S("email"));
    *ret = arena_join(arena, parts, 3);
    return arena_status(arena);
}
