/*
 * The curves P-256 and P-384 (SP 800-186, 3.2.1), as far as reading keys and
 * signatures needs them: is this a point, what is its y, is this number
 * under the order. All input is public: nothing here runs in constant time.
 */
#ifndef CRYPTO_CURVE_H
#define CRYPTO_CURVE_H

#include "crypto/key.h"

enum {
    CURVE_BYTES_MAX = 48, /* one coordinate, one scalar */
};

/* Bytes of a coordinate: 32, 48; 0 when the type has no such curve. */
size_t curve_bytes(enum key_type type);

/* True when 0 < scalar < n; big-endian, curve_bytes long. */
bool curve_has_scalar(enum key_type type, const uint8_t *scalar);

/* True when x and y, big-endian, are under p and on the curve. */
bool curve_has_point(enum key_type type, const uint8_t *x, const uint8_t *y);

/* The y of a compressed point (SEC 1, 2.3.4): curve_bytes of it. False when
 * no point has this x. */
bool curve_decompress(enum key_type type, const uint8_t *point, uint8_t *ret_y);

#endif
