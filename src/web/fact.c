#include "web/fact.h"

enum {
    NUMBER_BYTES = 24,
    URL_BYTES_MAX = 4096,
    LINE_PARTS = 7,
};

str fact_joined(struct web *web, str a, str b, str c)
{
    const str parts[] = {a, b, c};

    return arena_join(web->arena, parts, 3);
}

str fact_url(struct web *web, str before, str id, str after)
{
    struct buf out;
    str url = {NULL, 0};

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, before);
    html_url_part(&out, id);
    buf_str(&out, after);
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

str fact_number(struct web *web, int64_t number)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, web->arena, NUMBER_BYTES);
    buf_u64(&out, number > 0 ? (uint64_t)number : 0);
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

str fact_minutes(struct web *web, int64_t minutes)
{
    return format_minutes(web->arena, web->view.lang, minutes);
}

str fact_mode(struct web *web, size_t mode)
{
    static const enum message WORDS[] = {
        [PARTICIPATION_ONLINE] = MSG_MODE_ONLINE,
        [PARTICIPATION_ONSITE] = MSG_MODE_ONSITE,
        [PARTICIPATION_BLENDED] = MSG_MODE_BLENDED,
        [PARTICIPATION_WORK_BASED] = MSG_MODE_WORK_BASED,
    };

    return mode < sizeof(WORDS) / sizeof(WORDS[0])
               ? message(web->view.lang, WORDS[mode])
               : S("");
}

str fact_months(struct web *web, int64_t months)
{
    const struct message_arg n = {
        .name = S("n"), .kind = ARG_NUMBER, .number = months};

    return months > 0 ? message_with(
                            web->arena, web->view.lang, MSG_FACT_MONTHS, &n, 1)
                      : message(web->view.lang, MSG_FACT_NO_END);
}

str fact_language(str tag)
{
    const enum lang lang = lang_find(tag);

    return lang < LANG_N ? message(lang, MSG_LANGUAGE_NAME) : tag;
}

str fact_complexity(struct web *web, int64_t complexity)
{
    static const enum message WORDS[COMPLEXITY_N] = {MSG_NONE, MSG_COMPLEXITY_0,
        MSG_COMPLEXITY_1, MSG_COMPLEXITY_2, MSG_COMPLEXITY_3, MSG_COMPLEXITY_4,
        MSG_COMPLEXITY_5, MSG_COMPLEXITY_6};

    return complexity > 0 && complexity < COMPLEXITY_N
               ? message(web->view.lang, WORDS[complexity])
               : S("");
}

str fact_supervision(struct web *web, int64_t supervision)
{
    static const enum message WORDS[SUPERVISION_N] = {MSG_NONE,
        MSG_SUPERVISION_0, MSG_SUPERVISION_1, MSG_SUPERVISION_2,
        MSG_SUPERVISION_3, MSG_SUPERVISION_4, MSG_SUPERVISION_5};

    return supervision > 0 && supervision < SUPERVISION_N
               ? message(web->view.lang, WORDS[supervision])
               : S("");
}

str fact_moderation(struct web *web, str policy)
{
    const struct message_arg arg = {.name = S("policy"), .text = policy};

    return policy.len > 0 ? message_with(web->arena, web->view.lang,
                                MSG_FACT_BY_POLICY, &arg, 1)
                          : S("");
}

str fact_level(struct web *web, const struct achievement_version *version)
{
    const struct level level = {
        version->level_framework, (int32_t)version->level};

    return level.fw.len > 0 ? level_text(level, web->arena) : S("");
}

str fact_line(struct web *web, const struct achievement_version *version)
{
    const str between = S(" \xC2\xB7 ");
    const str level = fact_level(web, version);
    const struct money price = {version->currency, version->price};
    str parts[LINE_PARTS];
    size_t n = 0;

    parts[n++] = fact_minutes(web, version->volume_minutes);
    if (level.len > 0) {
        parts[n++] = between;
        parts[n++] = level;
    }
    if (price.currency.len > 0) {
        parts[n++] = between;
        parts[n++] = format_money(web->arena, web->view.lang, price);
    }
    return arena_join(web->arena, parts, n);
}

enum message fact_organisation(int64_t kind)
{
    static const enum message WORDS[ORGANISATION_ASSESSOR_BODY + 1] = {
        [ORGANISATION_COLLEGE] = MSG_ORGANISATION_KIND_COLLEGE,
        [ORGANISATION_UNIVERSITY] = MSG_ORGANISATION_KIND_UNIVERSITY,
        [ORGANISATION_EMPLOYER] = MSG_ORGANISATION_KIND_EMPLOYER,
        [ORGANISATION_PROFESSIONAL_BODY] =
            MSG_ORGANISATION_KIND_PROFESSIONAL_BODY,
        [ORGANISATION_REGISTER] = MSG_ORGANISATION_KIND_REGISTER,
        [ORGANISATION_PLATFORM] = MSG_ORGANISATION_KIND_PLATFORM,
        [ORGANISATION_ASSESSOR_BODY] = MSG_ORGANISATION_KIND_ASSESSOR_BODY,
    };

    return kind > 0 && kind <= ORGANISATION_ASSESSOR_BODY ? WORDS[kind]
                                                          : MSG_NONE;
}

enum message fact_organisation_state(int64_t state)
{
    static const enum message WORDS[ORGANISATION_HELD + 1] = {
        [ORGANISATION_ACTIVE] = MSG_ORGANISATION_STATE_ACTIVE,
        [ORGANISATION_SUSPENDED] = MSG_ORGANISATION_STATE_SUSPENDED,
        [ORGANISATION_CLOSED] = MSG_ORGANISATION_STATE_CLOSED,
        [ORGANISATION_HELD] = MSG_ORGANISATION_STATE_HELD,
    };

    return state > 0 && state <= ORGANISATION_HELD ? WORDS[state] : MSG_NONE;
}
