/* What an organisation's own people see and change of it. */
#include "app/delegation.h"
#include "app/organisation.h"
#include "app/signer.h"
#include "app/upload.h"
#include "http/fetch.h"
#include "store/sql.h"

enum {
    MINE_MAX = 200,
    PROOF_BYTES_MAX = 4096,
};

/* --- settings --- */

static code add_keys(
    struct act *act, struct organisation_settings *ret, struct err *reterr)
{
    const struct organisation *o = &ret->organisation;
    struct organisation signer;
    struct org_key present;
    struct org_key *keys;
    size_t i;
    code result;

    TRY(sql_org_key_list(
        act->db, o->tenant, act->arena, &keys, &ret->n_keys, reterr));
    for (i = 0; i < ret->n_keys; i++)
        keys[i].sealed = (bytes){NULL, 0};
    ret->keys = keys;
    result =
        sql_org_key_in_use(act->db, o->signer, act->arena, &present, reterr);
    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    if (str_eq(o->signer, o->tenant))
        ret->key_now = present.id;
    TRY(sql_organisation_by_tenant(
        act->db, o->signer, act->arena, &signer, reterr));
    ret->did = signer_did(act, &signer, &present);
    return OK;
}

static void add_proof(struct act *act, struct organisation_settings *ret)
{
    const struct organisation *o = &ret->organisation;
    const str text[] = {S("testamur="), o->tenant};
    const str url[] = {
        S("https://"), o->domain, S("/.well-known/testamur.txt")};

    ret->proof = arena_join(act->arena, text, 2);
    if (o->domain.len > 0)
        ret->proof_url = arena_join(act->arena, url, 3);
}

static code read_settings(
    struct act *act, struct organisation_settings *ret, struct err *reterr)
{
    TRY(sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &ret->organisation, reterr));
    TRY(add_keys(act, ret, reterr));
    add_proof(act, ret);
    return arena_status(act->arena);
}

code organisation_settings(
    struct act *act, struct organisation_settings *ret, struct err *reterr)
{
    struct organisation_settings found = {0};
    code result;

    TRY(act_may(act, RIGHT_org_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_settings(act, &found, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = found;
    return result;
}

/* --- the domain --- */

static bool has_line(bytes text, str line)
{
    const str all = bytes_str(text);
    size_t at = 0;

    while (at < all.len && at < PROOF_BYTES_MAX) {
        size_t end = str_find(all, '\n', at);
        str found;

        if (end == SIZE_MAX)
            end = all.len;
        found = str_sub(all, at, end);
        while (found.len > 0 && (unsigned char)found.ptr[found.len - 1] <= ' ')
            found.len--;
        if (str_eq(found, line))
            return true;
        at = end + 1;
    }
    return false;
}

static code keep_proof(
    struct act *act, const struct organisation *o, struct err *reterr)
{
    TRY(sql_organisation_set_checked(
        act->db, act->now, o->tenant, o->domain, NULL, reterr));
    return act_record(
        act, o->tenant, S("organisation_update"), o->tenant, S(""), reterr);
}

code organisation_prove_domain(struct act *act, struct err *reterr)
{
    struct fetch_budget budget = fetch_budget();
    struct organisation_settings settings;
    struct fetched found;

    TRY(act_may(act, RIGHT_org_write, reterr));
    TRY(organisation_settings(act, &settings, reterr));
    if (settings.proof_url.len == 0)
        return err_set(reterr, E_FORM_FIELD, S("domain"));
    TRY(fetch_get(act->worker->platform->fetcher, settings.proof_url, &budget,
        act->arena, &found, reterr));
    if (!has_line(found.body, settings.proof))
        return err_set(reterr, E_NOT_FOUND, settings.proof_url);
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(
        act, keep_proof(act, &settings.organisation, reterr), reterr);
}

/* --- the logo --- */

static code put_logo(struct act *act, bytes image, str name, struct err *reterr)
{
    const struct upload_new given = {
        .tenant = act->actor.tenant, .name = name, .content = image};
    str id;

    TRY(upload_keep_image(act, &given, &id, reterr));
    TRY(sql_organisation_set_logo(
        act->db, id, act->now, given.tenant, NULL, reterr));
    return act_record(
        act, given.tenant, S("logo_set"), given.tenant, S(""), reterr);
}

code organisation_set_logo(
    struct act *act, bytes image, str name, struct err *reterr)
{
    TRY(act_may(act, RIGHT_org_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, put_logo(act, image, name, reterr), reterr);
}

static code read_logo(struct act *act,
    str slug,
    struct file *ret,
    bytes *ret_image,
    struct err *reterr)
{
    struct organisation o;

    TRY(sql_organisation_by_slug(act->db, slug, act->arena, &o, reterr));
    if (o.logo.len == 0 || o.state == ORGANISATION_HELD)
        return err_set(reterr, E_NOT_FOUND, S("logo"));
    return upload_read(act, o.tenant, o.logo, ret, ret_image, reterr);
}

code organisation_logo(struct act *act,
    str slug,
    str *ret_media_type,
    bytes *ret_image,
    struct err *reterr)
{
    struct file file = {0};
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_logo(act, slug, &file, ret_image, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret_media_type = file.media_type;
    return result;
}

/* --- one's own --- */

struct mine {
    struct organisation_mine *rows;
    size_t n;
};

static code add_own(struct act *act, struct mine *mine, struct err *reterr)
{
    struct organisation_of_person_row *roles;
    size_t n;
    size_t i;

    TRY(sql_organisation_of_person(
        act->db, act->actor.person, act->arena, &roles, &n, reterr));
    for (i = 0; i < n && mine->n < MINE_MAX; i++) {
        struct organisation_mine *row = &mine->rows[mine->n];

        if (mine->n > 0 &&
            str_eq(row[-1].organisation.tenant, roles[i].tenant)) {
            row[-1].roles |= 1u << roles[i].role;
            continue;
        }
        TRY(sql_organisation_by_tenant(
            act->db, roles[i].tenant, act->arena, &row->organisation, reterr));
        row->roles = 1u << roles[i].role;
        mine->n++;
    }
    return OK;
}

/* What one of them runs, unless the person has a role there anyway. */
static code add_run(struct act *act,
    const struct organisation *runner,
    struct mine *mine,
    struct err *reterr)
{
    struct organisation *run;
    size_t n;
    size_t i;

    TRY(sql_organisation_run_by(
        act->db, runner->tenant, MINE_MAX, act->arena, &run, &n, reterr));
    for (i = 0; i < n && mine->n < MINE_MAX; i++) {
        role_set roles;

        TRY(delegation_roles(act, &run[i], &roles, reterr));
        if (roles != 0 && str_eq(run[i].operator, runner->tenant))
            mine->rows[mine->n++] = (struct organisation_mine){run[i], roles};
    }
    return OK;
}

static code find_mine(struct act *act, struct mine *mine, struct err *reterr)
{
    size_t n;
    size_t i;

    mine->rows = arena_array(act->arena, MINE_MAX, struct organisation_mine);
    TRY(arena_status(act->arena));
    TRY(add_own(act, mine, reterr));
    n = mine->n;
    for (i = 0; i < n; i++)
        TRY(add_run(act, &mine->rows[i].organisation, mine, reterr));
    return OK;
}

code organisation_mine(struct act *act,
    struct organisation_mine **ret,
    size_t *ret_n,
    struct err *reterr)
{
    struct mine mine = {0};
    code result;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = find_mine(act, &mine, reterr);
    db_rollback(act->db);
    TRY(result);
    *ret = mine.rows;
    *ret_n = mine.n;
    return OK;
}
