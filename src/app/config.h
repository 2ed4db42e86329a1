/*
 * What the platform is told when it starts. Each setting has one name; it may
 * stand on the command line, in the environment (TESTAMUR_ and the name in
 * capitals) and in a file, and the first of these wins.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "http/address.h"

enum config_name {
    CONFIG_DATA,      /* folder of the data file; needed */
    CONFIG_LISTEN,    /* "host:port" */
    CONFIG_BASE_URL,  /* how browsers reach it; no slash at the end */
    CONFIG_SMTP,      /* as in http/mail_server.h; empty: no mail goes */
    CONFIG_MAIL_FROM, /* the sender of mail */
    CONFIG_PROXIES,   /* addresses of the proxies in front, a comma between */
    CONFIG_METRICS_TOKEN, /* who knows it sees /metrics; empty: this machine */
    CONFIG_THREADS,       /* 0: one a core */
    CONFIG_LOG_LEVEL,     /* error, warning, info, debug */
    N_CONFIG_NAMES,
};

/* "data", "listen", ... as on the command line and in the file. */
const char *config_name(enum config_name name);

struct config {
    str text[N_CONFIG_NAMES];         /* as given, or the default */
    const char *from[N_CONFIG_NAMES]; /* "option", "environment", ... */
    str host;                         /* of CONFIG_LISTEN */
    uint16_t port;
    unsigned threads; /* 0: one a core */
    struct address *proxies;
    size_t n_proxies;
};

/* Where settings come from, in the order of their weight. */
struct config_sources {
    const char *const *options; /* by config_name; NULL: not given */
    const char *(*environment)(const char *variable);
    str file; /* lines "name = value"; '#' begins a comment */
};

/* Settings live in the arena. E_CONFIG about the name of the setting that is
 * missing, malformed or unknown, with its line when it is the file's. */
MUST_USE code config_read(const struct config_sources *sources,
    struct arena *arena,
    struct config *ret,
    struct err *reterr);

#endif
