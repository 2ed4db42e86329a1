#include "test/support/catalogue.h"

#include "base/num.h"

#include <assert.h>
#include <string.h>

#define ISSUER "https://hc.example"

/* code | title | hours | AUD | AQF | points | validity | skills | before */
static const char *const COURSES[CATALOGUE_N] = {
    "COM1|Clear business writing|12|90|4|0|-|WRT2|",
    "COM2|Presenting with confidence|10|90|4|0|-|PRE2|",
    "COM3|Difficult conversations|8|80|5|0|-|CON3|",
    "COM4|Negotiation essentials|16|140|5|0|-|NEG3 CON2|",
    "COM5|Stakeholder communication|50|420|5|2|60|WRT3 PRE3 STK3|COM1",
    "LEA1|Building teams|10|100|4|0|-|TEA2|",
    "LEA2|Coaching skills|12|120|5|0|-|COA3|",
    "LEA3|High-performing teams|16|160|5|0|-|TEA3 COA2|LEA1",
    "LEA4|Leading change|100|900|8|4|60|CHG4 STK3|",
    "LEA5|Strategy in practice|100|950|8|4|60|STR4 TEA4|",
    "DAT1|Spreadsheet analysis|8|70|4|0|-|DAN2|",
    "DAT2|Data literacy|16|120|5|0|-|DAN3|",
    "DAT3|Dashboards that decide|16|150|5|0|-|VIS3|DAT1",
    "DAT4|Applied analytics|75|700|7|3|36|DAN4 STA3|DAT2",
    "DAT5|Data governance|25|260|5|1|36|DGV3|",
    "DES1|Visual basics|10|90|4|0|-|DSN2|",
    "DES2|Accessible documents|8|80|4|0|-|ACC2|",
    "DES3|User research|16|150|5|0|-|URS3|",
    "DES4|Service design|50|450|6|2|60|SVD3 URS3|DES3",
    "DES5|Prototyping|12|110|5|0|-|PRT3|",
    "CUS1|Service recovery|8|80|4|0|-|SRV2 CON2|",
    "CUS2|Consultative selling|16|150|5|0|-|SEL3 NEG2|",
    "CUS3|Customer insight|12|120|5|0|-|CIN3|",
    "CUS4|Account planning|25|250|5|1|60|ACP3|",
    "CUS5|Complaints and fairness|10|100|5|0|24|CMP3|",
    "PRO1|Project foundations|16|150|4|0|-|PRJ2|",
    "PRO2|Agile delivery|16|160|5|0|-|AGL3|",
    "PRO3|Process mapping|12|110|4|0|-|PRC2|",
    "PRO4|Project controls|75|680|7|3|60|PRJ4 RSK3|PRO1",
    "PRO5|Benefits and risk|25|240|6|1|60|RSK3|",
    "TEC1|Working with APIs|16|170|5|0|24|API3|",
    "TEC2|Scripting for analysts|25|280|5|1|24|SCR3|DAT1",
    "TEC3|Cloud basics|12|130|4|0|24|CLD2|",
    "TEC4|Automation|50|480|6|2|24|AUT3 SCR3|TEC2",
    "TEC5|AI at work, responsibly|10|110|5|0|12|AIW3|",
    "SAF1|First response at work|8|75|3|0|12|FRW3|",
    "SAF2|Incident reporting|8|60|3|0|24|INC2|",
    "SAF3|Privacy and consent|8|60|4|0|24|PRV3|",
    "SAF4|Cyber hygiene|8|60|4|0|12|CYB2|",
    "SAF5|Safety leadership|25|260|5|1|36|SLD3|SAF1",
};

/* The text up to the next bar; *at moves behind it. */
static str field(str line, size_t *at)
{
    size_t bar = str_find(line, '|', *at);
    str found = str_sub(line, *at, bar);

    *at = bar == SIZE_MAX ? line.len : bar + 1;
    return found;
}

static int32_t number(str line, size_t *at)
{
    uint64_t n = 0;

    (void)num_parse_u64(field(line, at), INT32_MAX, &n); /* "-" is 0 */
    return (int32_t)n;
}

static struct strs words(struct arena *arena, str text)
{
    str *items = arena_array(arena, text.len / 2 + 1, str);
    struct strs found = {items, 0};
    size_t at = 0;

    while (at < text.len) {
        size_t end = str_find(text, ' ', at);
        str word = str_sub(text, at, end);

        if (word.len > 0 && word.ptr[0] != '-')
            items[found.n++] = word;
        at = end == SIZE_MAX ? text.len : end + 1;
    }
    return found;
}

/* "WRT2": the skill WRT at level 2 of the college's scale. */
static void read_skills(struct arena *arena, str text, struct holding *h)
{
    struct strs list = words(arena, text);
    struct skill_level *skills =
        arena_array(arena, list.n + 1, struct skill_level);
    size_t i;

    for (i = 0; i < list.n; i++)
        skills[i] = (struct skill_level){
            .skill = str_sub(list.items[i], 0, 3),
            .scale = S("own"),
            .level = list.items[i].ptr[3] - '0',
        };
    h->skills = skills;
    h->n_skills = list.n;
}

static void read_course(struct trial *t, size_t i)
{
    struct offering *o = &t->offerings[i];
    str line = str_of(COURSES[i]);
    size_t at = 0;

    o->id = field(line, &at);
    o->gives.achievement = o->id;
    (void)field(line, &at);
    o->gives.minutes = number(line, &at) * 60;
    o->cost = (struct money){S("AUD"), (int64_t)number(line, &at) * 100};
    o->gives.level = (struct level){S("AQF"), number(line, &at)};
    o->gives.credit =
        (struct credit){S("AQF-hc"), (int64_t)number(line, &at) * 100};
    (void)field(line, &at); /* validity: trial_award reads it */
    read_skills(&t->arena, field(line, &at), &o->gives);
    o->prerequisites = words(&t->arena, field(line, &at));
    o->gives.issuer = S(ISSUER);
    o->gives.assessed = true;
    o->gives.trust = TRUST_REGISTERED;
    o->gives.supervision = 3;
}

void trial_init(struct trial *t)
{
    size_t i;

    memset(t, 0, sizeof(*t));
    arena_init(&t->arena, (size_t)256 * 1024 * 1024);
    t->budget = budget_default();
    t->budget.work_left = UINT64_MAX;
    t->levels = level_map_builtin();
    for (i = 0; i < CATALOGUE_N; i++)
        read_course(t, i);
    t->wallet.holdings = t->holdings;
    t->world = (struct world){
        .levels = &t->levels,
        .offerings = t->offerings,
        .n_offerings = CATALOGUE_N,
        .stacks = t->stacks,
    };
    t->as_of = date_parse(S("2026-12-01"));
}

void trial_release(struct trial *t)
{
    arena_release(&t->arena);
}

static struct json *read_json(struct trial *t, const char *text)
{
    str copy = arena_str(&t->arena, str_of(text));
    char *at = arena_alloc(&t->arena, copy.len);
    struct budget budget = budget_default();
    struct json *json = NULL;
    size_t i;

    assert(at);
    for (i = 0; i < copy.len; i++)
        at[i] = (char)(text[i] == '\'' ? '"' : text[i]);
    if (json_parse((str){at, copy.len}, &budget, &t->arena, &json, &t->err) !=
        OK)
        return NULL;
    return json;
}

static code read_rule(struct trial *t, const char *text, struct rule **ret)
{
    struct json *json = read_json(t, text);

    assert(json);
    t->err = (struct err){.code = OK};
    return json_get(json, S("trl"))
               ? rule_parse(json, &t->arena, ret, &t->err)
               : rule_parse_node(json, &t->arena, ret, &t->err);
}

code trial_rule(struct trial *t, const char *text)
{
    return read_rule(t, text, &t->rule);
}

void trial_stack(struct trial *t, const char *text)
{
    struct rule *rule = NULL;
    code status = read_rule(t, text, &rule);

    assert(status == OK && t->world.n_stacks < BENCH_STACKS_MAX);
    t->stacks[t->world.n_stacks++] = rule;
}

static int32_t validity(str course)
{
    size_t i;
    size_t at = 0;
    size_t k;

    for (i = 0; i < CATALOGUE_N; i++) {
        if (!str_starts(str_of(COURSES[i]), course))
            continue;
        for (k = 0; k < 6; k++)
            (void)field(str_of(COURSES[i]), &at);
        return number(str_of(COURSES[i]), &at);
    }
    return 0;
}

struct holding *trial_award(
    struct trial *t, const char *course, const char *day)
{
    struct holding *h = &t->holdings[t->wallet.n_holdings++];
    str name = str_of(course);
    int32_t months = validity(name);
    size_t i;

    for (i = 0; i < CATALOGUE_N; i++) {
        if (str_eq(t->offerings[i].gives.achievement, name))
            *h = t->offerings[i].gives;
    }
    h->id = h->achievement = name;
    h->verified = TRUTH_TRUE;
    h->awarded = date_parse(str_of(day));
    if (months > 0)
        h->valid_until = date_last_valid(h->awarded, months);
    return h;
}

void trial_run(struct trial *t)
{
    code status;

    t->eval = (struct eval){
        .rule = t->rule,
        .wallet = &t->wallet,
        .world = &t->world,
        .as_of = t->as_of,
        .budget = &t->budget,
        .arena = &t->arena,
    };
    status = eval_init(&t->eval, &t->err);
    assert(status == OK);
    status = explain_answer(&t->eval, 0, &t->answer, &t->err);
    assert(status == OK);
    status = explain_json(&t->eval, &t->answer, &t->json, &t->err);
    assert(status == OK);
}

str trial_text(struct trial *t)
{
    struct buf out;

    buf_init(&out, &t->arena, SIZE_MAX);
    json_write(&out, t->json, JSON_PRETTY);
    return bytes_str(buf_bytes(&out));
}

str trial_counts(struct trial *t)
{
    const struct json *list = json_get(t->json, S("counts"));
    const struct json *entry;
    struct buf out;

    buf_init(&out, &t->arena, SIZE_MAX);
    for (entry = list->child.first; entry; entry = entry->next) {
        if (entry != list->child.first)
            buf_byte(&out, ' ');
        buf_str(&out, json_text(json_get(entry, S("leaf"))));
        buf_str(&out, S("<-"));
        buf_str(&out, json_text(json_get(entry, S("credential"))));
    }
    return bytes_str(buf_bytes(&out));
}
