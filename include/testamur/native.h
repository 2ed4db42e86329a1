/*
 * The provider of libtestamur-native: OpenSSL and libsodium. Link with
 * `pkg-config --libs testamur`.
 */
#ifndef TESTAMUR_NATIVE_H
#define TESTAMUR_NATIVE_H

#include <testamur/testamur.h>

#ifdef __cplusplus
extern "C" {
#endif

struct testamur_native;

/* NULL when the system has no memory or no random source. One for each
 * thread. */
struct testamur_native *testamur_native_new(void);

/* Good until testamur_native_free. */
const struct testamur_provider *testamur_native_provider(
    struct testamur_native *native);

/* Wipes what is secret. NULL is allowed. */
void testamur_native_free(struct testamur_native *native);

#ifdef __cplusplus
}
#endif

#endif
