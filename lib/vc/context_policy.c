#include "vc/context_policy.h"

#include "jsonld/context/store.h"
#include "vc/credential.h"

struct walk {
    const struct jsonld_store *store;
    struct report *report;
    enum vc_inline inline_contexts;
};

static void refuse(
    const struct walk *w, const struct json_path *at, const struct json *item)
{
    report_add(w->report, CHECK_FORM, ANSWER_BAD, E_CONTEXT_NOT_APPROVED,
        report_path(w->report, at), json_text(item));
}

static void check_context(const struct walk *w,
    const struct json *context,
    const struct json_path *at)
{
    bool top = !at->up;
    const struct json *item =
        context->type == JSON_ARRAY ? context->child.first : context;
    struct json_path item_at = json_path_item(at, 0);

    for (; item; item = context->type == JSON_ARRAY ? item->next : NULL) {
        bool taken = item->type == JSON_STRING
                         ? store_text(w->store, item->text).ptr != NULL
                         : top && w->inline_contexts == VC_INLINE_TAKEN;

        if (!taken)
            refuse(w, &item_at, item);
        item_at.index++;
    }
}

/* May this object bring contexts of its own? */
static bool may_have_context(const struct json *object, str name)
{
    return str_eq(name, S("proof")) || vc_is_credential(object) ||
           vc_is_presentation(object) ||
           shape_has_type(object, S("EnvelopedVerifiableCredential")) ||
           shape_has_type(object, S("EnvelopedVerifiablePresentation"));
}

/* `name` is the member that the value stands under, also through arrays. */
static void walk(const struct walk *w,
    const struct json *value,
    str name,
    const struct json_path *at,
    uint32_t depth_left)
{
    bool is_array = value->type == JSON_ARRAY;
    struct json_path item_at = json_path_item(at, 0);
    const struct json *item;

    if (depth_left == 0 || (!is_array && value->type != JSON_OBJECT))
        return;
    for (item = value->child.first; item; item = item->next) {
        bool is_context = !is_array && str_eq(item->name, S("@context"));

        if (!is_array)
            item_at.name = item->name;
        if (!is_context)
            walk(w, item, is_array ? name : item->name, &item_at,
                depth_left - 1);
        else if (!at || may_have_context(value, name))
            check_context(w, item, &item_at);
        else
            refuse(w, &item_at, item);
        item_at.index++;
    }
}

void vc_check_contexts(const struct json *document,
    const struct jsonld_store *store,
    enum vc_inline inline_contexts,
    uint32_t depth_max,
    struct report *report)
{
    struct walk w = {store, report, inline_contexts};

    walk(&w, document, S(""), NULL, depth_max);
}
