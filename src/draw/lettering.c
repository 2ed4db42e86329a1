#include "draw/lettering.h"

#include "text/utf8.h"

enum {
    CHARACTERS_MAX = 240, /* more than ever fits */
    SHRINK = 94,          /* each size is this many hundredths of the last */
    ASCENT = 74,          /* height of capitals and depth of descenders, */
    DESCENT = 22,         /* in hundredths of the size */
    AIR = 103,            /* hundredths of the reckoned width */
};

#define ELLIPSIS "\xe2\x80\xa6"

/* In hundredths of the size, from the space to the tilde. */
static const uint8_t ASCII_WIDTHS[95] = {24, 33, 40, 65, 66, 86, 68, 21, 41, 41,
    57, 68, 31, 47, 30, 39, 69, 49, 63, 66, 68, 65, 67, 60, 67, 67, 30, 31, 68,
    68, 68, 57, 104, 75, 67, 76, 73, 62, 59, 77, 75, 29, 57, 69, 57, 92, 74, 79,
    65, 79, 66, 66, 67, 73, 75, 104, 72, 73, 67, 41, 39, 41, 49, 48, 50, 59, 64,
    59, 64, 60, 39, 64, 63, 28, 28, 59, 28, 92, 63, 62, 64, 64, 41, 57, 39, 63,
    59, 86, 58, 59, 58, 41, 38, 41, 68};

enum letter_kind {
    LETTER_PLAIN,
    LETTER_MARK,      /* stands on the one before */
    LETTER_IDEOGRAPH, /* a line may break on either side */
    LETTER_RTL,
    LETTER_DROPPED, /* control and direction marks */
};

/* What is said of the code points from here up to the next row. */
static const struct {
    uint32_t first;
    uint8_t width;
    uint8_t kind;
} RANGES[] = {
    {0x0000, 0, LETTER_DROPPED},
    {0x0020, 0, LETTER_PLAIN}, /* see ASCII_WIDTHS */
    {0x007f, 0, LETTER_DROPPED},
    {0x00a0, 66, LETTER_PLAIN},
    {0x00ad, 0, LETTER_DROPPED},
    {0x00ae, 66, LETTER_PLAIN},
    {0x0300, 0, LETTER_MARK},
    {0x0370, 70, LETTER_PLAIN}, /* Greek */
    {0x0400, 75, LETTER_PLAIN}, /* Cyrillic */
    {0x0590, 0, LETTER_MARK},
    {0x05be, 62, LETTER_RTL}, /* Hebrew */
    {0x0600, 68, LETTER_RTL}, /* Arabic */
    {0x061c, 0, LETTER_DROPPED},
    {0x061d, 68, LETTER_RTL},
    {0x064b, 0, LETTER_MARK},
    {0x0660, 60, LETTER_PLAIN},
    {0x066e, 68, LETTER_RTL},
    {0x0900, 66, LETTER_PLAIN}, /* the scripts of India */
    {0x0e00, 60, LETTER_PLAIN}, /* Thai */
    {0x0e34, 0, LETTER_MARK},
    {0x0e3b, 60, LETTER_PLAIN},
    {0x0e47, 0, LETTER_MARK},
    {0x0e4f, 60, LETTER_PLAIN},
    {0x1100, 100, LETTER_IDEOGRAPH}, /* Hangul letters */
    {0x1200, 75, LETTER_PLAIN},
    {0x1ab0, 0, LETTER_MARK},
    {0x1b00, 70, LETTER_PLAIN},
    {0x1dc0, 0, LETTER_MARK},
    {0x1e00, 68, LETTER_PLAIN},
    {0x200b, 0, LETTER_DROPPED},
    {0x2010, 60, LETTER_PLAIN},
    {0x2014, 100, LETTER_PLAIN},
    {0x2016, 45, LETTER_PLAIN},
    {0x2026, 90, LETTER_PLAIN},
    {0x2028, 0, LETTER_DROPPED},
    {0x202f, 45, LETTER_PLAIN},
    {0x2060, 0, LETTER_DROPPED},
    {0x2070, 80, LETTER_PLAIN},
    {0x20d0, 0, LETTER_MARK},
    {0x2100, 100, LETTER_PLAIN},
    {0x2e80, 100, LETTER_IDEOGRAPH}, /* Chinese, Japanese, Korean */
    {0xa000, 80, LETTER_PLAIN},
    {0xac00, 100, LETTER_IDEOGRAPH},
    {0xd7b0, 80, LETTER_PLAIN},
    {0xf900, 100, LETTER_IDEOGRAPH},
    {0xfb00, 70, LETTER_PLAIN},
    {0xfb1d, 62, LETTER_RTL},
    {0xfe00, 0, LETTER_MARK},
    {0xfe10, 100, LETTER_IDEOGRAPH},
    {0xfe70, 68, LETTER_RTL},
    {0xfeff, 0, LETTER_DROPPED},
    {0xff00, 100, LETTER_IDEOGRAPH},
    {0xfff9, 0, LETTER_DROPPED},
    {0xfffd, 80, LETTER_PLAIN},
    {0xfffe, 0, LETTER_DROPPED},
    {0x10000, 100, LETTER_PLAIN},
    {0x1f3fb, 0, LETTER_MARK}, /* skin tones */
    {0x1f400, 130, LETTER_PLAIN},
    {0x20000, 100, LETTER_IDEOGRAPH},
    {0xe0000, 0, LETTER_DROPPED},
};

/* Marks that must not begin a line, of those between ideographs. */
static bool closes(uint32_t letter)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0x3009, 0x300b, 0x300d,
        0x300f, 0x3011, 0x3015, 0x30fb, 0x30fc, 0xff01, 0xff09, 0xff0c, 0xff0e,
        0xff1a, 0xff1b, 0xff1f};
    size_t i;

    for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (marks[i] == letter)
            return true;
    return false;
}

struct letter {
    size_t start;
    size_t end; /* with the marks on it */
    int32_t width;
    bool is_space;
    bool breaks_after;
};

/* The text as letters, and a place to put them into lines. */
struct setting {
    const struct lettering_place *place;
    str text;
    struct letter letters[CHARACTERS_MAX];
    size_t n_letters;
    bool is_rtl;
    bool is_cut; /* there were more letters */
    /* Of the size and number of lines that is tried. */
    int32_t size;
    size_t n_lines;
    size_t ends[LETTERING_LINES_MAX];   /* letter behind each line */
    size_t starts[LETTERING_LINES_MAX]; /* first letter of each line */
};

static size_t range_of(uint32_t letter)
{
    size_t low = 0;
    size_t high = sizeof(RANGES) / sizeof(*RANGES);

    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (RANGES[middle].first <= letter)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_white(uint32_t letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r') ||
           letter == 0xa0 || letter == 0x2028 || letter == 0x2029 ||
           letter == 0x3000;
}

/* Appends a letter to the text and to the letters. */
static void put_letter(struct setting *s, struct buf *b, uint32_t letter)
{
    size_t range = range_of(letter);
    uint8_t kind = RANGES[range].kind;
    struct letter *last = s->n_letters ? &s->letters[s->n_letters - 1] : NULL;
    char utf8[UTF8_BYTES_MAX];
    struct letter *l;

    if (is_white(letter)) {
        if (!last || last->is_space)
            return;
        letter = ' ';
        kind = LETTER_PLAIN;
    } else if (kind == LETTER_DROPPED) {
        return;
    }
    if (kind == LETTER_MARK && last) {
        buf_str(b, (str){utf8, utf8_encode(letter, utf8)});
        last->end = b->len;
        return;
    }
    if (s->n_letters == CHARACTERS_MAX) {
        s->is_cut = true;
        return;
    }
    if (last && kind == LETTER_IDEOGRAPH && !closes(letter))
        last->breaks_after = true;
    l = &s->letters[s->n_letters++];
    *l = (struct letter){.start = b->len,
        .width = letter >= 0x20 && letter < 0x7f ? ASCII_WIDTHS[letter - 0x20]
                                                 : RANGES[range].width,
        .is_space = letter == ' ',
        .breaks_after = letter == ' ' || letter == '-' || letter == '/' ||
                        letter == 0x2010 || letter == 0x2013 ||
                        letter == 0x2014 || kind == LETTER_IDEOGRAPH};
    l->width += s->place->spacing;
    buf_str(b, (str){utf8, utf8_encode(letter, utf8)});
    l->end = b->len;
}

static bool has_direction(uint32_t letter)
{
    return letter >= 0x2c0 || (letter | 0x20) - 'a' < 26 || letter >= 0xc0;
}

static code read_letters(struct setting *s, str text, struct arena *arena)
{
    bool has_strong = false;
    struct buf b;
    size_t at = 0;

    buf_init(&b, arena, text.len * 3 + UTF8_BYTES_MAX); /* U+FFFD has 3 bytes */
    while (at < text.len && !s->is_cut) {
        uint32_t letter = utf8_next(text, &at);

        if (letter == UTF8_BAD)
            letter = 0xfffd;
        put_letter(s, &b, letter);
        if (!has_strong && has_direction(letter)) {
            has_strong = true;
            s->is_rtl = RANGES[range_of(letter)].kind == LETTER_RTL;
        }
    }
    if (s->n_letters > 0 && s->letters[s->n_letters - 1].is_space)
        s->n_letters--;
    return buf_finish_str(&b, &s->text);
}

/* Height of the baseline of line i of n at this size. */
static int32_t baseline(const struct setting *s, size_t i)
{
    int32_t leading = s->size * LETTERING_LEADING / 100;
    int32_t first = s->place->middle - leading * (int32_t)(s->n_lines - 1) / 2 +
                    s->size * (ASCENT - DESCENT / 2) / 200;

    return first + leading * (int32_t)i;
}

static int32_t block_height(const struct setting *s)
{
    return s->size * LETTERING_LEADING / 100 * (int32_t)s->n_lines;
}

/* The width of line i, in the unit of letter widths. */
static int32_t line_room(const struct setting *s, size_t i, int32_t percent)
{
    int32_t base = baseline(s, i);
    int32_t half = s->place->half_width(s->place->shape,
        base - s->size * ASCENT / 100, base + s->size * DESCENT / 100);

    if (half <= 0)
        return 0;
    return (int32_t)((int64_t)half * 2 * 100 * percent / s->size / AIR);
}

/* The end of the longest line from `start` that has room: after a letter
 * that a line may break after, or anywhere when `anywhere`; `start` itself
 * when nothing fits. */
static size_t line_end(
    const struct setting *s, size_t start, int32_t room, bool anywhere)
{
    size_t best = start;
    int32_t used = 0;
    size_t i;

    for (i = start; i < s->n_letters; i++) {
        used += s->letters[i].width;
        /* A space at the end of a line takes no room. */
        if (used > room && !s->letters[i].is_space)
            return best;
        if (anywhere || s->letters[i].breaks_after)
            best = i + 1;
    }
    return s->n_letters;
}

/* Puts the letters into n_lines lines of at most that share of their room;
 * true when all of them found a place. */
static bool set_lines(struct setting *s, int32_t percent, bool anywhere)
{
    size_t start = 0;
    size_t i;

    for (i = 0; i < s->n_lines; i++) {
        int32_t room = line_room(s, i, percent);

        while (start < s->n_letters && s->letters[start].is_space)
            start++;
        s->starts[i] = start;
        s->ends[i] = line_end(s, start, room, false);
        if (anywhere && s->ends[i] == start)
            s->ends[i] = line_end(s, start, room, true);
        start = s->ends[i];
    }
    return start == s->n_letters;
}

/* All at one size, on as few lines as will do, and these as even as can
 * be. */
static bool set_at_size(struct setting *s, bool anywhere)
{
    int32_t percent;

    for (s->n_lines = 1; s->n_lines <= s->place->n_lines_max; s->n_lines++) {
        if (s->n_lines > 1 && block_height(s) > s->place->height_max)
            break;
        if (!set_lines(s, 100, anywhere))
            continue;
        for (percent = 40; percent < 100; percent += 4)
            if (set_lines(s, percent, anywhere))
                return true;
        return set_lines(s, 100, anywhere);
    }
    s->n_lines--;
    return false;
}

static void set_all(struct setting *s)
{
    const int32_t smallest = s->place->size_min;

    for (s->size = s->place->size_max; s->size > smallest;
         s->size = s->size * SHRINK / 100)
        if (set_at_size(s, false))
            return;
    s->size = smallest;
    if (!set_at_size(s, false) && !set_at_size(s, true)) {
        s->is_cut = true;
        (void)set_lines(s, 100, true);
    }
}

/* Of the longest line, in hundredths of a pixel, with the air around it. */
static int32_t widest(const struct setting *s)
{
    int32_t best = 0;
    size_t line;
    size_t i;

    for (line = 0; line < s->n_lines; line++) {
        int32_t width = 0;

        for (i = s->starts[line]; i < s->ends[line]; i++)
            width += s->letters[i].width;
        best = width > best ? width : best;
    }
    return (int32_t)((int64_t)best * s->size * AIR / 10000);
}

static str slice(const struct setting *s, size_t line)
{
    size_t start = s->starts[line];
    size_t end = s->ends[line];

    while (end > start && s->letters[end - 1].is_space)
        end--;
    if (start == end)
        return (str){0};
    return str_sub(s->text, s->letters[start].start, s->letters[end - 1].end);
}

/* Makes room for the ellipsis behind the last line, and puts it there. */
static str end_with_ellipsis(struct setting *s, struct arena *arena)
{
    size_t line = s->n_lines - 1;
    int32_t room = line_room(s, line, 100) - 90;
    str parts[2];

    s->ends[line] = line_end(s, s->starts[line], room, true);
    parts[0] = slice(s, line);
    parts[1] = S(ELLIPSIS);
    return arena_join(arena, parts, 2);
}

code lettering_fit(str text,
    const struct lettering_place *place,
    struct arena *arena,
    struct lettering *ret)
{
    struct setting *s = arena_new(arena, struct setting);
    size_t i;

    if (!s)
        return arena_status(arena);
    s->place = place;
    TRY(read_letters(s, text, arena));
    *ret = (struct lettering){
        .text = s->text, .is_rtl = s->is_rtl, .size = place->size_max};
    if (s->n_letters == 0)
        return OK;
    set_all(s);
    ret->size = s->size;
    ret->n_lines = s->n_lines;
    for (i = 0; i < s->n_lines; i++) {
        ret->lines[i] = slice(s, i);
        ret->baselines[i] = baseline(s, i);
    }
    if (s->is_cut)
        ret->lines[s->n_lines - 1] = end_with_ellipsis(s, arena);
    ret->width = widest(s);
    return arena_status(arena);
}
