/*
 * The catalogue of the demo college: 40 short courses (hours, price, level,
 * points, validity, skills, prerequisite) as a world on offer, and what tests
 * of rules stand on.
 */
#ifndef TEST_SUPPORT_CATALOGUE_H
#define TEST_SUPPORT_CATALOGUE_H

#include "rule/explain.h"

enum {
    CATALOGUE_N = 40,
    BENCH_HOLDINGS_MAX = 512,
    BENCH_STACKS_MAX = 8,
};

/* One rule on one wallet. */
struct trial {
    struct arena arena;
    struct budget budget;
    struct level_map levels;
    struct offering offerings[CATALOGUE_N];
    struct holding holdings[BENCH_HOLDINGS_MAX];
    const struct rule *stacks[BENCH_STACKS_MAX];
    struct wallet wallet;
    struct world world;
    struct rule *rule;
    struct eval eval;
    struct answer answer;
    struct json *json;
    struct err err;
    date as_of;
};

/* The catalogue on offer, an empty wallet, the day 2026-12-01. */
void trial_init(struct trial *t);
void trial_release(struct trial *t);

/* Reads a document or a node, in which ' is written for ". */
code trial_rule(struct trial *t, const char *text);

/* Reads a document and makes it one of the other rules of the world. */
void trial_stack(struct trial *t, const char *text);

/* An award of the course on that day, from the college; its id is
 * "ID" or the code. */
struct holding *trial_award(
    struct trial *t, const char *course, const char *day);

/* Evaluates, plans and explains; aborts when that fails. */
void trial_run(struct trial *t);

/* The explanation as text, in the arena. */
str trial_text(struct trial *t);

/* "LEA1<-LEA1 one elective<-COM3": leaf and credential of `counts`. */
str trial_counts(struct trial *t);

#endif
