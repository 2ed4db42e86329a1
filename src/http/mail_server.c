#include "http/mail_server.h"

#include "base/num.h"
#include "http/address.h"
#include "http/percent.h"
#include "text/iri.h"

enum {
    PORT_MAX = 65535,
};

static const struct {
    str scheme;
    enum mail_security security;
    uint16_t port;
} SCHEMES[] = {
    {STR("smtp"), MAIL_STARTTLS, 587},
    {STR("smtps"), MAIL_TLS, 465},
    {STR("smtp-open"), MAIL_OPEN, 25},
};

static code refuse(struct err *reterr)
{
    return err_set(reterr, E_CONFIG, S("smtp"));
}

static const char *terminated(str text, struct arena *arena)
{
    const str parts[] = {text, {"", 1}};

    return arena_join(arena, parts, 2).ptr;
}

static bool find_scheme(str scheme, struct mail_server *to)
{
    size_t i;

    for (i = 0; i < sizeof(SCHEMES) / sizeof(SCHEMES[0]); i++) {
        if (str_eq(SCHEMES[i].scheme, scheme)) {
            to->security = SCHEMES[i].security;
            to->port = SCHEMES[i].port;
            return true;
        }
    }
    return false;
}

/* "user:password" before the '@'. */
static code read_login(
    str login, struct arena *arena, struct mail_server *to, struct err *reterr)
{
    const size_t colon = str_find(login, ':', 0);
    str user;
    str password = {"", 0};

    if (percent_decode(str_sub(login, 0, colon), PERCENT_PATH, arena, &user,
            reterr) != OK ||
        user.len == 0)
        return refuse(reterr);
    if (colon != SIZE_MAX &&
        percent_decode(str_sub(login, colon + 1, login.len), PERCENT_PATH,
            arena, &password, reterr) != OK)
        return refuse(reterr);
    to->user = terminated(user, arena);
    to->password = terminated(password, arena);
    return OK;
}

/* A machine talks to itself in the open. */
static bool is_here(str host)
{
    struct address address;

    return str_eq(host, S("localhost")) ||
           (address_parse(host, &address) && address_is_loopback(&address));
}

static code read_host(
    str place, struct arena *arena, struct mail_server *to, struct err *reterr)
{
    const size_t colon = str_find(place, ':', 0);
    const str host = str_sub(place, 0, colon);
    uint64_t port;

    if (host.len == 0)
        return refuse(reterr);
    if (to->security == MAIL_STARTTLS && is_here(host)) {
        to->security = MAIL_OPEN;
        to->port = 25;
    }
    if (colon != SIZE_MAX) {
        if (!num_parse_u64(
                str_sub(place, colon + 1, place.len), PORT_MAX, &port) ||
            port == 0)
            return refuse(reterr);
        to->port = (uint16_t)port;
    }
    to->host = terminated(host, arena);
    return OK;
}

code mail_server_parse(
    str url, struct arena *arena, struct mail_server *ret, struct err *reterr)
{
    const struct iri iri = iri_split(url);
    const size_t at = str_find(iri.authority, '@', 0);
    struct mail_server server = {0};

    if (!iri_is_uri(url) || !iri.has_authority || iri.has_query ||
        iri.has_fragment || iri.path.len > 1 ||
        !find_scheme(iri.scheme, &server))
        return refuse(reterr);
    if (at != SIZE_MAX)
        TRY(read_login(str_sub(iri.authority, 0, at), arena, &server, reterr));
    TRY(read_host(
        str_sub(iri.authority, at == SIZE_MAX ? 0 : at + 1, iri.authority.len),
        arena, &server, reterr));
    TRY(arena_status(arena));
    *ret = server;
    return OK;
}
