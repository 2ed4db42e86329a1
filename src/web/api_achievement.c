/* Achievements of an organisation as JSON: written, approved, listed. */
#include "web/api_achievement.h"

#include "app/achievement.h"
#include "base/num.h"
#include "domain/definition_json.h"
#include "web/api.h"

enum {
    REVISION_MAX = 1000000000,
};

/* --- the list --- */

static struct json *row_of(
    struct web *web, const struct achievement_office_row *row)
{
    struct json *value = api_object(web);

    api_put(web, value, S("id"), row->id);
    api_put(web, value, S("code"), row->code);
    api_put(web, value, S("title"), row->title);
    api_put_number(web, value, S("version"), row->version);
    if (row->listed_version > 0)
        api_put_number(web, value, S("listedVersion"), row->listed_version);
    api_put(web, value, S("state"),
        names_word(&achievement_state_names, row->state));
    api_put_flag(web, value, S("inReview"), row->review_at > 0);
    api_put_flag(web, value, S("shared"), row->shared != 0);
    api_put_number(web, value, S("minutes"), row->volume_minutes);
    api_put_number(web, value, S("awards"), row->n_awards);
    api_put_time(web, value, S("updated"), row->updated_at);
    return value;
}

/* ROUTE GET /api/v1/o/{org}/achievement  right: achievement_read
 *   query: q,state,limit,cursor  answers: 200 AchievementList
 *   summary: the achievements of the organisation, by title */
code api_achievement_list(struct web *web, struct err *reterr)
{
    struct achievement_query query = {.text = web_query(web, S("q"))};
    struct json *items = json_new(web->arena, JSON_ARRAY);
    struct achievement_hits hits;
    struct api_range range;
    size_t i;

    TRY(api_range(web, &range, reterr));
    TRY(api_query_word(
        web, S("state"), &achievement_state_names, &query.state, reterr));
    query.limit = range.limit;
    query.offset = range.offset;
    TRY(achievement_search(&web->act, &query, &hits, reterr));
    for (i = 0; i < hits.n_rows; i++)
        json_push(items, row_of(web, &hits.rows[i]));
    return api_list(web, items, &range, hits.n, reterr);
}

/* --- drafts --- */

static code saved(struct web *web,
    const struct achievement_version *version,
    const struct findings *findings,
    struct err *reterr)
{
    struct json *value = api_object(web);

    api_put(web, value, S("id"), version->achievement);
    api_put_number(web, value, S("version"), version->version);
    api_put_number(web, value, S("revision"), version->revision);
    api_put(web, value, S("state"),
        names_word(&achievement_state_names, version->state));
    api_put_findings(web, value, findings);
    return api_answer(web, value, reterr);
}

/* ROUTE POST /api/v1/o/{org}/achievement  right: achievement_write
 *   takes: Definition  answers: 201 AchievementSaved
 *   summary: begin an achievement; what its draft lacks are the findings */
code api_achievement_create(struct web *web, struct err *reterr)
{
    const struct achievement_edit edit = {.json = bytes_str(web->req->body)};
    struct achievement_version version;
    struct findings findings;
    const struct json *body;

    TRY(api_body(web, &body, reterr));
    findings_init(&findings, web->arena);
    TRY(achievement_create(&web->act, &edit, &findings, &version, reterr));
    return saved(web, &version, &findings, reterr);
}

static code read_revision(
    const struct web *web, int64_t *ret, struct err *reterr)
{
    uint64_t revision;

    if (!num_parse_u64(web_query(web, S("revision")), REVISION_MAX, &revision))
        return err_set(reterr, E_FORM_FIELD, S("revision"));
    *ret = (int64_t)revision;
    return OK;
}

/* ROUTE PUT /api/v1/o/{org}/achievement/{id}  right: achievement_write
 *   query: revision  takes: Definition  answers: 200 AchievementSaved
 *   summary: write the draft */
code api_achievement_save(struct web *web, struct err *reterr)
{
    struct achievement_edit edit = {
        .id = web_path(web, S("id")), .json = bytes_str(web->req->body)};
    struct achievement_version version;
    struct findings findings;
    const struct json *body;

    TRY(read_revision(web, &edit.revision, reterr));
    TRY(api_body(web, &body, reterr));
    findings_init(&findings, web->arena);
    TRY(achievement_save(&web->act, &edit, &findings, &version, reterr));
    return saved(web, &version, &findings, reterr);
}

/* --- one --- */

static struct json *version_of(
    struct web *web, const struct achievement_version *v)
{
    struct json *value = api_object(web);

    api_put_number(web, value, S("version"), v->version);
    api_put(
        web, value, S("state"), names_word(&achievement_state_names, v->state));
    api_put_number(web, value, S("revision"), v->revision);
    api_put(web, value, S("listedOn"), v->listed_on);
    api_put_time(web, value, S("created"), v->created_at);
    api_put_time(web, value, S("updated"), v->updated_at);
    return value;
}

static void put_version(
    struct web *web, struct json *value, const struct achievement_version *v)
{
    api_put_number(web, value, S("version"), v->version);
    api_put(
        web, value, S("state"), names_word(&achievement_state_names, v->state));
    api_put_number(web, value, S("revision"), v->revision);
    api_put_flag(web, value, S("inReview"), v->review_at > 0);
    api_put(web, value, S("reviewNote"), v->review_note);
    api_put_flag(web, value, S("creditBearing"), v->credit_bearing != 0);
    api_put(web, value, S("createdBy"), v->created_by);
    api_put(web, value, S("approvedBy"), v->approved_by);
    api_put(web, value, S("listedOn"), v->listed_on);
}

/* The newest version, and every point that keeps it from being approved. */
static code show(struct web *web, str id, struct err *reterr)
{
    struct json *value = api_object(web);
    struct achievement_full full;
    struct findings findings;
    struct json *versions;
    size_t i;

    findings_init(&findings, web->arena);
    TRY(achievement_check(&web->act, id, &findings, &full, reterr));
    api_put(web, value, S("id"), full.achievement.id);
    api_put(web, value, S("code"), full.achievement.code);
    api_put(web, value, S("title"), full.version.title);
    put_version(web, value, &full.version);
    api_put(web, value, S("replacedBy"), full.achievement.replaced_by);
    api_put_flag(web, value, S("shared"), full.achievement.shared != 0);
    json_add(value, S("definition"),
        definition_to_json(&full.definition, web->arena));
    api_put_findings(web, value, &findings);
    versions = json_add(value, S("versions"), json_new(web->arena, JSON_ARRAY));
    for (i = 0; i < full.n_versions; i++)
        json_push(versions, version_of(web, &full.versions[i]));
    return api_answer(web, value, reterr);
}

/* ROUTE GET /api/v1/o/{org}/achievement/{id}  right: achievement_read
 *   answers: 200 Achievement
 *   summary: the newest version of an achievement, and what it lacks */
code api_achievement_show(struct web *web, struct err *reterr)
{
    return show(web, web_path(web, S("id")), reterr);
}

/* --- from draft to catalogue --- */

typedef code plain_move(struct act *act, str id, struct err *reterr);

static plain_move *find_move(str what)
{
    static const struct {
        str what;
        plain_move *move;
    } MOVES[] = {
        {STR("withdraw"), achievement_withdraw},
        {STR("reopen"), achievement_reopen},
        {STR("list"), achievement_publish},
        {STR("restore"), achievement_restore},
        {STR("share"), achievement_share},
    };
    size_t i;

    for (i = 0; i < sizeof(MOVES) / sizeof(MOVES[0]); i++) {
        if (str_eq(MOVES[i].what, what))
            return MOVES[i].move;
    }
    return NULL;
}

static code move(
    struct act *act, str id, const struct json *body, struct err *reterr)
{
    const str what = api_get(body, S("do"));
    const int64_t revision = api_get_number(body, S("revision"));
    plain_move *plain = find_move(what);
    struct achievement_version next;

    if (plain)
        return plain(act, id, reterr);
    if (str_eq(what, S("send")))
        return achievement_send(act, id, revision, reterr);
    if (str_eq(what, S("approve")))
        return achievement_approve(act, id, revision, reterr);
    if (str_eq(what, S("return")))
        return achievement_return(act, id, api_get(body, S("reason")), reterr);
    if (str_eq(what, S("retire")))
        return achievement_retire(
            act, id, api_get(body, S("replacedBy")), reterr);
    return achievement_revise(act, id, &next, reterr);
}

/* ROUTE POST /api/v1/o/{org}/achievement/{id}/move  right: achievement_read
 *   takes: AchievementMove  answers: 200 Achievement
 *   summary: send, approve, list, retire an achievement, and back; each needs
 *   its own right */
code api_achievement_move(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    const struct json *body;

    TRY(api_body(web, &body, reterr));
    TRY(move(&web->act, id, body, reterr));
    return show(web, id, reterr);
}
