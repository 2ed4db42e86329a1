#include "vc/source.h"

#include "vc/did_web.h"

/* The elements of a member that is one value or an array. */
static const struct json *first_of(const struct json *list)
{
    return json_is(list, JSON_ARRAY) ? list->child.first : list;
}

static const struct json *next_of(
    const struct json *list, const struct json *item)
{
    return json_is(list, JSON_ARRAY) ? item->next : NULL;
}

static void need_key(str method, struct vc_needs *needs)
{
    const str base = str_sub(method, 0, str_find(method, '#', 0));
    str place = base;

    if (did_is_web(base) && did_web_url(base, needs->arena, &place, NULL) != OK)
        return;
    if (str_starts(place, S("https://")))
        vc_need_document(needs, place);
}

static void need_list(str url, struct vc_needs *needs)
{
    if (str_starts(url, S("https://")) || str_starts(url, S("http://")))
        vc_need_document(needs, url);
}

static void of_credential(const struct json *document, struct vc_needs *needs)
{
    const struct json *proofs = json_get(document, S("proof"));
    const struct json *statuses = json_get(document, S("credentialStatus"));
    const struct json *item;

    for (item = first_of(proofs); item; item = next_of(proofs, item))
        need_key(json_text(json_get(item, S("verificationMethod"))), needs);
    for (item = first_of(statuses); item; item = next_of(statuses, item))
        need_list(json_text(json_get(item, S("statusListCredential"))), needs);
}

void vc_source_needs(const struct json *document, struct vc_needs *needs)
{
    const struct json *inner = json_get(document, S("verifiableCredential"));
    const struct json *item;

    of_credential(document, needs);
    for (item = first_of(inner); item; item = next_of(inner, item))
        of_credential(item, needs);
}
