/* The vectors of the rule language: RULES 8.3. */
#include "rule/vector.h"
#include "test/support/suite.h"

#include <inttypes.h>

enum {
    N_VECTORS = 350, /* as RULES 8.3 says */
    STEP_BYTES = 64 * 1024 * 1024,
};

static void run(struct suite *s, struct arena *step, str line)
{
    struct budget budget = budget_default();
    struct vector_result result = {.id = -1};
    struct err err = {0};
    char name[32];

    budget.work_left = UINT64_MAX;
    arena_reset(step);
    if (vector_run(line, &budget, step, &result, &err) != OK)
        snprintf(result.why, sizeof(result.why), "code %d about '%.100s'",
            (int)err.code, err.arg);
    snprintf(name, sizeof(name), "%" PRId64, result.id);
    suite_result(s, name, result.passed, result.why);
}

int main(int argc, char **argv)
{
    struct suite s;
    struct arena step;
    size_t at = 0;
    str text;

    suite_start(&s, argc, argv);
    arena_init(&step, STEP_BYTES);
    text = suite_read(&s, &s.arena, "domain/trl-vectors.jsonl");
    suite_begin(&s, "trl", N_VECTORS);
    while (at < text.len) {
        size_t end = str_find(text, '\n', at);

        if (end == SIZE_MAX)
            end = text.len;
        run(&s, &step, str_sub(text, at, end));
        at = end + 1;
    }
    suite_end(&s);
    arena_release(&step);
    return suite_finish(&s);
}
