/*
 * A report as JSON, the same for the command line, the API and the browser:
 *
 *   {"verdict": "verified", "verified": true,
 *    "onAward": {"date": "...", "verdict": "...", "verified": true},
 *    "issuer": {"domain": "...", "id": "...", "trust": "unknown issuer"},
 *    "type": "...", "answers": {"form": "good", "status": "not asked", ...},
 *    "checks": [{"check": "proof", "answer": "good", "code": "...",
 *                "title": "...", "pointer": "/proof", "detail": "..."}],
 *    "problemDetails": [{"type": URI, "title", "detail", "pointer"}],
 *    "parts": [report, ...]}
 *
 * Published as a JSON Schema: badge/schema/data/testamur/report.json.
 * `indeterminate: true` stands beside verified:false when it could not be
 * decided; problemDetails follow RFC 9457 and VCDM 2.0 section 7.
 */
#ifndef VC_REPORT_JSON_H
#define VC_REPORT_JSON_H

#include "vc/report.h"

/* In the arena; NULL after a failure of it. */
struct json *report_to_json(const struct report *report, struct arena *arena);

#endif
