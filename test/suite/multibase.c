/*
 * Bases and codes of keys: Bitcoin's base58 vectors, the multiformats table,
 * and every did:key of the method's vectors and test suite.
 */
#include "text/multibase.h"

#include "test/support/suite.h"
#include "text/base58.h"
#include "text/base64.h"
#include "text/json.h"

#include <stdlib.h>

static struct json *read_json(struct suite *s, const char *path)
{
    struct budget budget = budget_default();
    struct json *root = NULL;
    struct err err = {0};

    if (json_parse(suite_read(s, &s->arena, path), &budget, &s->arena, &root,
            &err) != OK)
        fprintf(stderr, "%s: %s at line %u\n", path, err.arg, err.line);
    return root;
}

/* A name for a test: the text, cut. */
static const char *name_of(str text, char name[SUITE_NAME_BYTES])
{
    snprintf(name, SUITE_NAME_BYTES, "%.*s", (int)text.len,
        text.len > 0 ? text.ptr : "");
    return name;
}

/* --- base58 --- */

static void run_base58(struct suite *s)
{
    struct json *rows = read_json(s, "data/base58/base58_encode_decode.json");
    const struct json *row = rows ? rows->child.first : NULL;
    char name[SUITE_NAME_BYTES];

    suite_begin(s, "base58", rows ? rows->n : 1);
    for (; row; row = row->next) {
        str hex = json_text(row->child.first);
        str text = json_text(row->child.last);
        bytes wanted = {0};
        bytes got = {0};

        suite_result(s, name_of(text, name),
            hex_decode(hex, &s->arena, &wanted) == OK &&
                str_eq(base58_encode(wanted, &s->arena), text) &&
                base58_decode(text, &s->arena, &got) == OK &&
                bytes_eq(got, wanted),
            "other bytes or text");
    }
    suite_end(s);
}

/* --- multicodec --- */

/* The code in the row of table.csv that starts with the name; 0 if none. */
static uint64_t code_in_table(str table, str name)
{
    size_t at = 0;

    while (at < table.len) {
        size_t end = str_find(table, '\n', at);
        str row = str_sub(table, at, end);
        size_t tag = str_find(row, ',', 0);

        /* name, tag, code, status, description */
        if (str_starts(row, name) && tag == name.len)
            return strtoull(row.ptr + str_find(row, ',', tag + 1) + 1, NULL, 0);
        at = end == SIZE_MAX ? table.len : end + 1;
    }
    return 0;
}

static void run_multicodec(struct suite *s)
{
    str csv = suite_read(s, &s->arena, "data/multiformats/table.csv");
    size_t n = 0;
    const struct multicodec_info *table = multicodec_table(&n);
    char name[SUITE_NAME_BYTES];
    size_t i;

    suite_begin(s, "multicodec", n);
    for (i = 0; i < n; i++)
        suite_result(s, name_of(table[i].name, name),
            code_in_table(csv, table[i].name) == (uint64_t)table[i].codec,
            "another code in table.csv");
    suite_end(s);
}

/* --- did:key --- */

/* True if the key decodes, is of a known kind and length, and encodes to the
 * same text again. */
static bool is_key(struct suite *s, str did, bytes *ret)
{
    str text = str_sub(did, sizeof("did:key:") - 1, did.len);
    const struct multicodec_info *info;
    uint64_t codec = 0;
    bytes data = {0};
    size_t n;

    if (!str_starts(text, S("z")) ||
        multibase_decode(text, &s->arena, &data, NULL) != OK)
        return false;
    n = varint_decode(data, &codec);
    info = n > 0 ? multicodec_find(codec) : NULL;
    *ret = (bytes){data.ptr + n, data.len - n};
    return info && (info->data_bytes == 0 || info->data_bytes == ret->len) &&
           str_eq(multibase_encode(MULTIBASE_BASE58BTC, data, &s->arena), text);
}

/* Where the vector gives the raw key too, it must be the same. */
static bool has_same_raw_key(struct suite *s, const struct json *v, bytes key)
{
    str raw = json_text(
        json_get(json_get(v, S("verificationKeyPair")), S("publicKeyBase58")));
    bytes wanted = {0};

    return raw.len == 0 || (base58_decode(raw, &s->arena, &wanted) == OK &&
                               bytes_eq(key, wanted));
}

static void run_vectors(struct suite *s, const struct json *members)
{
    const struct json *member = members->child.first;
    char name[SUITE_NAME_BYTES];

    for (; member; member = member->next) {
        bytes key = {0};

        if (!str_starts(member->name, S("did:key:")))
            continue;
        suite_result(s, name_of(member->name, name),
            is_key(s, member->name, &key) && has_same_raw_key(s, member, key),
            "does not decode to the key");
    }
}

static void run_negative(struct suite *s, const char *file)
{
    char path[SUITE_NAME_BYTES];
    const struct json *row;
    bytes key = {0};

    snprintf(path, sizeof(path), "data/did-key/did-key-test-suite/%s", file);
    row = read_json(s, path);
    suite_result(s, file,
        is_key(s, json_text(json_get(row, S("did"))), &key) !=
            json_is(json_get(row, S("negative")), JSON_TRUE),
        "the other answer");
}

static size_t count_keys(const struct json *members)
{
    const struct json *member = members ? members->child.first : NULL;
    size_t n = 0;

    for (; member; member = member->next)
        n += str_starts(member->name, S("did:key:"));
    return n;
}

static void run_did_key(struct suite *s)
{
    static const char *const files[] = {"data/did-key/bls12381.json",
        "data/did-key/ed25519-x25519.json", "data/did-key/nist-curves.json",
        "data/did-key/rsa.json", "data/did-key/secp256k1.json",
        "data/did-key/x25519.json"};
    static const char *const rows[] = {"incorrectEncoding.json",
        "invalidDid.json", "notMultibase.json", "validDid.json"};
    const struct json *members[sizeof(files) / sizeof(files[0])];
    size_t n = sizeof(rows) / sizeof(rows[0]);
    size_t i;

    for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        const struct json *root = read_json(s, files[i]);
        const struct json *inner = json_get(root, S("didDocument"));

        members[i] = inner ? inner : root;
        n += count_keys(members[i]);
    }
    suite_begin(s, "did-key/multibase", n);
    for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        run_vectors(s, members[i]);
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        run_negative(s, rows[i]);
    suite_end(s);
}

int main(int argc, char **argv)
{
    struct suite s;

    suite_start(&s, argc, argv);
    run_base58(&s);
    run_multicodec(&s);
    run_did_key(&s);
    return suite_finish(&s);
}
