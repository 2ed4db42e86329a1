#include "vc/reading.h"

#include "jsonld/keyword.h"

#define CREDENTIALS "https://www.w3.org/2018/credentials#"
#define SECURITY "https://w3id.org/security#"

/* What the decision reads by name. */
struct fact_name {
    str iri;
    str name;
};

#define BY_NAME(prefix, word)                                                  \
    {                                                                          \
        STR(prefix word), STR(word)                                            \
    }

static const struct fact_name CREDENTIAL[] = {
    BY_NAME(CREDENTIALS, "issuer"),
    BY_NAME(CREDENTIALS, "validFrom"),
    BY_NAME(CREDENTIALS, "validUntil"),
    BY_NAME(CREDENTIALS, "issuanceDate"),
    BY_NAME(CREDENTIALS, "expirationDate"),
    BY_NAME(CREDENTIALS, "credentialStatus"),
    BY_NAME(CREDENTIALS, "credentialSubject"),
    BY_NAME(CREDENTIALS, "holder"),
    BY_NAME(CREDENTIALS, "verifiableCredential"),
    {STR(""), STR("")},
};

static const struct fact_name PROOF[] = {
    BY_NAME(SECURITY, "verificationMethod"),
    BY_NAME(SECURITY, "proofPurpose"),
    BY_NAME(SECURITY, "cryptosuite"),
    BY_NAME(SECURITY, "challenge"),
    BY_NAME(SECURITY, "domain"),
    BY_NAME(SECURITY, "previousProof"),
    {STR(SECURITY "expiration"), STR("expires")},
    {STR("http://purl.org/dc/terms/created"), STR("created")},
    {STR(""), STR("")},
};

/* A presentation makes no claims of its own that a credential would make: it
 * is not asked who issued it. */
static const struct fact_name NOT_IN_PRESENTATION[] = {
    BY_NAME(CREDENTIALS, "issuer"),
    BY_NAME(CREDENTIALS, "credentialSubject"),
    {STR(""), STR("")},
};

static const struct fact_name *name_of(const struct fact_name *names, str iri)
{
    for (; names->iri.len > 0; names++) {
        if (str_eq(names->iri, iri))
            return names;
    }
    return NULL;
}

static code misread(str name, struct err *reterr)
{
    code c = err_set(reterr, E_DOCUMENT_SHAPE_ERROR, name);
    struct json_path at = json_path_name(NULL, name);

    json_path_err(&at, reterr);
    return c;
}

/* How many values JSON has under a name. */
static uint32_t count(const struct json *value)
{
    if (!value)
        return 0;
    return value->type == JSON_ARRAY ? value->n : 1;
}

static bool has_type(const struct json *node, str iri)
{
    const struct json *types = keyword_get(node, KEYWORD_TYPE);
    const struct json *type = types ? types->child.first : NULL;

    for (; type; type = type->next) {
        if (json_text_is(type, iri))
            return true;
    }
    return false;
}

/* A document is one thing: else it would be judged as the lesser one and read
 * as the other. */
static code check_kind(
    enum reading_kind kind, const struct json *node, struct err *reterr)
{
    const struct json *member;

    if (has_type(node, S(CREDENTIALS "VerifiableCredential")) &&
        has_type(node, S(CREDENTIALS "VerifiablePresentation")))
        return misread(S("type"), reterr);
    if (kind != READING_PRESENTATION)
        return OK;
    for (member = node->child.first; member; member = member->next) {
        const struct fact_name *fact =
            name_of(NOT_IN_PRESENTATION, member->name);

        if (fact)
            return misread(fact->name, reterr);
    }
    return OK;
}

/* Everything that the node says stands in JSON under the name that is asked
 * for: not under another term, nor twice under two. */
static code check_names(const struct fact_name *names,
    const struct json *root,
    const struct json *node,
    struct err *reterr)
{
    const struct json *member;

    for (member = node->child.first; member; member = member->next) {
        const struct fact_name *fact = name_of(names, member->name);

        if (fact && member->n > count(json_get(root, fact->name)))
            return misread(fact->name, reterr);
    }
    return OK;
}

struct walk {
    const struct fact_name *names;
    const struct json *root; /* the node, expanded */
    str id;                  /* of it; empty: it has none */
    struct err *reterr;
};

static code check_elsewhere(
    const struct walk *w, const struct json *value, uint32_t depth_left);

/* Nothing of the node may stand in another place under the same id, nor be
 * said from the other end. */
static code check_node(
    const struct walk *w, const struct json *node, uint32_t depth_left)
{
    bool is_same = node != w->root && w->id.len > 0 &&
                   str_eq(json_text(keyword_get(node, KEYWORD_ID)), w->id);
    const struct json *member;

    for (member = node->child.first; member; member = member->next) {
        enum keyword keyword = (enum keyword)member->tag;
        const struct fact_name *fact =
            is_same ? name_of(w->names, member->name) : NULL;

        if (keyword == KEYWORD_REVERSE)
            return misread(S("@reverse"), w->reterr);
        if (fact)
            return misread(fact->name, w->reterr);
        /* Another graph is another dataset: nothing of it joins this. */
        if (keyword == KEYWORD_NOT || keyword == KEYWORD_LIST)
            TRY(check_elsewhere(w, member, depth_left));
    }
    return OK;
}

static code check_elsewhere(
    const struct walk *w, const struct json *value, uint32_t depth_left)
{
    const struct json *item;

    if (depth_left == 0)
        return err_set(w->reterr, E_JSON_TOO_DEEP, S(""));
    if (value->type == JSON_OBJECT)
        return check_node(w, value, depth_left - 1);
    if (value->type != JSON_ARRAY)
        return OK;
    for (item = value->child.first; item; item = item->next)
        TRY(check_elsewhere(w, item, depth_left - 1));
    return OK;
}

code reading_check(enum reading_kind kind,
    const struct json *root,
    const struct json *expanded,
    uint32_t depth_max,
    struct err *reterr)
{
    const struct fact_name *names = kind == READING_PROOF ? PROOF : CREDENTIAL;
    const struct json *node = expanded->child.first;
    const struct walk w = {
        names, node, json_text(keyword_get(node, KEYWORD_ID)), reterr};

    if (!node || expanded->n != 1)
        return misread(S(""), reterr);
    TRY(check_kind(kind, node, reterr));
    TRY(check_names(names, root, node, reterr));
    /* An expanded tree is twice as deep as what it was made from. */
    return check_elsewhere(&w, expanded, 3 * depth_max);
}
