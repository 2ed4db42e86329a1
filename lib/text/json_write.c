#include "text/json.h"
#include "text/json_scan.h"

static void write_escape(struct buf *out, uint8_t byte)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "btn?fr"; /* of U+0008 to U+000D */
    char text[6] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};

    if (byte == '"' || byte == '\\')
        text[1] = (char)byte;
    else if (byte >= 8 && byte <= 13 && byte != 11)
        text[1] = letters[byte - 8];
    buf_str(out, (str){text, text[1] == 'u' ? 6 : 2});
}

void json_write_string(struct buf *out, str text)
{
    const char *at = text.ptr;
    const char *end = at + text.len;
    const char *from = at;

    buf_byte(out, '"');
    while (at < end) {
        at = scan_string(at, end);
        if (at < end && (uint8_t)*at < 0x80) {
            buf_str(out, (str){from, (size_t)(at - from)});
            write_escape(out, (uint8_t)*at);
            from = at + 1;
        }
        at++;
    }
    if (from < end)
        buf_str(out, (str){from, (size_t)(end - from)});
    buf_byte(out, '"');
}

static void new_line(struct buf *out, enum json_layout layout, uint32_t depth)
{
    if (layout == JSON_COMPACT)
        return;
    buf_byte(out, '\n');
    for (; depth > 0; depth--)
        buf_str(out, S("  "));
}

static void write_value(struct buf *out,
    const struct json *value,
    enum json_layout layout,
    uint32_t depth)
{
    bool object = value->type == JSON_OBJECT;
    const struct json *child;

    switch ((enum json_type)value->type) {
    case JSON_NULL:
        buf_str(out, S("null"));
        return;
    case JSON_FALSE:
        buf_str(out, S("false"));
        return;
    case JSON_TRUE:
        buf_str(out, S("true"));
        return;
    case JSON_NUMBER:
        buf_str(out, value->text);
        return;
    case JSON_STRING:
        json_write_string(out, value->text);
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    buf_byte(out, object ? '{' : '[');
    for (child = value->child.first; child; child = child->next) {
        if (child != value->child.first)
            buf_byte(out, ',');
        new_line(out, layout, depth + 1);
        if (object) {
            json_write_string(out, child->name);
            buf_str(out, layout == JSON_PRETTY ? S(": ") : S(":"));
        }
        write_value(out, child, layout, depth + 1);
    }
    if (value->child.first)
        new_line(out, layout, depth);
    buf_byte(out, object ? '}' : ']');
}

void json_write(
    struct buf *out, const struct json *value, enum json_layout layout)
{
    write_value(out, value, layout, 0);
    new_line(out, layout, 0);
}
