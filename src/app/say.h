/*
 * Text for people, in their language: the messages of i18n/ by id. A message
 * never fails: what cannot be made is left empty, and the arena says so.
 */
#ifndef APP_SAY_H
#define APP_SAY_H

#include "app/message.h" /* generated: enum lang, enum message */
#include "base/buf.h"

enum message_arg_kind {
    ARG_TEXT,   /* somebody's: a name, a title */
    ARG_WORDS,  /* ours: another message, a date */
    ARG_NUMBER, /* written with the language's separators */
};

/* What stands for {name} in a message. {n} chooses the plural form. */
struct message_arg {
    str name;
    enum message_arg_kind kind;
    str text;
    int64_t number;
};

/* The text of a message without placeholders; MSG_NONE is empty. */
str message(enum lang lang, enum message id);

/* The text with its placeholders filled. Somebody's text stands between
 * isolates (U+2068, U+2069) where its direction might upset the sentence. */
str message_with(struct arena *arena,
    enum lang lang,
    enum message id,
    const struct message_arg *args,
    size_t n_args);

/* The message of that id ("award.issued"), or MSG_NONE. */
enum message message_find(str id);

/* A whole number with the language's separators. */
str message_number(struct arena *arena, enum lang lang, int64_t number);

/* "en", "de" ...; and back, LANG_N when there is no such language. */
str lang_code(enum lang lang);
enum lang lang_find(str name);

/* The first language of an Accept-Language header (RFC 9110, 12.5.4) by its
 * weights that there is; else English. */
enum lang lang_accept(str header);

/* Written from right to left. */
bool lang_is_rtl(enum lang lang);

#endif
