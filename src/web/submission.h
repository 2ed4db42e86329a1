/* Evidence of learners: see the comments in submission.c. */
#ifndef WEB_SUBMISSION_H
#define WEB_SUBMISSION_H

#include "app/assessment.h"
#include "web/web.h"

/* What a piece of evidence is called, and how large its file is. */
str submission_evidence_title(
    const struct web *web, const struct evidence *evidence);
str submission_evidence_size(struct web *web,
    const struct submission_full *work,
    const struct evidence *evidence);

str submission_witness_words(const struct web *web, int64_t state);
str submission_witness_tone(int64_t state);

/* The result of a judgement. */
str submission_result_words(const struct web *web, int64_t result);
str submission_result_tone(int64_t result);

/* A file that anybody sent, for download alone: no browser shows it, nor
 * runs what is in it. */
MUST_USE code submission_answer_file(struct web *web,
    const struct file *file,
    bytes content,
    struct err *reterr);

MUST_USE code submission_show_page(struct web *web, struct err *reterr);
MUST_USE code submission_change(struct web *web, struct err *reterr);
MUST_USE code submission_download(struct web *web, struct err *reterr);

#endif
