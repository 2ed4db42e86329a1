#include "http/form.h"

#include "base/buf.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>

#define TYPE "multipart/form-data; boundary=XX"
#define DISPOSITION "Content-Disposition: form-data; name=\"a\""
#define PART(text) "--XX\r\n" DISPOSITION "\r\n\r\n" text "\r\n"
#define FILE_PART(name, text)                                                  \
    "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" name     \
    "\"\r\nContent-Type: image/png\r\n\r\n" text "\r\n"
#define END "--XX--\r\n"
#define URLENCODED "application/x-www-form-urlencoded; charset=utf-8"

struct form_case {
    const char *label;
    const char *type;
    const char *body;
    code code;
    size_t n;
    const char *a; /* field "a" */
};

static const struct form_case CASES[] = {
    {"pairs", URLENCODED, "a=1+2&b=%26&&c", OK, 3, "1 2"},
    {"empty", URLENCODED, "", OK, 0, ""},
    {"first of a name", URLENCODED, "a=x&a=y", OK, 2, "x"},
    {"bad escape", URLENCODED, "a=%q", E_FORM_SYNTAX, 0, ""},
    {"NUL", URLENCODED, "a=%00", E_FORM_SYNTAX, 0, ""},
    {"not UTF-8", URLENCODED, "a=\xff", E_FORM_SYNTAX, 0, ""},
    {"JSON", "application/json", "{}", E_FORM_SYNTAX, 0, ""},
    {"no type", "", "a=b", E_FORM_SYNTAX, 0, ""},
    {"part", TYPE, PART("x") END, OK, 1, "x"},
    {"quoted boundary", "multipart/form-data; boundary=\"XX\"", PART("x") END,
        OK, 1, "x"},
    {"two parts", TYPE, PART("x") PART("y") END, OK, 2, "x"},
    {"no text", TYPE, PART("") END, OK, 1, ""},
    {"no CR LF at the end", TYPE, PART("x") "--XX--", OK, 1, "x"},
    {"boundary inside", TYPE, PART("a\r\n--X\r\n--Y") END, OK, 1,
        "a\r\n--X\r\n--Y"},
    {"no part", TYPE, "--XX--\r\n", OK, 0, ""},
    {"no boundary", "multipart/form-data", PART("x") END, E_FORM_SYNTAX, 0, ""},
    {"empty boundary", "multipart/form-data; boundary=", PART("x") END,
        E_FORM_SYNTAX, 0, ""},
    {"long boundary",
        "multipart/form-data; boundary=12345678901234567890123456789012345678"
        "901234567890123456789012345678901",
        PART("x") END, E_FORM_SYNTAX, 0, ""},
    {"other boundary", "multipart/form-data; boundary=YY", PART("x") END,
        E_FORM_SYNTAX, 0, ""},
    {"preamble", TYPE, "hello\r\n" PART("x") END, E_FORM_SYNTAX, 0, ""},
    {"epilogue", TYPE, PART("x") END "more", E_FORM_SYNTAX, 0, ""},
    {"no end", TYPE, PART("x"), E_FORM_SYNTAX, 0, ""},
    {"cut", TYPE, "--XX\r\n" DISPOSITION, E_FORM_SYNTAX, 0, ""},
    {"LF only", TYPE, "--XX\n" DISPOSITION "\n\nx\n--XX--\n", E_FORM_SYNTAX, 0,
        ""},
    {"no name", TYPE, "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n" END,
        E_FORM_SYNTAX, 0, ""},
    {"no head", TYPE, "--XX\r\n\r\nx\r\n" END, E_FORM_SYNTAX, 0, ""},
    {"two dispositions", TYPE,
        "--XX\r\n" DISPOSITION "\r\n" DISPOSITION "\r\n\r\nx\r\n" END,
        E_FORM_SYNTAX, 0, ""},
    {"nested", TYPE,
        "--XX\r\n" DISPOSITION
        "\r\nContent-Type: multipart/mixed; boundary=YY\r\n\r\nx\r\n" END,
        E_FORM_SYNTAX, 0, ""},
    {"text that is not UTF-8", TYPE, PART("\xff") END, E_FORM_SYNTAX, 0, ""},
};

static code read_form(const char *type,
    str body,
    struct arena *arena,
    struct form *ret,
    struct err *reterr)
{
    const struct http_field header = {S("Content-Type"), str_of(type)};
    const struct http_request req = {
        .headers = &header, .n_headers = 1, .body = str_bytes(body)};

    return form_read_body(&req, arena, ret, reterr);
}

static void test_wb_25_form_cases(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct form_case *c = &CASES[i];
        struct form form = {0};
        struct err e = {0};
        code got = read_form(c->type, str_of(c->body), &a, &form, &e);

        if (got != c->code || form.n != c->n ||
            !str_eq(form_get(&form, S("a")), str_of(c->a)))
            fail_msg("%s: %d", c->label, (int)got);
        assert_int_equal(e.code, c->code);
    }
    arena_release(&a);
}

static void test_wb_25_form_file_names_are_only_text(void **state)
{
    struct form form = {0};
    const struct form_field *file;
    struct arena a;

    (void)state;
    arena_init(&a, 1 << 20);
    assert_int_equal(read_form(TYPE,
                         S(FILE_PART("", "") FILE_PART(
                             "../../x%22\\\".png", "\x89P\0G") END),
                         &a, &form, NULL),
        OK);
    assert_int_equal(form.n, 2);
    file = form_file(&form, S("f"));
    assert_non_null(file);
    assert_true(str_eq(file->file_name, S("../../x\"\".png")));
    assert_true(str_eq(file->media_type, S("image/png")));
    assert_true(str_eq(file->value, S("\x89P\0G")));
    assert_null(form_file(&form, S("a")));
    assert_int_equal(form_get(&form, S("f")).len, 0);
    arena_release(&a);
}

/* n times the part, and the end. */
static str many(
    struct arena *arena, const char *part, size_t n, const char *end)
{
    struct buf text;
    str ret;
    size_t i;

    buf_init(&text, arena, SIZE_MAX);
    for (i = 0; i < n; i++)
        buf_str(&text, str_of(part));
    buf_str(&text, str_of(end));
    assert_int_equal(buf_finish_str(&text, &ret), OK);
    return ret;
}

static void test_wb_16_wb_25_form_counts_fields(void **state)
{
    static const struct {
        const char *type;
        const char *part;
        const char *end;
        size_t n;
        code code;
    } counts[] = {
        {URLENCODED, "a=b&", "", FORM_FIELDS_MAX, OK},
        {URLENCODED, "a=b&", "", FORM_FIELDS_MAX + 1, E_FORM_TOO_MANY_FIELDS},
        {URLENCODED, "a=b&", "", 10000, E_FORM_TOO_MANY_FIELDS},
        {TYPE, PART("x"), END, FORM_FIELDS_MAX, OK},
        {TYPE, PART("x"), END, 10000, E_FORM_TOO_MANY_FIELDS},
    };
    struct arena texts;
    size_t i;

    (void)state;
    arena_init(&texts, 4 << 20);
    for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        str body = many(&texts, counts[i].part, counts[i].n, counts[i].end);
        struct form form = {0};
        struct arena a;

        arena_init(&a, 4 << 20);
        assert_int_equal(
            read_form(counts[i].type, body, &a, &form, NULL), counts[i].code);
        arena_release(&a);
    }
    arena_release(&texts);
}

static void test_form_nth_allocation_fails(void **state)
{
    str body = S(PART("x") FILE_PART("a%22b", "y") END);
    struct arena texts;
    str pairs;
    size_t n;

    (void)state;
    arena_init(&texts, 4 << 20);
    pairs = many(&texts, "name%20of=x&", 900, "a=%41");
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct form form = {0};
        struct arena a;
        code c;

        arena_init(&a, 4 << 20);
        c = read_form(TYPE, body, &a, &form, NULL);
        assert_true(c == E_NO_MEMORY || form.n == 2);
        arena_release(&a);
        arena_init(&a, 4 << 20);
        c = read_form(URLENCODED, pairs, &a, &form, NULL);
        assert_true(c == E_NO_MEMORY || form.n == 901);
        arena_release(&a);
    }
    assert_true(n > 3);
    arena_release(&texts);
}

TEST_MAIN(test_wb_25_form_cases,
    test_wb_25_form_file_names_are_only_text,
    test_wb_16_wb_25_form_counts_fields,
    test_form_nth_allocation_fails)
