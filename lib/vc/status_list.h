/*
 * Bitstring Status List 1.0 (W3C): the entry in a credential, the list that
 * it points into, and both made. Whether the list is genuine is asked in
 * vc/verify, before anything of it is read here.
 *
 * A list holds at least 131,072 statuses; index 0 is the left-most bit.
 */
#ifndef VC_STATUS_LIST_H
#define VC_STATUS_LIST_H

#include "vc/env.h"

enum {
    STATUS_LIST_ENTRIES_MIN = 131072, /* 16 KiB of single bits (section 3.2) */
    STATUS_SIZE_MAX = 16,             /* bits: 65,536 messages are plenty */
};

/* BitstringStatusListEntry, section 2.1. */
struct status_entry {
    str id;       /* empty: none */
    str purpose;  /* "revocation", "suspension", "refresh", "message", ... */
    str list_url; /* statusListCredential */
    uint64_t index;
    uint32_t size;               /* bits of one status */
    const struct json *messages; /* statusMessage, or NULL */
};

/* E_MALFORMED_VALUE_ERROR about the member; E_STATUS_VERIFICATION_ERROR when
 * the entry's own id is the URL of the list. An index beyond 2^64 becomes
 * UINT64_MAX, which is in no list. */
MUST_USE code status_entry_read(
    const struct json *object, struct status_entry *ret, struct err *reterr);

/* The entry for a credential to be issued. */
struct json *status_entry_json(
    const struct status_entry *entry, struct arena *arena);

/* The bits of a list credential. E_STATUS_VERIFICATION_ERROR when it is no
 * list, is for other purposes, or grows beyond the budget;
 * E_MALFORMED_VALUE_ERROR when encodedList is damaged. `inflated` is what the
 * caller had inflated elsewhere, or NULL: then the provider is asked. */
MUST_USE code status_list_read(const struct json *credential,
    str purpose,
    const struct vc_env *env,
    const bytes *inflated,
    bytes *ret,
    struct err *reterr);

/* The gzip data in a list credential. */
MUST_USE code status_list_packed(const struct json *credential,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* The status: 0, or what the purpose gives it as meaning.
 * E_STATUS_LIST_LENGTH_ERROR, E_RANGE_ERROR. */
MUST_USE code status_list_get(bytes bits,
    const struct status_entry *entry,
    uint32_t *ret,
    struct err *reterr);

/* The message for a status; "set" and "unset" where the entry has none. */
str status_entry_message(const struct status_entry *entry, uint32_t status);

/* How long a copy of the list may be used, in seconds; INT64_MAX: it does
 * not say. (ttl, in milliseconds.) */
int64_t status_list_ttl_s(const struct json *credential);

/* --- making a list --- */

/* Sets one status in `bits`, which must have room for it. */
void status_list_set(
    uint8_t *bits, uint64_t index, uint32_t size, uint32_t status);

/* What a list credential says. Empty texts and a ttl of 0 are left out. */
struct status_list_terms {
    str url; /* it is published there; also its id */
    const struct json *issuer;
    str purpose;
    str valid_from;
    str valid_until;
    uint64_t ttl_ms;
    bytes bits; /* at least STATUS_LIST_ENTRIES_MIN statuses */
};

/* The unsigned BitstringStatusListCredential; the same for the same terms.
 * E_STATUS_LIST_LENGTH_ERROR; E_ARGUMENT when the provider cannot deflate. */
MUST_USE code status_list_credential(const struct status_list_terms *terms,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr);

#endif
