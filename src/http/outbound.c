#include "http/outbound.h"

#include "base/num.h"
#include "http/token.h"
#include "text/iri.h"

#include <string.h>

enum {
    PORT_HTTPS = 443,
    PORT_HTTP = 80,
    LABEL_BYTES_MAX = 63,
};

static bool is_host_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* Labels of 1 to 63 letters, digits and '-', or an IPv6 address. */
static bool is_host(str host, bool in_brackets)
{
    struct address address;
    size_t label = 0;
    size_t i;

    if (in_brackets)
        return address_parse(host, &address);
    for (i = 0; i < host.len; i++) {
        if (!is_host_char(host.ptr[i]))
            return false;
        label = host.ptr[i] == '.' ? 0 : label + 1;
        if (label > LABEL_BYTES_MAX ||
            (host.ptr[i] == '.' && (i == 0 || host.ptr[i - 1] == '.')))
            return false;
    }
    return host.len > 0 && host.len < OUTBOUND_HOST_BYTES;
}

/* "host", "host:port", "[v6]:port". */
static bool read_authority(str authority, struct outbound *ret)
{
    bool in_brackets = str_starts(authority, S("["));
    size_t end =
        in_brackets ? str_find(authority, ']', 0) : str_find(authority, ':', 0);
    str host = str_sub(authority, in_brackets ? 1 : 0, end);
    str rest = str_sub(authority,
        end == SIZE_MAX ? authority.len : end + (in_brackets ? 1 : 0),
        authority.len);
    uint64_t port = ret->port;

    if (in_brackets && end == SIZE_MAX)
        return false;
    if (rest.len > 0 &&
        (rest.ptr[0] != ':' ||
            !num_parse_u64(str_sub(rest, 1, rest.len), UINT16_MAX, &port)))
        return false;
    if (!is_host(host, in_brackets))
        return false;
    memcpy(ret->host, host.ptr, host.len);
    ret->host[host.len] = '\0';
    ret->port = (uint16_t)port;
    return true;
}

static bool is_allowed_port(const struct outbound_rules *rules, uint16_t port)
{
    size_t i;

    if (port == PORT_HTTPS)
        return true;
    for (i = 0; i < OUTBOUND_PORTS_MAX; i++) {
        if (rules->ports[i] != 0 && rules->ports[i] == port)
            return true;
    }
    return rules->loopback_port != 0 && rules->loopback_port == port;
}

code outbound_url(const struct outbound_rules *rules,
    str url,
    struct outbound *ret,
    struct err *reterr)
{
    struct iri parts = iri_split(url);
    struct outbound target = {.port = PORT_HTTPS};

    if (url.len >= OUTBOUND_URL_BYTES || !iri_is_uri(url) ||
        !parts.has_authority || parts.has_fragment)
        return err_set(reterr, E_FETCH_FAILED, S("URL"));
    target.is_plain = token_eq(parts.scheme, S("http"));
    if (target.is_plain)
        target.port = PORT_HTTP;
    else if (!token_eq(parts.scheme, S("https")))
        return err_set(reterr, E_FETCH_FAILED, S("URL"));
    if (!read_authority(parts.authority, &target))
        return err_set(reterr, E_FETCH_FAILED, S("host"));
    if (target.is_plain &&
        (rules->loopback_port == 0 || target.port != rules->loopback_port))
        return err_set(reterr, E_FETCH_TLS_ERROR, S("http"));
    if (!is_allowed_port(rules, target.port))
        return err_set(reterr, E_FETCH_BLOCKED_PORT, str_of(target.host));
    *ret = target;
    return OK;
}

bool outbound_may_reach(const struct outbound_rules *rules,
    const struct outbound *target,
    const struct address *address)
{
    if (rules->loopback_port != 0 && target->port == rules->loopback_port &&
        address_is_loopback(address))
        return true;
    return !target->is_plain && address_is_public(address);
}
