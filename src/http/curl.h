/*
 * libcurl, loaded when it is first needed: a program that fetches nothing
 * does not wait for it (nor for what it drags in).
 */
#ifndef HTTP_CURL_H
#define HTTP_CURL_H

#include "base/err.h"

#include <curl/curl.h>

/* The few functions that are called, by their documented prototypes. */
struct curl {
    CURLcode (*global_init)(long flags);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *handle);
    CURLcode (*easy_setopt)(CURL *handle, CURLoption option, ...);
    CURLcode (*easy_perform)(CURL *handle);
    CURLcode (*easy_getinfo)(CURL *handle, CURLINFO info, ...);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
};

/* Fills the table; E_FETCH_FAILED when libcurl.so.4 is not installed. To be
 * called by one thread at a time. */
MUST_USE code curl_load(struct curl *ret, struct err *reterr);

#endif
