/* Stories 1, 2 and 5 of RULES 7, as far as rules go. */
#include "rule/publish.h"
#include "test/support/catalogue.h"
#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const char CERT_TL[] =
    "{'trl':1,'id':'CERT-TL','kind':'stack','rule':{'allOf':["
    "{'achievement':'LEA1'},{'achievement':'LEA2'},"
    "{'id':'elective','label':'one elective','nOf':{'n':1,'of':["
    "{'achievement':'COM3'},{'achievement':'COM4'},{'achievement':'LEA3'}]}}"
    "]}}";
static const char CERT_DF[] =
    "{'trl':1,'id':'CERT-DF','kind':'stack','rule':{'allOf':["
    "{'achievement':'DAT1'},{'achievement':'DAT2'},{'achievement':'DAT3'}]}}";
static const char CERT_WC[] =
    "{'trl':1,'id':'CERT-WC','kind':'stack','rule':{'id':'wc','nOf':{'n':3,"
    "'of':[{'achievement':'COM1'},{'achievement':'COM2'},"
    "{'achievement':'COM3'},{'achievement':'COM4'}]}}}";
static const char CERT_SW[] =
    "{'trl':1,'id':'CERT-SW','kind':'stack','policy':{'hold':'live'},"
    "'rule':{'allOf':[{'achievement':'SAF1'},{'achievement':'SAF3'},"
    "{'achievement':'SAF4'}]}}";
static const char CERT_ED[] =
    "{'trl':1,'id':'CERT-ED','kind':'stack','rule':{'allOf':["
    "{'id':'R1','anyOf':[{'achievement':'DAT1'},{'achievement':'DAT2'}]},"
    "{'id':'R2','achievement':'DAT1'},"
    "{'id':'R3','anyOf':[{'achievement':'DAT2'},{'achievement':'DAT3'}]}]}}";
static const char DIP_WP[] =
    "{'trl':1,'id':'DIP-WP','kind':'stack','policy':{'distinctLeaves':true},"
    "'rule':{'nOf':{'n':3,'of':[{'stack':'CERT-TL'},{'stack':'CERT-DF'},"
    "{'stack':'CERT-WC'},{'stack':'CERT-SW'}]}}}";

static void assert_says(str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("'%.*s' is not '%s'", (int)got.len, got.ptr, want);
}

/* What the plan takes, with its hours and cost: "COM3 8 80". */
static str plan_text(struct trial *t, const struct plan *p)
{
    struct buf out;
    size_t i;

    buf_init(&out, &t->arena, SIZE_MAX);
    for (i = 0; i < p->n; i++) {
        buf_str(&out, p->take[i]->id);
        buf_byte(&out, ' ');
    }
    buf_u64(&out, (uint64_t)p->minutes / 60);
    buf_byte(&out, ' ');
    buf_u64(&out, (uint64_t)p->cost / 100);
    return bytes_str(buf_bytes(&out));
}

/* Every award of the wallet once, in counts or in notCounted. */
static void assert_each_once(struct trial *t)
{
    const struct json *counts = json_get(t->json, S("counts"));
    const struct json *others = json_get(t->json, S("notCounted"));
    const struct json *entry;
    size_t i;

    assert_int_equal(counts->n + others->n, t->wallet.n_holdings);
    for (i = 0; i < t->wallet.n_holdings; i++) {
        size_t n = 0;

        for (entry = counts->child.first; entry; entry = entry->next)
            n += json_text_is(
                json_get(entry, S("credential")), t->holdings[i].id);
        for (entry = others->child.first; entry; entry = entry->next)
            n += json_text_is(
                json_get(entry, S("credential")), t->holdings[i].id);
        assert_int_equal(n, 1);
    }
}

/* The reason why the award does not count; empty when it does. */
static str reason_of(struct trial *t, const char *credential)
{
    const struct json *list = json_get(t->json, S("notCounted"));
    const struct json *entry;

    for (entry = list->child.first; entry; entry = entry->next) {
        if (json_text_is(json_get(entry, S("credential")), str_of(credential)))
            return json_text(json_get(entry, S("reason")));
    }
    return S("");
}

static void begin(struct trial *t, const char *rule)
{
    trial_init(t);
    assert_int_equal(trial_rule(t, rule), OK);
}

/* Story 1.1. */
static void test_inv_47_and_49_story_1_publish(void **state)
{
    static const char inner[] =
        "{'trl':1,'id':'B','kind':'stack','rule':{'stack':'C'}}";
    static const char innermost[] =
        "{'trl':1,'id':'C','kind':'stack','rule':{'anyOf':["
        "{'achievement':'LEA1'},{'stack':'A'}]}}";
    enum rule_class found = CLASS_L;
    struct trial t;

    (void)state;
    trial_init(&t);
    assert_int_equal(trial_rule(&t, "{'allOf':[]}"), E_EMPTY);
    assert_string_equal(t.err.pointer, "/allOf");
    trial_stack(&t, inner);
    trial_stack(&t, innermost);
    assert_int_equal(
        trial_rule(&t, "{'trl':1,'id':'A','kind':'stack','rule':{'allOf':["
                       "{'achievement':'LEA2'},{'stack':'B'}]}}"),
        OK);
    assert_int_equal(
        rule_check(t.rule, &t.world, &t.arena, &found, &t.err), E_CYCLE);
    assert_string_equal(t.err.arg, "A > B > C > A");
    trial_release(&t);
}

/* Story 1.2 to 1.5. */
static void test_story_1_badges_to_certificates(void **state)
{
    struct trial t;

    (void)state;
    begin(&t, CERT_TL);
    trial_award(&t, "LEA1", "2026-02-10");
    trial_award(&t, "LEA2", "2026-03-05");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_FALSE);
    assert_int_equal(t.answer.rule_class, CLASS_L);
    assert_int_equal(t.answer.assignment.n_filled, 2);
    assert_int_equal(t.answer.assignment.n_needed, 3);
    assert_says(json_text(json_get(
                    json_get(t.json, S("missing"))->child.first, S("label"))),
        "one elective");
    assert_says(plan_text(&t, &t.answer.plans.cheapest), "COM3 8 80");
    assert_says(plan_text(&t, &t.answer.plans.shortest), "COM3 8 80");
    assert_each_once(&t);
    trial_award(&t, "COM3", "2026-03-20");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    assert_says(trial_counts(&t), "LEA1<-LEA1 LEA2<-LEA2 COM3<-COM3");
    trial_release(&t);

    begin(&t, CERT_WC);
    trial_award(&t, "COM1", "2026-06-01");
    trial_award(&t, "COM2", "2026-06-12");
    trial_award(&t, "COM3", "2026-03-20");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    assert_says(trial_counts(&t), "COM1<-COM1 COM2<-COM2 COM3<-COM3");
    trial_release(&t);
}

static const struct recorded RECORDED[] = {
    {STR("LEA1"), STR("LEA1"), STR("CERT-TL"), 739695},
    {STR("LEA2"), STR("LEA2"), STR("CERT-TL"), 739695},
    {STR("COM3"), STR("COM3"), STR("CERT-TL"), 739695}, /* 2026-03-20 */
    {STR("COM1"), STR("COM1"), STR("CERT-WC"), 739779}, /* 2026-06-12 */
    {STR("COM2"), STR("COM2"), STR("CERT-WC"), 739779},
    {STR("COM3"), STR("COM3"), STR("CERT-WC"), 739779},
};

static void begin_diploma(struct trial *t)
{
    static const char *const held[][2] = {{"LEA1", "2026-02-10"},
        {"LEA2", "2026-03-05"}, {"COM3", "2026-03-20"}, {"DAT1", "2026-04-02"},
        {"DAT2", "2026-04-30"}, {"DAT3", "2026-05-15"}, {"COM1", "2026-06-01"},
        {"COM2", "2026-06-12"}};
    size_t i;

    begin(t, DIP_WP);
    trial_stack(t, CERT_TL);
    trial_stack(t, CERT_DF);
    trial_stack(t, CERT_WC);
    trial_stack(t, CERT_SW);
    for (i = 0; i < N(held); i++)
        trial_award(t, held[i][0], held[i][1]);
    t->wallet.recorded = RECORDED;
    t->wallet.n_recorded = N(RECORDED);
}

/* Story 1.6: three certificates, and COM3 would support two of them. */
static void test_inv_44_story_1_diploma_needs_distinct_leaves(void **state)
{
    const struct json *missing;
    struct trial t;

    (void)state;
    begin_diploma(&t);
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_FALSE);
    assert_int_equal(t.answer.rule_class, CLASS_S);
    assert_int_equal(t.answer.assignment.n_filled, 8);
    assert_int_equal(t.answer.assignment.n_needed, 9);
    assert_true(t.answer.plans.exact);
    assert_says(plan_text(&t, &t.answer.plans.cheapest), "COM4 16 140");
    assert_says(plan_text(&t, &t.answer.plans.shortest), "COM4 16 140");
    assert_int_equal(t.answer.plans.n_front, 1);
    missing = json_get(t.json, S("missing"))->child.first;
    assert_says(json_text(json_get(missing, S("leaf"))), "wc");
    assert_says(
        json_text(json_get(missing, S("usedElsewhere"))->child.first), "COM3");
    assert_each_once(&t);
    trial_release(&t);
}

/* Story 1.7: the certificate awarded first stays as it is. */
static void test_inv_34_story_1_later_stack_is_reassigned(void **state)
{
    struct trial t;

    (void)state;
    begin_diploma(&t);
    trial_award(&t, "COM4", "2026-06-25");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    assert_int_equal(date_parse(S("2026-03-20")), RECORDED[0].awarded);
    assert_int_equal(date_parse(S("2026-06-12")), RECORDED[3].awarded);
    assert_says(trial_counts(&t),
        "DAT1<-DAT1 DAT2<-DAT2 DAT3<-DAT3 LEA1<-LEA1 LEA2<-LEA2 COM3<-COM3 "
        "COM1<-COM1 COM2<-COM2 COM4<-COM4");
    trial_release(&t);
}

static void shuffle(struct holding *list, size_t n, uint32_t *seed)
{
    size_t i;

    for (i = n; i > 1; i--) {
        struct holding swap = list[i - 1];
        size_t k;

        *seed = *seed * 1664525 + 1013904223;
        k = (*seed >> 8) % i;
        list[i - 1] = list[k];
        list[k] = swap;
    }
}

/* Story 1.8, over the wallet, the catalogue and the other rules. */
static void test_inv_45_story_1_shuffled_same_bytes(void **state)
{
    struct trial t;
    struct arena_mark mark;
    uint32_t seed = 1;
    str first;
    int i;

    (void)state;
    begin_diploma(&t);
    trial_run(&t);
    first = trial_text(&t);
    mark = arena_mark(&t.arena);
    for (i = 0; i < 1000; i++) {
        const struct rule *swap = t.stacks[i % 3];
        struct offering other = t.offerings[i % 39];

        shuffle(t.holdings, t.wallet.n_holdings, &seed);
        t.stacks[i % 3] = t.stacks[3];
        t.stacks[3] = swap;
        t.offerings[i % 39] = t.offerings[39];
        t.offerings[39] = other;
        trial_run(&t);
        assert_true(str_eq(trial_text(&t), first));
        arena_rewind(&t.arena, mark);
    }
    trial_release(&t);
}

/* The same for the order of children. */
static void test_inv_45_order_of_children(void **state)
{
    static const char turned[] =
        "{'trl':1,'id':'CERT-ED','kind':'stack','rule':{'allOf':["
        "{'anyOf':[{'achievement':'DAT3'},{'achievement':'DAT2'}],'id':'R3'},"
        "{'achievement':'DAT1','id':'R2'},"
        "{'id':'R1','anyOf':[{'achievement':'DAT2'},{'achievement':'DAT1'}]}"
        "]}}";
    struct trial t;
    struct trial u;

    (void)state;
    begin(&t, CERT_ED);
    begin(&u, turned);
    trial_award(&t, "DAT1", "2026-01-01");
    trial_award(&u, "DAT1", "2026-01-01");
    trial_run(&t);
    trial_run(&u);
    assert_true(str_eq(trial_text(&t), trial_text(&u)));
    trial_release(&t);
    trial_release(&u);
}

/* Story 2.1 and 2.2. */
static void test_story_2_the_best_assignment(void **state)
{
    const struct json *bottleneck;
    struct trial t;

    (void)state;
    begin(&t, CERT_ED);
    trial_award(&t, "DAT1", "2026-01-10");
    trial_award(&t, "DAT2", "2026-02-10");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_FALSE);
    assert_int_equal(t.answer.rule_class, CLASS_F);
    assert_int_equal(t.answer.assignment.n_filled, 2);
    assert_int_equal(t.answer.assignment.n_needed, 3);
    assert_says(trial_counts(&t), "R2<-DAT1 DAT2<-DAT2");
    assert_says(json_text(json_get(
                    json_get(t.json, S("missing"))->child.first, S("leaf"))),
        "R3");
    assert_says(plan_text(&t, &t.answer.plans.cheapest), "DAT3 16 150");
    bottleneck = json_get(t.json, S("bottleneck"));
    assert_int_equal(json_get(bottleneck, S("requirements"))->n, 3);
    assert_int_equal(json_get(bottleneck, S("credentials"))->n, 2);

    /* 2.3 */
    trial_award(&t, "DAT3", "2026-03-10");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    trial_release(&t);
}

/* Story 2.4: an equivalent of DAT1 from elsewhere. */
static void test_inv_42_story_2_duplicate(void **state)
{
    static const struct same_as same[] = {{STR("FU-SA"), STR("DAT1")}};
    struct holding *h;
    struct trial t;

    (void)state;
    begin(&t, CERT_ED);
    trial_award(&t, "DAT1", "2026-01-10");
    trial_award(&t, "DAT2", "2026-02-10");
    h = trial_award(&t, "FU-SA", "2025-02-10");
    h->level = (struct level){S("AQF"), 3};
    t.world.same = same;
    t.world.n_same = N(same);
    trial_run(&t);
    assert_int_equal(t.answer.assignment.n_filled, 2);
    assert_says(reason_of(&t, "FU-SA"), "N_DUPLICATE");
    assert_each_once(&t);
    trial_release(&t);
}

/* Story 2.5. */
static void test_inv_41_story_2_reuse(void **state)
{
    static const char reuse[] =
        "{'allOf':["
        "{'id':'R1','anyOf':[{'achievement':'DAT1'},{'achievement':'DAT2'}]},"
        "{'id':'R2','achievement':'DAT1'},"
        "{'id':'R3','anyOf':[{'achievement':'DAT2','where':{'reuse':true}},"
        "{'achievement':'DAT3','where':{'reuse':true}}]}]}";
    const struct json *also;
    struct trial t;

    (void)state;
    begin(&t, reuse);
    trial_award(&t, "DAT1", "2026-01-10");
    trial_award(&t, "DAT2", "2026-02-10");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    also = json_get(t.json, S("alsoCounts"));
    assert_int_equal(also->n, 1);
    assert_says(
        json_text(json_get(also->child.first, S("credential"))), "DAT2");
    assert_each_once(&t);
    trial_release(&t);
}

/* Story 2.6. */
static void test_inv_48_and_51_story_2_publish(void **state)
{
    enum rule_class found = CLASS_L;
    struct trial t;

    (void)state;
    trial_init(&t);
    assert_int_equal(
        trial_rule(&t, "{'nOf':{'n':4,'of':[{'achievement':'DAT1'},"
                       "{'achievement':'DAT2'},{'achievement':'DAT3'}]}}"),
        E_N_RANGE);
    assert_string_equal(t.err.pointer, "/nOf/n");
    assert_int_equal(
        trial_rule(&t, "{'nOf':{'n':0,'of':[{'achievement':'DAT1'}]}}"),
        E_N_RANGE);
    assert_int_equal(
        trial_rule(&t, "{'credits':{'system':'AQF-hc','min':9,"
                       "'from':{'achievements':['LEA4','LEA5']}}}"),
        OK);
    assert_int_equal(
        rule_check(t.rule, &t.world, &t.arena, &found, &t.err), E_UNSAT);
    assert_string_equal(t.err.arg, "9 AQF-hc");
    assert_int_equal(
        trial_rule(&t, "{'credits':{'system':'AQF-hc','min':8,"
                       "'from':{'achievements':['LEA4','LEA5']}}}"),
        OK);
    assert_int_equal(
        rule_check(t.rule, &t.world, &t.arena, &found, &t.err), OK);
    trial_release(&t);
}

/* Story 5.6: age is not validity. */
static void test_inv_62_story_5_age_is_not_validity(void **state)
{
    static const struct {
        const char *as_of;
        enum rule_verdict verdict;
        const char *reason;
    } cases[] = {
        {"2030-04-15", RULE_TRUE, ""},
        {"2030-04-16", RULE_FALSE, "N_TOO_OLD"},
        {"2031-04-14", RULE_FALSE, "N_TOO_OLD"},
        {"2031-04-15", RULE_FALSE, "N_EXPIRED"},
    };
    struct trial t;
    size_t i;

    (void)state;
    begin(&t, "{'achievement':'LEA4','where':{'currencyMonths':48}}");
    trial_award(&t, "LEA4", "2026-04-15");
    for (i = 0; i < N(cases); i++) {
        t.as_of = date_parse(str_of(cases[i].as_of));
        trial_run(&t);
        assert_int_equal(t.answer.verdict, cases[i].verdict);
        assert_says(reason_of(&t, "LEA4"), cases[i].reason);
    }
    trial_release(&t);
}

/* Story 10.3: a leaf that pins a version. */
static void test_inv_39_story_10_pinned_version(void **state)
{
    struct trial t;

    (void)state;
    begin(&t, "{'achievement':{'uri':'LEA4','version':'2'}}");
    trial_award(&t, "LEA4", "2024-11-20")->version = S("1");
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_FALSE);
    assert_says(reason_of(&t, "LEA4"), "N_VERSION");
    assert_int_equal(trial_rule(&t, "{'achievement':'LEA4'}"), OK);
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    trial_release(&t);
}

TEST_MAIN(test_inv_47_and_49_story_1_publish,
    test_story_1_badges_to_certificates,
    test_inv_44_story_1_diploma_needs_distinct_leaves,
    test_inv_34_story_1_later_stack_is_reassigned,
    test_inv_45_story_1_shuffled_same_bytes,
    test_inv_45_order_of_children,
    test_story_2_the_best_assignment,
    test_inv_42_story_2_duplicate,
    test_inv_41_story_2_reuse,
    test_inv_48_and_51_story_2_publish,
    test_inv_62_story_5_age_is_not_validity,
    test_inv_39_story_10_pinned_version)
