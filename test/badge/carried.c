/* A badge in a PDF: what the decision says of the file around it. */
#include "test/support/test.h"
#include "test/support/workshop.h"

#include <stdio.h>

enum {
    PDF_BYTES_MAX = 1024 * 1024,
};

static void put(struct buf *out, const char *text)
{
    buf_str(out, str_of(text));
}

static size_t put_object(struct buf *out, const char *head, str body)
{
    size_t at = out->len;

    put(out, head);
    buf_str(out, body);
    return at;
}

static void put_offset(struct buf *out, size_t at)
{
    char line[32];

    (void)snprintf(line, sizeof(line), "%010zu 00000 n \n", at);
    put(out, line);
}

static void put_end(struct buf *out, const char *trailer, size_t table)
{
    put(out, trailer);
    buf_u64(out, table);
    put(out, "\n%%EOF\n");
}

/* A document with the credential attached; the place of its table. */
static size_t write_pdf(struct buf *out, str credential)
{
    size_t at[3];
    size_t table;
    size_t i;

    put(out, "%PDF-1.7\n");
    at[0] = put_object(out, "1 0 obj\n", S("<< /AF [2 0 R] >>\nendobj\n"));
    at[1] = put_object(out, "2 0 obj\n",
        S("<< /F (credential.json) /EF << /F 3 0 R >> >>\nendobj\n"));
    at[2] = put_object(out, "3 0 obj\n", S("<< /Length "));
    buf_u64(out, credential.len);
    put(out, " >>\nstream\n");
    buf_str(out, credential);
    put(out, "\nendstream\nendobj\n");
    table = out->len;
    put(out, "xref\n1 3\n");
    for (i = 0; i < 3; i++)
        put_offset(out, at[i]);
    put_end(out, "trailer << /Size 4 /Root 1 0 R >>\nstartxref\n", table);
    return table;
}

/* Another page, say, after it was written. */
static void update_pdf(struct buf *out, size_t table)
{
    size_t at = put_object(out, "", S("xref\n0 0\ntrailer << /Size 4 "));

    put(out, "/Root 1 0 R /Prev ");
    buf_u64(out, table);
    put_end(out, " >>\nstartxref\n", at);
}

static bool has_check(
    const struct report *report, enum check_answer answer, code c)
{
    const struct check *at = report->first;

    while (at && (at->code != c || at->answer != answer))
        at = at->next;
    return at != NULL;
}

static void test_carried_bk_13_updated_pdf_is_told(void **state)
{
    const struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    const struct vc_facts facts = {0};
    struct badge_answer answer;
    struct workshop w;
    struct buf text;
    struct buf pdf;
    str credential = {0};
    size_t table;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    workshop_begin(&w);
    buf_init(&text, &w.step, PDF_BYTES_MAX);
    json_write(&text,
        workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL),
        JSON_COMPACT);
    assert_int_equal(buf_finish_str(&text, &credential), OK);
    buf_init(&pdf, &w.step, PDF_BYTES_MAX);
    table = write_pdf(&pdf, credential);
    assert_int_equal(
        badge_verify(buf_bytes(&pdf), &policy, &facts, &w.env, &answer, NULL),
        OK);
    assert_int_equal(answer.report->verdict, VERDICT_VERIFIED);
    assert_false(has_check(answer.report, ANSWER_WARNING, E_CARRIER_MODIFIED));
    update_pdf(&pdf, table);
    assert_int_equal(
        badge_verify(buf_bytes(&pdf), &policy, &facts, &w.env, &answer, NULL),
        OK);
    assert_int_equal(answer.report->verdict, VERDICT_VERIFIED);
    assert_true(has_check(answer.report, ANSWER_WARNING, E_CARRIER_MODIFIED));
    workshop_release(&w);
}

TEST_MAIN(test_carried_bk_13_updated_pdf_is_told)
