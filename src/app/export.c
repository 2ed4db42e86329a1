#include "app/export.h"

#include "app/award_change.h"
#include "app/award_picture.h"
#include "app/counter.h"
#include "app/export_part.h"
#include "app/format.h"
#include "domain/id.h"
#include "domain/mail.h"
#include "domain/person.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    ARCHIVE_BYTES_MAX = 48 << 20,
    DATA_BYTES_MAX = 16 << 20,
    NUMBER_BYTES = 24,
};

/* --- building --- */

void export_text(
    const struct export *e, struct json *object, str name, str text)
{
    json_put_text(object, name, text, e->act->arena);
}

void export_number(
    const struct export *e, struct json *object, str name, int64_t number)
{
    struct arena *arena = e->act->arena;
    char text[NUMBER_BYTES];

    snprintf(text, sizeof(text), "%" PRId64, number);
    json_add(
        object, name, json_new_number(arena, arena_str(arena, str_of(text))));
}

void export_time(
    const struct export *e, struct json *object, str name, int64_t unix_s)
{
    if (unix_s > 0)
        export_text(e, object, name, format_iso_time(e->act->arena, unix_s));
}

struct json *export_list(const struct export *e, struct json *object, str name)
{
    return json_add(object, name, json_new(e->act->arena, JSON_ARRAY));
}

struct json *export_item(const struct export *e, struct json *list)
{
    return json_push(list, json_new(e->act->arena, JSON_OBJECT));
}

str export_path(struct export *e, str folder, str title, str ending)
{
    str parts[] = {
        folder, S(""), S("-"), slug_of(title, e->act->arena), ending};
    char number[NUMBER_BYTES];

    snprintf(number, sizeof(number), "%02zu", ++e->n_files);
    parts[1] = str_of(number);
    return arena_join(e->act->arena, parts, 5);
}

/* --- the person --- */

static code add_person(struct export *e, struct json *data, struct err *reterr)
{
    struct json *object =
        json_add(data, S("person"), json_new(e->act->arena, JSON_OBJECT));
    struct person person;

    TRY(sql_person_by_id(
        e->act->db, e->act->actor.person, e->act->arena, &person, reterr));
    export_text(e, object, S("id"), person.id);
    export_text(e, object, S("name"), person.name);
    export_text(e, object, S("language"), person.language);
    export_text(e, object, S("timeZone"), person.time_zone);
    export_text(e, object, S("did"), person.did);
    export_time(e, object, S("createdAt"), person.created_at);
    return OK;
}

static code add_addresses(
    struct export *e, struct json *data, struct err *reterr)
{
    struct json *list = export_list(e, data, S("addresses"));
    struct person_email *emails;
    size_t n;
    size_t i;

    TRY(sql_person_email_list(
        e->act->db, e->act->actor.person, e->act->arena, &emails, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("email"), emails[i].email);
        export_time(e, item, S("confirmedAt"), emails[i].confirmed_at);
        export_number(e, item, S("main"), emails[i].main);
    }
    return OK;
}

static code add_ways_in(struct export *e, struct json *data, struct err *reterr)
{
    struct json *ways = export_list(e, data, S("waysToSignIn"));
    struct json *list = export_list(e, data, S("sessions"));
    const str person = e->act->actor.person;
    struct session *sessions;
    struct login *logins;
    size_t n;
    size_t i;

    TRY(sql_login_list(e->act->db, person, e->act->arena, &logins, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, ways);

        export_text(
            e, item, S("kind"), names_word(&login_kind_names, logins[i].kind));
        export_text(e, item, S("label"), logins[i].label);
        export_time(e, item, S("createdAt"), logins[i].created_at);
        export_time(e, item, S("usedAt"), logins[i].used_at);
    }
    TRY(sql_session_of_person(
        e->act->db, person, e->act->arena, &sessions, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("browser"), sessions[i].agent);
        export_time(e, item, S("createdAt"), sessions[i].created_at);
        export_time(e, item, S("seenAt"), sessions[i].seen_at);
    }
    return OK;
}

static code add_memberships(
    struct export *e, struct json *data, struct err *reterr)
{
    struct json *list = export_list(e, data, S("memberships"));
    struct organisation organisation;
    struct membership *members;
    size_t n;
    size_t i;

    TRY(sql_membership_of_person(
        e->act->db, e->act->actor.person, e->act->arena, &members, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        TRY(sql_organisation_by_tenant(e->act->db, members[i].tenant,
            e->act->arena, &organisation, reterr));
        export_text(e, item, S("organisation"), organisation.name);
        export_text(
            e, item, S("role"), names_word(&role_names, members[i].role));
        export_text(e, item, S("name"), members[i].name);
        export_text(e, item, S("email"), members[i].email);
        export_text(e, item, S("number"), members[i].number);
        export_text(e, item, S("unit"), members[i].unit);
        export_time(e, item, S("createdAt"), members[i].created_at);
    }
    return OK;
}

static code add_shares(struct export *e, struct json *data, struct err *reterr)
{
    struct json *object =
        json_add(data, S("profile"), json_new(e->act->arena, JSON_OBJECT));
    struct json *list = export_list(e, data, S("sharedLinks"));
    const str person = e->act->actor.person;
    struct profile profile = {0};
    struct share *shares;
    size_t n;
    size_t i;
    const code result =
        sql_profile_of(e->act->db, person, e->act->arena, &profile, reterr);

    if (result != OK && result != E_NOT_FOUND)
        return result;
    export_text(e, object, S("address"), profile.slug);
    export_text(e, object, S("headline"), profile.headline);
    export_text(e, object, S("about"), profile.about);
    export_number(e, object, S("shown"), profile.shown);
    TRY(sql_share_list(e->act->db, person, e->act->arena, &shares, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(
            e, item, S("link"), act_link(e->act, S("/s/"), shares[i].id));
        export_text(e, item, S("title"), shares[i].title);
        export_text(e, item, S("endsOn"), shares[i].ends_on);
        export_time(e, item, S("createdAt"), shares[i].created_at);
        export_time(e, item, S("withdrawnAt"), shares[i].withdrawn_at);
    }
    return OK;
}

static code add_mail(struct export *e, struct json *data, struct err *reterr)
{
    struct json *list = export_list(e, data, S("mail"));
    struct mail *mails;
    size_t n;
    size_t i;

    TRY(sql_mail_of_person(
        e->act->db, e->act->actor.person, e->act->arena, &mails, &n, reterr));
    for (i = 0; i < n; i++) {
        struct json *item = export_item(e, list);

        export_text(e, item, S("to"), mails[i].email);
        export_text(e, item, S("subject"), mails[i].subject_line);
        export_time(e, item, S("createdAt"), mails[i].created_at);
        export_time(e, item, S("sentAt"), mails[i].sent_at);
    }
    return OK;
}

/* --- badges --- */

static code add_counts(struct export *e,
    const struct award *award,
    struct json *item,
    struct err *reterr)
{
    struct json *object =
        json_add(item, S("counts"), json_new(e->act->arena, JSON_OBJECT));
    struct counts counts;
    size_t kind;

    TRY(counter_of(e->act, award, &counts, reterr));
    for (kind = COUNTER_CLAIMED; kind < COUNTERS; kind++)
        export_number(e, object, names_word(&counter_kind_names, (int64_t)kind),
            counts.n[kind]);
    return OK;
}

/* The document as it was signed, and the picture with it inside. */
static code add_files(struct export *e,
    const struct award_page *page,
    struct json *item,
    struct err *reterr)
{
    const str path =
        export_path(e, S("badges/"), page->version.title, S(".json"));
    const str svg[] = {str_sub(path, 0, path.len - 5), S(".svg")};
    bytes picture;

    zip_add(&e->zip, path, str_bytes(page->award.credential));
    export_text(e, item, S("file"), path);
    TRY(award_picture(e->act, page, PICTURE_SVG, &picture, reterr));
    zip_add(&e->zip, arena_join(e->act->arena, svg, 2), picture);
    return OK;
}

static code add_badge(struct export *e,
    const struct award *award,
    struct json *item,
    struct err *reterr)
{
    struct award_page page = {.award = *award};

    TRY(award_page_read(e->act, &page, reterr));
    export_text(e, item, S("id"), act_link(e->act, S("/a/"), award->id));
    export_text(e, item, S("title"), page.version.title);
    export_text(e, item, S("issuer"), page.organisation.name);
    export_text(e, item, S("name"), award->recipient_name);
    export_text(e, item, S("email"), award->email);
    export_text(e, item, S("awardedOn"), award->awarded_on);
    export_text(e, item, S("validUntil"), award->valid_until);
    export_text(
        e, item, S("state"), names_word(&award_state_names, page.state_today));
    export_text(e, item, S("grade"), award->grade);
    export_time(e, item, S("claimedAt"), award->claimed_at);
    export_text(e, item, S("shown"), award->evidence_choice);
    TRY(add_counts(e, award, item, reterr));
    return add_files(e, &page, item, reterr);
}

static code add_badges(struct export *e, struct json *data, struct err *reterr)
{
    struct json *list = export_list(e, data, S("badges"));
    struct award *awards;
    size_t n;
    size_t i;

    TRY(sql_award_all_of_person(e->act->db, e->act->actor.person,
        act_day_at(e->act->now, 0, e->act->arena), e->act->arena, &awards, &n,
        reterr));
    for (i = 0; i < n; i++)
        TRY(add_badge(e, &awards[i], export_item(e, list), reterr));
    return OK;
}

/* --- all of it --- */

static code add_all(struct export *e, struct json *data, struct err *reterr)
{
    export_time(e, data, S("exportedAt"), e->act->now);
    TRY(add_person(e, data, reterr));
    TRY(add_addresses(e, data, reterr));
    TRY(add_ways_in(e, data, reterr));
    TRY(add_memberships(e, data, reterr));
    TRY(add_badges(e, data, reterr));
    TRY(export_work(e, data, reterr));
    TRY(add_shares(e, data, reterr));
    return add_mail(e, data, reterr);
}

static code write_data(
    struct export *e, const struct json *data, struct err *reterr)
{
    struct buf out;
    bytes text;
    code result;

    buf_init(&out, e->act->arena, DATA_BYTES_MAX);
    json_write(&out, data, JSON_PRETTY);
    result = buf_finish(&out, &text);
    if (result == OK)
        result = arena_status(e->act->arena);
    if (result != OK)
        return err_set(reterr, result, S("export"));
    zip_add(&e->zip, S("data.json"), text);
    return OK;
}

code export_make(
    struct act *act, enum lang lang, bytes *ret, struct err *reterr)
{
    struct json *data = json_new(act->arena, JSON_OBJECT);
    struct export e = {.act = act};
    struct buf out;
    code result;

    TRY(act_may(act, RIGHT_person, reterr));
    counter_settle(act);
    buf_init(&out, act->arena, ARCHIVE_BYTES_MAX);
    zip_init(&e.zip, &out, act->now, act->arena);
    zip_add(
        &e.zip, S("read-me.txt"), str_bytes(message(lang, MSG_EXPORT_NOTE)));
    TRY(db_begin(act->db, DB_READ, reterr));
    TRY(act_end(act, add_all(&e, data, reterr), reterr));
    TRY(write_data(&e, data, reterr));
    result = zip_finish(&e.zip);
    if (result != OK)
        return err_set(reterr, result, S("export"));
    return buf_finish(&out, ret);
}
