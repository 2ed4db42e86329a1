#include "host/log.h"

#include "base/code_info.h"
#include "host/clock.h"
#include "text/datetime.h"
#include "text/utf8.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What is over the end is left out; the last bytes are kept for closing. */
struct line {
    char bytes[LOG_LINE_BYTES_MAX];
    size_t len;
    bool is_full;
};

enum {
    CLOSING_BYTES = 2, /* "}\n" */
    ESCAPE_BYTES = 6,  /* \uXXXX */
};

/* All of it or, when there is no room, nothing, now and from here on. */
static void put(struct line *l, str text)
{
    if (l->is_full || text.len > sizeof(l->bytes) - CLOSING_BYTES - l->len) {
        l->is_full = true;
        return;
    }
    memcpy(l->bytes + l->len, text.ptr, text.len);
    l->len += text.len;
}

static void put_number(struct line *l, int64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        digits[--at] = '-';
    put(l, (str){digits + at, sizeof(digits) - at});
}

static void put_escape(struct line *l, uint32_t code_point)
{
    static const char hex[] = "0123456789abcdef";
    char text[ESCAPE_BYTES] = {'\\', 'u'};
    size_t i;

    for (i = ESCAPE_BYTES; i > 2; i--) {
        text[i - 1] = hex[code_point & 15];
        code_point >>= 4;
    }
    put(l, (str){text, sizeof(text)});
}

/* What could end the line, drive a terminal, or show in another order than
 * it stands. All are in the basic plane. */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static void put_char(struct line *l, str text, size_t *at)
{
    size_t from = *at;
    uint32_t c = utf8_next(text, at);

    if (c == UTF8_BAD)
        put_escape(l, 0xfffd);
    else if (is_unsafe(c))
        put_escape(l, c);
    else if (c == '"')
        put(l, S("\\\""));
    else if (c == '\\')
        put(l, S("\\\\"));
    else
        put(l, str_sub(text, from, *at));
}

/* --- what is not shown --- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/* RFC 5322 atext, and bytes of other scripts. */
static bool is_atom(char c)
{
    return is_word(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool is_host(char c)
{
    return is_word(c) || c == '-' || c == '.';
}

/* The end of the address of e-mail that begins at `at`, or `at`. */
static size_t end_of_address(str text, size_t at)
{
    size_t local = at;
    size_t end;

    while (local < text.len && is_atom(text.ptr[local]))
        local++;
    if (local == at || local == text.len || text.ptr[local] != '@')
        return at;
    end = local + 1;
    while (end < text.len && is_host(text.ptr[end]))
        end++;
    return end > local + 1 ? end : at;
}

static bool is_secret(const char *name)
{
    static const char *const words[] = {"password", "passphrase", "secret",
        "token", "cookie", "authorization", "session", "seed", "salt"};
    size_t i;

    for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strstr(name, words[i]))
            return true;
    }
    return false;
}

static void put_safe(struct line *l, str text)
{
    size_t shown =
        text.len < LOG_TEXT_BYTES_MAX ? text.len : LOG_TEXT_BYTES_MAX;
    bool is_start = true; /* of something that could be an address */
    size_t at = 0;

    while (at < shown) {
        size_t end = is_start ? end_of_address(text, at) : at;

        is_start = !is_atom(text.ptr[at]);
        if (end > at) {
            put(l, S("[address]"));
            at = end;
        } else {
            put_char(l, text, &at);
        }
    }
    if (shown < text.len)
        put(l, S("[cut]"));
}

/* --- the line --- */

/* Name and value, or nothing. */
static void put_field(
    struct line *l, enum log_form form, const struct log_field *field)
{
    size_t before = l->len;

    put(l, form == LOG_JSON ? S(",\"") : S(" "));
    put(l, str_of(field->name));
    put(l, form == LOG_JSON ? S("\":") : S("="));
    if (field->is_number) {
        put_number(l, field->number);
    } else {
        put(l, S("\""));
        if (is_secret(field->name))
            put(l, S("[secret]"));
        else
            put_safe(l, field->text);
        put(l, S("\""));
    }
    if (l->is_full)
        l->len = before;
}

static void put_head(
    struct line *l, enum log_form form, enum log_level level, const char *event)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    const struct datetime now = {.unix_s = clock_now_unix_s()};
    char time[DATETIME_BYTES];
    size_t n = datetime_format(&now, time);
    bool json = form == LOG_JSON;

    put(l, json ? S("{\"time\":\"") : S(""));
    put(l, (str){time, n});
    put(l, json ? S("\",\"level\":\"") : S(" "));
    put(l, str_of(names[level]));
    put(l, json ? S("\",\"event\":\"") : S(" "));
    put_safe(l, str_of(event));
    put(l, json ? S("\"") : S(""));
}

static void write_line(int fd, const struct line *l)
{
    ssize_t n;

    do {
        n = write(fd, l->bytes, l->len);
    } while (n < 0 && errno == EINTR);
}

void log_event(const struct log *log,
    enum log_level level,
    const char *event,
    const struct log_field *fields,
    size_t n_fields)
{
    struct line l;
    size_t i;

    if (level < log->least)
        return;
    l.len = 0;
    l.is_full = false;
    put_head(&l, log->form, level, event);
    for (i = 0; i < n_fields; i++)
        put_field(&l, log->form, &fields[i]);
    if (log->form == LOG_JSON)
        l.bytes[l.len++] = '}';
    l.bytes[l.len++] = '\n';
    write_line(log->fd, &l);
}

void log_failure(const struct log *log,
    enum log_level level,
    const char *event,
    const struct err *why)
{
    struct log_field fields[] = {
        log_text("code", code_info(why->code)->name),
        log_text("about", str_of(why->arg)),
        log_text("pointer", str_of(why->pointer)),
    };

    log_event(log, level, event, fields, why->pointer[0] ? 3 : 2);
}

bool log_level_parse(str name, enum log_level *ret)
{
    static const str names[] = {
        STR("debug"), STR("info"), STR("warning"), STR("error")};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (str_eq(names[i], name)) {
            *ret = (enum log_level)i;
            return true;
        }
    }
    return false;
}
