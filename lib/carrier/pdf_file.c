#include "carrier/pdf_file.h"

#include <string.h>

enum {
    TAIL_BYTES = 2048, /* where startxref is looked for */
    FIELD_BYTES_MAX = 8,
    PREDICTOR_PNG = 10, /* and up: each row says which */
    COLUMNS_MAX = 4096,
};

static code fail(const char *what, size_t at, struct err *reterr)
{
    return pdf_fail(E_BAKE_FORMAT, what, at, reterr);
}

static code limit(const char *what, size_t at, struct err *reterr)
{
    return pdf_fail(E_BAKE_LIMIT, what, at, reterr);
}

static struct pdf_reader reader_at(struct pdf_file *f, size_t at)
{
    return (struct pdf_reader){f->data, at, f->arena, &f->budget};
}

/* A direct integer, not negative, under max. */
static bool integer_of(const struct pdf_value *v, int64_t max, int64_t *ret)
{
    if (!v || v->kind != PDF_INTEGER || v->integer >= max)
        return false;
    *ret = v->integer;
    return true;
}

/* --- streams --- */

/* The length of a stream, which may be an object of its own: an integer
 * that lies in the file. */
static code stream_length(struct pdf_file *f,
    const struct pdf_value *dictionary,
    int64_t *ret,
    struct err *reterr)
{
    const struct pdf_value *length = pdf_get(dictionary, "Length");
    struct pdf_value value = {0};
    struct pdf_reader r;
    int64_t number;
    int64_t generation;
    size_t at;

    if (length && length->kind == PDF_REFERENCE) {
        if ((uint64_t)length->integer >= f->n_entries ||
            f->entries[length->integer].kind != 1)
            return fail("length of a stream", 0, reterr);
        at = (size_t)f->entries[length->integer].at;
        r = reader_at(f, at);
        if (!pdf_take_integer(&r, &number) || number != length->integer ||
            !pdf_take_integer(&r, &generation) || !pdf_take(&r, S("obj")))
            return fail("length of a stream", at, reterr);
        TRY(pdf_read_value(&r, &value, reterr));
        length = &value;
    }
    if (!integer_of(length, (int64_t)f->data.len, ret))
        return fail("length of a stream", 0, reterr);
    return OK;
}

/* Behind the dictionary; not a stream if the keyword does not come. */
static code read_stream(struct pdf_file *f,
    struct pdf_reader *r,
    struct pdf_object *o,
    struct err *reterr)
{
    int64_t length = 0;

    if (o->value.kind != PDF_DICTIONARY || !pdf_take(r, S("stream")))
        return OK;
    if (r->at < r->data.len && r->data.ptr[r->at] == '\r')
        r->at++;
    if (r->at >= r->data.len || r->data.ptr[r->at] != '\n')
        return fail("start of a stream", r->at, reterr);
    r->at++;
    TRY(stream_length(f, &o->value, &length, reterr));
    if ((size_t)length > r->data.len - r->at)
        return fail("stream cut off", r->at, reterr);
    o->raw = (bytes){r->data.ptr + r->at, (size_t)length};
    o->is_stream = true;
    r->at += (size_t)length;
    if (!pdf_take(r, S("endstream")))
        return fail("end of a stream", r->at, reterr);
    return OK;
}

/* The object with that number at that offset (7.3.10). */
static code read_object(struct pdf_file *f,
    size_t at,
    int64_t number,
    struct pdf_object *ret,
    struct err *reterr)
{
    struct pdf_object o = {0};
    struct pdf_reader r = reader_at(f, at);
    int64_t found;
    int64_t generation;

    if (at >= f->data.len)
        return limit("offset", at, reterr);
    if (!pdf_take_integer(&r, &found) || !pdf_take_integer(&r, &generation) ||
        !pdf_take(&r, S("obj")) || (number >= 0 && found != number))
        return fail("object", at, reterr);
    TRY(pdf_read_value(&r, &o.value, reterr));
    TRY(read_stream(f, &r, &o, reterr));
    *ret = o;
    return OK;
}

static code inflate(struct pdf_file *f, bytes packed, size_t max, bytes *ret)
{
    const struct provider *p = f->provider;
    code c;

    if (!p || !p->inflate)
        return E_ARGUMENT;
    c = p->inflate(p->self, packed, max, f->arena, ret);
    /* Some count the end of line before "endstream" in. */
    if (c == E_SYNTAX && packed.len > 0 && packed.ptr[packed.len - 1] == '\n')
        c = p->inflate(
            p->self, (bytes){packed.ptr, packed.len - 1}, max, f->arena, ret);
    return c;
}

/* PNG 9.2: Paeth's predictor. */
static uint8_t paeth(int left, int up, int corner)
{
    int estimate = left + up - corner;
    int by_left = estimate > left ? estimate - left : left - estimate;
    int by_up = estimate > up ? estimate - up : up - estimate;
    int by_corner = estimate > corner ? estimate - corner : corner - estimate;

    if (by_left <= by_up && by_left <= by_corner)
        return (uint8_t)left;
    return (uint8_t)(by_up <= by_corner ? up : corner);
}

/* Undoes one row of one-byte samples in place; `up` has the row above. */
static bool undo_row(uint8_t filter,
    const uint8_t *from,
    const uint8_t *up,
    uint8_t *to,
    size_t columns)
{
    size_t i;

    if (filter > 4)
        return false;
    for (i = 0; i < columns; i++) {
        int left = i > 0 ? to[i - 1] : 0;
        int above = up ? up[i] : 0;
        int corner = up && i > 0 ? up[i - 1] : 0;
        const int predicted[] = {
            0, left, above, (left + above) / 2, paeth(left, above, corner)};

        to[i] = (uint8_t)(from[i] + predicted[filter]);
    }
    return true;
}

/* 7.4.4.4: rows of `columns` bytes, each with its filter before it. */
static code unpredict(
    struct pdf_file *f, bytes data, size_t columns, bytes *ret)
{
    size_t n = data.len / (columns + 1);
    uint8_t *out = arena_alloc(f->arena, n * columns + 1);
    size_t i;

    if (!out)
        return arena_status(f->arena);
    for (i = 0; i < n; i++) {
        const uint8_t *row = data.ptr + i * (columns + 1);

        if (!undo_row(row[0], row + 1, i > 0 ? out + (i - 1) * columns : NULL,
                out + i * columns, columns))
            return E_BAKE_FORMAT;
    }
    *ret = (bytes){out, n * columns};
    return OK;
}

/* The one element of an array, or the value itself. */
static const struct pdf_value *only(const struct pdf_value *v)
{
    if (v && v->kind == PDF_ARRAY)
        return v->first && !v->first->next ? v->first : NULL;
    return v;
}

static code apply_predictor(struct pdf_file *f,
    const struct pdf_value *parameters,
    bytes *data,
    struct err *reterr)
{
    int64_t predictor = 1;
    int64_t columns = 1;
    code c;

    (void)integer_of(pdf_get(parameters, "Predictor"), 16, &predictor);
    (void)integer_of(pdf_get(parameters, "Columns"), COLUMNS_MAX, &columns);
    if (predictor == 1)
        return OK;
    if (predictor < PREDICTOR_PNG || columns == 0 ||
        pdf_get(parameters, "Colors") ||
        pdf_get(parameters, "BitsPerComponent"))
        return fail("predictor of a stream", 0, reterr);
    c = unpredict(f, *data, (size_t)columns, data);
    return c == OK ? OK : err_set(reterr, c, S("predictor of a stream"));
}

code pdf_decode(struct pdf_file *f,
    const struct pdf_object *stream,
    size_t bytes_max,
    bytes *ret,
    struct err *reterr)
{
    const struct pdf_value *filter = pdf_get(&stream->value, "Filter");
    bytes data = {NULL, 0};
    size_t max = bytes_max < f->budget.pdf_inflated_max
                     ? bytes_max
                     : f->budget.pdf_inflated_max;
    code c;

    if (!filter || (filter->kind == PDF_ARRAY && !filter->first)) {
        if (stream->raw.len > bytes_max)
            return limit("bytes of a stream", 0, reterr);
        *ret = stream->raw;
        return OK;
    }
    filter = only(filter);
    if (!filter || filter->kind != PDF_NAME ||
        !str_eq(filter->text, S("FlateDecode")))
        return fail("filter of a stream", 0, reterr);
    c = inflate(f, stream->raw, max, &data);
    if (c == E_LIMIT_EXCEEDED)
        return limit("inflated bytes", 0, reterr);
    if (c == E_SYNTAX)
        return fail("packed stream", 0, reterr);
    if (c != OK)
        return err_set(reterr, c, S("packed stream"));
    f->budget.pdf_inflated_max -= data.len;
    TRY(apply_predictor(
        f, only(pdf_get(&stream->value, "DecodeParms")), &data, reterr));
    *ret = data;
    return OK;
}

/* --- where the objects are --- */

/* What a section says of an object counts unless a later one said more. */
static code set_entry(struct pdf_file *f,
    int64_t number,
    struct pdf_entry entry,
    struct err *reterr)
{
    if (number < 0 || (uint64_t)number >= f->budget.pdf_objects_max)
        return limit("objects", 0, reterr);
    if ((size_t)number >= f->n_entries)
        return OK; /* not in the file, by the trailer's /Size */
    if (f->entries[number].kind == 0 && entry.kind != 0)
        f->entries[number] = entry;
    return OK;
}

/* 7.5.4: 20 bytes for each object. White space is taken as it comes. */
static code read_table(
    struct pdf_file *f, struct pdf_reader *r, struct err *reterr)
{
    int64_t first;
    int64_t n;

    while (pdf_take_integer(r, &first)) {
        int64_t i;

        if (!pdf_take_integer(r, &n))
            return fail("cross-reference table", r->at, reterr);
        if (n > f->budget.pdf_objects_max || first > f->budget.pdf_objects_max)
            return limit("objects", r->at, reterr);
        for (i = 0; i < n; i++) {
            struct pdf_entry entry = {0};
            int64_t at;
            int64_t generation;

            if (!pdf_take_integer(r, &at) || !pdf_take_integer(r, &generation))
                return fail("cross-reference table", r->at, reterr);
            if (pdf_take(r, S("n")))
                entry = (struct pdf_entry){1, 0, (uint64_t)at};
            else if (!pdf_take(r, S("f")))
                return fail("cross-reference table", r->at, reterr);
            TRY(set_entry(f, first + i, entry, reterr));
        }
    }
    return pdf_take(r, S("trailer")) ? OK : fail("trailer", r->at, reterr);
}

static uint64_t read_field(const uint8_t *at, size_t n)
{
    uint64_t value = 0;

    while (n-- > 0)
        value = value << 8 | *at++;
    return value;
}

/* 7.5.8.2: the widths of the three fields. */
static code read_widths(
    const struct pdf_value *dictionary, size_t ret[3], struct err *reterr)
{
    const struct pdf_value *w = pdf_get(dictionary, "W");
    const struct pdf_value *item = w ? w->first : NULL;
    size_t i;

    for (i = 0; i < 3; i++) {
        int64_t width;

        if (!integer_of(item, FIELD_BYTES_MAX + 1, &width))
            return fail("widths of a cross-reference stream", 0, reterr);
        ret[i] = (size_t)width;
        item = item->next;
    }
    return ret[1] > 0 ? OK
                      : fail("widths of a cross-reference stream", 0, reterr);
}

/* One run of objects of a cross-reference stream. */
static code read_run(struct pdf_file *f,
    int64_t first,
    int64_t n,
    const size_t widths[3],
    bytes *data,
    struct err *reterr)
{
    size_t row = widths[0] + widths[1] + widths[2];
    int64_t i;

    for (i = 0; i < n; i++) {
        const uint8_t *at = data->ptr;
        struct pdf_entry entry;
        uint64_t kind;

        if (data->len < row)
            return fail("cross-reference stream", 0, reterr);
        kind = widths[0] == 0 ? 1 : read_field(at, widths[0]);
        entry.kind = (uint8_t)(kind == 1 || kind == 2 ? kind : 0);
        entry.at = read_field(at + widths[0], widths[1]);
        entry.index =
            (uint32_t)(read_field(at + widths[0] + widths[1], widths[2]) &
                       UINT32_MAX);
        TRY(set_entry(f, first + i, entry, reterr));
        *data = (bytes){at + row, data->len - row};
    }
    return OK;
}

/* 7.5.8 */
static code read_xref_stream(
    struct pdf_file *f, const struct pdf_object *o, struct err *reterr)
{
    const int64_t max = f->budget.pdf_objects_max;
    const struct pdf_value *index = pdf_get(&o->value, "Index");
    const struct pdf_value *item = index ? index->first : NULL;
    size_t widths[3] = {0, 0, 0};
    bytes data = {NULL, 0};
    int64_t first = 0;
    int64_t n = 0;

    TRY(read_widths(&o->value, widths, reterr));
    TRY(pdf_decode(f, o, SIZE_MAX, &data, reterr));
    if (!index) {
        if (!integer_of(pdf_get(&o->value, "Size"), max, &n))
            return limit("objects", 0, reterr);
        return read_run(f, 0, n, widths, &data, reterr);
    }
    while (item && item->next) {
        if (!integer_of(item, max, &first) || !integer_of(item->next, max, &n))
            return limit("objects", 0, reterr);
        TRY(read_run(f, first, n, widths, &data, reterr));
        item = item->next->next;
    }
    return OK;
}

/* Room for as many objects as the newest trailer says there are. */
static code make_room(
    struct pdf_file *f, const struct pdf_value *trailer, struct err *reterr)
{
    int64_t n;

    if (f->entries)
        return OK;
    if (!integer_of(pdf_get(trailer, "Size"), INT64_MAX, &n))
        return fail("size in the trailer", 0, reterr);
    if (n > f->budget.pdf_objects_max)
        return limit("objects", 0, reterr);
    f->entries = arena_array(f->arena, (size_t)n + 1, struct pdf_entry);
    if (!f->entries)
        return err_set(reterr, arena_status(f->arena), S("PDF"));
    f->n_entries = (size_t)n;
    f->trailer = *trailer;
    return OK;
}

static code read_section_table(struct pdf_file *f,
    struct pdf_reader *r,
    struct pdf_value *ret_trailer,
    struct err *reterr)
{
    struct pdf_file measure = *f;
    struct pdf_reader ahead = *r;

    /* The trailer stands behind the table that it gives the size of. */
    measure.n_entries = 0;
    TRY(read_table(&measure, &ahead, reterr));
    TRY(pdf_read_value(&ahead, ret_trailer, reterr));
    TRY(make_room(f, ret_trailer, reterr));
    return read_table(f, r, reterr);
}

static code read_section(struct pdf_file *f,
    size_t at,
    struct pdf_value *ret_trailer,
    struct err *reterr)
{
    struct pdf_reader r = reader_at(f, at);
    struct pdf_object o = {0};
    size_t i;

    for (i = 0; i < f->n_sections; i++)
        if (f->sections[i] == at)
            return limit("cross-references in a circle", at, reterr);
    if (f->n_sections == PDF_SECTIONS_MAX)
        return limit("updates", at, reterr);
    f->sections[f->n_sections++] = at;
    if (at >= f->data.len)
        return limit("offset", at, reterr);
    if (pdf_take(&r, S("xref")))
        return read_section_table(f, &r, ret_trailer, reterr);
    TRY(read_object(f, at, -1, &o, reterr));
    if (!o.is_stream)
        return fail("cross-references", at, reterr);
    *ret_trailer = o.value;
    TRY(make_room(f, ret_trailer, reterr));
    return read_xref_stream(f, &o, reterr);
}

/* The offset behind the last "startxref". */
static code find_start(struct pdf_file *f, size_t *ret, struct err *reterr)
{
    static const str word = STR("startxref");
    size_t floor = f->data.len > TAIL_BYTES ? f->data.len - TAIL_BYTES : 0;
    size_t at;

    for (at = f->data.len; at-- > floor;) {
        struct pdf_reader r = reader_at(f, at);
        int64_t offset;

        if (f->data.ptr[at] != 's' || !pdf_take(&r, word))
            continue;
        if (!pdf_take_integer(&r, &offset))
            return fail("startxref", at, reterr);
        if ((uint64_t)offset >= f->data.len)
            return limit("offset", at, reterr);
        *ret = (size_t)offset;
        return OK;
    }
    return fail("no startxref", f->data.len, reterr);
}

code pdf_open(struct pdf_file *f, struct err *reterr)
{
    size_t at = 0;
    int64_t next;

    f->packed_number = -1;
    if (f->data.len > f->budget.pdf_bytes_max)
        return limit("bytes of the PDF", 0, reterr);
    TRY(find_start(f, &at, reterr));
    for (;;) {
        struct pdf_value trailer = {0};
        struct pdf_value hybrid = {0};

        TRY(read_section(f, at, &trailer, reterr));
        /* 7.5.8.4: a table with a stream beside it, for older readers. */
        if (integer_of(pdf_get(&trailer, "XRefStm"), INT64_MAX, &next)) {
            TRY(read_section(f, (size_t)next, &hybrid, reterr));
            f->n_sections--;
        }
        if (!pdf_get(&trailer, "Prev"))
            break;
        if (!integer_of(pdf_get(&trailer, "Prev"), INT64_MAX, &next))
            return fail("trailer", at, reterr);
        at = (size_t)next;
    }
    if (pdf_get(&f->trailer, "Encrypt"))
        return fail("encrypted", 0, reterr);
    return OK;
}

/* --- objects --- */

/* Takes the stream of objects with that number to hand (7.5.7). */
static code unpack(struct pdf_file *f, uint64_t number, struct err *reterr)
{
    struct pdf_object stream = {0};

    if (f->packed_number >= 0 && (uint64_t)f->packed_number == number)
        return OK;
    if (number >= f->n_entries || f->entries[number].kind != 1)
        return limit("stream of objects in another", 0, reterr);
    TRY(read_object(
        f, (size_t)f->entries[number].at, (int64_t)number, &stream, reterr));
    if (!stream.is_stream)
        return fail("stream of objects", 0, reterr);
    TRY(pdf_decode(f, &stream, SIZE_MAX, &f->packed, reterr));
    f->packed_dictionary = stream.value;
    f->packed_number = (int64_t)number;
    return OK;
}

static code read_packed(struct pdf_file *f,
    const struct pdf_entry *entry,
    int64_t number,
    struct pdf_value *ret,
    struct err *reterr)
{
    const int64_t max = f->budget.pdf_objects_max;
    struct pdf_reader r = {{NULL, 0}, 0, f->arena, &f->budget};
    int64_t n = 0;
    int64_t first = 0;
    int64_t found = -1;
    int64_t at = 0;
    uint32_t i;

    TRY(unpack(f, entry->at, reterr));
    r.data = f->packed;
    if (!integer_of(pdf_get(&f->packed_dictionary, "N"), max, &n) ||
        !integer_of(pdf_get(&f->packed_dictionary, "First"),
            (int64_t)f->packed.len, &first) ||
        entry->index >= n)
        return fail("stream of objects", 0, reterr);
    for (i = 0; i <= entry->index; i++)
        if (!pdf_take_integer(&r, &found) || !pdf_take_integer(&r, &at))
            return fail("stream of objects", 0, reterr);
    if (found != number || (size_t)at >= f->packed.len - (size_t)first)
        return fail("stream of objects", 0, reterr);
    r.at = (size_t)(first + at);
    return pdf_read_value(&r, ret, reterr);
}

code pdf_resolve(struct pdf_file *f,
    const struct pdf_value *v,
    struct pdf_object *ret,
    struct err *reterr)
{
    const struct pdf_entry *entry;
    struct pdf_object o = {0};

    if (!v || v->kind != PDF_REFERENCE) {
        *ret = (struct pdf_object){.value = v ? *v : o.value};
        return OK;
    }
    TRY(budget_spend(&f->budget, 256, reterr));
    *ret = o;
    if ((uint64_t)v->integer >= f->n_entries)
        return OK; /* 7.3.10: an object that is not there is null */
    entry = &f->entries[v->integer];
    if (entry->kind == 1)
        return read_object(f, (size_t)entry->at, v->integer, ret, reterr);
    if (entry->kind == 2)
        return read_packed(f, entry, v->integer, &ret->value, reterr);
    return OK;
}
