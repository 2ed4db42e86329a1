/* Organisations as JSON. */
#include "web/api_organisation.h"

#include "app/organisation.h"
#include "web/api.h"

static struct json *value_of(struct web *web, const struct organisation *o)
{
    struct json *value = api_object(web);

    api_put(web, value, S("id"), o->tenant);
    api_put(web, value, S("slug"), o->slug);
    api_put(web, value, S("name"), o->name);
    api_put(web, value, S("domain"), o->domain);
    api_put_time(web, value, S("domainChecked"), o->domain_checked_at);
    api_put(
        web, value, S("kind"), names_word(&organisation_kind_names, o->kind));
    api_put(web, value, S("country"), o->country);
    api_put(web, value, S("region"), o->region);
    api_put(web, value, S("url"), o->url);
    api_put(web, value, S("email"), o->email);
    api_put(web, value, S("about"), o->about);
    api_put(web, value, S("profile"), o->qa_profile);
    api_put(web, value, S("process"), o->qa_process);
    api_put(web, value, S("review"), o->qa_review);
    api_put(web, value, S("state"),
        names_word(&organisation_state_names, o->state));
    api_put_time(web, value, S("created"), o->created_at);
    api_put_time(web, value, S("updated"), o->updated_at);
    return value;
}

/* What the body says, over what was there. */
static void read(const struct json *body, struct organisation *o)
{
    static const char *const NAMES[] = {"name", "domain", "country", "region",
        "url", "email", "about", "profile", "process", "review"};
    str *const fields[] = {&o->name, &o->domain, &o->country, &o->region,
        &o->url, &o->email, &o->about, &o->qa_profile, &o->qa_process,
        &o->qa_review};
    size_t i;

    for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (json_get(body, str_of(NAMES[i])))
            *fields[i] = api_get(body, str_of(NAMES[i]));
    }
}

/* ROUTE POST /api/v1/o  right: person  takes: OrganisationNew
 *   answers: 201 Organisation
 *   summary: make an organisation; its maker becomes its owner */
code api_organisation_create(struct web *web, struct err *reterr)
{
    struct organisation wanted = {0};
    struct organisation made;
    const struct json *body;

    TRY(api_body(web, &body, reterr));
    read(body, &wanted);
    wanted.slug = api_get(body, S("slug"));
    TRY(api_get_word(
        body, S("kind"), &organisation_kind_names, &wanted.kind, reterr));
    TRY(organisation_create(&web->act, &wanted, &made, reterr));
    return api_answer(web, value_of(web, &made), reterr);
}

static code find(
    struct web *web, struct organisation_public *ret, struct err *reterr)
{
    return organisation_public(&web->act, web_path(web, S("org")), ret, reterr);
}

/* ROUTE GET /api/v1/o/{org}  right: org_read  answers: 200 Organisation
 *   summary: the organisation */
code api_organisation_show(struct web *web, struct err *reterr)
{
    struct organisation_public found;
    struct json *value;

    TRY(find(web, &found, reterr));
    value = value_of(web, &found.organisation);
    api_put(web, value, S("did"), found.did);
    return api_answer(web, value, reterr);
}

/* ROUTE PATCH /api/v1/o/{org}  right: org_write  takes: OrganisationEdit
 *   answers: 200 Organisation
 *   summary: change what the organisation says of itself */
code api_organisation_change(struct web *web, struct err *reterr)
{
    struct organisation_public found;
    struct organisation changed;
    const struct json *body;

    TRY(api_body(web, &body, reterr));
    TRY(find(web, &found, reterr));
    read(body, &found.organisation);
    TRY(organisation_update(&web->act, &found.organisation, &changed, reterr));
    return api_answer(web, value_of(web, &changed), reterr);
}
