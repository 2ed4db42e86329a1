#include "vc/status_list.h"

#include "base/num.h"
#include "text/iri.h"
#include "vc/credential.h"

#define ENTRY "BitstringStatusListEntry"
#define LIST "BitstringStatusList"

enum {
    U64_DIGITS = 20,
    BASE_MAX = 16,
    BITS_OF_BYTE = 8,
};

/* --- the entry --- */

static code malformed(struct err *reterr, str member)
{
    return err_set(reterr, E_MALFORMED_VALUE_ERROR, member);
}

/* "an arbitrary size integer greater than or equal to 0, expressed as a
 * string in base 10": one text for each (ST-06, ST-07). */
static bool read_index(const struct json *value, uint64_t *ret)
{
    str text = json_text(value);
    size_t i;

    if (num_parse_u64(text, UINT64_MAX, ret))
        return true;
    if (text.len < U64_DIGITS || text.ptr[0] == '0')
        return false;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    }
    *ret = UINT64_MAX;
    return true;
}

static bool read_size(const struct json *value, uint32_t *ret)
{
    uint64_t size = 1;

    if (value &&
        (value->type != JSON_NUMBER ||
            !num_parse_u64(value->text, STATUS_SIZE_MAX, &size) || size == 0))
        return false;
    *ret = (uint32_t)size;
    return true;
}

static unsigned digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : BASE_MAX;
}

/* "0x1a": the hexadecimal value of a status. */
static bool read_hex(str text, uint32_t *ret)
{
    uint32_t value = 0;
    size_t i;

    if (!str_starts(text, S("0x")) || text.len < 3 || text.len > 2 + 8)
        return false;
    for (i = 2; i < text.len; i++) {
        if (digit_of(text.ptr[i]) == BASE_MAX)
            return false;
        value = value << 4 | digit_of(text.ptr[i]);
    }
    *ret = value;
    return true;
}

/* As many messages as there are values, each with its status (ST-10). */
static bool messages_are_good(const struct json *all, uint32_t size)
{
    const struct json *item;
    uint32_t status = 0;

    if (!all)
        return size == 1;
    if (all->type != JSON_ARRAY || all->n != UINT32_C(1) << size)
        return false;
    for (item = all->child.first; item; item = item->next) {
        if (!read_hex(json_text(json_get(item, S("status"))), &status) ||
            status >> size != 0 ||
            !json_is(json_get(item, S("message")), JSON_STRING))
            return false;
    }
    return true;
}

code status_entry_read(
    const struct json *object, struct status_entry *ret, struct err *reterr)
{
    struct status_entry entry = {
        .id = json_text(json_get(object, S("id"))),
        .purpose = json_text(json_get(object, S("statusPurpose"))),
        .list_url = json_text(json_get(object, S("statusListCredential"))),
        .messages = json_get(object, S("statusMessage")),
    };

    if (entry.purpose.len == 0)
        return malformed(reterr, S("statusPurpose"));
    if (!iri_is_absolute(entry.list_url))
        return malformed(reterr, S("statusListCredential"));
    if (!read_index(json_get(object, S("statusListIndex")), &entry.index))
        return malformed(reterr, S("statusListIndex"));
    if (!read_size(json_get(object, S("statusSize")), &entry.size))
        return malformed(reterr, S("statusSize"));
    if (!messages_are_good(entry.messages, entry.size))
        return malformed(reterr, S("statusMessage"));
    if (str_eq(entry.id, entry.list_url)) /* ST-13 */
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, entry.id);
    *ret = entry;
    return OK;
}

static str number_text(uint64_t value, struct arena *a)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, a, U64_DIGITS);
    buf_u64(&out, value);
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

struct json *status_entry_json(
    const struct status_entry *entry, struct arena *arena)
{
    struct json *object = json_new(arena, JSON_OBJECT);

    json_put_text(object, S("id"), entry->id, arena);
    json_put_text(object, S("type"), S(ENTRY), arena);
    json_put_text(object, S("statusPurpose"), entry->purpose, arena);
    json_put_text(
        object, S("statusListIndex"), number_text(entry->index, arena), arena);
    json_put_text(object, S("statusListCredential"), entry->list_url, arena);
    if (entry->size > 1)
        json_add(object, S("statusSize"),
            json_new_number(arena, number_text(entry->size, arena)));
    if (entry->messages)
        json_add(
            object, S("statusMessage"), json_alias(arena, entry->messages));
    return object;
}

str status_entry_message(const struct status_entry *entry, uint32_t status)
{
    const struct json *item =
        entry->messages ? entry->messages->child.first : NULL;
    uint32_t of = 0;

    for (; item; item = item->next) {
        if (read_hex(json_text(json_get(item, S("status"))), &of) &&
            of == status)
            return json_text(json_get(item, S("message")));
    }
    return status == 0 ? S("unset") : S("set");
}

/* --- the list --- */

static const struct json *subject_of(const struct json *credential)
{
    return json_get(credential, S("credentialSubject"));
}

/* One purpose or an array of them; ST-01. */
static bool is_for(const struct json *purposes, str purpose)
{
    const struct json *item;

    if (!json_is(purposes, JSON_ARRAY))
        return json_text_is(purposes, purpose);
    for (item = purposes->child.first; item; item = item->next) {
        if (json_text_is(item, purpose))
            return true;
    }
    return false;
}

code status_list_packed(const struct json *credential,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    str encoded = json_text(json_get(subject_of(credential), S("encodedList")));
    enum multibase base = MULTIBASE_BASE58BTC;
    bytes packed = {NULL, 0};
    code result;

    if (!str_starts(encoded, S("u")))
        return malformed(reterr, S("encodedList"));
    result = multibase_decode(encoded, arena, &packed, &base);
    if (result != OK && result != E_SYNTAX)
        return err_set(reterr, result, S("encodedList"));
    if (result != OK || packed.len < 2 || packed.ptr[0] != 0x1f ||
        packed.ptr[1] != 0x8b)
        return malformed(reterr, S("encodedList"));
    *ret = packed;
    return OK;
}

/* Bitstring Expansion Algorithm; ST-04: what grows beyond the budget is no
 * list of anybody's. */
static code expand(const struct json *credential,
    const struct vc_env *env,
    bytes *ret,
    struct err *reterr)
{
    const struct provider *p = env->provider;
    bytes packed = {NULL, 0};
    code result;

    TRY(status_list_packed(credential, env->arena, &packed, reterr));
    if (!p->inflate)
        return err_set(reterr, E_ARGUMENT, S("inflate"));
    result = p->inflate(
        p->self, packed, env->budget->status_list_bytes_max, env->arena, ret);
    if (result == E_SYNTAX)
        return malformed(reterr, S("encodedList"));
    if (result == E_LIMIT_EXCEEDED && arena_status(env->arena) == OK)
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, S("encodedList"));
    return result == OK ? OK : err_set(reterr, result, S("encodedList"));
}

code status_list_read(const struct json *credential,
    str purpose,
    const struct vc_env *env,
    const bytes *inflated,
    bytes *ret,
    struct err *reterr)
{
    const struct json *subject = subject_of(credential);

    if (!shape_has_type(credential, S(LIST "Credential")) ||
        !shape_has_type(subject, S(LIST)))
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, S("type"));
    if (!is_for(json_get(subject, S("statusPurpose")), purpose))
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, S("statusPurpose"));
    if (!inflated)
        return expand(credential, env, ret, reterr);
    if (inflated->len > env->budget->status_list_bytes_max)
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, S("encodedList"));
    *ret = *inflated;
    return OK;
}

code status_list_get(bytes bits,
    const struct status_entry *entry,
    uint32_t *ret,
    struct err *reterr)
{
    uint64_t n = (uint64_t)bits.len * BITS_OF_BYTE / entry->size;
    uint64_t at = entry->index * entry->size;
    uint32_t status = 0;
    uint32_t i;

    if (n < STATUS_LIST_ENTRIES_MIN) /* ST-08 */
        return err_set(reterr, E_STATUS_LIST_LENGTH_ERROR, entry->list_url);
    if (entry->index >= n)
        return err_set(reterr, E_RANGE_ERROR, S("statusListIndex"));
    for (i = 0; i < entry->size; i++, at++) { /* ST-09: left-most first */
        unsigned byte = bits.ptr[at / BITS_OF_BYTE];

        status =
            status << 1 | (byte >> (BITS_OF_BYTE - 1 - at % BITS_OF_BYTE) & 1U);
    }
    *ret = status;
    return OK;
}

int64_t status_list_ttl_s(const struct json *credential)
{
    const struct json *ttl = json_get(subject_of(credential), S("ttl"));
    uint64_t ms = 0;

    if (!ttl)
        return INT64_MAX;
    if (ttl->type != JSON_NUMBER || !num_parse_u64(ttl->text, INT64_MAX, &ms))
        return 0;
    return (int64_t)(ms / 1000);
}

/* --- making a list --- */

void status_list_set(
    uint8_t *bits, uint64_t index, uint32_t size, uint32_t status)
{
    uint64_t at = index * size;
    uint32_t i;

    for (i = size; i > 0; i--, at++) {
        unsigned bit = 0x80U >> at % BITS_OF_BYTE;
        uint8_t *byte = &bits[at / BITS_OF_BYTE];

        *byte = (uint8_t)(status >> (i - 1) & 1 ? *byte | bit : *byte & ~bit);
    }
}

static struct json *list_subject(
    const struct status_list_terms *terms, bytes packed, struct arena *a)
{
    struct json *subject = json_new(a, JSON_OBJECT);

    json_put_text(subject, S("id"),
        arena_join(a, (const str[]){terms->url, S("#list")}, 2), a);
    json_put_text(subject, S("type"), S(LIST), a);
    json_put_text(subject, S("statusPurpose"), terms->purpose, a);
    json_put_text(subject, S("encodedList"),
        multibase_encode(MULTIBASE_BASE64URL, packed, a), a);
    if (terms->ttl_ms > 0)
        json_add(subject, S("ttl"),
            json_new_number(a, number_text(terms->ttl_ms, a)));
    return subject;
}

static struct json *texts(struct arena *a, str first, str second)
{
    struct json *array = json_new(a, JSON_ARRAY);

    json_push(array, json_new_string(a, first));
    if (second.len > 0)
        json_push(array, json_new_string(a, second));
    return array;
}

code status_list_credential(const struct status_list_terms *terms,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr)
{
    const struct provider *p = env->provider;
    struct arena *a = env->arena;
    struct json *credential = json_new(a, JSON_OBJECT);
    bytes packed = {NULL, 0};

    if (terms->bits.len < STATUS_LIST_ENTRIES_MIN / BITS_OF_BYTE)
        return err_set(reterr, E_STATUS_LIST_LENGTH_ERROR, terms->url);
    if (!p->deflate)
        return err_set(reterr, E_ARGUMENT, S("deflate"));
    TRY(p->deflate(p->self, terms->bits, a, &packed));
    json_add(credential, S("@context"), texts(a, S(VC_CONTEXT_2_0), S("")));
    json_put_text(credential, S("id"), terms->url, a);
    json_add(credential, S("type"),
        texts(a, S("VerifiableCredential"), S(LIST "Credential")));
    if (terms->issuer)
        json_add(credential, S("issuer"), json_alias(a, terms->issuer));
    json_put_text(credential, S("validFrom"), terms->valid_from, a);
    json_put_text(credential, S("validUntil"), terms->valid_until, a);
    json_add(
        credential, S("credentialSubject"), list_subject(terms, packed, a));
    if (arena_status(a) != OK)
        return arena_status(a);
    *ret = credential;
    return OK;
}
