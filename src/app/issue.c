#include "app/issue.h"

enum {
    UUID_BYTES = 16,
    SALT_BYTES = 16,
};

static const char HEX[] = "0123456789abcdef";

/* RFC 9562 section 5.4, version 4, in the form of RFC 8141 section 4. */
static code new_id(struct engine *engine, struct arena *memory, str *ret)
{
    const struct provider *provider = native_provider(engine->native);
    uint8_t random[UUID_BYTES];
    struct buf text;
    size_t i;

    TRY(provider->random(provider->self, random, sizeof(random)));
    random[6] = (uint8_t)((random[6] & 0x0f) | 0x40);
    random[8] = (uint8_t)((random[8] & 0x3f) | 0x80);
    buf_init(&text, memory, 64);
    buf_str(&text, S("urn:uuid:"));
    for (i = 0; i < sizeof(random); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buf_byte(&text, '-');
        buf_byte(&text, (uint8_t)HEX[random[i] >> 4]);
        buf_byte(&text, (uint8_t)HEX[random[i] & 15]);
    }
    return buf_finish_str(&text, ret);
}

code app_sign(struct engine *engine,
    const struct issuer *issuer,
    const struct json *document,
    struct json **ret,
    struct report **ret_faults,
    struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    struct report *faults = report_new(env.arena);
    struct vc_proof_options options = {
        .suite = issuer->suite,
        .key_type = issuer->key->type,
        .created = issuer->created,
        .verification_method = issuer->method,
        .purpose = vc_is_presentation(document) ? S("authentication")
                                                : S("assertionMethod"),
    };
    struct vc_ready ready;

    if (!faults)
        return arena_status(env.arena);
    *ret_faults = faults;
    *ret = NULL;
    TRY(badge_prepare(document, &options, &env, &ready, faults, reterr));
    if (faults->verdict != VERDICT_VERIFIED)
        return OK;
    return vc_proof_sign(&ready, issuer->key, &env, ret, reterr);
}

static code new_salt(struct engine *engine, struct arena *memory, str *ret)
{
    const struct provider *provider = native_provider(engine->native);
    uint8_t random[SALT_BYTES];
    struct buf text;
    size_t i;

    TRY(provider->random(provider->self, random, sizeof(random)));
    buf_init(&text, memory, 64);
    for (i = 0; i < sizeof(random); i++) {
        buf_byte(&text, (uint8_t)HEX[random[i] >> 4]);
        buf_byte(&text, (uint8_t)HEX[random[i] & 15]);
    }
    return buf_finish_str(&text, ret);
}

/* A link to evidence, as an Evidence object. */
static const struct json *evidence_of(str url, struct arena *a)
{
    struct json *evidence;
    struct json *types;

    if (url.len == 0)
        return NULL;
    evidence = json_new(a, JSON_OBJECT);
    types = json_new(a, JSON_ARRAY);
    json_push(types, json_new_string(a, S("Evidence")));
    json_add(evidence, S("id"), json_new_string(a, url));
    json_add(evidence, S("type"), types);
    return evidence;
}

code app_award_row(struct engine *engine,
    const struct award_table *table,
    size_t row,
    struct json **ret,
    struct err *reterr)
{
    struct vc_env env = engine_env(engine);
    const struct csv *rows = &table->rows;
    struct badge_award award = {
        .issuer = table->issuer.profile,
        .achievement = table->achievement,
        .subject_id = csv_cell(rows, row, S("id")),
        .email = csv_cell(rows, row, S("email")),
        .valid_from = csv_cell(rows, row, S("validFrom")),
        .valid_until = csv_cell(rows, row, S("validUntil")),
        .awarded = table->issuer.created,
        .evidence = evidence_of(csv_cell(rows, row, S("evidence")), env.arena),
    };

    if (award.valid_from.len == 0)
        award.valid_from = table->issuer.created;
    if (award.valid_until.len == 0)
        award.valid_until = table->valid_until;
    if (award.email.len > 0 && table->hash_email)
        TRY(new_salt(engine, env.arena, &award.salt));
    TRY(new_id(engine, env.arena, &award.id));
    return badge_from_award(&award, &env, ret, reterr);
}
