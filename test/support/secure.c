#include "test/support/secure.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    DAY_S = 24 * 3600,
    REQUEST_BYTES = 4096,
    X509_V3 = 2,
};

static void must(bool it_went_well)
{
    if (!it_went_well)
        abort();
}

/* --- certificates --- */

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
};

static void add_extension(X509 *certificate, int nid, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

    must(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

/* Signed by `by`, or by itself (NULL). */
static struct identity make(
    const char *name, const struct identity *by, long from_s, long until_s)
{
    struct identity made = {EVP_EC_gen("P-256"), X509_new()};
    X509 *x = made.certificate;
    X509_NAME *subject = X509_get_subject_name(x);

    must(made.key && x && subject);
    must(X509_set_version(x, X509_V3) == 1);
    must(ASN1_INTEGER_set(X509_get_serialNumber(x), by ? 2 : 1) == 1);
    must(X509_gmtime_adj(X509_getm_notBefore(x), from_s) != NULL);
    must(X509_gmtime_adj(X509_getm_notAfter(x), until_s) != NULL);
    must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
             (const unsigned char *)name, -1, -1, 0) == 1);
    must(X509_set_issuer_name(
             x, by ? X509_get_subject_name(by->certificate) : subject) == 1);
    must(X509_set_pubkey(x, made.key) == 1);
    return made;
}

static void sign(struct identity *made, const struct identity *by)
{
    must(X509_sign(made->certificate, by ? by->key : made->key, EVP_sha256()) >
         0);
}

static struct identity authority(void)
{
    struct identity made = make("Test authority", NULL, -DAY_S, DAY_S);

    add_extension(made.certificate, NID_basic_constraints, "critical,CA:TRUE");
    sign(&made, NULL);
    return made;
}

static struct identity leaf(enum secure_kind kind, const struct identity *by)
{
    const bool is_over = kind == SECURE_EXPIRED;
    const struct identity *issuer = kind == SECURE_SELF_SIGNED ? NULL : by;
    struct identity made = make("localhost", issuer,
        is_over ? -2 * DAY_S : -DAY_S, is_over ? -DAY_S : DAY_S);

    add_extension(made.certificate, NID_subject_alt_name,
        kind == SECURE_OTHER_HOST ? "DNS:elsewhere.example" : "DNS:localhost");
    sign(&made, issuer);
    return made;
}

static void write_authority(const struct identity *by, char path[64])
{
    static const char TEMPLATE[] = "/tmp/testamur-ca-XXXXXX";
    FILE *file;
    int fd;

    memcpy(path, TEMPLATE, sizeof(TEMPLATE));
    fd = mkstemp(path);
    file = fd < 0 ? NULL : fdopen(fd, "w");
    must(file && PEM_write_X509(file, by->certificate) == 1);
    must(fclose(file) == 0);
}

static SSL_CTX *context(enum secure_kind kind, const struct identity *by)
{
    const struct identity own = leaf(kind, by);
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());

    must(ctx != NULL);
    if (kind == SECURE_OLD_TLS) {
        must(SSL_CTX_set_cipher_list(ctx, "ALL:@SECLEVEL=0") == 1);
        must(SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION) == 1);
        must(SSL_CTX_set_max_proto_version(ctx, TLS1_VERSION) == 1);
    }
    must(SSL_CTX_use_certificate(ctx, own.certificate) == 1);
    must(SSL_CTX_use_PrivateKey(ctx, own.key) == 1);
    X509_free(own.certificate);
    EVP_PKEY_free(own.key);
    return ctx;
}

/* --- the server --- */

static str answer_to(
    const char *request, const struct secure_page *pages, size_t n)
{
    const char *path = strchr(request, ' ');
    const size_t len = path ? strcspn(path + 1, " ") : 0;
    size_t i;

    for (i = 0; path && i < n; i++) {
        if (str_eq(pages[i].path, (str){path + 1, len}))
            return pages[i].answer;
    }
    return S("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static void talk(SSL *ssl, int count, const struct secure_page *pages, size_t n)
{
    char request[REQUEST_BYTES];
    int got;
    str answer;

    if (SSL_accept(ssl) != 1)
        return;
    got = SSL_read(ssl, request, REQUEST_BYTES - 1);
    if (got <= 0)
        return;
    must(write(count, "x", 1) == 1);
    request[got] = '\0';
    answer = answer_to(request, pages, n);
    (void)SSL_write(ssl, answer.ptr, (int)answer.len);
    (void)SSL_shutdown(ssl);
}

static _Noreturn void serve(struct secure *server,
    SSL_CTX *ctx,
    int count,
    const struct secure_page *pages,
    size_t n)
{
    /* Clients may go away in the middle. */
    (void)signal(SIGPIPE, SIG_IGN);
    for (;;) {
        const int fd = accept(server->listener, NULL, NULL);
        SSL *ssl = SSL_new(ctx);

        must(fd >= 0 && ssl && SSL_set_fd(ssl, fd) == 1);
        talk(ssl, count, pages, n);
        SSL_free(ssl);
        (void)close(fd);
    }
}

struct secure secure_listen(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t at_bytes = sizeof(at);
    struct secure server = {0};

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(server.listener >= 0 &&
         bind(server.listener, (struct sockaddr *)&at, at_bytes) == 0 &&
         listen(server.listener, 16) == 0 &&
         getsockname(server.listener, (struct sockaddr *)&at, &at_bytes) == 0);
    server.port = ntohs(at.sin_port);
    return server;
}

void secure_serve(struct secure *server,
    enum secure_kind kind,
    const struct secure_page *pages,
    size_t n)
{
    const struct identity by = authority();
    SSL_CTX *ctx = context(kind, &by);
    int count[2];

    write_authority(&by, server->ca_file);
    must(pipe(count) == 0);
    must(fcntl(count[0], F_SETFL, O_NONBLOCK) == 0);
    server->count = count[0];
    server->child = fork();
    must(server->child >= 0);
    if (server->child == 0) {
        (void)close(count[0]);
        /* A test that fails leaves nobody behind. */
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(server, ctx, count[1], pages, n);
    }
    (void)close(server->listener);
    (void)close(count[1]);
    SSL_CTX_free(ctx);
    X509_free(by.certificate);
    EVP_PKEY_free(by.key);
}

int secure_stop(struct secure *server)
{
    char seen[256];
    ssize_t n;

    (void)kill(server->child, SIGKILL);
    (void)waitpid(server->child, NULL, 0);
    n = read(server->count, seen, sizeof(seen));
    (void)close(server->count);
    (void)unlink(server->ca_file);
    return n > 0 ? (int)n : 0;
}
