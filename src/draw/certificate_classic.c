/* The classic certificate: serifs, centred, in a border of tesserae. */
#include "draw/certificate_page.h"
#include "draw/picture.h"

static const double MARGIN = 20;
static const double TILE = 7;

/* One side of the border: n tiles from (x, y), `across` or down. */
struct run {
    double x, y;
    double step;
    size_t n;
    bool is_across;
    uint32_t seed;
};

static void draw_run(struct page *p, const struct run *run)
{
    size_t i;

    for (i = 0; i < run->n; i++) {
        uint32_t noise = picture_noise((uint32_t)i, run->seed);
        double way = run->step * (double)i;
        uint32_t tone =
            colour_mix(p->accent, p->palette.light, (int)(noise % 4) * 28);

        sheet_fill(&p->sheet,
            (struct sheet_box){run->x + (run->is_across ? way : 0) + 0.5,
                run->y + (run->is_across ? 0 : way) + 0.5,
                (run->is_across ? run->step : TILE) - 1,
                (run->is_across ? TILE : run->step) - 1},
            noise % 11 == 0 ? colour_mix(p->accent, COLOUR_WHITE, 72) : tone);
    }
}

static void draw_border(struct page *p)
{
    double width = p->sheet.width - 2 * MARGIN;
    double height = p->sheet.height - 2 * MARGIN - 2 * TILE;
    size_t across = (size_t)(width / TILE + 0.5);
    size_t down = (size_t)(height / TILE + 0.5);
    double bottom = p->sheet.height - MARGIN - TILE;
    double right = p->sheet.width - MARGIN - TILE;
    const struct run runs[] = {
        {MARGIN, MARGIN, width / (double)across, across, true, 1},
        {MARGIN, bottom, width / (double)across, across, true, 2},
        {MARGIN, MARGIN + TILE, height / (double)down, down, false, 3},
        {right, MARGIN + TILE, height / (double)down, down, false, 4},
    };
    double inset = MARGIN + TILE + 6;
    cairo_t *cairo = p->sheet.cairo;
    size_t i;

    for (i = 0; i < sizeof(runs) / sizeof(*runs); i++)
        draw_run(p, &runs[i]);
    sheet_colour(&p->sheet, p->accent);
    cairo_set_line_width(cairo, 0.6);
    cairo_rectangle(cairo, inset, inset, p->sheet.width - 2 * inset,
        p->sheet.height - 2 * inset);
    cairo_stroke(cairo);
}

static void draw_head(struct page *p, struct sheet_box box, double logo)
{
    struct sheet_style issuer = page_text(p, 14);

    issuer.weight = PANGO_WEIGHT_SEMIBOLD;
    issuer.spacing = 1.1;
    issuer.colour = p->accent;
    issuer.n_lines_max = 1;
    if (p->c->logo.len > 0) {
        page_logo(
            p, (struct sheet_box){box.x, box.y, box.width, logo}, SHEET_MIDDLE);
        box.y += logo + 7;
    }
    box.height = 20;
    (void)sheet_tagged(&p->sheet, "P", &issuer, p->c->issuer, box);
}

static void draw_flow(struct page *p, struct sheet_box box, bool is_wide)
{
    struct sheet_style lead = page_text(p, 13);
    struct sheet_style kind = page_small(p, 9);
    struct sheet_style title = page_display(p, is_wide ? 25 : 26);
    struct sheet_style name = page_display(p, is_wide ? 44 : 42);
    struct sheet_style statement = page_text(p, 10);
    struct block blocks[] = {
        {BLOCK_TEXT, 0, 20, lead, "P", page_word(p, WORD_CERTIFIES), 0, 0},
        {BLOCK_TEXT, 6, 92, name, "H1", p->c->learner, 0, 0.94},
        {BLOCK_TEXT, 6, 20, lead, "P", page_word(p, WORD_HAS_EARNED), 0, 0},
        {BLOCK_TEXT, 7, 66, title, "H2", p->c->title, 0, 0.9},
        {BLOCK_TEXT, 3, 14, kind, "P", p->c->kind, 0, 0},
        {BLOCK_TEXT, 10, 48, statement, "P", p->c->statement, 0, 0.8},
        {.kind = BLOCK_FACTS, .gap = 13, .n_columns = is_wide ? 8 : 4},
        {.kind = BLOCK_OUTCOMES,
            .gap = 14,
            .height_max = is_wide ? 62 : 160,
            .n_columns = is_wide ? 2 : 1,
            .width = is_wide ? 0.92 : 0.8},
    };

    lead.is_italic = true;
    blocks[0].style = blocks[2].style = lead;
    blocks[1].style.weight = PANGO_WEIGHT_NORMAL;
    blocks[3].style.colour = p->accent;
    blocks[4].style.spacing = 0.8;
    page_flow(p, blocks, sizeof(blocks) / sizeof(*blocks), box);
}

void page_classic(struct page *p)
{
    bool is_wide = p->sheet.width > p->sheet.height;
    const double inset = is_wide ? 58 : 54;
    const double foot = is_wide ? 84 : 92;
    double logo = p->c->logo.len > 0 ? (is_wide ? 40 : 56) : 0;
    double width = p->sheet.width - 2 * inset;
    double top = is_wide ? 50 : 66;
    double base = p->sheet.height - (is_wide ? 50 : 58);
    double seal = is_wide ? 100 : 122;
    double side = (width - seal) / 2 - 16;
    double head = top + (logo > 0 ? logo + 7 : 0) + 32;
    double end;

    p->display = "Noto Serif Display, Noto Serif";
    p->text = "Noto Serif";
    p->align = SHEET_MIDDLE;
    sheet_fill(&p->sheet,
        (struct sheet_box){0, 0, p->sheet.width, p->sheet.height}, 0xfffefb);
    draw_border(p);
    draw_head(p, (struct sheet_box){inset, top, width, 0}, logo);
    end = is_wide ? base - foot - 14 : base - foot - seal + 14;
    draw_flow(p, (struct sheet_box){inset, head, width, end - head}, is_wide);
    if (is_wide) {
        page_badge(p, (struct sheet_box){
                          inset + side + 16, base - seal + 12, seal, seal});
        page_signature(p, (struct sheet_box){inset, base - foot, side, foot});
        page_check(p,
            (struct sheet_box){inset + width - side, base - foot, side, foot});
        return;
    }
    page_badge(p,
        (struct sheet_box){(p->sheet.width - seal) / 2, end + 10, seal, seal});
    page_signature(
        p, (struct sheet_box){inset, base - foot, width * 0.38, foot});
    page_check(p, (struct sheet_box){
                      inset + width * 0.44, base - foot, width * 0.56, foot});
}
