/* Dates as HTTP (RFC 9110 5.6.7) and mail (RFC 5322 3.3) write them. */
#ifndef HTTP_DATE_H
#define HTTP_DATE_H

#include "base/str.h"

enum {
    DATE_BYTES = 40,
};

/* "Sun, 06 Nov 1994 08:49:37 GMT"; returns the length. Years 0 to 9999. */
size_t date_http(int64_t unix_s, char ret[DATE_BYTES]);

/* "Sun, 06 Nov 1994 08:49:37 +0000". */
size_t date_mail(int64_t unix_s, char ret[DATE_BYTES]);

#endif
