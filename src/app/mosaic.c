#include "app/mosaic.h"

static int64_t today(int64_t state, str state_on, str valid_until, str day)
{
    const struct award award = {
        .state = state, .state_on = state_on, .valid_until = valid_until};

    return award_state_today(&award, day);
}

static code find_profile(
    struct act *act, struct profile *ret, struct err *reterr)
{
    const code result =
        sql_profile_of(act->db, act->actor.person, act->arena, ret, reterr);

    if (result == E_NOT_FOUND)
        *ret = (struct profile){.person = act->actor.person};
    return result == E_NOT_FOUND ? OK : result;
}

static code read_all(struct act *act, struct mosaic *ret, struct err *reterr)
{
    const str day = act_day_at(act->now, 0, act->arena);
    const str person = act->actor.person;
    struct award_list_person_row *awards;
    struct award_list_waiting_row *waiting;
    struct award_skills_person_row *skills;
    size_t i;

    TRY(sql_award_list_person(
        act->db, person, day, act->arena, &awards, &ret->n_awards, reterr));
    for (i = 0; i < ret->n_awards; i++)
        awards[i].state = today(
            awards[i].state, awards[i].state_on, awards[i].valid_until, day);
    ret->awards = awards;
    TRY(sql_award_list_waiting(
        act->db, person, day, act->arena, &waiting, &ret->n_waiting, reterr));
    for (i = 0; i < ret->n_waiting; i++)
        waiting[i].state = today(
            waiting[i].state, waiting[i].state_on, waiting[i].valid_until, day);
    ret->waiting = waiting;
    TRY(sql_award_skills_person(
        act->db, person, act->arena, &skills, &ret->n_skills, reterr));
    ret->skills = skills;
    return find_profile(act, &ret->profile, reterr);
}

code mosaic_show(struct act *act, struct mosaic *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read_all(act, ret, reterr), reterr);
}

/* --- one --- */

static code read_evidence(struct act *act,
    const struct award *award,
    struct evidence **ret,
    size_t *ret_n,
    struct err *reterr)
{
    *ret = NULL;
    *ret_n = 0;
    if (award->enrolment.len == 0)
        return OK;
    return sql_evidence_handed_in(act->db, award->tenant, award->enrolment,
        act->arena, ret, ret_n, reterr);
}

static code is_ticked(
    struct act *act, const struct award *award, bool *ret, struct err *reterr)
{
    struct profile_tile *tiles;
    size_t n;
    size_t i;

    TRY(sql_profile_tile_list(
        act->db, act->actor.person, act->arena, &tiles, &n, reterr));
    *ret = false;
    for (i = 0; i < n; i++) {
        if (str_eq(tiles[i].award, award->id))
            *ret = tiles[i].shown != 0;
    }
    return OK;
}

static code read_one(
    struct act *act, str id, struct mosaic_award *ret, struct err *reterr)
{
    const struct award *award = &ret->page.award;
    struct evidence *evidence;

    TRY(sql_award_of_person(
        act->db, id, act->actor.person, act->arena, &ret->page.award, reterr));
    TRY(award_page_read(act, &ret->page, reterr));
    TRY(choice_parse(award->evidence_choice, act->arena, &ret->choice, reterr));
    TRY(is_ticked(act, award, &ret->on_profile, reterr));
    TRY(read_evidence(act, award, &evidence, &ret->n_evidence, reterr));
    ret->evidence = evidence;
    return counter_of(act, award, &ret->counts, reterr);
}

code mosaic_award(
    struct act *act, str id, struct mosaic_award *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    counter_settle(act);
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read_one(act, id, ret, reterr), reterr);
}

static code shown_evidence(struct act *act,
    const struct award *award,
    struct evidence **ret,
    size_t *ret_n,
    struct err *reterr)
{
    struct choice choice;
    size_t n = 0;
    size_t i;

    TRY(choice_parse(award->evidence_choice, act->arena, &choice, reterr));
    TRY(read_evidence(act, award, ret, ret_n, reterr));
    for (i = 0; i < *ret_n; i++) {
        if (choice_shows(&choice, (*ret)[i].id))
            (*ret)[n++] = (*ret)[i];
    }
    *ret_n = n;
    return OK;
}

code mosaic_shown_evidence(struct act *act,
    const struct award *award,
    struct evidence **ret,
    size_t *ret_n,
    struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, shown_evidence(act, award, ret, ret_n, reterr), reterr);
}

static code shown_file(struct act *act,
    const struct award *award,
    str id,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr)
{
    struct file_content content;
    struct evidence *evidence;
    size_t n;
    size_t i;

    TRY(shown_evidence(act, award, &evidence, &n, reterr));
    for (i = 0; i < n && !str_eq(evidence[i].id, id); i++)
        ;
    if (i == n || evidence[i].kind != EVIDENCE_FILE)
        return err_set(reterr, E_NOT_FOUND, id);
    TRY(sql_file_by_id(
        act->db, award->tenant, evidence[i].file, act->arena, ret, reterr));
    TRY(sql_file_content_by_id(act->db, award->tenant, evidence[i].file,
        act->arena, &content, reterr));
    /* Somebody else may have sent the same file under another name. */
    ret->name = evidence[i].title;
    *ret_content = content.content;
    return OK;
}

code mosaic_shown_file(struct act *act,
    const struct award *award,
    str evidence,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act,
        shown_file(act, award, evidence, ret, ret_content, reterr), reterr);
}

/* --- what others see --- */

/* The choice with the award's own evidence only. */
static code own_evidence(struct act *act,
    const struct mosaic_award *own,
    const struct choice *asked,
    str *ret,
    struct err *reterr)
{
    struct choice choice = {.open = asked->open};
    str *ids = arena_array(act->arena, own->n_evidence, str);
    size_t i;

    for (i = 0; ids && i < own->n_evidence; i++) {
        if (choice_shows(asked, own->evidence[i].id))
            ids[choice.n_evidence++] = own->evidence[i].id;
    }
    choice.evidence = ids;
    return choice_write(&choice, act->arena, ret, reterr);
}

static code choose(struct act *act,
    str id,
    const struct choice *asked,
    bool on_profile,
    struct err *reterr)
{
    struct profile_tile tile = {
        .person = act->actor.person, .award = id, .shown = on_profile};
    struct mosaic_award own;
    str text;

    TRY(read_one(act, id, &own, reterr));
    if (own.page.award.claimed_at == 0)
        return err_set(reterr, E_STATE_ORDER, S("claim"));
    TRY(own_evidence(act, &own, asked, &text, reterr));
    TRY(sql_award_choose_evidence(act->db, text, own.page.award.tenant, id,
        act->actor.person, NULL, reterr));
    tile.tenant = own.page.award.tenant;
    if (on_profile != own.on_profile)
        TRY(sql_profile_tile_put(act->db, &tile, NULL, reterr));
    if ((asked->open && !own.choice.open) || (on_profile && !own.on_profile))
        TRY(counter_put(act, &own.page.award, COUNTER_SHARED, reterr));
    return act_record(
        act, own.page.award.tenant, S("award.choose"), id, text, reterr);
}

code mosaic_choose(struct act *act,
    str id,
    const struct choice *choice,
    bool on_profile,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, choose(act, id, choice, on_profile, reterr), reterr);
}

static code open_page(struct act *act, str id, struct err *reterr)
{
    struct mosaic_award own;
    struct choice asked;

    TRY(read_one(act, id, &own, reterr));
    asked = own.choice;
    asked.open = true;
    return choose(act, id, &asked, own.on_profile, reterr);
}

code mosaic_open(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, open_page(act, id, reterr), reterr);
}

code mosaic_note_share(
    struct act *act, const struct award *award, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(
        act, counter_put(act, award, COUNTER_SHARED, reterr), reterr);
}
