#include "draw/design.h"

#include "base/num.h"
#include "carrier/crc32.h"
#include "draw/colour.h"

static const struct {
    str name;
    enum badge_shape shape;
} SHAPES[] = {
    {STR("hexagon"), SHAPE_HEXAGON},
    {STR("circle"), SHAPE_CIRCLE},
    {STR("shield"), SHAPE_SHIELD},
    {STR("square-rounded"), SHAPE_SQUARE},
    {STR("rosette"), SHAPE_ROSETTE},
};

enum {
    N_SHAPES = sizeof(SHAPES) / sizeof(*SHAPES),
};

/* Accents that go together, for badges that ask for none. */
static const uint32_t ACCENTS[] = {0x1f6f8b, 0x3f51b5, 0x7a3e9d, 0xb0305c,
    0xc2512f, 0xb7791f, 0x4d7c2a, 0x14805e, 0x2563a8, 0x5b5fc7};

struct badge_design badge_design_default(str title, str issuer)
{
    uint32_t h = crc32_add(0, str_bytes(title));
    return (struct badge_design){
        .shape = SHAPES[h % N_SHAPES].shape,
        .icon = icon_at((h >> 8) % icon_count()),
        .accent = ACCENTS[(h >> 16) % (sizeof(ACCENTS) / sizeof(*ACCENTS))],
        .title = title,
        .issuer = issuer,
    };
}

str badge_shape_name(size_t i)
{
    return i < N_SHAPES ? SHAPES[i].name : (str){NULL, 0};
}

static bool read_shape(const struct json *value, struct badge_design *d)
{
    size_t i;

    for (i = 0; i < N_SHAPES; i++) {
        if (json_text_is(value, SHAPES[i].name)) {
            d->shape = SHAPES[i].shape;
            return true;
        }
    }
    return false;
}

static bool read_icon(const struct json *value, struct badge_design *d)
{
    const struct icon *icon = icon_find(json_text(value));

    if (icon)
        d->icon = icon;
    return icon != NULL;
}

static bool read_accent(const struct json *value, struct badge_design *d)
{
    return colour_parse(json_text(value), &d->accent);
}

static bool read_level(const struct json *value, struct badge_design *d)
{
    d->level = json_text(value);
    return json_is(value, JSON_STRING);
}

static bool read_small(const struct json *value, uint64_t max, uint32_t *ret)
{
    uint64_t number;

    if (!json_is(value, JSON_NUMBER) ||
        !num_parse_u64(value->text, max, &number))
        return false;
    *ret = (uint32_t)number;
    return true;
}

static bool read_series(const struct json *value, struct badge_design *d)
{
    if (!json_is(value, JSON_ARRAY) || value->n != 2)
        return false;
    return read_small(value->child.last, BADGE_SERIES_MAX, &d->series_of) &&
           d->series_of > 0 &&
           read_small(value->child.first, d->series_of, &d->series_at);
}

static const struct {
    str name;
    bool (*read)(const struct json *value, struct badge_design *d);
} MEMBERS[] = {
    {STR("shape"), read_shape},
    {STR("icon"), read_icon},
    {STR("accent"), read_accent},
    {STR("level"), read_level},
    {STR("series"), read_series},
};

enum {
    N_MEMBERS = sizeof(MEMBERS) / sizeof(*MEMBERS),
};

static code refuse(const struct json *member, str arg, struct err *reterr)
{
    char pointer[64] = "/";
    size_t i;

    for (i = 0; i < member->name.len && i < sizeof(pointer) - 2; i++)
        pointer[i + 1] = member->name.ptr[i];
    (void)err_set(reterr, E_DESIGN, arg);
    err_pointer(reterr, (str){pointer, i + 1});
    return E_DESIGN;
}

static str name_of(enum badge_shape shape)
{
    size_t i = 0;

    while (i + 1 < N_SHAPES && SHAPES[i].shape != shape)
        i++;
    return SHAPES[i].name;
}

void badge_design_write(const struct badge_design *design, struct buf *out)
{
    buf_str(out, S("{\"shape\":"));
    json_write_string(out, name_of(design->shape));
    buf_str(out, S(",\"icon\":"));
    json_write_string(out, design->icon->name);
    buf_str(out, S(",\"accent\":\""));
    colour_write(out, design->accent);
    buf_str(out, S("\""));
    if (design->level.len > 0) {
        buf_str(out, S(",\"level\":"));
        json_write_string(out, design->level);
    }
    if (design->series_of > 0) {
        buf_str(out, S(",\"series\":["));
        buf_u64(out, design->series_at);
        buf_byte(out, ',');
        buf_u64(out, design->series_of);
        buf_byte(out, ']');
    }
    buf_byte(out, '}');
}

code badge_design_from_json(
    const struct json *value, struct badge_design *design, struct err *reterr)
{
    struct badge_design d = *design;
    const struct json *member;

    if (!json_is(value, JSON_OBJECT))
        return err_set(reterr, E_DESIGN, S("not an object"));
    for (member = value->child.first; member; member = member->next) {
        size_t i = 0;

        while (i < N_MEMBERS && !str_eq(MEMBERS[i].name, member->name))
            i++;
        if (i == N_MEMBERS)
            return refuse(member, member->name, reterr);
        if (!MEMBERS[i].read(member, &d))
            return refuse(member, json_text(member), reterr);
    }
    *design = d;
    return OK;
}
