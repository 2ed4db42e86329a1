#include "base/err.h"

#include <string.h>

static void copy_cut(char *to, size_t to_bytes, str from)
{
    size_t n = from.len < to_bytes - 1 ? from.len : to_bytes - 1;

    /* Never cut inside a UTF-8 sequence. */
    while (n > 0 && n < from.len && ((uint8_t)from.ptr[n] & 0xc0) == 0x80)
        n--;
    if (n > 0)
        memcpy(to, from.ptr, n);
    to[n] = '\0';
}

code err_set(struct err *reterr, code c, str arg)
{
    if (reterr) {
        *reterr = (struct err){.code = c};
        copy_cut(reterr->arg, sizeof(reterr->arg), arg);
    }
    return c;
}

code err_at(struct err *reterr, code c, str arg, str text, size_t offset)
{
    size_t i;

    err_set(reterr, c, arg);
    if (!reterr)
        return c;
    reterr->has_place = true;
    reterr->offset = offset;
    reterr->line = 1;
    reterr->column = 1;
    for (i = 0; i < offset && i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            reterr->line++;
            reterr->column = 1;
        } else if (((uint8_t)text.ptr[i] & 0xc0) != 0x80) {
            reterr->column++;
        }
    }
    return c;
}

void err_pointer(struct err *reterr, str pointer)
{
    if (reterr)
        copy_cut(reterr->pointer, sizeof(reterr->pointer), pointer);
}
