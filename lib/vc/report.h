/*
 * The answer to a verification: a list of checks, each with its own answer,
 * code and place, and one verdict that follows from them. "Could not be
 * checked" is never "verified".
 *
 * A report lives in the arena of the verification. Parts (credentials of a
 * presentation, endorsements of a badge) have reports of their own.
 */
#ifndef VC_REPORT_H
#define VC_REPORT_H

#include "base/arena.h"
#include "text/pointer.h"

enum check_kind {
    CHECK_FORM,        /* data model, contexts, every term defined */
    CHECK_TYPE,        /* is it of the type that it says, by IRI */
    CHECK_PROOF,       /* one for each proof */
    CHECK_ISSUER,      /* does the key belong to the issuer (or holder) */
    CHECK_DATES,       /* valid now */
    CHECK_STATUS,      /* revoked, suspended */
    CHECK_RECIPIENT,   /* is it about the person that was asked for */
    CHECK_ENDORSEMENT, /* one for each endorsement */
    CHECK_PART,        /* one for each credential of a presentation */
    CHECK_KIND_N,
};

enum check_answer {
    ANSWER_GOOD,
    ANSWER_WARNING,   /* said, but changes no verdict */
    ANSWER_UNDECIDED, /* could not be checked */
    ANSWER_BAD,
};

enum verdict {
    VERDICT_VERIFIED,
    VERDICT_UNDECIDED,
    VERDICT_NOT_TRUSTED,
};

struct check {
    struct check *next;
    enum check_kind kind;
    enum check_answer answer;
    code code;   /* OK when good */
    str pointer; /* JSON Pointer into the document; empty: the whole */
    str detail;  /* what it is about: a value, a name, an instant */
};

struct report {
    struct arena *arena;
    struct check *first;
    struct check *last;
    uint32_t n; /* checks kept */
    enum verdict verdict;
    enum verdict on_award; /* was it valid on the day of the award: what came
                              later, an end of validity or of a key, does not
                              count; of a status nobody knows since when */
    str award;             /* that day, as written; empty: it does not say */
    str issuer; /* id; empty unless a good proof was made with its key */
    bool issuer_is_known;        /* to the one who asked: vc_policy. Anybody
                                    can sign: genuine is not trusted */
    str type;                    /* "AchievementCredential", ... for people */
    const struct json *document; /* without its proofs; only if the proof is
                                    good may anybody show or use it */
    const struct json *expanded; /* the same in expanded JSON-LD, or NULL */
    bool covers_json;     /* a good proof covers the document as JSON (JCS) */
    str pointer;          /* of a part: its place in the whole */
    struct report *parts; /* first part */
    struct report *next;  /* next part of the same whole */
};

struct report *report_new(struct arena *arena);

/* Adds a check and lowers the verdicts if it must. At most REPORT_CHECKS_MAX
 * are kept, and each fault of one kind, code and place once; the verdict
 * counts all. Pointer and detail are borrowed. */
void report_add(struct report *r,
    enum check_kind kind,
    enum check_answer answer,
    code c,
    str pointer,
    str detail);

/* From an error record, whose texts are copied. The answer is BAD, or
 * UNDECIDED for a code whose exit status is 3. */
void report_err(struct report *r, enum check_kind kind, const struct err *e);

/* JSON Pointers in the report's arena: of a path, and of a member or element
 * of the thing at `base`. */
str report_path(struct report *r, const struct json_path *path);
str report_pointer(struct arena *arena, str base, str name);
str report_pointer_at(struct arena *arena, str base, size_t index);

/* Appends a part; its verdict lowers the whole's only through a check that
 * the caller adds. */
void report_part(struct report *r, struct report *part, str pointer);

/* The worst answer among the checks of a kind; GOOD if there is none. */
enum check_answer report_answer(const struct report *r, enum check_kind kind);

/* Was there anything to ask? A badge without a status is not "not revoked",
 * it cannot be. */
bool report_asked(const struct report *r, enum check_kind kind);

/* The first check with that answer, or NULL. */
const struct check *report_first(
    const struct report *r, enum check_answer answer);

/* "form", "proof", ...; "good", "warning", ...; "verified", ... */
str check_kind_name(enum check_kind kind);
str check_answer_name(enum check_answer answer);
str verdict_name(enum verdict v);

enum {
    REPORT_CHECKS_MAX = 256, /* a hostile document must not fill a page */
};

#endif
