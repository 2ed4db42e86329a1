#include "host/clock.h"

#include <assert.h>
#include <time.h>

static struct timespec read_clock(clockid_t clock)
{
    struct timespec t;
    int status = clock_gettime(clock, &t);

    assert(status == 0); /* fails only for a clock that does not exist */
    (void)status;
    return t;
}

int64_t clock_now_unix_s(void)
{
    return read_clock(CLOCK_REALTIME).tv_sec;
}

uint64_t clock_monotonic_ns(void)
{
    struct timespec t = read_clock(CLOCK_MONOTONIC);

    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}
