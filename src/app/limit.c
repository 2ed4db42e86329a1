#include "app/limit.h"

#include "domain/job.h"
#include "store/sql.h"

enum {
    HOUR_S = 3600,
};

code limit_take(
    struct act *act, str kind, str subject, int64_t n_max, struct err *reterr)
{
    const str parts[] = {kind, S(":"), subject};
    struct bucket bucket = {0};
    bool taken;
    code result;

    bucket.bucket = arena_join(act->arena, parts, 3);
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result =
        sql_bucket_get(act->db, bucket.bucket, act->arena, &bucket, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    if (result == E_NOT_FOUND)
        bucket.updated_at = act->now;
    taken = bucket_take(&bucket, n_max, HOUR_S, act->now);
    TRY(sql_bucket_put(act->db, &bucket, NULL, reterr));
    TRY(db_commit(act->db, reterr));
    return taken ? OK : err_set(reterr, E_TOO_MANY, kind);
}
