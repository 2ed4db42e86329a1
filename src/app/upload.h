/*
 * Files that people send to an organisation, kept once by their SHA-256:
 * tables as they are, images made safe (draw/upload.h).
 */
#ifndef APP_UPLOAD_H
#define APP_UPLOAD_H

#include "app/act.h"
#include "domain/submission.h"

struct upload_new {
    str tenant;
    str name; /* as the sender calls it */
    str media_type;
    bytes content;
};

/* Keeps it, in the open transaction; *ret_id is what it is found by. */
MUST_USE code upload_keep(struct act *act,
    const struct upload_new *given,
    str *ret_id,
    struct err *reterr);

/* The same for an image, drawn anew, whose type is found by its content.
 * Errors as upload_rebuild. */
MUST_USE code upload_keep_image(struct act *act,
    const struct upload_new *given,
    str *ret_id,
    struct err *reterr);

/* E_NOT_FOUND. */
MUST_USE code upload_read(struct act *act,
    str tenant,
    str id,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr);

#endif
