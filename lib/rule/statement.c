#include "rule/statement.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const str SUPERVISION[] = {
    [SUPERVISION_NOT_STATED] = STR(""),
    [SUPERVISION_NONE] = STR("none"),
    [SUPERVISION_UNVERIFIED] = STR("supervised"),
    [SUPERVISION_ONLINE_ONE] = STR("online_one_factor"),
    [SUPERVISION_ONLINE_TWO] = STR("online_two_factors"),
    [SUPERVISION_ONSITE_ONE] = STR("onsite_one_factor"),
    [SUPERVISION_ONSITE_TWO] = STR("onsite_two_factors"),
};

static const int RANKS[] = {
    [SUPERVISION_NOT_STATED] = 0,
    [SUPERVISION_NONE] = 0,
    [SUPERVISION_UNVERIFIED] = 1,
    [SUPERVISION_ONLINE_ONE] = 2,
    [SUPERVISION_ONLINE_TWO] = 3,
    [SUPERVISION_ONSITE_ONE] = 2,
    [SUPERVISION_ONSITE_TWO] = 3,
};

static const str RANK_WORDS[] = {
    STR("none"),
    STR("supervised"),
    STR("one_factor"),
    STR("two_factors"),
};

static const str COMPLEXITY[] = {
    [COMPLEXITY_NOT_STATED] = STR(""),
    [COMPLEXITY_NO_ASSESSMENT] = STR("no_assessment"),
    [COMPLEXITY_RECALL] = STR("recall"),
    [COMPLEXITY_SKILL_ROUTINE] = STR("skill_routine"),
    [COMPLEXITY_SKILL_COMPLEX] = STR("skill_complex"),
    [COMPLEXITY_SKILLS_ROUTINE] = STR("skills_routine"),
    [COMPLEXITY_SKILLS_COMPLEX] = STR("skills_complex"),
    [COMPLEXITY_PORTFOLIO] = STR("portfolio"),
};

static const str PARTICIPATION[] = {
    [PARTICIPATION_NOT_STATED] = STR(""),
    [PARTICIPATION_ONLINE] = STR("online"),
    [PARTICIPATION_ONSITE] = STR("onsite"),
    [PARTICIPATION_BLENDED] = STR("blended"),
    [PARTICIPATION_WORK_BASED] = STR("work_based"),
    [PARTICIPATION_NONE] = STR("none"),
};

static const str OFFER_CONDITIONS[] = {
    [OFFER_IF_FACT] = STR("fact"),
    [OFFER_IF_ENROLLED] = STR("enrolled"),
    [OFFER_IF_ACCEPTED] = STR("accepted"),
    [OFFER_IF_PAID] = STR("paid"),
    [OFFER_IF_TAKEN_UP] = STR("taken_up"),
    [OFFER_IF_UNUSED_ELSEWHERE] = STR("unused_elsewhere"),
};

static const str POINTS[] = {
    [POINT_ASSESSED] = STR("assessed"),
    [POINT_OUTCOME] = STR("outcome"),
    [POINT_TASK] = STR("task"),
    [POINT_WEIGHT] = STR("weight"),
    [POINT_VOLUME] = STR("volume"),
    [POINT_LEVEL] = STR("level"),
    [POINT_QA] = STR("quality"),
    [POINT_ALIGNED] = STR("aligned"),
    [POINT_OFFER] = STR("offer"),
    [POINT_OPEN] = STR("open"),
    [POINT_FUTURE] = STR("future"),
    [POINT_CLAIM] = STR("claim"),
    [POINT_EFFORT] = STR("effort"),
    [POINT_SUPERVISION] = STR("supervision"),
    [POINT_MODERATION] = STR("moderation"),
    [POINT_PASS] = STR("pass"),
    [POINT_REVIEW] = STR("review"),
    [POINT_SIGNED] = STR("signed"),
};

static const str CONDITIONS[] = {
    [CONDITION_DEFINITION] = STR("definition"),
    [CONDITION_C1] = STR("C1"),
    [CONDITION_C2] = STR("C2"),
    [CONDITION_C3] = STR("C3"),
    [CONDITION_C4] = STR("C4"),
    [CONDITION_SHOWN] = STR("shown"),
};

/* 0 when the word is none. */
static size_t find(const str *words, size_t n, str word)
{
    size_t i = n;

    while (i-- > 1) {
        if (str_eq(words[i], word))
            return i;
    }
    return 0;
}

str supervision_word(enum supervision s)
{
    return SUPERVISION[s];
}

enum supervision supervision_find(str word)
{
    return (enum supervision)find(SUPERVISION, N(SUPERVISION), word);
}

int supervision_rank(enum supervision s)
{
    return RANKS[s];
}

str supervision_rank_word(int rank)
{
    return RANK_WORDS[rank];
}

str complexity_word(enum complexity c)
{
    return COMPLEXITY[c];
}

enum complexity complexity_find(str word)
{
    return (enum complexity)find(COMPLEXITY, N(COMPLEXITY), word);
}

str participation_word(enum participation p)
{
    return PARTICIPATION[p];
}

enum participation participation_find(str word)
{
    return (enum participation)find(PARTICIPATION, N(PARTICIPATION), word);
}

str offer_condition_word(enum offer_condition_kind kind)
{
    return OFFER_CONDITIONS[kind];
}

str point_word(enum statement_point p)
{
    return POINTS[p];
}

str condition_word(enum condition c)
{
    return CONDITIONS[c];
}

bool offer_is_shown(const struct offer *offer)
{
    return offer->is_signed;
}
