#include "domain/demo.h"
#include "domain/demo_data.h"

#include <stdio.h>

enum {
    HOUR_MINUTES = 60,
    MINOR_UNITS = 100,
    HUNDREDTHS = 100,
    POINT_MINUTES = 25 * HOUR_MINUTES,
    LONG_COURSE_HOURS = 25,
    OUTCOMES_MAX = 5,
    TASKS_MAX = 3,
};

static const struct demo_courses *courses_of(enum demo_organisation which)
{
    static const struct demo_course NOTHING = {.code = "", .title = ""};
    static const struct demo_courses NONE = {&NOTHING, 0};

    return which == DEMO_COLLEGE    ? &demo_college_courses
           : which == DEMO_EMPLOYER ? &demo_employer_courses
           : which == DEMO_BODY     ? &demo_body_courses
                                    : &NONE;
}

size_t demo_n_courses(enum demo_organisation which)
{
    return courses_of(which)->n;
}

str demo_course_code(enum demo_organisation which, size_t course)
{
    return str_of(courses_of(which)->courses[course].code);
}

str demo_course_before(enum demo_organisation which, size_t course)
{
    const char *before = courses_of(which)->courses[course].before;

    return before ? str_of(before) : S("");
}

static size_t count_skills(const struct demo_course *course)
{
    size_t n = 0;

    while (n < DEMO_COURSE_SKILLS && course->skills[n].code)
        n++;
    return n;
}

/* The course's two outcomes, the second with its further skills; one on
 * practice for a long course, one on method from AQF 7 on. */
static size_t make_outcomes(const struct demo_course *course,
    str domain,
    struct arena *arena,
    struct learning_outcome *ret)
{
    const size_t n_skills = count_skills(course);
    struct outcome_skill *skills =
        arena_array(arena, n_skills, struct outcome_skill);
    size_t n = 2;
    size_t i;

    if (!skills)
        return 0;
    for (i = 0; i < n_skills; i++) {
        const str skill = str_of(course->skills[i].code);

        skills[i] = (struct outcome_skill){
            .skill = skill,
            .name = demo_skill_name(skill),
            .framework = S("Workplace Skills 1-5"),
            .url =
                DEMO_JOIN(arena, S("https://"), domain, S("/skills/"), skill),
            .level = course->skills[i].level,
        };
    }
    ret[0] = (struct learning_outcome){
        S("O1"), str_of(course->outcomes[0]), skills, 1};
    ret[1] = (struct learning_outcome){S("O2"), str_of(course->outcomes[1]),
        n_skills > 1 ? skills + 1 : skills, n_skills > 1 ? n_skills - 1 : 1};
    if (course->hours >= LONG_COURSE_HOURS)
        ret[n++] = (struct learning_outcome){S("O3"),
            S("Apply it at work over several weeks and report the effect"),
            NULL, 0};
    if (course->level >= 7)
        ret[n++] = (struct learning_outcome){S("O4"),
            S("Justify the approach with evidence from research and practice"),
            NULL, 0};
    return n;
}

/* A workplace challenge for the first outcomes, a capstone for all, and for
 * long courses a project in between. */
static size_t make_tasks(const struct demo_course *course,
    const struct learning_outcome *outcomes,
    size_t n_outcomes,
    struct arena *arena,
    struct assessed_task *ret)
{
    const bool is_long = course->hours >= LONG_COURSE_HOURS;
    str *ids = arena_array(arena, n_outcomes, str);
    size_t n = 0;
    size_t i;

    for (i = 0; ids && i < n_outcomes; i++)
        ids[i] = outcomes[i].id;
    if (!ids)
        return 0;
    ret[n++] = (struct assessed_task){.id = S("T1"),
        .title = S("Workplace challenge"),
        .text = str_of(course->challenge),
        .kind = TASK_WORKPLACE_CHALLENGE,
        .weight = is_long ? 4000 : 6000,
        .outcomes = ids,
        .n_outcomes = 2,
        .mode = PARTICIPATION_WORK_BASED,
        .summative = true};
    ret[n++] = (struct assessed_task){.id = S("T2"),
        .title = S("Capstone"),
        .text = S("Present what was done, why, and what came of it, and "
                  "answer the assessor's questions"),
        .kind = TASK_CAPSTONE,
        .weight = is_long ? 3000 : 4000,
        .outcomes = ids,
        .n_outcomes = n_outcomes,
        .mode = PARTICIPATION_ONLINE,
        .summative = true};
    if (is_long)
        ret[n++] = (struct assessed_task){.id = S("T3"),
            .title = S("Project report"),
            .text = S("A report of the method, the data and the result"),
            .kind = TASK_PROJECT,
            .weight = 3000,
            .outcomes = ids,
            .n_outcomes = n_outcomes,
            .mode = PARTICIPATION_ONLINE,
            .summative = true};
    return n;
}

static struct rubric make_rubric(const struct learning_outcome *outcomes,
    size_t n_outcomes,
    struct arena *arena)
{
    static const struct grade GRADES[] = {
        {STR("N"), STR("Not yet")},
        {STR("P"), STR("Proficient")},
        {STR("D"), STR("Distinguished")},
    };
    static const str SHOWS[] = {
        STR("Parts are missing, or somebody else had to complete them"),
        STR("Complete, correct, and fit for use at work"),
        STR("Also adapted with good reasons, and useful to others"),
    };
    const size_t n_grades = sizeof(GRADES) / sizeof(GRADES[0]);
    struct rubric_cell *cells =
        arena_array(arena, n_outcomes * n_grades, struct rubric_cell);
    size_t i;

    for (i = 0; cells && i < n_outcomes * n_grades; i++)
        cells[i] = (struct rubric_cell){outcomes[i / n_grades].id,
            GRADES[i % n_grades].code, SHOWS[i % n_grades]};
    return (struct rubric){
        GRADES, n_grades, S("P"), cells, cells ? n_outcomes * n_grades : 0};
}

static str image_level(int level, struct arena *arena)
{
    char text[16];
    const int n = snprintf(text, sizeof(text), "Level %d", level);

    return level == 0 ? S("") : arena_str(arena, (str){text, (size_t)n});
}

/* What follows from the table's row alone. */
static void make_plain(const struct demo_course *course,
    struct arena *arena,
    struct definition *ret)
{
    static const str SITES[] = {STR("Online"), STR("Harbour campus")};
    struct price *price = arena_new(arena, struct price);
    str *tags = arena_new(arena, str);

    if (price)
        *price = (struct price){
            (int64_t)course->price * MINOR_UNITS, S("AUD"), S("")};
    if (tags)
        *tags = str_sub(str_of(course->code), 0, 3);
    *ret = (struct definition){
        .code = str_of(course->code),
        .title = str_of(course->title),
        .summary = str_of(course->summary),
        .type = S("MicroCredential"),
        .criteria = S("Meet every outcome in the workplace challenge and the "
                      "capstone, judged by an assessor against the rubric."),
        .language = S("en"),
        .mode = course->hours >= LONG_COURSE_HOURS ? PARTICIPATION_BLENDED
                                                   : PARTICIPATION_ONLINE,
        .volume_minutes = (int64_t)course->hours * HOUR_MINUTES,
        .level_framework = course->level > 0 ? S("AQF") : S(""),
        .level = course->level,
        .credit = (int64_t)course->points * HUNDREDTHS,
        .credit_system = course->points > 0 ? S("AQF-hc") : S(""),
        .supervision = course->points > 0 ? SUPERVISION_ONLINE_TWO
                                          : SUPERVISION_ONLINE_ONE,
        .complexity = course->level >= 7   ? COMPLEXITY_SKILLS_COMPLEX
                      : course->level >= 5 ? COMPLEXITY_SKILL_COMPLEX
                                           : COMPLEXITY_SKILL_ROUTINE,
        .quality = {S("internal review"), S("Academic board"), S("M1-2026"),
            S("M1"), S("2028-06-30")},
        .validity_months = course->validity_months,
        .prices = price,
        .n_prices = price ? 1 : 0,
        .sites = SITES,
        .n_sites = course->hours >= LONG_COURSE_HOURS ? 2 : 1,
        .tags = tags,
        .n_tags = tags ? 1 : 0,
        .image = {.level = image_level(course->level, arena)},
    };
    if (course->validity_months > 0)
        ret->renewal = (struct renewal){RENEWAL_WINDOW_DAYS, RENEWAL_GRACE_DAYS,
            true, S("A new workplace challenge")};
}

code demo_definition(enum demo_organisation which,
    size_t course,
    struct arena *arena,
    struct definition *ret,
    struct err *reterr)
{
    const struct demo_course *row = &courses_of(which)->courses[course];
    const str domain = demo_domain(which);
    struct learning_outcome *outcomes =
        arena_array(arena, OUTCOMES_MAX, struct learning_outcome);
    struct assessed_task *tasks =
        arena_array(arena, TASKS_MAX, struct assessed_task);
    struct definition definition;

    if (!outcomes || !tasks)
        return err_set(reterr, arena_status(arena), str_of(row->code));
    make_plain(row, arena, &definition);
    definition.description = DEMO_JOIN(arena, definition.summary,
        S(" The course is short, starts from tasks of your own work, and ends "
          "with proof: a challenge at your workplace and a capstone."));
    definition.outcomes = outcomes;
    definition.n_outcomes = make_outcomes(row, domain, arena, outcomes);
    definition.tasks = tasks;
    definition.n_tasks =
        make_tasks(row, outcomes, definition.n_outcomes, arena, tasks);
    definition.rubric = make_rubric(outcomes, definition.n_outcomes, arena);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), str_of(row->code));
    *ret = definition;
    return OK;
}

bool demo_offer(enum demo_organisation which, size_t course, struct offer *ret)
{
    static const struct {
        int level;
        str id;
        str title;
    } TARGETS[] = {
        {5, STR("https://mu.example/q/diploma-workplace-practice"),
            STR("Diploma of Workplace Practice")},
        {6, STR("https://mu.example/q/associate-degree-workplace"),
            STR("Associate Degree in Workplace Practice")},
        {7, STR("https://mu.example/q/bachelor-applied-business"),
            STR("Bachelor of Applied Business")},
        {8, STR("https://mu.example/q/graduate-certificate-change"),
            STR("Graduate Certificate in Change")},
    };
    const struct demo_course *row = &courses_of(which)->courses[course];
    size_t i = 0;

    while (row->points > 0 && i < sizeof(TARGETS) / sizeof(TARGETS[0]) &&
           TARGETS[i].level != row->level)
        i++;
    if (row->points == 0 || i == sizeof(TARGETS) / sizeof(TARGETS[0]))
        return false;
    *ret = (struct offer){
        .id = S("offer-mu"),
        .kind = OFFER_CREDIT,
        .target = {.id = TARGETS[i].id,
            .title = TARGETS[i].title,
            .owner = S("Meridian University"),
            .level = {S("AQF"), row->level},
            .minutes_per_point = POINT_MINUTES,
            .supervision_min = 2,
            .moderation = S("M1"),
            .review_months = 36},
        .amount = {S("AQF-hc"), (int64_t)row->points * HUNDREDTHS},
        .pass_mapped = true,
        .is_signed = true,
    };
    return true;
}
