#include "http/exchange.h"

#include "base/limit.h"
#include "host/clock.h"

#include <sys/socket.h>

enum {
    NS_A_MS = 1000000,
    ID_BITS_A_SECOND = 28,
    STATUS_CLASS = 100,
};

bool exchanges_init(struct exchanges *all,
    const struct http_options *options,
    struct arena *arena)
{
    unsigned i;

    *all = (struct exchanges){.options = *options};
    /* No server that starts later gives the same, unless this one answers a
     * quarter of a billion requests a second. */
    atomic_init(
        &all->ids, (unsigned long long)clock_now_unix_s() << ID_BITS_A_SECOND);
    all->items = arena_array(arena, options->connections_max, struct exchange);
    if (!all->items || pthread_mutex_init(&all->lock, NULL) != 0)
        return false;
    if (!queue_init(&all->queue, options->queue_max, arena)) {
        (void)pthread_mutex_destroy(&all->lock);
        return false;
    }
    for (i = options->connections_max; i > 0; i--) {
        struct exchange *x = &all->items[i - 1];

        x->all = all;
        x->next_free = all->first_free;
        all->first_free = x;
        arena_init(&x->arena, ARENA_REQUEST_BYTES);
    }
    return true;
}

void exchanges_release(struct exchanges *all)
{
    queue_release(&all->queue);
    (void)pthread_mutex_destroy(&all->lock);
}

/* --- the clock over all connections --- */

void exchange_deadline(struct exchange *x, uint64_t ms)
{
    uint64_t deadline_ns =
        ms == 0 ? 0 : clock_monotonic_ns() + ms * (uint64_t)NS_A_MS;

    (void)pthread_mutex_lock(&x->all->lock);
    x->deadline_ns = deadline_ns;
    (void)pthread_mutex_unlock(&x->all->lock);
}

void exchanges_tick(struct exchanges *all, uint64_t now_ns)
{
    unsigned i;

    (void)pthread_mutex_lock(&all->lock);
    for (i = 0; i < all->options.connections_max; i++) {
        struct exchange *x = &all->items[i];

        if (!x->connection)
            continue;
        if (x->deadline_ns != 0 && now_ns > x->deadline_ns) {
            (void)shutdown(x->fd, SHUT_RDWR);
            x->deadline_ns = 0;
            all->stats.cut++;
        }
        if (x->waits_for_more) {
            x->waits_for_more = false;
            MHD_resume_connection(x->connection);
        }
    }
    (void)pthread_mutex_unlock(&all->lock);
}

void exchanges_stop(struct exchanges *all)
{
    (void)pthread_mutex_lock(&all->lock);
    all->stopping = true;
    (void)pthread_mutex_unlock(&all->lock);
}

unsigned exchanges_open(struct exchanges *all)
{
    unsigned open = 0;
    unsigned i;

    (void)pthread_mutex_lock(&all->lock);
    for (i = 0; i < all->options.connections_max; i++) {
        if (all->items[i].busy)
            open++;
    }
    (void)pthread_mutex_unlock(&all->lock);
    return open;
}

struct http_stats exchanges_stats(struct exchanges *all)
{
    struct http_stats stats;

    (void)pthread_mutex_lock(&all->lock);
    stats = all->stats;
    (void)pthread_mutex_unlock(&all->lock);
    stats.waiting = (unsigned)queue_length(&all->queue);
    return stats;
}

/* --- one of them --- */

void exchange_busy(struct exchange *x, bool busy)
{
    (void)pthread_mutex_lock(&x->all->lock);
    x->busy = busy;
    if (!busy) {
        x->all->stats.answers[x->status / STATUS_CLASS]++;
        x->all->bodies_bytes -= x->body_reserved;
        x->body_reserved = 0;
    }
    (void)pthread_mutex_unlock(&x->all->lock);
}

bool exchange_reserve(struct exchange *x, size_t body_bytes)
{
    struct exchanges *all = x->all;
    bool has_room;

    (void)pthread_mutex_lock(&all->lock);
    has_room = body_bytes <= all->options.bodies_bytes_max - all->bodies_bytes;
    if (has_room) {
        all->bodies_bytes += body_bytes;
        x->body_reserved += body_bytes;
    }
    (void)pthread_mutex_unlock(&all->lock);
    return has_room;
}

bool exchange_wait(struct exchange *x)
{
    bool goes_on;

    (void)pthread_mutex_lock(&x->all->lock);
    goes_on = !x->all->stopping;
    x->waits_for_more = goes_on;
    if (goes_on)
        MHD_suspend_connection(x->connection);
    (void)pthread_mutex_unlock(&x->all->lock);
    return goes_on;
}

struct exchange *exchange_open(
    struct exchanges *all, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *fd =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *from =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct exchange *x;

    (void)pthread_mutex_lock(&all->lock);
    x = fd ? all->first_free : NULL;
    if (x) {
        all->first_free = x->next_free;
        all->stats.connections++;
        x->connection = connection;
        x->fd = fd->connect_fd;
        x->stage = EXCHANGE_IDLE;
        x->socket = (struct address){.port = 0};
        if (from && from->client_addr)
            (void)address_of(from->client_addr, &x->socket);
    }
    (void)pthread_mutex_unlock(&all->lock);
    if (x)
        exchange_deadline(x, all->options.header_ms);
    return x;
}

void exchange_close(struct exchange *x)
{
    struct exchanges *all = x->all;

    arena_release(&x->arena);
    (void)pthread_mutex_lock(&all->lock);
    x->connection = NULL;
    x->deadline_ns = 0;
    x->next_free = all->first_free;
    all->first_free = x;
    all->stats.connections--;
    (void)pthread_mutex_unlock(&all->lock);
}
