#include "http/request.h"

#include "http/token.h"

static const str METHODS[HTTP_OTHER + 1] = {STR("GET"), STR("HEAD"),
    STR("POST"), STR("PUT"), STR("PATCH"), STR("DELETE"), STR("OPTIONS"),
    STR("")};

str request_method_name(enum http_method method)
{
    return METHODS[method];
}

enum http_method request_method(str name)
{
    int i = 0;

    while (i < HTTP_OTHER && !str_eq(METHODS[i], name))
        i++;
    return (enum http_method)i;
}

bool request_is_safe(const struct http_request *req)
{
    return req->method == HTTP_GET || req->method == HTTP_HEAD;
}

str request_header(const struct http_request *req, str name)
{
    size_t i;

    for (i = 0; i < req->n_headers; i++) {
        if (token_eq(req->headers[i].name, name))
            return req->headers[i].value;
    }
    return (str){NULL, 0};
}

str request_media_type(const struct http_request *req)
{
    str rest = request_header(req, S("Content-Type"));
    str type = {NULL, 0};

    return token_next(&rest, ';', &type) ? type : (str){NULL, 0};
}
