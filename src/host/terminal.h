/* The terminal, if there is one: asking for a secret without showing it. */
#ifndef HOST_TERMINAL_H
#define HOST_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the prompt to the controlling terminal and reads a line from it,
 * unseen, without its end, into *to. False when there is no terminal, or the
 * line is longer than size_bytes. */
bool terminal_ask_secret(
    const char *prompt, char *to, size_t size_bytes, size_t *ret_bytes);

#endif
