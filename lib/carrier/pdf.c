#include "carrier/pdf.h"

#include "carrier/pdf_file.h"

enum {
    TREE_DEPTH_MAX = 16,
    TREE_NODES_MAX = 4096,
};

/* The walk through the attachments. */
struct search {
    struct pdf_file file;
    size_t n_nodes;
    int64_t found; /* number of the stream; -1: none so far */
    struct pdf_object stream;
};

bool pdf_is(bytes data)
{
    return str_starts(bytes_str(data), S("%PDF-"));
}

static bool is_credential_name(str name)
{
    return str_eq(name, S("credential.json")) ||
           str_eq(name, S("credential.jwt"));
}

/* 7.9.2.2: as UTF-16 with a byte order mark, or in a form whose ASCII is
 * ASCII. */
static bool is_credential_file(const struct pdf_value *name)
{
    char ascii[32];
    str text;
    size_t i;

    if (!name || name->kind != PDF_STRING)
        return false;
    text = name->text;
    if (!str_starts(text, S("\xfe\xff")))
        return is_credential_name(text);
    text = str_sub(text, 2, text.len);
    if (text.len % 2 != 0 || text.len / 2 > sizeof(ascii))
        return false;
    for (i = 0; i < text.len / 2; i++) {
        if (text.ptr[2 * i] != 0)
            return false;
        ascii[i] = text.ptr[2 * i + 1];
    }
    return is_credential_name((str){ascii, i});
}

static bool is_credential_type(const struct pdf_value *type)
{
    return type && type->kind == PDF_NAME &&
           (str_eq(type->text, S("application/vc")) ||
               str_starts(type->text, S("application/vc+")));
}

/* 7.11.3: a file specification, and the stream that it embeds. */
static code look_at_file(
    struct search *s, const struct pdf_value *v, struct err *reterr)
{
    struct pdf_object spec = {0};
    struct pdf_object ef = {0};
    struct pdf_object stream = {0};
    const struct pdf_value *reference;

    TRY(pdf_resolve(&s->file, v, &spec, reterr));
    TRY(pdf_resolve(&s->file, pdf_get(&spec.value, "EF"), &ef, reterr));
    reference = pdf_get(&ef.value, "UF");
    if (!reference)
        reference = pdf_get(&ef.value, "F");
    if (!reference || reference->kind != PDF_REFERENCE)
        return OK;
    TRY(pdf_resolve(&s->file, reference, &stream, reterr));
    if (!stream.is_stream ||
        (!is_credential_file(pdf_get(&spec.value, "UF")) &&
            !is_credential_file(pdf_get(&spec.value, "F")) &&
            !is_credential_type(pdf_get(&stream.value, "Subtype"))))
        return OK;
    if (s->found >= 0 && s->found != reference->integer)
        return pdf_fail(E_BAKE_DUPLICATE, "attached credentials", 0, reterr);
    s->found = reference->integer;
    s->stream = stream;
    return OK;
}

/* The first item of the array that is a member of a dictionary; NULL if there
 * is none. */
static code first_item(struct search *s,
    const struct pdf_value *dictionary,
    const char *key,
    const struct pdf_value **ret,
    struct err *reterr)
{
    struct pdf_object list = {0};

    TRY(pdf_resolve(&s->file, pdf_get(dictionary, key), &list, reterr));
    *ret = list.value.kind == PDF_ARRAY ? list.value.first : NULL;
    return OK;
}

/* 7.9.6: a node of the name tree of embedded files. */
static code walk_tree(struct search *s,
    const struct pdf_value *v,
    unsigned depth,
    struct err *reterr)
{
    struct pdf_object node = {0};
    const struct pdf_value *item = NULL;

    if (depth > TREE_DEPTH_MAX || ++s->n_nodes > TREE_NODES_MAX)
        return pdf_fail(E_BAKE_LIMIT, "tree of attachments", 0, reterr);
    TRY(pdf_resolve(&s->file, v, &node, reterr));
    TRY(first_item(s, &node.value, "Names", &item, reterr));
    for (; item && item->next; item = item->next->next)
        TRY(look_at_file(s, item->next, reterr));
    TRY(first_item(s, &node.value, "Kids", &item, reterr));
    for (; item; item = item->next)
        TRY(walk_tree(s, item, depth + 1, reterr));
    return OK;
}

static code search(struct search *s, struct err *reterr)
{
    struct pdf_object root = {0};
    struct pdf_object names = {0};
    const struct pdf_value *item = NULL;

    TRY(pdf_open(&s->file, reterr));
    TRY(pdf_resolve(
        &s->file, pdf_get(&s->file.trailer, "Root"), &root, reterr));
    if (root.value.kind != PDF_DICTIONARY)
        return pdf_fail(E_BAKE_FORMAT, "catalogue of the PDF", 0, reterr);
    TRY(pdf_resolve(&s->file, pdf_get(&root.value, "Names"), &names, reterr));
    TRY(walk_tree(s, pdf_get(&names.value, "EmbeddedFiles"), 0, reterr));
    TRY(first_item(s, &root.value, "AF", &item, reterr));
    for (; item; item = item->next)
        TRY(look_at_file(s, item, reterr));
    return s->found >= 0 ? OK
                         : pdf_fail(E_NO_CREDENTIAL,
                               "no credential is attached", 0, reterr);
}

code pdf_extract(bytes pdf,
    const struct carrier_tools *tools,
    struct pdf_content *ret,
    struct err *reterr)
{
    struct search s = {
        .file = {.data = pdf,
            .provider = tools->provider,
            .arena = tools->arena,
            .budget = *tools->budget},
        .found = -1,
    };
    bytes text = {NULL, 0};
    code c;

    if (!pdf_is(pdf))
        return pdf_fail(E_BAKE_FORMAT, "header of the PDF", 0, reterr);
    c = search(&s, reterr);
    if (c == OK)
        c = pdf_decode(&s.file, &s.stream, tools->budget->image_text_bytes_max,
            &text, reterr);
    if (c == E_LIMIT_EXCEEDED || c == E_COMPLEXITY_LIMIT)
        return pdf_fail(E_BAKE_LIMIT, "work of the PDF", 0, reterr);
    TRY(c);
    ret->carried = (struct carried){CARRIED_BADGE_3, bytes_str(text)};
    ret->is_modified = s.file.n_sections > 1;
    return OK;
}
