#include "draw/certificate.h"

#include "draw/attachment.h"
#include "draw/certificate_page.h"
#include "draw/qr.h"
#include "draw/sheet_text.h"
#include "host/child.h"
#include "host/fonts.h"
#include "host/render.h"
#include "text/datetime.h"

#include <cairo-pdf.h>
#include <string.h>

enum {
    PDF_BYTES_MAX = 32 * 1024 * 1024,
    ARENA_BYTES = 128 * 1024 * 1024,
    TITLE_BYTES = 300,
};

/* In points: ISO 216 and ANSI, upright. */
static const struct {
    double width;
    double height;
} PAPERS[] = {
    [PAPER_A4] = {595.276, 841.89},
    [PAPER_LETTER] = {612, 792},
};

static void (*const TEMPLATES[CERTIFICATE_TEMPLATES])(struct page *) = {
    [CERTIFICATE_CLASSIC] = page_classic,
    [CERTIFICATE_MODERN] = page_modern,
    [CERTIFICATE_PLAIN] = page_plain,
};

/* --- in the child --- */

static cairo_status_t put_pdf(
    void *closure, const unsigned char *data, unsigned len)
{
    struct buf *out = closure;

    buf_put(out, (bytes){data, len});
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* "Ada Lovelace: Data Storytelling" */
static str document_title(const struct certificate *c, struct arena *arena)
{
    const str parts[] = {c->learner, STR(": "), c->title};

    return sheet_clean(arena_join(arena, parts, 3), TITLE_BYTES, arena);
}

static void describe(
    cairo_surface_t *pdf, const struct certificate *c, struct arena *arena)
{
    str title = document_title(c, arena);
    str author = sheet_clean(c->issuer, TITLE_BYTES, arena);
    str created = sheet_clean(c->created, TITLE_BYTES, arena);

    if (!title.ptr || !author.ptr || !created.ptr)
        return;
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, title.ptr);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, author.ptr);
    /* The attachment sets it again, in the form that all readers know. */
    cairo_pdf_surface_set_metadata(
        pdf, CAIRO_PDF_METADATA_CREATE_DATE, created.ptr);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Testamur");
}

static code draw_page(struct page *page)
{
    struct sheet *s = &page->sheet;

    palette_init(&page->palette, page->c->accent);
    page->accent = colour_darken_for_white(page->c->accent, 520);
    page->ink = 0x1d2129;
    page->grey = 0x5b6270;
    TEMPLATES[page->c->template](page);
    cairo_show_page(s->cairo);
    if (cairo_status(s->cairo) != CAIRO_STATUS_SUCCESS)
        return E_RENDER;
    return s->failed;
}

static code draw_pdf(
    const struct certificate *c, struct arena *arena, bytes *ret)
{
    struct page page = {.c = c};
    double width = PAPERS[c->paper].width;
    double height = PAPERS[c->paper].height;
    bool is_wide = c->turn == TURN_LANDSCAPE;
    cairo_surface_t *pdf;
    struct buf out;
    code result;

    buf_init(&out, arena, PDF_BYTES_MAX);
    pdf = cairo_pdf_surface_create_for_stream(
        put_pdf, &out, is_wide ? height : width, is_wide ? width : height);
    describe(pdf, c, arena);
    result = sheet_init(&page.sheet, pdf, is_wide ? height : width,
        is_wide ? width : height, c->language, arena);
    if (result == OK) {
        result = draw_page(&page);
        sheet_release(&page.sheet);
    }
    cairo_surface_finish(pdf);
    if (result == OK && cairo_surface_status(pdf) != CAIRO_STATUS_SUCCESS)
        result = E_RENDER;
    cairo_surface_destroy(pdf);
    TRY(result);
    return buf_finish(&out, ret);
}

static str in_utc(str text, char room[DATETIME_BYTES])
{
    struct datetime when;

    if (!datetime_parse(text, DATETIME_RFC3339, &when))
        return (str){NULL, 0};
    when.nanos = 0;
    return (str){room, datetime_format(&when, room)};
}

static enum child_end draw(const void *what, struct child_out *out)
{
    const struct certificate *c = what;
    struct attachment attachment = {c->credential, {NULL, 0}, c->issuer,
        c->language, c->verify_url, {NULL, 0}};
    char created[DATETIME_BYTES];
    struct arena arena;
    bytes pdf = {NULL, 0};

    if (!fonts_pin())
        return CHILD_NO_LIBRARY;
    arena_init(&arena, ARENA_BYTES);
    attachment.title = document_title(c, &arena);
    attachment.created = in_utc(c->created, created);
    if (draw_pdf(c, &arena, &pdf) != OK ||
        attachment_add(pdf, &attachment, &arena, &pdf, NULL) != OK ||
        !child_write(out, pdf))
        return CHILD_REFUSED;
    return CHILD_DONE;
}

/* --- before it --- */

static code check(const struct certificate *c, struct err *reterr)
{
    struct datetime created;
    const str needed[] = {
        c->learner, c->title, c->issuer, c->verify_url, c->credential};
    size_t i;

    for (i = 0; i < sizeof(needed) / sizeof(*needed); i++)
        if (needed[i].len == 0)
            return err_set(reterr, E_ARGUMENT, S("certificate: a text"));
    if ((unsigned)c->template >= CERTIFICATE_TEMPLATES ||
        (unsigned)c->paper > PAPER_LETTER)
        return err_set(reterr, E_ARGUMENT, S("certificate: its form"));
    if (!datetime_parse(c->created, DATETIME_RFC3339, &created))
        return err_set(reterr, E_ARGUMENT, S("certificate: its date"));
    if (c->n_facts > CERTIFICATE_FACTS_MAX ||
        c->n_outcomes > CERTIFICATE_OUTCOMES_MAX ||
        c->verify_url.len > QR_BYTES_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("certificate"));
    return OK;
}

code certificate_draw(const struct certificate *c,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct child_task task = {draw, c, PDF_BYTES_MAX, STR("certificate")};
    enum child_end end = CHILD_DONE;

    TRY(check(c, reterr));
    TRY(child_run(&task, arena, ret, &end, reterr));
    return render_result(end, reterr);
}
