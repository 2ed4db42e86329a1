#include "rule/level.h"

#include "rule/unit.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const struct framework FRAMEWORKS[] = {
    {STR("AQF"), STR("Australian Qualifications Framework"), 1, 10},
    {STR("DQR"), STR("Deutscher Qualifikationsrahmen"), 1, 8},
    {STR("EQF"), STR("European Qualifications Framework"), 1, 8},
    {STR("HKQF"), STR("Hong Kong Qualifications Framework"), 1, 7},
    {STR("NFQ"), STR("National Framework of Qualifications, Ireland"), 1, 10},
    {STR("NZQCF"), STR("New Zealand Qualifications and Credentials Framework"),
        1, 10},
    {STR("QF-EHEA"), STR("Qualifications Framework of the EHEA, cycles"), 0, 3},
    {STR("RQF"), STR("Regulated Qualifications Framework, England"), -2, 8},
    {STR("SCQF"), STR("Scottish Credit and Qualifications Framework"), 1, 12},
};

#define PEARSON "Pearson, SCQF levels compared with RQF and EQF"
#define IRELAND "QQI and NZQA, comparison of NFQ"
#define GERMANY "dqr.de, referencing of the DQR to the EQF"
#define EHEA "QF-EHEA cycles and EQF levels"
#define NZ_AU "NZQA, comparison of NZQCF and AQF"
#define NZ_EU "NZQA, comparison of NZQCF and EQF"
#define NZ_IE "NZQA, comparison of NZQCF and NFQ"
#define NZ_HK "NZQA, comparison of NZQCF and HKQF"
#define AU_EU "AQF and EQF as told by secondary sources"

#define ROW(a, n, b, m, by)                                                    \
    {                                                                          \
        {STR(a), n}, {STR(b), m}, false, LEVEL_PUBLISHED, STR(by)              \
    }
#define NO_LEVEL(a, n, b, by)                                                  \
    {                                                                          \
        {STR(a), n}, {STR(b), 0}, true, LEVEL_PUBLISHED, STR(by)               \
    }
#define TOLD(a, n, b, m, by)                                                   \
    {                                                                          \
        {STR(a), n}, {STR(b), m}, false, LEVEL_SECONDARY, STR(by)              \
    }

/* RULES 4.5. AQF 5, 6 and 8 have no row to the EQF: nothing published says
 * where they stand. */
static const struct level_row ROWS[] = {
    ROW("SCQF", 12, "EQF", 8, PEARSON),
    ROW("SCQF", 11, "EQF", 7, PEARSON),
    ROW("SCQF", 10, "EQF", 6, PEARSON),
    ROW("SCQF", 9, "EQF", 6, PEARSON),
    ROW("SCQF", 8, "EQF", 5, PEARSON),
    ROW("SCQF", 7, "EQF", 5, PEARSON),
    ROW("SCQF", 6, "EQF", 4, PEARSON),
    ROW("SCQF", 5, "EQF", 3, PEARSON),
    ROW("SCQF", 4, "EQF", 2, PEARSON),
    ROW("SCQF", 3, "EQF", 1, PEARSON),
    NO_LEVEL("SCQF", 2, "EQF", PEARSON),
    NO_LEVEL("SCQF", 1, "EQF", PEARSON),
    ROW("RQF", 8, "EQF", 8, PEARSON),
    ROW("RQF", 7, "EQF", 7, PEARSON),
    ROW("RQF", 6, "EQF", 6, PEARSON),
    ROW("RQF", 5, "EQF", 5, PEARSON),
    ROW("RQF", 4, "EQF", 5, PEARSON),
    ROW("RQF", 3, "EQF", 4, PEARSON),
    ROW("RQF", 2, "EQF", 3, PEARSON),
    ROW("RQF", 1, "EQF", 2, PEARSON),
    ROW("RQF", 0, "EQF", 1, PEARSON),
    NO_LEVEL("RQF", -1, "EQF", PEARSON),
    NO_LEVEL("RQF", -2, "EQF", PEARSON),
    ROW("NFQ", 10, "EQF", 8, IRELAND),
    ROW("NFQ", 9, "EQF", 7, IRELAND),
    ROW("NFQ", 8, "EQF", 6, IRELAND),
    ROW("NFQ", 7, "EQF", 6, IRELAND),
    ROW("NFQ", 6, "EQF", 5, IRELAND),
    ROW("NFQ", 5, "EQF", 4, IRELAND),
    ROW("NFQ", 4, "EQF", 3, IRELAND),
    ROW("NFQ", 3, "EQF", 2, IRELAND),
    ROW("NFQ", 2, "EQF", 1, IRELAND),
    ROW("NFQ", 1, "EQF", 1, IRELAND),
    ROW("DQR", 8, "EQF", 8, GERMANY),
    ROW("DQR", 7, "EQF", 7, GERMANY),
    ROW("DQR", 6, "EQF", 6, GERMANY),
    ROW("DQR", 5, "EQF", 5, GERMANY),
    ROW("DQR", 4, "EQF", 4, GERMANY),
    ROW("DQR", 3, "EQF", 3, GERMANY),
    ROW("DQR", 2, "EQF", 2, GERMANY),
    ROW("DQR", 1, "EQF", 1, GERMANY),
    ROW("QF-EHEA", 3, "EQF", 8, EHEA),
    ROW("QF-EHEA", 2, "EQF", 7, EHEA),
    ROW("QF-EHEA", 1, "EQF", 6, EHEA),
    TOLD("QF-EHEA", 0, "EQF", 5, EHEA),
    ROW("NZQCF", 10, "AQF", 10, NZ_AU),
    ROW("NZQCF", 9, "AQF", 9, NZ_AU),
    ROW("NZQCF", 8, "AQF", 8, NZ_AU),
    ROW("NZQCF", 7, "AQF", 7, NZ_AU),
    ROW("NZQCF", 6, "AQF", 6, NZ_AU),
    ROW("NZQCF", 5, "AQF", 5, NZ_AU),
    ROW("NZQCF", 4, "AQF", 4, NZ_AU),
    ROW("NZQCF", 3, "AQF", 3, NZ_AU),
    ROW("NZQCF", 2, "AQF", 2, NZ_AU),
    ROW("NZQCF", 1, "AQF", 1, NZ_AU),
    ROW("NZQCF", 10, "EQF", 8, NZ_EU),
    ROW("NZQCF", 9, "EQF", 7, NZ_EU),
    NO_LEVEL("NZQCF", 8, "EQF", NZ_EU),
    ROW("NZQCF", 7, "EQF", 6, NZ_EU),
    ROW("NZQCF", 6, "EQF", 5, NZ_EU),
    ROW("NZQCF", 5, "EQF", 5, NZ_EU),
    ROW("NZQCF", 4, "EQF", 4, NZ_EU),
    ROW("NZQCF", 3, "EQF", 4, NZ_EU),
    ROW("NZQCF", 2, "EQF", 3, NZ_EU),
    ROW("NZQCF", 1, "EQF", 2, NZ_EU),
    ROW("NZQCF", 10, "NFQ", 10, NZ_IE),
    ROW("NZQCF", 9, "NFQ", 9, NZ_IE),
    NO_LEVEL("NZQCF", 8, "NFQ", NZ_IE),
    ROW("NZQCF", 7, "NFQ", 7, NZ_IE),
    ROW("NZQCF", 6, "NFQ", 6, NZ_IE),
    ROW("NZQCF", 5, "NFQ", 6, NZ_IE),
    ROW("NZQCF", 4, "NFQ", 5, NZ_IE),
    ROW("NZQCF", 3, "NFQ", 5, NZ_IE),
    ROW("NZQCF", 2, "NFQ", 4, NZ_IE),
    ROW("NZQCF", 1, "NFQ", 3, NZ_IE),
    ROW("NZQCF", 10, "HKQF", 7, NZ_HK),
    ROW("NZQCF", 9, "HKQF", 6, NZ_HK),
    ROW("NZQCF", 7, "HKQF", 5, NZ_HK),
    ROW("NZQCF", 6, "HKQF", 4, NZ_HK),
    ROW("NZQCF", 5, "HKQF", 4, NZ_HK),
    ROW("NZQCF", 4, "HKQF", 3, NZ_HK),
    ROW("NZQCF", 3, "HKQF", 3, NZ_HK),
    ROW("NZQCF", 2, "HKQF", 2, NZ_HK),
    ROW("NZQCF", 1, "HKQF", 1, NZ_HK),
    TOLD("AQF", 7, "EQF", 6, AU_EU),
    TOLD("AQF", 9, "EQF", 7, AU_EU),
    TOLD("AQF", 10, "EQF", 8, AU_EU),
};

const struct framework *framework_find(str id)
{
    size_t i;

    for (i = 0; i < N(FRAMEWORKS); i++) {
        if (str_eq(FRAMEWORKS[i].id, id))
            return &FRAMEWORKS[i];
    }
    return NULL;
}

const struct framework *framework_at(size_t i)
{
    return i < N(FRAMEWORKS) ? &FRAMEWORKS[i] : NULL;
}

struct level_map level_map_builtin(void)
{
    return (struct level_map){ROWS, N(ROWS)};
}

code level_check(struct level level, struct err *reterr)
{
    const struct framework *fw = framework_find(level.fw);

    if (!fw)
        return err_set(reterr, E_LEVEL_NO_FW, level.fw);
    if (level.n < fw->min || level.n > fw->max)
        return err_set(reterr, E_LEVEL_RANGE, fw->id);
    return OK;
}

/* The counterpart by this row, read in either direction: false when it says
 * nothing that decides about `have` in fw. */
static bool counterpart(
    const struct level_row *row, struct level have, str fw, int32_t *ret)
{
    bool forth = str_eq(row->a.fw, have.fw) && str_eq(row->b.fw, fw) &&
                 row->a.n == have.n;
    bool back = str_eq(row->b.fw, have.fw) && str_eq(row->a.fw, fw) &&
                row->b.n == have.n;

    if (row->unlevelled || row->source != LEVEL_PUBLISHED || !(forth || back))
        return false;
    *ret = forth ? row->b.n : row->a.n;
    return true;
}

enum truth level_at_least(const struct level_map *map,
    struct level have,
    struct level need,
    const struct level_row **ret_row)
{
    const struct level_row *reaches = NULL;
    const struct level_row *falls = NULL;
    int32_t n = 0;
    size_t i;

    if (ret_row)
        *ret_row = NULL;
    if (have.fw.len == 0 || need.fw.len == 0)
        return TRUTH_UNKNOWN;
    if (str_eq(have.fw, need.fw))
        return have.n >= need.n ? TRUTH_TRUE : TRUTH_FALSE;
    for (i = 0; i < map->n; i++) {
        if (!counterpart(&map->rows[i], have, need.fw, &n))
            continue;
        if (n >= need.n)
            reaches = &map->rows[i];
        else
            falls = &map->rows[i];
    }
    if (!reaches == !falls) /* no row, or rows that disagree */
        return TRUTH_UNKNOWN;
    if (ret_row)
        *ret_row = reaches ? reaches : falls;
    return reaches ? TRUTH_TRUE : TRUTH_FALSE;
}

bool level_counterpart(const struct level_map *map,
    struct level have,
    str fw,
    struct level *ret_lowest,
    struct level *ret_highest)
{
    int32_t lowest = INT32_MAX;
    int32_t highest = INT32_MIN;
    int32_t n = 0;
    size_t i;

    if (have.fw.len > 0 && str_eq(have.fw, fw)) {
        *ret_lowest = *ret_highest = have;
        return true;
    }
    for (i = 0; i < map->n; i++) {
        if (!counterpart(&map->rows[i], have, fw, &n))
            continue;
        lowest = n < lowest ? n : lowest;
        highest = n > highest ? n : highest;
    }
    if (lowest > highest)
        return false;
    *ret_lowest = (struct level){fw, lowest};
    *ret_highest = (struct level){fw, highest};
    return true;
}

str level_text(struct level level, struct arena *arena)
{
    bool is_entry = str_eq(level.fw, S("RQF")) && level.n <= 0;
    int64_t shown = is_entry ? level.n + 3 : level.n;
    char digits[UNIT_TEXT_BYTES];
    str parts[] = {level.fw, is_entry ? S(" Entry ") : S(" "),
        {digits, decimal_format(shown * 100, digits)}};

    return level.fw.len == 0 ? (str){NULL, 0} : arena_join(arena, parts, 3);
}
