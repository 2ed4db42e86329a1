#include "badge/identity.h"

#include "crypto/plain.h"
#include "test/support/test.h"

#include <string.h>

/* The check value of the Open Badges specification. */
static const char PUBLISHED[] =
    "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";

static void test_identity_hash_is_the_published_one(void **state)
{
    char hash[IDENTITY_HASH_TEXT_BYTES];

    (void)state;
    assert_int_equal(
        identity_hash(plain_provider(), S("a@example.org"), S("Kosher"), hash),
        OK);
    assert_memory_not_equal(hash, PUBLISHED, sizeof(hash));
    assert_int_equal(
        identity_hash(plain_provider(), S("a@example.com"), S("Kosher"), hash),
        OK);
    assert_memory_equal(hash, PUBLISHED, sizeof(hash));
}

struct match {
    const char *identity;
    const char *identifier;
    enum identity_match wanted;
};

/* OB-07: exact text, hexadecimal digits in any case, MD5 read as weak. */
static const struct match MATCHES[] = {
    {"{\"hashed\":false,\"identityHash\":\"a@example.com\"}", "a@example.com",
        IDENTITY_SAME},
    {"{\"hashed\":false,\"identityHash\":\"a@example.com\"}", "A@example.com",
        IDENTITY_OTHER},
    {"{\"hashed\":true,\"salt\":\"Kosher\",\"identityHash\":\"sha256$B5809D8A"
     "92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399\"}",
        "a@example.com", IDENTITY_SAME},
    {"{\"hashed\":true,\"salt\":\"kosher\",\"identityHash\":\"sha256$b5809d8a"
     "92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399\"}",
        "a@example.com", IDENTITY_OTHER},
    {"{\"hashed\":true,\"salt\":\"Kosher\",\"identityHash\":\"sha256$b5809d8a"
     "92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399\"}",
        "a@example.com ", IDENTITY_OTHER},
    {"{\"hashed\":true,\"identityHash\":"
     "\"md5$900150983cd24fb0d6963f7d28e17f72\"}",
        "abc", IDENTITY_SAME_WEAK},
    {"{\"hashed\":true,\"identityHash\":\"sha1$abc\"}", "abc", IDENTITY_OTHER},
    {"{\"hashed\":true,\"identityHash\":\"\"}", "", IDENTITY_OTHER},
};

static void test_identity_ob_07_matches(void **state)
{
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 20);
    for (i = 0; i < sizeof(MATCHES) / sizeof(MATCHES[0]); i++) {
        struct budget budget = budget_default();
        enum identity_match match = IDENTITY_OTHER;
        struct json *identity = NULL;

        assert_int_equal(json_parse(str_of(MATCHES[i].identity), &budget, &a,
                             &identity, NULL),
            OK);
        assert_int_equal(
            identity_matches(identity, str_of(MATCHES[i].identifier),
                plain_provider(), &match),
            OK);
        if (match != MATCHES[i].wanted)
            print_error("row %zu\n", i);
        assert_int_equal(match, MATCHES[i].wanted);
    }
    arena_release(&a);
}

TEST_MAIN(test_identity_hash_is_the_published_one, test_identity_ob_07_matches)
