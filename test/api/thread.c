/*
 * CL-04: sixteen threads verify at once, each with its own engine; handles
 * that are NULL or freed with NULL do no harm. OS-09: on a stack of 256 KiB.
 */
#include "test/support/test.h"
#include "testamur/native.h"
#include "testamur/testamur.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum {
    N_THREADS = 16,
    N_ROUNDS = 20,
    STACK_BYTES = 256 * 1024,
    DEPTH = 120, /* just under the limit of nesting */
};

struct work {
    pthread_t thread;
    const char *text;
    enum testamur_verdict wanted;
    int n_right;
};

static void *run(void *arg)
{
    struct work *work = arg;
    const struct testamur_policy policy = {.now_unix_s = 1780272000};
    struct testamur_native *native = testamur_native_new();
    struct testamur_engine *engine =
        native ? testamur_engine_new(testamur_native_provider(native)) : NULL;
    int i;

    for (i = 0; engine && i < N_ROUNDS; i++)
        work->n_right += testamur_verify(engine, work->text, strlen(work->text),
                             &policy) == work->wanted;
    testamur_engine_free(engine);
    testamur_native_free(native);
    return NULL;
}

/* A credential with a value that is nested as deep as it may be. */
static void write_deep(char *text, size_t size)
{
    size_t n = (size_t)snprintf(text, size,
        "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
        "\"type\":[\"VerifiableCredential\"],\"issuer\":\"did:example:i\","
        "\"credentialSubject\":{\"id\":\"did:example:s\"},\"evidence\":");
    size_t i;

    assert_in_range(n + (size_t)2 * DEPTH + 2, 1, size);
    for (i = 0; i < DEPTH; i++)
        text[n + i] = '[';
    for (; i < (size_t)2 * DEPTH; i++)
        text[n + i] = ']';
    text[n + i] = '}';
    text[n + i + 1] = '\0';
}

static void test_api_cl_04_threads_on_small_stacks(void **state)
{
    static struct work works[N_THREADS];
    static char deep[2048];
    pthread_attr_t attr;
    size_t i;

    (void)state;
    write_deep(deep, sizeof(deep));
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstacksize(&attr, STACK_BYTES), 0);
    for (i = 0; i < N_THREADS; i++) {
        works[i].text = i % 2 ? deep : "{";
        works[i].wanted = i % 2 ? TESTAMUR_NOT_TRUSTED : TESTAMUR_UNREADABLE;
        assert_int_equal(
            pthread_create(&works[i].thread, &attr, run, &works[i]), 0);
    }
    for (i = 0; i < N_THREADS; i++) {
        assert_int_equal(pthread_join(works[i].thread, NULL), 0);
        assert_int_equal(works[i].n_right, N_ROUNDS);
    }
    pthread_attr_destroy(&attr);
    testamur_engine_free(NULL);
    testamur_native_free(NULL);
}

TEST_MAIN(test_api_cl_04_threads_on_small_stacks)
