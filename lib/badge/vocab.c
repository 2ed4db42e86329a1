#include "badge/vocab.h"

/* B.7.1 AchievementType */
const str BADGE_ACHIEVEMENT_TYPES[] = {
    STR("Achievement"),
    STR("ApprenticeshipCertificate"),
    STR("Assessment"),
    STR("Assignment"),
    STR("AssociateDegree"),
    STR("Award"),
    STR("Badge"),
    STR("BachelorDegree"),
    STR("Certificate"),
    STR("CertificateOfCompletion"),
    STR("Certification"),
    STR("CommunityService"),
    STR("Competency"),
    STR("Course"),
    STR("CoCurricular"),
    STR("Degree"),
    STR("Diploma"),
    STR("DoctoralDegree"),
    STR("Fieldwork"),
    STR("GeneralEducationDevelopment"),
    STR("JourneymanCertificate"),
    STR("LearningProgram"),
    STR("License"),
    STR("Membership"),
    STR("ProfessionalDoctorate"),
    STR("QualityAssuranceCredential"),
    STR("MasterCertificate"),
    STR("MasterDegree"),
    STR("MicroCredential"),
    STR("ResearchDoctorate"),
    STR("SecondarySchoolDiploma"),
    STR(""),
};

/* B.7.2 AlignmentTargetType */
const str BADGE_TARGET_TYPES[] = {
    STR("ceasn:Competency"),
    STR("ceterms:Credential"),
    STR("CFItem"),
    STR("CFRubric"),
    STR("CFRubricCriterion"),
    STR("CFRubricCriterionLevel"),
    STR("CTDL"),
    STR(""),
};

/* B.7.5 ResultType */
const str BADGE_RESULT_TYPES[] = {
    STR("GradePointAverage"),
    STR("LetterGrade"),
    STR("Percent"),
    STR("PerformanceLevel"),
    STR("PredictedScore"),
    STR("RawScore"),
    STR("Result"),
    STR("RubricCriterion"),
    STR("RubricCriterionLevel"),
    STR("RubricScore"),
    STR("ScaledScore"),
    STR("Status"),
    STR(""),
};

/* B.7.4 ResultStatusType */
const str BADGE_RESULT_STATUSES[] = {
    STR("Completed"),
    STR("Enrolled"),
    STR("Failed"),
    STR("InProgress"),
    STR("OnHold"),
    STR("Provisional"),
    STR("Withdrew"),
    STR(""),
};

/* B.7.3 IdentifierTypeEnum */
const str BADGE_IDENTIFIER_TYPES[] = {
    STR("name"),
    STR("sourcedId"),
    STR("systemId"),
    STR("productId"),
    STR("userName"),
    STR("accountId"),
    STR("emailAddress"),
    STR("nationalIdentityNumber"),
    STR("isbn"),
    STR("issn"),
    STR("lisSourcedId"),
    STR("oneRosterSourcedId"),
    STR("sisSourcedId"),
    STR("ltiContextId"),
    STR("ltiDeploymentId"),
    STR("ltiToolId"),
    STR("ltiPlatformId"),
    STR("ltiUserId"),
    STR("identifier"),
    STR(""),
};
