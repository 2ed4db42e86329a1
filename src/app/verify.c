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

code app_read_documents(str text,
    struct arena *memory,
    struct verify_request *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct vc_fact_document *documents;
    struct json *json = NULL;
    const struct json *item;
    size_t n = 1;
    size_t i;

    TRY(json_parse(text, &budget, memory, &json, reterr));
    item = json;
    if (json->type == JSON_ARRAY) {
        item = json->child.first;
        n = json->n;
    }
    documents = arena_array(memory, n, struct vc_fact_document);
    if (!documents)
        return arena_status(memory);
    for (i = 0; i < n; i++, item = item->next) {
        documents[i].url = json_text(json_get(item, S("id")));
        documents[i].json = item;
        if (documents[i].url.len == 0)
            return err_set(
                reterr, E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID, S("id"));
    }
    ret->documents = documents;
    ret->n_documents = n;
    return OK;
}
