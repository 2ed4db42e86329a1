#include "http/address.h"

#include "base/num.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

enum {
    V4_AT = 12, /* offset of an IPv4 address in a mapped one */
};

struct block {
    uint8_t prefix[16];
    uint8_t bits;
};

static const uint8_t MAPPED[V4_AT] = {[10] = 0xff, [11] = 0xff};

/* Of IPv4: everything that is not public. */
static const struct block V4_BLOCKED[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private */
    {{100, 64}, 10},      /* shared, carriers */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link, metadata of clouds */
    {{172, 16}, 12},      /* private */
    {{192, 0, 0}, 24},    /* protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 88, 99}, 24},  /* relays of 6to4 */
    {{192, 168}, 16},     /* private */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};

/* Of IPv6 only 2000::/3 is public, without these. */
static const struct block V6_PUBLIC = {{0x20}, 3};
static const struct block V6_BLOCKED[] = {
    {{0x20, 0x01}, 23},                   /* Teredo, ORCHID, protocols */
    {{0x20, 0x01, 0x0d, 0xb8}, 32},       /* documentation */
    {{0x20, 0x02}, 16},                   /* 6to4: an IPv4 address inside */
    {{0x3f, 0xff}, 20},                   /* documentation */
    {{0x26, 0x20, 0x00, 0x4f, 0x80}, 48}, /* AS112 */
};

static bool in_block(const uint8_t *ip, const struct block *block)
{
    size_t whole = block->bits / 8;
    unsigned rest = block->bits % 8;
    uint8_t mask = (uint8_t)(0xff00u >> rest);

    return memcmp(ip, block->prefix, whole) == 0 &&
           (rest == 0 || ((ip[whole] ^ block->prefix[whole]) & mask) == 0);
}

static bool in_any(const uint8_t *ip, const struct block *blocks, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (in_block(ip, &blocks[i]))
            return true;
    }
    return false;
}

bool address_is_v4(const struct address *address)
{
    return memcmp(address->ip, MAPPED, sizeof(MAPPED)) == 0;
}

bool address_is_loopback(const struct address *address)
{
    static const uint8_t ONE[16] = {[15] = 1};

    return (address_is_v4(address) && address->ip[V4_AT] == 127) ||
           memcmp(address->ip, ONE, sizeof(ONE)) == 0;
}

bool address_is_public(const struct address *address)
{
    if (address_is_v4(address))
        return !in_any(address->ip + V4_AT, V4_BLOCKED,
            sizeof(V4_BLOCKED) / sizeof(V4_BLOCKED[0]));
    return in_block(address->ip, &V6_PUBLIC) &&
           !in_any(address->ip, V6_BLOCKED,
               sizeof(V6_BLOCKED) / sizeof(V6_BLOCKED[0]));
}

/* inet_pton wants a NUL. */
static bool terminated(str text, char ret[ADDRESS_TEXT_BYTES])
{
    if (text.len == 0 || text.len >= ADDRESS_TEXT_BYTES ||
        str_find(text, '\0', 0) != SIZE_MAX)
        return false;
    memcpy(ret, text.ptr, text.len);
    ret[text.len] = '\0';
    return true;
}

bool address_parse(str text, struct address *ret)
{
    char copy[ADDRESS_TEXT_BYTES];
    struct address address = {.port = 0};

    if (!terminated(text, copy))
        return false;
    if (inet_pton(AF_INET6, copy, address.ip) != 1) {
        memcpy(address.ip, MAPPED, sizeof(MAPPED));
        if (inet_pton(AF_INET, copy, address.ip + V4_AT) != 1)
            return false;
    }
    *ret = address;
    return true;
}

bool address_parse_endpoint(str text, struct address *ret)
{
    struct address address;
    size_t colon = text.len;
    uint64_t port = 0;
    str host;

    while (colon > 0 && text.ptr[colon - 1] != ':')
        colon--;
    if (colon == 0 ||
        !num_parse_u64(str_sub(text, colon, text.len), UINT16_MAX, &port))
        return false;
    host = str_sub(text, 0, colon - 1);
    if (str_starts(host, S("[")) && str_ends(host, S("]")))
        host = str_sub(host, 1, host.len - 1);
    else if (str_eq(host, S("localhost")))
        host = S("127.0.0.1");
    else if (str_find(host, ':', 0) != SIZE_MAX)
        return false;
    if (!address_parse(host, &address))
        return false;
    address.port = (uint16_t)port;
    *ret = address;
    return true;
}

bool address_of(const struct sockaddr *from, struct address *ret)
{
    if (from->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;

        memcpy(&v6, from, sizeof(v6));
        memcpy(ret->ip, &v6.sin6_addr, sizeof(ret->ip));
        ret->port = ntohs(v6.sin6_port);
        return true;
    }
    if (from->sa_family == AF_INET) {
        struct sockaddr_in v4;

        memcpy(&v4, from, sizeof(v4));
        memcpy(ret->ip, MAPPED, sizeof(MAPPED));
        memcpy(ret->ip + V4_AT, &v4.sin_addr, sizeof(v4.sin_addr));
        ret->port = ntohs(v4.sin_port);
        return true;
    }
    return false;
}

size_t address_format(
    const struct address *address, char ret[ADDRESS_TEXT_BYTES])
{
    bool v4 = address_is_v4(address);

    ret[0] = '\0';
    (void)inet_ntop(v4 ? AF_INET : AF_INET6, address->ip + (v4 ? V4_AT : 0),
        ret, ADDRESS_TEXT_BYTES);
    return strlen(ret);
}
