#include "badge/achievement.h"

#include "badge/statement.h"

static struct json *typed(str type, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_push(json_add(object, S("type"), json_new(a, JSON_ARRAY)),
        json_new_string(a, type));
    return object;
}

static void put_tree(
    struct json *object, str name, const struct json *value, struct arena *a)
{
    if (value)
        json_add(object, name, json_alias(a, value));
}

static void put_list(struct json *object, str name, struct json *list)
{
    if (list && list->n > 0)
        json_add(object, name, list);
}

static struct json *texts(const str *all, size_t n, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++)
        json_push(list, json_new_string(a, all[i]));
    return list;
}

static struct json *alignments(
    const struct badge_alignment *all, size_t n, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *item = json_push(list, typed(S("Alignment"), a));

        json_put_text(item, S("targetName"), all[i].name, a);
        json_put_text(item, S("targetUrl"), all[i].url, a);
        json_put_text(item, S("targetDescription"), all[i].description, a);
        json_put_text(item, S("targetFramework"), all[i].framework, a);
        json_put_text(item, S("targetCode"), all[i].code, a);
        json_put_text(item, S("targetType"), all[i].type, a);
    }
    return list;
}

static struct json *levels(
    const struct badge_rubric_level *all, size_t n, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *item =
            json_push(list, typed(S("RubricCriterionLevel"), a));

        json_put_text(item, S("id"), all[i].id, a);
        json_put_text(item, S("name"), all[i].name, a);
        json_put_text(item, S("description"), all[i].description, a);
        json_put_text(item, S("level"), all[i].level, a);
        json_put_text(item, S("points"), all[i].points, a);
    }
    return list;
}

static struct json *result_descriptions(
    const struct badge_result_description *all, size_t n, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++) {
        const struct badge_result_description *d = &all[i];
        struct json *item = json_push(list, typed(S("ResultDescription"), a));

        json_put_text(item, S("id"), d->id, a);
        json_put_text(item, S("name"), d->name, a);
        json_put_text(item, S("resultType"), d->type, a);
        put_list(item, S("allowedValue"), texts(d->allowed, d->n_allowed, a));
        json_put_text(item, S("requiredLevel"), d->required_level, a);
        json_put_text(item, S("requiredValue"), d->required_value, a);
        json_put_text(item, S("valueMin"), d->value_min, a);
        json_put_text(item, S("valueMax"), d->value_max, a);
        put_list(
            item, S("rubricCriterionLevel"), levels(d->levels, d->n_levels, a));
    }
    return list;
}

static struct json *related(
    const struct badge_related *all, size_t n, struct arena *a)
{
    struct json *list = json_new(a, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *item = json_push(list, typed(S("Related"), a));

        json_put_text(item, S("id"), all[i].id, a);
        json_put_text(item, S("inLanguage"), all[i].language, a);
        json_put_text(item, S("version"), all[i].version, a);
    }
    return list;
}

/* B.1.12: the type is the text itself, not an array. */
struct json *badge_image_json(const struct badge_image *image, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_put_text(object, S("id"), image->id, a);
    json_put_text(object, S("type"), S("Image"), a);
    json_put_text(object, S("caption"), image->caption, a);
    return object;
}

struct json *badge_achievement_json(
    const struct badge_achievement *v, struct arena *a)
{
    struct json *object = typed(S("Achievement"), a);
    struct json *criteria = json_new(a, JSON_OBJECT);

    json_put_text(object, S("id"), v->id, a);
    json_put_text(object, S("name"), v->name, a);
    json_put_text(object, S("description"), v->description, a);
    json_put_text(criteria, S("id"), v->criteria_url, a);
    json_put_text(criteria, S("narrative"), v->criteria, a);
    json_add(object, S("criteria"), criteria);
    json_put_text(object, S("achievementType"), v->type, a);
    if (v->credits_available.len > 0)
        json_add(object, S("creditsAvailable"),
            json_new_number(a, v->credits_available));
    json_put_text(object, S("fieldOfStudy"), v->field, a);
    json_put_text(object, S("specialization"), v->specialization, a);
    json_put_text(object, S("humanCode"), v->code, a);
    json_put_text(object, S("inLanguage"), v->language, a);
    json_put_text(object, S("version"), v->version, a);
    if (v->image.id.len > 0)
        json_add(object, S("image"), badge_image_json(&v->image, a));
    put_list(object, S("tag"), texts(v->tags, v->n_tags, a));
    put_list(
        object, S("alignment"), alignments(v->alignments, v->n_alignments, a));
    put_list(object, S("related"), related(v->related, v->n_related, a));
    put_list(object, S("resultDescription"),
        result_descriptions(v->results, v->n_results, a));
    put_tree(object, S("creator"), v->creator, a);
    put_tree(object, S("endorsement"), v->endorsement, a);
    put_tree(object, S(BADGE_STATEMENT_TERM), v->statement, a);
    return object;
}

struct json *badge_results_json(
    const struct badge_result *all, size_t n, struct arena *a)
{
    struct json *list = n > 0 ? json_new(a, JSON_ARRAY) : NULL;
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *item = json_push(list, typed(S("Result"), a));

        json_put_text(item, S("resultDescription"), all[i].description, a);
        json_put_text(item, S("achievedLevel"), all[i].level, a);
        json_put_text(item, S("value"), all[i].value, a);
        json_put_text(item, S("status"), all[i].status, a);
    }
    return list;
}

struct json *badge_evidence_json(
    const struct badge_evidence *all, size_t n, struct arena *a)
{
    struct json *list = n > 0 ? json_new(a, JSON_ARRAY) : NULL;
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *item = json_push(list, typed(S("Evidence"), a));

        json_put_text(item, S("id"), all[i].id, a);
        json_put_text(item, S("name"), all[i].name, a);
        json_put_text(item, S("narrative"), all[i].narrative, a);
        json_put_text(item, S("description"), all[i].description, a);
        json_put_text(item, S("genre"), all[i].genre, a);
        json_put_text(item, S("audience"), all[i].audience, a);
    }
    return list;
}
