#include "rdf/canon_state.h"

#include <string.h>

code canon_no_memory(const struct canon_state *state)
{
    return err_set(
        state->reterr, arena_status(state->arena), S("canonical form"));
}

code canon_digest(const struct canon_state *state,
    const char *text,
    const char *end,
    uint8_t *ret_digest)
{
    str part = {text, (size_t)(end - text)};
    code c = provider_hash(
        state->provider, state->hash, str_bytes(part), ret_digest);

    return c == OK ? OK : err_set(state->reterr, c, S("hash"));
}

char *canon_put_label(char *at, str prefix, uint32_t number)
{
    char digits[10];
    size_t n = sizeof(digits);

    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    *at++ = '_';
    *at++ = ':';
    memcpy(at, prefix.ptr, prefix.len);
    memcpy(at + prefix.len, digits + n, sizeof(digits) - n);
    return at + prefix.len + sizeof(digits) - n;
}

char *canon_put_hex(
    const struct canon_state *state, const uint8_t *digest, char *at)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    for (i = 0; i < state->digest_bytes; i++) {
        *at++ = digits[digest[i] >> 4];
        *at++ = digits[digest[i] & 15];
    }
    return at;
}

void canon_issue(struct canon_state *state, uint32_t blank)
{
    if (state->canonical[blank] == 0)
        state->canonical[blank] = ++state->n_canonical;
}

int canon_cmp_digests(const void *self, uint32_t a, uint32_t b)
{
    const struct canon_state *state = self;

    return memcmp(state->first_degree + a * state->digest_bytes,
        state->first_degree + b * state->digest_bytes, state->digest_bytes);
}

size_t canon_group_end(
    const struct canon_state *state, const uint32_t *by_digest, size_t from)
{
    size_t end = from + 1;

    while (end < state->n_blanks &&
           canon_cmp_digests(state, by_digest[from], by_digest[end]) == 0)
        end++;
    return end;
}
