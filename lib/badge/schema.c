#include "badge/schema.h"

#include "badge/model.h"
#include "vc/credential.h"

#define OB "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_"
#define W3C "https://www.w3.org/2022/credentials/v2/"

void badge_schemas_init(struct badge_schemas *s, struct arena *arena)
{
    *s = (struct badge_schemas){.arena = arena};
}

/* What is built in is trusted, so it has a budget of its own. */
static code parse(struct badge_schemas *s,
    const struct asset *asset,
    struct json **ret,
    struct err *reterr)
{
    struct budget budget = budget_default();

    return json_parse(asset->text, &budget, s->arena, ret, reterr);
}

static code compile(struct badge_schemas *s,
    const struct asset *asset,
    struct schema **ret,
    struct err *reterr)
{
    /* The one that another refers to: a presentation has credentials. */
    const struct asset *credential = asset_find(
        &badge_schema_data, S(W3C "verifiable-credential-schema.json"));
    struct schema_document document = {.uri = credential->name};
    struct schema_library library = {&document, 1};
    struct budget budget = budget_default();
    struct json *other = NULL;
    struct json *root = NULL;

    TRY(parse(s, asset, &root, reterr));
    if (str_starts(asset->name, S(W3C)))
        TRY(parse(s, credential, &other, reterr));
    document.root = other;
    return schema_compile(
        root, other ? &library : NULL, &budget, s->arena, ret, reterr);
}

code badge_schema_get(struct badge_schemas *s,
    str url,
    const struct schema **ret,
    struct err *reterr)
{
    const struct asset *asset = asset_find(&badge_schema_data, url);
    size_t i;

    if (!asset) {
        *ret = NULL;
        return OK;
    }
    i = (size_t)(asset - badge_schema_data.items);
    if (!s->compiled[i])
        TRY(compile(s, asset, &s->compiled[i], reterr));
    *ret = s->compiled[i];
    return OK;
}

/* VCDM 1.1 has another first context. */
static bool is_version_1(const struct json *credential)
{
    const struct json *context = json_get(credential, S("@context"));

    if (json_is(context, JSON_ARRAY))
        context = context->child.first;
    return json_text_is(context, S(VC_CONTEXT_1_1));
}

str badge_schema_url(const struct json *credential)
{
    bool is_old = is_version_1(credential);

    switch (badge_class(credential)) {
    case BADGE_ACHIEVEMENT_CREDENTIAL:
        return is_old ? S(OB "achievementcredentialv1p1_schema.json")
                      : S(OB "achievementcredential_schema.json");
    case BADGE_ENDORSEMENT_CREDENTIAL:
        return is_old ? S(OB "endorsementcredentialv1p1_schema.json")
                      : S(OB "endorsementcredential_schema.json");
    case BADGE_NONE:
        break;
    }
    return is_old ? S("") : S(W3C "verifiable-credential-schema.json");
}
