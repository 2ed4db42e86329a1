#include "http/lookup.h"

#include <netdb.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum {
    HOST_BYTES = 256,
    MS_A_S = 1000,
    NS_A_MS = 1000000,
    NS_A_S = 1000000000,
};

/* Shared by who asks and the thread that looks; the last one frees it. */
struct lookup {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int users;
    bool done;
    char host[HOST_BYTES];
    struct address found[LOOKUP_MAX];
    size_t n; /* more than LOOKUP_MAX: too many */
};

static void end_lookup(struct lookup *l)
{
    (void)pthread_cond_destroy(&l->changed);
    (void)pthread_mutex_destroy(&l->lock);
    free(l);
}

static void leave(struct lookup *l)
{
    bool last;

    (void)pthread_mutex_lock(&l->lock);
    last = --l->users == 0;
    (void)pthread_mutex_unlock(&l->lock);
    if (last)
        end_lookup(l);
}

static void *look(void *arg)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct lookup *l = arg;
    struct addrinfo *found = NULL;
    const struct addrinfo *at;

    if (getaddrinfo(l->host, NULL, &hints, &found) != 0)
        found = NULL;
    (void)pthread_mutex_lock(&l->lock);
    for (at = found; at; at = at->ai_next) {
        struct address address;

        if (!address_of(at->ai_addr, &address))
            continue;
        if (l->n < LOOKUP_MAX)
            l->found[l->n] = address;
        l->n++;
    }
    l->done = true;
    (void)pthread_cond_signal(&l->changed);
    (void)pthread_mutex_unlock(&l->lock);
    if (found)
        freeaddrinfo(found);
    leave(l);
    return NULL;
}

static struct lookup *begin(const char *host)
{
    struct lookup *l = calloc(1, sizeof(*l));

    if (!l)
        return NULL;
    memcpy(l->host, host, strlen(host) + 1);
    l->users = 2;
    if (pthread_mutex_init(&l->lock, NULL) != 0) {
        free(l);
        return NULL;
    }
    if (pthread_cond_init(&l->changed, NULL) != 0) {
        (void)pthread_mutex_destroy(&l->lock);
        free(l);
        return NULL;
    }
    return l;
}

static struct timespec after_ms(uint32_t ms)
{
    struct timespec t = {0};
    long ns;

    (void)clock_gettime(CLOCK_REALTIME, &t);
    ns = t.tv_nsec + (long)(ms % MS_A_S) * NS_A_MS;
    t.tv_sec += (time_t)(ms / MS_A_S) + ns / NS_A_S;
    t.tv_nsec = ns % NS_A_S;
    return t;
}

code lookup_host(const char *host,
    uint32_t wait_ms,
    struct address ret[LOOKUP_MAX],
    size_t *ret_n,
    struct err *reterr)
{
    struct timespec end = after_ms(wait_ms);
    struct lookup *l = strlen(host) < HOST_BYTES ? begin(host) : NULL;
    pthread_t thread;
    code c = OK;
    int status = 0;

    if (!l)
        return err_set(reterr, E_FETCH_FAILED, S("host"));
    if (pthread_create(&thread, NULL, look, l) != 0) {
        end_lookup(l);
        return err_set(reterr, E_FETCH_FAILED, S("thread"));
    }
    (void)pthread_detach(thread);
    (void)pthread_mutex_lock(&l->lock);
    while (!l->done && status == 0)
        status = pthread_cond_timedwait(&l->changed, &l->lock, &end);
    if (!l->done) {
        c = err_set(reterr, E_FETCH_TIMEOUT, str_of(host));
    } else if (l->n == 0 || l->n > LOOKUP_MAX) {
        c = err_set(reterr, E_FETCH_FAILED, str_of(host));
    } else {
        memcpy(ret, l->found, l->n * sizeof(*ret));
        *ret_n = l->n;
    }
    (void)pthread_mutex_unlock(&l->lock);
    leave(l);
    return c;
}
