/*
 * The test data of RFC 8785's author: files to be made canonical, and the
 * deterministic sequence of doubles whose text has a known digest.
 */
#include "text/jcs.h"

#include "crypto/sha2.h"
#include "test/support/suite.h"
#include "text/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OUTPUT_BYTES = 1 << 20,
};

static const char *const files[] = {
    "arrays", "french", "structures", "unicode", "values", "weird"};

enum {
    N_FILES = sizeof(files) / sizeof(files[0]),
};

static str read_data(
    struct suite *s, const char *folder, const char *file, const char *ending)
{
    char path[256];

    snprintf(path, sizeof(path), "data/jcs/%s/%s.%s", folder, file, ending);
    return suite_read(s, &s->arena, path);
}

/* "7b 22 31" */
static bool is_hex_of(str hex, bytes data)
{
    size_t at = 0;
    size_t i;

    for (i = 0; i < data.len; i++) {
        char pair[3];

        while (at < hex.len && (uint8_t)hex.ptr[at] <= ' ')
            at++;
        snprintf(pair, sizeof(pair), "%02x", data.ptr[i]);
        if (hex.len - at < 2 || memcmp(pair, hex.ptr + at, 2) != 0)
            return false;
        at += 2;
    }
    while (at < hex.len && (uint8_t)hex.ptr[at] <= ' ')
        at++;
    return at == hex.len;
}

static void run_file(struct suite *s, const char *file)
{
    struct budget budget = budget_default();
    struct json *root = NULL;
    struct buf out;
    bytes canonical = {NULL, 0};
    str input = read_data(s, "input", file, "json");
    str output = read_data(s, "output", file, "json");
    str hex = read_data(s, "outhex", file, "txt");
    bool ok;

    buf_init(&out, &s->arena, OUTPUT_BYTES);
    ok = json_parse(input, &budget, &s->arena, &root, NULL) == OK &&
         jcs_write(&out, root, &s->arena, NULL) == OK &&
         buf_finish(&out, &canonical) == OK;
    suite_result(s, file,
        ok && str_eq(bytes_str(canonical), output) && is_hex_of(hex, canonical),
        "other bytes");
}

/* README.md of the data: the sequence of doubles, and the SHA-256 of its
 * first n lines. */
static const struct {
    size_t n_lines;
    const char *name;
    const char *digest;
} sequences[] = {
    {1000, "first-1000-doubles",
        "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"},
    {10000, "first-10000-doubles",
        "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892"},
    {100000, "first-100000-doubles",
        "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7"},
    {1000000, "first-1000000-doubles",
        "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16"},
};

enum {
    N_SEQUENCES = sizeof(sequences) / sizeof(sequences[0]),
    N_SERIAL = 2000,
};

/* Where the sequence stands: first those that the README lists, then the
 * smallest normal doubles, then what repeated hashing gives. */
struct sequence {
    str listed; /* rest of the README: "0x0000000000000000n, ..." */
    size_t n_serial;
    uint8_t block[SHA256_BYTES];
    size_t block_at;
};

static bool next_listed(struct sequence *q, uint64_t *ret)
{
    size_t at = 0;
    uint64_t bits = 0;

    while (at < q->listed.len && q->listed.ptr[at] != ']' &&
           !str_starts(str_sub(q->listed, at, at + 2), S("0x")))
        at++;
    if (at == q->listed.len || q->listed.ptr[at] == ']')
        return false;
    bits = strtoull(q->listed.ptr + at, NULL, 16);
    q->listed = str_sub(q->listed, at + 2, q->listed.len);
    *ret = bits;
    return true;
}

static uint64_t next_hashed(struct sequence *q)
{
    struct sha256 sha;
    uint64_t bits;

    if (q->block_at == 0) {
        sha256_init(&sha);
        sha256_put(&sha, (bytes){q->block, sizeof(q->block)});
        sha256_finish(&sha, q->block);
    }
    memcpy(&bits, q->block + q->block_at, sizeof(bits));
    q->block_at = (q->block_at + sizeof(bits)) % sizeof(q->block);
    return bits;
}

static uint64_t next_bits(struct sequence *q)
{
    const uint64_t smallest_normal = UINT64_C(0x0010000000000000);
    uint64_t bits = 0;
    double value = 0;

    if (next_listed(q, &bits))
        return bits;
    if (q->n_serial < N_SERIAL)
        return smallest_normal + q->n_serial++;
    while (value == 0 || !isfinite(value)) {
        bits = next_hashed(q);
        memcpy(&value, &bits, sizeof(value));
    }
    return bits;
}

static void digest_of_sequence(
    str readme, size_t n_lines, char ret_hex[2 * SHA256_BYTES + 1])
{
    struct sequence q = {.listed = readme};
    struct sha256 sha;
    uint8_t digest[SHA256_BYTES];
    size_t i;

    while (!str_starts(q.listed, S("staticU64s")))
        q.listed = str_sub(q.listed, 1, q.listed.len);
    sha256_init(&sha);
    for (i = 0; i < n_lines; i++) {
        uint64_t bits = next_bits(&q);
        char number[NUMBER_BYTES];
        char line[64];
        double value;
        int length;

        memcpy(&value, &bits, sizeof(value));
        length = snprintf(line, sizeof(line), "%" PRIx64 ",%.*s\n", bits,
            (int)number_write(value, number), number);
        sha256_put(&sha, (bytes){(uint8_t *)line, (size_t)length});
    }
    sha256_finish(&sha, digest);
    for (i = 0; i < SHA256_BYTES; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
}

int main(int argc, char **argv)
{
    struct suite s;
    char hex[2 * SHA256_BYTES + 1];
    str readme;
    size_t i;

    suite_start(&s, argc, argv);
    suite_begin(&s, "jcs", N_FILES + N_SEQUENCES);
    for (i = 0; i < N_FILES; i++)
        run_file(&s, files[i]);
    readme = suite_read(&s, &s.arena, "data/jcs/README.md");
    for (i = 0; i < N_SEQUENCES; i++) {
        digest_of_sequence(readme, sequences[i].n_lines, hex);
        suite_result(
            &s, sequences[i].name, strcmp(hex, sequences[i].digest) == 0, hex);
    }
    suite_end(&s);
    return suite_finish(&s);
}
