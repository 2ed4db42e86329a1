/*
 * Wallets and catalogues as JSON, for files and for the API. Both are read
 * strictly: an unknown member is an error with its JSON Pointer.
 *
 *     wallet:    [award, ...] or {"awards": [award...], "claims": [...],
 *                "experience": [...], "recorded": [...]}
 *     award:     "URI" or {"id", "achievement", "version", "issuer",
 *                "awarded", "validUntil", "status", "statusSince", "source",
 *                "verified", "assessed", "trust", "level", "credit",
 *                "hours", "cpdHours", "grade", "supervision", "mode",
 *                "residency", "fields", "tags", "skills"}
 *     catalogue: {"offerings": [award members and "cost", "currency",
 *                "starts", "prerequisites", "viaRpl"], "stacks": [rule...],
 *                "equivalent": [[URI, URI]...], "grades": [{"scale",
 *                "codes"}], "scales": [{"from", "level", "to", "is"}]}
 */
#ifndef RULE_WALLET_JSON_H
#define RULE_WALLET_JSON_H

#include "rule/wallet.h"

MUST_USE code wallet_read(const struct json *json,
    struct arena *arena,
    struct wallet *ret,
    struct err *reterr);

/* Levels are those that are built in. */
MUST_USE code world_read(const struct json *json,
    struct arena *arena,
    struct world *ret,
    struct err *reterr);

#endif
