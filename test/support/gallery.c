#include "test/support/gallery.h"

#include "draw/badge.h"
#include "test/support/test.h"
#include "web/asset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    ARENA_BYTES = 8 << 20,
    PAGE_BYTES_MAX = 60 * 1024,
    PATH_BYTES = 512,
    NOW = 1796040300, /* 30 November 2026 */
};

static void write_file(const char *name, bytes data)
{
    const char *build = getenv("BUILD");
    char path[PATH_BYTES];
    char *slash;
    FILE *out;

    snprintf(
        path, sizeof(path), "%s/gallery/%s", build ? build : "build", name);
    for (slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(data.ptr, 1, data.len, out), data.len);
    assert_int_equal(fclose(out), 0);
}

void gallery_write_files(void)
{
    static const str titles[] = {STR("Data literacy"), STR("Leading change"),
        STR("Clear business writing"), STR("Negotiation essentials"),
        STR("Accessible documents"), STR("AI at work, responsibly"),
        STR("Service design"), STR("High-performing teams"),
        STR("First response at work")};
    struct arena arena;
    size_t i;
    int id;

    arena_init(&arena, ARENA_BYTES);
    for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
        const struct badge_design design =
            badge_design_default(titles[i], S("Career Skills Institute"));
        char name[PATH_BYTES];
        str svg;

        assert_int_equal(badge_draw(&design, &arena, &svg, NULL), OK);
        snprintf(name, sizeof(name), "badge/%zu.svg", i + 1);
        write_file(name, str_bytes(svg));
    }
    arena_release(&arena);
    for (id = 0; id < ASSET_N; id++) {
        const struct web_asset *asset =
            asset_at(asset_url((enum web_asset_id)id));
        char name[PATH_BYTES];

        assert_non_null(asset);
        snprintf(name, sizeof(name), "%.*s", (int)asset->url.len - 1,
            asset->url.ptr + 1);
        write_file(name, asset->plain);
    }
}

static bool contains(str text, const char *part)
{
    size_t n = strlen(part);
    size_t i;

    for (i = 0; i + n <= text.len; i++) {
        if (text.ptr[i] == part[0] && memcmp(text.ptr + i, part, n) == 0)
            return true;
    }
    return false;
}

static size_t count(str text, const char *part)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i + strlen(part) <= text.len; i++)
        n += memcmp(text.ptr + i, part, strlen(part)) == 0;
    return n;
}

static void set_who(struct view *view, const struct gallery_page *page)
{
    view->nav = str_of(page->nav);
    view->csrf = S("c5rf");
    view->base = S("https://badges.example");
    view->home = S("/me");
    if (page->who == GALLERY_NOBODY)
        return;
    view->user = S("Aroha Ngata");
    view->inbox = 2;
    if (page->who == GALLERY_LEARNER)
        return;
    view->user = S("Tomás Okafor");
    view->staff = true;
    view->may_define = true;
    view->may_enrol = true;
    view->may_assess = true;
    view->may_award = true;
    view->may_run = true;
    view->may_see_people = true;
    view->may_mail = true;
    view->organisation = S("Career Skills Institute");
    view->home = S("/o/hc");
}

/* What every page keeps, whatever it shows. */
static void check_page(str page, enum lang lang)
{
    char start[PATH_BYTES];

    snprintf(start, sizeof(start),
        "<!doctype html>\n<html lang=\"%.*s\" dir=", (int)lang_code(lang).len,
        lang_code(lang).ptr);
    assert_true(str_starts(page, str_of(start)));
    assert_int_equal(count(page, "<h1"), 1);
    assert_int_equal(count(page, "<main id=\"main\">"), 1);
    assert_true(contains(page, "class=\"skip\" href=\"#main\""));
    assert_false(contains(page, "style=\""));
    assert_false(contains(page, " onclick"));
    assert_false(contains(page, "href=\"#\""));
    /* Checking a badge changes nothing, so that form needs no token. */
    assert_int_equal(count(page, "method=\"post\""),
        count(page, "name=\"csrf\"") +
            count(page, "method=\"post\" action=\"/verify\""));
    assert_true(page.len < PAGE_BYTES_MAX);
}

void gallery_check(const struct gallery_page *pages, size_t n)
{
    struct arena arena;
    enum lang lang;
    size_t i;

    arena_init(&arena, ARENA_BYTES);
    for (i = 0; i < n; i++) {
        for (lang = LANG_EN; lang < LANG_N; lang++) {
            struct view view;
            struct buf out;
            char name[PATH_BYTES];
            str text;

            arena_reset(&arena);
            buf_init(&out, &arena, ARENA_BYTES);
            view_init(&view, lang, S("/"), NOW, &arena);
            set_who(&view, &pages[i]);
            pages[i].render(&out, &view);
            assert_int_equal(buf_finish_str(&out, &text), OK);
            snprintf(name, sizeof(name), "%s.%.*s.html", pages[i].name,
                (int)lang_code(lang).len, lang_code(lang).ptr);
            write_file(name, str_bytes(text));
            check_page(text, lang);
        }
    }
    arena_release(&arena);
}
