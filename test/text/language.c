#include "text/language.h"

#include "test/support/test.h"

/* RFC 5646 appendix A and 2.1. */
static const str GOOD[] = {
    STR("de"),
    STR("i-enochian"),
    STR("I-KLINGON"),
    STR("zh-Hant"),
    STR("zh-cmn-Hans-CN"),
    STR("cmn-Hans-CN"),
    STR("zh-yue-HK"),
    STR("sr-Latn-RS"),
    STR("sl-rozaj-biske"),
    STR("de-CH-1901"),
    STR("hy-Latn-IT-arevela"),
    STR("es-419"),
    STR("de-CH-x-phonebk"),
    STR("az-Arab-x-AZE-derbend"),
    STR("x-whatever"),
    STR("qaa-Qaaa-QM-x-southern"),
    STR("en-US-u-islamcal"),
    STR("zh-CN-a-myext-x-private"),
    STR("en-a-myext-b-another"),
    STR("en-GB-oed"),
    STR("sgn-BE-FR"),
    STR("zh-min-nan"),
    STR("art-lojban"),
    STR("abcd"),
    STR("abcdefgh"),
};

static const str BAD[] = {
    STR(""),
    STR("a"),
    STR("de-419-DE"),
    STR("a-DE"),
    STR("en-"),
    STR("-en"),
    STR("en--US"),
    STR("en_US"),
    STR("en US"),
    STR("abcdefghi"),
    STR("en-abcdefghi"),
    STR("12"),
    STR("e1"),
    STR("x"),
    STR("x-"),
    STR("en-x"),
    STR("en-a"),
    STR("en-a-b"),
    STR("en-US-GB"),
    STR("abcd-abc"),
    STR("i-nothing"),
    STR("en-\xc3\xa9\xc3\xa9"),
};

static void test_language_takes_well_formed_tags(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        if (!language_is_well_formed(GOOD[i]))
            fail_msg("refuses '%s'", GOOD[i].ptr);
    }
}

static void test_language_refuses_others(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        if (language_is_well_formed(BAD[i]))
            fail_msg("takes '%s'", BAD[i].ptr);
    }
}

TEST_MAIN(test_language_takes_well_formed_tags, test_language_refuses_others)
