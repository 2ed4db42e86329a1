#include "http/mail.h"

#include <stdio.h>
#include <string.h>

enum {
    URL_BYTES = 300,
    PARTY_BYTES = MIME_ADDRESS_BYTES_MAX + 3, /* with angle brackets */
    STATUS_DIGITS = 3,
    DEFERRED = 4, /* first digits of replies */
    REFUSED = 5,
    BYE = 221,
};

struct job {
    struct mailer *m;
    bytes left; /* of the message */
    struct mail_reply reply;
    char url[URL_BYTES];
    char from[PARTY_BYTES];
    char to[PARTY_BYTES];
};

static size_t give(char *to, size_t one, size_t n, void *arg)
{
    struct job *job = arg;

    n *= one;
    if (n > job->left.len)
        n = job->left.len;
    if (n > 0)
        memcpy(to, job->left.ptr, n);
    job->left.ptr += n;
    job->left.len -= n;
    return n;
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
    long ms = s->timeout_ms > 0 ? (long)s->timeout_ms : (long)MAIL_MS;
    long ssl = s->security == MAIL_OPEN ? CURLUSESSL_NONE : CURLUSESSL_ALL;

    return c->easy_setopt(handle, CURLOPT_URL, job->url) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps") ==
               CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_PROXY, "") == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           c->easy_setopt(handle, CURLOPT_TIMEOUT_MS, ms) == CURLE_OK &&
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
    if (job->reply.status / 100 == REFUSED)
        return err_set(reterr, E_MAIL_REFUSED, str_of(job->reply.text));
    if (job->reply.status / 100 == DEFERRED)
        return err_set(reterr, E_MAIL_DEFERRED, str_of(job->reply.text));
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
    struct job job = {.m = m};
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
