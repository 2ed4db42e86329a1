/*
 * A provider that needs nothing but this library: hashes in plain C, every
 * other entry empty. No state; good for any number of threads.
 */
#ifndef CRYPTO_PLAIN_H
#define CRYPTO_PLAIN_H

#include "crypto/provider.h"

const struct provider *plain_provider(void);

#endif
