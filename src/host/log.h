/*
 * What a program that runs for long says of itself: one line an event, as
 * JSON for machines or as text for people.
 *
 *     {"time":"2026-11-25T01:50:03Z","level":"info","event":"listening",
 *      "port":8080}
 *     2026-11-25T01:50:03Z info listening port=8080
 *
 * A line stays one line whatever is put into it: controls, terminal
 * sequences, separators of lines, marks that turn the direction of writing
 * and malformed UTF-8 are escaped; a long text is cut. Addresses of e-mail
 * are masked wherever they stand, and fields whose name says secret
 * (password, token, cookie, ...) show nothing (RELIABILITY LG-14, CR-10).
 * That is the last net: callers do not hand secrets in.
 *
 * Threads: a log is not changed by logging; each line is one write, so lines
 * of several threads or processes do not mix. A line that cannot be written
 * is lost, and nothing else fails.
 */
#ifndef HOST_LOG_H
#define HOST_LOG_H

#include "base/err.h"

#include <stdint.h>

enum log_level {
    LEVEL_DEBUG,
    LEVEL_INFO,
    LEVEL_WARNING, /* somebody should look at it some day */
    LEVEL_ERROR,   /* ... today */
};

enum log_form {
    LOG_JSON,
    LOG_TEXT,
};

struct log {
    int fd;
    enum log_form form;
    enum log_level least; /* what is below is not written */
};

/* One thing about an event. Make it with the functions below. */
struct log_field {
    const char *name; /* a word of ASCII letters, digits and '_' */
    bool is_number;
    str text;
    int64_t number;
};

static inline struct log_field log_text(const char *name, str text)
{
    return (struct log_field){name, false, text, 0};
}

static inline struct log_field log_number(const char *name, int64_t number)
{
    return (struct log_field){name, true, {NULL, 0}, number};
}

/* Writes the event, a word or a few: "listening", "mail sent". */
void log_event(const struct log *log,
    enum log_level level,
    const char *event,
    const struct log_field *fields,
    size_t n_fields);

/* The same for something that failed: its code, place and subject. */
void log_failure(const struct log *log,
    enum log_level level,
    const char *event,
    const struct err *why);

/* "debug", "info", "warning", "error"; false for any other. */
MUST_USE bool log_level_parse(str name, enum log_level *ret);

enum {
    LOG_LINE_BYTES_MAX = 4096, /* PIPE_BUF: a write of so much is one piece */
    LOG_TEXT_BYTES_MAX = 512,  /* of one field */
};

#endif
