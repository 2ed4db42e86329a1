/* Credentials and reports as a person reads them in a terminal. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "badge/summary.h"
#include "cli/out.h"
#include "vc/report.h"

/* The facts of a credential, a line each, with a label before it. */
void show_credential(struct out *o, const struct badge_summary *badge);

/* The verdict, what the badge says if it may be shown, and every check.
 * `name` is the file, `verified` the document of vc_verified or NULL, `when`
 * the instant of the check. */
void show_report(struct out *o,
    str name,
    const struct report *report,
    const struct json *verified,
    str when);

/* Why a document was not signed: every fault, a line each. */
void show_faults(struct out *o, str name, const struct report *faults);

/* One label, padded, and a text; nothing for an empty text. */
void show_line(struct out *o, const char *label, str text);

#endif
