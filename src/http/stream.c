#include "http/stream.h"

#include <string.h>

ssize_t stream_read(void *cls, uint64_t offset, char *ret, size_t bytes_max)
{
    struct exchange *x = cls;
    size_t n;

    (void)offset;
    if (x->part.len == 0) {
        code c = x->response.produce(x->response.produce_self, &x->part);

        if (c == E_NOT_FOUND)
            return MHD_CONTENT_READER_END_OF_STREAM;
        if (c != OK)
            return MHD_CONTENT_READER_END_WITH_ERROR;
        exchange_deadline(x, x->all->options.write_ms);
    }
    if (x->part.len == 0)
        return exchange_wait(x) ? 0 : MHD_CONTENT_READER_END_OF_STREAM;
    n = x->part.len < bytes_max ? x->part.len : bytes_max;
    memcpy(ret, x->part.ptr, n);
    x->part.ptr += n;
    x->part.len -= n;
    return (ssize_t)n;
}

void stream_end(void *cls)
{
    struct exchange *x = cls;

    if (x->response.produce_end)
        x->response.produce_end(x->response.produce_self);
}
