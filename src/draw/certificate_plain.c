/* The plain certificate: black on white, made for a copier. */
#include "draw/certificate_page.h"

static void draw_head(struct page *p, struct sheet_box box)
{
    struct sheet_style name = page_text(p, 13);
    struct sheet_style domain = page_small(p, 9);
    double x = box.x;
    double y;

    name.weight = PANGO_WEIGHT_SEMIBOLD;
    name.n_lines_max = 2;
    name.leading = 1.15;
    domain.n_lines_max = 1;
    if (p->c->logo.len > 0) {
        page_logo(
            p, (struct sheet_box){x, box.y, 110, box.height}, SHEET_START);
        x += 124;
    }
    box.width -= x - box.x;
    y = box.y + box.height / 2 - 16;
    y += sheet_tagged(&p->sheet, "P", &name, p->c->issuer,
        (struct sheet_box){x, y, box.width, 32});
    (void)sheet_tagged(&p->sheet, "P", &domain, p->c->issuer_domain,
        (struct sheet_box){x, y + 1, box.width, 13});
}

/* beside: how much of the width is free beside the badge. */
static void draw_flow(struct page *p, struct sheet_box box, double beside)
{
    bool is_wide = p->sheet.width > p->sheet.height;
    struct sheet_style small = page_small(p, 11);
    struct sheet_style title = page_display(p, 27);
    struct sheet_style name = page_display(p, 34);
    struct sheet_style head = page_text(p, 9);
    struct sheet_style statement = page_text(p, 10.5);
    struct block blocks[] = {
        {BLOCK_TEXT, 0, 20, small, "P", page_word(p, WORD_CERTIFIES), 0, 0},
        {BLOCK_TEXT, 3, 82, name, "H1", p->c->learner, 0, beside},
        {BLOCK_TEXT, 7, 20, small, "P", page_word(p, WORD_HAS_EARNED), 0, 0},
        {BLOCK_TEXT, 3, 68, title, "H2", p->c->title, 0, 0},
        {BLOCK_TEXT, 2, 16, small, "P", p->c->kind, 0, 0},
        {BLOCK_TEXT, 12, 52, statement, "P", p->c->statement, 0, 0.86},
        {.kind = BLOCK_FACTS, .gap = 15, .n_columns = is_wide ? 8 : 4},
        {BLOCK_TEXT, 15, 14, head, "H3",
            p->c->n_outcomes > 0 ? page_word(p, WORD_OUTCOMES) : S(""), 0, 0},
        {.kind = BLOCK_OUTCOMES,
            .gap = 5,
            .height_max = is_wide ? 74 : 190,
            .n_columns = is_wide ? 2 : 1},
    };

    blocks[1].style.weight = PANGO_WEIGHT_NORMAL;
    blocks[7].style.weight = PANGO_WEIGHT_SEMIBOLD;
    page_flow(p, blocks, sizeof(blocks) / sizeof(*blocks), box);
}

void page_plain(struct page *p)
{
    bool is_wide = p->sheet.width > p->sheet.height;
    const double margin = 56;
    const double foot = 74;
    double badge = is_wide ? 118 : 122;
    double width = p->sheet.width - 2 * margin;
    double base = p->sheet.height - margin + 6;
    double top = margin + 44;

    p->display = "Noto Serif Display, Noto Serif";
    p->text = "Noto Serif";
    p->align = SHEET_START;
    draw_head(
        p, (struct sheet_box){margin, margin - 12, width - badge - 20, 42});
    page_badge(p, (struct sheet_box){p->sheet.width - margin - badge,
                      margin - 12, badge, badge});
    sheet_fill(&p->sheet,
        (struct sheet_box){margin, top, width - badge - 24, 1.4}, p->accent);
    draw_flow(p,
        (struct sheet_box){
            margin, top + 26, width, base - foot - 18 - top - 26},
        1 - (badge + 24) / width);
    page_signature(
        p, (struct sheet_box){margin, base - foot, width * 0.36, foot});
    page_check(p, (struct sheet_box){
                      margin + width * 0.46, base - foot, width * 0.54, foot});
}
