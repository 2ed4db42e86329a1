#include "app/tally.h"

#include "store/sql.h"

#include <string.h>

bool tally_init(struct tally *t)
{
    *t = (struct tally){.n = 0};
    return pthread_mutex_init(&t->lock, NULL) == 0;
}

void tally_release(struct tally *t)
{
    pthread_mutex_destroy(&t->lock);
}

static bool same(const struct tally_entry *e, const struct counter *c)
{
    return e->kind == c->kind && str_eq(str_of(e->award), c->award) &&
           str_eq(str_of(e->tenant), c->tenant) &&
           str_eq(str_of(e->day_on), c->day_on);
}

static bool fits(str text)
{
    return text.len < TALLY_TEXT_BYTES;
}

static void copy(char to[TALLY_TEXT_BYTES], str text)
{
    memcpy(to, text.ptr, text.len);
    to[text.len] = '\0';
}

static void count(struct tally *t, const struct counter *c, int64_t now)
{
    struct tally_entry *entry;
    size_t i;

    for (i = 0; i < t->n; i++) {
        if (same(&t->entries[i], c)) {
            t->entries[i].n += c->n;
            return;
        }
    }
    if (t->n == TALLY_MAX || !fits(c->tenant) || !fits(c->award) ||
        !fits(c->day_on))
        return;
    if (t->n == 0)
        t->since_unix_s = now;
    entry = &t->entries[t->n++];
    copy(entry->tenant, c->tenant);
    copy(entry->award, c->award);
    copy(entry->day_on, c->day_on);
    entry->kind = c->kind;
    entry->n = c->n;
}

bool tally_add(struct tally *t, const struct counter *counter, int64_t now)
{
    bool rests;

    pthread_mutex_lock(&t->lock);
    count(t, counter, now);
    rests = t->n < TALLY_MAX && now - t->since_unix_s < TALLY_WAIT_S;
    pthread_mutex_unlock(&t->lock);
    return rests;
}

static code write_all(
    const struct tally_entry *entries, size_t n, struct db *db)
{
    size_t i;

    for (i = 0; i < n; i++) {
        const struct counter counter = {
            .tenant = str_of(entries[i].tenant),
            .award = str_of(entries[i].award),
            .kind = entries[i].kind,
            .day_on = str_of(entries[i].day_on),
            .n = entries[i].n,
        };

        TRY(sql_counter_add(db, &counter, NULL, NULL));
    }
    return OK;
}

/* All that waits, which then waits no longer. */
static size_t take(struct tally *t, struct tally_entry entries[TALLY_MAX])
{
    size_t n;

    pthread_mutex_lock(&t->lock);
    n = t->n;
    memcpy(entries, t->entries, n * sizeof(entries[0]));
    t->n = 0;
    pthread_mutex_unlock(&t->lock);
    return n;
}

void tally_flush(struct tally *t, struct db *db)
{
    struct tally_entry entries[TALLY_MAX];
    const size_t n = take(t, entries);
    code result;

    if (n == 0)
        return;
    result = db_begin(db, DB_WRITE, NULL);
    if (result == OK)
        result = write_all(entries, n, db);
    if (result == OK)
        result = db_commit(db, NULL);
    if (result != OK)
        db_rollback(db);
}
