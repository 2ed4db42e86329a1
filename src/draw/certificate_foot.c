/* The parts that stand at the head and the foot of every certificate. */
#include "draw/certificate_page.h"

static void draw_figure(
    struct page *p, bytes image, struct sheet_box box, enum sheet_align align)
{
    if (image.len == 0)
        return;
    if (p->sheet.is_tagged)
        cairo_tag_begin(p->sheet.cairo, "Figure", NULL);
    sheet_image(&p->sheet, image, box, align);
    if (p->sheet.is_tagged)
        cairo_tag_end(p->sheet.cairo, "Figure");
}

void page_logo(struct page *p, struct sheet_box box, enum sheet_align align)
{
    draw_figure(p, p->c->logo, box, align);
}

void page_badge(struct page *p, struct sheet_box box)
{
    draw_figure(p, str_bytes(p->c->badge), box, SHEET_MIDDLE);
}

void page_signature(struct page *p, struct sheet_box box)
{
    struct sheet_style name = page_text(p, 10.5);
    struct sheet_style role = page_small(p, 8.5);
    const double foot = 31;
    double line = box.y + box.height - foot;

    if (p->c->signer_name.len == 0 && p->c->signer_role.len == 0)
        return;
    name.align = SHEET_START;
    name.weight = PANGO_WEIGHT_SEMIBOLD;
    name.n_lines_max = 1;
    role.align = SHEET_START;
    role.n_lines_max = 1;
    sheet_image(&p->sheet, p->c->signature,
        (struct sheet_box){
            box.x, box.y, box.width * 0.8, box.height - foot - 3},
        SHEET_START);
    sheet_fill(
        &p->sheet, (struct sheet_box){box.x, line, box.width, 0.6}, p->grey);
    (void)sheet_tagged(&p->sheet, "P", &name, p->c->signer_name,
        (struct sheet_box){box.x, line + 5, box.width, 15});
    (void)sheet_tagged(&p->sheet, "P", &role, p->c->signer_role,
        (struct sheet_box){box.x, line + 18.5, box.width, 13});
}

/* The lines beside the code, from the bottom up. */
static void draw_lines(struct page *p, struct sheet_box box)
{
    struct sheet_style link = page_text(p, 8);
    struct sheet_style small = page_small(p, 7.4);
    struct sheet_style words = page_text(p, 8.6);
    double y;

    link.align = small.align = words.align = SHEET_START;
    link.colour = p->accent;
    link.size_min = 5.2;
    link.is_literal = true;
    link.leading = small.leading = 1.15;
    words.weight = PANGO_WEIGHT_SEMIBOLD;
    words.n_lines_max = 1;
    y = box.y;
    y += sheet_tagged(&p->sheet, "P", &small, page_word(p, WORD_CHECK),
             (struct sheet_box){box.x, y, box.width, 19}) +
         1.5;
    sheet_link(&p->sheet, p->c->verify_url);
    y += sheet_text(&p->sheet, &link, p->c->verify_url,
             (struct sheet_box){box.x, y, box.width, 22}) +
         4;
    sheet_link_end(&p->sheet);
    if (p->c->check_words.len > 0) {
        y += sheet_tagged(&p->sheet, "P", &small, page_word(p, WORD_SAY),
            (struct sheet_box){box.x, y, box.width, 10});
        y += sheet_tagged(&p->sheet, "P", &words, p->c->check_words,
                 (struct sheet_box){box.x, y, box.width, 12}) +
             3;
    }
    small.size = 6.8;
    (void)sheet_tagged(&p->sheet, "P", &small, page_word(p, WORD_ATTACHED),
        (struct sheet_box){box.x, y, box.width, 18});
}

void page_check(struct page *p, struct sheet_box box)
{
    const double side = 66;
    const double gap = 11;
    double y = box.y + box.height - side;

    if (p->sheet.is_tagged)
        cairo_tag_begin(p->sheet.cairo, "Figure", NULL);
    sheet_qr(&p->sheet, p->c->verify_url,
        (struct sheet_box){box.x + box.width - side, y, side, side}, 0x101010);
    if (p->sheet.is_tagged)
        cairo_tag_end(p->sheet.cairo, "Figure");
    draw_lines(p, (struct sheet_box){box.x, y, box.width - side - gap, side});
}
