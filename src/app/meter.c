#include "app/meter.h"

enum {
    US_A_S = 1000000,
    HUNDRED = 100,
    DIGITS = 6, /* of a fraction of a second */
};

/* Microseconds. */
static const uint64_t STEPS[METER_STEPS] = {500, 1000, 2500, 5000, 10000, 25000,
    50000, 100000, 250000, 500000, 1000000, 5000000};

void meter_add(struct meter *meter, enum meter_count which, uint64_t n)
{
    (void)atomic_fetch_add(&meter->counts[which], n);
}

void meter_request(struct meter *meter, int status, uint64_t micros)
{
    const int hundreds = status / HUNDRED;
    size_t step = 0;

    if (hundreds >= 0 && hundreds < METER_STATUSES)
        (void)atomic_fetch_add(&meter->requests[hundreds], 1);
    while (step < METER_STEPS && micros > STEPS[step])
        step++;
    (void)atomic_fetch_add(&meter->steps[step], 1);
    (void)atomic_fetch_add(&meter->micros, micros);
}

/* --- the text --- */

static void put_head(struct buf *out, str name, str kind, str help)
{
    buf_str(out, S("# HELP testamur_"));
    buf_str(out, name);
    buf_byte(out, ' ');
    buf_str(out, help);
    buf_str(out, S("\n# TYPE testamur_"));
    buf_str(out, name);
    buf_byte(out, ' ');
    buf_str(out, kind);
    buf_byte(out, '\n');
}

/* testamur_NAME{LABEL="VALUE"} */
static void put_name(struct buf *out, str name, str label, str value)
{
    buf_str(out, S("testamur_"));
    buf_str(out, name);
    if (label.len > 0) {
        buf_byte(out, '{');
        buf_str(out, label);
        buf_str(out, S("=\""));
        buf_str(out, value);
        buf_str(out, S("\"}"));
    }
    buf_byte(out, ' ');
}

static void put_sample(
    struct buf *out, str name, str label, str value, uint64_t n)
{
    put_name(out, name, label, value);
    buf_u64(out, n);
    buf_byte(out, '\n');
}

static void put_one(struct buf *out, str name, str kind, str help, uint64_t n)
{
    put_head(out, name, kind, help);
    put_sample(out, name, S(""), S(""), n);
}

/* Seconds with six digits behind the point. */
static void put_seconds(struct buf *out, uint64_t micros)
{
    char digits[DIGITS];
    uint64_t rest = micros % US_A_S;
    size_t i;

    for (i = DIGITS; i > 0; i--) {
        digits[i - 1] = (char)('0' + rest % 10);
        rest /= 10;
    }
    buf_u64(out, micros / US_A_S);
    buf_byte(out, '.');
    buf_str(out, (str){digits, sizeof(digits)});
}

static void put_requests(struct buf *out, const struct meter *meter)
{
    static const str CLASSES[METER_STATUSES] = {STR("none"), STR("1xx"),
        STR("2xx"), STR("3xx"), STR("4xx"), STR("5xx")};
    size_t i;

    put_head(out, S("requests_total"), S("counter"),
        S("Requests by the hundreds of their status"));
    for (i = 0; i < METER_STATUSES; i++)
        put_sample(out, S("requests_total"), S("status"), CLASSES[i],
            atomic_load(&meter->requests[i]));
}

static void put_times(struct buf *out, const struct meter *meter)
{
    uint64_t n = 0;
    size_t i;

    put_head(out, S("request_seconds"), S("histogram"),
        S("From the first line of a request to the last byte of its answer"));
    for (i = 0; i < METER_STEPS; i++) {
        n += atomic_load(&meter->steps[i]);
        buf_str(out, S("testamur_request_seconds_bucket{le=\""));
        put_seconds(out, STEPS[i]);
        buf_str(out, S("\"} "));
        buf_u64(out, n);
        buf_byte(out, '\n');
    }
    n += atomic_load(&meter->steps[METER_STEPS]);
    put_sample(out, S("request_seconds_bucket"), S("le"), S("+Inf"), n);
    put_name(out, S("request_seconds_sum"), S(""), S(""));
    put_seconds(out, atomic_load(&meter->micros));
    buf_byte(out, '\n');
    put_sample(out, S("request_seconds_count"), S(""), S(""), n);
}

static void put_letters(struct buf *out, const struct meter *meter)
{
    static const struct {
        enum meter_count which;
        str outcome;
    } OUTCOMES[] = {
        {METER_LETTERS_SENT, STR("sent")},
        {METER_LETTERS_DEFERRED, STR("deferred")},
        {METER_LETTERS_BOUNCED, STR("bounced")},
        {METER_LETTERS_FAILED, STR("failed")},
    };
    size_t i;

    put_head(out, S("letters_total"), S("counter"),
        S("Tries to hand a letter to the mail server, by what became of it"));
    for (i = 0; i < sizeof(OUTCOMES) / sizeof(OUTCOMES[0]); i++)
        put_sample(out, S("letters_total"), S("outcome"), OUTCOMES[i].outcome,
            atomic_load(&meter->counts[OUTCOMES[i].which]));
}

static void put_counts(struct buf *out, const struct meter *meter)
{
    static const struct {
        enum meter_count which;
        str name;
        str help;
    } COUNTS[] = {
        {METER_AWARDS_TOLD, STR("awards_told_total"),
            STR("Awards that learners were told of")},
        {METER_AWARDS_FINISHED, STR("awards_finished_total"),
            STR("Awards finished that a stop had interrupted")},
        {METER_LISTS_PUBLISHED, STR("lists_published_total"),
            STR("Status lists signed anew")},
        {METER_CHORES, STR("chores_total"), STR("Chores done")},
        {METER_FAULTS, STR("faults_total"),
            STR("Failures of what is done by itself: see the log")},
    };
    size_t i;

    for (i = 0; i < sizeof(COUNTS) / sizeof(COUNTS[0]); i++)
        put_one(out, COUNTS[i].name, S("counter"), COUNTS[i].help,
            atomic_load(&meter->counts[COUNTS[i].which]));
}

static void put_now(struct buf *out, const struct meter_now *now)
{
    const struct {
        str name;
        str help;
        uint64_t n;
    } GAUGES[] = {
        {S("connections"), S("Connections that are open"), now->connections},
        {S("requests_waiting"), S("Requests that wait for a thread"),
            now->requests_waiting},
        {S("letters_waiting"), S("Letters in the outbox"),
            now->letters_waiting},
        {S("letter_due_seconds"), S("How long the oldest letter is overdue"),
            now->letter_due_s},
        {S("awards_unfinished"), S("Awards prepared and not yet signed"),
            now->awards_unfinished},
        {S("log_leaves"), S("Leaves of the award log"), now->log_leaves},
        {S("data_bytes"), S("Size of the data file"), now->data_bytes},
        {S("resident_memory_bytes"), S("Memory of the process"),
            now->memory_bytes},
    };
    size_t i;

    for (i = 0; i < sizeof(GAUGES) / sizeof(GAUGES[0]); i++)
        put_one(out, GAUGES[i].name, S("gauge"), GAUGES[i].help, GAUGES[i].n);
    put_one(out, S("connections_cut_total"), S("counter"),
        S("Connections that took too long"), now->connections_cut);
}

void meter_write(
    struct buf *out, const struct meter *meter, const struct meter_now *now)
{
    put_head(out, S("build_info"), S("gauge"), S("The version of the program"));
    put_sample(out, S("build_info"), S("version"), S(TESTAMUR_VERSION), 1);
    put_one(out, S("start_time_seconds"), S("gauge"),
        S("When the program started, Unix time"), (uint64_t)meter->started_at);
    put_requests(out, meter);
    put_times(out, meter);
    put_letters(out, meter);
    put_counts(out, meter);
    put_now(out, now);
}
