#include "domain/job.h"

enum {
    THOUSAND = 1000,
};

static const str KINDS[] = {
    [JOB_BATCH] = STR("batch"),
    [JOB_IMPORT] = STR("import"),
    [JOB_STATUS_PUBLISH] = STR("status_publish"),
    [JOB_REMIND] = STR("remind"),
    [JOB_EXPIRE] = STR("expire"),
    [JOB_RELEASE] = STR("release"),
    [JOB_REISSUE] = STR("reissue"),
    [JOB_EXPORT] = STR("export"),
    [JOB_CLEAN] = STR("clean"),
};

static const str STATES[] = {
    [JOB_WAITING] = STR("waiting"),
    [JOB_DONE] = STR("done"),
    [JOB_FAILED] = STR("failed"),
    [JOB_CANCELLED] = STR("cancelled"),
};

const struct names job_kind_names = {KINDS, JOB_CLEAN + 1};
const struct names job_state_names = {STATES, JOB_CANCELLED + 1};

bool bucket_take(
    struct bucket *bucket, int64_t n_max, int64_t window_s, int64_t now)
{
    const int64_t full = n_max * THOUSAND;
    const int64_t passed = now - bucket->updated_at;
    int64_t drained = bucket->used;

    if (passed > 0)
        drained = passed >= window_s ? 0 : drained - full * passed / window_s;
    bucket->used = drained > 0 ? drained : 0;
    bucket->updated_at = now;
    if (bucket->used + THOUSAND > full)
        return false;
    bucket->used += THOUSAND;
    return true;
}
