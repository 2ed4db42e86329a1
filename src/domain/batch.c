#include "domain/batch.h"

static const str BATCHES[] = {
    [BATCH_WAITING] = STR("waiting"),
    [BATCH_RUNNING] = STR("running"),
    [BATCH_STOPPED] = STR("stopped"),
    [BATCH_DONE] = STR("done"),
    [BATCH_CANCELLED] = STR("cancelled"),
};

static const str LINES[] = {
    [LINE_WAITING] = STR("waiting"),
    [LINE_DONE] = STR("done"),
    [LINE_FAILED] = STR("failed"),
    [LINE_SKIPPED] = STR("skipped"),
};

static const str KINDS[] = {
    [IMPORT_LEARNERS] = STR("learners"),
    [IMPORT_STAFF] = STR("staff"),
    [IMPORT_CATALOGUE] = STR("catalogue"),
    [IMPORT_ENROLMENTS] = STR("enrolments"),
    [IMPORT_AWARDS] = STR("awards"),
    [IMPORT_SAMPLE] = STR("sample"),
};

static const str STATES[] = {
    [IMPORT_PREVIEWED] = STR("previewed"),
    [IMPORT_RUNNING] = STR("running"),
    [IMPORT_DONE] = STR("done"),
    [IMPORT_UNDONE] = STR("undone"),
};

const struct names batch_state_names = {BATCHES, BATCH_CANCELLED + 1};
const struct names line_state_names = {LINES, LINE_SKIPPED + 1};
const struct names import_kind_names = {KINDS, IMPORT_SAMPLE + 1};
const struct names import_state_names = {STATES, IMPORT_UNDONE + 1};
