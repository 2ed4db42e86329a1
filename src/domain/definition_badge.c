#include "domain/definition_badge.h"

#include "badge/achievement.h"

static str join(struct arena *arena, str a, str b, str c)
{
    const str parts[] = {a, b, c};

    return arena_join(arena, parts, 3);
}

static str integer(int64_t value, struct arena *arena)
{
    struct buf out;
    str written = {NULL, 0};

    buf_init(&out, arena, 32);
    buf_u64(&out, value < 0 ? 0 : (uint64_t)value);
    return buf_finish_str(&out, &written) == OK ? written : S("0");
}

str credit_decimal(int64_t hundredths, struct arena *arena)
{
    const uint64_t part = hundredths > 0 ? (uint64_t)(hundredths % 100) : 0;
    struct buf out;
    str written = {NULL, 0};

    if (hundredths <= 0)
        return S("");
    buf_init(&out, arena, 32);
    buf_u64(&out, (uint64_t)(hundredths / 100));
    if (part != 0) {
        buf_str(&out, S("."));
        buf_byte(&out, (uint8_t)('0' + part / 10));
        if (part % 10 != 0)
            buf_byte(&out, (uint8_t)('0' + part % 10));
    }
    return buf_finish_str(&out, &written) == OK ? written : S("");
}

/* --- the organisation --- */

static struct json *typed(str type, struct arena *arena)
{
    struct json *object = json_new(arena, JSON_OBJECT);

    json_push(json_add(object, S("type"), json_new(arena, JSON_ARRAY)),
        json_new_string(arena, type));
    return object;
}

struct json *organisation_profile(const struct organisation *organisation,
    const struct badge_names *names,
    struct arena *arena)
{
    struct json *profile = typed(S("Profile"), arena);
    struct json *address = typed(S("Address"), arena);
    const struct badge_image logo = {
        .id = join(arena, names->base_url, S("/logo/"), organisation->slug)};

    json_put_text(profile, S("id"), names->issuer, arena);
    json_put_text(profile, S("name"), organisation->name, arena);
    json_put_text(profile, S("url"), organisation->url, arena);
    json_put_text(profile, S("email"), organisation->email, arena);
    json_put_text(profile, S("description"), organisation->about, arena);
    json_put_text(
        address, S("addressCountryCode"), organisation->country, arena);
    json_put_text(address, S("addressRegion"), organisation->region, arena);
    if (organisation->country.len > 0)
        json_add(profile, S("address"), address);
    if (organisation->logo.len > 0)
        json_add(profile, S("image"), badge_image_json(&logo, arena));
    return profile;
}

/* --- alignments: skills, and the level --- */

static bool has_code(
    const struct badge_alignment *all, size_t n, str framework, str skill)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(all[i].framework, framework) && str_eq(all[i].code, skill))
            return true;
    }
    return false;
}

static struct badge_alignment skill_alignment(const struct outcome_skill *skill,
    const struct badge_names *names,
    struct arena *arena)
{
    return (struct badge_alignment){
        .name = skill->name,
        .url = skill->url.len > 0
                   ? skill->url
                   : join(arena, names->base_url, S("/skill/"), skill->skill),
        .framework = skill->framework,
        .code = skill->skill,
        .type = S("ceasn:Competency"),
    };
}

static struct badge_alignment level_alignment(
    const struct definition *definition,
    const struct badge_names *names,
    struct arena *arena)
{
    const str level = integer(definition->level, arena);
    const str framework = definition->level_framework;

    return (struct badge_alignment){
        .name = join(arena, framework, S(" "), level),
        .url = join(arena, names->base_url, S("/level/"),
            join(arena, framework, S("/"), level)),
        .framework = framework,
        .code = level,
    };
}

/* Each skill once, and then the level. */
static void put_alignments(struct badge_achievement *achievement,
    const struct definition *definition,
    const struct badge_names *names,
    struct arena *arena)
{
    struct badge_alignment *all;
    size_t n = 1;
    size_t i;
    size_t j;

    for (i = 0; i < definition->n_outcomes; i++)
        n += definition->outcomes[i].n_skills;
    all = arena_array(arena, n, struct badge_alignment);
    if (!all)
        return;
    n = 0;
    for (i = 0; i < definition->n_outcomes; i++) {
        const struct learning_outcome *outcome = &definition->outcomes[i];

        for (j = 0; j < outcome->n_skills; j++) {
            const struct outcome_skill *skill = &outcome->skills[j];

            if (!has_code(all, n, skill->framework, skill->skill))
                all[n++] = skill_alignment(skill, names, arena);
        }
    }
    if (definition->level > 0)
        all[n++] = level_alignment(definition, names, arena);
    achievement->alignments = all;
    achievement->n_alignments = n;
}

/* --- the rubric --- */

static str result_id(const struct badge_names *names, struct arena *arena)
{
    return join(arena, names->achievement, S("#result"), S(""));
}

static str grade_id(
    const struct badge_names *names, size_t grade, struct arena *arena)
{
    return join(arena, names->achievement, S("#grade-"),
        integer((int64_t)grade + 1, arena));
}

static void put_rubric(struct badge_achievement *achievement,
    const struct definition *definition,
    const struct badge_names *names,
    struct arena *arena)
{
    const struct rubric *rubric = &definition->rubric;
    const size_t required = definition_grade(definition, rubric->required);
    struct badge_result_description *result =
        arena_new(arena, struct badge_result_description);
    struct badge_rubric_level *levels =
        arena_array(arena, rubric->n_grades, struct badge_rubric_level);
    size_t i;

    if (!result || !levels || rubric->n_grades == 0)
        return;
    for (i = 0; i < rubric->n_grades; i++) {
        levels[i].id = grade_id(names, i, arena);
        levels[i].name = rubric->grades[i].name;
        levels[i].level = rubric->grades[i].code;
    }
    result->id = result_id(names, arena);
    result->name = S("Result");
    result->type = S("RubricCriterionLevel");
    result->levels = levels;
    result->n_levels = rubric->n_grades;
    if (required != SIZE_MAX)
        result->required_level = levels[required].id;
    achievement->results = result;
    achievement->n_results = 1;
}

struct json *definition_results(const struct definition *definition,
    const struct badge_names *names,
    str grade,
    struct arena *arena)
{
    const size_t at = definition_grade(definition, grade);
    const struct badge_result result = {
        .description = result_id(names, arena),
        .level = at == SIZE_MAX ? S("") : grade_id(names, at, arena),
    };

    return at == SIZE_MAX ? NULL : badge_results_json(&result, 1, arena);
}

/* --- the whole --- */

/* The criteria, and then each outcome as a line of a list. */
static str criteria(const struct definition *definition, struct arena *arena)
{
    struct buf out;
    str written = {NULL, 0};
    size_t i;

    buf_init(&out, arena,
        (size_t)DEFINITION_OUTCOMES_MAX * DEFINITION_TEXT_BYTES_MAX);
    buf_str(&out, definition->criteria);
    if (definition->criteria.len > 0 && definition->n_outcomes > 0)
        buf_str(&out, S("\n\n"));
    for (i = 0; i < definition->n_outcomes; i++) {
        buf_str(&out, i == 0 ? S("- ") : S("\n- "));
        buf_str(&out, definition->outcomes[i].text);
    }
    return buf_finish_str(&out, &written) == OK ? written
                                                : definition->criteria;
}

struct json *definition_badge(const struct definition *definition,
    const struct badge_names *names,
    const struct json *creator,
    const struct json *statement,
    struct arena *arena)
{
    struct badge_achievement achievement = {
        .id = names->achievement,
        .name = definition->title,
        .description = definition->description.len > 0 ? definition->description
                                                       : definition->summary,
        .criteria = criteria(definition, arena),
        .type = definition->type,
        .credits_available = credit_decimal(definition->credit, arena),
        .code = definition->code,
        .language = definition->language,
        .version = names->version,
        .image = {.id = names->image},
        .tags = definition->tags,
        .n_tags = definition->n_tags,
        .creator = creator,
        .statement = statement,
    };

    put_alignments(&achievement, definition, names, arena);
    put_rubric(&achievement, definition, names, arena);
    return badge_achievement_json(&achievement, arena);
}
