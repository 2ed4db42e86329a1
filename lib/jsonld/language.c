#include "jsonld/language.h"

#include "text/language.h"

#include <string.h>

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static str lower(str tag, struct arena *arena)
{
    size_t i = 0;
    char *text;

    while (i < tag.len && !is_upper(tag.ptr[i]))
        i++;
    if (i == tag.len)
        return tag;
    text = arena_alloc(arena, tag.len);
    if (!text)
        return (str){NULL, 0};
    memcpy(text, tag.ptr, tag.len);
    for (; i < tag.len; i++) {
        if (is_upper(text[i]))
            text[i] = (char)(text[i] | ' ');
    }
    return (str){text, tag.len};
}

code language_read(struct run *run,
    const struct json *at,
    str tag,
    struct arena *arena,
    str *ret)
{
    str lowered;

    if (run->options->safe && !language_is_well_formed(tag))
        return run_loss(run, tag, at);
    lowered = lower(tag, arena);
    TRY(arena_status(arena));
    *ret = lowered;
    return OK;
}
