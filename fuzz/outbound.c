/* A URL that passes the guard has a port that is allowed, a host without
 * anything but letters, digits, '-', '.', ':', and may never reach this
 * machine or a private network. */
#include "http/outbound.h"

#include "fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const str INNER[] = {STR("127.0.0.1"), STR("10.0.0.1"),
        STR("169.254.169.254"), STR("::1"), STR("fe80::1")};
    const struct outbound_rules rules = {.ports = {8443}};
    struct outbound target;
    struct err err = {0};
    size_t i;
    code c = outbound_url(&rules, fuzz_text(data, size), &target, &err);

    if (c != OK) {
        fuzz_promise(err.code == c);
        return 0;
    }
    fuzz_promise(!target.is_plain);
    fuzz_promise(target.port == 443 || target.port == 8443);
    fuzz_promise(target.host[0] != '\0' && !strpbrk(target.host, "/@?#[] "));
    for (i = 0; i < sizeof(INNER) / sizeof(INNER[0]); i++) {
        struct address address;

        fuzz_promise(address_parse(INNER[i], &address));
        fuzz_promise(!outbound_may_reach(&rules, &target, &address));
    }
    return 0;
}
