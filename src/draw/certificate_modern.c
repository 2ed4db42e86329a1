/* The modern certificate: a mosaic panel with the badge beside the text. */
#include "draw/certificate_page.h"
#include "draw/picture.h"

static const double FACET = 46;

static void draw_issuer(struct page *p, struct sheet_box box)
{
    struct sheet_style name = page_text(p, 12);
    struct sheet_style domain = page_small(p, 8.6);
    double y = box.y;

    name.weight = PANGO_WEIGHT_BOLD;
    name.leading = 1.15;
    name.n_lines_max = 2;
    domain.n_lines_max = 1;
    if (p->c->logo.len > 0) {
        page_logo(
            p, (struct sheet_box){box.x, y, box.width * 0.6, 36}, SHEET_START);
        y += 44;
    }
    y += sheet_tagged(&p->sheet, "P", &name, p->c->issuer,
        (struct sheet_box){box.x, y, box.width, 32});
    (void)sheet_tagged(&p->sheet, "P", &domain, p->c->issuer_domain,
        (struct sheet_box){box.x, y + 1, box.width, 13});
}

static void draw_flow(struct page *p, struct sheet_box box, bool is_wide)
{
    struct sheet_style kind = page_text(p, 9.5);
    struct sheet_style small = page_small(p, 10.5);
    struct sheet_style title = page_display(p, is_wide ? 30 : 31);
    struct sheet_style name = page_display(p, is_wide ? 25 : 26);
    struct sheet_style head = page_text(p, 8.6);
    struct sheet_style statement = page_text(p, 10);
    struct block blocks[] = {
        {BLOCK_TEXT, 0, 20, small, "P", page_word(p, WORD_CERTIFIES), 0, 0},
        {BLOCK_TEXT, 2, 64, name, "H1", p->c->learner, 0, 0},
        {BLOCK_TEXT, 4, 20, small, "P", page_word(p, WORD_HAS_EARNED), 0, 0},
        {BLOCK_TEXT, 4, 76, title, "H2", p->c->title, 0, 0},
        {BLOCK_TEXT, 2, 14, kind, "P", p->c->kind, 0, 0},
        {BLOCK_TEXT, 10, 44, statement, "P", p->c->statement, 0, 0},
        {.kind = BLOCK_FACTS, .gap = 14, .n_columns = 4},
        {BLOCK_TEXT, 14, 14, head, "H3",
            p->c->n_outcomes > 0 ? page_word(p, WORD_OUTCOMES) : S(""), 0, 0},
        {.kind = BLOCK_OUTCOMES,
            .gap = 4,
            .height_max = is_wide ? 92 : 170,
            .n_columns = is_wide ? 2 : 1},
    };

    blocks[1].style.weight = PANGO_WEIGHT_SEMIBOLD;
    blocks[3].style.weight = PANGO_WEIGHT_BOLD;
    blocks[3].style.colour = p->accent;
    blocks[4].style.colour = p->grey;
    blocks[7].style.colour = p->grey;
    blocks[7].style.weight = PANGO_WEIGHT_SEMIBOLD;
    page_flow(p, blocks, sizeof(blocks) / sizeof(*blocks), box);
}

void page_modern(struct page *p)
{
    bool is_wide = p->sheet.width > p->sheet.height;
    const double margin = 46;
    const double foot = 72;
    double panel = is_wide ? p->sheet.width * 0.31 : p->sheet.height * 0.25;
    double badge = is_wide ? panel * 0.76 : panel * 0.82;
    double x = is_wide ? panel + margin * 0.9 : margin;
    double top = is_wide ? margin : panel + 26;
    double width = p->sheet.width - x - margin;
    double base = p->sheet.height - margin;
    struct sheet_box box = {0, 0, is_wide ? panel : p->sheet.width,
        is_wide ? p->sheet.height : panel};

    p->display = "Inter Display, Inter";
    p->text = "Inter";
    p->align = SHEET_START;
    picture_mosaic(&p->sheet, p->palette.tones, PALETTE_TONES, box, FACET);
    page_badge(p, (struct sheet_box){(box.width - badge) / 2,
                      (box.height - badge) / 2, badge, badge});
    draw_issuer(p, (struct sheet_box){x, top, width, 0});
    top += p->c->logo.len > 0 ? 84 : 42;
    draw_flow(
        p, (struct sheet_box){x, top, width, base - foot - 16 - top}, is_wide);
    page_signature(p, (struct sheet_box){x, base - foot, width * 0.4, foot});
    page_check(p,
        (struct sheet_box){x + width * 0.46, base - foot, width * 0.54, foot});
}
