#include "domain/names.h"

str names_word(const struct names *names, int64_t number)
{
    if (number < 0 || (uint64_t)number >= names->n)
        return (str){NULL, 0};
    return names->words[number];
}

bool names_find(const struct names *names, str word, int64_t *ret)
{
    size_t i;

    for (i = 0; word.len > 0 && i < names->n; i++) {
        if (str_eq(names->words[i], word)) {
            *ret = (int64_t)i;
            return true;
        }
    }
    return false;
}
