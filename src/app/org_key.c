#include "app/org_key.h"

#include "app/signer.h"
#include "store/sql.h"

enum {
    REASON_BYTES_MAX = 500,
};

code org_key_rotate(struct act *act, enum key_type type, struct err *reterr)
{
    struct org_key key;

    TRY(act_may(act, RIGHT_org_key, reterr));
    if (type != KEY_ED25519 && type != KEY_P256)
        return err_set(reterr, E_FORM_FIELD, S("type"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act,
        signer_add_key(act, act->actor.tenant, type, &key, reterr), reterr);
}

static code retire(struct act *act, str id, str reason, struct err *reterr)
{
    const str tenant = act->actor.tenant;
    struct org_key present;
    struct org_key key;

    TRY(sql_org_key_by_id(act->db, tenant, id, act->arena, &key, reterr));
    TRY(sql_org_key_in_use(act->db, tenant, act->arena, &present, reterr));
    if (key.retired_at > 0 || str_eq(present.id, id))
        return err_set(reterr, E_STATE_ORDER, id);
    TRY(sql_org_key_retire(
        act->db, act->now, reason, tenant, id, NULL, reterr));
    return act_record(act, tenant, S("org_key_retire"), id, S(""), reterr);
}

code org_key_retire(struct act *act, str id, str reason, struct err *reterr)
{
    TRY(act_may(act, RIGHT_org_key, reterr));
    if (reason.len > REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, retire(act, id, reason, reterr), reterr);
}
