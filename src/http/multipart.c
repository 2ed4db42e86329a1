#include "http/multipart.h"

#include "http/token.h"
#include "text/utf8.h"

#include <string.h>

static code refuse(struct err *reterr, str what)
{
    return err_set(reterr, E_FORM_SYNTAX, what);
}

/* Offset of `part` at or after `from`, or SIZE_MAX. */
static size_t find(str text, str part, size_t from)
{
    size_t at = str_find(text, part.ptr[0], from);

    while (at != SIZE_MAX) {
        if (text.len - at < part.len)
            return SIZE_MAX;
        if (memcmp(text.ptr + at, part.ptr, part.len) == 0)
            return at;
        at = str_find(text, part.ptr[0], at + 1);
    }
    return SIZE_MAX;
}

/* The value of the parameter `name` in "type; a=b; name=\"value\""; quotes
 * are taken off, escapes are left. False when it is not there. */
static bool parameter(str field, str name, str *ret)
{
    size_t at = str_find(field, ';', 0);

    while (at != SIZE_MAX) {
        size_t equals = str_find(field, '=', at);
        size_t end;
        str key;

        if (equals == SIZE_MAX)
            return false;
        key = token_trim(str_sub(field, at + 1, equals));
        if (equals + 1 < field.len && field.ptr[equals + 1] == '"') {
            end = str_find(field, '"', equals + 2);
            while (end != SIZE_MAX && field.ptr[end - 1] == '\\')
                end = str_find(field, '"', end + 1);
            if (end == SIZE_MAX)
                return false;
            *ret = str_sub(field, equals + 2, end);
            at = str_find(field, ';', end);
        } else {
            at = str_find(field, ';', equals);
            *ret = token_trim(str_sub(field, equals + 1, at));
        }
        if (token_eq(key, name))
            return true;
    }
    return false;
}

static bool is_boundary(str boundary)
{
    size_t i;

    for (i = 0; i < boundary.len; i++) {
        char c = boundary.ptr[i];

        if (c == '\0' || (!token_is((str){&c, 1}) && !strchr("()/:,=? ", c)))
            return false;
    }
    return boundary.len > 0 && boundary.len <= MULTIPART_BOUNDARY_BYTES_MAX;
}

code multipart_init(
    struct multipart *reader, str content_type, str body, struct err *reterr)
{
    str boundary = {NULL, 0};

    if (!parameter(content_type, S("boundary"), &boundary) ||
        !is_boundary(boundary))
        return refuse(reterr, S("boundary"));
    if (!str_starts(body, S("--")) ||
        !str_starts(str_sub(body, 2, body.len), boundary))
        return refuse(reterr, S("first boundary"));
    *reader =
        (struct multipart){.rest = str_sub(body, 2 + boundary.len, body.len),
            .boundary = boundary};
    return OK;
}

/* Browsers write %22, %0D and %0A for what would end the text (the HTML
 * standard, section 4.10.21.8); quotes may also be escaped by a backslash. */
static str unescape(str text, struct arena *arena)
{
    char *copy;
    size_t n = 0;
    size_t i;

    if (find(text, S("%22"), 0) == SIZE_MAX &&
        str_find(text, '\\', 0) == SIZE_MAX)
        return text;
    copy = arena_alloc(arena, text.len);
    if (!copy)
        return (str){NULL, 0};
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (str_starts(str_sub(text, i, text.len), S("%22"))) {
            c = '"';
            i += 2;
        } else if (c == '\\' && i + 1 < text.len && text.ptr[i + 1] == '"') {
            c = '"';
            i++;
        }
        copy[n++] = c;
    }
    return (str){copy, n};
}

static bool is_text(str text)
{
    return utf8_is_valid(text) && token_is_value(text);
}

static code read_disposition(
    str value, struct arena *arena, struct form_field *ret, struct err *reterr)
{
    size_t end = str_find(value, ';', 0);

    if (!token_eq(token_trim(str_sub(value, 0, end)), S("form-data")) ||
        !parameter(value, S("name"), &ret->name))
        return refuse(reterr, S("Content-Disposition"));
    ret->is_file = parameter(value, S("filename"), &ret->file_name);
    ret->name = unescape(ret->name, arena);
    ret->file_name = unescape(ret->file_name, arena);
    if (!is_text(ret->name) || !is_text(ret->file_name))
        return refuse(reterr, S("name of a part"));
    return OK;
}

/* One line of a part's head. */
static code read_line(
    str line, struct arena *arena, struct form_field *ret, struct err *reterr)
{
    size_t colon = str_find(line, ':', 0);
    str name = str_sub(line, 0, colon);
    str value;

    if (colon == SIZE_MAX || !token_is(name))
        return refuse(reterr, S("header of a part"));
    value = token_trim(str_sub(line, colon + 1, line.len));
    if (token_eq(name, S("Content-Disposition"))) {
        if (ret->name.ptr)
            return refuse(reterr, S("Content-Disposition"));
        return read_disposition(value, arena, ret, reterr);
    }
    if (token_eq(name, S("Content-Type"))) {
        if (!is_text(value) ||
            (value.len >= 9 && token_eq(str_sub(value, 0, 9), S("multipart"))))
            return refuse(reterr, S("Content-Type"));
        ret->media_type = value;
    }
    return OK;
}

static code read_head(
    str head, struct arena *arena, struct form_field *ret, struct err *reterr)
{
    while (head.len > 0) {
        size_t end = find(head, S("\r\n"), 0);

        TRY(read_line(str_sub(head, 0, end), arena, ret, reterr));
        head =
            end == SIZE_MAX ? (str){NULL, 0} : str_sub(head, end + 2, head.len);
    }
    if (!ret->name.ptr)
        return refuse(reterr, S("part without a name"));
    return arena_status(arena);
}

/* Offset of CR LF, two dashes and the boundary. */
static size_t find_end(const struct multipart *reader, size_t from)
{
    size_t at = find(reader->rest, S("\r\n--"), from);

    while (at != SIZE_MAX &&
           !str_starts(str_sub(reader->rest, at + 4, reader->rest.len),
               reader->boundary))
        at = find(reader->rest, S("\r\n--"), at + 1);
    return at;
}

code multipart_next(struct multipart *reader,
    struct arena *arena,
    struct form_field *ret,
    bool *ret_more,
    struct err *reterr)
{
    struct form_field field = {0};
    size_t head_end;
    size_t end;

    if (str_eq(reader->rest, S("--")) || str_eq(reader->rest, S("--\r\n"))) {
        *ret_more = false;
        return OK;
    }
    if (!str_starts(reader->rest, S("\r\n")))
        return refuse(reterr, S("boundary"));
    head_end = find(reader->rest, S("\r\n\r\n"), 0);
    if (head_end == SIZE_MAX || head_end < 2 ||
        head_end > MULTIPART_HEADERS_BYTES_MAX)
        return refuse(reterr, S("header of a part"));
    TRY(read_head(str_sub(reader->rest, 2, head_end), arena, &field, reterr));
    end = find_end(reader, head_end + 2);
    if (end == SIZE_MAX)
        return refuse(reterr, S("end of a part"));
    if (end > head_end + 4)
        field.value = str_sub(reader->rest, head_end + 4, end);
    if (!field.is_file && (!utf8_is_valid(field.value) ||
                              str_find(field.value, '\0', 0) != SIZE_MAX))
        return refuse(reterr, S("text of a part"));
    reader->rest =
        str_sub(reader->rest, end + 4 + reader->boundary.len, reader->rest.len);
    *ret = field;
    *ret_more = true;
    return OK;
}
