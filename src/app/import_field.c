/* What columns may become. */
#include "app/import_part.h"

#define FIELD(key, words, required, names)                                     \
    {                                                                          \
        STR(key), MSG_OFFICE_IMPORT_FIELD_##words, required, names             \
    }

static const struct import_field LEARNER[] = {
    FIELD("email",
        EMAIL,
        true,
        "email|e-mail|mail|email address|e-mail address|e-mail-adresse"),
    FIELD("name", NAME, false, "name|full name|student|learner|vollname"),
    FIELD(
        "given", GIVEN, false, "given name|first name|firstname|given|vorname"),
    FIELD("family",
        FAMILY,
        false,
        "family name|last name|lastname|surname|family|nachname"),
    FIELD("number",
        NUMBER,
        false,
        "number|student number|student id|id|matrikelnummer|nummer"),
    FIELD("unit", UNIT, false, "unit|department|school|faculty|team|abteilung"),
};

static const struct import_field STAFF[] = {
    FIELD("email",
        EMAIL,
        true,
        "email|e-mail|mail|email address|e-mail address|e-mail-adresse"),
    FIELD("role", ROLE, true, "role|rolle"),
    FIELD("name", NAME, false, "name|full name|vollname"),
    FIELD(
        "given", GIVEN, false, "given name|first name|firstname|given|vorname"),
    FIELD("family",
        FAMILY,
        false,
        "family name|last name|lastname|surname|family|nachname"),
    FIELD("number", NUMBER, false, "number|staff number|staff id|id|nummer"),
    FIELD("unit", UNIT, false, "unit|department|school|faculty|team|abteilung"),
};

static const struct import_field COURSE[] = {
    FIELD("code", CODE, true, "code|course code|short name|kurzname"),
    FIELD("title", TITLE, true, "title|name|course|titel|kurs"),
    FIELD("summary", SUMMARY, false, "summary|in short|zusammenfassung"),
    FIELD("description", DESCRIPTION, false, "description|beschreibung"),
    FIELD("outcomes",
        OUTCOMES,
        false,
        "outcomes|learning outcomes|lernergebnisse"),
    FIELD("hours", HOURS, false, "hours|volume|stunden"),
    FIELD("framework", FRAMEWORK, false, "framework|level framework|rahmen"),
    FIELD("level", LEVEL, false, "level|stufe|niveau"),
    FIELD("credit", CREDIT, false, "credit|credits|points|punkte"),
    FIELD("credit_system",
        CREDIT_SYSTEM,
        false,
        "credit system|system|punktesystem"),
    FIELD("price", PRICE, false, "price|cost|fee|preis"),
    FIELD("currency", CURRENCY, false, "currency|wahrung"),
    FIELD("language", LANGUAGE, false, "language|sprache"),
    FIELD("tags", TAGS, false, "tags|keywords|stichworte"),
};

static const struct import_field PLACE[] = {
    FIELD("email",
        EMAIL,
        true,
        "email|e-mail|mail|email address|e-mail address|e-mail-adresse"),
    FIELD("code", CODE, true, "code|course|course code|achievement|kurs"),
    FIELD("offering",
        OFFERING,
        false,
        "offering|session|class|starts on|angebot|beginn"),
    FIELD("due", DUE, false, "due|due on|due date|deadline|frist"),
    FIELD("assessor", ASSESSOR, false, "assessor|marker|bewertung"),
};

#define LIST(fields)                                                           \
    {                                                                          \
        fields, sizeof(fields) / sizeof((fields)[0])                           \
    }

const struct import_field *import_fields(enum import_kind kind, size_t *ret_n)
{
    static const struct {
        const struct import_field *fields;
        size_t n;
    } FIELDS[IMPORT_SAMPLE + 1] = {
        [IMPORT_LEARNERS] = LIST(LEARNER),
        [IMPORT_STAFF] = LIST(STAFF),
        [IMPORT_CATALOGUE] = LIST(COURSE),
        [IMPORT_ENROLMENTS] = LIST(PLACE),
    };

    *ret_n = FIELDS[kind].n;
    return FIELDS[kind].fields;
}
