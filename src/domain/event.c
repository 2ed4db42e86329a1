#include "domain/event.h"

enum {
    EVENT_BYTES_MAX = 1 << 20,
};

static void put(struct buf *out, bytes field)
{
    buf_u64(out, field.len);
    buf_byte(out, ':');
    buf_put(out, field);
}

code event_bytes(const struct event *event,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    const str fields[] = {event->tenant, event->actor, event->action,
        event->object, event->fault, event->origin, event->data};
    struct buf out;
    size_t i;
    code result;

    buf_init(&out, arena, EVENT_BYTES_MAX);
    put(&out, event->previous);
    buf_u64(&out, (uint64_t)event->seq);
    buf_byte(&out, ' ');
    buf_u64(&out, (uint64_t)event->recorded_at);
    buf_byte(&out, ' ');
    for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        put(&out, str_bytes(fields[i]));
    result = buf_finish(&out, ret);
    return result == OK ? OK : err_set(reterr, result, event->action);
}
