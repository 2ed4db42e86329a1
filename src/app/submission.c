#include "app/submission.h"

#include "app/enrolment.h"
#include "text/base64.h"
#include "text/iri.h"

/* --- reading --- */

static bool is_own(const struct act *act, const struct enrolment *enrolment)
{
    return str_eq(enrolment->person, act->actor.person);
}

static code newest(struct act *act,
    const struct enrolment *enrolment,
    struct submission *ret,
    struct err *reterr)
{
    const code result = sql_submission_newest(
        act->db, enrolment->tenant, enrolment->id, act->arena, ret, reterr);

    if (result == E_NOT_FOUND)
        *ret = (struct submission){0};
    return result == E_NOT_FOUND ? OK : result;
}

/* For others than the learner: what was handed in last, whatever the learner
 * drafts since. */
static code newest_for(struct act *act,
    const struct enrolment *enrolment,
    struct submission *ret,
    struct err *reterr)
{
    if (is_own(act, enrolment))
        return newest(act, enrolment, ret, reterr);
    return sql_submission_sent(
        act->db, enrolment->tenant, enrolment->id, act->arena, ret, reterr);
}

code submission_read(struct act *act,
    str enrolment,
    struct submission_full *ret,
    struct err *reterr)
{
    struct submission_full full = {0};
    struct evidence *evidence;
    struct attestation *attestations;
    struct file *files;

    TRY(enrolment_find(
        act, enrolment, RIGHT_assessment_read, &full.enrolment, reterr));
    TRY(newest_for(act, &full.enrolment, &full.submission, reterr));
    TRY(sql_evidence_list(act->db, full.enrolment.tenant, full.submission.id,
        act->arena, &evidence, &full.n_evidence, reterr));
    TRY(sql_attestation_list(act->db, full.enrolment.tenant, enrolment,
        act->arena, &attestations, &full.n_attestations, reterr));
    TRY(sql_file_of_submission(act->db, full.enrolment.tenant,
        full.submission.id, act->arena, &files, &full.n_files, reterr));
    full.evidence = evidence;
    full.files = files;
    full.attestations = attestations;
    *ret = full;
    return OK;
}

code submission_show(struct act *act,
    str enrolment,
    struct submission_full *ret,
    struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, submission_read(act, enrolment, ret, reterr), reterr);
}

static code find_file(struct act *act,
    str enrolment,
    str evidence,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr)
{
    struct enrolment owner;
    struct evidence found;
    struct submission submission;
    struct file_content content;

    TRY(enrolment_find(act, enrolment, RIGHT_assessment_read, &owner, reterr));
    TRY(sql_evidence_by_id(
        act->db, owner.tenant, evidence, act->arena, &found, reterr));
    TRY(sql_submission_by_id(act->db, owner.tenant, found.submission,
        act->arena, &submission, reterr));
    if (!str_eq(submission.enrolment, owner.id) ||
        found.kind != EVIDENCE_FILE ||
        (submission.state == SUBMISSION_DRAFT && !is_own(act, &owner)))
        return err_set(reterr, E_NOT_FOUND, S("evidence"));
    TRY(sql_file_by_id(
        act->db, owner.tenant, found.file, act->arena, ret, reterr));
    TRY(sql_file_content_by_id(
        act->db, owner.tenant, found.file, act->arena, &content, reterr));
    if (found.title.len > 0)
        ret->name = found.title;
    *ret_content = content.content;
    return OK;
}

code submission_file(struct act *act,
    str enrolment,
    str evidence,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act,
        find_file(act, enrolment, evidence, ret, ret_content, reterr), reterr);
}

/* --- the draft --- */

/* The learner's own enrolment, when something may be handed in. */
static code find_own(
    struct act *act, str id, struct enrolment *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(sql_enrolment_of_person(
        act->db, id, act->actor.person, act->arena, ret, reterr));
    if (ret->state != ENROLMENT_ENROLLED && ret->state != ENROLMENT_RESUBMIT)
        return err_set(reterr, E_STATE_ORDER, S("submission"));
    return OK;
}

static code begin(struct act *act,
    const struct enrolment *enrolment,
    struct submission *ret,
    struct err *reterr)
{
    TRY(newest(act, enrolment, ret, reterr));
    if (ret->state == SUBMISSION_DRAFT)
        return OK;
    *ret = (struct submission){
        .tenant = enrolment->tenant,
        .enrolment = enrolment->id,
        .attempt = enrolment->attempt + 1,
        .state = SUBMISSION_DRAFT,
        .created_at = act->now,
        .updated_at = act->now,
    };
    TRY(act_id(act, &ret->id, reterr));
    return sql_submission_insert(act->db, ret, NULL, reterr);
}

static bool is_https(str url)
{
    const struct iri iri = iri_split(url);

    return url.len <= SUBMISSION_URL_BYTES_MAX && iri_is_valid(url) &&
           str_eq(iri.scheme, S("https")) && iri.authority.len > 0 &&
           str_find(iri.authority, '@', 0) == SIZE_MAX;
}

static code check(const struct evidence_new *given, struct err *reterr)
{
    if (given->title.len > SUBMISSION_TITLE_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("title"));
    switch (given->kind) {
    case EVIDENCE_TEXT:
        if (given->body.len > EVIDENCE_TEXT_BYTES_MAX)
            return err_set(reterr, E_LIMIT_EXCEEDED, S("text"));
        return given->body.len > 0 ? OK
                                   : err_set(reterr, E_FORM_FIELD, S("text"));
    case EVIDENCE_LINK:
        return is_https(given->url) ? OK
                                    : err_set(reterr, E_FORM_FIELD, S("link"));
    case EVIDENCE_FILE:
        if (given->content.len > EVIDENCE_FILE_BYTES_MAX)
            return err_set(reterr, E_LIMIT_EXCEEDED, S("file"));
        return given->content.len > 0
                   ? OK
                   : err_set(reterr, E_FORM_FIELD, S("file"));
    default:
        return err_set(reterr, E_FORM_FIELD, S("kind"));
    }
}

/* By the first bytes, whatever it was called. */
static str media_type(bytes content)
{
    static const struct {
        str begins;
        str type;
    } TYPES[] = {
        {STR("%PDF-"), STR("application/pdf")},
        {STR("\x89PNG\r\n\x1A\n"), STR("image/png")},
        {STR("\xFF\xD8\xFF"), STR("image/jpeg")},
        {STR("PK\x03\x04"), STR("application/zip")},
    };
    size_t i;

    for (i = 0; i < sizeof(TYPES) / sizeof(TYPES[0]); i++) {
        if (str_starts(bytes_str(content), TYPES[i].begins))
            return TYPES[i].type;
    }
    return S("application/octet-stream");
}

static code keep_file(struct act *act,
    const struct enrolment *enrolment,
    const struct evidence_new *given,
    str *ret,
    struct err *reterr)
{
    struct file file = {
        .tenant = enrolment->tenant,
        .media_type = media_type(given->content),
        .size_bytes = (int64_t)given->content.len,
        .name = given->title,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct file_content content = {
        .tenant = enrolment->tenant, .content = given->content};
    struct file there;
    bytes digest;
    code result;

    TRY(act_digest(act, given->content, &digest, reterr));
    file.id = hex_encode(digest, act->arena);
    content.id = file.id;
    TRY(arena_status(act->arena));
    *ret = file.id;
    result = sql_file_by_id(
        act->db, file.tenant, file.id, act->arena, &there, reterr);
    if (result != E_NOT_FOUND)
        return result;
    TRY(sql_file_insert(act->db, &file, NULL, reterr));
    return sql_file_content_insert(act->db, &content, NULL, reterr);
}

static code check_task(struct act *act,
    const struct enrolment *enrolment,
    str task,
    struct err *reterr)
{
    struct definition definition;

    if (task.len == 0)
        return OK;
    TRY(enrolment_definition(act, enrolment, &definition, reterr));
    return definition_task(&definition, task) == SIZE_MAX
               ? err_set(reterr, E_FORM_FIELD, S("task"))
               : OK;
}

/* What was given, by its kind. */
static code put_content(struct act *act,
    const struct enrolment *enrolment,
    const struct evidence_new *given,
    struct evidence *ret,
    struct err *reterr)
{
    if (given->kind == EVIDENCE_FILE)
        return keep_file(act, enrolment, given, &ret->file, reterr);
    if (given->kind == EVIDENCE_TEXT)
        ret->body = given->body;
    else
        ret->url = given->url;
    return OK;
}

static code add(struct act *act,
    const struct evidence_new *given,
    struct evidence *ret,
    struct err *reterr)
{
    struct enrolment enrolment;
    struct submission submission;
    struct evidence *others;
    size_t n;

    TRY(find_own(act, given->enrolment, &enrolment, reterr));
    TRY(check_task(act, &enrolment, given->task, reterr));
    TRY(begin(act, &enrolment, &submission, reterr));
    TRY(sql_evidence_list(act->db, enrolment.tenant, submission.id, act->arena,
        &others, &n, reterr));
    if (n >= EVIDENCE_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("evidence"));
    *ret = (struct evidence){
        .tenant = enrolment.tenant,
        .submission = submission.id,
        .position = n > 0 ? others[n - 1].position + 1 : 1,
        .kind = given->kind,
        .task = given->task,
        .title = given->title.len > 0 ? given->title : given->url,
        .created_at = act->now,
    };
    TRY(put_content(act, &enrolment, given, ret, reterr));
    TRY(act_id(act, &ret->id, reterr));
    TRY(sql_evidence_insert(act->db, ret, NULL, reterr));
    return act_record(
        act, enrolment.tenant, S("evidence.add"), ret->id, S(""), reterr);
}

code submission_add(struct act *act,
    const struct evidence_new *given,
    struct evidence *ret,
    struct err *reterr)
{
    struct evidence evidence;

    TRY(check(given, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, add(act, given, &evidence, reterr), reterr));
    *ret = evidence;
    return OK;
}

static code add_all(struct act *act,
    const struct evidence_new *given,
    size_t n,
    struct err *reterr)
{
    struct evidence evidence;
    size_t i;

    for (i = 0; i < n; i++)
        TRY(add(act, &given[i], &evidence, reterr));
    return OK;
}

code submission_add_all(struct act *act,
    const struct evidence_new *given,
    size_t n,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < n; i++)
        TRY(check(&given[i], reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, add_all(act, given, n, reterr), reterr);
}

code submission_again(struct act *act,
    const struct enrolment *enrolment,
    const struct submission_full *before,
    struct err *reterr)
{
    struct submission draft;
    size_t i;

    TRY(begin(act, enrolment, &draft, reterr));
    for (i = 0; i < before->n_evidence; i++) {
        struct evidence copy = before->evidence[i];

        copy.submission = draft.id;
        TRY(act_id(act, &copy.id, reterr));
        TRY(sql_evidence_insert(act->db, &copy, NULL, reterr));
    }
    return OK;
}

static code take_away(struct act *act, str id, str evidence, struct err *reterr)
{
    struct enrolment enrolment;
    struct submission submission;
    size_t n;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(sql_enrolment_of_person(
        act->db, id, act->actor.person, act->arena, &enrolment, reterr));
    TRY(newest(act, &enrolment, &submission, reterr));
    if (submission.state == SUBMISSION_SUBMITTED)
        return err_set(reterr, E_IMMUTABLE, S("submission"));
    TRY(sql_evidence_delete(
        act->db, enrolment.tenant, evidence, submission.id, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("evidence"));
    return act_record(
        act, enrolment.tenant, S("evidence.remove"), evidence, S(""), reterr);
}

code submission_remove(
    struct act *act, str enrolment, str evidence, struct err *reterr)
{
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, take_away(act, enrolment, evidence, reterr), reterr);
}

static code send(struct act *act, str id, str note, struct err *reterr)
{
    struct enrolment enrolment;
    struct submission submission;
    struct evidence *evidence;
    size_t n;

    TRY(find_own(act, id, &enrolment, reterr));
    TRY(newest(act, &enrolment, &submission, reterr));
    TRY(sql_evidence_list(act->db, enrolment.tenant, submission.id, act->arena,
        &evidence, &n, reterr));
    if (submission.state != SUBMISSION_DRAFT || n == 0)
        return err_set(reterr, E_FORM_FIELD, S("evidence"));
    submission.state = SUBMISSION_SUBMITTED;
    submission.note = note;
    submission.updated_at = act->now;
    submission.submitted_at = act->now;
    TRY(sql_submission_update(act->db, &submission, NULL, reterr));
    enrolment.submitted_at = act->now;
    enrolment.due_on = enrolment_day(act, ENROLMENT_JUDGE_DAYS);
    return enrolment_move(act, &enrolment, ENROLMENT_SUBMIT, reterr);
}

code submission_send(
    struct act *act, str enrolment, str note, struct err *reterr)
{
    if (note.len > SUBMISSION_NOTE_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("note"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, send(act, enrolment, note, reterr), reterr);
}
