/*
 * The images of 1EdTech's validators: what is baked in comes out, and another
 * credential can take its place without touching the rest.
 */
#include "carrier/carrier.h"
#include "test/support/suite.h"
#include "text/json.h"

#include <string.h>

#define SAMPLES "data/samples-1edtech-validator/"

static const char CREDENTIAL[] =
    "{\"type\": [\"OpenBadgeCredential\"], \"name\": \"]]>\"}\n";

/* The images without a credential; the validators use them as pictures. */
static const char *const pictures[] = {
    SAMPLES "ob20/assets/beths-robot-badge.png",
    SAMPLES "ob20/assets/robotics-badge.png",
    "data/samples-ob2-validator-core/public_domain_heart.png",
};

enum {
    N_PICTURES = sizeof(pictures) / sizeof(*pictures),
    PATH_BYTES = 256,
    ROWS_MAX = 100,
};

static bytes read_sample(struct suite *s, const char *path)
{
    return str_bytes(suite_read(s, &s->arena, path));
}

static bool is_whole(struct suite *s, str credential)
{
    struct budget budget = budget_default();
    struct json *tree = NULL;

    return carrier_kind(str_bytes(credential)) == CARRIER_JWS ||
           (json_parse(credential, &budget, &s->arena, &tree, NULL) == OK &&
               json_get(tree, S("@context")));
}

static void run_extract(struct suite *s, const char *path)
{
    struct budget budget = budget_default();
    struct carrier_tools tools = {&budget, NULL, &s->arena};
    enum carried_kind kind =
        strstr(path, "/ob20/") ? CARRIED_BADGE_2 : CARRIED_BADGE_3;
    struct carrier_content got = {0};
    struct err err = {0};
    bool ok = carrier_extract(read_sample(s, path), CARRIED_CURRENT, &tools,
                  &got, &err) == OK &&
              got.carried.kind == kind && is_whole(s, got.carried.text);

    suite_result(s, path, ok, err.arg);
}

/* Bakes twice, with another credential between, and extracts. */
static bool bake(struct suite *s, bytes image)
{
    struct budget budget = budget_default();
    struct carrier_tools tools = {&budget, NULL, &s->arena};
    str other = S("eyJhbGciOiJFZERTQSJ9.e30.c2ln");
    struct carrier_content got = {0};
    bytes once = {0};
    bytes between = {0};
    bytes again = {0};

    return carrier_bake(image, str_of(CREDENTIAL), &budget, &s->arena, &once,
               NULL) == OK &&
           carrier_extract(once, CARRIED_BADGE_3, &tools, &got, NULL) == OK &&
           str_eq(got.carried.text, str_of(CREDENTIAL)) &&
           carrier_bake(once, other, &budget, &s->arena, &between, NULL) ==
               OK &&
           carrier_bake(between, str_of(CREDENTIAL), &budget, &s->arena, &again,
               NULL) == OK &&
           bytes_eq(once, again);
}

static void run_bake(struct suite *s, const char *path)
{
    suite_result(s, path, bake(s, read_sample(s, path)), "another image");
}

/* The samples of the manifest that are images. */
static size_t list_images(struct suite *s, char paths[ROWS_MAX][PATH_BYTES])
{
    str text = suite_read(s, &s->arena, SAMPLES "expectations.derived.json");
    struct budget budget = budget_default();
    struct json *rows = NULL;
    struct json *row;
    size_t n = 0;

    if (json_parse(text, &budget, &s->arena, &rows, NULL) != OK)
        return 0;
    for (row = rows->child.first; row && n < ROWS_MAX; row = row->next) {
        str sample = json_text(json_get(row, S("sample")));

        if (str_ends(sample, S(".png")) || str_ends(sample, S(".svg")))
            snprintf(paths[n++], PATH_BYTES, SAMPLES "%.*s", (int)sample.len,
                sample.ptr);
    }
    return n;
}

int main(int argc, char **argv)
{
    static char paths[ROWS_MAX][PATH_BYTES];
    struct budget budget = budget_default();
    struct carrier_tools tools = {&budget, NULL, NULL};
    struct carrier_content got;
    struct suite s;
    size_t n;
    size_t i;

    suite_start(&s, argc, argv);
    n = list_images(&s, paths);
    suite_begin(&s, "bake/extract", (n > 0 ? n : 1) + N_PICTURES);
    for (i = 0; i < n; i++)
        run_extract(&s, paths[i]);
    for (i = 0; i < N_PICTURES; i++)
        suite_result(&s, pictures[i],
            carrier_extract(read_sample(&s, pictures[i]), CARRIED_CURRENT,
                &tools, &got, NULL) == E_NO_CREDENTIAL,
            "a credential in a picture");
    suite_end(&s);
    suite_begin(&s, "bake/bake", (n > 0 ? n : 1) + N_PICTURES);
    for (i = 0; i < n; i++)
        run_bake(&s, paths[i]);
    for (i = 0; i < N_PICTURES; i++)
        run_bake(&s, pictures[i]);
    suite_end(&s);
    return suite_finish(&s);
}
