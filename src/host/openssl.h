/*
 * The functions of libcrypto.so.3 that are called, each under its own name
 * and with its own type. The library is loaded when the first of them is
 * needed: loading it costs more than a whole verification with Ed25519.
 */
#ifndef HOST_OPENSSL_H
#define HOST_OPENSSL_H

#include "base/arena.h"

#define OPENSSL_SUPPRESS_DEPRECATED /* SHA256_Init and its like: native.c */
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

#define OPENSSL_FUNCTIONS(X)                                                   \
    X(BN_bin2bn)                                                               \
    X(BN_clear_free)                                                           \
    X(BN_secure_new)                                                           \
    X(EC_GROUP_free)                                                           \
    X(EC_GROUP_new_by_curve_name)                                              \
    X(EC_POINT_free)                                                           \
    X(EC_POINT_mul)                                                            \
    X(EC_POINT_new)                                                            \
    X(EC_POINT_point2oct)                                                      \
    X(ERR_clear_error)                                                         \
    X(EVP_PKEY_CTX_free)                                                       \
    X(EVP_PKEY_CTX_new)                                                        \
    X(EVP_PKEY_CTX_new_from_name)                                              \
    X(EVP_PKEY_free)                                                           \
    X(EVP_PKEY_fromdata)                                                       \
    X(EVP_PKEY_fromdata_init)                                                  \
    X(EVP_PKEY_sign)                                                           \
    X(EVP_PKEY_sign_init)                                                      \
    X(EVP_PKEY_verify)                                                         \
    X(EVP_PKEY_verify_init)                                                    \
    X(OSSL_PARAM_BLD_free)                                                     \
    X(OSSL_PARAM_BLD_new)                                                      \
    X(OSSL_PARAM_BLD_push_BN)                                                  \
    X(OSSL_PARAM_BLD_push_octet_string)                                        \
    X(OSSL_PARAM_BLD_push_utf8_string)                                         \
    X(OSSL_PARAM_BLD_to_param)                                                 \
    X(OSSL_PARAM_free)                                                         \
    X(SHA256_Final)                                                            \
    X(SHA256_Init)                                                             \
    X(SHA256_Update)                                                           \
    X(SHA384_Init)                                                             \
    X(SHA512_Final)                                                            \
    X(SHA512_Init)                                                             \
    X(SHA512_Update)

#define OPENSSL_MEMBER(function) __typeof__ (&(function))(function);

struct openssl {
    OPENSSL_FUNCTIONS(OPENSSL_MEMBER)
};

/* Loads all of them, in the arena. NULL when the library is not installed or
 * memory runs out. */
const struct openssl *openssl_load(struct arena *arena);

#endif
