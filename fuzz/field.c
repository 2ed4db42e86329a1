/* Header fields, one a line behind a target: what passes the check has one
 * Host and no two lengths; the readers of single fields stay inside. */
#include "fuzz/fuzz.h"
#include "http/accept.h"
#include "http/cookie.h"
#include "http/head.h"
#include "http/peer.h"
#include "http/token.h"

enum {
    FIELDS_MAX = 128,
};

static size_t count(const struct http_request *req, str name)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < req->n_headers; i++)
        n += token_eq(req->headers[i].name, name);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const str OFFERED[] = {STR("en"), STR("text/html")};
    struct http_field fields[FIELDS_MAX];
    struct http_request req = {.headers = fields};
    struct head head = {.version = S("HTTP/1.1"), .fields = fields};
    struct address socket = {.port = 0};
    struct head_body body = {0};
    str rest = fuzz_text(data, size);
    str line = {NULL, 0};

    (void)token_next(&rest, '\n', &head.target);
    while (req.n_headers < FIELDS_MAX && token_next(&rest, '\n', &line)) {
        size_t colon = str_find(line, ':', 0);

        if (colon != SIZE_MAX)
            fields[req.n_headers++] =
                (struct http_field){str_sub(line, 0, colon),
                    token_trim(str_sub(line, colon + 1, line.len))};
    }
    head.n_fields = req.n_headers;
    if (head_check(&head, &body, NULL) == OK) {
        fuzz_promise(count(&req, S("Host")) == 1);
        fuzz_promise(count(&req, S("Content-Length")) +
                         count(&req, S("Transfer-Encoding")) <=
                     1);
        fuzz_promise(head.target.ptr[0] == '/');
    }
    fuzz_promise(cookie_get(&req, S("a")).len <= size);
    fuzz_promise(
        accept_language(request_header(&req, S("Accept")), OFFERED, 2) < 2);
    (void)accept_type(request_header(&req, S("Accept")), OFFERED, 2);
    (void)peer_find(&req, &socket, &socket, 1);
    return 0;
}
