#include "carrier/svg_passive.h"

#include "test/support/test.h"

#define ROOT(content)                                                          \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "                               \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\">" content "</svg>"

static void check(const char *svg, code expected)
{
    struct budget budget = budget_default();
    struct arena arena;
    struct err err = {0};
    code c;

    arena_init(&arena, 1 << 24);
    c = svg_check_passive(str_of(svg), &budget, &arena, &err);
    arena_release(&arena);
    if (c != expected)
        fail_msg("%s: code %d %s", svg, (int)c, err.arg);
}

static void test_svg_bk_06_active_content_is_refused(void **state)
{
    static const char *const cases[] = {
        ROOT("<script>alert(1)</script>"),
        ROOT("<SCRIPT/>"),
        ROOT("<script href='#x'/>"),
        ROOT("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>"),
        ROOT("<g xmlns='http://www.w3.org/1999/xhtml'><b/></g>"),
        ROOT("<foreignObject/>"),
        ROOT("<iframe/>"),
        ROOT("<handler/>"),
        ROOT("<g onload='alert(1)'/>"),
        ROOT("<g OnClick=''/>"),
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ROOT("<a href='javascript:alert(1)'/>"),
        ROOT("<a xlink:href=' java&#10;script:alert(1)'/>"),
        ROOT("<a xlink:href='&#x6a;avascript:alert(1)'/>"),
        ROOT("<a href='https://x.example/'/>"),
        ROOT("<image href='https://x.example/a.png'/>"),
        ROOT("<image href='a.png'/>"),
        ROOT("<image href='//x.example/a.png'/>"),
        ROOT("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>"),
        ROOT("<a href='data:text/html,x'/>"),
        ROOT("<use xlink:href='https://x.example/a.svg#a'/>"),
        ROOT("<feImage href='https://x.example/a.png'/>"),
        ROOT("<rect fill='url(https://x.example/a.svg#g)'/>"),
        ROOT("<rect fill='url( &quot;https://x.example/a.svg&quot;)'/>"),
        ROOT("<rect filter='URL(a.svg#f)'/>"),
        ROOT("<rect fill='url(#a)' mask='url(#b) url(x)'/>"),
        ROOT("<rect style='background:url(x)'/>"),
        ROOT("<rect style='fill:u\\72l(x)'/>"),
        ROOT("<style>@import 'x.css';</style>"),
        ROOT("<style>@im<!-- -->port 'x.css';</style>"),
        ROOT("<style>@im<![CDATA[port 'x.css';]]></style>"),
        ROOT("<style>&#64;import 'x.css';</style>"),
        ROOT("<style>a{background:url(x)}</style>"),
        ROOT("<style>a{background:image-set('x')}</style>"),
        ROOT("<style>@\\69mport 'x'</style>"),
        ROOT("<animate attributeName='href' to='javascript:alert(1)'/>"),
        ROOT("<animate attributeName=' xlink:href ' values='#a'/>"),
        ROOT("<set attributeName='onclick' to='x'/>"),
        ROOT("<set attributeName='style' to='x'/>"),
        ROOT("<set attributeName='fill' to='url(https://x.example/)'/>"),
        ROOT("<g xml:base='https://x.example/'/>"),
        "<?xml-stylesheet href='x.css'?>" ROOT(""),
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        check(cases[i], E_SVG_ACTIVE_CONTENT);
}

static void test_svg_bk_06_pictures_are_let_through(void **state)
{
    static const char *const cases[] = {
        ROOT(""),
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
        "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" ROOT("<g/>"),
        ROOT("<defs><linearGradient id='g' xlink:href='#h'/></defs>"
             "<rect fill='url(#g)' filter=\"url('#f')\"/>"),
        ROOT("<use href='#a'/><a href='#b'><text>onload=javascript:</text>"
             "</a>"),
        ROOT("<image href='data:image/png;base64,iVBORw0KGgo='/>"),
        ROOT("<style>.a{fill:url(#g)}<![CDATA[ .b > .c{fill:red}]]></style>"),
        ROOT("<animate attributeName='r' from='1' to='2'/>"),
        ROOT("<metadata><x:y xmlns:x='https://x.example/' z='1'/>"
             "</metadata>"),
        ROOT("<x:credential xmlns:x='https://purl.imsglobal.org/ob/v3p0'>"
             "<![CDATA[{\"id\":\"https://x.example/\"}]]></x:credential>"),
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        check(cases[i], OK);
}

static void test_svg_passive_other_refusals(void **state)
{
    (void)state;
    check("<svg/>", E_BAKE_FORMAT);
    check("<html/>", E_BAKE_FORMAT);
    check(ROOT("<g>"), E_XML_SYNTAX);
    check("<!DOCTYPE svg [<!ENTITY a 'b'>]>" ROOT(""), E_XML_DTD_FORBIDDEN);
}

TEST_MAIN(test_svg_bk_06_active_content_is_refused,
    test_svg_bk_06_pictures_are_let_through,
    test_svg_passive_other_refusals)
