#include "http/peer.h"

#include "http/token.h"

#include <string.h>

static bool is_proxy(
    const struct address *who, const struct address *proxies, size_t n_proxies)
{
    size_t i;

    for (i = 0; i < n_proxies; i++) {
        if (memcmp(who->ip, proxies[i].ip, sizeof(who->ip)) == 0)
            return true;
    }
    return false;
}

/* The part of *list behind its last comma, taken off. */
static str take_last(str *list)
{
    size_t at = list->len;
    str last;

    while (at > 0 && list->ptr[at - 1] != ',')
        at--;
    last = token_trim(str_sub(*list, at, list->len));
    list->len = at > 0 ? at - 1 : 0;
    return last;
}

struct address peer_find(const struct http_request *req,
    const struct address *socket,
    const struct address *proxies,
    size_t n_proxies)
{
    struct address who = *socket;
    size_t i;

    for (i = req->n_headers; i > 0; i--) {
        str list = req->headers[i - 1].value;

        if (!token_eq(req->headers[i - 1].name, S("X-Forwarded-For")))
            continue;
        while (list.len > 0) {
            struct address before;

            if (!is_proxy(&who, proxies, n_proxies) ||
                !address_parse(take_last(&list), &before))
                return who;
            who = before;
        }
    }
    return who;
}
