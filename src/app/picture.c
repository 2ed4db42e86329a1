#include "app/picture.h"

#include "badge/summary.h"
#include "carrier/carrier.h"
#include "draw/badge.h"
#include "host/render.h"

static code draw(struct vc_env *env,
    str credential,
    const struct json *design_json,
    str *ret,
    struct err *reterr)
{
    struct json *tree = NULL;
    struct badge_summary badge;
    struct badge_design design;

    TRY(json_parse(credential, env->budget, env->arena, &tree, reterr));
    badge = badge_summary(tree);
    design = badge_design_default(badge.title, badge.issuer_name);
    if (design_json)
        TRY(badge_design_from_json(design_json, &design, reterr));
    return badge_draw(&design, env->arena, ret, reterr);
}

code app_draw_badge(struct engine *engine,
    str credential,
    const struct json *design,
    enum picture_format format,
    bytes *ret,
    struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    str svg = {NULL, 0};
    bytes image;

    TRY(draw(&env, credential, design, &svg, reterr));
    image = str_bytes(svg);
    if (format == PICTURE_PNG)
        TRY(render_png(svg, BADGE_SIDE_PX, env.arena, &image, reterr));
    return app_bake(engine, image, credential, ret, reterr);
}

code app_bake(struct engine *engine,
    bytes image,
    str credential,
    bytes *ret,
    struct err *reterr)
{
    struct vc_env env = engine_env(engine);

    return carrier_bake(image, credential, env.budget, env.arena, ret, reterr);
}

code app_extract(
    struct engine *engine, bytes image, str *ret, struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    struct carrier_tools tools = {env.budget, env.provider, env.arena};
    struct carrier_content content = {0};

    TRY(carrier_extract(image, CARRIED_CURRENT, &tools, &content, reterr));
    *ret = content.carried.text;
    return OK;
}
