/* The parts of editor_definition and editor_of: editor.h. */
#ifndef WEB_EDITOR_PART_H
#define WEB_EDITOR_PART_H

#include "web/editor.h"

/* Outcomes, tasks, rubric. */
void editor_read_learning(
    const struct typed *typed, const struct editor *e, struct definition *d);
void editor_write_learning(
    struct web *web, const struct definition *d, struct editor *ret);

#endif
