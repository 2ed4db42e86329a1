#include "cli/progress.h"

#include "host/clock.h"

enum {
    BAR_WIDTH = 30,
    REDRAW_NS = 100 * 1000 * 1000,
};

static void draw(struct progress *p)
{
    size_t full = p->n_total > 0 ? p->n_done * BAR_WIDTH / p->n_total : 0;
    size_t i;

    out_put(p->out, "\r");
    out_put(p->out, p->what);
    out_put(p->out, " ");
    for (i = 0; i < BAR_WIDTH; i++)
        out_put(p->out, i < full ? "█" : "░");
    out_put(p->out, " ");
    out_number(p->out, p->n_done);
    out_put(p->out, "/");
    out_number(p->out, p->n_total);
    out_flush(p->out);
}

void progress_begin(
    struct progress *p, struct out *out, const char *what, size_t n_total)
{
    *p = (struct progress){.out = out, .what = what, .n_total = n_total};
}

void progress_step(struct progress *p)
{
    uint64_t now_ns = clock_monotonic_ns();

    p->n_done++;
    if (!p->out->is_terminal || now_ns - p->shown_ns < REDRAW_NS)
        return;
    p->shown_ns = now_ns;
    draw(p);
}

void progress_end(struct progress *p)
{
    if (p->out->is_terminal && p->shown_ns > 0)
        out_put(p->out, "\r\033[K");
}
