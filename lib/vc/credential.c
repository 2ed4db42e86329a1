#include "vc/credential.h"

#include "text/datetime.h"
#include "text/iri.h"

/* A thing with a type and perhaps an id: credentialStatus, evidence, ... */
static const struct shape_property TYPED_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
};

static const struct shape TYPED = {
    .typed = true,
    SHAPE_PROPERTIES(TYPED_PROPERTIES),
};

/* credentialSchema: VCDM 2.0 section 4.11 asks for both. */
static const struct shape_property SCHEMA_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
};

static const struct shape SCHEMA = {
    .typed = true,
    SHAPE_PROPERTIES(SCHEMA_PROPERTIES),
};

static const struct shape_property PARTY_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    {.name = STR("name"), .value = SHAPE_LANGUAGE_TEXT},
    {.name = STR("description"), .value = SHAPE_LANGUAGE_TEXT},
};

static const struct shape PARTY = {SHAPE_PROPERTIES(PARTY_PROPERTIES)};

static const struct shape_property SUBJECT_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
};

static const struct shape SUBJECT = {
    .nonempty = true,
    SHAPE_PROPERTIES(SUBJECT_PROPERTIES),
};

static const struct shape_property RESOURCE_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL, .flags = SHAPE_REQUIRED},
    {.name = STR("digestSRI"), .value = SHAPE_NAME},
    {.name = STR("digestMultibase"), .value = SHAPE_NAME},
};

static const struct shape RESOURCE = {SHAPE_PROPERTIES(RESOURCE_PROPERTIES)};

#define MANY_TYPED(word)                                                       \
    {                                                                          \
        .name = STR(word), .value = SHAPE_OBJECT, .flags = SHAPE_MANY,         \
        .shape = &TYPED                                                        \
    }

/* VCDM 2.0 section 4 */
static const struct shape_property CREDENTIAL_2_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    {.name = STR("name"), .value = SHAPE_LANGUAGE_TEXT},
    {.name = STR("description"), .value = SHAPE_LANGUAGE_TEXT},
    {.name = STR("issuer"),
        .value = SHAPE_URL_OR_OBJECT,
        .flags = SHAPE_REQUIRED,
        .shape = &PARTY},
    {.name = STR("credentialSubject"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_REQUIRED | SHAPE_MANY,
        .shape = &SUBJECT},
    {.name = STR("validFrom"), .value = SHAPE_DATE_TIME},
    {.name = STR("validUntil"), .value = SHAPE_DATE_TIME},
    MANY_TYPED("credentialStatus"),
    {.name = STR("credentialSchema"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_MANY,
        .shape = &SCHEMA},
    MANY_TYPED("refreshService"),
    MANY_TYPED("termsOfUse"),
    MANY_TYPED("evidence"),
    {.name = STR("relatedResource"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_MANY,
        .shape = &RESOURCE},
};

static const struct shape CREDENTIAL_2 = {
    .type = STR("VerifiableCredential"),
    SHAPE_PROPERTIES(CREDENTIAL_2_PROPERTIES),
};

/* VCDM 1.1 section 4: issuanceDate, and no language objects */
static const struct shape_property CREDENTIAL_1_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    {.name = STR("issuer"),
        .value = SHAPE_URL_OR_OBJECT,
        .flags = SHAPE_REQUIRED,
        .shape = &PARTY},
    {.name = STR("credentialSubject"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_REQUIRED | SHAPE_MANY,
        .shape = &SUBJECT},
    {.name = STR("issuanceDate"),
        .value = SHAPE_DATE_TIME,
        .flags = SHAPE_REQUIRED},
    {.name = STR("expirationDate"), .value = SHAPE_DATE_TIME},
    MANY_TYPED("credentialStatus"),
    {.name = STR("credentialSchema"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_MANY,
        .shape = &SCHEMA},
    MANY_TYPED("refreshService"),
    MANY_TYPED("termsOfUse"),
    MANY_TYPED("evidence"),
};

static const struct shape CREDENTIAL_1 = {
    .type = STR("VerifiableCredential"),
    SHAPE_PROPERTIES(CREDENTIAL_1_PROPERTIES),
};

/* VCDM 2.0 section 4.13 */
static const struct shape_property PRESENTATION_PROPERTIES[] = {
    {.name = STR("id"), .value = SHAPE_URL},
    {.name = STR("holder"), .value = SHAPE_URL_OR_OBJECT, .shape = &PARTY},
    {.name = STR("verifiableCredential"),
        .value = SHAPE_OBJECT,
        .flags = SHAPE_MANY},
    MANY_TYPED("termsOfUse"),
};

static const struct shape PRESENTATION = {
    .type = STR("VerifiablePresentation"),
    SHAPE_PROPERTIES(PRESENTATION_PROPERTIES),
};

enum vc_version vc_version(const struct json *document)
{
    const struct json *context = json_get(document, S("@context"));

    if (json_is(context, JSON_ARRAY))
        context = context->child.first;
    if (json_text_is(context, S(VC_CONTEXT_2_0)))
        return VC_2_0;
    return json_text_is(context, S(VC_CONTEXT_1_1)) ? VC_1_1 : VC_VERSION_NONE;
}

bool vc_is_credential(const struct json *document)
{
    return shape_has_type(document, S("VerifiableCredential"));
}

bool vc_is_presentation(const struct json *document)
{
    return shape_has_type(document, S("VerifiablePresentation"));
}

str vc_party_id(const struct json *party)
{
    return json_is(party, JSON_OBJECT) ? json_text(json_get(party, S("id")))
                                       : json_text(party);
}

/* VCDM 2.0 section 4.3: an ordered set; the first is the base context, the
 * others are URLs or objects. */
static void check_context(const struct json *document, struct report *report)
{
    const struct json *context = json_get(document, S("@context"));
    const struct json *item;
    size_t i = 0;

    if (vc_version(document) == VC_VERSION_NONE) {
        report_add(report, CHECK_FORM, ANSWER_BAD,
            context ? E_MALFORMED_VALUE_ERROR : E_PARSING_ERROR, S("/@context"),
            S(""));
        return;
    }
    if (context->type != JSON_ARRAY)
        return;
    for (item = context->child.first; item; item = item->next, i++) {
        bool good = item->type == JSON_OBJECT ||
                    (item->type == JSON_STRING && iri_is_absolute(item->text));

        if (!good)
            report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
                report_pointer_at(report->arena, S("/@context"), i),
                json_text(item));
    }
}

/* VCDM 2.0 section 5.3: every id once, and at least one digest each. */
static void check_related(const struct json *document, struct report *report)
{
    const struct json *all = json_get(document, S("relatedResource"));
    const struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : all;
    const struct json *other;
    size_t i = 0;

    for (; item; item = all->type == JSON_ARRAY ? item->next : NULL, i++) {
        bool fault = !json_get(item, S("digestSRI")) &&
                     !json_get(item, S("digestMultibase"));

        for (other = item->next; other && all->type == JSON_ARRAY;
             other = other->next)
            fault |= str_eq(json_text(json_get(item, S("id"))),
                json_text(json_get(other, S("id"))));
        if (fault)
            report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
                report_pointer_at(report->arena, S("/relatedResource"), i),
                json_text(json_get(item, S("id"))));
    }
}

static void check_order(const struct json *document, struct report *report)
{
    struct vc_validity v = vc_validity(document);

    if (v.until_unix_s < v.from_unix_s)
        report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
            report_pointer(report->arena, S(""), v.until_name), v.until_text);
}

void vc_check_credential(
    const struct json *document, uint32_t depth_max, struct report *report)
{
    enum vc_version version = vc_version(document);

    check_context(document, report);
    shape_check(version == VC_1_1 ? &CREDENTIAL_1 : &CREDENTIAL_2, document,
        depth_max, report);
    check_related(document, report);
    check_order(document, report);
}

/* VCDM 2.0 section 4.13.1: an object; enveloped ones carry a data: URL. */
static void check_held(
    const struct json *held, str pointer, struct report *report)
{
    bool enveloped = shape_has_type(held, S("EnvelopedVerifiableCredential"));

    if (enveloped) {
        if (!str_starts(json_text(json_get(held, S("id"))), S("data:")))
            report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
                report_pointer(report->arena, pointer, S("id")), S(""));
    } else if (!vc_is_credential(held)) {
        report_add(report, CHECK_FORM, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
            report_pointer(report->arena, pointer, S("type")), S(""));
    }
}

void vc_check_presentation(
    const struct json *document, uint32_t depth_max, struct report *report)
{
    const struct json *held = json_get(document, S("verifiableCredential"));
    const struct json *item;
    size_t i = 0;

    check_context(document, report);
    shape_check(&PRESENTATION, document, depth_max, report);
    if (json_is(held, JSON_OBJECT))
        check_held(held, S("/verifiableCredential"), report);
    if (!json_is(held, JSON_ARRAY))
        return;
    for (item = held->child.first; item; item = item->next, i++) {
        if (item->type == JSON_OBJECT)
            check_held(item,
                report_pointer_at(report->arena, S("/verifiableCredential"), i),
                report);
    }
}

/* The instant that a member names, or `otherwise`. */
static int64_t instant(const struct json *document, str name, int64_t otherwise)
{
    const struct json *value = json_get(document, name);
    struct datetime when;

    if (!json_is(value, JSON_STRING) ||
        !datetime_parse(value->text, DATETIME_XSD, &when))
        return otherwise;
    return when.unix_s;
}

/* Of the names of both versions, that of the document's own first: if it says
 * both, the narrower holds. */
struct vc_validity vc_validity(const struct json *document)
{
    static const str from[] = {STR("validFrom"), STR("issuanceDate")};
    static const str until[] = {STR("validUntil"), STR("expirationDate")};
    size_t own = vc_version(document) == VC_1_1 ? 1 : 0;
    int64_t other_from = instant(document, from[1 - own], INT64_MIN);
    int64_t other_until = instant(document, until[1 - own], INT64_MAX);
    struct vc_validity v = {
        .from_unix_s = instant(document, from[own], INT64_MIN),
        .until_unix_s = instant(document, until[own], INT64_MAX),
        .from_name = from[own],
        .until_name = until[own],
    };

    if (other_from > v.from_unix_s) {
        v.from_unix_s = other_from;
        v.from_name = from[1 - own];
    }
    if (other_until < v.until_unix_s) {
        v.until_unix_s = other_until;
        v.until_name = until[1 - own];
    }
    v.from_text = json_text(json_get(document, v.from_name));
    v.until_text = json_text(json_get(document, v.until_name));
    return v;
}
