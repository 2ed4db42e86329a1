#include "draw/markdown.h"

#include "base/buf.h"

#include <cmark.h>
#include <stdlib.h>

enum {
    HEADING_DOWN = 2,
    HEADING_MAX = 6,
    HTML_BYTES_MAX = 2 * 1024 * 1024,
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

static bool starts_like(str text, const char *prefix)
{
    str p = str_of(prefix);
    size_t i;

    if (text.len < p.len)
        return false;
    for (i = 0; i < p.len; i++)
        if (lower(text.ptr[i]) != p.ptr[i])
            return false;
    return true;
}

static bool is_allowed_link(const char *url)
{
    str text = str_of(url);

    return starts_like(text, "https://") || starts_like(text, "http://") ||
           starts_like(text, "mailto:");
}

/* What is in the node takes its place. */
static void unwrap(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);

    while (child) {
        cmark_node *next = cmark_node_next(child);

        cmark_node_unlink(child);
        (void)cmark_node_insert_before(node, child);
        child = next;
    }
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static void lower_heading(cmark_node *node)
{
    int level = cmark_node_get_heading_level(node) + HEADING_DOWN;

    (void)cmark_node_set_heading_level(
        node, level < HEADING_MAX ? level : HEADING_MAX);
}

static void tame(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        drop(node);
    else if (type == CMARK_NODE_HEADING)
        lower_heading(node);
    else if (type == CMARK_NODE_IMAGE ||
             (type == CMARK_NODE_LINK &&
                 !is_allowed_link(cmark_node_get_url(node))))
        unwrap(node);
}

/* On leaving a node, or on entering raw HTML, which is never left: the walk
 * has gone on then, so the node may go. */
static void tame_all(cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        cmark_node_type type = cmark_node_get_type(node);

        if (event == CMARK_EVENT_EXIT || type == CMARK_NODE_HTML_BLOCK ||
            type == CMARK_NODE_HTML_INLINE)
            tame(node);
    }
    cmark_iter_free(iter);
}

code markdown_html(str text, struct arena *arena, str *ret, struct err *reterr)
{
    cmark_node *document;
    struct buf out;
    char *html;
    code c;

    if (text.len > MARKDOWN_BYTES_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("text"));
    document = cmark_parse_document(
        text.len > 0 ? text.ptr : "", text.len, CMARK_OPT_VALIDATE_UTF8);
    if (!document)
        return err_set(reterr, E_NO_MEMORY, S("text"));
    tame_all(document);
    html = cmark_render_html(document, CMARK_OPT_DEFAULT);
    cmark_node_free(document);
    if (!html)
        return err_set(reterr, E_NO_MEMORY, S("text"));
    buf_init(&out, arena, HTML_BYTES_MAX);
    buf_str(&out, str_of(html));
    free(html);
    c = buf_finish_str(&out, ret);
    return c == OK ? OK : err_set(reterr, c, S("text"));
}
