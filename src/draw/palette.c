#include "draw/palette.h"

void palette_init(struct palette *p, uint32_t accent)
{
    /* Towards the light hues drift to yellow, towards the dark to blue. */
    int hue = colour_hue(accent);
    int drift = hue > 60 && hue < 240 ? 14 : -14;
    bool is_dark = colour_luminance(accent) < 250;
    bool is_bright = colour_luminance(accent) > 3300;
    bool is_golden = hue >= 25 && hue <= 62 && colour_strength(accent) >= 12;
    size_t i;

    if (is_dark)
        accent = colour_mix(accent, COLOUR_WHITE, 24);
    p->ink = colour_darken_for_white(
        colour_mix(colour_turn(accent, drift), 0x101830, 35), 1250);
    p->middle = is_bright ? accent : colour_darken_for_white(accent, 480);
    p->light = is_golden ? accent : colour_turn(accent, -drift);
    p->light = is_bright ? colour_mix(p->light, COLOUR_WHITE, 30)
                         : colour_mix(colour_brighten_for_white(p->light, 320),
                               COLOUR_WHITE, 5);
    p->rim = colour_mix(p->ink, 0, 22);
    p->edge = colour_mix(p->light, COLOUR_WHITE, 55);
    p->icon = is_bright ? p->ink : COLOUR_WHITE;
    p->icon_shadow = is_bright ? p->edge : p->ink;
    p->issuer = colour_mix(p->light, COLOUR_WHITE, 62);
    p->mark = is_golden ? 0xffe9b8 : 0xffca52;
    p->mark_deep = is_golden ? 0xe6bd6a : 0xee9f27;
    for (i = 0; i < PALETTE_TONES; i++) {
        int at = (int)i * 200 / (PALETTE_TONES - 1);

        p->tones[i] = at <= 100 ? colour_mix(p->light, p->middle, at)
                                : colour_mix(p->middle, p->ink, at - 100);
    }
}
