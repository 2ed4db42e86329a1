#include "domain/organisation.h"

static const str KINDS[] = {
    [ORGANISATION_COLLEGE] = STR("college"),
    [ORGANISATION_UNIVERSITY] = STR("university"),
    [ORGANISATION_EMPLOYER] = STR("employer"),
    [ORGANISATION_PROFESSIONAL_BODY] = STR("professional_body"),
    [ORGANISATION_REGISTER] = STR("register"),
    [ORGANISATION_PLATFORM] = STR("platform"),
    [ORGANISATION_ASSESSOR_BODY] = STR("assessor_body"),
};

static const str STATES[] = {
    [ORGANISATION_ACTIVE] = STR("active"),
    [ORGANISATION_SUSPENDED] = STR("suspended"),
    [ORGANISATION_CLOSED] = STR("closed"),
    [ORGANISATION_HELD] = STR("held"),
};

static const str METHODS[] = {
    [DID_KEY] = STR("did:key"),
    [DID_WEB] = STR("did:web"),
};

const struct names organisation_kind_names = {
    KINDS, ORGANISATION_ASSESSOR_BODY + 1};
const struct names organisation_state_names = {STATES, ORGANISATION_HELD + 1};
const struct names did_method_names = {METHODS, DID_WEB + 1};
