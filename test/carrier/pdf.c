#include "carrier/pdf.h"

#include "base/buf.h"
#include "host/native.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

#define CREDENTIAL "{\"name\":\"\xc3\xa9\"}"

enum {
    OBJECTS = 12,
    OUT_BYTES_MAX = 128 * 1024 * 1024,
};

static struct budget budget;
static struct arena arena;
static struct native *native;
static struct carrier_tools tools;

static int setup(void **state)
{
    (void)state;
    budget = budget_default();
    arena_init(&arena, (size_t)512 * 1024 * 1024);
    assert_int_equal(native_new(&native, NULL), OK);
    tools = (struct carrier_tools){&budget, native_provider(native), &arena};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    native_free(native);
    arena_release(&arena);
    return 0;
}

/* --- PDFs, object by object --- */

struct maker {
    struct buf out;
    size_t offsets[OBJECTS];
};

static void put(struct maker *m, const char *text)
{
    buf_str(&m->out, str_of(text));
}

static void put_number(struct maker *m, size_t n)
{
    buf_u64(&m->out, n);
}

static void start(struct maker *m)
{
    memset(m->offsets, 0, sizeof(m->offsets));
    buf_init(&m->out, &arena, OUT_BYTES_MAX);
    put(m, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

static void open_object(struct maker *m, size_t number)
{
    m->offsets[number] = m->out.len;
    put_number(m, number);
    put(m, " 0 obj\n");
}

static void object(struct maker *m, size_t number, const char *body)
{
    open_object(m, number);
    put(m, body);
    put(m, "\nendobj\n");
}

/* The dictionary as it is. */
static void raw_stream(
    struct maker *m, size_t number, const char *dictionary, bytes data)
{
    open_object(m, number);
    put(m, "<< ");
    put(m, dictionary);
    put(m, " >>\nstream\n");
    buf_put(&m->out, data);
    put(m, "\nendstream\nendobj\n");
}

/* With its length in it. */
static void stream(
    struct maker *m, size_t number, const char *dictionary, bytes data)
{
    char whole[256];

    (void)snprintf(
        whole, sizeof(whole), "%s /Length %zu", dictionary, data.len);
    raw_stream(m, number, whole, data);
}

static void put_offset(struct maker *m, size_t offset)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%010zu 00000 n \n", offset);
    put(m, text);
}

/* Table, trailer with `more` in it, and where the table is. */
static bytes finish(struct maker *m, const char *more)
{
    size_t table = m->out.len;
    size_t i;

    put(m, "xref\n0 1\n0000000000 65535 f \n");
    for (i = 1; i < OBJECTS; i++) {
        if (m->offsets[i] == 0)
            continue;
        put_number(m, i);
        put(m, " 1\n");
        put_offset(m, m->offsets[i]);
    }
    put(m, "trailer\n<< /Size 12 /Root 1 0 R ");
    put(m, more);
    put(m, " >>\nstartxref\n");
    put_number(m, table);
    put(m, "\n%%EOF\n");
    assert_int_equal(m->out.failed, OK);
    return buf_bytes(&m->out);
}

static void put_catalogue(struct maker *m)
{
    object(m, 1,
        "<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> /AF [3 0 R] >>");
    object(m, 2, "<< /Kids [ << /Names [(credential.json) 3 0 R] >> ] >>");
    object(m, 3,
        "<< /Type /Filespec /UF (credential.json) /F (credential.json) "
        "/EF << /F 4 0 R /UF 4 0 R >> >>");
}

static bytes plain(struct maker *m)
{
    start(m);
    put_catalogue(m);
    stream(m, 4, "/Type /EmbeddedFile /Subtype /application#2fvc",
        str_bytes(S(CREDENTIAL)));
    return finish(m, "");
}

static bytes deflate(bytes data)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_zlib_compress_bound(c, data.len);
    uint8_t *out = arena_alloc(&arena, room);
    size_t n = libdeflate_zlib_compress(c, data.ptr, data.len, out, room);

    libdeflate_free_compressor(c);
    assert_true(n > 0);
    return (bytes){out, n};
}

static void assert_found(bytes pdf, bool is_modified)
{
    struct pdf_content got = {0};
    struct err err = {0};
    code c = pdf_extract(pdf, &tools, &got, &err);

    if (c != OK)
        fail_msg("code %d: %s at %llu", (int)c, err.arg,
            (unsigned long long)err.offset);
    assert_true(str_eq(got.carried.text, S(CREDENTIAL)));
    assert_int_equal(got.carried.kind, CARRIED_BADGE_3);
    assert_int_equal(got.is_modified, is_modified);
}

static void assert_refused(bytes pdf, code expected, const char *label)
{
    struct pdf_content got = {.is_modified = true};
    struct err err = {0};
    code c = pdf_extract(pdf, &tools, &got, &err);

    if (c != expected || err.code != c)
        fail_msg("%s: code %d: %s", label, (int)c, err.arg);
    assert_null(got.carried.text.ptr);
}

/* --- tests --- */

static void test_pdf_reads_what_writers_write(void **state)
{
    bytes packed = deflate(str_bytes(S(CREDENTIAL)));
    struct maker m;
    char length[32];

    (void)state;
    assert_found(plain(&m), false);

    start(&m); /* packed; the length an object of its own; by type alone */
    object(&m, 1, "<</AF 2 0 R>>");
    object(&m, 2, "[3 0 R null 9 0 R 77 0 R]");
    object(&m, 3, "<</EF 5 0 R/F(diploma.bin)>>");
    object(&m, 5, "<</F 4 0 R>>");
    raw_stream(&m, 4,
        "/Subtype/application#2fvc+ld+json/Filter[/FlateDecode]/Length 6 0 R",
        packed);
    (void)snprintf(length, sizeof(length), "%% the length\n %zu", packed.len);
    object(&m, 6, length);
    assert_found(finish(&m, ""), false);

    start(&m); /* the name in UTF-16 and in hexadecimal */
    object(&m, 1, "<< /Names << /EmbeddedFiles << /Names [() 3 0 R] >> >> >>");
    object(&m, 3,
        "<< /EF << /F 4 0 R >> /UF <FEFF00630072006500640065006E0074006900"
        "61006C002E006A0073006F006E> >>");
    stream(&m, 4, "", str_bytes(S(CREDENTIAL)));
    assert_found(finish(&m, ""), false);
}

/* BK-13: an update that paints other text, or takes the place of an object,
 * is told; an attachment that it replaces is the one that counts. */
static void test_pdf_bk_13_tells_of_updates(void **state)
{
    struct maker m;
    char more[64];
    bytes pdf = plain(&m);
    size_t before = pdf.len - 40;

    (void)state;
    while (memcmp(pdf.ptr + before, "xref\n0", 6) != 0)
        before--;
    memset(m.offsets, 0, sizeof(m.offsets));
    object(&m, 7, "<< /Painted (over) >>");
    (void)snprintf(more, sizeof(more), "/Prev %zu", before);
    assert_found(finish(&m, more), true);
}

static void put_field(struct buf *b, unsigned kind, size_t at, unsigned index)
{
    buf_byte(b, (uint8_t)kind);
    buf_byte(b, (uint8_t)(at >> 8 & 0xff));
    buf_byte(b, (uint8_t)(at & 0xff));
    buf_byte(b, (uint8_t)index);
}

/* A file whose catalogue and file specification lie in a stream of objects,
 * which is object 5 (of kind 1: not in a stream itself); 4 is the credential, 6
 * the cross-references. */
static bytes modern(
    struct maker *m, unsigned kind_of_5, const char *parameters, bool is_packed)
{
    static const char objects[] =
        "1 0 2 40 3 80 "
        "<< /AF [ 3 0 R ] >>                     "
        "null                                    "
        "<< /UF (credential.json) /EF << /F 4 0 R >> >>";
    char dictionary[160];
    struct buf rows;
    bytes data;

    start(m);
    stream(m, 4, "", str_bytes(S(CREDENTIAL)));
    data = str_bytes(str_of(objects));
    stream(m, 5,
        is_packed ? "/Type /ObjStm /N 3 /First 14 /Filter /FlateDecode"
                  : "/Type /ObjStm /N 3 /First 14",
        is_packed ? deflate(data) : data);
    buf_init(&rows, &arena, 256);
    put_field(&rows, 2, 5, 0);
    put_field(&rows, 2, 5, 1);
    put_field(&rows, 2, 5, 2);
    put_field(&rows, 1, m->offsets[4], 0);
    put_field(&rows, kind_of_5, m->offsets[5], 0);
    put_field(&rows, 1, m->out.len, 0);
    data = buf_bytes(&rows);
    (void)snprintf(dictionary, sizeof(dictionary),
        "/Type /XRef /Size 7 /W [1 2 1] /Index [1 6] /Root 1 0 R %s",
        parameters);
    if (strstr(parameters, "/Predictor 12")) {
        struct buf up;
        size_t i;

        buf_init(&up, &arena, 256);
        for (i = 0; i < data.len; i++) {
            if (i % 4 == 0)
                buf_byte(&up, 2);
            buf_byte(
                &up, (uint8_t)(data.ptr[i] - (i < 4 ? 0 : data.ptr[i - 4])));
        }
        data = deflate(buf_bytes(&up));
    }
    stream(m, 6, dictionary, data);
    put(m, "startxref\n");
    put_number(m, m->offsets[6]);
    put(m, "\n%%EOF");
    return buf_bytes(&m->out);
}

static void test_pdf_reads_streams_of_objects(void **state)
{
    struct maker m;

    (void)state;
    assert_found(modern(&m, 1, "", false), false);
    assert_found(modern(&m, 1, "", true), false);
    assert_found(modern(&m, 1,
                     "/Filter /FlateDecode /DecodeParms << /Predictor 12 "
                     "/Columns 4 >>",
                     true),
        false);
}

/* BK-12 */
static void test_pdf_bk_12_bounds(void **state)
{
    static const size_t bomb_bytes = (size_t)80 * 1024 * 1024;
    struct maker m;
    const str magic = S("%PDF-");
    char more[64];
    uint8_t *zeros = arena_zero(&arena, bomb_bytes, 1);
    bytes bomb = deflate((bytes){zeros, bomb_bytes});
    bytes pdf;

    (void)state;
    start(&m);
    put_catalogue(&m);
    (void)snprintf(more, sizeof(more), "/Prev %zu", m.out.len);
    assert_refused(finish(&m, more), E_BAKE_LIMIT, "/Prev to itself");
    start(&m);
    put_catalogue(&m);
    assert_refused(
        finish(&m, "/Prev 2147483648"), E_BAKE_LIMIT, "/Prev of 2^31");
    assert_refused(finish(&m, "/XRefStm 4294967296 "), E_BAKE_LIMIT, "hybrid");
    start(&m);
    put_catalogue(&m);
    m.offsets[4] = (size_t)1 << 31;
    assert_refused(finish(&m, ""), E_BAKE_LIMIT, "offset of 2^31");
    assert_refused(
        modern(&m, 2, "", false), E_BAKE_LIMIT, "stream in a stream");
    start(&m);
    put_catalogue(&m);
    stream(&m, 4, "/Filter /FlateDecode", bomb);
    pdf = finish(&m, "");
    assert_refused(pdf, E_BAKE_LIMIT, "flate bomb");
    start(&m);
    put_catalogue(&m);
    stream(&m, 4, "", (bytes){zeros, budget.image_text_bytes_max + 1});
    assert_refused(finish(&m, ""), E_BAKE_LIMIT, "large credential");
    assert_refused(
        (bytes){zeros, budget.pdf_bytes_max + 1}, E_BAKE_FORMAT, "no header");
    memcpy(zeros, magic.ptr, magic.len);
    assert_refused(
        (bytes){zeros, budget.pdf_bytes_max + 1}, E_BAKE_LIMIT, "large file");
}

static void test_pdf_refuses(void **state)
{
    static const struct {
        const char *label;
        const char *from; /* in the plain file, */
        const char *to;   /* replaced by as many bytes */
        code code;
    } cases[] = {
        {"header", "%PDF-1.7", "%FDP-1.7", E_BAKE_FORMAT},
        {"startxref", "startxref", "startxrfe", E_BAKE_FORMAT},
        {"table", "xref\n0 1", "xerf\n0 1", E_BAKE_FORMAT},
        {"entry", " 65535 f", " 65535 g", E_BAKE_FORMAT},
        {"trailer", "trailer", "trialer", E_BAKE_FORMAT},
        {"size", "/Size 12", "/Eziz 12", E_BAKE_FORMAT},
        {"root", "/Root 1 0 R", "/Root 9 0 R", E_BAKE_FORMAT},
        {"number", "\n3 0 obj", "\n5 0 obj", E_BAKE_FORMAT},
        {"length", "/Length 13", "/Length 12", E_BAKE_FORMAT},
        {"long", "/Length 13", "/Length 99", E_BAKE_FORMAT},
        {"no end", "endstream", "endstraem", E_BAKE_FORMAT},
        {"dictionary", "/Type /Filespec", "(Type /Filespec", E_BAKE_FORMAT},
        {"other file", "/UF (credential.json) /F (credential.json)",
            "/UF (credential.xml.) /F (credential.xml.)", OK},
        {"no file", "/EF <<", "/FE <<", E_NO_CREDENTIAL},
        {"filter", "/Subtype /application#2fvc", "/Filter /LZWDecode         ",
            E_BAKE_FORMAT},
        {"not packed", "/Subtype /application#2fvc",
            "/Filter /FlateDecode       ", E_BAKE_FORMAT},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct maker m;
        bytes pdf = plain(&m);
        size_t len = strlen(cases[i].from);
        size_t at = 0;

        while (memcmp(pdf.ptr + at, cases[i].from, len) != 0)
            at++;
        memcpy(m.out.ptr + at, cases[i].to, len);
        if (cases[i].code == OK)
            assert_found(pdf, false);
        else
            assert_refused(pdf, cases[i].code, cases[i].label);
    }
}

static void test_pdf_refuses_more(void **state)
{
    struct carrier_tools none = {&budget, NULL, &arena};
    struct pdf_content got;
    struct maker m;
    struct err err;
    size_t i;

    (void)state;
    start(&m);
    put_catalogue(&m);
    stream(&m, 4, "", str_bytes(S(CREDENTIAL)));
    assert_refused(finish(&m, "/Encrypt 8 0 R"), E_BAKE_FORMAT, "encrypted");
    start(&m);
    object(&m, 1, "<< /AF [3 0 R 5 0 R] >>");
    object(&m, 3, "<< /F (credential.json) /EF << /F 4 0 R >> >>");
    object(&m, 5, "<< /F (credential.jwt) /EF << /F 6 0 R >> >>");
    stream(&m, 4, "", str_bytes(S(CREDENTIAL)));
    stream(&m, 6, "", str_bytes(S(CREDENTIAL)));
    assert_refused(finish(&m, ""), E_BAKE_DUPLICATE, "two credentials");
    start(&m);
    object(&m, 1, "<< /Names << /EmbeddedFiles 2 0 R >> >>");
    object(&m, 2, "<< /Kids [2 0 R 2 0 R] >>");
    assert_refused(finish(&m, ""), E_BAKE_LIMIT, "tree in a circle");
    start(&m);
    open_object(&m, 1);
    for (i = 0; i < 100000; i++)
        put(&m, "[");
    assert_refused(finish(&m, ""), E_BAKE_LIMIT, "depth");
    start(&m);
    put_catalogue(&m);
    stream(&m, 4, "/Filter /FlateDecode", deflate(str_bytes(S(CREDENTIAL))));
    assert_int_equal(
        pdf_extract(finish(&m, ""), &none, &got, &err), E_ARGUMENT);
}

/* Cut anywhere it is an error, or the right answer. */
static void test_pdf_cut_off(void **state)
{
    struct maker m;
    bytes pdf = plain(&m);
    size_t n;

    (void)state;
    for (n = 0; n < pdf.len; n++) {
        struct pdf_content got = {0};
        struct err err;
        code c = pdf_extract((bytes){pdf.ptr, n}, &tools, &got, &err);

        assert_true(c == E_BAKE_FORMAT || c == E_BAKE_LIMIT ||
                    (c == OK && str_eq(got.carried.text, S(CREDENTIAL))));
    }
}

static void test_pdf_survives_no_memory(void **state)
{
    struct maker m;
    bytes pdf = modern(&m, 1, "", true);
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        struct arena small;
        struct carrier_tools own = {&budget, tools.provider, &small};
        struct pdf_content got;
        struct err err;
        code c;

        arena_init(&small, (size_t)1 << 20);
        c = pdf_extract(pdf, &own, &got, &err);
        arena_release(&small);
        assert_true(c == OK || c == E_NO_MEMORY);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_pdf_reads_what_writers_write),
        CASE(test_pdf_bk_13_tells_of_updates),
        CASE(test_pdf_reads_streams_of_objects),
        CASE(test_pdf_bk_12_bounds),
        CASE(test_pdf_refuses),
        CASE(test_pdf_refuses_more),
        CASE(test_pdf_cut_off),
        CASE(test_pdf_survives_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
