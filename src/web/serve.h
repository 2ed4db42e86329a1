/* The platform as a web server: from settings to a graceful end. */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "app/platform.h"
#include "host/log.h"

/* Serves until `stop` says so; then lets open requests end. *ret_port (may be
 * NULL) is told the port before the first request. E_CONFIG about "listen". */
MUST_USE code serve(const struct platform *platform,
    const struct log *log,
    void (*wait)(void),
    struct err *reterr);

#endif
