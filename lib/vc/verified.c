#include "vc/verified.h"

#include "jsonld/nest.h"

static bool has_good_proof(const struct report *report)
{
    const struct check *at = report->first;

    while (at && (at->kind != CHECK_PROOF || at->answer != ANSWER_GOOD))
        at = at->next;
    return at != NULL && report_answer(report, CHECK_PROOF) != ANSWER_BAD;
}

/* Flattening names the root first when it has no name of its own. */
static str root_of(const struct report *report)
{
    const struct json *node = json_is(report->expanded, JSON_ARRAY)
                                  ? report->expanded->child.first
                                  : NULL;
    str id = json_text(json_get(node, S("@id")));

    return id.len > 0 && !str_starts(id, S("_:")) ? id : S("_:b0");
}

code vc_verified(const struct report *report,
    const struct vc_env *env,
    const struct json **ret,
    struct err *reterr)
{
    struct jsonld_options options = {
        .store = env->store, .budget = env->budget, .ordered = true};
    struct json *tree = NULL;

    if (!has_good_proof(report) || !report->document || !report->expanded)
        return err_set(reterr, E_ARGUMENT, S("proof"));
    if (report->covers_json) {
        *ret = report->document;
        return OK;
    }
    TRY(jsonld_flatten(
        report->expanded, NULL, &options, env->arena, &tree, reterr));
    TRY(jsonld_nest(
        tree, root_of(report), env->budget, env->arena, &tree, reterr));
    TRY(jsonld_compact(tree, json_get(report->document, S("@context")),
        &options, env->arena, &tree, reterr));
    *ret = tree;
    return OK;
}
