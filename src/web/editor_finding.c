/* What is wrong with a definition, beside the field where it stands. */
#include "base/code_info.h"
#include "base/num.h"
#include "web/editor.h"
#include "web/fact.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* Members of the JSON form that have another name in the page. */
static const struct {
    str member;
    str field;
} FIELDS[] = {
    {STR("volume"), STR("hours")},
    {STR("quality"), STR("quality_kind")},
    {STR("validityMonths"), STR("validity")},
    {STR("renewal"), STR("window")},
    {STR("rubric"), STR("required")},
};

str editor_field(struct web *web, const struct finding *finding)
{
    const size_t mark = str_find(finding->pointer, '/', 1);
    const str member = str_sub(finding->pointer, 1, mark);
    uint64_t at;
    size_t i;

    for (i = 0; i < N(FIELDS); i++) {
        if (str_eq(FIELDS[i].member, member))
            return FIELDS[i].field;
    }
    if (mark == SIZE_MAX || !num_parse_u64(str_sub(finding->pointer, mark + 1,
                                               finding->pointer.len),
                                DEFINITION_ITEMS_MAX, &at))
        return member;
    return typed_field(web, str_sub(member, 0, member.len - 1), (size_t)at);
}

str editor_label(struct web *web, str field)
{
    static const struct {
        str field;
        enum message label;
    } LABELS[] = {
        {STR("title"), MSG_OFFICE_ACHIEVEMENT_TITLE},
        {STR("summary"), MSG_OFFICE_ACHIEVEMENT_SUMMARY},
        {STR("description"), MSG_OFFICE_ACHIEVEMENT_DESCRIPTION},
        {STR("criteria"), MSG_ACHIEVEMENT_CRITERIA},
        {STR("outcomes"), MSG_OFFICE_ACHIEVEMENT_OUTCOMES},
        {STR("tasks"), MSG_OFFICE_ACHIEVEMENT_ASSESSMENT},
        {STR("hours"), MSG_OFFICE_ACHIEVEMENT_HOURS},
        {STR("level"), MSG_CATALOGUE_LEVEL},
        {STR("required"), MSG_OFFICE_ACHIEVEMENT_REQUIRED},
        {STR("language"), MSG_LAYOUT_LANGUAGE},
        {STR("credit"), MSG_OFFICE_ACHIEVEMENT_CREDIT},
        {STR("review_on"), MSG_OFFICE_ACHIEVEMENT_REVIEW_ON},
        {STR("grace"), MSG_OFFICE_ACHIEVEMENT_GRACE},
        {STR("colour"), MSG_OFFICE_ACHIEVEMENT_COLOUR},
        {STR("series_at"), MSG_OFFICE_ACHIEVEMENT_SERIES_AT},
        {STR("series_of"), MSG_OFFICE_ACHIEVEMENT_SERIES_OF},
        {STR("validity"), MSG_OFFICE_ACHIEVEMENT_VALIDITY},
        {STR("window"), MSG_OFFICE_ACHIEVEMENT_WINDOW},
    };
    static const struct {
        str row;
        enum message label;
    } ROWS[] = {
        {STR("outcome-"), MSG_OFFICE_ACHIEVEMENT_OUTCOME},
        {STR("task-"), MSG_OFFICE_ACHIEVEMENT_TASK},
    };
    struct message_arg n = {.name = S("n"), .kind = ARG_NUMBER};
    uint64_t at;
    size_t i;

    for (i = 0; i < N(LABELS); i++) {
        if (str_eq(LABELS[i].field, field))
            return message(web->view.lang, LABELS[i].label);
    }
    for (i = 0; i < N(ROWS); i++) {
        if (!str_starts(field, ROWS[i].row) ||
            !num_parse_u64(str_sub(field, ROWS[i].row.len, field.len),
                DEFINITION_ITEMS_MAX, &at))
            continue;
        n.number = (int64_t)at;
        return message_with(web->arena, web->view.lang, ROWS[i].label, &n, 1);
    }
    return S("");
}

static str words_of(const struct web *web, code c)
{
    static const struct {
        code code;
        enum message words;
    } WORDS[] = {
        {E_DEFINITION_MISSING, MSG_OFFICE_FINDING_MISSING},
        {E_DEFINITION_RANGE, MSG_OFFICE_FINDING_RANGE},
        {E_AMOUNT_RANGE, MSG_OFFICE_FINDING_RANGE},
        {E_DEFINITION_TWICE, MSG_OFFICE_FINDING_TWICE},
        {E_NOT_ASSESSED, MSG_OFFICE_FINDING_NOT_ASSESSED},
        {E_VOLUME_MIN, MSG_OFFICE_FINDING_VOLUME_MIN},
        {E_DURATION_CALENDAR, MSG_OFFICE_FINDING_DURATION},
        {E_OUTCOME_UNASSESSED, MSG_OFFICE_FINDING_UNASSESSED},
        {E_TASK_ORPHAN, MSG_OFFICE_FINDING_ORPHAN},
        {E_TASK_WEIGHT, MSG_OFFICE_FINDING_WEIGHT},
        {E_QA_STATEMENT, MSG_OFFICE_FINDING_QUALITY},
        {E_LEVEL_NO_FW, MSG_OFFICE_FINDING_LEVEL_FRAMEWORK},
        {E_LEVEL_RANGE, MSG_OFFICE_FINDING_LEVEL_RANGE},
        {E_GRADE, MSG_OFFICE_FINDING_REQUIRED},
    };
    size_t i;

    for (i = 0; i < N(WORDS); i++) {
        if (WORDS[i].code == c)
            return message(web->view.lang, WORDS[i].words);
    }
    return code_info(c)->title;
}

str editor_words(struct web *web, const struct finding *finding)
{
    const str label = editor_label(web, editor_field(web, finding));

    return fact_joined(web, label, label.len > 0 ? S(": ") : S(""),
        words_of(web, finding->code));
}
