#include "draw/qr.h"

#include "text/xml_text.h"

#include <errno.h>
#include <qrencode.h>

enum {
    SVG_BYTES_MAX = 512 * 1024,
};

static code copy(const QRcode *code_, struct arena *arena, struct qr *ret)
{
    size_t side = (size_t)code_->width;
    uint8_t *dark = arena_alloc(arena, side * side);
    size_t i;

    if (!dark)
        return arena_status(arena);
    for (i = 0; i < side * side; i++)
        dark[i] = code_->data[i] & 1;
    *ret = (struct qr){(uint32_t)side, dark};
    return OK;
}

code qr_make(str text, struct arena *arena, struct qr *ret, struct err *reterr)
{
    QRcode *made;
    code c;

    if (text.len == 0)
        return err_set(reterr, E_ARGUMENT, S("empty QR code"));
    if (text.len > QR_BYTES_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("text of the QR code"));
    /* Version 0: the smallest that holds the text. */
    made =
        QRcode_encodeData((int)text.len, str_bytes(text).ptr, 0, QR_ECLEVEL_M);
    if (!made)
        return err_set(
            reterr, errno == ENOMEM ? E_NO_MEMORY : E_INTERNAL, S("QR code"));
    c = copy(made, arena, ret);
    QRcode_free(made);
    return c == OK ? OK : err_set(reterr, c, S("QR code"));
}

bool qr_next_run(const struct qr *qr, size_t *place, struct qr_run *ret)
{
    size_t n = (size_t)qr->side * qr->side;
    size_t at = *place;
    size_t end;

    while (at < n && !qr->dark[at])
        at++;
    if (at == n)
        return false;
    end = at + 1;
    while (end % qr->side != 0 && qr->dark[end])
        end++;
    *ret = (struct qr_run){(uint32_t)(at / qr->side), (uint32_t)(at % qr->side),
        (uint32_t)(end - at)};
    *place = end;
    return true;
}

/* Appends SVG path data, a module being one unit. */
static void write_path(struct buf *out, const struct qr *qr)
{
    size_t place = 0;
    struct qr_run run;

    while (qr_next_run(qr, &place, &run)) {
        buf_byte(out, 'M');
        buf_u64(out, run.column);
        buf_byte(out, ' ');
        buf_u64(out, run.row);
        buf_byte(out, 'h');
        buf_u64(out, run.n);
        buf_str(out, S("v1h-"));
        buf_u64(out, run.n);
        buf_byte(out, 'z');
    }
}

code qr_draw(
    str text, str label, struct arena *arena, str *ret, struct err *reterr)
{
    struct buf out;
    struct qr qr = {0};
    code c;

    TRY(qr_make(text, arena, &qr, reterr));
    buf_init(&out, arena, SVG_BYTES_MAX);
    buf_str(&out, S("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                    "role=\"img\" shape-rendering=\"crispEdges\" "
                    "viewBox=\"-4 -4 "));
    buf_u64(&out, qr.side + 2 * QR_QUIET);
    buf_byte(&out, ' ');
    buf_u64(&out, qr.side + 2 * QR_QUIET);
    buf_str(&out, S("\"><title>"));
    xml_encode(&out, label, XML_IN_TEXT);
    buf_str(&out, S("</title><path fill=\"#fff\" d=\"M-4-4h"));
    buf_u64(&out, qr.side + 2 * QR_QUIET);
    buf_byte(&out, 'v');
    buf_u64(&out, qr.side + 2 * QR_QUIET);
    buf_str(&out, S("H-4z\"/><path d=\""));
    write_path(&out, &qr);
    buf_str(&out, S("\"/></svg>\n"));
    c = buf_finish_str(&out, ret);
    return c == OK ? OK : err_set(reterr, c, S("QR code"));
}
