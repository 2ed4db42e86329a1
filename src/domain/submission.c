#include "domain/submission.h"

static const str STATES[] = {
    [SUBMISSION_DRAFT] = STR("draft"),
    [SUBMISSION_SUBMITTED] = STR("submitted"),
};

static const str KINDS[] = {
    [EVIDENCE_FILE] = STR("file"),
    [EVIDENCE_LINK] = STR("link"),
    [EVIDENCE_TEXT] = STR("text"),
};

static const str ATTESTATIONS[] = {
    [ATTESTATION_ASKED] = STR("asked"),
    [ATTESTATION_GIVEN] = STR("given"),
    [ATTESTATION_DECLINED] = STR("declined"),
};

const struct names submission_state_names = {STATES, SUBMISSION_SUBMITTED + 1};
const struct names evidence_kind_names = {KINDS, EVIDENCE_TEXT + 1};
const struct names attestation_state_names = {
    ATTESTATIONS, ATTESTATION_DECLINED + 1};
