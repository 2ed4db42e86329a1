#include "draw/attachment.h"

#include "base/buf.h"
#include "text/xml_text.h"

#include <qpdf/qpdf-c.h>

enum {
    XMP_BYTES_MAX = 64 * 1024,
    PDF_BYTES_MAX = 64 * 1024 * 1024,
    LANGUAGE_BYTES_MAX = 64,
    DATE_BYTES = 20,
};

static void put_element(
    struct buf *out, const char *before, str text, const char *after)
{
    buf_str(out, str_of(before));
    xml_encode(out, text, XML_IN_TEXT);
    buf_str(out, str_of(after));
}

/* XMP (ISO 16684-1), in UTF-8. */
static code write_xmp(
    const struct attachment *a, struct arena *arena, bytes *ret)
{
    struct buf out;

    buf_init(&out, arena, XMP_BYTES_MAX);
    buf_str(&out, S("<?xpacket begin=\"\xef\xbb\xbf\" "
                    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                    "<rdf:Description rdf:about=\"\" "
                    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
                    "<dc:format>application/pdf</dc:format>\n"));
    put_element(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
        a->title, "</rdf:li></rdf:Alt></dc:title>\n");
    put_element(&out, "<dc:creator><rdf:Seq><rdf:li>", a->author,
        "</rdf:li></rdf:Seq></dc:creator>\n");
    put_element(&out, "<dc:language><rdf:Bag><rdf:li>", a->language,
        "</rdf:li></rdf:Bag></dc:language>\n");
    put_element(&out, "<dc:identifier>", a->identifier, "</dc:identifier>\n");
    put_element(&out, "<xmp:CreateDate>", a->created, "</xmp:CreateDate>\n");
    buf_str(&out, S("<xmp:CreatorTool>Testamur</xmp:CreatorTool>"
                    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
                    "<?xpacket end=\"r\"?>\n"));
    return buf_finish(&out, ret);
}

static qpdf_oh name(qpdf_data q, const char *text)
{
    return qpdf_oh_new_name(q, text);
}

static qpdf_oh new_stream(qpdf_data q, bytes data)
{
    qpdf_oh stream = qpdf_oh_new_stream(q);

    qpdf_oh_replace_stream_data(q, stream, data.ptr, data.len,
        qpdf_oh_new_null(q), qpdf_oh_new_null(q));
    return stream;
}

/* ISO 32000-2, 7.11.3: the file specification. */
static qpdf_oh new_file(qpdf_data q, const struct attachment *a)
{
    bool is_json = str_starts(a->credential, S("{"));
    const char *file_name =
        is_json ? ATTACHMENT_JSON_NAME : ATTACHMENT_JWS_NAME;
    qpdf_oh stream = new_stream(q, str_bytes(a->credential));
    qpdf_oh of_stream = qpdf_oh_get_dict(q, stream);
    qpdf_oh parameters = qpdf_oh_new_dictionary(q);
    qpdf_oh ef = qpdf_oh_new_dictionary(q);
    qpdf_oh file = qpdf_oh_new_dictionary(q);

    qpdf_oh_replace_key(q, parameters, "/Size",
        qpdf_oh_new_integer(q, (long long)a->credential.len));
    qpdf_oh_replace_key(q, of_stream, "/Type", name(q, "/EmbeddedFile"));
    qpdf_oh_replace_key(q, of_stream, "/Subtype",
        name(q, is_json ? "/application#2fvc" : "/application#2fvc+jwt"));
    qpdf_oh_replace_key(q, of_stream, "/Params", parameters);
    qpdf_oh_replace_key(q, ef, "/F", stream);
    qpdf_oh_replace_key(q, ef, "/UF", stream);
    qpdf_oh_replace_key(q, file, "/Type", name(q, "/Filespec"));
    qpdf_oh_replace_key(q, file, "/F", qpdf_oh_new_string(q, file_name));
    qpdf_oh_replace_key(
        q, file, "/UF", qpdf_oh_new_unicode_string(q, file_name));
    qpdf_oh_replace_key(q, file, "/AFRelationship", name(q, "/Source"));
    qpdf_oh_replace_key(q, file, "/Desc",
        qpdf_oh_new_unicode_string(q, "Verifiable Credential"));
    qpdf_oh_replace_key(q, file, "/EF", ef);
    return qpdf_make_indirect_object(q, file);
}

/* A text string of the catalogue; a language tag is ASCII. */
static qpdf_oh language(qpdf_data q, str tag)
{
    return qpdf_oh_new_binary_string(q, tag.ptr, tag.len);
}

static void add(qpdf_data q, const struct attachment *a, bytes xmp)
{
    bool is_json = str_starts(a->credential, S("{"));
    qpdf_oh root = qpdf_get_root(q);
    qpdf_oh file = new_file(q, a);
    qpdf_oh names = qpdf_oh_new_array(q);
    qpdf_oh tree = qpdf_oh_new_dictionary(q);
    qpdf_oh all = qpdf_oh_new_dictionary(q);
    qpdf_oh associated = qpdf_oh_new_array(q);
    qpdf_oh metadata = new_stream(q, xmp);
    qpdf_oh view = qpdf_oh_new_dictionary(q);
    qpdf_oh marks = qpdf_oh_new_dictionary(q);

    qpdf_oh_append_item(q, names,
        qpdf_oh_new_string(
            q, is_json ? ATTACHMENT_JSON_NAME : ATTACHMENT_JWS_NAME));
    qpdf_oh_append_item(q, names, file);
    qpdf_oh_replace_key(q, tree, "/Names", names);
    qpdf_oh_replace_key(q, all, "/EmbeddedFiles", tree);
    qpdf_oh_append_item(q, associated, file);
    qpdf_oh_replace_key(
        q, qpdf_oh_get_dict(q, metadata), "/Type", name(q, "/Metadata"));
    qpdf_oh_replace_key(
        q, qpdf_oh_get_dict(q, metadata), "/Subtype", name(q, "/XML"));
    qpdf_oh_replace_key(
        q, view, "/DisplayDocTitle", qpdf_oh_new_bool(q, QPDF_TRUE));
    qpdf_oh_replace_key(q, root, "/Names", all);
    qpdf_oh_replace_key(q, root, "/AF", associated);
    qpdf_oh_replace_key(q, root, "/Metadata", metadata);
    qpdf_oh_replace_key(q, root, "/ViewerPreferences", view);
    if (a->language.len > 0 && a->language.len < LANGUAGE_BYTES_MAX)
        qpdf_oh_replace_key(q, root, "/Lang", language(q, a->language));
    qpdf_oh_replace_key(q, marks, "/Marked", qpdf_oh_new_bool(q, QPDF_TRUE));
    qpdf_oh_replace_key(q, root, "/MarkInfo", marks);
}

/* ISO 32000-2, 7.9.4: "D:20260115090000Z". */
static void set_info(qpdf_data q, str created)
{
    char date[DATE_BYTES] = "D:";
    size_t n = 2;
    size_t i;

    for (i = 0; i < created.len && created.ptr[i] != '.'; i++)
        if (created.ptr[i] >= '0' && created.ptr[i] <= '9' &&
            n < DATE_BYTES - 2)
            date[n++] = created.ptr[i];
    date[n] = 'Z';
    date[n + 1] = 0;
    qpdf_set_info_key(q, "/CreationDate", date);
    qpdf_set_info_key(q, "/ModDate", date);
    qpdf_set_info_key(q, "/Producer", "Testamur");
}

static code write_out(qpdf_data q, struct arena *arena, bytes *ret)
{
    struct buf out;

    if ((qpdf_init_write_memory(q) & QPDF_ERRORS) != 0)
        return E_INTERNAL;
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_disable);
    qpdf_set_minimum_pdf_version(q, "1.7");
    if ((qpdf_write(q) & QPDF_ERRORS) != 0 || qpdf_has_error(q))
        return E_INTERNAL;
    buf_init(&out, arena, PDF_BYTES_MAX);
    buf_put(&out, (bytes){qpdf_get_buffer(q), qpdf_get_buffer_length(q)});
    return buf_finish(&out, ret);
}

code attachment_add(bytes pdf,
    const struct attachment *a,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    qpdf_data q;
    bytes xmp = {NULL, 0};
    code c = write_xmp(a, arena, &xmp);

    if (c != OK)
        return err_set(reterr, c, S("attachment"));
    q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    c = E_INTERNAL;
    if ((qpdf_read_memory(
             q, "certificate", (const char *)pdf.ptr, pdf.len, NULL) &
            QPDF_ERRORS) == 0) {
        add(q, a, xmp);
        set_info(q, a->created);
        c = write_out(q, arena, ret);
    }
    qpdf_cleanup(&q);
    return c == OK ? OK : err_set(reterr, c, S("attachment"));
}
