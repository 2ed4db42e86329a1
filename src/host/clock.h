/* The only place where the time is asked. */
#ifndef HOST_CLOCK_H
#define HOST_CLOCK_H

#include <stdint.h>

/* UTC now: seconds since 1970-01-01T00:00:00Z. */
int64_t clock_now_unix_s(void);

/* Nanoseconds since some time in the past; never goes back. */
uint64_t clock_monotonic_ns(void);

#endif
