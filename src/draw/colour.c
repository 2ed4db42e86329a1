#include "draw/colour.h"

static int channel(uint32_t colour, int shift)
{
    return (int)(colour >> shift & 0xff);
}

static uint32_t of_channels(int red, int green, int blue)
{
    return (uint32_t)red << 16 | (uint32_t)green << 8 | (uint32_t)blue;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

bool colour_parse(str text, uint32_t *ret)
{
    uint32_t value = 0;
    size_t i;

    if ((text.len != 7 && text.len != 4) || text.ptr[0] != '#')
        return false;
    for (i = 1; i < text.len; i++) {
        int digit = hex_digit(text.ptr[i]);

        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
        if (text.len == 4)
            value = value << 4 | (uint32_t)digit;
    }
    *ret = value;
    return true;
}

void colour_write(struct buf *out, uint32_t colour)
{
    static const char digits[] = "0123456789abcdef";
    int shift;

    buf_byte(out, '#');
    for (shift = 20; shift >= 0; shift -= 4)
        buf_byte(out, (uint8_t)digits[colour >> shift & 15]);
}

static int mix_channel(int a, int b, int percent)
{
    return (a * (100 - percent) + b * percent + 50) / 100;
}

uint32_t colour_mix(uint32_t a, uint32_t b, int percent)
{
    return of_channels(mix_channel(channel(a, 16), channel(b, 16), percent),
        mix_channel(channel(a, 8), channel(b, 8), percent),
        mix_channel(channel(a, 0), channel(b, 0), percent));
}

/* Hexcone model: hue 0 to 1,535 (six times 256), low and high channel. */
struct hexcone {
    int hue;
    int low;
    int high;
};

static struct hexcone hexcone_of(uint32_t colour)
{
    int red = channel(colour, 16);
    int green = channel(colour, 8);
    int blue = channel(colour, 0);
    int high = red > green ? red : green;
    int low = red < green ? red : green;
    int span;
    int hue;

    high = blue > high ? blue : high;
    low = blue < low ? blue : low;
    span = high - low;
    if (span == 0)
        return (struct hexcone){0, low, high};
    if (high == red)
        hue = (green - blue) * 256 / span + 1536;
    else if (high == green)
        hue = (blue - red) * 256 / span + 512;
    else
        hue = (red - green) * 256 / span + 1024;
    return (struct hexcone){hue % 1536, low, high};
}

/* The channel whose peak lies at `peak` on the hue circle. */
static int hexcone_channel(struct hexcone h, int peak)
{
    int away = (h.hue - peak + 1536 + 768) % 1536 - 768;
    int part = 512 - (away < 0 ? -away : away);

    if (part < 0)
        part = 0;
    if (part > 256)
        part = 256;
    return h.low + (h.high - h.low) * part / 256;
}

uint32_t colour_turn(uint32_t colour, int degrees)
{
    struct hexcone h = hexcone_of(colour);

    h.hue = (h.hue + (degrees % 360 + 360) * 1536 / 360) % 1536;
    return of_channels(hexcone_channel(h, 0), hexcone_channel(h, 512),
        hexcone_channel(h, 1024));
}

int colour_hue(uint32_t colour)
{
    return hexcone_of(colour).hue * 360 / 1536;
}

int colour_strength(uint32_t colour)
{
    struct hexcone h = hexcone_of(colour);

    return (h.high - h.low) * 100 / 255;
}

/* The sRGB transfer curve as a cubic, within 0.3 % of full light: 0 to
 * 10,000. */
static int linear(int value)
{
    int64_t x = value;
    int64_t sum = 3053 * x * x * x / 65025 + 6822 * x * x / 255 + 125 * x;

    return (int)(sum / 255);
}

int colour_luminance(uint32_t colour)
{
    return (2126 * linear(channel(colour, 16)) +
               7152 * linear(channel(colour, 8)) +
               722 * linear(channel(colour, 0))) /
           10000;
}

/* Of white on it, in hundredths. */
static int contrast_with_white(uint32_t colour)
{
    return (colour_luminance(COLOUR_WHITE) + 500) * 100 /
           (colour_luminance(colour) + 500);
}

uint32_t colour_darken_for_white(uint32_t colour, int contrast)
{
    int percent;

    for (percent = 0; percent < 100; percent += 2) {
        uint32_t darker = colour_mix(colour, 0, percent);

        if (contrast_with_white(darker) >= contrast)
            return darker;
    }
    return 0;
}

uint32_t colour_brighten_for_white(uint32_t colour, int contrast)
{
    uint32_t best = colour_darken_for_white(colour, contrast);
    int high = hexcone_of(colour).high;
    int percent;

    for (percent = 102; high * percent <= 25500 && percent <= 145;
         percent += 2) {
        uint32_t brighter = of_channels(channel(colour, 16) * percent / 100,
            channel(colour, 8) * percent / 100,
            channel(colour, 0) * percent / 100);

        if (contrast_with_white(brighter) < contrast)
            break;
        best = brighter;
    }
    return best;
}
