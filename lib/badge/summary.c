#include "badge/summary.h"

#include "badge/statement.h"
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

static const struct json *find_id(const struct json *list, str id)
{
    const struct json *item = badge_first(list);

    while (item && !str_eq(member(item, S("id")), id))
        item = badge_next(list, item);
    return id.len > 0 ? item : NULL;
}

struct badge_result_line badge_result_line(
    const struct json *result, const struct json *achievement)
{
    const struct json *described =
        find_id(json_get(achievement, S("resultDescription")),
            member(result, S("resultDescription")));
    const struct json *level =
        find_id(json_get(described, S("rubricCriterionLevel")),
            member(result, S("achievedLevel")));

    return (struct badge_result_line){
        .name = member(described, S("name")),
        .value = either(member(result, S("value")), member(level, S("name"))),
        .status = member(result, S("status")),
    };
}

/* An image is an object with an id, in VCDM 1.1 also the URL itself. */
static str image_of(const struct json *object)
{
    const struct json *image = json_get(object, S("image"));

    return json_is(image, JSON_OBJECT) ? json_text(json_get(image, S("id")))
                                       : json_text(image);
}

static str name_of(const struct json *party)
{
    return json_is(party, JSON_OBJECT) ? member(party, S("name"))
                                       : (str){NULL, 0};
}

static void take_achievement(
    struct badge_summary *s, const struct json *achievement)
{
    const struct json *criteria = json_get(achievement, S("criteria"));
    const struct json *creator = json_get(achievement, S("creator"));

    s->achievement = achievement;
    s->title = member(achievement, S("name"));
    s->description = member(achievement, S("description"));
    s->criteria = member(criteria, S("narrative"));
    s->criteria_url = json_is(criteria, JSON_OBJECT) ? member(criteria, S("id"))
                                                     : json_text(criteria);
    s->type = member(achievement, S("achievementType"));
    s->code = member(achievement, S("humanCode"));
    s->version = member(achievement, S("version"));
    s->language = member(achievement, S("inLanguage"));
    s->field = member(achievement, S("fieldOfStudy"));
    s->image = image_of(achievement);
    s->creator_id = vc_party_id(creator);
    s->creator_name = name_of(creator);
    s->credits_available = number_text(achievement, S("creditsAvailable"));
    s->alignments = json_get(achievement, S("alignment"));
    s->tags = json_get(achievement, S("tag"));
    s->related = json_get(achievement, S("related"));
    s->statement = json_get(achievement, S(BADGE_STATEMENT_TERM));
}

struct badge_summary badge_summary(const struct json *credential)
{
    const struct json *subject =
        badge_first(json_get(credential, S("credentialSubject")));
    const struct json *issuer = json_get(credential, S("issuer"));
    struct vc_validity when = vc_validity(credential);
    struct badge_summary s = {
        .id = member(credential, S("id")),
        .issuer_id = vc_party_id(issuer),
        .issuer_name = name_of(issuer),
        .recipient = recipient_of(subject),
        .narrative = member(subject, S("narrative")),
        .license = member(subject, S("licenseNumber")),
        .valid_from = when.from_text,
        .valid_until = when.until_text,
        .awarded = member(credential, S("awardedDate")),
        .credits_earned = number_text(subject, S("creditsEarned")),
        .results = json_get(subject, S("result")),
        .assessed = json_get(subject, S(BADGE_ASSESSED_TERM)),
        .evidence = json_get(credential, S("evidence")),
        .status = json_get(credential, S("credentialStatus")),
    };

    take_achievement(&s, json_get(subject, S("achievement")));
    s.title = either(s.title, member(credential, S("name")));
    s.description = either(s.description, member(credential, S("description")));
    s.image = either(image_of(credential), s.image);
    s.credits = either(s.credits_earned, s.credits_available);
    return s;
}
