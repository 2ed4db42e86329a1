#include "vc/suite.h"

static const struct vc_suite SUITES[] = {
    {STR("DataIntegrityProof"), STR("eddsa-rdfc-2022"), TRANSFORM_RDFC,
        {KEY_ED25519, KEY_NONE}, false},
    {STR("DataIntegrityProof"), STR("eddsa-jcs-2022"), TRANSFORM_JCS,
        {KEY_ED25519, KEY_NONE}, false},
    {STR("DataIntegrityProof"), STR("ecdsa-rdfc-2019"), TRANSFORM_RDFC,
        {KEY_P256, KEY_P384}, false},
    {STR("DataIntegrityProof"), STR("ecdsa-jcs-2019"), TRANSFORM_JCS,
        {KEY_P256, KEY_P384}, false},
    {STR("DataIntegrityProof"), STR("eddsa-2022"), TRANSFORM_RDFC,
        {KEY_ED25519, KEY_NONE}, true},
    {STR("Ed25519Signature2020"), STR(""), TRANSFORM_RDFC,
        {KEY_ED25519, KEY_NONE}, true},
};

const struct vc_suite *vc_suite_find(str proof_type, str name)
{
    size_t i;

    for (i = 0; i < sizeof(SUITES) / sizeof(SUITES[0]); i++) {
        if (str_eq(SUITES[i].proof_type, proof_type) &&
            str_eq(SUITES[i].name, name))
            return &SUITES[i];
    }
    return NULL;
}

const struct vc_suite *vc_suite_named(str name)
{
    const struct vc_suite *suite = vc_suite_find(S("DataIntegrityProof"), name);

    return suite && !suite->verify_only ? suite : NULL;
}

bool vc_suite_takes(const struct vc_suite *suite, enum key_type key)
{
    return key != KEY_NONE && (suite->keys[0] == key || suite->keys[1] == key);
}

struct vc_hashing vc_suite_hashing(
    const struct vc_suite *suite, enum key_type key)
{
    return (struct vc_hashing){
        suite->transform, key == KEY_P384 ? HASH_SHA384 : HASH_SHA256};
}
