/* Who signs: the keys of an organisation, and others that act for it. */
#include "web/partner.h"

#include "app/delegation.h"
#include "app/org_key.h"
#include "app/organisation.h"
#include "web/fact.h"
#include "web/list.h"

enum {
    KINDS = 2,
};

static str here(struct web *web, str after)
{
    return fact_url(web, S("/o/"), web_path(web, S("org")), after);
}

static bool may_write(const struct web *web)
{
    return act_may(&web->act, RIGHT_org_key, NULL) == OK;
}

/* --- keys --- */

static void add_keys(struct web *web,
    const struct organisation_settings *found,
    struct page_organisation_key *page)
{
    struct page_organisation_key_keys *rows = arena_array(
        web->arena, found->n_keys, struct page_organisation_key_keys);
    size_t i;

    for (i = 0; rows && i < found->n_keys; i++) {
        const struct org_key *key = &found->keys[i];

        rows[i] = (struct page_organisation_key_keys){
            .id = key->id,
            .kind = key_type_name((enum key_type)(key->key_type - 1)),
            .from = format_iso_day(web->arena, key->created_at),
            .reason = key->reason,
            .present = str_eq(key->id, found->key_now),
        };
        if (key->retired_at > 0)
            rows[i].until = format_iso_day(web->arena, key->retired_at);
        rows[i].may_retire =
            page->may_write && key->retired_at == 0 && !rows[i].present;
    }
    page->keys = rows;
    page->n_keys = rows ? found->n_keys : 0;
}

static code add_signer(struct web *web,
    const struct organisation *o,
    struct page_organisation_key *page,
    struct err *reterr)
{
    struct delegations lists;
    size_t i;

    if (str_eq(o->signer, o->tenant))
        return OK;
    TRY(delegation_list(&web->act, &lists, reterr));
    for (i = 0; i < lists.n_given; i++) {
        if (lists.given[i].kind == DELEGATION_SIGNER && lists.given[i].agreed)
            page->signer = lists.given[i].other.name;
    }
    return OK;
}

/* ROUTE GET /o/{org}/settings/key  right: org_write
 *   summary: the keys of the organisation, retired ones with their days */
code partner_keys(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("made"), MSG_OFFICE_ORGANISATION_KEY_MADE},
        {STR("ended"), MSG_OFFICE_ORGANISATION_KEY_ENDED},
    };
    static const struct part_option TYPES[KINDS] = {
        {STR("ed25519"), STR("Ed25519")}, {STR("p-256"), STR("P-256")}};
    struct page_organisation_key page = {
        .action = here(web, S("/settings/key")),
        .may_write = may_write(web),
        .kinds = TYPES,
        .n_kinds = KINDS,
    };
    struct organisation_settings found;
    struct buf out;

    TRY(organisation_settings(&web->act, &found, reterr));
    page.did = found.did;
    page.by_key = found.organisation.did_method == DID_KEY;
    TRY(add_signer(web, &found.organisation, &page, reterr));
    add_keys(web, &found, &page);
    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    web->view.nav = S("settings");
    web_buf(web, &out);
    page_organisation_key(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /o/{org}/settings/key  right: org_key
 *   summary: a new key, which signs from now on */
code partner_new_key(struct web *web, struct err *reterr)
{
    struct form form;
    str type;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    type = form_get(&form, S("type"));
    TRY(org_key_rotate(&web->act,
        str_eq(type, S("ed25519"))
            ? KEY_ED25519
            : (str_eq(type, S("p-256")) ? KEY_P256 : KEY_NONE),
        reterr));
    list_redirect(web, here(web, S("/settings/key")), S(""), S("made"));
    return OK;
}

/* ROUTE POST /o/{org}/settings/key/retire  right: org_key
 *   summary: end a key that does not sign any more */
code partner_retire_key(struct web *web, struct err *reterr)
{
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(org_key_retire(&web->act, form_get(&form, S("id")),
        form_get(&form, S("reason")), reterr));
    list_redirect(web, here(web, S("/settings/key")), S(""), S("ended"));
    return OK;
}

/* --- partners --- */

static const str KIND_KEYS[] = {
    [DELEGATION_OPERATOR] = STR("operator"),
    [DELEGATION_SIGNER] = STR("signer"),
};

static str kind_words(const struct web *web, enum delegation_kind kind)
{
    return message(web->view.lang, kind == DELEGATION_OPERATOR
                                       ? MSG_OFFICE_ORGANISATION_TASK_OPERATOR
                                       : MSG_OFFICE_ORGANISATION_TASK_SIGNER);
}

static void add_lists(struct web *web,
    const struct delegations *lists,
    struct page_organisation_partner *page)
{
    struct page_organisation_partner_given *given = arena_array(
        web->arena, lists->n_given, struct page_organisation_partner_given);
    struct page_organisation_partner_taken *taken = arena_array(
        web->arena, lists->n_taken, struct page_organisation_partner_taken);
    size_t i;

    if (!given || !taken)
        return;
    for (i = 0; i < lists->n_given; i++) {
        const struct delegation *d = &lists->given[i];

        given[i] = (struct page_organisation_partner_given){KIND_KEYS[d->kind],
            kind_words(web, d->kind), d->other.name, d->other.domain,
            d->agreed};
    }
    for (i = 0; i < lists->n_taken; i++) {
        const struct delegation *d = &lists->taken[i];

        taken[i] = (struct page_organisation_partner_taken){KIND_KEYS[d->kind],
            kind_words(web, d->kind), d->other.name, d->other.slug,
            d->other.domain, d->agreed};
    }
    page->given = given;
    page->n_given = lists->n_given;
    page->taken = taken;
    page->n_taken = lists->n_taken;
}

static code show(struct web *web, str slug, struct err *reterr)
{
    const struct part_option kinds[KINDS] = {
        {KIND_KEYS[DELEGATION_OPERATOR], kind_words(web, DELEGATION_OPERATOR)},
        {KIND_KEYS[DELEGATION_SIGNER], kind_words(web, DELEGATION_SIGNER)}};
    struct page_organisation_partner page = {
        .action = here(web, S("/settings/partner")),
        .kinds = kinds,
        .n_kinds = KINDS,
        .slug = slug,
        .may_write = may_write(web),
    };
    struct delegations lists;
    struct buf out;

    TRY(delegation_list(&web->act, &lists, reterr));
    add_lists(web, &lists, &page);
    web->view.nav = S("settings");
    web_buf(web, &out);
    page_organisation_partner(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/settings/partner  right: org_write
 *   summary: who acts for the organisation, and for whom it acts */
code partner_list(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("asked"), MSG_OFFICE_ORGANISATION_WAS_ASKED},
        {STR("agreed"), MSG_OFFICE_ORGANISATION_WAS_AGREED},
        {STR("ended"), MSG_OFFICE_ORGANISATION_WAS_ENDED},
    };

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show(web, S(""), reterr);
}

struct asked {
    enum delegation_kind kind;
    str slug;
};

static code read_form(struct web *web, struct asked *ret, struct err *reterr)
{
    struct form form;
    str kind;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    kind = form_get(&form, S("kind"));
    ret->slug = form_get(&form, S("slug"));
    ret->kind = str_eq(kind, KIND_KEYS[DELEGATION_OPERATOR])
                    ? DELEGATION_OPERATOR
                    : DELEGATION_SIGNER;
    return ret->kind == DELEGATION_OPERATOR ||
                   str_eq(kind, KIND_KEYS[DELEGATION_SIGNER])
               ? OK
               : err_set(reterr, E_FORM_FIELD, S("kind"));
}

/* ROUTE POST /o/{org}/settings/partner  right: org_key
 *   summary: ask another organisation to operate or to sign */
code partner_ask(struct web *web, struct err *reterr)
{
    struct asked asked;
    code result;

    TRY(read_form(web, &asked, reterr));
    result = delegation_ask(&web->act, asked.kind, asked.slug, reterr);
    if (result == E_NOT_FOUND || result == E_CONFLICT) {
        list_fault(web, S("slug"),
            result == E_CONFLICT ? MSG_OFFICE_ORGANISATION_PARTNER_CONFLICT
                                 : MSG_OFFICE_ORGANISATION_PARTNER_UNKNOWN);
        return show(web, asked.slug, reterr);
    }
    TRY(result);
    list_redirect(web, here(web, S("/settings/partner")), S(""), S("asked"));
    return OK;
}

/* ROUTE POST /o/{org}/settings/partner/agree  right: org_key
 *   summary: agree to act for who has asked */
code partner_agree(struct web *web, struct err *reterr)
{
    struct asked asked;

    TRY(read_form(web, &asked, reterr));
    TRY(delegation_agree(&web->act, asked.kind, asked.slug, reterr));
    list_redirect(web, here(web, S("/settings/partner")), S(""), S("agreed"));
    return OK;
}

/* ROUTE POST /o/{org}/settings/partner/end  right: org_key
 *   summary: end it, take the question back, or decline */
code partner_end(struct web *web, struct err *reterr)
{
    struct asked asked;

    TRY(read_form(web, &asked, reterr));
    TRY(delegation_end(&web->act, asked.kind, asked.slug, reterr));
    list_redirect(web, here(web, S("/settings/partner")), S(""), S("ended"));
    return OK;
}
