#include "app/verify.h"

code app_verify(struct engine *engine,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    struct vc_facts facts = {
        .documents = request->documents,
        .n_documents = request->n_documents,
    };

    return badge_verify(
        request->input, &request->policy, &facts, &env, ret, reterr);
}

code app_read_document(str text,
    struct arena *memory,
    struct vc_fact_document *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *json = NULL;
    str id;

    TRY(json_parse(text, &budget, memory, &json, reterr));
    id = json_text(json_get(json, S("id")));
    if (id.len == 0)
        return err_set(
            reterr, E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID, S("id"));
    *ret = (struct vc_fact_document){.url = id, .json = json};
    return OK;
}
