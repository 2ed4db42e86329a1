#include "badge/model.h"

#include "badge/vocab.h"
#include "vc/credential.h"

#define TEXT(word)                                                             \
    {                                                                          \
        .name = STR(word), .value = SHAPE_TEXT                                 \
    }
#define TEXT_1(word)                                                           \
    {                                                                          \
        .name = STR(word), .value = SHAPE_TEXT, .flags = SHAPE_REQUIRED        \
    }
#define TEXTS(word)                                                            \
    {                                                                          \
        .name = STR(word), .value = SHAPE_TEXT, .flags = SHAPE_MANY            \
    }
#define NUMBER(word)                                                           \
    {                                                                          \
        .name = STR(word), .value = SHAPE_NUMBER                               \
    }
#define INSTANT(word)                                                          \
    {                                                                          \
        .name = STR(word), .value = SHAPE_DATE_TIME                            \
    }
#define ONE(word, class)                                                       \
    {                                                                          \
        .name = STR(word), .value = SHAPE_OBJECT, .shape = &(class)            \
    }
#define ONE_1(word, class)                                                     \
    {                                                                          \
        .name = STR(word), .value = SHAPE_OBJECT, .flags = SHAPE_REQUIRED,     \
        .shape = &(class)                                                      \
    }
#define MANY(word, class)                                                      \
    {                                                                          \
        .name = STR(word), .value = SHAPE_OBJECT, .flags = SHAPE_MANY,         \
        .shape = &(class)                                                      \
    }
#define WORD(word, list, more)                                                 \
    {                                                                          \
        .name = STR(word), .value = SHAPE_TEXT, .flags = (more),               \
        .words = (list)                                                        \
    }
#define JWS_MANY(word)                                                         \
    {                                                                          \
        .name = STR(word), .value = SHAPE_JWS, .flags = SHAPE_MANY             \
    }

static const struct shape ENDORSEMENT_CREDENTIAL;

/* B.1.12 Image */
static const struct shape_property IMAGE_PROPERTIES[] = {
    TEXT_1("id"),
    TEXT("caption"),
};
static const struct shape IMAGE = {.type = STR("Image"),
    .alone = true,
    .closed = true,
    SHAPE_PROPERTIES(IMAGE_PROPERTIES)};

/* B.1.11 IdentityObject */
static const struct shape_property IDENTITY_PROPERTIES[] = {
    {.name = STR("hashed"), .value = SHAPE_BOOLEAN, .flags = SHAPE_REQUIRED},
    TEXT_1("identityHash"),
    WORD("identityType",
        BADGE_IDENTIFIER_TYPES,
        SHAPE_REQUIRED | SHAPE_EXTENSIBLE),
    TEXT("salt"),
};
static const struct shape IDENTITY = {.type = STR("IdentityObject"),
    .alone = true,
    .closed = true,
    SHAPE_PROPERTIES(IDENTITY_PROPERTIES)};

/* B.1.10 IdentifierEntry */
static const struct shape_property IDENTIFIER_PROPERTIES[] = {
    TEXT_1("identifier"),
    WORD("identifierType",
        BADGE_IDENTIFIER_TYPES,
        SHAPE_REQUIRED | SHAPE_EXTENSIBLE),
};
static const struct shape IDENTIFIER = {.type = STR("IdentifierEntry"),
    .alone = true,
    .closed = true,
    SHAPE_PROPERTIES(IDENTIFIER_PROPERTIES)};

/* B.1.9 GeoCoordinates */
static const struct shape_property GEO_PROPERTIES[] = {
    {.name = STR("latitude"), .value = SHAPE_NUMBER, .flags = SHAPE_REQUIRED},
    {.name = STR("longitude"), .value = SHAPE_NUMBER, .flags = SHAPE_REQUIRED},
};
static const struct shape GEO = {.type = STR("GeoCoordinates"),
    .alone = true,
    SHAPE_PROPERTIES(GEO_PROPERTIES)};

/* B.1.5 Address */
static const struct shape_property ADDRESS_PROPERTIES[] = {
    TEXT("addressCountry"),
    TEXT("addressCountryCode"),
    TEXT("addressRegion"),
    TEXT("addressLocality"),
    TEXT("streetAddress"),
    TEXT("postOfficeBoxNumber"),
    TEXT("postalCode"),
    ONE("geo", GEO),
};
static const struct shape ADDRESS = {
    .type = STR("Address"), SHAPE_PROPERTIES(ADDRESS_PROPERTIES)};

/* B.1.14 Profile */
static const struct shape PROFILE;
static const struct shape_property PROFILE_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    TEXT("name"),
    TEXT("url"),
    TEXT("phone"),
    TEXT("description"),
    MANY("endorsement", ENDORSEMENT_CREDENTIAL),
    JWS_MANY("endorsementJwt"),
    ONE("image", IMAGE),
    TEXT("email"),
    ONE("address", ADDRESS),
    MANY("otherIdentifier", IDENTIFIER),
    TEXT("official"),
    ONE("parentOrg", PROFILE),
    TEXT("familyName"),
    TEXT("givenName"),
    TEXT("additionalName"),
    TEXT("patronymicName"),
    TEXT("honorificPrefix"),
    TEXT("honorificSuffix"),
    TEXT("familyNamePrefix"),
    {.name = STR("dateOfBirth"), .value = SHAPE_DATE},
};
static const struct shape PROFILE = {
    .type = STR("Profile"), SHAPE_PROPERTIES(PROFILE_PROPERTIES)};

/* B.1.6 Alignment */
static const struct shape_property ALIGNMENT_PROPERTIES[] = {
    TEXT("targetCode"),
    TEXT("targetDescription"),
    TEXT_1("targetName"),
    TEXT("targetFramework"),
    WORD("targetType", BADGE_TARGET_TYPES, SHAPE_EXTENSIBLE),
    {.name = STR("targetUrl"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
};
static const struct shape ALIGNMENT = {
    .type = STR("Alignment"), SHAPE_PROPERTIES(ALIGNMENT_PROPERTIES)};

/* B.1.18 RubricCriterionLevel */
static const struct shape_property RUBRIC_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    MANY("alignment", ALIGNMENT),
    TEXT("description"),
    TEXT("level"),
    TEXT_1("name"),
    TEXT("points"),
};
static const struct shape RUBRIC = {
    .type = STR("RubricCriterionLevel"), SHAPE_PROPERTIES(RUBRIC_PROPERTIES)};

/* B.1.17 ResultDescription */
static const struct shape_property RESULT_DESCRIPTION_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    MANY("alignment", ALIGNMENT),
    TEXTS("allowedValue"),
    TEXT_1("name"),
    {.name = STR("requiredLevel"), .value = SHAPE_URL},
    TEXT("requiredValue"),
    WORD("resultType", BADGE_RESULT_TYPES, SHAPE_REQUIRED | SHAPE_EXTENSIBLE),
    MANY("rubricCriterionLevel", RUBRIC),
    TEXT("valueMax"),
    TEXT("valueMin"),
};
static const struct shape RESULT_DESCRIPTION = {
    .type = STR("ResultDescription"),
    SHAPE_PROPERTIES(RESULT_DESCRIPTION_PROPERTIES)};

/* B.1.16 Result */
static const struct shape_property RESULT_PROPERTIES[] = {
    {.name = STR("achievedLevel"), .value = SHAPE_URL},
    MANY("alignment", ALIGNMENT),
    {.name = STR("resultDescription"), .value = SHAPE_URL},
    {.name = STR("status"),
        .value = SHAPE_NAME,
        .words = BADGE_RESULT_STATUSES},
    TEXT("value"),
};
static const struct shape RESULT = {
    .type = STR("Result"), SHAPE_PROPERTIES(RESULT_PROPERTIES)};

/* B.1.15 Related */
static const struct shape_property RELATED_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    {.name = STR("inLanguage"), .value = SHAPE_LANGUAGE},
    TEXT("version"),
};
static const struct shape RELATED = {
    .type = STR("Related"), SHAPE_PROPERTIES(RELATED_PROPERTIES)};

/* B.1.7 Criteria has no type */
static const struct shape_property CRITERIA_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    TEXT("narrative"),
};
static const struct shape CRITERIA = {SHAPE_PROPERTIES(CRITERIA_PROPERTIES)};

/* B.1.1 Achievement */
static const struct shape_property ACHIEVEMENT_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    TEXT_1("name"),
    TEXT_1("description"),
    ONE_1("criteria", CRITERIA),
    MANY("alignment", ALIGNMENT),
    WORD("achievementType", BADGE_ACHIEVEMENT_TYPES, SHAPE_EXTENSIBLE),
    ONE("creator", PROFILE),
    NUMBER("creditsAvailable"),
    MANY("endorsement", ENDORSEMENT_CREDENTIAL),
    JWS_MANY("endorsementJwt"),
    TEXT("fieldOfStudy"),
    TEXT("humanCode"),
    ONE("image", IMAGE),
    {.name = STR("inLanguage"), .value = SHAPE_LANGUAGE},
    MANY("otherIdentifier", IDENTIFIER),
    MANY("related", RELATED),
    MANY("resultDescription", RESULT_DESCRIPTION),
    TEXT("specialization"),
    TEXTS("tag"),
    TEXT("version"),
};
static const struct shape ACHIEVEMENT = {
    .type = STR("Achievement"), SHAPE_PROPERTIES(ACHIEVEMENT_PROPERTIES)};

/* B.1.3 AchievementSubject */
static const struct shape_property SUBJECT_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    INSTANT("activityEndDate"),
    INSTANT("activityStartDate"),
    NUMBER("creditsEarned"),
    ONE_1("achievement", ACHIEVEMENT),
    MANY("identifier", IDENTITY),
    ONE("image", IMAGE),
    TEXT("licenseNumber"),
    TEXT("narrative"),
    MANY("result", RESULT),
    TEXT("role"),
    ONE("source", PROFILE),
    TEXT("term"),
};
static const struct shape SUBJECT = {
    .type = STR("AchievementSubject"), SHAPE_PROPERTIES(SUBJECT_PROPERTIES)};

/* B.1.8 Evidence */
static const struct shape_property EVIDENCE_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    TEXT("narrative"),
    TEXT("name"),
    TEXT("description"),
    TEXT("genre"),
    TEXT("audience"),
};
static const struct shape EVIDENCE = {
    .type = STR("Evidence"), SHAPE_PROPERTIES(EVIDENCE_PROPERTIES)};

/* Appendix B, RefreshService */
static const struct shape_property REFRESH_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
};
static const struct shape REFRESH = {
    .typed = true, SHAPE_PROPERTIES(REFRESH_PROPERTIES)};

#define ISSUER                                                                 \
    {                                                                          \
        .name = STR("issuer"), .value = SHAPE_URL_OR_OBJECT,                   \
        .flags = SHAPE_REQUIRED, .shape = &PROFILE                             \
    }

/* B.1.2 AchievementCredential; the rest of a credential is VCDM's. */
static const struct shape_property CREDENTIAL_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    ISSUER,
    ONE_1("credentialSubject", SUBJECT),
    ONE("image", IMAGE),
    INSTANT("awardedDate"),
    MANY("endorsement", ENDORSEMENT_CREDENTIAL),
    JWS_MANY("endorsementJwt"),
    MANY("evidence", EVIDENCE),
    MANY("refreshService", REFRESH),
};
static const struct shape CREDENTIAL = {
    SHAPE_PROPERTIES(CREDENTIAL_PROPERTIES)};

/* Its form in VCDM 1.1, which says nothing of these two itself. */
static const struct shape_property NAMED_PROPERTIES[] = {
    TEXT_1("name"),
    TEXT("description"),
};
static const struct shape NAMED = {SHAPE_PROPERTIES(NAMED_PROPERTIES)};

/* B.2.2 EndorsementSubject */
static const struct shape_property ENDORSEMENT_SUBJECT_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    TEXT("endorsementComment"),
};
static const struct shape ENDORSEMENT_SUBJECT = {
    .type = STR("EndorsementSubject"),
    SHAPE_PROPERTIES(ENDORSEMENT_SUBJECT_PROPERTIES)};

/* B.2.1 EndorsementCredential */
static const struct shape_property ENDORSEMENT_CREDENTIAL_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    TEXT_1("name"),
    TEXT("description"),
    ISSUER,
    ONE_1("credentialSubject", ENDORSEMENT_SUBJECT),
    INSTANT("awardedDate"),
    MANY("refreshService", REFRESH),
};
static const struct shape ENDORSEMENT_CREDENTIAL = {
    .type = STR("EndorsementCredential"),
    SHAPE_PROPERTIES(ENDORSEMENT_CREDENTIAL_PROPERTIES)};

enum badge_class badge_class(const struct json *credential)
{
    if (shape_has_type(credential, S("AchievementCredential")) ||
        shape_has_type(credential, S("OpenBadgeCredential")))
        return BADGE_ACHIEVEMENT_CREDENTIAL;
    if (shape_has_type(credential, S("EndorsementCredential")))
        return BADGE_ENDORSEMENT_CREDENTIAL;
    return BADGE_NONE;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ^https://purl.imsglobal.org/spec/ob/v3p0/context(-3.d.d)*.json$ */
static bool is_badge_context(str url)
{
    str rest = S("https://purl.imsglobal.org/spec/ob/v3p0/context");

    if (!str_starts(url, rest))
        return false;
    rest = str_sub(url, rest.len, url.len);
    while (rest.len >= 6 && str_starts(rest, S("-3.")) &&
           is_digit(rest.ptr[3]) && rest.ptr[4] == '.' && is_digit(rest.ptr[5]))
        rest = str_sub(rest, 6, rest.len);
    return str_eq(rest, S(".json"));
}

static void check_context(const struct json *credential, struct report *report)
{
    const struct json *context = json_get(credential, S("@context"));
    const struct json *second =
        json_is(context, JSON_ARRAY) && context->child.first
            ? context->child.first->next
            : NULL;

    if (!json_is(second, JSON_STRING) || !is_badge_context(second->text))
        report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
            S("/@context/1"), json_text(second));
}

static void require(const struct json *object, str name, struct report *report)
{
    if (!json_get(object, name))
        report_add(report, CHECK_FORM, ANSWER_BAD, E_PARSING_ERROR,
            report_pointer(report->arena, S(""), name), S(""));
}

/* OB 3.0 9.1 step 1: the subject is named by id, identifier or both. */
static void check_subject_named(
    const struct json *credential, struct report *report)
{
    const struct json *subject = json_get(credential, S("credentialSubject"));

    if (json_is(subject, JSON_OBJECT) && !json_get(subject, S("id")) &&
        !json_get(subject, S("identifier")))
        report_add(report, CHECK_FORM, ANSWER_BAD, E_PARSING_ERROR,
            S("/credentialSubject/id"), S(""));
}

void badge_check_model(const struct json *credential,
    enum badge_class class,
    uint32_t depth_max,
    struct report *report)
{
    bool old = vc_version(credential) == VC_1_1;

    if (class == BADGE_NONE)
        return;
    check_context(credential, report);
    shape_check(class == BADGE_ACHIEVEMENT_CREDENTIAL ? &CREDENTIAL
                                                      : &ENDORSEMENT_CREDENTIAL,
        credential, depth_max, report);
    if (class == BADGE_ACHIEVEMENT_CREDENTIAL) {
        check_subject_named(credential, report);
        if (old)
            shape_check(&NAMED, credential, depth_max, report);
    }
    if (!old) /* VCDM 1.1 has issuanceDate, which vc/credential asks for */
        require(credential, S("validFrom"), report);
}
