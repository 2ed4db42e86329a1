#include "app/checkup.h"

#include "app/checkup_award.h"
#include "app/signer.h"
#include "crypto/sha2.h"
#include "domain/event.h"
#include "domain/id.h"
#include "store/backup.h"
#include "store/log.h"
#include "store/sql.h"

#include <string.h>

enum {
    ROWS_AT_ONCE = 100,
    HEX_DIGITS = 2 * SHA256_BYTES,
};

static const str PARTS[] = {
    [CHECKUP_DATA] = STR("data"),
    [CHECKUP_LOG] = STR("log"),
    [CHECKUP_AUDIT] = STR("audit"),
    [CHECKUP_KEYS] = STR("keys"),
    [CHECKUP_AWARDS] = STR("awards"),
    [CHECKUP_FILES] = STR("files"),
};

/* The look under way. */
struct look {
    struct act *act;
    const struct checkup_watch *watch;
    struct checkup found;
    enum checkup_part part;
    size_t all; /* of this part */
};

str checkup_part_name(enum checkup_part part)
{
    return PARTS[part];
}

static void fault(struct look *look, str about, const struct err *why)
{
    look->found.n_faults++;
    look->watch->fault(look->watch->arg, look->part, about, why);
}

static void step(struct look *look)
{
    look->found.n[look->part]++;
    look->watch->step(look->watch->arg, look->part, look->all);
}

/* --- the data file, the log --- */

static code look_data(struct look *look, struct err *reterr)
{
    TRY(backup_check(look->act->db, reterr));
    step(look);
    return OK;
}

static code look_log(struct look *look, struct err *reterr)
{
    struct log_last_row *last;
    size_t n;

    TRY(log_check(look->act->db, look->act->arena, reterr));
    TRY(sql_log_last(look->act->db, look->act->arena, &last, &n, reterr));
    look->all = n > 0 ? (size_t)last[0].leaf_index + 1 : 0;
    look->found.n[CHECKUP_LOG] = look->all;
    return OK;
}

/* --- the audit --- */

/* How far the chain of one organisation was followed. */
struct chain {
    str tenant;
    int64_t seq;
    uint8_t digest[SHA256_BYTES]; /* of the event `seq` */
};

static code look_event(struct look *look,
    struct chain *chain,
    const struct event *event,
    struct err *reterr)
{
    const bytes expected = {chain->digest, chain->seq > 0 ? SHA256_BYTES : 0};
    bytes text;
    bytes digest;

    TRY(event_bytes(event, look->act->arena, &text, reterr));
    TRY(act_digest(look->act, text, &digest, reterr));
    if (event->seq != chain->seq + 1 || !bytes_eq(event->previous, expected) ||
        !bytes_eq(event->chain, digest))
        return err_set(reterr, E_DATA_DAMAGED, event->action);
    memcpy(chain->digest, digest.ptr, SHA256_BYTES);
    chain->seq = event->seq;
    step(look);
    return OK;
}

static code look_events(
    struct look *look, struct chain *chain, size_t *ret_n, struct err *reterr)
{
    struct event *events;
    size_t i;

    TRY(sql_event_walk(look->act->db, chain->tenant, chain->seq, ROWS_AT_ONCE,
        look->act->arena, &events, ret_n, reterr));
    for (i = 0; i < *ret_n; i++)
        TRY(look_event(look, chain, &events[i], reterr));
    return OK;
}

/* The first event that is wrong ends the look at this chain. */
static code look_chain(struct look *look, str tenant, struct err *reterr)
{
    struct chain chain = {.tenant = tenant};
    size_t n = ROWS_AT_ONCE;

    while (n > 0) {
        const struct arena_mark mark = arena_mark(look->act->arena);
        struct err why = {0};

        if (look_events(look, &chain, &n, &why) != OK) {
            fault(look, tenant, &why);
            return OK;
        }
        arena_rewind(look->act->arena, mark);
    }
    return arena_status(look->act->arena) == OK
               ? OK
               : err_set(reterr, E_NO_MEMORY, tenant);
}

static code look_audit(struct look *look, struct err *reterr)
{
    struct event_tenants_row *tenants;
    struct event_count_row count;
    size_t n;
    size_t i;

    TRY(sql_event_count(look->act->db, look->act->arena, &count, reterr));
    TRY(sql_event_tenants(
        look->act->db, look->act->arena, &tenants, &n, reterr));
    look->all = (size_t)count.n;
    for (i = 0; i < n; i++)
        TRY(look_chain(look, tenants[i].tenant, reterr));
    return OK;
}

/* --- keys --- */

static code look_keys(struct look *look, struct err *reterr)
{
    struct org_key *keys;
    size_t i;

    TRY(sql_org_key_all(
        look->act->db, look->act->arena, &keys, &look->all, reterr));
    for (i = 0; i < look->all; i++) {
        struct err why = {0};

        if (keys[i].retired_at == 0 &&
            signer_try_key(look->act, &keys[i], &why) != OK)
            fault(look, keys[i].id, &why);
        step(look);
    }
    return OK;
}

/* --- awards, files --- */

static code look_award(
    struct look *look, const struct award *award, struct err *reterr)
{
    const struct arena_mark mark = arena_mark(look->act->arena);
    struct err why = {0};
    const code result = checkup_award(look->act, award, &why);

    if (result == E_NO_MEMORY)
        return err_set(reterr, result, award->id);
    if (result != OK)
        fault(look, award->id, &why);
    step(look);
    arena_rewind(look->act->arena, mark);
    return OK;
}

static code look_awards(struct look *look, struct err *reterr)
{
    char last[ID_BYTES];
    str after = S("");
    struct award_count_signed_row count;
    struct award *awards;
    size_t n = ROWS_AT_ONCE;
    size_t i;

    TRY(sql_award_count_signed(
        look->act->db, look->act->arena, &count, reterr));
    look->all = (size_t)count.n;
    while (n > 0) {
        const struct arena_mark mark = arena_mark(look->act->arena);

        TRY(sql_award_walk(look->act->db, after, ROWS_AT_ONCE, look->act->arena,
            &awards, &n, reterr));
        for (i = 0; i < n; i++)
            TRY(look_award(look, &awards[i], reterr));
        if (n > 0) {
            memcpy(last, awards[n - 1].id.ptr, ID_BYTES);
            after = (str){last, ID_BYTES};
        }
        arena_rewind(look->act->arena, mark);
    }
    return OK;
}

/* A file is named by the digest of its content. */
static code look_file(
    struct look *look, const struct file_all_row *file, struct err *reterr)
{
    static const char DIGITS[] = "0123456789abcdef";
    struct file_content content;
    char hex[HEX_DIGITS];
    bytes digest;
    size_t i;

    TRY(sql_file_content_by_id(look->act->db, file->tenant, file->id,
        look->act->arena, &content, reterr));
    TRY(act_digest(look->act, content.content, &digest, reterr));
    for (i = 0; i < SHA256_BYTES; i++) {
        hex[2 * i] = DIGITS[digest.ptr[i] >> 4];
        hex[2 * i + 1] = DIGITS[digest.ptr[i] & 15];
    }
    return str_eq(file->id, (str){hex, sizeof(hex)})
               ? OK
               : err_set(reterr, E_DATA_DAMAGED, file->id);
}

static code look_files(struct look *look, struct err *reterr)
{
    struct file_all_row *files;
    size_t i;

    TRY(sql_file_all(
        look->act->db, look->act->arena, &files, &look->all, reterr));
    for (i = 0; i < look->all; i++) {
        const struct arena_mark mark = arena_mark(look->act->arena);
        struct err why = {0};

        if (look_file(look, &files[i], &why) != OK)
            fault(look, files[i].id, &why);
        step(look);
        arena_rewind(look->act->arena, mark);
    }
    return OK;
}

/* --- all of it --- */

code checkup_run(struct act *act,
    const struct checkup_watch *watch,
    struct checkup *ret,
    struct err *reterr)
{
    static code (*const LOOKS[N_CHECKUP_PARTS])(
        struct look * look, struct err * reterr) = {
        [CHECKUP_DATA] = look_data,
        [CHECKUP_LOG] = look_log,
        [CHECKUP_AUDIT] = look_audit,
        [CHECKUP_KEYS] = look_keys,
        [CHECKUP_AWARDS] = look_awards,
        [CHECKUP_FILES] = look_files,
    };
    struct look look = {.act = act, .watch = watch};
    int part;

    for (part = 0; part < N_CHECKUP_PARTS; part++) {
        struct err why = {0};
        code result;

        look.part = (enum checkup_part)part;
        look.all = 1;
        result = LOOKS[part](&look, &why);
        if (result == E_NO_MEMORY)
            return err_set(reterr, result, PARTS[part]);
        if (result != OK)
            fault(&look, PARTS[part], &why);
    }
    *ret = look.found;
    return OK;
}
