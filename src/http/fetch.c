#include "http/fetch.h"

#include "base/buf.h"
#include "base/num.h"
#include "host/clock.h"
#include "http/curl.h"
#include "http/lookup.h"
#include "http/token.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    NS_A_MS = 1000000,
    NS_A_S = 1000000000,
    CACHED_MAX = 64,
    PIN_BYTES = OUTBOUND_HOST_BYTES + 16 + LOOKUP_MAX * ADDRESS_TEXT_BYTES,
    STATUS_OK = 200,
    STATUS_REDIRECT = 300,
    STATUS_CLIENT = 400,
};

struct fetcher {
    struct fetch_options options;
    struct cache cache;
    pthread_mutex_t lock; /* of what is below */
    unsigned under_way;
    bool loaded;
    struct curl curl;
};

/* One fetch. */
struct job {
    struct fetcher *f;
    struct outbound target;
    struct buf body;
    uint32_t left_ms;
    bool blocked;
    bool no_store;
    uint64_t max_age_s;
    uint64_t age_s;
    char url[OUTBOUND_URL_BYTES];
    char pin[PIN_BYTES]; /* "host:port:address,address" */
};

struct fetch_budget fetch_budget(void)
{
    return (struct fetch_budget){.count_left = FETCH_COUNT_MAX,
        .end_ns = clock_monotonic_ns() + (uint64_t)FETCH_ALL_MS * NS_A_MS};
}

code fetcher_new(const struct fetch_options *options,
    struct arena *arena,
    struct fetcher **ret,
    struct err *reterr)
{
    struct fetcher *f = arena_new(arena, struct fetcher);

    if (!f || pthread_mutex_init(&f->lock, NULL) != 0)
        return err_set(reterr, E_NO_MEMORY, S("fetcher"));
    f->options = *options;
    if (f->options.timeout_ms == 0)
        f->options.timeout_ms = FETCH_MS;
    if (!cache_init(
            &f->cache, CACHED_MAX, (size_t)2 * FETCH_BYTES_MAX, arena)) {
        (void)pthread_mutex_destroy(&f->lock);
        return err_set(reterr, E_NO_MEMORY, S("fetcher"));
    }
    *ret = f;
    return OK;
}

void fetcher_release(struct fetcher *f)
{
    cache_release(&f->cache);
    (void)pthread_mutex_destroy(&f->lock);
}

bool fetch_kept(
    struct fetcher *f, str url, struct arena *arena, struct cached *ret)
{
    return cache_get(&f->cache, url, clock_monotonic_ns(), arena, ret);
}

void fetch_keep(
    struct fetcher *f, str url, const struct cached *document, uint32_t ttl_s)
{
    cache_put(&f->cache, url, document,
        clock_monotonic_ns() + (uint64_t)ttl_s * NS_A_S);
}

/* Takes a place among those who fetch, each for seconds at worst; to be given
 * back by leave(). */
static code enter(struct fetcher *f, struct err *reterr)
{
    const unsigned most = f->options.at_once;
    code c = OK;

    (void)pthread_mutex_lock(&f->lock);
    if (most > 0 && f->under_way >= most)
        c = err_set(reterr, E_HTTP_BUSY, S("fetches"));
    else if (!f->loaded)
        c = curl_load(&f->curl, reterr);
    if (c == OK) {
        f->loaded = true;
        f->under_way++;
    }
    (void)pthread_mutex_unlock(&f->lock);
    return c;
}

static void leave(struct fetcher *f)
{
    (void)pthread_mutex_lock(&f->lock);
    f->under_way--;
    (void)pthread_mutex_unlock(&f->lock);
}

/* --- the guard --- */

/* All addresses must be allowed, not only the one that is taken: a name that
 * leads to both is made to deceive. Then they are pinned, so that nothing is
 * resolved twice (FE-03, FE-04). */
static code pin_addresses(struct job *job, struct err *reterr)
{
    struct address found[LOOKUP_MAX];
    size_t n = 0;
    int at;
    size_t i;

    TRY(lookup_host(job->target.host, job->left_ms, found, &n, reterr));
    at = snprintf(job->pin, PIN_BYTES, "%s:%u:", job->target.host,
        (unsigned)job->target.port);
    for (i = 0; i < n; i++) {
        char text[ADDRESS_TEXT_BYTES];

        if (!outbound_may_reach(
                &job->f->options.rules, &job->target, &found[i]))
            return err_set(
                reterr, E_FETCH_BLOCKED_ADDRESS, str_of(job->target.host));
        (void)address_format(&found[i], text);
        at += snprintf(job->pin + at, PIN_BYTES - (size_t)at,
            address_is_v4(&found[i]) ? "%s%s" : "%s[%s]", i > 0 ? "," : "",
            text);
    }
    return OK;
}

/* The last word on where a connection goes. */
static curl_socket_t open_socket(
    void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct job *job = arg;
    struct address address;

    if (purpose != CURLSOCKTYPE_IPCXN || !address_of(&to->addr, &address) ||
        !outbound_may_reach(&job->f->options.rules, &job->target, &address)) {
        job->blocked = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Counted after decompression (FE-08). */
static size_t take_body(char *data, size_t one, size_t n, void *arg)
{
    struct job *job = arg;

    (void)one;
    buf_str(&job->body, (str){data, n});
    return job->body.failed ? 0 : n;
}

/* --- how long it may be kept (RFC 9111 5.2.2) --- */

static void read_number(str text, uint64_t *ret)
{
    /* What is no number, or beyond all sense, counts as stale. */
    if (!num_parse_u64(text, UINT32_MAX, ret))
        *ret = 0;
}

static void read_control(struct job *job, str value)
{
    str part;

    while (token_next(&value, ',', &part)) {
        const size_t equals = str_find(part, '=', 0);
        const str name = token_trim(str_sub(part, 0, equals));

        if (token_eq(name, S("no-store")) || token_eq(name, S("no-cache")) ||
            token_eq(name, S("private")))
            job->no_store = true;
        if (token_eq(name, S("max-age")) && equals != SIZE_MAX)
            read_number(token_trim(str_sub(part, equals + 1, part.len)),
                &job->max_age_s);
    }
}

/* One line of the head, with its end. */
static size_t take_field(char *data, size_t one, size_t n, void *arg)
{
    struct job *job = arg;
    const str line = {data, n};
    const size_t colon = str_find(line, ':', 0);
    const str name = str_sub(line, 0, colon);
    str value = str_sub(line, colon == SIZE_MAX ? n : colon + 1, n);

    (void)one;
    while (str_ends(value, S("\n")) || str_ends(value, S("\r")))
        value.len--;
    value = token_trim(value);
    if (token_eq(name, S("Cache-Control")))
        read_control(job, value);
    else if (token_eq(name, S("Age")))
        read_number(value, &job->age_s);
    return n;
}

static uint32_t ttl_of(const struct job *job)
{
    uint64_t ttl_s = job->max_age_s;

    if (job->no_store || ttl_s <= job->age_s)
        return 0;
    ttl_s -= job->age_s;
    return ttl_s < FETCH_KEEP_MAX_S ? (uint32_t)ttl_s : FETCH_KEEP_MAX_S;
}

/* --- libcurl --- */

static bool set_options(
    const struct job *job, CURL *handle, const struct curl_slist *pins)
{
    const struct curl *c = &job->f->curl;
    const struct fetch_options *options = &job->f->options;

    return c->easy_setopt(handle, CURLOPT_URL, job->url) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROTOCOLS_STR,
               job->target.is_plain ? "http" : "https") == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROXY, "") == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NOPROXY, "*") == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)job->left_ms) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_MAXFILESIZE, (long)FETCH_BYTES_MAX) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip") ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_SSLVERSION,
               (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_RESOLVE, pins) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_USERAGENT, "testamur") == CURLE_OK &&
           (!options->ca_file || c->easy_setopt(handle, CURLOPT_CAINFO,
                                     options->ca_file) == CURLE_OK);
}

static bool set_callbacks(struct job *job, CURL *handle)
{
    const struct curl *c = &job->f->curl;

    return c->easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_OPENSOCKETDATA, job) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_WRITEDATA, job) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_field) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_HEADERDATA, job) == CURLE_OK;
}

static bool is_about_tls(CURLcode result)
{
    static const CURLcode ABOUT_TLS[] = {CURLE_SSL_CONNECT_ERROR,
        CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
        CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED};
    size_t i;

    for (i = 0; i < sizeof(ABOUT_TLS) / sizeof(ABOUT_TLS[0]); i++) {
        if (result == ABOUT_TLS[i])
            return true;
    }
    return false;
}

static code judge(
    const struct job *job, CURLcode result, long status, struct err *reterr)
{
    str host = str_of(job->target.host);

    if (job->blocked)
        return err_set(reterr, E_FETCH_BLOCKED_ADDRESS, host);
    if (job->body.failed == E_NO_MEMORY)
        return err_set(reterr, E_NO_MEMORY, host);
    if (job->body.failed || result == CURLE_FILESIZE_EXCEEDED)
        return err_set(reterr, E_FETCH_TOO_LARGE, host);
    if (result == CURLE_OPERATION_TIMEDOUT)
        return err_set(reterr, E_FETCH_TIMEOUT, host);
    if (is_about_tls(result))
        return err_set(reterr, E_FETCH_TLS_ERROR, host);
    if (result == CURLE_OK && status >= STATUS_REDIRECT &&
        status < STATUS_CLIENT)
        return err_set(reterr, E_FETCH_REDIRECT_REFUSED, host);
    if (result != CURLE_OK || status != STATUS_OK)
        return err_set(reterr, E_FETCH_FAILED, host);
    return OK;
}

static code perform(struct job *job, struct err *reterr)
{
    const struct curl *c = &job->f->curl;
    struct curl_slist *pins = c->slist_append(NULL, job->pin);
    CURL *handle = c->easy_init();
    CURLcode result = CURLE_OUT_OF_MEMORY;
    long status = 0;

    if (handle && pins && set_options(job, handle, pins) &&
        set_callbacks(job, handle))
        result = c->easy_perform(handle);
    if (handle) {
        (void)c->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        c->easy_cleanup(handle);
    }
    c->slist_free_all(pins);
    return judge(job, result, status, reterr);
}

/* One from the budget; the time that is left in job. */
static code spend(
    struct fetch_budget *budget, struct job *job, struct err *reterr)
{
    uint64_t now_ns = clock_monotonic_ns();
    uint64_t left_ms;

    if (budget->count_left == 0 || now_ns >= budget->end_ns)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("fetches"));
    budget->count_left--;
    left_ms = (budget->end_ns - now_ns) / NS_A_MS + 1;
    job->left_ms = job->f->options.timeout_ms;
    if (left_ms < job->left_ms)
        job->left_ms = (uint32_t)left_ms;
    return OK;
}

/* From the name to the body. */
static code transfer(
    struct job *job, str url, uint64_t start_ns, struct err *reterr)
{
    uint32_t used_ms;

    memcpy(job->url, url.ptr, url.len);
    job->url[url.len] = '\0';
    TRY(pin_addresses(job, reterr));
    used_ms = (uint32_t)((clock_monotonic_ns() - start_ns) / NS_A_MS);
    if (used_ms >= job->left_ms)
        return err_set(reterr, E_FETCH_TIMEOUT, str_of(job->target.host));
    job->left_ms -= used_ms;
    return perform(job, reterr);
}

code fetch_get(struct fetcher *f,
    str url,
    struct fetch_budget *budget,
    struct arena *arena,
    struct fetched *ret,
    struct err *reterr)
{
    struct job job = {.f = f, .max_age_s = FETCH_KEEP_S};
    uint64_t start_ns = clock_monotonic_ns();
    bytes body;
    code c;

    TRY(outbound_url(&f->options.rules, url, &job.target, reterr));
    TRY(spend(budget, &job, reterr));
    TRY(enter(f, reterr));
    buf_init(&job.body, arena, FETCH_BYTES_MAX);
    c = transfer(&job, url, start_ns, reterr);
    leave(f);
    TRY(c);
    TRY(buf_finish(&job.body, &body));
    *ret = (struct fetched){body, ttl_of(&job)};
    return OK;
}
