/*
 * Who may do what: one table from role to rights. What stands in no line is
 * denied. A route names one right; the use case also looks at whose the
 * object is.
 */
#ifndef DOMAIN_RIGHT_H
#define DOMAIN_RIGHT_H

#include "domain/names.h"

enum role {
    ROLE_NONE,
    ROLE_OWNER,
    ROLE_DESIGNER,
    ROLE_ASSESSOR,
    ROLE_REGISTRAR,
    ROLE_LD, /* learning and development */
    ROLE_VIEWER,
    ROLE_LEARNER,
    ROLE_OPERATOR, /* of the installation; in no organisation */
    ROLE_END,
};

/* RIGHT(name, roles that have it, as letters): O owner, D designer,
 * A assessor, R registrar, L learning and development, V viewer, l learner,
 * o operator, p every signed-in person, * everybody. */
#define RIGHTS(RIGHT)                                                          \
    RIGHT(public, "*")                                                         \
    RIGHT(person, "p")                                                         \
    RIGHT(org_read, "ODARLV")                                                  \
    RIGHT(org_write, "O")                                                      \
    RIGHT(org_key, "O")                                                        \
    RIGHT(staff_read, "ORV")                                                   \
    RIGHT(staff_write, "O")                                                    \
    RIGHT(learner_read, "OARLV")                                               \
    RIGHT(learner_write, "OR")                                                 \
    RIGHT(achievement_read, "ODARLV")                                          \
    RIGHT(achievement_write, "OD")                                             \
    RIGHT(achievement_approve, "ODR")                                          \
    RIGHT(offering_write, "ODRL")                                              \
    RIGHT(enrolment_read, "OARLV")                                             \
    RIGHT(enrolment_write, "ORL")                                              \
    RIGHT(submission_write, "l")                                               \
    RIGHT(assessment_read, "OAR")                                              \
    RIGHT(assessment_write, "A")                                               \
    RIGHT(award_read, "ODARLV")                                                \
    RIGHT(award_issue, "OR")                                                   \
    RIGHT(award_change, "OR")                                                  \
    RIGHT(import_run, "OR")                                                    \
    RIGHT(mail_read, "OR")                                                     \
    RIGHT(mail_write, "OR")                                                    \
    RIGHT(report_read, "ORLV")                                                 \
    RIGHT(event_read, "O")                                                     \
    RIGHT(token_write, "O")                                                    \
    RIGHT(setting_write, "O")                                                  \
    RIGHT(installation, "o")

#define RIGHT_ENUM(name, roles) RIGHT_##name,
enum right {
    RIGHTS(RIGHT_ENUM) RIGHT_END
};
#undef RIGHT_ENUM

/* Roles of one person in one organisation: bit 1 << role each. */
typedef uint32_t role_set;

extern const struct names role_names;
extern const struct names right_names;

/* `roles` 0 is somebody signed in without a role; see right_public for
 * somebody who is not. */
bool right_given(enum right right, role_set roles);

/* May anybody, signed in or not? */
bool right_public(enum right right);

#endif
