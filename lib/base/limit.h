/*
 * Budgets: how much work an input may cause. A budget is handed down every
 * parser and algorithm; counters count down, so the answer is the same on
 * every machine. Defaults: RELIABILITY 3.6, each with its reason below.
 */
#ifndef BASE_LIMIT_H
#define BASE_LIMIT_H

#include "base/err.h"

struct budget {
    size_t text_bytes_max;       /* one document */
    uint32_t depth_max;          /* nesting of JSON, XML, contexts in values */
    uint32_t members_max;        /* of one object */
    uint32_t nodes_left;         /* JSON values, counted down */
    uint32_t context_loads_left; /* remote contexts used, counted down */
    uint32_t quads_max;          /* of one dataset */
    uint32_t hndq_per_blank;     /* RDFC-1.0 4.8 calls allowed a blank node */
    uint32_t hndq_base;          /* and these, in each search (4.4.3 step 5) */
    uint32_t proofs_max;         /* of one document */
    size_t image_bytes_max;      /* a PNG */
    uint64_t image_pixels_max;   /* its width times its height */
    size_t image_text_bytes_max; /* the credential in it */
    size_t svg_bytes_max;
    uint32_t svg_elements_max;
    size_t pdf_bytes_max;
    uint32_t pdf_objects_max;
    size_t pdf_inflated_max;      /* of all its streams that are read */
    size_t status_list_bytes_max; /* a list of statuses, expanded */
    uint64_t work_left;           /* any other unit of work, counted down */
};

/* Document 1 MiB, depth 128, 10,000 members, 200,000 values, 32 context
 * loads, 50,000 quads, 4 calls a blank node + 1,024, 16 proofs,
 * PNG 10 MiB of 16 Mi pixels with 1 MiB of text, SVG 1 MiB with 10,000
 * elements, PDF 20 MiB with 50,000 objects, inflated to
 * at most 64 MiB, status list 8 MiB (2^26 entries). */
struct budget budget_default(void);

/* For benchmarks and trusted bulk work: everything wide open but depth. */
struct budget budget_wide(void);

/* Takes n units from work_left; E_COMPLEXITY_LIMIT when they are used up. */
MUST_USE code budget_spend(struct budget *b, uint64_t n, struct err *reterr);

/* Arena caps (DESIGN 7, RELIABILITY 3.6): a verification stays under 8 MiB
 * for the large document; a request under 64 MiB. */
enum {
    ARENA_VERIFY_BYTES = 32 * 1024 * 1024,
    ARENA_REQUEST_BYTES = 64 * 1024 * 1024,
};

#endif
