/* A client that says just what a test tells it, byte for byte. */
#ifndef TEST_SUPPORT_WIRE_H
#define TEST_SUPPORT_WIRE_H

#include "base/str.h"

enum {
    WIRE_BYTES = 64 * 1024,
};

/* A connection to 127.0.0.1, whose reads give up after 10 s. */
int wire_open(uint16_t port);

void wire_send(int fd, str text);

/* Everything until the other side closes or wire_open's time is over;
 * NUL-terminated, cut at WIRE_BYTES. */
str wire_read(int fd, char ret[WIRE_BYTES]);

/* Up to n bytes. */
str wire_read_some(int fd, char *ret, size_t n);

/* Opens, sends, reads everything, closes. */
str wire_ask(uint16_t port, str text, char ret[WIRE_BYTES]);

/* The status of the answer, 0 when there is none. */
int wire_status(str answer);

/* How often `part` stands in the text. */
size_t wire_count(str text, str part);

#endif
