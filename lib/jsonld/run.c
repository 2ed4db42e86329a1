#include "jsonld/run.h"

void run_init(struct run *run,
    const struct jsonld_options *options,
    struct arena *arena,
    struct err *reterr)
{
    *run = (struct run){
        .options = options,
        .arena = arena,
        .reterr = reterr,
    };
}

code run_fail(struct run *run, code c, str arg, const struct json *at)
{
    run->culprit = at;
    return err_set(run->reterr, c, arg);
}

code run_loss(struct run *run, str arg, const struct json *at)
{
    if (!run->options->safe)
        return OK;
    return run_fail(run, E_DATA_LOSS_DETECTION_ERROR, arg, at);
}

code run_enter(struct run *run, const struct json *at)
{
    if (run->depth >= run->options->budget->depth_max)
        return run_fail(run, E_JSON_TOO_DEEP, (str){NULL, 0}, at);
    run->depth++;
    return OK;
}

void run_leave(struct run *run)
{
    run->depth--;
}

enum {
    POINTER_DEPTH_MAX = 256,
};

/* A path is kept as links on the stack from leaf to root, then written from
 * root to leaf. */
struct step {
    const struct step *up;
    const struct json *parent;
    const struct json *node;
    uint32_t index;
};

static void put(char *text, size_t *len, char c)
{
    if (*len < ERR_POINTER_BYTES - 1)
        text[(*len)++] = c;
}

static void put_index(char *text, size_t *len, uint32_t index)
{
    uint32_t unit = 1;

    while (index / unit >= 10)
        unit *= 10;
    for (; unit > 0; unit /= 10)
        put(text, len, (char)('0' + index / unit % 10));
}

/* RFC 6901 section 3: ~ is ~0, / is ~1. */
static void put_name(char *text, size_t *len, str name)
{
    size_t i;

    for (i = 0; i < name.len; i++) {
        if (name.ptr[i] == '~' || name.ptr[i] == '/') {
            put(text, len, '~');
            put(text, len, name.ptr[i] == '~' ? '0' : '1');
        } else {
            put(text, len, name.ptr[i]);
        }
    }
}

static void put_step(char *text, size_t *len, const struct step *step)
{
    if (!step->up)
        return;
    put_step(text, len, step->up);
    put(text, len, '/');
    if (step->parent->type == JSON_ARRAY)
        put_index(text, len, step->index);
    else
        put_name(text, len, step->node->name);
}

/* Looks for the node below `step`, depth first. */
static bool find(const struct step *step,
    const struct json *wanted,
    int depth,
    struct err *reterr)
{
    const struct json *child;
    uint32_t index = 0;

    if (step->node == wanted) {
        char text[ERR_POINTER_BYTES];
        size_t len = 0;
        put_step(text, &len, step);
        err_pointer(reterr, (str){text, len});
        return true;
    }
    if (depth == 0 ||
        (step->node->type != JSON_ARRAY && step->node->type != JSON_OBJECT))
        return false;
    for (child = step->node->child.first; child; child = child->next) {
        struct step down = {step, step->node, child, index++};
        if (find(&down, wanted, depth - 1, reterr))
            return true;
    }
    return false;
}

code run_end(struct run *run, code c, const struct json *root)
{
    struct step top = {.node = root};

    if (c != OK && run->reterr && run->culprit && root)
        find(&top, run->culprit, POINTER_DEPTH_MAX, run->reterr);
    return c;
}
