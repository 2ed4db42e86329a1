#include "domain/batch_sheet.h"

#include "domain/id.h"
#include "text/datetime.h"
#include "text/json.h"

enum {
    SHEET_BYTES_MAX = 256 * 1024,
    DAY_TEXT_BYTES = 10,
};

static const str COLUMNS[] = {
    [COLUMN_EMAIL] = STR("email"),
    [COLUMN_NAME] = STR("name"),
    [COLUMN_GIVEN] = STR("given"),
    [COLUMN_FAMILY] = STR("family"),
    [COLUMN_ACHIEVEMENT] = STR("achievement"),
    [COLUMN_GRADE] = STR("grade"),
    [COLUMN_AWARDED_ON] = STR("awarded_on"),
    [COLUMN_VALID_FROM] = STR("valid_from"),
    [COLUMN_VALID_UNTIL] = STR("valid_until"),
};

const struct names batch_column_names = {COLUMNS, COLUMN_END};

/* --- guessing --- */

static const struct {
    str word; /* folded, letters and digits alone */
    enum batch_column column;
} WORDS[] = {
    {STR("email"), COLUMN_EMAIL},
    {STR("emailaddress"), COLUMN_EMAIL},
    {STR("mail"), COLUMN_EMAIL},
    {STR("emailadresse"), COLUMN_EMAIL},
    {STR("learneremail"), COLUMN_EMAIL},
    {STR("recipientemail"), COLUMN_EMAIL},
    {STR("name"), COLUMN_NAME},
    {STR("fullname"), COLUMN_NAME},
    {STR("learner"), COLUMN_NAME},
    {STR("learnername"), COLUMN_NAME},
    {STR("student"), COLUMN_NAME},
    {STR("studentname"), COLUMN_NAME},
    {STR("recipient"), COLUMN_NAME},
    {STR("recipientname"), COLUMN_NAME},
    {STR("givenname"), COLUMN_GIVEN},
    {STR("firstname"), COLUMN_GIVEN},
    {STR("vorname"), COLUMN_GIVEN},
    {STR("familyname"), COLUMN_FAMILY},
    {STR("lastname"), COLUMN_FAMILY},
    {STR("surname"), COLUMN_FAMILY},
    {STR("nachname"), COLUMN_FAMILY},
    {STR("achievement"), COLUMN_ACHIEVEMENT},
    {STR("badge"), COLUMN_ACHIEVEMENT},
    {STR("course"), COLUMN_ACHIEVEMENT},
    {STR("coursecode"), COLUMN_ACHIEVEMENT},
    {STR("code"), COLUMN_ACHIEVEMENT},
    {STR("kurs"), COLUMN_ACHIEVEMENT},
    {STR("grade"), COLUMN_GRADE},
    {STR("result"), COLUMN_GRADE},
    {STR("note"), COLUMN_GRADE},
    {STR("date"), COLUMN_AWARDED_ON},
    {STR("awarded"), COLUMN_AWARDED_ON},
    {STR("awardedon"), COLUMN_AWARDED_ON},
    {STR("awarddate"), COLUMN_AWARDED_ON},
    {STR("issued"), COLUMN_AWARDED_ON},
    {STR("issuedon"), COLUMN_AWARDED_ON},
    {STR("datum"), COLUMN_AWARDED_ON},
    {STR("validfrom"), COLUMN_VALID_FROM},
    {STR("validuntil"), COLUMN_VALID_UNTIL},
    {STR("expires"), COLUMN_VALID_UNTIL},
    {STR("expireson"), COLUMN_VALID_UNTIL},
    {STR("expirydate"), COLUMN_VALID_UNTIL},
};

/* Letters and digits of the folded text: "E-Mail address" is
 * "emailaddress". */
static str bare(str heading, struct arena *arena)
{
    const str folded = text_fold(heading, arena);
    struct buf out;
    str text = {NULL, 0};
    size_t i;

    buf_init(&out, arena, folded.len + 1);
    for (i = 0; i < folded.len; i++) {
        const char c = folded.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_byte(&out, (uint8_t)c);
    }
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

/* COLUMN_NONE when nobody could tell. */
static enum batch_column batch_guess(str heading, struct arena *arena)
{
    const str word = bare(heading, arena);
    size_t i;

    for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (str_eq(WORDS[i].word, word))
            return WORDS[i].column;
    }
    return COLUMN_NONE;
}

static bool is_taken(const struct batch_sheet *sheet, size_t n, int64_t column)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (sheet->columns[i] == column)
            return true;
    }
    return false;
}

void batch_guess_all(struct batch_sheet *sheet, struct arena *arena)
{
    size_t i;

    for (i = 0; i < sheet->n_columns; i++) {
        const enum batch_column column = batch_guess(sheet->headings[i], arena);

        sheet->columns[i] =
            is_taken(sheet, i, column) ? COLUMN_NONE : (int64_t)column;
    }
}

code batch_sheet_check(const struct batch_sheet *sheet, struct err *reterr)
{
    const size_t n = sheet->n_columns;

    if (!is_taken(sheet, n, COLUMN_EMAIL))
        return err_set(reterr, E_FORM_FIELD, COLUMNS[COLUMN_EMAIL]);
    if (!is_taken(sheet, n, COLUMN_NAME) &&
        !(is_taken(sheet, n, COLUMN_GIVEN) &&
            is_taken(sheet, n, COLUMN_FAMILY)))
        return err_set(reterr, E_FORM_FIELD, COLUMNS[COLUMN_NAME]);
    if (sheet->by_column && !is_taken(sheet, n, COLUMN_ACHIEVEMENT))
        return err_set(reterr, E_FORM_FIELD, COLUMNS[COLUMN_ACHIEVEMENT]);
    return OK;
}

/* --- cells --- */

str batch_cell(
    const struct batch_sheet *sheet, const str *cells, enum batch_column column)
{
    size_t i;

    for (i = 0; i < sheet->n_columns; i++) {
        if (sheet->columns[i] == (int64_t)column)
            return cells[i];
    }
    return S("");
}

/* One or two digits, or four; -1 when it is none. */
static int take_number(str text, size_t *at, size_t digits_max)
{
    const size_t from = *at;
    int value = 0;

    while (*at < text.len && *at - from < digits_max && text.ptr[*at] >= '0' &&
           text.ptr[*at] <= '9')
        value = value * 10 + (text.ptr[(*at)++] - '0');
    return *at > from ? value : -1;
}

static bool take(str text, size_t *at, char c)
{
    if (*at >= text.len || text.ptr[*at] != c)
        return false;
    (*at)++;
    return true;
}

struct parts {
    int year;
    int month;
    int day;
};

/* 2026-05-15, 2026/05/15, 15.5.2026. */
static bool read_parts(str text, struct parts *ret)
{
    size_t at = 0;
    const int first = take_number(text, &at, 4);

    if (first >= 1000 && (take(text, &at, '-') || take(text, &at, '/'))) {
        ret->year = first;
        ret->month = take_number(text, &at, 2);
        if (!take(text, &at, '-') && !take(text, &at, '/'))
            return false;
        ret->day = take_number(text, &at, 2);
    } else if (first >= 1 && take(text, &at, '.')) {
        ret->day = first;
        ret->month = take_number(text, &at, 2);
        if (!take(text, &at, '.'))
            return false;
        ret->year = take_number(text, &at, 4);
    } else {
        return false;
    }
    return at == text.len && ret->year >= 1000 && ret->month >= 1 &&
           ret->month <= 12 && ret->day >= 1 && ret->day <= 31;
}

static void put_digits(char *to, int value, size_t n)
{
    while (n > 0) {
        to[--n] = (char)('0' + value % 10);
        value /= 10;
    }
}

code batch_day(str cell, struct arena *arena, str *ret, struct err *reterr)
{
    char text[DAY_TEXT_BYTES] = "0000-00-00";
    const str day = {text, DAY_TEXT_BYTES};
    struct parts parts;

    if (cell.len == 0) {
        *ret = S("");
        return OK;
    }
    if (!read_parts(cell, &parts))
        return err_set(reterr, E_DATE_ORDER, cell);
    put_digits(text, parts.year, 4);
    put_digits(text + 5, parts.month, 2);
    put_digits(text + 8, parts.day, 2);
    if (!datetime_is_date(day))
        return err_set(reterr, E_DATE_ORDER, cell);
    *ret = arena_str(arena, day);
    return arena_status(arena);
}

/* --- as JSON --- */

static struct json *texts(const str *items, size_t n, struct arena *arena)
{
    struct json *list = json_new(arena, JSON_ARRAY);
    size_t i;

    for (i = 0; i < n; i++)
        json_push(list, json_new_string(arena, items[i]));
    return list;
}

static code finish(
    const struct json *value, struct arena *arena, str *ret, struct err *reterr)
{
    struct buf out;
    code result;

    buf_init(&out, arena, SHEET_BYTES_MAX);
    json_write(&out, value, JSON_COMPACT);
    result = arena_status(arena) != OK ? arena_status(arena)
                                       : buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("table"));
}

code batch_cells_write(const str *cells,
    size_t n,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    return finish(texts(cells, n, arena), arena, ret, reterr);
}

static code read_texts(const struct json *list,
    size_t n,
    struct arena *arena,
    str **ret,
    struct err *reterr)
{
    str *items = arena_array(arena, n, str);
    const struct json *item = NULL;
    size_t i = 0;

    if (!items)
        return err_set(reterr, arena_status(arena), S("table"));
    if (!list || list->type != JSON_ARRAY || list->n != n)
        return err_set(reterr, E_DATA_DAMAGED, S("table"));
    for (item = list->child.first; item; item = item->next)
        items[i++] = json_text(item);
    *ret = items;
    return OK;
}

code batch_cells_read(str text,
    size_t n,
    struct arena *arena,
    const str **ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *list = NULL;
    str *cells = NULL;

    TRY(json_parse(text, &budget, arena, &list, reterr));
    TRY(read_texts(list, n, arena, &cells, reterr));
    *ret = cells;
    return OK;
}

code batch_sheet_write(const struct batch_sheet *sheet,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct json *object = json_new(arena, JSON_OBJECT);
    struct json *columns = json_new(arena, JSON_ARRAY);
    size_t i;

    for (i = 0; i < sheet->n_columns; i++)
        json_push(
            columns, json_new_string(arena,
                         names_word(&batch_column_names, sheet->columns[i])));
    json_add(
        object, S("headings"), texts(sheet->headings, sheet->n_columns, arena));
    json_add(object, S("columns"), columns);
    json_add(object, S("by_column"), json_new_bool(arena, sheet->by_column));
    json_add(object, S("is_past"), json_new_bool(arena, sheet->is_past));
    json_put_text(object, S("grade"), sheet->grade, arena);
    json_put_text(object, S("awarded_on"), sheet->awarded_on, arena);
    json_put_text(object, S("held_until"), sheet->held_until, arena);
    return finish(object, arena, ret, reterr);
}

static code read_columns(const struct json *object,
    struct arena *arena,
    struct batch_sheet *ret,
    struct err *reterr)
{
    const struct json *list = json_get(object, S("headings"));
    str *headings = NULL;
    str *words = NULL;
    size_t i;

    ret->n_columns = list && list->type == JSON_ARRAY ? list->n : 0;
    TRY(read_texts(list, ret->n_columns, arena, &headings, reterr));
    TRY(read_texts(
        json_get(object, S("columns")), ret->n_columns, arena, &words, reterr));
    ret->headings = headings;
    ret->columns = arena_array(arena, ret->n_columns, int64_t);
    if (!ret->columns)
        return err_set(reterr, arena_status(arena), S("table"));
    for (i = 0; words && i < ret->n_columns; i++)
        (void)names_find(&batch_column_names, words[i], &ret->columns[i]);
    return OK;
}

static bool is_true(const struct json *object, str name)
{
    const struct json *value = json_get(object, name);

    return value && value->type == JSON_TRUE;
}

code batch_sheet_read(
    str text, struct arena *arena, struct batch_sheet *ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct batch_sheet sheet = {0};
    struct json *object = NULL;

    TRY(json_parse(text, &budget, arena, &object, reterr));
    TRY(read_columns(object, arena, &sheet, reterr));
    sheet.by_column = is_true(object, S("by_column"));
    sheet.is_past = is_true(object, S("is_past"));
    sheet.grade = json_text(json_get(object, S("grade")));
    sheet.awarded_on = json_text(json_get(object, S("awarded_on")));
    sheet.held_until = json_text(json_get(object, S("held_until")));
    *ret = sheet;
    return OK;
}
