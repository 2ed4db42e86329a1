#include "draw/contour.h"

enum {
    QUADRANT = CONTOUR_TURN / 4,
    TOP = 3 * QUADRANT,
};

/* Sine of 0 to an eighth of a turn, and its cosine, by their series in
 * numbers of 30 binary places. */
static int32_t series(int32_t angle, bool of_cosine)
{
    /* 2 pi / 73728, in 30 places */
    const int64_t one = INT64_C(1) << 30;
    int64_t x = (int64_t)angle * 91506;
    int64_t term = of_cosine ? one : x;
    int64_t sum = term;
    int n;

    for (n = of_cosine ? 1 : 2; n < 12; n += 2) {
        term = -(term * x / one);
        term = term * x / one / ((int64_t)n * (n + 1));
        sum += term;
    }
    return (int32_t)((sum + (1 << 15)) >> 16);
}

static int32_t sine(int32_t angle)
{
    int32_t quadrant;

    angle = (angle % CONTOUR_TURN + CONTOUR_TURN) % CONTOUR_TURN;
    quadrant = angle / QUADRANT;
    angle %= QUADRANT;
    if (quadrant >= 2)
        return -sine((quadrant - 2) * QUADRANT + angle);
    if (quadrant == 1)
        angle = QUADRANT - angle;
    return angle <= QUADRANT / 2 ? series(angle, false)
                                 : series(QUADRANT - angle, true);
}

static int32_t cosine(int32_t angle)
{
    return sine(angle + QUADRANT);
}

static int32_t root(int64_t value)
{
    int64_t r = value;
    int64_t next = (value + 1) / 2;

    while (next < r) {
        r = next;
        next = (r + value / r) / 2;
    }
    return (int32_t)r;
}

static struct station disc_station(const struct disc *d, int32_t angle)
{
    int32_t c = cosine(angle);
    int32_t s = sine(angle);

    return (struct station){
        {d->x + (int32_t)((int64_t)d->radius * c / CONTOUR_UNIT),
            d->y + (int32_t)((int64_t)d->radius * s / CONTOUR_UNIT)},
        c,
        s,
    };
}

struct point contour_inside(struct station s, int32_t inset)
{
    return (struct point){
        s.at.x - (int32_t)((int64_t)inset * s.out_x / CONTOUR_UNIT),
        s.at.y - (int32_t)((int64_t)inset * s.out_y / CONTOUR_UNIT),
    };
}

/* 2 pi r, for a part of a turn */
static int32_t arc_length(const struct disc *d)
{
    return (int32_t)((int64_t)d->radius * (d->to - d->from) * 710 /
                     (113 * (int64_t)CONTOUR_TURN));
}

static const struct disc *disc_after(const struct contour *c, size_t i)
{
    return &c->discs[i + 1 == c->n_discs ? 0 : i + 1];
}

static int32_t line_length(const struct contour *c, size_t i)
{
    struct station a = disc_station(&c->discs[i], c->discs[i].to);
    const struct disc *next = disc_after(c, i);
    struct station b = disc_station(next, next->from);
    int64_t dx = b.at.x - a.at.x;
    int64_t dy = b.at.y - a.at.y;

    return root(dx * dx + dy * dy);
}

/* n equal discs around the middle; the first stands `first` from the right. */
static void put_ring(struct contour *c,
    int32_t n,
    int32_t first,
    int32_t distance,
    int32_t radius)
{
    int32_t i;

    for (i = 0; i < n; i++) {
        int32_t angle = first + i * CONTOUR_TURN / n;
        int32_t half = CONTOUR_TURN / n / 2;
        struct disc d = {CONTOUR_MIDDLE, CONTOUR_MIDDLE, distance, 0, 0};
        struct station s = disc_station(&d, angle);

        c->discs[c->n_discs++] =
            (struct disc){s.at.x, s.at.y, radius, angle - half, angle + half};
    }
}

static const struct disc SHIELD[] = {
    {30000, 99070, 97000, TOP - 2426, TOP + 2426},
    {48600, 10400, 6400, TOP + 2426, CONTOUR_TURN},
    {22000, 26200, 33000, 0, 14848},
    {30000, 51570, 6400, 14848, 22016},
    {38000, 26200, 33000, 22016, CONTOUR_TURN / 2},
    {11400, 10400, 6400, CONTOUR_TURN / 2, TOP - 2426},
};

/* Steps over arcs and lines until `way` lies in one. */
static struct station walk(const struct contour *c, int32_t way)
{
    size_t i;

    for (i = 0;; i = i + 1 == c->n_discs ? 0 : i + 1) {
        const struct disc *d = &c->discs[i];
        int32_t arc = c->arcs[i];
        int32_t line = c->lines[i];
        struct station s;

        if (way < arc)
            return disc_station(
                d, d->from + (int32_t)((int64_t)(d->to - d->from) * way / arc));
        way -= arc;
        if (way < line) {
            s = disc_station(d, d->to);
            s.at.x -= (int32_t)((int64_t)way * s.out_y / CONTOUR_UNIT);
            s.at.y += (int32_t)((int64_t)way * s.out_x / CONTOUR_UNIT);
            return s;
        }
        way -= line;
    }
}

/* From where discs[0] begins to the top. */
static int32_t way_to_top(const struct contour *c)
{
    const struct disc *d = &c->discs[0];

    if (d->from < TOP && TOP < d->to)
        return (
            int32_t)((int64_t)c->arcs[0] * (TOP - d->from) / (d->to - d->from));
    /* The top lies in the middle of the line that ends at the first disc. */
    return c->length - c->lines[c->n_discs - 1] / 2;
}

struct station contour_at(const struct contour *c, int32_t way)
{
    way = (way + way_to_top(c)) % c->length;
    return walk(c, way < 0 ? way + c->length : way);
}

void contour_init(struct contour *c, enum badge_shape shape)
{
    size_t i;

    *c = (struct contour){0};
    switch (shape) {
    case SHAPE_HEXAGON:
        put_ring(c, 6, TOP, 22400, 7000);
        break;
    case SHAPE_SQUARE:
        put_ring(c, 4, TOP + QUADRANT / 2, 24750, 9500);
        break;
    case SHAPE_SHIELD:
        c->n_discs = sizeof(SHIELD) / sizeof(*SHIELD);
        for (i = 0; i < c->n_discs; i++)
            c->discs[i] = SHIELD[i];
        break;
    case SHAPE_ROSETTE:
        put_ring(c, 1, TOP, 0, 27000);
        break;
    case SHAPE_CIRCLE:
    case SHAPE_N:
    default:
        put_ring(c, 1, TOP, 0, 28800);
        break;
    }
    for (i = 0; i < c->n_discs; i++) {
        c->arcs[i] = arc_length(&c->discs[i]);
        c->lines[i] = line_length(c, i);
        c->length += c->arcs[i] + c->lines[i];
    }
    for (i = 0; i <= CONTOUR_STATIONS; i++)
        c->side[i] = contour_at(c,
            (int32_t)((int64_t)c->length * (int64_t)i / CONTOUR_STATIONS / 2));
}

int32_t contour_half_width(const struct contour *c, int32_t inset, int32_t y)
{
    struct point a = contour_inside(c->side[0], inset);
    size_t i;

    for (i = 1; i <= CONTOUR_STATIONS; i++) {
        struct point b = contour_inside(c->side[i], inset);

        if (a.y <= y && y < b.y)
            return a.x +
                   (int32_t)((int64_t)(b.x - a.x) * (y - a.y) / (b.y - a.y)) -
                   CONTOUR_MIDDLE;
        a = b;
    }
    return 0;
}

void contour_number(struct buf *out, int32_t length)
{
    int32_t tenths = (length >= 0 ? length + 5 : length - 5) / 10;

    if (tenths < 0) {
        buf_byte(out, '-');
        tenths = -tenths;
    }
    buf_u64(out, (uint64_t)(tenths / 10));
    if (tenths % 10 != 0) {
        buf_byte(out, '.');
        buf_byte(out, (uint8_t)('0' + tenths % 10));
    }
}

void contour_point(struct buf *out, struct point p)
{
    contour_number(out, p.x);
    buf_byte(out, ' ');
    contour_number(out, p.y);
}

static void write_arc(struct buf *out, int32_t radius, struct point to)
{
    buf_byte(out, 'A');
    contour_number(out, radius);
    buf_byte(out, ' ');
    contour_number(out, radius);
    buf_str(out, S(" 0 0 1 "));
    contour_point(out, to);
}

void contour_write(struct buf *out, const struct contour *c, int32_t inset)
{
    size_t i;

    for (i = 0; i < c->n_discs; i++) {
        struct disc d = c->discs[i];
        int32_t half = (d.from + d.to) / 2;

        buf_byte(out, i == 0 ? 'M' : 'L');
        d.radius -= inset;
        contour_point(out, disc_station(&d, d.from).at);
        /* In two, since no arc of SVG goes once around. */
        write_arc(out, d.radius, disc_station(&d, half).at);
        write_arc(out, d.radius, disc_station(&d, d.to).at);
    }
    buf_byte(out, 'Z');
}
