#include "domain/mail.h"

enum {
    TRIES_MAX = 8,
    FIRST_WAIT_S = 60,
    WAIT_S_MAX = 6 * 3600,
};

static const str STATES[] = {
    [MAIL_WAITING] = STR("waiting"),
    [MAIL_SENT] = STR("sent"),
    [MAIL_FAILED] = STR("failed"),
    [MAIL_BOUNCED] = STR("bounced"),
    [MAIL_CANCELLED] = STR("cancelled"),
};

static const str KINDS[] = {
    [NOTICE_AWARD] = STR("award"),
    [NOTICE_CLAIM_REMINDER] = STR("claim_reminder"),
    [NOTICE_EXPIRY] = STR("expiry"),
    [NOTICE_AWARD_CHANGED] = STR("award_changed"),
    [NOTICE_ENROLMENT] = STR("enrolment"),
    [NOTICE_ASSESSMENT] = STR("assessment"),
    [NOTICE_TO_ASSESS] = STR("to_assess"),
    [NOTICE_ATTESTATION] = STR("attestation"),
    [NOTICE_APPROVAL] = STR("approval"),
    [NOTICE_INVITATION] = STR("invitation"),
};

const struct names mail_state_names = {STATES, MAIL_CANCELLED + 1};
const struct names notice_kind_names = {KINDS, NOTICE_INVITATION + 1};

int64_t mail_backoff_s(int64_t tries)
{
    int64_t wait = FIRST_WAIT_S;
    int64_t i;

    if (tries >= TRIES_MAX)
        return 0;
    for (i = 1; i < tries; i++)
        wait = wait * 4 < WAIT_S_MAX ? wait * 4 : WAIT_S_MAX;
    return wait;
}
