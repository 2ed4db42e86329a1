#include "app/organisation.h"

#include "app/person.h"
#include "app/signer.h"
#include "domain/id.h"
#include "store/sql.h"

enum {
    DOMAIN_BYTES_MAX = 253,
};

/* --- making and changing --- */

/* A host name in ASCII, as it stands in addresses. */
static bool is_domain(str domain)
{
    size_t i;

    for (i = 0; i < domain.len; i++) {
        const char c = domain.ptr[i];

        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' &&
            c != '.')
            return false;
    }
    return domain.len <= DOMAIN_BYTES_MAX && domain.ptr[0] != '.' &&
           str_find(domain, '.', 0) != SIZE_MAX &&
           domain.ptr[domain.len - 1] != '.';
}

static code check_words(const struct organisation *o, struct err *reterr)
{
    if (o->name.len == 0)
        return err_set(reterr, E_FORM_FIELD, S("name"));
    if (names_word(&organisation_kind_names, o->kind).len == 0)
        return err_set(reterr, E_FORM_FIELD, S("kind"));
    return o->domain.len == 0 || is_domain(o->domain)
               ? OK
               : err_set(reterr, E_FORM_FIELD, S("domain"));
}

/* Is there another organisation whose name looks like this one? */
static code looks_alike(struct act *act,
    const struct organisation *o,
    bool *ret,
    struct err *reterr)
{
    struct organisation *found;
    size_t n;
    size_t i;
    bool alike = false;

    TRY(sql_organisation_by_skeleton(
        act->db, o->skeleton, act->arena, &found, &n, reterr));
    for (i = 0; i < n; i++)
        alike = alike || !str_eq(found[i].tenant, o->tenant);
    *ret = alike;
    return OK;
}

static code insert_owner(
    struct act *act, const struct organisation *o, struct err *reterr)
{
    struct person_email email = {0};
    const code found = sql_person_email_main(
        act->db, act->actor.person, act->arena, &email, reterr);
    struct membership owner = {
        .tenant = o->tenant,
        .person = act->actor.person,
        .role = ROLE_OWNER,
        .name = act->actor.name,
        .email = email.email,
    };

    if (found != OK && found != E_NOT_FOUND)
        return found;
    return person_join(act, &owner, reterr);
}

static code insert(struct act *act, struct organisation *o, struct err *reterr)
{
    struct org_key key;
    bool alike;

    TRY(looks_alike(act, o, &alike, reterr));
    o->state = alike ? ORGANISATION_HELD : ORGANISATION_ACTIVE;
    TRY(sql_organisation_insert(act->db, o, NULL, reterr));
    TRY(signer_add_key(act, o->tenant, KEY_ED25519, &key, reterr));
    TRY(insert_owner(act, o, reterr));
    return act_record(
        act, o->tenant, S("organisation_create"), o->tenant, S(""), reterr);
}

code organisation_create(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr)
{
    struct organisation made = *wanted;
    code result;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(check_words(wanted, reterr));
    TRY(act_id(act, &made.tenant, reterr));
    made.slug =
        slug_of(wanted->slug.len > 0 ? wanted->slug : wanted->name, act->arena);
    made.skeleton = name_skeleton(wanted->name, act->arena);
    made.domain_checked_at = 0;
    made.owner = made.operator= made.signer = made.tenant;
    made.did_method = DID_WEB;
    made.created_at = made.updated_at = act->now;
    TRY(arena_status(act->arena));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = insert(act, &made, reterr);
    if (result == OK)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = made;
    return result;
}

/* What people write, into what is stored. */
static void take_words(struct organisation *o, const struct organisation *w)
{
    if (!str_eq(o->domain, w->domain))
        o->domain_checked_at = 0;
    o->name = w->name;
    o->domain = w->domain;
    o->country = w->country;
    o->region = w->region;
    o->regulated = w->regulated;
    o->qa_profile = w->qa_profile;
    o->qa_process = w->qa_process;
    o->qa_review = w->qa_review;
    o->url = w->url;
    o->email = w->email;
    o->about = w->about;
    o->accent = w->accent;
    o->logo = w->logo;
    o->language = w->language;
    o->time_zone = w->time_zone;
    o->utc_offset_minutes = w->utc_offset_minutes;
}

static code update(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr)
{
    struct organisation o;
    bool alike;

    TRY(sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &o, reterr));
    take_words(&o, wanted);
    TRY(check_words(&o, reterr));
    if (o.email.len > 0)
        TRY(email_normal(o.email, act->arena, &o.email, reterr));
    o.skeleton = name_skeleton(o.name, act->arena);
    o.updated_at = act->now;
    TRY(looks_alike(act, &o, &alike, reterr));
    if (alike && o.state != ORGANISATION_HELD)
        return err_set(reterr, E_CONFLICT, S("name"));
    TRY(sql_organisation_update(act->db, &o, NULL, reterr));
    TRY(act_record(
        act, o.tenant, S("organisation_update"), o.tenant, S(""), reterr));
    *ret = o;
    return OK;
}

code organisation_update(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_org_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = update(act, wanted, ret, reterr);
    if (result == OK)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

/* --- shown to anybody --- */

static code read_public(struct act *act,
    str slug,
    struct organisation_public *ret,
    struct err *reterr)
{
    struct organisation_public found = {0};
    struct org_key *keys;
    size_t i;

    TRY(sql_organisation_by_slug(
        act->db, slug, act->arena, &found.organisation, reterr));
    if (found.organisation.state == ORGANISATION_HELD)
        return err_set(reterr, E_NOT_FOUND, slug);
    TRY(sql_org_key_list(act->db, found.organisation.tenant, act->arena, &keys,
        &found.n_keys, reterr));
    for (i = 0; i < found.n_keys; i++) {
        keys[i].sealed = (bytes){NULL, 0};
        found.did = signer_did(act, &found.organisation, &keys[i]);
    }
    found.keys = keys;
    *ret = found;
    return OK;
}

code organisation_public(struct act *act,
    str slug,
    struct organisation_public *ret,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_public(act, slug, ret, reterr);
    db_rollback(act->db);
    return result;
}

code organisation_did(
    struct act *act, str slug, struct json **ret, struct err *reterr)
{
    struct organisation_public found;

    TRY(organisation_public(act, slug, &found, reterr));
    return signer_document(act, slug, ret, reterr);
}
