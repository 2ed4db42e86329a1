#include "web/badge_state.h"

static const struct {
    const char *tone;
    enum message words;
    enum message more; /* with {day}, the last one */
} STATES[] = {
    [AWARD_PREPARED] = {"wait", MSG_NONE, MSG_NONE},
    [AWARD_ACTIVE] = {"good", MSG_VERDICT_VALID, MSG_NONE},
    [AWARD_SUSPENDED] = {"warn", MSG_VERDICT_SUSPENDED,
        MSG_VERDICT_SUSPENDED_WORDS},
    [AWARD_EXPIRED] = {"calm", MSG_VERDICT_EXPIRED, MSG_VERDICT_EXPIRED_WORDS},
    [AWARD_REVOKED] = {"bad", MSG_VERDICT_REVOKED, MSG_VERDICT_REVOKED_WORDS},
    [AWARD_RENEWED] = {"calm", MSG_VERDICT_RENEWED, MSG_VERDICT_RENEWED_WORDS},
    [AWARD_RECALLED] = {"bad", MSG_VERDICT_REVOKED, MSG_VERDICT_REVOKED_WORDS},
};

struct badge_state badge_state(struct web *web, int64_t state, str valid_until)
{
    const enum lang lang = web->view.lang;
    const struct message_arg day = {.name = S("day"),
        .kind = ARG_WORDS,
        .text = format_day(web->arena, lang, valid_until)};
    struct badge_state ret = {.tone = S("calm")};

    if (state < 0 || (size_t)state >= sizeof(STATES) / sizeof(STATES[0]))
        return ret;
    ret.tone = str_of(STATES[state].tone);
    ret.words = message(lang, STATES[state].words);
    if (STATES[state].more != MSG_NONE)
        ret.more = message_with(web->arena, lang, STATES[state].more, &day, 1);
    return ret;
}

/* U+2068 and U+2069: what stands between does not turn the rest round. */
static const char ISOLATE[] = {'\xE2', '\x81', '\xA8'};
static const char END[] = {'\xE2', '\x81', '\xA9'};

str badge_line(struct web *web, str issuer, str awarded_on)
{
    const str isolate = {ISOLATE, sizeof(ISOLATE)};
    const str end = {END, sizeof(END)};
    const str day = format_day(web->arena, web->view.lang, awarded_on);
    const str parts[] = {
        isolate, issuer, end, S(" \xC2\xB7 "), isolate, day, end};

    return arena_join(web->arena, parts, sizeof(parts) / sizeof(parts[0]));
}
