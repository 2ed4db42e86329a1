#include "jsonld/issuer.h"

#include <string.h>

enum {
    U32_DIGITS = 10,
};

void issuer_init(struct issuer *issuer, str prefix, struct arena *arena)
{
    *issuer = (struct issuer){.prefix = prefix};
    map_init(&issuer->issued, arena);
}

str issuer_fresh(struct issuer *issuer)
{
    char digits[U32_DIGITS];
    size_t n = 0;
    uint32_t rest = issuer->n++;
    size_t len;
    char *text;

    do {
        digits[U32_DIGITS - ++n] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    len = issuer->prefix.len + n;
    text = arena_alloc(issuer->issued.arena, len);
    if (!text)
        return (str){NULL, 0};
    memcpy(text, issuer->prefix.ptr, issuer->prefix.len);
    memcpy(text + issuer->prefix.len, digits + U32_DIGITS - n, n);
    return (str){text, len};
}

str issuer_issue(struct issuer *issuer, str existing)
{
    struct map_entry *entry = map_put(&issuer->issued, existing);
    str *text;

    if (!entry)
        return (str){NULL, 0};
    text = entry->value;
    if (!text) {
        text = arena_new(issuer->issued.arena, str);
        if (!text)
            return (str){NULL, 0};
        *text = issuer_fresh(issuer);
        entry->value = text;
    }
    return *text;
}

code issuer_status(const struct issuer *issuer)
{
    code c = map_status(&issuer->issued);

    return c != OK ? c : arena_status(issuer->issued.arena);
}
