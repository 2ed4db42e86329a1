#include "test/support/ld.h"

#include "test/support/same.h"
#include "test/support/test.h"

enum {
    ARENA_BYTES = 256 * 1024 * 1024,
};

void ld_init(struct ld *ld)
{
    *ld = (struct ld){0};
    arena_init(&ld->store_arena, STORE_BYTES);
    arena_init(&ld->arena, ARENA_BYTES);
    assert_int_equal(native_new(&ld->native, NULL), OK);
    assert_int_equal(store_new(&ld->store_arena, &jsonld_context_data,
                         native_provider(ld->native), &ld->store, &ld->err),
        OK);
    ld_reset(ld);
}

void ld_release(struct ld *ld)
{
    native_free(ld->native);
    arena_release(&ld->store_arena);
    arena_release(&ld->arena);
}

void ld_reset(struct ld *ld)
{
    arena_reset(&ld->arena);
    ld->budget = budget_default();
    ld->options =
        (struct jsonld_options){.store = ld->store, .budget = &ld->budget};
}

struct json *ld_json(struct ld *ld, const char *text)
{
    struct budget budget = budget_wide();
    size_t n = str_of(text).len;
    char *copy = arena_alloc(&ld->arena, n + 1);
    struct json *root = NULL;
    size_t i;

    assert_non_null(copy);
    for (i = 0; i < n; i++) {
        copy[i] = text[i];
        if (text[i] == '\'')
            copy[i] = '"';
    }
    if (json_parse((str){copy, n}, &budget, &ld->arena, &root, NULL) != OK)
        fail_msg("not JSON: %s", text);
    return root;
}

code ld_expand(struct ld *ld, const char *text, struct json **ret)
{
    ld->err = (struct err){0};
    return jsonld_expand(
        ld_json(ld, text), &ld->options, &ld->arena, ret, &ld->err);
}

void ld_assert_same(
    struct ld *ld, const char *label, const struct json *got, const char *text)
{
    struct buf out;
    str written;

    if (same_jsonld(got, ld_json(ld, text)))
        return;
    buf_init(&out, &ld->arena, SIZE_MAX);
    json_write(&out, got, JSON_COMPACT);
    assert_int_equal(buf_finish_str(&out, &written), OK);
    fail_msg(
        "%s: got %.*s, wanted %s", label, (int)written.len, written.ptr, text);
}

static code load(void *self,
    str url,
    struct arena *arena,
    struct jsonld_document *ret,
    struct err *reterr)
{
    struct ld_web *web = self;
    size_t i;

    (void)arena;
    web->n_loads++;
    for (i = 0; i < web->n; i++) {
        if (str_eq(str_of(web->pages[i].url), url)) {
            ret->json = ld_json(web->ld, web->pages[i].text);
            ret->url = url;
            return OK;
        }
    }
    return err_set(reterr, E_IO_READ, url);
}

struct jsonld_loader ld_loader(struct ld_web *web)
{
    return (struct jsonld_loader){web, load};
}
