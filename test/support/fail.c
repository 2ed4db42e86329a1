#include "test/support/fail.h"

/* ld --wrap=malloc sends calls of malloc to __wrap_malloc and calls of
 * __real_malloc to the system; the names are the linker's. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *at, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *at, size_t size);

static size_t calls;
static size_t fails_at; /* 0: disarmed */
static enum fail_mode fails_how;

bool fail_arm(size_t n, enum fail_mode mode)
{
    bool reached = fails_at == 0 || calls >= fails_at;

    calls = 0;
    fails_at = reached ? n : 0;
    fails_how = mode;
    return reached;
}

void fail_disarm(void)
{
    calls = 0;
    fails_at = 0;
}

size_t fail_calls(void)
{
    return calls;
}

static bool fails_now(void)
{
    calls++;
    if (fails_at == 0)
        return false;
    return fails_how == FAIL_ONCE ? calls == fails_at : calls >= fails_at;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    return fails_now() ? NULL : __real_realloc(at, size);
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
