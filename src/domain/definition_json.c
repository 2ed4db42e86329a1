#include "domain/definition_json.h"

#include "base/num.h"
#include "rule/unit.h"

#include <string.h>

/*
 * The JSON form as tables: a member's name, what it is, where it stands in
 * its record. Reading and writing are one walk each over the same tables, so
 * that what is written can be read.
 */
enum kind {
    TEXT,
    INTEGER,
    BOOLEAN,
    VOLUME, /* "PT60H"; read also as minutes */
    CREDIT, /* a number of at most two decimals, kept as hundredths */
    WORD,   /* of an enumeration */
    RECORD,
    LIST,  /* of records */
    TEXTS, /* of texts */
};

struct table;

struct member {
    str name;
    enum kind kind;
    size_t offset;
    size_t offset_n;            /* of the count of a list */
    str (*word)(int64_t value); /* of WORD */
    const struct table *table;  /* of RECORD and LIST */
};

struct table {
    size_t item_bytes;
    const struct member *members;
    size_t n;
};

enum {
    WORDS_MAX = 16,
    JSON_BYTES_MAX = 1 << 20,
};

/* --- the words of enumerations --- */

static str mode_word(int64_t value)
{
    return value < PARTICIPATION_N
               ? participation_word((enum participation)value)
               : S("");
}

static str complexity_text(int64_t value)
{
    return value < COMPLEXITY_N ? complexity_word((enum complexity)value)
                                : S("");
}

static str supervision_text(int64_t value)
{
    return value < SUPERVISION_N ? supervision_word((enum supervision)value)
                                 : S("");
}

static str kind_word(int64_t value)
{
    return names_word(&task_kind_names, value);
}

/* --- the tables --- */

#define MEMBER(type, json, k, field)                                           \
    {                                                                          \
        .name = STR(json), .kind = (k), .offset = offsetof(type, field)        \
    }
#define MEMBER_WORD(type, json, field, w)                                      \
    {                                                                          \
        .name = STR(json), .kind = WORD, .offset = offsetof(type, field),      \
        .word = (w)                                                            \
    }
#define MEMBER_RECORD(type, json, field, t)                                    \
    {                                                                          \
        .name = STR(json), .kind = RECORD, .offset = offsetof(type, field),    \
        .table = (t)                                                           \
    }
#define MEMBER_LIST(type, json, field, t)                                      \
    {                                                                          \
        .name = STR(json), .kind = LIST, .offset = offsetof(type, field),      \
        .offset_n = offsetof(type, n_##field), .table = (t)                    \
    }
#define MEMBER_TEXTS(type, json, field)                                        \
    {                                                                          \
        .name = STR(json), .kind = TEXTS, .offset = offsetof(type, field),     \
        .offset_n = offsetof(type, n_##field)                                  \
    }
#define TABLE(name, type, list)                                                \
    static const struct table name = {                                         \
        sizeof(type), list, sizeof(list) / sizeof((list)[0])}

static const struct member SKILL[] = {
    MEMBER(struct outcome_skill, "skill", TEXT, skill),
    MEMBER(struct outcome_skill, "name", TEXT, name),
    MEMBER(struct outcome_skill, "framework", TEXT, framework),
    MEMBER(struct outcome_skill, "url", TEXT, url),
    MEMBER(struct outcome_skill, "level", INTEGER, level),
};
TABLE(SKILLS, struct outcome_skill, SKILL);

static const struct member OUTCOME[] = {
    MEMBER(struct learning_outcome, "id", TEXT, id),
    MEMBER(struct learning_outcome, "text", TEXT, text),
    MEMBER_LIST(struct learning_outcome, "skills", skills, &SKILLS),
};
TABLE(OUTCOMES, struct learning_outcome, OUTCOME);

static const struct member TASK[] = {
    MEMBER(struct assessed_task, "id", TEXT, id),
    MEMBER(struct assessed_task, "title", TEXT, title),
    MEMBER(struct assessed_task, "text", TEXT, text),
    MEMBER_WORD(struct assessed_task, "kind", kind, kind_word),
    MEMBER(struct assessed_task, "weight", INTEGER, weight),
    MEMBER_TEXTS(struct assessed_task, "outcomes", outcomes),
    MEMBER_WORD(struct assessed_task, "mode", mode, mode_word),
    MEMBER(struct assessed_task, "summative", BOOLEAN, summative),
    MEMBER(struct assessed_task, "levelFramework", TEXT, level_framework),
    MEMBER(struct assessed_task, "level", INTEGER, level),
    MEMBER_WORD(
        struct assessed_task, "supervision", supervision, supervision_text),
    MEMBER_WORD(
        struct assessed_task, "complexity", complexity, complexity_text),
    MEMBER(struct assessed_task, "requiredGrade", TEXT, required_grade),
};
TABLE(TASKS, struct assessed_task, TASK);

static const struct member GRADE[] = {
    MEMBER(struct grade, "code", TEXT, code),
    MEMBER(struct grade, "name", TEXT, name),
};
TABLE(GRADES, struct grade, GRADE);

static const struct member CELL[] = {
    MEMBER(struct rubric_cell, "outcome", TEXT, outcome),
    MEMBER(struct rubric_cell, "grade", TEXT, grade),
    MEMBER(struct rubric_cell, "text", TEXT, text),
};
TABLE(CELLS, struct rubric_cell, CELL);

static const struct member RUBRIC[] = {
    MEMBER_LIST(struct rubric, "grades", grades, &GRADES),
    MEMBER(struct rubric, "required", TEXT, required),
    MEMBER_LIST(struct rubric, "cells", cells, &CELLS),
};
TABLE(RUBRICS, struct rubric, RUBRIC);

static const struct member QUALITY[] = {
    MEMBER(struct quality_mark, "kind", TEXT, kind),
    MEMBER(struct quality_mark, "body", TEXT, body),
    MEMBER(struct quality_mark, "reference", TEXT, reference),
    MEMBER(struct quality_mark, "moderation", TEXT, moderation),
    MEMBER(struct quality_mark, "reviewOn", TEXT, review_on),
};
TABLE(QUALITIES, struct quality_mark, QUALITY);

static const struct member RENEWAL[] = {
    MEMBER(struct renewal, "windowDays", INTEGER, window_days),
    MEMBER(struct renewal, "graceDays", INTEGER, grace_days),
    MEMBER(struct renewal, "continuity", BOOLEAN, continuity),
    MEMBER(struct renewal, "method", TEXT, method),
};
TABLE(RENEWALS, struct renewal, RENEWAL);

static const struct member RECOGNITION[] = {
    MEMBER(struct recognition, "body", TEXT, body),
    MEMBER(struct recognition, "standard", TEXT, standard),
};
TABLE(RECOGNITIONS, struct recognition, RECOGNITION);

static const struct member PRICE[] = {
    MEMBER(struct price, "amount", INTEGER, amount),
    MEMBER(struct price, "currency", TEXT, currency),
    MEMBER(struct price, "note", TEXT, note),
};
TABLE(PRICES, struct price, PRICE);

static const struct member TRANSLATION[] = {
    MEMBER(struct translation, "language", TEXT, language),
    MEMBER(struct translation, "title", TEXT, title),
    MEMBER(struct translation, "summary", TEXT, summary),
    MEMBER(struct translation, "description", TEXT, description),
    MEMBER(struct translation, "criteria", TEXT, criteria),
    MEMBER_TEXTS(struct translation, "outcomes", outcomes),
};
TABLE(TRANSLATIONS, struct translation, TRANSLATION);

static const struct member IMAGE[] = {
    MEMBER(struct image_design, "shape", TEXT, shape),
    MEMBER(struct image_design, "icon", TEXT, icon),
    MEMBER(struct image_design, "accent", TEXT, accent),
    MEMBER(struct image_design, "level", TEXT, level),
    MEMBER(struct image_design, "seriesAt", INTEGER, series_at),
    MEMBER(struct image_design, "seriesOf", INTEGER, series_of),
    MEMBER(struct image_design, "file", TEXT, file),
};
TABLE(IMAGES, struct image_design, IMAGE);

static const struct member DEFINITION[] = {
    MEMBER(struct definition, "code", TEXT, code),
    MEMBER(struct definition, "title", TEXT, title),
    MEMBER(struct definition, "summary", TEXT, summary),
    MEMBER(struct definition, "description", TEXT, description),
    MEMBER(struct definition, "type", TEXT, type),
    MEMBER(struct definition, "criteria", TEXT, criteria),
    MEMBER(struct definition, "language", TEXT, language),
    MEMBER_LIST(struct definition, "outcomes", outcomes, &OUTCOMES),
    MEMBER_LIST(struct definition, "tasks", tasks, &TASKS),
    MEMBER_RECORD(struct definition, "rubric", rubric, &RUBRICS),
    MEMBER_WORD(struct definition, "mode", mode, mode_word),
    MEMBER(struct definition, "volume", VOLUME, volume_minutes),
    MEMBER(struct definition, "levelFramework", TEXT, level_framework),
    MEMBER(struct definition, "level", INTEGER, level),
    MEMBER(struct definition, "credit", CREDIT, credit),
    MEMBER(struct definition, "creditSystem", TEXT, credit_system),
    MEMBER_WORD(
        struct definition, "supervision", supervision, supervision_text),
    MEMBER_WORD(struct definition, "complexity", complexity, complexity_text),
    MEMBER_RECORD(struct definition, "quality", quality, &QUALITIES),
    MEMBER(struct definition, "prerequisites", TEXT, prerequisites),
    MEMBER_TEXTS(struct definition, "stacks", stacks),
    MEMBER(struct definition, "validityMonths", INTEGER, validity_months),
    MEMBER_RECORD(struct definition, "renewal", renewal, &RENEWALS),
    MEMBER_LIST(struct definition, "recognitions", recognitions, &RECOGNITIONS),
    MEMBER_LIST(struct definition, "prices", prices, &PRICES),
    MEMBER_TEXTS(struct definition, "sites", sites),
    MEMBER_TEXTS(struct definition, "tags", tags),
    MEMBER_LIST(struct definition, "translations", translations, &TRANSLATIONS),
    MEMBER_RECORD(struct definition, "image", image, &IMAGES),
};
TABLE(DEFINITIONS, struct definition, DEFINITION);

/* --- reading --- */

struct reader {
    struct arena *arena;
    struct findings *findings;
};

static void complain(
    const struct reader *r, code c, const struct json_path *path, str about)
{
    findings_add(r->findings, c, path, about);
}

/* A whole number of a JSON number node. */
static bool whole(const struct json *value, int64_t *ret)
{
    str text = json_is(value, JSON_NUMBER) ? value->text : S("");
    const bool minus = str_starts(text, S("-"));
    uint64_t n;

    if (!num_parse_u64(str_sub(text, minus, text.len), (uint64_t)INT64_MAX, &n))
        return false;
    *ret = minus ? -(int64_t)n : (int64_t)n;
    return true;
}

static bool read_volume(const struct reader *r,
    const struct json *value,
    const struct json_path *path,
    int64_t *ret)
{
    int32_t minutes;
    code result;

    if (whole(value, ret))
        return *ret >= 0 && *ret <= INT32_MAX;
    result = duration_parse(json_text(value), &minutes, NULL);
    if (result == OK)
        *ret = minutes;
    else if (result == E_DURATION_CALENDAR)
        complain(r, result, path, json_text(value));
    return result == OK || result == E_DURATION_CALENDAR;
}

static bool read_credit(const struct json *value, int64_t *ret)
{
    return json_is(value, JSON_NUMBER) &&
           decimal_parse(value->text, ret, NULL) == OK;
}

static bool read_word(
    const struct member *member, const struct json *value, int64_t *ret)
{
    const str word = json_text(value);
    int64_t i;

    for (i = 0; word.len > 0 && i < WORDS_MAX; i++) {
        if (str_eq(member->word(i), word)) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static void read_record(const struct reader *r,
    const struct table *table,
    const struct json *object,
    const struct json_path *path,
    char *to);

static bool read_texts(const struct reader *r,
    const struct member *member,
    const struct json *array,
    char *to)
{
    const struct json *item;
    str *items;
    size_t n = 0;

    if (!json_is(array, JSON_ARRAY) || array->n > DEFINITION_ITEMS_MAX)
        return false;
    items = arena_array(r->arena, array->n, str);
    for (item = array->child.first; items && item; item = item->next) {
        if (!json_is(item, JSON_STRING))
            return false;
        items[n++] = item->text;
    }
    memcpy(to + member->offset, &items, sizeof(items));
    memcpy(to + member->offset_n, &n, sizeof(n));
    return true;
}

static bool read_list(const struct reader *r,
    const struct member *member,
    const struct json *array,
    const struct json_path *path,
    char *to)
{
    const struct json *item;
    size_t n = 0;
    char *items;

    if (!json_is(array, JSON_ARRAY) || array->n > DEFINITION_ITEMS_MAX)
        return false;
    items = arena_zero(r->arena, array->n, member->table->item_bytes);
    for (item = array->child.first; items && item; item = item->next) {
        const struct json_path step = json_path_item(path, n);

        read_record(r, member->table, item, &step,
            items + n * member->table->item_bytes);
        n++;
    }
    memcpy(to + member->offset, &items, sizeof(items));
    memcpy(to + member->offset_n, &n, sizeof(n));
    return true;
}

static bool read_text(const struct json *value, char *to)
{
    if (!json_is(value, JSON_STRING))
        return false;
    memcpy(to, &value->text, sizeof(value->text));
    return true;
}

static bool read_bool(const struct json *value, char *to)
{
    const bool flag = json_is(value, JSON_TRUE);

    memcpy(to, &flag, sizeof(flag));
    return flag || json_is(value, JSON_FALSE);
}

static bool read_integer(const struct reader *r,
    const struct member *member,
    const struct json *value,
    const struct json_path *path,
    char *to)
{
    int64_t number = 0;
    bool fits;

    if (member->kind == VOLUME)
        fits = read_volume(r, value, path, &number);
    else if (member->kind == CREDIT)
        fits = read_credit(value, &number);
    else if (member->kind == WORD)
        fits = read_word(member, value, &number);
    else
        fits = whole(value, &number);
    memcpy(to, &number, sizeof(number));
    return fits;
}

static bool read_member(const struct reader *r,
    const struct member *member,
    const struct json *value,
    const struct json_path *path,
    char *to)
{
    switch (member->kind) {
    case TEXT:
        return read_text(value, to + member->offset);
    case BOOLEAN:
        return read_bool(value, to + member->offset);
    case RECORD:
        read_record(r, member->table, value, path, to + member->offset);
        return true;
    case LIST:
        return read_list(r, member, value, path, to);
    case TEXTS:
        return read_texts(r, member, value, to);
    case INTEGER:
    case VOLUME:
    case CREDIT:
    case WORD:
        return read_integer(r, member, value, path, to + member->offset);
    }
    return false;
}

static const struct member *find_member(const struct table *table, str name)
{
    size_t i;

    for (i = 0; i < table->n; i++) {
        if (str_eq(table->members[i].name, name))
            return &table->members[i];
    }
    return NULL;
}

static void read_record(const struct reader *r,
    const struct table *table,
    const struct json *object,
    const struct json_path *path,
    char *to)
{
    const struct json *value;

    if (!json_is(object, JSON_OBJECT)) {
        complain(r, E_DEFINITION_FORM, path, S(""));
        return;
    }
    for (value = object->child.first; value; value = value->next) {
        const struct json_path step = json_path_name(path, value->name);
        const struct member *member = find_member(table, value->name);

        if (!member || !read_member(r, member, value, &step, to))
            complain(r, E_DEFINITION_FORM, &step, value->name);
    }
}

code definition_from_json(const struct json *value,
    struct arena *arena,
    struct definition *ret,
    struct findings *findings,
    struct err *reterr)
{
    const struct reader reader = {arena, findings};
    struct definition definition = {0};
    code result;

    read_record(&reader, &DEFINITIONS, value, NULL, (char *)&definition);
    if (definition.validity_months > 0 && !json_get(value, S("renewal"))) {
        definition.renewal.window_days = RENEWAL_WINDOW_DAYS;
        definition.renewal.grace_days = RENEWAL_GRACE_DAYS;
    }
    result = arena_status(arena);
    if (result != OK)
        return err_set(reterr, result, S("definition"));
    *ret = definition;
    return OK;
}

code definition_parse(
    str text, struct arena *arena, struct definition *ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct definition definition;
    struct findings findings;
    struct json *value;

    findings_init(&findings, arena);
    TRY(json_parse(text, &budget, arena, &value, reterr));
    TRY(definition_from_json(value, arena, &definition, &findings, reterr));
    TRY(findings_code(&findings, reterr));
    *ret = definition;
    return OK;
}

/* --- writing --- */

static struct json *write_record(
    const struct table *table, const char *from, struct arena *arena);

static struct json *write_number(int64_t value, struct arena *arena)
{
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, arena, UNIT_TEXT_BYTES);
    if (value < 0)
        buf_byte(&out, '-');
    buf_u64(&out, size);
    return buf_finish_str(&out, &text) == OK ? json_new_number(arena, text)
                                             : NULL;
}

static struct json *write_integer(
    const struct member *member, const char *from, struct arena *arena)
{
    char text[UNIT_TEXT_BYTES];
    int64_t value;
    size_t n;

    memcpy(&value, from, sizeof(value));
    if (value == 0)
        return NULL;
    switch (member->kind) {
    case VOLUME:
        n = duration_format((int32_t)value, text);
        return json_new_string(arena, arena_str(arena, (str){text, n}));
    case CREDIT:
        n = decimal_format(value, text);
        return json_new_number(arena, arena_str(arena, (str){text, n}));
    case WORD:
        return json_new_string(arena, member->word(value));
    case INTEGER:
    case TEXT:
    case BOOLEAN:
    case RECORD:
    case LIST:
    case TEXTS:
        break;
    }
    return write_number(value, arena);
}

static struct json *write_text(const char *from, struct arena *arena)
{
    str text;

    memcpy(&text, from, sizeof(text));
    return text.len > 0 ? json_new_string(arena, text) : NULL;
}

static struct json *write_bool(const char *from, struct arena *arena)
{
    bool flag;

    memcpy(&flag, from, sizeof(flag));
    return flag ? json_new_bool(arena, true) : NULL;
}

static struct json *write_list(
    const struct member *member, const char *from, struct arena *arena)
{
    struct json *array = json_new(arena, JSON_ARRAY);
    const char *items;
    size_t n;
    size_t i;

    memcpy(&items, from + member->offset, sizeof(items));
    memcpy(&n, from + member->offset_n, sizeof(n));
    for (i = 0; i < n; i++) {
        if (member->kind == TEXTS)
            json_push(array,
                json_new_string(arena, ((const str *)(const void *)items)[i]));
        else
            json_push(array, write_record(member->table,
                                 items + i * member->table->item_bytes, arena));
    }
    return n > 0 ? array : NULL;
}

static struct json *write_member(
    const struct member *member, const char *from, struct arena *arena)
{
    struct json *object;

    switch (member->kind) {
    case TEXT:
        return write_text(from + member->offset, arena);
    case BOOLEAN:
        return write_bool(from + member->offset, arena);
    case RECORD:
        object = write_record(member->table, from + member->offset, arena);
        return object && object->n > 0 ? object : NULL;
    case LIST:
    case TEXTS:
        return write_list(member, from, arena);
    case INTEGER:
    case VOLUME:
    case CREDIT:
    case WORD:
        break;
    }
    return write_integer(member, from + member->offset, arena);
}

static struct json *write_record(
    const struct table *table, const char *from, struct arena *arena)
{
    struct json *object = json_new(arena, JSON_OBJECT);
    size_t i;

    for (i = 0; i < table->n; i++) {
        struct json *value = write_member(&table->members[i], from, arena);

        if (value)
            json_add(object, table->members[i].name, value);
    }
    return object;
}

struct json *definition_to_json(
    const struct definition *definition, struct arena *arena)
{
    return write_record(&DEFINITIONS, (const char *)definition, arena);
}

code definition_write(const struct definition *definition,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    const struct json *value = definition_to_json(definition, arena);
    struct buf out;
    code result = arena_status(arena);

    buf_init(&out, arena, JSON_BYTES_MAX);
    if (result == OK)
        json_write(&out, value, JSON_COMPACT);
    if (result == OK)
        result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("definition"));
}
