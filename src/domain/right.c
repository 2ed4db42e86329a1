#include "domain/right.h"

#define RIGHT_NAME(name, roles) STR(#name),
static const str RIGHT_WORDS[] = {RIGHTS(RIGHT_NAME)};
#undef RIGHT_NAME

#define RIGHT_ROLES(name, roles) STR(roles),
static const str ROLES_OF[] = {RIGHTS(RIGHT_ROLES)};
#undef RIGHT_ROLES

static const str ROLE_WORDS[] = {
    [ROLE_OWNER] = STR("owner"),
    [ROLE_DESIGNER] = STR("designer"),
    [ROLE_ASSESSOR] = STR("assessor"),
    [ROLE_REGISTRAR] = STR("registrar"),
    [ROLE_LD] = STR("ld"),
    [ROLE_VIEWER] = STR("viewer"),
    [ROLE_LEARNER] = STR("learner"),
    [ROLE_OPERATOR] = STR("operator"),
};

/* The letter of each role in the table of rights. */
static const char LETTERS[ROLE_END] = {
    [ROLE_OWNER] = 'O',
    [ROLE_DESIGNER] = 'D',
    [ROLE_ASSESSOR] = 'A',
    [ROLE_REGISTRAR] = 'R',
    [ROLE_LD] = 'L',
    [ROLE_VIEWER] = 'V',
    [ROLE_LEARNER] = 'l',
    [ROLE_OPERATOR] = 'o',
};

const struct names role_names = {ROLE_WORDS, ROLE_END};
const struct names right_names = {RIGHT_WORDS, RIGHT_END};

bool right_given(enum right right, role_set roles)
{
    const str letters = ROLES_OF[right];
    size_t i;

    if (right_public(right) || str_eq(letters, S("p")))
        return true;
    for (i = 1; i < ROLE_END; i++) {
        if ((roles & (role_set)1 << i) != 0 &&
            str_find(letters, LETTERS[i], 0) != SIZE_MAX)
            return true;
    }
    return false;
}

bool right_public(enum right right)
{
    return str_eq(ROLES_OF[right], S("*"));
}
