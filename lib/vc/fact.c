#include "vc/fact.h"

#include <string.h>

static struct vc_need *add(struct vc_needs *needs)
{
    struct vc_need *need = arena_new(needs->arena, struct vc_need);

    if (need) {
        need->next = needs->first;
        needs->first = need;
        needs->n++;
    }
    return need;
}

void vc_need_document(struct vc_needs *needs, str url)
{
    struct vc_need *need;
    size_t n = 0;

    for (need = needs->first; need; need = need->next) {
        n += need->kind == NEED_DOCUMENT;
        if (need->kind == NEED_DOCUMENT && str_eq(need->url, url))
            return;
    }
    if (n >= NEED_DOCUMENTS_MAX)
        return;
    need = add(needs);
    if (need) {
        need->kind = NEED_DOCUMENT;
        need->url = url;
    }
}

static bytes copy(struct arena *arena, bytes data)
{
    return str_bytes(arena_str(arena, bytes_str(data)));
}

void vc_need_signature(struct vc_needs *needs,
    const struct public_key *key,
    bytes message,
    bytes signature)
{
    struct vc_need *need = add(needs);

    if (need) {
        need->kind = NEED_SIGNATURE;
        need->key = *key;
        need->message = copy(needs->arena, message);
        need->signature = copy(needs->arena, signature);
    }
}

void vc_need_inflated(struct vc_needs *needs, bytes packed)
{
    struct vc_need *need = add(needs);

    if (need) {
        need->kind = NEED_INFLATED;
        need->packed = packed;
    }
}

const struct vc_fact_document *vc_fact_document(
    const struct vc_facts *facts, str url)
{
    const struct vc_fact_document *found = NULL;
    size_t i;

    for (i = 0; i < facts->n_documents; i++) {
        const struct vc_fact_document *f = &facts->documents[i];

        if (str_eq(f->url, url) &&
            (!found || f->retrieved_unix_s > found->retrieved_unix_s))
            found = f;
    }
    return found;
}

const struct vc_fact_inflated *vc_fact_inflated(
    const struct vc_facts *facts, bytes packed)
{
    size_t i;

    for (i = 0; i < facts->n_inflated; i++) {
        if (bytes_eq(facts->inflated[i].packed, packed))
            return &facts->inflated[i];
    }
    return NULL;
}

const struct vc_fact_signature *vc_fact_signature(const struct vc_facts *facts,
    const struct public_key *key,
    bytes message,
    bytes signature)
{
    size_t i;

    for (i = 0; i < facts->n_signatures; i++) {
        const struct vc_fact_signature *f = &facts->signatures[i];

        if (key_eq(&f->key, key) && bytes_eq(f->message, message) &&
            bytes_eq(f->signature, signature))
            return f;
    }
    return NULL;
}
