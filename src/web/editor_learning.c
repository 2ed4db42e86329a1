/* What is learnt and how it is judged: the editor's rows as those of a
 * definition, and back. */
#include "base/num.h"
#include "web/editor_part.h"
#include "web/fact.h"

enum {
    SKILL_PARTS = 5,
    LEVEL_MAX = 100,
};

/* --- outcomes --- */

/* "name | level | code | framework | address" */
static struct outcome_skill skill_of(
    const struct typed *typed, str field, str line)
{
    str parts[SKILL_PARTS] = {{NULL, 0}};
    struct outcome_skill skill;
    size_t from = 0;
    size_t i;

    for (i = 0; i < SKILL_PARTS && from <= line.len; i++) {
        const size_t end =
            i + 1 < SKILL_PARTS ? str_find(line, '|', from) : SIZE_MAX;

        parts[i] = typed_trim(str_sub(line, from, end));
        if (end == SIZE_MAX)
            break;
        from = end + 1;
    }
    skill = (struct outcome_skill){
        .skill = parts[2].len > 0 ? parts[2] : parts[0],
        .name = parts[0],
        .framework = parts[3],
        .url = parts[4],
        .level = typed_number(typed, field, parts[1], LEVEL_MAX),
    };
    return skill;
}

static str skill_text(struct web *web, const struct outcome_skill *skill)
{
    str parts[SKILL_PARTS] = {skill->name.len > 0 ? skill->name : skill->skill,
        typed_number_text(web, skill->level), skill->skill, skill->framework,
        skill->url};
    size_t n = SKILL_PARTS;

    if (str_eq(parts[2], parts[0]))
        parts[2] = S("");
    while (n > 1 && parts[n - 1].len == 0)
        n--;
    return typed_join(web, parts, n, S(" | "));
}

/* "O3" for one that has no id yet: the first number that is free. */
static str new_key(struct web *web, str letter, const str *taken, size_t n)
{
    str key;
    int64_t number = 1;
    size_t i = 0;

    do {
        key = fact_joined(web, letter, fact_number(web, number++), S(""));
        for (i = 0; i < n && !str_eq(taken[i], key); i++)
            ;
    } while (i < n && arena_status(web->arena) == OK);
    return key;
}

static void read_outcomes(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    struct learning_outcome *outcomes =
        arena_array(typed->web->arena, e->n_outcomes, struct learning_outcome);
    str keys[DEFINITION_OUTCOMES_MAX];
    size_t i;
    size_t j;

    for (i = 0; i < e->n_outcomes; i++)
        keys[i] = e->outcomes[i].key;
    for (i = 0; outcomes && i < e->n_outcomes; i++) {
        const str field = typed_field(typed->web, S("outcome"), i);
        struct outcome_skill *skills;
        const str *lines;
        size_t n;

        lines = typed_split(
            typed, e->outcomes[i].skills, '\n', DEFINITION_SKILLS_MAX, &n);
        skills = arena_array(typed->web->arena, n, struct outcome_skill);
        for (j = 0; skills && j < n; j++)
            skills[j] = skill_of(typed, field, lines[j]);
        if (keys[i].len == 0)
            keys[i] = new_key(typed->web, S("O"), keys, e->n_outcomes);
        outcomes[i] = (struct learning_outcome){
            keys[i], typed_trim(e->outcomes[i].words), skills, skills ? n : 0};
    }
    d->outcomes = outcomes;
    d->n_outcomes = outcomes ? e->n_outcomes : 0;
}

static void write_outcomes(
    struct web *web, const struct definition *d, struct editor *ret)
{
    str lines[DEFINITION_SKILLS_MAX];
    size_t i;
    size_t j;

    for (i = 0; i < d->n_outcomes && i < DEFINITION_OUTCOMES_MAX; i++) {
        const struct learning_outcome *from = &d->outcomes[i];

        for (j = 0; j < from->n_skills && j < DEFINITION_SKILLS_MAX; j++)
            lines[j] = skill_text(web, &from->skills[j]);
        ret->outcomes[i] = (struct editor_outcome){
            from->id, from->text, typed_join(web, lines, j, S("\n"))};
    }
    ret->n_outcomes = i;
}

/* --- tasks --- */

/* The ids of the outcomes at these positions. */
static const str *read_covered(const struct typed *typed,
    str field,
    str positions,
    const struct definition *d,
    size_t *ret_n)
{
    size_t n;
    size_t i;
    const str *parts =
        typed_split(typed, positions, ',', DEFINITION_OUTCOMES_MAX, &n);
    str *ids = arena_array(typed->web->arena, n, str);
    size_t n_ids = 0;

    for (i = 0; ids && i < n; i++) {
        uint64_t at;

        if (num_parse_u64(parts[i], d->n_outcomes, &at) && at > 0)
            ids[n_ids++] = d->outcomes[at - 1].id;
        else
            typed_complain(typed, field, MSG_OFFICE_FAULT_OUTCOME);
    }
    *ret_n = n_ids;
    return ids;
}

static struct assessed_task task_of(const struct typed *typed,
    str field,
    const struct editor_task *from,
    const struct definition *d)
{
    struct assessed_task task = {
        .id = from->key,
        .title = typed_trim(from->title),
        .text = from->words,
        .weight = typed_hundredths(typed, field, from->weight),
        .mode = participation_find(from->mode),
        .summative = from->summative.len > 0,
        .level_framework = from->framework,
        .level = typed_number(typed, field, from->level, LEVEL_MAX),
        .supervision = supervision_find(from->supervision),
        .complexity = complexity_find(from->complexity),
        .required_grade = typed_trim(from->required),
    };

    (void)names_find(&task_kind_names, from->kind, &task.kind);
    task.outcomes =
        read_covered(typed, field, from->outcomes, d, &task.n_outcomes);
    return task;
}

static void read_tasks(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    struct assessed_task *tasks =
        arena_array(typed->web->arena, e->n_tasks, struct assessed_task);
    str keys[DEFINITION_TASKS_MAX];
    size_t i;

    for (i = 0; i < e->n_tasks; i++)
        keys[i] = e->tasks[i].key;
    for (i = 0; tasks && i < e->n_tasks; i++) {
        const str field = typed_field(typed->web, S("task"), i);

        tasks[i] = task_of(typed, field, &e->tasks[i], d);
        if (keys[i].len == 0)
            keys[i] = new_key(typed->web, S("T"), keys, e->n_tasks);
        tasks[i].id = keys[i];
    }
    d->tasks = tasks;
    d->n_tasks = tasks ? e->n_tasks : 0;
}

static void write_tasks(
    struct web *web, const struct definition *d, struct editor *ret)
{
    str covered[DEFINITION_OUTCOMES_MAX];
    size_t i;
    size_t j;

    for (i = 0; i < d->n_tasks && i < DEFINITION_TASKS_MAX; i++) {
        const struct assessed_task *from = &d->tasks[i];
        size_t n = 0;

        for (j = 0; j < from->n_outcomes && n < DEFINITION_OUTCOMES_MAX; j++) {
            const size_t at = definition_outcome(d, from->outcomes[j]);

            if (at != SIZE_MAX)
                covered[n++] = fact_number(web, (int64_t)at + 1);
        }
        ret->tasks[i] = (struct editor_task){
            .key = from->id,
            .title = from->title,
            .words = from->text,
            .kind = names_word(&task_kind_names, from->kind),
            .weight = typed_decimal_text(web, from->weight),
            .outcomes = typed_join(web, covered, n, S(", ")),
            .mode = participation_word((enum participation)from->mode),
            .framework = from->level_framework,
            .level = typed_number_text(web, from->level),
            .supervision =
                supervision_word((enum supervision)from->supervision),
            .complexity = complexity_word((enum complexity)from->complexity),
            .required = from->required_grade,
            .summative = from->summative ? S("1") : S(""),
        };
    }
    ret->n_tasks = i;
}

/* --- the rubric --- */

static void read_rubric(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    struct grade *grades =
        arena_array(typed->web->arena, e->n_grades, struct grade);
    struct rubric_cell *cells = arena_array(
        typed->web->arena, e->n_grades * e->n_outcomes, struct rubric_cell);
    size_t n = 0;
    size_t n_cells = 0;
    size_t i;
    size_t j;

    for (j = 0; grades && j < e->n_grades; j++) {
        const str short_name = typed_trim(e->grades[j].code);

        if (short_name.len == 0 && e->grades[j].name.len > 0)
            typed_complain(typed, typed_field(typed->web, S("grade"), j),
                MSG_OFFICE_FAULT_GRADE);
        if (short_name.len > 0)
            grades[n++] =
                (struct grade){short_name, typed_trim(e->grades[j].name)};
    }
    for (i = 0; cells && i < d->n_outcomes; i++) {
        for (j = 0; j < e->n_grades; j++) {
            const str short_name = typed_trim(e->grades[j].code);

            if (short_name.len > 0 && typed_trim(e->cells[i][j]).len > 0)
                cells[n_cells++] = (struct rubric_cell){
                    d->outcomes[i].id, short_name, typed_trim(e->cells[i][j])};
        }
    }
    d->rubric =
        (struct rubric){grades, n, typed_trim(e->required), cells, n_cells};
}

static void write_rubric(const struct definition *d, struct editor *ret)
{
    const struct rubric *rubric = &d->rubric;
    size_t i;

    for (i = 0; i < rubric->n_grades && i < EDITOR_GRADES_MAX; i++)
        ret->grades[i] = (struct editor_grade){
            rubric->grades[i].code, rubric->grades[i].name};
    ret->n_grades = i;
    for (i = 0; i < rubric->n_cells; i++) {
        const size_t outcome = definition_outcome(d, rubric->cells[i].outcome);
        const size_t grade = definition_grade(d, rubric->cells[i].grade);

        if (outcome < DEFINITION_OUTCOMES_MAX && grade < EDITOR_GRADES_MAX)
            ret->cells[outcome][grade] = rubric->cells[i].text;
    }
    ret->required = rubric->required;
}

void editor_read_learning(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    read_outcomes(typed, e, d);
    read_tasks(typed, e, d);
    read_rubric(typed, e, d);
}

void editor_write_learning(
    struct web *web, const struct definition *d, struct editor *ret)
{
    write_outcomes(web, d, ret);
    write_tasks(web, d, ret);
    write_rubric(d, ret);
}
