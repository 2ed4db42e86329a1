/*
 * What the table of codes (errors.txt) says of each code. The definition is
 * generated into build/gen.
 */
#ifndef BASE_CODE_INFO_H
#define BASE_CODE_INFO_H

#include "base/err.h"

enum code_kind {
    KIND_NONE,
    KIND_SYNTAX,   /* the input cannot be parsed */
    KIND_LIMIT,    /* the input is over a budget */
    KIND_POLICY,   /* parsed, but refused by a rule */
    KIND_CRYPTO,   /* a cryptographic service failed */
    KIND_VERDICT,  /* a result: not to be trusted, or not decidable */
    KIND_NOTFOUND, /* no such thing, or not for this caller */
    KIND_CONFLICT, /* the state does not allow it */
    KIND_IO,       /* the system failed */
    KIND_INTERNAL, /* we failed */
};

struct code_info {
    str name; /* without E_ */
    enum code_kind kind;
    int http_status;
    int exit_status; /* RELIABILITY part 0 */
    str type_prefix; /* prefix + name is the problem type URI */
    str title;       /* for people: lower case, no full stop */
};

const struct code_info *code_info(code c);

#endif
