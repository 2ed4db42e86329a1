#include "app/status.h"

#include "app/format.h"
#include "store/sql.h"
#include "vc/status_list.h"

enum {
    STATUS_TRIES_MAX = 64, /* half of a list is free: 2^-64 to miss each time */
    LIST_OPEN = 1,
    CREDENTIAL_BYTES_MAX = 1 << 20,
    MS_PER_S = 1000,
    STALE_AT_ONCE = 1000,
};

/* --- places --- */

static code open_list(struct act *act,
    const struct status_place *place,
    struct status_list *ret,
    struct err *reterr)
{
    struct status_list list = {
        .tenant = place->tenant,
        .purpose = place->purpose,
        .size_entries = STATUS_ENTRIES,
        .state = LIST_OPEN,
        .created_at = act->now,
    };
    const code result = sql_status_list_open(
        act->db, place->tenant, place->purpose, act->arena, ret, reterr);

    if (result != E_NOT_FOUND)
        return result;
    TRY(act_id(act, &list.id, reterr));
    TRY(sql_status_list_insert(act->db, &list, NULL, reterr));
    *ret = list;
    return OK;
}

static code random_index(
    struct act *act, int64_t size, int64_t *ret, struct err *reterr)
{
    const struct provider *provider =
        native_provider(act->worker->engine.native);
    uint32_t drawn = 0;
    const code result =
        provider->random(provider->self, (uint8_t *)&drawn, sizeof(drawn));

    if (result != OK)
        return err_set(reterr, result, S("random"));
    *ret = (int64_t)drawn % size; /* the size is a power of two */
    return OK;
}

static code free_index(struct act *act,
    const struct status_list *list,
    int64_t *ret,
    struct err *reterr)
{
    struct award_status taken;
    int i;

    for (i = 0; i < STATUS_TRIES_MAX; i++) {
        code result;

        TRY(random_index(act, list->size_entries, ret, reterr));
        result = sql_status_entry_at(
            act->db, list->tenant, list->id, *ret, act->arena, &taken, reterr);
        if (result != OK)
            return result == E_NOT_FOUND ? OK : result;
    }
    return err_set(reterr, E_UNAVAILABLE, list->id);
}

code status_pick(struct act *act,
    const struct status_place *place,
    struct award_status *ret,
    struct err *reterr)
{
    struct award_status entry = {.tenant = place->tenant,
        .award = place->award,
        .purpose = place->purpose};
    struct status_list list;

    TRY(open_list(act, place, &list, reterr));
    entry.status_list = list.id;
    TRY(free_index(act, &list, &entry.status_index, reterr));
    *ret = entry;
    return OK;
}

code status_take(
    struct act *act, const struct award_status *entry, struct err *reterr)
{
    TRY(sql_status_entry_insert(act->db, entry, NULL, reterr));
    return sql_status_list_take(act->db, STATUS_ENTRIES_USED_MAX, entry->tenant,
        entry->status_list, NULL, reterr);
}

static str list_link(const struct act *act, str list)
{
    return act_link(act, S("/status/"), list);
}

struct json *status_json(const struct act *act,
    const struct award_status *entry,
    struct arena *arena)
{
    const struct status_entry place = {
        .purpose = names_word(&status_purpose_names, entry->purpose),
        .list_url = list_link(act, entry->status_list),
        .index = (uint64_t)entry->status_index,
        .size = 1,
    };

    return status_entry_json(&place, arena);
}

code status_set(struct act *act,
    const struct status_place *place,
    bool value,
    struct err *reterr)
{
    struct award_status entry;

    TRY(sql_status_entry_of_award(act->db, place->tenant, place->award,
        place->purpose, act->arena, &entry, reterr));
    if (entry.value == value)
        return OK;
    TRY(sql_status_entry_set(act->db, value, place->tenant, place->award,
        place->purpose, NULL, reterr));
    return sql_status_list_touch(
        act->db, place->tenant, entry.status_list, NULL, reterr);
}

/* --- publishing --- */

static bool is_fresh(const struct act *act, const struct status_list *list)
{
    return list->credential.len > 0 &&
           list->published_revision == list->revision &&
           act->now - list->published_at < STATUS_TTL_S / 2;
}

static code read_bits(struct act *act,
    const struct status_list *list,
    bytes *ret,
    struct err *reterr)
{
    const size_t n_bytes = (size_t)list->size_entries / 8;
    uint8_t *bits = arena_zero(act->arena, n_bytes, 1);
    struct status_entry_list_set_row *rows;
    size_t n;
    size_t i;

    if (!bits)
        return arena_status(act->arena);
    TRY(sql_status_entry_list_set(
        act->db, list->tenant, list->id, act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++)
        status_list_set(bits, (uint64_t)rows[i].status_index, 1, 1);
    *ret = (bytes){bits, n_bytes};
    return OK;
}

/* List and entries of one moment. */
static code read_list(struct act *act,
    str id,
    struct status_list *ret,
    bytes *ret_bits,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = sql_status_list_public(act->db, id, act->arena, ret, reterr);
    if (result == OK && !is_fresh(act, ret))
        result = read_bits(act, ret, ret_bits, reterr);
    db_rollback(act->db);
    return result;
}

static code sign_list(struct act *act,
    const struct signer *signer,
    const struct status_list *list,
    bytes bits,
    str *ret,
    struct err *reterr)
{
    const struct vc_env env = engine_begin(&act->worker->engine);
    const str now = format_iso_time(act->arena, act->now);
    const struct status_list_terms terms = {
        .url = list_link(act, list->id),
        .issuer = json_new_string(env.arena, signer->issuer),
        .purpose = names_word(&status_purpose_names, list->purpose),
        .valid_from = now,
        .ttl_ms = (uint64_t)STATUS_TTL_S * MS_PER_S,
        .bits = bits,
    };
    const struct vc_proof_options options = signer_options(signer, now);
    struct json *credential = NULL;
    struct vc_ready ready;
    struct buf out;

    TRY(status_list_credential(&terms, &env, &credential, reterr));
    TRY(vc_proof_prepare(credential, &options, &env, &ready, reterr));
    TRY(vc_proof_sign(&ready, &signer->secret, &env, &credential, reterr));
    buf_init(&out, act->arena, CREDENTIAL_BYTES_MAX);
    json_write(&out, credential, JSON_COMPACT);
    return buf_finish_str(&out, ret);
}

static code keep_list(struct act *act,
    const struct status_list_publish_args *published,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = sql_status_list_publish(act->db, published, NULL, reterr);
    if (result == OK)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

code status_publish(
    struct act *act, str list_id, str *ret_credential, struct err *reterr)
{
    struct status_list list;
    struct status_list_publish_args published;
    struct signer signer;
    bytes bits = {NULL, 0};
    code result;

    TRY(read_list(act, list_id, &list, &bits, reterr));
    if (is_fresh(act, &list)) {
        *ret_credential = list.credential;
        return OK;
    }
    TRY(signer_open_key(act, list.tenant, S(""), &signer, reterr));
    result = sign_list(act, &signer, &list, bits, &list.credential, reterr);
    signer_close(&signer);
    TRY(result);
    published = (struct status_list_publish_args){
        .credential = list.credential,
        .published_revision = list.revision,
        .published_at = act->now,
        .tenant = list.tenant,
        .id = list.id,
    };
    TRY(keep_list(act, &published, reterr));
    *ret_credential = list.credential;
    return OK;
}

code status_stale(
    struct act *act, str **ret_ids, size_t *ret_n, struct err *reterr)
{
    struct status_list_stale_row *rows;
    str *ids;
    size_t n;
    size_t i;

    TRY(sql_status_list_stale(act->db, act->now - STATUS_TTL_S / 2,
        STALE_AT_ONCE, act->arena, &rows, &n, reterr));
    ids = arena_array(act->arena, n, str);
    TRY(arena_status(act->arena));
    for (i = 0; i < n; i++)
        ids[i] = rows[i].id;
    *ret_ids = ids;
    *ret_n = n;
    return OK;
}
