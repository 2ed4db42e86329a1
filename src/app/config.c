#include "app/config.h"

#include "base/num.h"
#include "http/mail_server.h"
#include "http/mime.h"
#include "http/token.h"
#include "text/iri.h"

#include <string.h>

enum {
    PORT_MAX = 65535,
    THREADS_MAX = 256,
    VARIABLE_BYTES = 64,
    PROXIES_MAX = 16,
};

static const struct {
    const char *name;
    const char *fallback;
} SETTINGS[N_CONFIG_NAMES] = {
    [CONFIG_DATA] = {"data", ""},
    [CONFIG_LISTEN] = {"listen", "127.0.0.1:8080"},
    [CONFIG_BASE_URL] = {"base-url", ""},
    [CONFIG_SMTP] = {"smtp", ""},
    [CONFIG_MAIL_FROM] = {"mail-from", "testamur@localhost"},
    [CONFIG_PROXIES] = {"proxies", ""},
    [CONFIG_METRICS_TOKEN] = {"metrics-token", ""},
    [CONFIG_THREADS] = {"threads", "0"},
    [CONFIG_LOG_LEVEL] = {"log-level", "info"},
};

static const char *const LEVELS[] = {"error", "warning", "info", "debug"};

const char *config_name(enum config_name name)
{
    return SETTINGS[name].name;
}

static code refuse(enum config_name name, struct err *reterr)
{
    return err_set(reterr, E_CONFIG, str_of(SETTINGS[name].name));
}

/* --- gathering --- */

static void set(struct config *config, size_t name, str value, const char *from)
{
    config->text[name] = value;
    config->from[name] = from;
}

static str trim(str s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
        s = str_sub(s, 1, s.len);
    while (s.len > 0 && strchr(" \t\r", s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static size_t find(str name)
{
    size_t i = 0;

    while (i < N_CONFIG_NAMES && !str_eq(str_of(SETTINGS[i].name), name))
        i++;
    return i;
}

static code read_line(
    str file, str line, struct config *config, struct err *reterr)
{
    const size_t equals = str_find(line, '=', 0);
    const str name = trim(str_sub(line, 0, equals));
    const size_t which = find(name);

    if (name.len == 0 && equals == SIZE_MAX)
        return OK;
    if (equals == SIZE_MAX || which == N_CONFIG_NAMES)
        return err_at(
            reterr, E_CONFIG, name, file, (size_t)(line.ptr - file.ptr));
    set(config, which, trim(str_sub(line, equals + 1, line.len)), "file");
    return OK;
}

static code read_file(str file, struct config *config, struct err *reterr)
{
    size_t at = 0;

    while (at < file.len) {
        size_t end = str_find(file, '\n', at);
        str line;

        if (end == SIZE_MAX)
            end = file.len;
        line = str_sub(file, at, end);
        if (trim(line).len > 0 && trim(line).ptr[0] != '#')
            TRY(read_line(file, line, config, reterr));
        at = end + 1;
    }
    return OK;
}

/* "base-url" is TESTAMUR_BASE_URL. */
static void variable_name(const char *name, char to[VARIABLE_BYTES])
{
    static const char PREFIX[] = "TESTAMUR_";
    size_t n = sizeof(PREFIX) - 1;

    memcpy(to, PREFIX, n);
    for (; *name != '\0' && n + 1 < VARIABLE_BYTES; name++) {
        to[n] = (char)(*name - 'a' + 'A');
        if (*name == '-')
            to[n] = '_';
        n++;
    }
    to[n] = '\0';
}

static code gather(const struct config_sources *sources,
    struct config *config,
    struct err *reterr)
{
    char variable[VARIABLE_BYTES];
    const char *value;
    size_t i;

    for (i = 0; i < N_CONFIG_NAMES; i++)
        set(config, i, str_of(SETTINGS[i].fallback), "default");
    TRY(read_file(sources->file, config, reterr));
    for (i = 0; i < N_CONFIG_NAMES; i++) {
        variable_name(SETTINGS[i].name, variable);
        value = sources->environment ? sources->environment(variable) : NULL;
        if (value)
            set(config, i, str_of(value), "environment");
        if (sources->options && sources->options[i])
            set(config, i, str_of(sources->options[i]), "option");
    }
    return OK;
}

/* --- making sense --- */

static code read_number(struct config *config,
    enum config_name name,
    uint64_t max,
    uint64_t *ret,
    struct err *reterr)
{
    if (!num_parse_u64(config->text[name], max, ret))
        return refuse(name, reterr);
    return OK;
}

static code read_listen(struct config *config, struct err *reterr)
{
    const str listen = config->text[CONFIG_LISTEN];
    uint64_t port;
    size_t colon = listen.len;

    while (colon > 0 && listen.ptr[colon - 1] != ':')
        colon--;
    if (colon < 2 ||
        !num_parse_u64(str_sub(listen, colon, listen.len), PORT_MAX, &port))
        return refuse(CONFIG_LISTEN, reterr);
    config->host = str_sub(listen, 0, colon - 1);
    config->port = (uint16_t)port;
    return OK;
}

static code read_base_url(
    struct config *config, struct arena *arena, struct err *reterr)
{
    const str parts[] = {S("http://"), config->text[CONFIG_LISTEN]};
    str *url = &config->text[CONFIG_BASE_URL];
    struct iri iri;

    if (url->len == 0)
        *url = arena_join(arena, parts, 2);
    while (str_ends(*url, S("/")))
        url->len--;
    iri = iri_split(*url);
    if (!iri_is_uri(*url) || iri.authority.len == 0 || iri.has_query ||
        iri.has_fragment ||
        (!str_eq(iri.scheme, S("http")) && !str_eq(iri.scheme, S("https"))))
        return refuse(CONFIG_BASE_URL, reterr);
    return arena_status(arena);
}

/* "192.0.2.1, ::1". */
static code read_proxies(
    struct config *config, struct arena *arena, struct err *reterr)
{
    str rest = config->text[CONFIG_PROXIES];
    str item;

    config->proxies = arena_array(arena, PROXIES_MAX, struct address);
    TRY(arena_status(arena));
    while (token_next(&rest, ',', &item)) {
        if (config->n_proxies == PROXIES_MAX ||
            !address_parse(item, &config->proxies[config->n_proxies]))
            return refuse(CONFIG_PROXIES, reterr);
        config->n_proxies++;
    }
    return OK;
}

/* delivery_init reads it again, when it is needed. */
static code check_smtp(
    const struct config *config, struct arena *arena, struct err *reterr)
{
    struct mail_server server;

    if (config->text[CONFIG_SMTP].len == 0)
        return OK;
    if (!mime_is_address(config->text[CONFIG_MAIL_FROM]))
        return refuse(CONFIG_MAIL_FROM, reterr);
    return mail_server_parse(config->text[CONFIG_SMTP], arena, &server, reterr);
}

static bool is_level(str text)
{
    size_t i;

    for (i = 0; i < sizeof(LEVELS) / sizeof(LEVELS[0]); i++) {
        if (str_eq(text, str_of(LEVELS[i])))
            return true;
    }
    return false;
}

code config_read(const struct config_sources *sources,
    struct arena *arena,
    struct config *ret,
    struct err *reterr)
{
    struct config config = {0};
    uint64_t threads;

    TRY(gather(sources, &config, reterr));
    if (config.text[CONFIG_DATA].len == 0)
        return refuse(CONFIG_DATA, reterr);
    TRY(read_listen(&config, reterr));
    TRY(read_base_url(&config, arena, reterr));
    TRY(read_proxies(&config, arena, reterr));
    TRY(check_smtp(&config, arena, reterr));
    TRY(read_number(&config, CONFIG_THREADS, THREADS_MAX, &threads, reterr));
    if (!is_level(config.text[CONFIG_LOG_LEVEL]))
        return refuse(CONFIG_LOG_LEVEL, reterr);
    config.threads = (unsigned)threads;
    *ret = config;
    return OK;
}
