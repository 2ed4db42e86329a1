#include "host/openssl.h"

#include "host/library.h"

#define OPENSSL_FIND(function)                                                 \
    found &= library_symbol(library, #function, &o->function);

const struct openssl *openssl_load(struct arena *arena)
{
    struct openssl *o = arena_new(arena, struct openssl);
    void *library = library_open("libcrypto.so.3");
    bool found = o != NULL;

    if (!o)
        return NULL;
    OPENSSL_FUNCTIONS(OPENSSL_FIND)
    return found ? o : NULL;
}
