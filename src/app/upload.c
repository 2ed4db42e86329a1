#include "app/upload.h"

#include "draw/upload.h"
#include "store/sql.h"
#include "text/base64.h"

code upload_keep(struct act *act,
    const struct upload_new *given,
    str *ret_id,
    struct err *reterr)
{
    struct file file = {
        .tenant = given->tenant,
        .media_type = given->media_type,
        .size_bytes = (int64_t)given->content.len,
        .name = given->name,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct file_content content = {
        .tenant = given->tenant, .content = given->content};
    struct file there;
    bytes digest;
    code result;

    TRY(act_digest(act, given->content, &digest, reterr));
    file.id = content.id = hex_encode(digest, act->arena);
    TRY(arena_status(act->arena));
    *ret_id = file.id;
    result = sql_file_by_id(
        act->db, file.tenant, file.id, act->arena, &there, reterr);
    if (result != E_NOT_FOUND)
        return result;
    TRY(sql_file_insert(act->db, &file, NULL, reterr));
    return sql_file_content_insert(act->db, &content, NULL, reterr);
}

code upload_keep_image(struct act *act,
    const struct upload_new *given,
    str *ret_id,
    struct err *reterr)
{
    const struct budget budget = budget_default();
    struct upload_new safe = *given;
    struct upload image;

    TRY(upload_rebuild(given->content, &budget, act->arena, &image, reterr));
    safe.media_type = upload_media_type(image.kind);
    safe.content = image.image;
    return upload_keep(act, &safe, ret_id, reterr);
}

code upload_read(struct act *act,
    str tenant,
    str id,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr)
{
    struct file_content content;

    TRY(sql_file_by_id(act->db, tenant, id, act->arena, ret, reterr));
    TRY(sql_file_content_by_id(
        act->db, tenant, id, act->arena, &content, reterr));
    *ret_content = content.content;
    return OK;
}
