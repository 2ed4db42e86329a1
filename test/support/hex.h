/* Vectors are written in hexadecimal. */
#ifndef TEST_SUPPORT_HEX_H
#define TEST_SUPPORT_HEX_H

#include "base/str.h"

/* The bytes of the digits; aborts the test when they are none or more than
 * size_bytes. Returns how many. */
size_t hex_read(const char *digits, uint8_t *ret, size_t size_bytes);

/* Lower-case digits and a NUL: 2 * len + 1 bytes. */
void hex_write(bytes data, char *ret);

#endif
