#include "text/iri.h"

#include "text/utf8.h"

#include <string.h>

/* A set of ASCII characters: bit c of low, bit c - 64 of high. */
struct set {
    uint64_t low;
    uint64_t high;
};

#define BIT(c) (UINT64_C(1) << ((c)&63))
#define ALPHA UINT64_C(0x07fffffe07fffffe) /* high */
#define DIGIT UINT64_C(0x03ff000000000000) /* low */
#define SUB_DELIMS                                                             \
    (BIT('!') | BIT('$') | BIT('&') | BIT('\'') | BIT('(') | BIT(')') |        \
        BIT('*') | BIT('+') | BIT(',') | BIT(';') | BIT('='))
#define UNRESERVED_LOW (DIGIT | BIT('-') | BIT('.'))
#define UNRESERVED_HIGH (ALPHA | BIT('_') | BIT('~'))

static const struct set SCHEME = {
    DIGIT | BIT('+') | BIT('-') | BIT('.'),
    ALPHA,
};

/* What is in no production of RFC 3986, so in no IRI: controls, space,
 * '"' '<' '>', '\\' '^' '`', '{' '|' '}', DEL. A table by byte, because
 * every IRI of a document comes through here; those from 128 on are 0. */
static const uint8_t NEVER[256] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1};

static const struct set REG_NAME = {
    UNRESERVED_LOW | SUB_DELIMS,
    UNRESERVED_HIGH,
};
static const struct set USERINFO = {
    UNRESERVED_LOW | SUB_DELIMS | BIT(':'),
    UNRESERVED_HIGH,
};
static const struct set PATH = {
    UNRESERVED_LOW | SUB_DELIMS | BIT(':') | BIT('/'),
    UNRESERVED_HIGH | BIT('@'),
};
static const struct set QUERY = {
    UNRESERVED_LOW | SUB_DELIMS | BIT(':') | BIT('/') | BIT('?'),
    UNRESERVED_HIGH | BIT('@'),
};

static bool set_has(const struct set *set, uint8_t c)
{
    return c < 128 && ((c < 64 ? set->low : set->high) >> (c & 63) & 1);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Offset of the ':' behind a scheme (RFC 3986 3.1), or 0. */
static size_t scheme_bytes(str text)
{
    size_t i = 0;

    if (text.len == 0 || (uint8_t)text.ptr[0] < 'A')
        return 0;
    while (i < text.len && set_has(&SCHEME, (uint8_t)text.ptr[i]))
        i++;
    return i < text.len && text.ptr[i] == ':' ? i : 0;
}

struct iri iri_split(str text)
{
    struct iri iri = {0};
    size_t at = scheme_bytes(text);
    size_t end = str_find(text, '#', 0);

    if (end < text.len) {
        iri.has_fragment = true;
        iri.fragment = str_sub(text, end + 1, text.len);
        text.len = end;
    }
    end = str_find(text, '?', 0);
    if (end < text.len) {
        iri.has_query = true;
        iri.query = str_sub(text, end + 1, text.len);
        text.len = end;
    }
    if (at > 0) {
        iri.has_scheme = true;
        iri.scheme = str_sub(text, 0, at);
        text = str_sub(text, at + 1, text.len);
    }
    if (str_starts(text, S("//"))) {
        end = str_find(text, '/', 2);
        iri.has_authority = true;
        iri.authority = str_sub(text, 2, end);
        text = str_sub(text, end, text.len);
    }
    iri.path = text;
    return iri;
}

bool iri_has_scheme(str text)
{
    return scheme_bytes(text) > 0;
}

bool iri_is_absolute(str text)
{
    size_t i = scheme_bytes(text);
    uint8_t never = 0;

    if (i == 0)
        return false;
    for (; i < text.len; i++)
        never |= NEVER[(uint8_t)text.ptr[i]];
    return never == 0;
}

/* --- grammar --- */

enum alphabet {
    ASCII_ONLY,
    WITH_UCSCHAR,  /* RFC 3987 2.2 ucschar */
    WITH_IPRIVATE, /* and iprivate: in a query */
};

static bool is_ucschar(uint32_t c, enum alphabet alphabet)
{
    uint32_t plane = c >> 16;
    uint32_t low = c & 0xffff;
    bool is_private = (c >= 0xe000 && c <= 0xf8ff) || plane >= 15;

    if (is_private)
        return alphabet == WITH_IPRIVATE && (plane == 0 || low <= 0xfffd);
    if (plane == 0)
        return (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) ||
               (c >= 0xfdf0 && c <= 0xffef);
    return low <= 0xfffd && (plane != 14 || low >= 0x1000);
}

static bool is_part(str part, const struct set *set, enum alphabet alphabet)
{
    size_t at = 0;

    while (at < part.len) {
        uint8_t c = (uint8_t)part.ptr[at];

        if (c == '%') {
            if (part.len - at < 3 || !is_hex(part.ptr[at + 1]) ||
                !is_hex(part.ptr[at + 2]))
                return false;
            at += 3;
        } else if (c < 128) {
            if (!set_has(set, c))
                return false;
            at++;
        } else if (alphabet == ASCII_ONLY ||
                   !is_ucschar(utf8_next(part, &at), alphabet)) {
            return false;
        }
    }
    return true;
}

/* RFC 3986 3.2.2 dec-octets, four of them. */
static bool is_ipv4(str text)
{
    uint32_t n_parts = 0;
    size_t at = 0;

    while (n_parts < 4) {
        size_t start = at;
        uint32_t value = 0;

        while (at < text.len && at - start < 3 && is_digit(text.ptr[at]))
            value = value * 10 + (uint32_t)(text.ptr[at++] - '0');
        if (at == start || value > 255 ||
            (at - start > 1 && text.ptr[start] == '0'))
            return false;
        n_parts++;
        if (n_parts < 4 && (at == text.len || text.ptr[at++] != '.'))
            return false;
    }
    return at == text.len;
}

/* Eight groups of up to four digits; "::" stands for one or more groups of
 * zero; an IPv4 address may stand for the last two. */
static bool is_ipv6(str text)
{
    uint32_t n_groups = 0;
    bool has_gap = str_starts(text, S("::"));
    size_t at = has_gap ? 2 : 0;

    while (at < text.len) {
        size_t start = at;

        while (at < text.len && is_hex(text.ptr[at]))
            at++;
        if (at < text.len && text.ptr[at] == '.') {
            n_groups += 2;
            if (!is_ipv4(str_sub(text, start, text.len)))
                return false;
            break;
        }
        if (at == start || at - start > 4)
            return false;
        n_groups++;
        if (at == text.len)
            break;
        if (text.ptr[at++] != ':' || at == text.len)
            return false;
        if (text.ptr[at] == ':') {
            if (has_gap)
                return false;
            has_gap = true;
            at++;
        }
    }
    return has_gap ? n_groups < 8 : n_groups == 8;
}

/* What stands between brackets (RFC 3986 3.2.2 IP-literal). */
static bool is_ip_literal(str text)
{
    size_t dot = str_find(text, '.', 0);
    size_t i;

    if (text.len == 0 || (text.ptr[0] != 'v' && text.ptr[0] != 'V'))
        return is_ipv6(text);
    if (dot < 2 || dot >= text.len - 1)
        return false;
    for (i = 1; i < dot; i++) {
        if (!is_hex(text.ptr[i]))
            return false;
    }
    return str_find(text, '%', 0) == SIZE_MAX &&
           is_part(str_sub(text, dot + 1, text.len), &USERINFO, ASCII_ONLY);
}

static bool is_port(str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
    }
    return true;
}

static bool is_authority(str authority, enum alphabet alphabet)
{
    size_t at = str_find(authority, '@', 0);
    str host = authority;
    size_t end;

    if (at != SIZE_MAX) {
        if (!is_part(str_sub(authority, 0, at), &USERINFO, alphabet))
            return false;
        host = str_sub(authority, at + 1, authority.len);
    }
    if (host.len > 0 && host.ptr[0] == '[') {
        end = str_find(host, ']', 0);
        if (end == SIZE_MAX || !is_ip_literal(str_sub(host, 1, end)))
            return false;
        host = str_sub(host, end + 1, host.len);
        return host.len == 0 ||
               (host.ptr[0] == ':' && is_port(str_sub(host, 1, host.len)));
    }
    end = str_find(host, ':', 0);
    return is_part(str_sub(host, 0, end), &REG_NAME, alphabet) &&
           is_port(str_sub(host, end == SIZE_MAX ? end : end + 1, host.len));
}

static bool is_grammatical(str text, enum alphabet alphabet, bool is_relative)
{
    struct iri iri = iri_split(text);
    enum alphabet in_query = alphabet;

    if (alphabet == WITH_UCSCHAR)
        in_query = WITH_IPRIVATE;
    if (!iri.has_scheme) {
        size_t colon = str_find(iri.path, ':', 0);

        /* RFC 3986 4.2 path-noscheme: no ':' in the first segment. */
        if (!is_relative || colon < str_find(iri.path, '/', 0))
            return false;
    }
    return (!iri.has_authority || is_authority(iri.authority, alphabet)) &&
           is_part(iri.path, &PATH, alphabet) &&
           is_part(iri.query, &QUERY, in_query) &&
           is_part(iri.fragment, &QUERY, alphabet);
}

bool iri_is_valid(str text)
{
    return is_grammatical(text, WITH_UCSCHAR, false);
}

bool iri_is_reference(str text)
{
    return is_grammatical(text, WITH_UCSCHAR, true);
}

bool iri_is_uri(str text)
{
    return is_grammatical(text, ASCII_ONLY, false);
}

/* --- resolution --- */

static char *put(char *to, str text)
{
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    return to + text.len;
}

/* RFC 3986 5.2.4 in place: the output never overtakes the input. Returns the
 * new length. */
static size_t remove_dot_segments(char *path, size_t len)
{
    str in = {path, len};
    size_t out = 0;

    while (in.len > 0) {
        if (str_starts(in, S("../"))) { /* 2A */
            in = str_sub(in, 3, in.len);
        } else if (str_starts(in, S("./")) || str_starts(in, S("/./"))) {
            in = str_sub(in, 2, in.len); /* 2A, 2B */
        } else if (str_eq(in, S("/."))) {
            path[out++] = '/';
            break;
        } else if (str_starts(in, S("/../")) || str_eq(in, S("/.."))) {
            while (out > 0 && path[--out] != '/') /* 2C */
                continue;
            if (in.len == 3) {
                path[out++] = '/';
                break;
            }
            in = str_sub(in, 3, in.len);
        } else if (str_eq(in, S(".")) || str_eq(in, S(".."))) { /* 2D */
            break;
        } else { /* 2E */
            size_t end = str_find(in, '/', 1);
            str segment = str_sub(in, 0, end);

            memmove(path + out, segment.ptr, segment.len);
            out += segment.len;
            in = str_sub(in, segment.len, in.len);
        }
    }
    return out;
}

static bool has_dot_segment(str path)
{
    size_t at = str_find(path, '.', 0);

    for (; at < path.len; at = str_find(path, '.', at + 1)) {
        if (at == 0 || path.ptr[at - 1] == '/')
            return true;
    }
    return false;
}

/* RFC 3986 5.2.2, but for the path of a reference without its own root,
 * which is joined later: the directory of the base before it. */
static struct iri transform(
    const struct iri *base, struct iri ref, str *ret_directory)
{
    *ret_directory = (str){NULL, 0};
    if (ref.has_scheme)
        return ref;
    ref.has_scheme = base->has_scheme;
    ref.scheme = base->scheme;
    if (ref.has_authority)
        return ref;
    ref.has_authority = base->has_authority;
    ref.authority = base->authority;
    if (ref.path.len == 0) {
        ref.path = base->path;
        if (!ref.has_query) {
            ref.has_query = base->has_query;
            ref.query = base->query;
        }
    } else if (ref.path.ptr[0] != '/') { /* 5.2.3 */
        size_t end = base->path.len;

        while (end > 0 && base->path.ptr[end - 1] != '/')
            end--;
        *ret_directory = str_sub(base->path, 0, end);
        if (base->has_authority && base->path.len == 0)
            *ret_directory = S("/");
    }
    return ref;
}

str iri_resolve(const struct iri *base, str reference, struct arena *arena)
{
    struct iri ref = iri_split(reference);
    bool inherits_path =
        !ref.has_scheme && !ref.has_authority && ref.path.len == 0;
    str directory = {0};
    struct iri target;
    char *start;
    char *path;
    char *at;

    if (ref.has_scheme && !has_dot_segment(ref.path))
        return reference;
    target = transform(base, ref, &directory);
    start = arena_alloc(arena, target.scheme.len + target.authority.len +
                                   directory.len + target.path.len +
                                   target.query.len + target.fragment.len +
                                   sizeof(":"
                                          "//"
                                          "?"
                                          "#"));
    if (!start)
        return (str){NULL, 0};
    at = put(start, target.scheme); /* 5.3 */
    if (target.has_scheme)
        at = put(at, S(":"));
    if (target.has_authority)
        at = put(put(at, S("//")), target.authority);
    path = at;
    at = put(put(at, directory), target.path);
    if (!inherits_path)
        at = path + remove_dot_segments(path, (size_t)(at - path));
    if (target.has_query)
        at = put(put(at, S("?")), target.query);
    if (target.has_fragment)
        at = put(put(at, S("#")), target.fragment);
    return (str){start, (size_t)(at - start)};
}

/* --- the way back --- */

/* How many bytes the two paths share, up to and with a '/'. */
static size_t common_directory(str a, str b)
{
    size_t common = 0;
    size_t i;

    for (i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++) {
        if (a.ptr[i] == '/')
            common = i + 1;
    }
    return common;
}

/* The path of a reference: up from the directory of the base, down to the
 * target. `to` has room for three bytes a '/' of the base, "./" and the
 * target's path. */
static char *put_path(char *to, const struct iri *base, const struct iri *iri)
{
    str from = base->path.len > 0 ? base->path : S("/");
    size_t common = common_directory(from, iri->path);
    str rest = str_sub(iri->path, common, iri->path.len);
    size_t colon = str_find(rest, ':', 0);
    size_t slash = str_find(from, '/', common);
    char *start = to;

    for (; slash < from.len; slash = str_find(from, '/', slash + 1))
        to = put(to, S("../"));
    /* It must not be read as an IRI, as a path from the root, as a keyword,
     * or as nothing. */
    if (to == start &&
        (rest.len == 0 || rest.ptr[0] == '/' || rest.ptr[0] == '@' ||
            colon < str_find(rest, '/', 0)))
        to = put(to, S("./"));
    return put(to, rest);
}

str iri_relativise(const struct iri *base, str iri, struct arena *arena)
{
    struct iri target = iri_split(iri);
    bool same_path = str_eq(base->path, target.path);
    bool is_suffix = same_path && (target.has_query || target.has_fragment) &&
                     (target.has_query || !base->has_query);
    str result;
    char *start;
    char *at;

    if (!target.has_scheme || !str_eq(base->scheme, target.scheme) ||
        base->has_authority != target.has_authority ||
        !str_eq(base->authority, target.authority) ||
        !str_starts(target.path, S("/")))
        return iri;
    start = arena_alloc(arena, 3 * base->path.len + iri.len + sizeof("./"));
    if (!start)
        return (str){NULL, 0};
    at = is_suffix ? start : put_path(start, base, &target);
    if (target.has_query)
        at = put(put(at, S("?")), target.query);
    if (target.has_fragment)
        at = put(put(at, S("#")), target.fragment);
    result = (str){start, (size_t)(at - start)};
    /* An IRI with dot segments cannot be reached by a reference. */
    return str_eq(iri_resolve(base, result, arena), iri) ? result : iri;
}
