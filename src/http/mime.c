#include "http/mime.h"

#include "http/date.h"
#include "http/token.h"
#include "text/base64.h"
#include "text/utf8.h"

#include <string.h>

enum {
    LINE_BYTES_MAX = 76,
    WORD_BYTES_MAX = 39, /* of text in an encoded word: 52 in base64 */
    BOUNDARY_BYTES_MAX = 64,
    LOCAL_BYTES_MAX = 64,
};

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Parts of `allowed` or letters and digits, with single dots between. */
static bool is_dotted(str text, const char *allowed)
{
    bool starts = true;
    size_t i;

    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.' && starts)
            return false;
        if (c != '.' && !is_letter_or_digit(c) &&
            (c == '\0' || !strchr(allowed, c)))
            return false;
        starts = c == '.';
    }
    return !starts;
}

bool mime_is_address(str address)
{
    size_t at = str_find(address, '@', 0);

    return at != SIZE_MAX && at <= LOCAL_BYTES_MAX &&
           address.len <= MIME_ADDRESS_BYTES_MAX &&
           is_dotted(str_sub(address, 0, at), "!#$%&'*+-/=?^_`{|}~") &&
           is_dotted(str_sub(address, at + 1, address.len), "-");
}

static bool is_plain(str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (!is_letter_or_digit(text.ptr[i]) && text.ptr[i] != ' ')
            return false;
    }
    return text.len <= WORD_BYTES_MAX;
}

/* --- headers --- */

/* The text as it is where that is plain; else as encoded words, one a line,
 * none of which cuts a character (RFC 2047 section 2, 5). */
static void put_words(struct buf *out, str text)
{
    size_t at = 0;

    if (is_plain(text)) {
        buf_str(out, text);
        return;
    }
    while (at < text.len) {
        size_t from = at;
        size_t next = at;

        while (next < text.len) {
            (void)utf8_next(text, &next);
            if (next - from > WORD_BYTES_MAX)
                break;
            at = next;
        }
        if (from > 0)
            buf_str(out, S("\r\n "));
        buf_str(out, S("=?UTF-8?B?"));
        buf_str(out, base64_encode(str_bytes(str_sub(text, from, at)), BASE64,
                         out->arena));
        buf_str(out, S("?="));
    }
}

static void put_field(struct buf *out, str name, str value)
{
    buf_str(out, name);
    buf_str(out, S(": "));
    buf_str(out, value);
    buf_str(out, S("\r\n"));
}

static void put_party(struct buf *out, str name, const struct mime_party *who)
{
    buf_str(out, name);
    buf_str(out, S(": "));
    if (who->name.len > 0) {
        put_words(out, who->name);
        buf_str(out, S("\r\n "));
    }
    buf_byte(out, '<');
    buf_str(out, who->address);
    buf_str(out, S(">\r\n"));
}

static void put_in_brackets(struct buf *out, str name, str value)
{
    buf_str(out, name);
    buf_str(out, S(": <"));
    buf_str(out, value);
    buf_str(out, S(">\r\n"));
}

static void put_headers(struct buf *out, const struct mime_message *m)
{
    char date[DATE_BYTES];

    put_field(out, S("Date"), (str){date, date_mail(m->date_unix_s, date)});
    put_party(out, S("From"), &m->from);
    put_party(out, S("To"), &m->to);
    if (m->reply_to.len > 0)
        put_in_brackets(out, S("Reply-To"), m->reply_to);
    buf_str(out, S("Subject: "));
    put_words(out, m->subject);
    buf_str(out, S("\r\n"));
    put_in_brackets(out, S("Message-ID"), m->message_id);
    put_field(out, S("Auto-Submitted"), S("auto-generated"));
    if (m->unsubscribe.len > 0)
        put_in_brackets(out, S("List-Unsubscribe"), m->unsubscribe);
    put_field(out, S("MIME-Version"), S("1.0"));
}

/* --- bodies --- */

static bool ends_line(str text, size_t at)
{
    return at == text.len || text.ptr[at] == '\n' ||
           (text.ptr[at] == '\r' && at + 1 < text.len &&
               text.ptr[at + 1] == '\n');
}

/* Quoted-printable (RFC 2045 6.7). A dot at the start of a line is encoded,
 * so that no server takes it for the end of the message. */
static void put_quoted(struct buf *out, str text)
{
    static const char DIGITS[] = "0123456789ABCDEF";
    size_t column = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_blank = c == ' ' || c == '\t';
        bool literal =
            (c > 0x20 && c < 0x7f && c != '=' && !(c == '.' && column == 0)) ||
            (is_blank && !ends_line(text, i + 1));

        if (c == '\r' && ends_line(text, i))
            continue;
        if (c == '\n') {
            buf_str(out, S("\r\n"));
            column = 0;
            continue;
        }
        if (column + (literal ? 1 : 3) >= LINE_BYTES_MAX) {
            buf_str(out, S("=\r\n"));
            column = 0;
            literal = literal && c != '.';
        }
        if (literal) {
            buf_byte(out, (uint8_t)c);
            column++;
            continue;
        }
        buf_byte(out, '=');
        buf_byte(out, (uint8_t)DIGITS[(uint8_t)c >> 4]);
        buf_byte(out, (uint8_t)DIGITS[(uint8_t)c & 15]);
        column += 3;
    }
    buf_str(out, S("\r\n"));
}

static void put_body(struct buf *out, str type, str text)
{
    buf_str(out, S("Content-Type: "));
    buf_str(out, type);
    buf_str(out, S("; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"));
    put_quoted(out, text);
}

static void put_boundary(struct buf *out, str boundary, str end)
{
    buf_str(out, S("--"));
    buf_str(out, boundary);
    buf_str(out, end);
    buf_str(out, S("\r\n"));
}

static void put_bodies(struct buf *out, const struct mime_message *m)
{
    if (m->html.len == 0) {
        put_body(out, S("text/plain"), m->text);
        return;
    }
    buf_str(out, S("Content-Type: multipart/alternative;\r\n boundary=\""));
    buf_str(out, m->boundary);
    buf_str(out, S("\"\r\n\r\n"));
    put_boundary(out, m->boundary, S(""));
    put_body(out, S("text/plain"), m->text);
    put_boundary(out, m->boundary, S(""));
    put_body(out, S("text/html"), m->html);
    put_boundary(out, m->boundary, S("--"));
}

/* --- what makes sense --- */

static bool is_line(str text)
{
    return utf8_is_valid(text) && token_is_value(text);
}

/* No blank, no angle bracket, ASCII. */
static bool is_bracketed(str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] <= 0x20 || text.ptr[i] >= 0x7f || text.ptr[i] == '<' ||
            text.ptr[i] == '>')
            return false;
    }
    return true;
}

static code check(const struct mime_message *m, struct err *reterr)
{
    if (!is_line(m->from.name) || !mime_is_address(m->from.address))
        return err_set(reterr, E_ARGUMENT, S("from"));
    if (!is_line(m->to.name) || !mime_is_address(m->to.address))
        return err_set(reterr, E_ARGUMENT, S("to"));
    if (m->reply_to.len > 0 && !mime_is_address(m->reply_to))
        return err_set(reterr, E_ARGUMENT, S("reply-to"));
    if (!is_line(m->subject))
        return err_set(reterr, E_ARGUMENT, S("subject"));
    if (!mime_is_address(m->message_id))
        return err_set(reterr, E_ARGUMENT, S("message id"));
    if (!is_bracketed(m->unsubscribe))
        return err_set(reterr, E_ARGUMENT, S("unsubscribe"));
    if (m->boundary.len > BOUNDARY_BYTES_MAX || !is_dotted(m->boundary, ""))
        return err_set(reterr, E_ARGUMENT, S("boundary"));
    if (!utf8_is_valid(m->text) || !utf8_is_valid(m->html))
        return err_set(reterr, E_ARGUMENT, S("text"));
    return OK;
}

code mime_write(struct arena *arena,
    const struct mime_message *message,
    bytes *ret,
    struct err *reterr)
{
    struct buf out;
    code c;

    TRY(check(message, reterr));
    buf_init(&out, arena, MIME_MESSAGE_BYTES_MAX);
    put_headers(&out, message);
    put_bodies(&out, message);
    c = buf_finish(&out, ret);
    if (c == E_LIMIT_EXCEEDED)
        c = E_TOO_LARGE;
    return c == OK ? OK : err_set(reterr, c, S("message"));
}
