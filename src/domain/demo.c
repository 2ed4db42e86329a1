#include "domain/demo.h"

#include "domain/demo_data.h"
#include "domain/enrolment.h"
#include "domain/id.h"
#include "domain/right.h"

#include <stdio.h>

enum {
    SEMESTER_1_DAYS = 280, /* before today */
    SEMESTER_2_DAYS = 130,
    SEMESTER_DAYS = 110,
    COURSE_DAYS = 28,
    MORE_AWARDS_PER_MILLE = 737, /* so that a learner has 3.8 of them */
    WITHDRAWN_PER_MILLE = 220,
    OPEN_PER_MILLE = 120,
    AWARDS_MAX = 16,
};

/* --- chance that is the same each time --- */

/* A number of 32 bits that follows from the two and from nothing else
 * (the mixer of splitmix64). */
static uint32_t chance(size_t a, size_t b)
{
    uint64_t x = ((uint64_t)a << 20) + b + 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)(x ^ (x >> 31));
}

/* --- organisations --- */

static const struct {
    const char *slug;
    const char *name;
    const char *domain;
    const char *accent;
    const char *about;
    enum organisation_kind kind;
    bool regulated;
} ORGANISATIONS[] = {
    [DEMO_COLLEGE] = {"career-skills", "Harbour Career Skills Institute",
        "hc.example", "#1f6f8b",
        "Short courses for people at work: taught in a week, proven in the "
        "workplace.",
        ORGANISATION_COLLEGE, false},
    [DEMO_EMPLOYER] = {"eastwharf", "Eastwharf Logistics", "ew.example",
        "#8b4a1f",
        "Warehouses and transport, with 480 people who learn on the job.",
        ORGANISATION_EMPLOYER, false},
    [DEMO_BODY] = {"practice-council", "Council for Workplace Practice",
        "pb.example", "#5b3a8c",
        "The professional body of people who advise and supervise at work.",
        ORGANISATION_PROFESSIONAL_BODY, false},
    [DEMO_REGISTER] = {"learning-register", "Open Learning Register",
        "nr.example", "#3d5a3d",
        "A public register of micro-credentials and who stands behind them.",
        ORGANISATION_REGISTER, true},
    [DEMO_UNIVERSITY] = {"meridian", "Meridian University", "mu.example",
        "#7a1f3d",
        "A university that counts assessed short courses toward its "
        "qualifications.",
        ORGANISATION_UNIVERSITY, true},
};

str demo_domain(enum demo_organisation which)
{
    return str_of(ORGANISATIONS[which].domain);
}

void demo_organisation(
    enum demo_organisation which, struct arena *arena, struct organisation *ret)
{
    const str domain = demo_domain(which);

    *ret = (struct organisation){
        .slug = str_of(ORGANISATIONS[which].slug),
        .name = str_of(ORGANISATIONS[which].name),
        .skeleton = name_skeleton(str_of(ORGANISATIONS[which].name), arena),
        .domain = domain,
        .kind = ORGANISATIONS[which].kind,
        .country = S("AU"),
        .region = S("AU-VIC"),
        .regulated = ORGANISATIONS[which].regulated,
        .qa_profile = S("We teach and assess what people need at work. Our "
                        "courses are written by practitioners and approved by "
                        "an academic board."),
        .qa_process = S("Each course is approved by a second person, each "
                        "result is judged against published outcomes, and a "
                        "sample is judged again by another assessor (M1)."),
        .qa_review = S("The academic board reviews each course every two years "
                       "and publishes what it changed."),
        .url = DEMO_JOIN(arena, S("https://"), domain, S("/")),
        .email = DEMO_JOIN(arena, S("hello@"), domain),
        .about = str_of(ORGANISATIONS[which].about),
        .accent = str_of(ORGANISATIONS[which].accent),
        .state = ORGANISATION_ACTIVE,
        .did_method = DID_WEB,
        .language = S("en"),
        .time_zone = S("Australia/Melbourne"),
        .utc_offset_minutes = 600,
    };
}

/* --- people --- */

size_t demo_n_learners(enum demo_size size)
{
    return size == DEMO_TINY ? 40 : size == DEMO_DEMO ? 2400 : 200000;
}

static str number_text(const char *prefix, size_t n, struct arena *arena)
{
    char text[32];
    const int len = snprintf(text, sizeof(text), "%s%06zu", prefix, n);

    return arena_str(arena, (str){text, (size_t)len});
}

/* Person i of all: languages in turn, then given and family names. */
static struct demo_person person(size_t i, str host, struct arena *arena)
{
    const struct demo_names *names = &demo_names[i % demo_n_names];
    const size_t g = i / demo_n_names % DEMO_NAMES;
    const size_t f = (i / demo_n_names / DEMO_NAMES + i * 5 + g) % DEMO_NAMES;
    const str given = str_of(names->given[g]);
    const str family = str_of(names->family[f]);
    const str number = number_text("", i + 1, arena);

    return (struct demo_person){
        .name = DEMO_JOIN(arena, names->family_first ? family : given,
            names->joined ? S("") : S(" "),
            names->family_first ? given : family),
        .email = DEMO_JOIN(
            arena, str_of(names->latin[g]), S("."), number, S("@"), host),
        .language = str_of(names->language),
        .number = DEMO_JOIN(arena, S("S"), number),
    };
}

code demo_learner(size_t learner,
    struct arena *arena,
    struct demo_person *ret,
    struct err *reterr)
{
    const struct demo_person made = person(learner, S("mail.example"), arena);

    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("demo"));
    *ret = made;
    return OK;
}

code demo_staff(enum demo_organisation which,
    size_t i,
    struct arena *arena,
    struct demo_staff *ret,
    struct err *reterr)
{
    static const int64_t ROLES[DEMO_STAFF] = {ROLE_OWNER, ROLE_DESIGNER,
        ROLE_ASSESSOR, ROLE_REGISTRAR, ROLE_LD, ROLE_VIEWER, ROLE_ASSESSOR};
    const str domain = demo_domain(which);
    struct demo_staff made = {person(i * 7 + which, domain, arena), ROLES[i]};

    made.person.email = DEMO_JOIN(arena, names_word(&role_names, ROLES[i]),
        i == DEMO_STAFF - 1 ? S("2") : S(""), S("@"), domain);
    made.person.number = number_text("E", i + 1, arena);
    made.person.language = S("en");
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("demo"));
    *ret = made;
    return OK;
}

/* --- what they did --- */

/* Cohort 1: five times 14 and two more make 72. */
static size_t count_awards(size_t learner)
{
    static const uint8_t WEEK[] = {2, 3, 1, 2, 2, 3, 1};
    size_t n = 1;

    if (learner < DEMO_COHORT_LEARNERS)
        return (size_t)WEEK[learner % sizeof(WEEK)] + (learner < 2);
    while (n < AWARDS_MAX && chance(learner, n) % 1000 < MORE_AWARDS_PER_MILLE)
        n++;
    return n;
}

static bool has_course(const struct demo_step *steps, size_t n, size_t course)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (steps[i].course == course)
            return true;
    }
    return false;
}

static size_t course_of_code(str wanted)
{
    size_t i = 0;

    while (!str_eq(str_of(demo_college_courses.courses[i].code), wanted))
        i++;
    return i;
}

/* A course that the learner has not taken; the one before it, if that has
 * not been taken either. */
static size_t pick_course(
    size_t learner, const struct demo_step *steps, size_t n)
{
    size_t course = chance(learner, n + 100) % demo_college_courses.n;

    for (;;) {
        const str before = demo_course_before(DEMO_COLLEGE, course);

        if (has_course(steps, n, course))
            course = (course + 1) % demo_college_courses.n;
        else if (before.len > 0 &&
                 !has_course(steps, n, course_of_code(before)))
            course = course_of_code(before);
        else
            return course;
    }
}

/* The day of award `i` of `n`: the first half of them in the first semester,
 * the others in the second, in order. */
static date award_day(size_t learner, size_t i, size_t n, date today)
{
    const size_t half = (n + 1) / 2;
    const bool second = i >= half;
    const size_t at = second ? i - half : i;
    const size_t of = second ? n - half : half;
    const size_t span = SEMESTER_DAYS / of;

    return date_add_days(
        today, (int32_t)(at * span + chance(learner, i + 200) % span) -
                   (second ? SEMESTER_2_DAYS : SEMESTER_1_DAYS));
}

/* What is going on besides what was awarded. */
static size_t add_open(
    size_t learner, date today, struct demo_step *steps, size_t n)
{
    const uint32_t lot = chance(learner, 300) % 1000;
    const date began = date_add_days(today, -(int32_t)(lot % COURSE_DAYS) - 2);
    struct demo_step *step = &steps[n];

    if (lot >= WITHDRAWN_PER_MILLE + 2 * OPEN_PER_MILLE)
        return n;
    *step = (struct demo_step){.course = pick_course(learner, steps, n),
        .state = lot < WITHDRAWN_PER_MILLE ? ENROLMENT_WITHDRAWN
                 : lot < WITHDRAWN_PER_MILLE + OPEN_PER_MILLE
                     ? ENROLMENT_SUBMITTED
                     : ENROLMENT_ENROLLED,
        .enrolled = began,
        .ended = DATE_NONE};
    if (step->state != ENROLMENT_ENROLLED)
        step->ended = date_add_days(began, 1);
    return n + 1;
}

size_t demo_steps(
    size_t learner, date today, struct demo_step ret[DEMO_STEPS_MAX])
{
    const size_t n = count_awards(learner);
    size_t i;

    for (i = 0; i < n; i++) {
        const date day = award_day(learner, i, n, today);

        ret[i] = (struct demo_step){.course = pick_course(learner, ret, i),
            .state = ENROLMENT_AWARDED,
            .enrolled = date_add_days(day, -COURSE_DAYS),
            .ended = day};
    }
    return add_open(learner, today, ret, n);
}
