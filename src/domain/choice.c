#include "domain/choice.h"

#include "text/json.h"

enum {
    CHOICE_BYTES_MAX = 8 * 1024,
};

static void read_evidence(
    const struct json *list, struct arena *arena, struct choice *ret)
{
    const struct json *item = list ? list->child.first : NULL;
    str *ids = arena_array(arena, CHOICE_EVIDENCE_MAX, str);
    size_t n = 0;

    for (; ids && item && n < CHOICE_EVIDENCE_MAX; item = item->next)
        ids[n++] = json_text(item);
    ret->evidence = ids;
    ret->n_evidence = n;
}

code choice_parse(
    str text, struct arena *arena, struct choice *ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct choice choice = {0};
    struct json *json = NULL;
    const struct json *evidence;

    if (text.len > 0 && json_parse(text, &budget, arena, &json, NULL) != OK)
        return err_set(reterr, E_DATA_DAMAGED, S("choice"));
    choice.open = json_is(json_get(json, S("open")), JSON_TRUE);
    evidence = json_get(json, S("evidence"));
    if (json_is(evidence, JSON_ARRAY))
        read_evidence(evidence, arena, &choice);
    TRY(arena_status(arena));
    *ret = choice;
    return OK;
}

code choice_write(const struct choice *choice,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct json *object = json_new(arena, JSON_OBJECT);
    struct json *list;
    struct buf out;
    code result;
    size_t i;

    if (choice->n_evidence > CHOICE_EVIDENCE_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("evidence"));
    json_add(object, S("open"), json_new_bool(arena, choice->open));
    list = json_add(object, S("evidence"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < choice->n_evidence; i++)
        json_push(list, json_new_string(arena, choice->evidence[i]));
    buf_init(&out, arena, CHOICE_BYTES_MAX);
    json_write(&out, object, JSON_COMPACT);
    result = buf_finish_str(&out, ret);
    if (result == OK)
        result = arena_status(arena);
    return result == OK ? OK : err_set(reterr, result, S("choice"));
}

bool choice_shows(const struct choice *choice, str evidence)
{
    size_t i;

    for (i = 0; i < choice->n_evidence; i++) {
        if (str_eq(choice->evidence[i], evidence))
            return true;
    }
    return false;
}
