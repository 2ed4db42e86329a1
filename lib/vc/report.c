#include "vc/report.h"

#include "base/code_info.h"

enum {
    EXIT_UNDECIDED = 3, /* RELIABILITY part 0 */
};

struct report *report_new(struct arena *arena)
{
    struct report *r = arena_new(arena, struct report);

    if (r)
        r->arena = arena;
    return r;
}

static enum verdict verdict_of(enum check_answer answer)
{
    switch (answer) {
    case ANSWER_GOOD:
    case ANSWER_WARNING:
        return VERDICT_VERIFIED;
    case ANSWER_UNDECIDED:
        return VERDICT_UNDECIDED;
    case ANSWER_BAD:
        break;
    }
    return VERDICT_NOT_TRUSTED;
}

/* What a finding of now says of the day of the award. A revocation may reach
 * back to it, and so may the dates in proofs of a key that was stolen: the
 * most that can be said then is "unknown". */
static enum verdict verdict_on_award(const struct check *check)
{
    if (verdict_of(check->answer) == VERDICT_VERIFIED ||
        check->code == E_EXPIRED || check->code == E_PROOF_EXPIRED)
        return VERDICT_VERIFIED;
    if (check->kind == CHECK_STATUS || check->code == E_KEY_REVOKED)
        return VERDICT_UNDECIDED;
    return verdict_of(check->answer);
}

/* The same fault is found by more than one rule; it is said once. */
static bool is_known(const struct report *r, const struct check *check)
{
    const struct check *at = r->first;

    while (at &&
           (at->kind != check->kind || at->answer != check->answer ||
               at->code != check->code || !str_eq(at->pointer, check->pointer)))
        at = at->next;
    return at != NULL;
}

void report_add(struct report *r,
    enum check_kind kind,
    enum check_answer answer,
    code c,
    str pointer,
    str detail)
{
    const struct check found = {.kind = kind,
        .answer = answer,
        .code = c,
        .pointer = pointer,
        .detail = detail};
    struct check *check;

    if (verdict_of(answer) > r->verdict)
        r->verdict = verdict_of(answer);
    if (verdict_on_award(&found) > r->on_award)
        r->on_award = verdict_on_award(&found);
    if (c != OK && (r->n >= REPORT_CHECKS_MAX || is_known(r, &found)))
        return;
    check = arena_new(r->arena, struct check);
    if (!check)
        return;
    *check = found;
    if (r->last)
        r->last->next = check;
    else
        r->first = check;
    r->last = check;
    r->n++;
}

void report_err(struct report *r, enum check_kind kind, const struct err *e)
{
    bool undecided = code_info(e->code)->exit_status == EXIT_UNDECIDED;

    report_add(r, kind, undecided ? ANSWER_UNDECIDED : ANSWER_BAD, e->code,
        arena_str(r->arena, str_of(e->pointer)),
        arena_str(r->arena, str_of(e->arg)));
}

str report_path(struct report *r, const struct json_path *path)
{
    struct err e = {0};

    json_path_err(path, &e);
    return arena_str(r->arena, str_of(e.pointer));
}

static str append(struct arena *arena, str base, const struct json_path *step)
{
    struct err e = {0};
    str parts[2] = {base, {NULL, 0}};

    json_path_err(step, &e);
    parts[1] = str_of(e.pointer);
    return arena_join(arena, parts, 2);
}

str report_pointer(struct arena *arena, str base, str name)
{
    struct json_path step = json_path_name(NULL, name);

    return append(arena, base, &step);
}

str report_pointer_at(struct arena *arena, str base, size_t index)
{
    struct json_path step = json_path_item(NULL, index);

    return append(arena, base, &step);
}

void report_part(struct report *r, struct report *part, str pointer)
{
    struct report **link = &r->parts;

    part->pointer = pointer;
    while (*link)
        link = &(*link)->next;
    *link = part;
}

enum check_answer report_answer(const struct report *r, enum check_kind kind)
{
    enum check_answer worst = ANSWER_GOOD;
    const struct check *at = r->first;

    for (; at; at = at->next) {
        if (at->kind == kind && at->answer > worst)
            worst = at->answer;
    }
    return worst;
}

bool report_asked(const struct report *r, enum check_kind kind)
{
    const struct check *at = r->first;

    while (at && at->kind != kind)
        at = at->next;
    return at != NULL;
}

const struct check *report_first(
    const struct report *r, enum check_answer answer)
{
    const struct check *at = r->first;

    while (at && at->answer != answer)
        at = at->next;
    return at;
}

str check_kind_name(enum check_kind kind)
{
    static const str names[CHECK_KIND_N] = {
        [CHECK_FORM] = STR("form"),
        [CHECK_TYPE] = STR("type"),
        [CHECK_PROOF] = STR("proof"),
        [CHECK_ISSUER] = STR("issuer"),
        [CHECK_DATES] = STR("dates"),
        [CHECK_STATUS] = STR("status"),
        [CHECK_RECIPIENT] = STR("recipient"),
        [CHECK_ENDORSEMENT] = STR("endorsement"),
        [CHECK_PART] = STR("part"),
    };

    return names[kind];
}

str check_answer_name(enum check_answer answer)
{
    static const str names[] = {
        [ANSWER_GOOD] = STR("good"),
        [ANSWER_WARNING] = STR("warning"),
        [ANSWER_UNDECIDED] = STR("undecided"),
        [ANSWER_BAD] = STR("bad"),
    };

    return names[answer];
}

str verdict_name(enum verdict v)
{
    static const str names[] = {
        [VERDICT_VERIFIED] = STR("verified"),
        [VERDICT_UNDECIDED] = STR("cannot be decided"),
        [VERDICT_NOT_TRUSTED] = STR("not to be trusted"),
    };

    return names[v];
}
