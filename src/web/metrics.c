#include "web/metrics.h"

#include "host/file.h"
#include "host/seal.h"
#include "http/address.h"
#include "http/server.h"
#include "store/sql.h"

#include <sys/stat.h>
#include <unistd.h>

enum {
    STATM_BYTES_MAX = 4096,
};

/* --- who may see it --- */

/* Without a token: programs of this machine. */
static bool may_see(const struct web *web)
{
    const str token =
        web->act.worker->platform->config.text[CONFIG_METRICS_TOKEN];
    const str sent = request_header(web->req, S("Authorization"));
    const str scheme = S("Bearer ");
    struct address peer;

    if (token.len == 0)
        return address_parse(web->req->peer, &peer) &&
               address_is_loopback(&peer);
    return str_starts(sent, scheme) &&
           seal_equal(str_bytes(str_sub(sent, scheme.len, sent.len)),
               str_bytes(token));
}

/* --- what is so now --- */

static uint64_t memory_bytes(struct arena *arena)
{
    bytes text;
    uint64_t pages = 0;
    size_t i;

    if (file_read("/proc/self/statm", STATM_BYTES_MAX, arena, &text, NULL) !=
        OK)
        return 0;
    /* "SIZE RESIDENT ..." in pages. */
    i = str_find(bytes_str(text), ' ', 0);
    for (i = i == SIZE_MAX ? text.len : i + 1;
         i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
        pages = pages * 10 + (uint64_t)(text.ptr[i] - '0');
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void see_server(const struct platform *platform, struct meter_now *to)
{
    struct http_server *server = atomic_load(&platform->meter->server);
    struct http_stats stats;

    if (!server)
        return;
    stats = server_stats(server);
    to->connections = stats.connections;
    to->requests_waiting = stats.waiting;
    to->connections_cut = stats.cut;
}

static code see_data(struct web *web, struct meter_now *to, struct err *reterr)
{
    struct act *act = &web->act;
    struct mail_waiting_row letters;
    struct award_intent_count_row intents;
    struct log_last_row *last;
    size_t n;

    TRY(sql_mail_waiting(act->db, act->arena, &letters, reterr));
    TRY(sql_award_intent_count(act->db, act->arena, &intents, reterr));
    TRY(sql_log_last(act->db, act->arena, &last, &n, reterr));
    to->letters_waiting = (uint64_t)letters.n;
    if (letters.n > 0 && letters.due_at < act->now)
        to->letter_due_s = (uint64_t)(act->now - letters.due_at);
    to->awards_unfinished = (uint64_t)intents.n;
    to->log_leaves = n > 0 ? (uint64_t)last[0].leaf_index + 1 : 0;
    return OK;
}

/* ROUTE GET /metrics  right: public
 *   summary: counts and times for Prometheus, without personal data */
code metrics_show(struct web *web, struct err *reterr)
{
    const struct platform *platform = web->act.worker->platform;
    struct meter_now now = {.now = web->act.now};
    struct stat file;
    struct buf out;
    bytes text;
    code result;

    if (!may_see(web))
        return err_set(reterr, E_NOT_FOUND, web->req->path);
    TRY(db_begin(web->act.db, DB_READ, reterr));
    result = see_data(web, &now, reterr);
    db_rollback(web->act.db);
    TRY(result);
    see_server(platform, &now);
    now.memory_bytes = memory_bytes(web->arena);
    if (stat(platform->database.ptr, &file) == 0)
        now.data_bytes = (uint64_t)file.st_size;
    web_buf(web, &out);
    meter_write(&out, platform->meter, &now);
    result = buf_finish(&out, &text);
    if (result != OK)
        return err_set(reterr, result, S("metrics"));
    response_body(
        web->res, S("text/plain; version=0.0.4; charset=utf-8"), text);
    return OK;
}
