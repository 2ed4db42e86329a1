#include "http/curl.h"

#include <dlfcn.h>
#include <string.h>

static bool symbol(void *library, const char *name, void *ret)
{
    void *found = dlsym(library, name);

    /* ISO C has no cast from an object to a function pointer; POSIX says
     * that they have the same form. */
    memcpy(ret, &found, sizeof(found));
    return found != NULL;
}

code curl_load(struct curl *ret, struct err *reterr)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    struct curl api = {0};

    if (!library || !symbol(library, "curl_global_init", &api.global_init) ||
        !symbol(library, "curl_easy_init", &api.easy_init) ||
        !symbol(library, "curl_easy_cleanup", &api.easy_cleanup) ||
        !symbol(library, "curl_easy_setopt", &api.easy_setopt) ||
        !symbol(library, "curl_easy_perform", &api.easy_perform) ||
        !symbol(library, "curl_easy_getinfo", &api.easy_getinfo) ||
        !symbol(library, "curl_slist_append", &api.slist_append) ||
        !symbol(library, "curl_slist_free_all", &api.slist_free_all) ||
        api.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return err_set(reterr, E_FETCH_FAILED, S("libcurl.so.4"));
    *ret = api;
    return OK;
}
