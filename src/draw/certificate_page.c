#include "draw/certificate_page.h"

#include "draw/picture.h"

enum {
    BLOCKS_MAX = 16,
};

static const double ROW_GAP = 9;
static const double COLUMN_GAP = 18;
static const double BULLET = 4.2;
static const double GAP_GROWTH_MAX = 1.1; /* of itself */

str page_word(const struct page *p, enum certificate_word word)
{
    static const str english[CERTIFICATE_WORDS] = {
        [WORD_CERTIFIES] = STR("This is to certify that"),
        [WORD_HAS_EARNED] = STR("has earned"),
        [WORD_OUTCOMES] = STR("What the holder can do"),
        [WORD_CHECK] = STR("Is it genuine? Scan the code, or open"),
        [WORD_SAY] = STR("Words to check"),
        [WORD_ATTACHED] =
            STR("The signed credential is attached to this file."),
    };

    return p->c->words[word].len > 0 ? p->c->words[word] : english[word];
}

/* --- styles --- */

struct sheet_style page_display(const struct page *p, double size)
{
    return (struct sheet_style){
        .family = p->display,
        .weight = PANGO_WEIGHT_SEMIBOLD,
        .size = size,
        .size_min = size * 0.42,
        .leading = 1.08,
        .colour = p->ink,
        .align = p->align,
        .n_lines_max = 2,
    };
}

struct sheet_style page_text(const struct page *p, double size)
{
    return (struct sheet_style){
        .family = p->text,
        .weight = PANGO_WEIGHT_NORMAL,
        .size = size,
        .size_min = size * 0.7,
        .leading = 1.3,
        .colour = p->ink,
        .align = p->align,
        .n_lines_max = 4,
    };
}

struct sheet_style page_small(const struct page *p, double size)
{
    struct sheet_style style = page_text(p, size);

    style.colour = p->grey;
    style.n_lines_max = 2;
    return style;
}

/* --- facts: a label with its value below, side by side --- */

static struct sheet_style fact_label(const struct page *p)
{
    struct sheet_style style = page_small(p, 7.6);

    style.spacing = 0.35;
    style.n_lines_max = 1;
    style.leading = 1.15;
    return style;
}

static struct sheet_style fact_value(const struct page *p)
{
    struct sheet_style style = page_text(p, 10.6);

    style.weight = PANGO_WEIGHT_SEMIBOLD;
    style.size_min = 7.5;
    style.leading = 1.15;
    style.n_lines_max = 2;
    return style;
}

static double cell_height(
    struct page *p, const struct certificate_fact *fact, double width)
{
    struct sheet_style label = fact_label(p);
    struct sheet_style value = fact_value(p);

    return sheet_measure(&p->sheet, &label, fact->label, width, 14) + 1.5 +
           sheet_measure(&p->sheet, &value, fact->value, width, 26);
}

static size_t facts_columns(const struct page *p, const struct block *b)
{
    size_t rows = (p->c->n_facts + b->n_columns - 1) / b->n_columns;

    return rows == 0 ? 1 : (p->c->n_facts + rows - 1) / rows;
}

static double row_height(struct page *p, size_t first, size_t n, double width)
{
    double highest = 0;
    size_t i;

    for (i = first; i < first + n && i < p->c->n_facts; i++) {
        double height = cell_height(p, &p->c->facts[i], width);

        highest = height > highest ? height : highest;
    }
    return highest;
}

static double facts_height(struct page *p, const struct block *b, double width)
{
    size_t columns = facts_columns(p, b);
    double cell =
        (width - COLUMN_GAP * (double)(columns - 1)) / (double)columns;
    double height = 0;
    size_t i;

    for (i = 0; i < p->c->n_facts; i += columns)
        height += row_height(p, i, columns, cell) + (i > 0 ? ROW_GAP : 0);
    return height;
}

static void draw_cell(
    struct page *p, const struct certificate_fact *fact, struct sheet_box box)
{
    struct sheet_style label = fact_label(p);
    struct sheet_style value = fact_value(p);
    double down;

    box.height = 14;
    down = sheet_tagged(&p->sheet, "P", &label, fact->label, box) + 1.5;
    box.y += down;
    box.height = 26;
    (void)sheet_tagged(&p->sheet, "P", &value, fact->value, box);
}

static void facts_draw(
    struct page *p, const struct block *b, struct sheet_box box)
{
    size_t columns = facts_columns(p, b);
    double cell =
        (box.width - COLUMN_GAP * (double)(columns - 1)) / (double)columns;
    double y = box.y;
    size_t i;

    for (i = 0; i < p->c->n_facts; i++) {
        struct sheet_box at = {
            box.x + (double)(i % columns) * (cell + COLUMN_GAP), y, cell, 0};

        draw_cell(p, &p->c->facts[i], at);
        if (i % columns == columns - 1)
            y += row_height(p, i + 1 - columns, columns, cell) + ROW_GAP;
    }
}

/* --- outcomes: a list with tesserae for bullets --- */

static struct sheet_style outcome_style(const struct page *p, double size)
{
    struct sheet_style style = page_text(p, size);

    style.align = SHEET_START;
    style.size_min = size;
    style.leading = 1.2;
    style.n_lines_max = 3;
    return style;
}

static double outcome_indent(void)
{
    return BULLET + 5.5;
}

/* Height of the outcomes from `first` on of one column; *ret_n: as many as
 * stay under height_max. */
static double column_height(
    struct page *p, double size, size_t first, size_t n, double width)
{
    struct sheet_style style = outcome_style(p, size);
    double height = 0;
    size_t i;

    for (i = first; i < first + n && i < p->c->n_outcomes; i++)
        height += sheet_measure(&p->sheet, &style, p->c->outcomes[i],
                      width - outcome_indent(), size * 5) +
                  size * 0.42;
    return height > 0 ? height - size * 0.42 : 0;
}

struct outcomes {
    double size;
    double height;
    double width; /* of a column */
    size_t n_column;
    size_t n;
};

/* The largest letters with which the list fits; in the least, the last
 * outcomes are left out: all of them stand in the credential. */
static struct outcomes outcomes_fit(
    struct page *p, const struct block *b, double width)
{
    struct outcomes o = {.size = 9.8, .n = p->c->n_outcomes};
    size_t columns = b->n_columns;

    o.width = (width - COLUMN_GAP * (double)(columns - 1)) / (double)columns;
    while (o.n > 0) {
        size_t i;

        o.n_column = (o.n + columns - 1) / columns;
        o.height = 0;
        for (i = 0; i < columns && i * o.n_column < o.n; i++) {
            double height =
                column_height(p, o.size, i * o.n_column, o.n_column, o.width);

            o.height = height > o.height ? height : o.height;
        }
        if (o.height <= b->height_max)
            break;
        if (o.size > 7.5)
            o.size *= 0.95;
        else
            o.n--;
    }
    return o;
}

static void outcomes_draw(
    struct page *p, const struct block *b, struct sheet_box box)
{
    struct outcomes o = outcomes_fit(p, b, box.width);
    struct sheet_style style = outcome_style(p, o.size);
    double y = box.y;
    size_t i;

    for (i = 0; i < o.n; i++) {
        const size_t column = i / o.n_column;
        double x = box.x + (double)column * (o.width + COLUMN_GAP);
        struct sheet_box at = {
            x + outcome_indent(), 0, o.width - outcome_indent(), o.size * 5};

        if (i % o.n_column == 0)
            y = box.y;
        at.y = y;
        sheet_fill(&p->sheet,
            (struct sheet_box){x, y + o.size * 0.48, BULLET, BULLET},
            picture_noise((uint32_t)i, 3) % 3 == 0 ? p->palette.light
                                                   : p->accent);
        y += sheet_tagged(&p->sheet, "P", &style, p->c->outcomes[i], at) +
             o.size * 0.42;
    }
}

/* --- the flow --- */

static double block_height(struct page *p, const struct block *b, double width)
{
    width *= b->width > 0 ? b->width : 1;
    switch (b->kind) {
    case BLOCK_FACTS:
        return facts_height(p, b, width);
    case BLOCK_OUTCOMES:
        return p->c->n_outcomes == 0 ? 0 : outcomes_fit(p, b, width).height;
    case BLOCK_TEXT:
    default:
        return sheet_measure(
            &p->sheet, &b->style, b->text, width, b->height_max);
    }
}

static void block_draw(
    struct page *p, const struct block *b, struct sheet_box box)
{
    if (b->width > 0) {
        double free = box.width * (1 - b->width);

        box.x += p->align == SHEET_MIDDLE ? free / 2 : 0;
        box.width -= free;
    }
    box.height = b->height_max;
    switch (b->kind) {
    case BLOCK_FACTS:
        facts_draw(p, b, box);
        break;
    case BLOCK_OUTCOMES:
        outcomes_draw(p, b, box);
        break;
    case BLOCK_TEXT:
    default:
        (void)sheet_tagged(&p->sheet, b->tag, &b->style, b->text, box);
        break;
    }
}

void page_flow(
    struct page *p, const struct block *blocks, size_t n, struct sheet_box box)
{
    double heights[BLOCKS_MAX] = {0};
    double used = 0;
    double gaps = 0;
    double growth;
    double y;
    size_t i;

    for (i = 0; i < n && i < BLOCKS_MAX; i++) {
        heights[i] = block_height(p, &blocks[i], box.width);
        used += heights[i];
        gaps += heights[i] > 0 && used > heights[i] ? blocks[i].gap : 0;
    }
    growth = gaps > 0 ? (box.height - used - gaps) / gaps : 0;
    growth = growth > GAP_GROWTH_MAX ? GAP_GROWTH_MAX
             : growth < -0.6         ? -0.6
                                     : growth;
    y = box.y + (box.height - used - gaps * (1 + growth)) / 2;
    y = y < box.y ? box.y : y;
    used = 0;
    for (i = 0; i < n && i < BLOCKS_MAX; i++) {
        if (heights[i] <= 0)
            continue;
        y += used > 0 ? blocks[i].gap * (1 + growth) : 0;
        block_draw(
            p, &blocks[i], (struct sheet_box){box.x, y, box.width, heights[i]});
        y += heights[i];
        used += heights[i];
    }
}
