/*
 * Libraries that are loaded where they are used, so that the program itself
 * links none of them.
 */
#ifndef HOST_LIBRARY_H
#define HOST_LIBRARY_H

#include <stdbool.h>

/* The library of that file name; NULL when it is not installed. */
void *library_open(const char *name);

/* Puts the address of a function into the function pointer at `ret`; false,
 * and NULL there, when `library` is NULL or has none of that name. */
bool library_symbol(void *library, const char *name, void *ret);

#endif
