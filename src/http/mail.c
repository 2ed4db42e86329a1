#include "http/mail.h"

#include "host/clock.h"

#include <stdio.h>
#include <string.h>

enum {
    URL_BYTES = 300,
    PARTY_BYTES = MIME_ADDRESS_BYTES_MAX + 3, /* with angle brackets */
    STATUS_DIGITS = 3,
    GO_ON = 3, /* first digits of replies */
    DEFERRED = 4,
    REFUSED = 5,
    BYE = 221,
    NS_A_MS = 1000000,
};

struct job {
    struct mailer *m;
    bytes left; /* of the message */
    enum {
        JOB_TALKS,
        JOB_LEFT,   /* the watch did not let it go */
        JOB_HANDED, /* to the server: the end of the message is on its way */
    } stage;
    uint64_t end_ns; /* of its patience */
    struct mail_reply reply;
    char url[URL_BYTES];
    char from[PARTY_BYTES];
    char to[PARTY_BYTES];
};

static uint64_t in_ns(uint32_t ms)
{
    return (uint64_t)ms * NS_A_MS;
}

/* The end of the message follows when nothing is given any more. */
static size_t hand_over(struct job *job)
{
    const struct mail_watch *watch = &job->m->watch;

    if (job->stage == JOB_TALKS) {
        job->stage = !watch->hand_over || watch->hand_over(watch->arg)
                         ? JOB_HANDED
                         : JOB_LEFT;
        job->end_ns = clock_monotonic_ns() + in_ns(MAIL_ANSWER_MS);
    }
    return job->stage == JOB_LEFT ? CURL_READFUNC_ABORT : 0;
}

static size_t give(char *to, size_t one, size_t n, void *arg)
{
    struct job *job = arg;

    if (job->left.len == 0)
        return hand_over(job);
    n *= one;
    if (n > job->left.len)
        n = job->left.len;
    if (n > 0)
        memcpy(to, job->left.ptr, n);
    job->left.ptr += n;
    job->left.len -= n;
    return n;
}

/* Is its time over? Called by libcurl about once a second, and whenever
 * something moves. */
static int progress(void *arg,
    curl_off_t down_all,
    curl_off_t down,
    curl_off_t up_all,
    curl_off_t up)
{
    struct job *job = arg;
    const struct mail_watch *watch = &job->m->watch;
    const bool gives_up = watch->gives_up && watch->gives_up(watch->arg);
    const uint64_t now_ns = clock_monotonic_ns();

    (void)down_all;
    (void)down;
    (void)up_all;
    (void)up;
    if (job->stage == JOB_HANDED) {
        if (gives_up && job->end_ns > now_ns + in_ns(MAIL_LAST_MS))
            job->end_ns = now_ns + in_ns(MAIL_LAST_MS);
    } else if (gives_up) {
        job->stage = JOB_LEFT;
    }
    return job->stage == JOB_LEFT || now_ns > job->end_ns;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A line that the server said: "550 no such user". The last one stays, but
 * for its good-bye. */
static size_t take_reply(char *line, size_t one, size_t n, void *arg)
{
    struct job *job = arg;
    size_t bytes_max = MAIL_REPLY_BYTES - 1;
    size_t end = n * one;
    int status;
    size_t i;

    if (end <= STATUS_DIGITS || !is_digit(line[0]) || !is_digit(line[1]) ||
        !is_digit(line[2]))
        return n * one;
    status = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    if (status == BYE)
        return n * one;
    job->reply.status = status;
    while (end > STATUS_DIGITS && (unsigned char)line[end - 1] <= ' ')
        end--;
    for (i = 0; i < end && i < bytes_max; i++)
        job->reply.text[i] =
            (char)(line[i] >= ' ' && line[i] < 0x7f ? line[i] : '?');
    job->reply.text[i] = '\0';
    return n * one;
}

static bool set_server(const struct job *job, CURL *handle)
{
    const struct curl *c = &job->m->curl;
    const struct mail_server *s = &job->m->server;
    long ssl = s->security == MAIL_OPEN ? CURLUSESSL_NONE : CURLUSESSL_ALL;

    return c->easy_setopt(handle, CURLOPT_URL, job->url) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps") ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROXY, "") == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_USE_SSL, ssl) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_SSLVERSION,
               (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
           (!s->ca_file || c->easy_setopt(handle, CURLOPT_CAINFO, s->ca_file) ==
                               CURLE_OK) &&
           (!s->user ||
               (c->easy_setopt(handle, CURLOPT_USERNAME, s->user) == CURLE_OK &&
                   c->easy_setopt(handle, CURLOPT_PASSWORD,
                       s->password ? s->password : "") == CURLE_OK));
}

static bool set_message(
    struct job *job, CURL *handle, const struct curl_slist *to)
{
    const struct curl *c = &job->m->curl;

    return c->easy_setopt(handle, CURLOPT_MAIL_FROM, job->from) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_READFUNCTION, give) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_READDATA, job) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_XFERINFODATA, job) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_reply) ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_HEADERDATA, job) == CURLE_OK;
}

static code perform(struct job *job, struct err *reterr)
{
    const struct curl *c = &job->m->curl;
    struct curl_slist *to = c->slist_append(NULL, job->to);
    CURL *handle = c->easy_init();
    CURLcode result = CURLE_OUT_OF_MEMORY;

    if (handle && to && set_server(job, handle) && set_message(job, handle, to))
        result = c->easy_perform(handle);
    if (handle)
        c->easy_cleanup(handle);
    c->slist_free_all(to);
    if (result == CURLE_OK)
        return OK;
    if (job->stage == JOB_LEFT)
        return err_set(reterr, E_UNAVAILABLE, S("mail"));
    /* Our own password is no matter of the message. */
    if (job->reply.status / 100 == REFUSED && result != CURLE_LOGIN_DENIED)
        return err_set(reterr, E_MAIL_REFUSED, str_of(job->reply.text));
    if (job->reply.status / 100 == DEFERRED)
        return err_set(reterr, E_MAIL_DEFERRED, str_of(job->reply.text));
    if (job->stage == JOB_HANDED && job->reply.status / 100 == GO_ON)
        return err_set(reterr, E_MAIL_UNKNOWN, str_of(job->m->server.host));
    return err_set(reterr, E_MAIL_UNREACHABLE, str_of(job->m->server.host));
}

static void in_brackets(char ret[PARTY_BYTES], str address)
{
    (void)snprintf(ret, PARTY_BYTES, "<%.*s>", (int)address.len, address.ptr);
}

code mail_send(struct mailer *m,
    const struct mime_message *message,
    struct arena *arena,
    struct mail_reply *ret,
    struct err *reterr)
{
    const uint32_t ms = m->server.timeout_ms;
    struct job job = {
        .m = m, .end_ns = clock_monotonic_ns() + in_ns(ms > 0 ? ms : MAIL_MS)};
    code c;

    *ret = job.reply;
    TRY(mime_write(arena, message, &job.left, reterr));
    if (!m->loaded)
        TRY(curl_load(&m->curl, reterr));
    m->loaded = true;
    (void)snprintf(job.url, URL_BYTES, "%s://%s:%u",
        m->server.security == MAIL_TLS ? "smtps" : "smtp", m->server.host,
        (unsigned)m->server.port);
    in_brackets(job.from, message->from.address);
    in_brackets(job.to, message->to.address);
    c = perform(&job, reterr);
    *ret = job.reply;
    return c;
}
