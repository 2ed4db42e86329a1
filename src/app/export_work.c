/* What a learner worked on, for the archive. */
#include "app/export_part.h"
#include "domain/assessment.h"
#include "domain/enrolment.h"
#include "domain/submission.h"
#include "store/sql.h"

enum {
    ENDING_BYTES_MAX = 6,
};

/* ".pdf" of "Report.pdf"; empty for anything unusual. */
static str ending_of(str name)
{
    size_t at = name.len;

    while (at > 0 && name.len - at < ENDING_BYTES_MAX) {
        const char c = name.ptr[at - 1];

        if (c == '.')
            return str_sub(name, at - 1, name.len);
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
            break;
        at--;
    }
    return S("");
}

static code add_file(struct export *e,
    const struct evidence *evidence,
    struct json *item,
    struct err *reterr)
{
    struct file_content content;
    struct file file;
    str path;

    TRY(sql_file_by_id(e->act->db, evidence->tenant, evidence->file,
        e->act->arena, &file, reterr));
    export_text(e, item, S("sha256"), file.id);
    export_number(e, item, S("bytes"), file.size_bytes);
    if ((size_t)file.size_bytes > EXPORT_FILES_BYTES_MAX - e->files_bytes)
        return OK;
    TRY(sql_file_content_by_id(e->act->db, evidence->tenant, evidence->file,
        e->act->arena, &content, reterr));
    path = export_path(
        e, S("evidence/"), evidence->title, ending_of(evidence->title));
    zip_add(&e->zip, path, content.content);
    e->files_bytes += content.content.len;
    export_text(e, item, S("file"), path);
    return OK;
}

static code add_evidence(struct export *e,
    const struct submission *submission,
    struct json *object,
    struct err *reterr)
{
    struct json *list = export_list(e, object, S("evidence"));
    struct evidence *evidence;
    size_t n;
    size_t i;

    TRY(sql_evidence_list(e->act->db, submission->tenant, submission->id,
        e->act->arena, &evidence, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("title"), evidence[i].title);
        export_text(e, item, S("task"), evidence[i].task);
        export_text(e, item, S("text"), evidence[i].body);
        export_text(e, item, S("link"), evidence[i].url);
        export_time(e, item, S("createdAt"), evidence[i].created_at);
        if (evidence[i].kind == EVIDENCE_FILE)
            TRY(add_file(e, &evidence[i], item, reterr));
    }
    return OK;
}

static code add_submissions(struct export *e,
    str tenant,
    str enrolment,
    struct json *object,
    struct err *reterr)
{
    struct json *list = export_list(e, object, S("submissions"));
    struct submission *submissions;
    size_t n;
    size_t i;

    TRY(sql_submission_list(e->act->db, tenant, enrolment, e->act->arena,
        &submissions, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_number(e, item, S("attempt"), submissions[i].attempt);
        export_text(e, item, S("note"), submissions[i].note);
        export_time(e, item, S("submittedAt"), submissions[i].submitted_at);
        TRY(add_evidence(e, &submissions[i], item, reterr));
    }
    return OK;
}

static code add_outcomes(struct export *e,
    const struct assessment *assessment,
    struct json *object,
    struct err *reterr)
{
    struct json *list = export_list(e, object, S("outcomes"));
    struct assessment_outcome *outcomes;
    size_t n;
    size_t i;

    TRY(sql_assessment_outcome_list(e->act->db, assessment->tenant,
        assessment->id, e->act->arena, &outcomes, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("outcome"), outcomes[i].outcome);
        export_text(
            e, item, S("met"), names_word(&outcome_met_names, outcomes[i].met));
        export_text(e, item, S("grade"), outcomes[i].grade);
        export_text(e, item, S("comment"), outcomes[i].comment);
    }
    return OK;
}

/* Judgements that are final: a draft is the assessor's. */
static code add_assessments(struct export *e,
    str tenant,
    str enrolment,
    struct json *object,
    struct err *reterr)
{
    struct json *list = export_list(e, object, S("assessments"));
    struct assessment *found;
    size_t n;
    size_t i;

    TRY(sql_assessment_list(
        e->act->db, tenant, enrolment, e->act->arena, &found, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item;

        if (found[i].state != ASSESSMENT_FINAL)
            continue;
        item = export_item(e, list);
        export_number(e, item, S("attempt"), found[i].attempt);
        export_text(e, item, S("result"),
            names_word(&assessment_result_names, found[i].result));
        export_text(e, item, S("grade"), found[i].grade);
        export_text(e, item, S("comment"), found[i].comment);
        export_text(e, item, S("reason"), found[i].reason);
        export_text(e, item, S("assessedOn"), found[i].assessed_on);
        TRY(add_outcomes(e, &found[i], item, reterr));
    }
    return OK;
}

static code add_attestations(struct export *e,
    str tenant,
    str enrolment,
    struct json *object,
    struct err *reterr)
{
    struct json *list = export_list(e, object, S("attestations"));
    struct attestation *found;
    size_t n;
    size_t i;

    TRY(sql_attestation_list(
        e->act->db, tenant, enrolment, e->act->arena, &found, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("name"), found[i].name);
        export_text(e, item, S("relation"), found[i].relation);
        export_text(e, item, S("state"),
            names_word(&attestation_state_names, found[i].state));
        export_text(e, item, S("text"), found[i].body);
        export_time(e, item, S("answeredAt"), found[i].answered_at);
    }
    return OK;
}

code export_work(struct export *e, struct json *object, struct err *reterr)
{
    struct json *list = export_list(e, object, S("learning"));
    struct enrolment_list_person_row *rows;
    size_t n;
    size_t i;

    TRY(sql_enrolment_list_person(
        e->act->db, e->act->actor.person, e->act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("title"), rows[i].title);
        export_text(e, item, S("organisation"), rows[i].name);
        export_text(e, item, S("state"),
            names_word(&enrolment_state_names, rows[i].state));
        export_time(e, item, S("createdAt"), rows[i].created_at);
        TRY(add_submissions(e, rows[i].tenant, rows[i].id, item, reterr));
        TRY(add_assessments(e, rows[i].tenant, rows[i].id, item, reterr));
        TRY(add_attestations(e, rows[i].tenant, rows[i].id, item, reterr));
    }
    return OK;
}
