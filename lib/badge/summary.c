#include "badge/summary.h"

#include "vc/credential.h"

const struct json *badge_first(const struct json *list)
{
    return json_is(list, JSON_ARRAY) ? list->child.first : list;
}

const struct json *badge_next(const struct json *list, const struct json *item)
{
    return json_is(list, JSON_ARRAY) ? item->next : NULL;
}

str badge_text(const struct json *value)
{
    value = badge_first(value);
    return json_is(value, JSON_OBJECT) ? json_text(json_get(value, S("@value")))
                                       : json_text(value);
}

static str member(const struct json *object, str name)
{
    return badge_text(json_get(object, name));
}

static str either(str first, str second)
{
    return first.len > 0 ? first : second;
}

static str number_text(const struct json *object, str name)
{
    const struct json *value = json_get(object, name);

    return json_is(value, JSON_NUMBER) ? value->text : (str){NULL, 0};
}

/* The id of the subject, else an identifier that is written in clear. */
static str recipient_of(const struct json *subject)
{
    const struct json *all = json_get(subject, S("identifier"));
    const struct json *item = badge_first(all);
    str id = member(subject, S("id"));

    for (; item && id.len == 0; item = badge_next(all, item)) {
        if (json_is(json_get(item, S("hashed")), JSON_FALSE))
            id = member(item, S("identityHash"));
    }
    return id;
}

struct badge_summary badge_summary(const struct json *credential)
{
    const struct json *subject =
        badge_first(json_get(credential, S("credentialSubject")));
    const struct json *achievement = json_get(subject, S("achievement"));
    const struct json *issuer = json_get(credential, S("issuer"));
    struct vc_validity when = vc_validity(credential);

    return (struct badge_summary){
        .title = either(
            member(achievement, S("name")), member(credential, S("name"))),
        .description = either(member(achievement, S("description")),
            member(credential, S("description"))),
        .criteria =
            member(json_get(achievement, S("criteria")), S("narrative")),
        .type = member(achievement, S("achievementType")),
        .code = member(achievement, S("humanCode")),
        .issuer_id = vc_party_id(issuer),
        .issuer_name = json_is(issuer, JSON_OBJECT) ? member(issuer, S("name"))
                                                    : (str){NULL, 0},
        .recipient = recipient_of(subject),
        .valid_from = when.from_text,
        .valid_until = when.until_text,
        .awarded = member(credential, S("awardedDate")),
        .credits = either(number_text(subject, S("creditsEarned")),
            number_text(achievement, S("creditsAvailable"))),
        .achievement = achievement,
        .alignments = json_get(achievement, S("alignment")),
        .results = json_get(subject, S("result")),
        .evidence = json_get(credential, S("evidence")),
    };
}
