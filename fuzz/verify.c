/* The whole decision on any bytes. Promise: it answers, and nothing is
 * verified without a signature.
 * seeds: test/vector/badge data/samples-1edtech-validator/ob30 bench/docs */
#include "badge/verify.h"

#include "crypto/plain.h"
#include "fuzz/fuzz.h"
#include "jsonld/context/store.h"
#include "vc/report_json.h"

/* No signature is checked here: the second step's answer is "not valid". */
static code refuse(void *self,
    const struct public_key *key,
    bytes message,
    bytes signature,
    bool *ret_valid)
{
    (void)self;
    (void)key;
    (void)message;
    (void)signature;
    *ret_valid = false;
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena lasting;
    static struct jsonld_store *store;
    static struct provider provider;
    const struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    const struct vc_facts facts = {0};
    struct budget budget = budget_default();
    struct badge_answer answer;
    struct arena step;
    struct vc_env env;

    if (!store) {
        provider = *plain_provider();
        provider.verify = refuse;
        arena_init(&lasting, STORE_BYTES);
        if (store_new(
                &lasting, &jsonld_context_data, &provider, &store, NULL) != OK)
            abort();
    }
    arena_init(&step, ARENA_REQUEST_BYTES);
    env = (struct vc_env){&provider, store, &budget, &step};
    if (badge_verify(
            (bytes){data, size}, &policy, &facts, &env, &answer, NULL) == OK) {
        fuzz_promise(answer.report->verdict != VERDICT_VERIFIED);
        report_to_json(answer.report, &step);
    }
    arena_release(&step);
    return 0;
}
