/*
 * Signed notes and checkpoints of a log, as in C2SP signed-note and
 * tlog-checkpoint, with Ed25519 keys: what witnesses and monitors read.
 *
 *     example.org/log
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 *     <em dash> example.org/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDe...
 */
#ifndef CRYPTO_NOTE_H
#define CRYPTO_NOTE_H

#include "crypto/merkle.h"
#include "crypto/provider.h"

/* Who signs: a name without space, '+' or line end, and an Ed25519 key. */
struct note_signer {
    str name;
    const struct secret_key *key;
};

/* The text, which ends with a line end, and the signature below it. The note
 * lives in the arena. E_ARGUMENT for a text, name or key of another form. */
MUST_USE code note_sign(const struct provider *provider,
    const struct note_signer *signer,
    str text,
    struct arena *arena,
    str *ret,
    struct err *reterr);

/* Who is believed. */
struct note_verifier {
    str name;
    const struct public_key *key;
};

/* The text above the signatures, a part of `note`, when one of them is the
 * verifier's and good; others are passed over. E_PROOF_VERIFICATION_ERROR
 * otherwise. */
MUST_USE code note_verify(const struct provider *provider,
    const struct note_verifier *verifier,
    str note,
    str *ret_text,
    struct err *reterr);

/* The three lines of a checkpoint; the empty slice after a failure of the
 * arena. */
str checkpoint_text(
    str origin, const struct merkle_tree *tree, struct arena *arena);

/* The tree that a checkpoint of this origin speaks of; lines that follow are
 * passed over. E_SYNTAX. */
MUST_USE code checkpoint_parse(
    str text, str origin, struct merkle_tree *ret, struct err *reterr);

#endif
