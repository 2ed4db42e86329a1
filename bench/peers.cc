#include <jansson.h>
#include <simdjson.h>

#include "bench/peers.h"

bool peers_jansson(const char *text, size_t bytes, size_t n)
{
    for (; n > 0; n--) {
        json_t *root = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, NULL);

        if (!root)
            return false;
        json_decref(root);
    }
    return true;
}

bool peers_simdjson(const char *text, size_t bytes, size_t n)
{
    static simdjson::dom::parser parser;

    for (; n > 0; n--) {
        simdjson::dom::element root;

        if (parser.parse(text, bytes, false).get(root) != simdjson::SUCCESS)
            return false;
    }
    return true;
}
