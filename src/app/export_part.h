/* An archive on its way: what export.c and export_work.c share. */
#ifndef APP_EXPORT_PART_H
#define APP_EXPORT_PART_H

#include "app/export.h"
#include "carrier/zip.h"
#include "text/json.h"

struct export
{
    struct act *act;
    struct zip zip;
    size_t n_files;
    size_t files_bytes;
};

void export_text(
    const struct export *e, struct json *object, str name, str text);
void export_number(
    const struct export *e, struct json *object, str name, int64_t number);

/* An instant as text; nothing for 0. */
void export_time(
    const struct export *e, struct json *object, str name, int64_t unix_s);

/* An empty array as a member. */
struct json *export_list(const struct export *e, struct json *object, str name);

/* A new object at the end of a list. */
struct json *export_item(const struct export *e, struct json *list);

/* "badges/03-clear-writing.json": the next number, the title as an address
 * would have it. */
str export_path(struct export *e, str folder, str title, str ending);

/* Enrolments with what was handed in, judged and witnessed. */
MUST_USE code export_work(
    struct export *e, struct json *object, struct err *reterr);

#endif
