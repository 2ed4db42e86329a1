#include "host/library.h"

#include <dlfcn.h>
#include <string.h>

void *library_open(const char *name)
{
    return dlopen(name, RTLD_NOW | RTLD_LOCAL);
}

bool library_symbol(void *library, const char *name, void *ret)
{
    void *found = library ? dlsym(library, name) : NULL;

    /* ISO C has no cast from an object to a function pointer; POSIX says
     * that they have the same form. */
    memcpy(ret, &found, sizeof(found));
    return found != NULL;
}
