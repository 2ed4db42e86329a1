#!/bin/sh
# The program as a person uses it: every command once for good, and what goes
# wrong, each with its exit status (RELIABILITY part 0). TAP output.
: "${BUILD:=build}"
case $BUILD in /*) ;; *) BUILD=$(pwd)/$BUILD ;; esac
testamur=$BUILD/testamur
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

expect() {
    # expect STATUS TEXT NAME COMMAND...: TEXT must be in what it says; an
    # empty TEXT asks for silence on standard output.
    want=$1
    text=$2
    name=$3
    shift 3
    n=$((n + 1))
    "$@" >out 2>err </dev/null
    got=$?
    if [ "$got" -eq "$want" ] &&
        { [ -z "$text" ] && [ ! -s out ] || grep -qF -- "$text" out err; }
    then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name: exit status $got, not $want; wanted: $text"
        sed 's/^/# /' out err
    fi
}

cat >profile.json <<'END'
{"type": ["Profile"], "name": "Northfield College",
 "url": "https://northfield.example/"}
END
cat >course.json <<'END'
{"id": "https://northfield.example/a/data", "type": ["Achievement"],
 "name": "Reading Data", "achievementType": "MicroCredential",
 "description": "Reads tables and charts.",
 "criteria": {"narrative": "Pass **two** tests."}}
END
printf 'email,id,validUntil\nanna@example.org,,\n,did:example:ben,2031-01-01T00:00:00Z\n' >class.csv
printf 'email,id\nanna@example.org,\n,\n,did:example:ben\n' >gap.csv
echo 'correct horse' >word
echo 'wrong horse' >wrong

# --- keys ---
expect 0 did:key:z6Mk 'key new, with a passphrase' \
    $testamur key new -o k.key --passphrase-file word
expect 0 did:key:zDna 'key new, P-256' \
    $testamur key new -t p256 --plain -o p256.key
expect 0 did:key:z82L 'key new, P-384' \
    $testamur key new -t p384 --plain -o p384.key
expect 74 'cannot write' 'a key file is never replaced' \
    $testamur key new --plain -o k.key
expect 2 passphrase 'no passphrase and no terminal' \
    setsid $testamur key show k.key
expect 2 passphrase 'a wrong passphrase' \
    $testamur key show k.key --passphrase-file wrong
expect 0 Ed25519 'key show' $testamur key show k.key --passphrase-file word
expect 0 '"crv": "P-256"' 'key export as JWK' \
    $testamur key export -f jwk p256.key
expect 0 '"assertionMethod"' 'key export as a document' \
    $testamur key export -f document p256.key
n=$((n + 1))
$testamur key export -f document p256.key | grep -q secret &&
    echo "not ok $n - an export holds a secret" ||
    echo "ok $n - an export holds no secret"
cp p256.key open.key
chmod 644 open.key
expect 78 permissions 'OS-11 a key file that others can read' \
    $testamur key show open.key
echo '{}' >empty.key
chmod 600 empty.key
expect 2 form 'a key file of another form' $testamur key show empty.key

# --- issue ---
issue="$testamur issue -k k.key --passphrase-file word -p profile.json"
expect 0 '' 'award one to an address' \
    $issue -a course.json -l anna@example.org -o badge.json
expect 0 '"did:example:ben"' 'award one to a DID' \
    $issue -a course.json -l did:example:ben
expect 0 '2 issued, 0 refused' 'award a class, into a folder that is made' \
    $issue -a course.json --learners class.csv -o badges
expect 0 '"validUntil": "2032-01-01T00:00:00Z"' 'an end for who has none' sh -c "
    $issue -a course.json --learners class.csv -o ended \
        --valid-until 2032-01-01T00:00:00Z && cat ended/00001.json"
expect 0 '"validUntil": "2031-01-01T00:00:00Z"' 'and not for who has' \
    cat ended/00002.json
printf 'name\nanna\n' >nobody.csv
expect 2 'no column named id or email' 'a table that names nobody' \
    $issue -a course.json --learners nobody.csv -o nobody
expect 74 'Not a directory' 'a folder that is a file' \
    $issue -a course.json --learners class.csv -o course.json
expect 2 'either --achievement or a credential' 'two things to sign' \
    $issue -a course.json -l did:example:ben badge.json
expect 2 'line 3 of the table' 'a row without a learner stops no other' \
    $issue -a course.json --learners gap.csv -o badges
expect 0 verified 'all of them verify' \
    $testamur verify --json badges/00001.json badges/00003.json
for suite in p256:ecdsa-rdfc-2019 p256:ecdsa-jcs-2019 p384:ecdsa-rdfc-2019 \
    p384:ecdsa-jcs-2019; do
    key=${suite%%:*}
    expect 0 "${suite#*:}" "issue with $suite" $testamur issue -k $key.key \
        -s "${suite#*:}" -a course.json -l did:example:ben -p profile.json
    cp out $key.json
    expect 0 Verified "verify $suite" $testamur verify $key.json
done
expect 2 PROOF_GENERATION_ERROR 'a suite that does not take the key' \
    $testamur issue -k p256.key -s eddsa-jcs-2022 -a course.json \
    -l did:example:ben -p profile.json
expect 2 'no such cryptosuite' 'an unknown suite' \
    $testamur issue -k p256.key -s nothing-2030 -a course.json -l a:b
sed 's/"name"/"nome"/' course.json >nameless.json
expect 2 /credentialSubject/achievement/name 'a fault has its place' \
    $issue -a nameless.json -l did:example:ben
sed 's/"tag"/"tag"/; s/"Reading Data",/"Reading Data", "hours": 9007199254740993,/' \
    course.json >lossy.json
expect 2 JSON_NUMBER_LOSSY 'JS-07 a number that would be lost' \
    $issue -a lossy.json -l did:example:ben
expect 2 'name --learner or --learners' 'nobody to award' $issue -a course.json
expect 2 'line 1, column 1' 'JSON with its place' $issue -a word -l a:b

# --- verify ---
expect 0 Verified 'verify' $testamur verify badge.json
expect 0 '"verified":true' 'verify --json' $testamur verify -j badge.json
expect 0 '' 'verify --quiet' $testamur verify -q badge.json
expect 0 'it is about anna@example.org' 'the recipient, hashed' \
    $testamur verify -r anna@example.org badge.json
expect 1 RECIPIENT_MISMATCH 'another recipient' \
    $testamur verify -r ben@example.org badge.json
expect 1 NOT_YET_VALID 'before its time' \
    $testamur verify --at 2020-01-01T00:00:00Z badge.json
expect 1 EXPIRED 'after its time' \
    $testamur verify --at 2031-06-01T00:00:00Z badges/00002.json
expect 1 'was valid on' 'the day of the award is another answer' \
    $testamur verify --at 2031-06-01T00:00:00Z badges/00002.json
echo '[{"id":"did:web:a.example"},{"id":"https://a.example/s"}]' >with.json
expect 0 Verified 'documents handed in' $testamur verify -w with.json badge.json
echo '[{}]' >with.json
expect 2 INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID 'a document of nobody' \
    $testamur verify -w with.json badge.json
sed 's/Reads tables/Reads minds/' badge.json >tampered.json
sed 's/did:key:z[0-9A-Za-z]*#z[0-9A-Za-z]*/did:web:10.0.0.1#key-1/g
    s/did:key:z[0-9A-Za-z]*/did:web:10.0.0.1/g' badge.json >elsewhere.json
expect 3 FETCH_BLOCKED_ADDRESS 'FE-01 an address that is not gone to' \
    $testamur verify elsewhere.json
expect 3 DOCUMENT_NEEDED 'offline' $testamur verify --offline elsewhere.json
expect 3 FETCH_BLOCKED_ADDRESS 'a badge on the web' \
    $testamur verify https://127.0.0.1/badge.json
expect 2 'cannot read' 'offline it is a file' \
    $testamur verify --offline https://127.0.0.1/badge.json
expect 1 PROOF_VERIFICATION_ERROR 'tampered' $testamur verify tampered.json
expect 1 PARSING_ERROR 'not a credential' $testamur verify profile.json
expect 2 NO_CREDENTIAL 'not a credential of any kind' $testamur verify word
expect 2 NO_CREDENTIAL 'nothing' $testamur verify /dev/null
expect 2 'cannot read' 'no such file' $testamur verify missing.json
expect 2 '"file":"missing.json"' 'a line of JSON for it, too' \
    $testamur verify --json missing.json
expect 4 '"code":"TOO_LARGE"' 'and for one without end' \
    $testamur verify --json /dev/zero
expect 74 'standard output' 'nowhere to write to comes before a verdict' \
    sh -c "$testamur verify --at 2020-01-01T00:00:00Z badge.json >/dev/full"
expect 2 'cannot read' 'CL-02 a folder' $testamur verify .
expect 4 TOO_LARGE 'CL-02 without end' $testamur verify /dev/zero
expect 2 JSON 'of many, the worst counts' \
    $testamur verify badge.json tampered.json word
n=$((n + 1))
$testamur verify - <badge.json >out 2>&1 &&
    echo "ok $n - from standard input" ||
    echo "not ok $n - from standard input"
printf '{"@context":["https://www.w3.org/ns/credentials/v2"],"a":%s}' \
    "$(printf '[%.0s' $(seq 200))" >deep.json
expect 4 JSON_TOO_DEEP 'JS-04 nested too deep' $testamur verify deep.json

# --- images ---
expect 0 '' 'draw and bake, PNG' $testamur bake badge.json -o badge.png
expect 0 '' 'draw and bake, SVG' $testamur bake badge.json -f svg -o badge.svg
expect 0 Verified 'verify PNG and SVG' $testamur verify badge.png badge.svg
expect 0 '' 'bake many' $testamur bake badge.json p256.json -o images
expect 0 Verified 'each under its own name' \
    $testamur verify images/badge.png images/p256.png
expect 0 '' 'extract many' \
    $testamur extract images/badge.png images/p256.png -o again
expect 0 '' 'each as it was' cmp again/p256.json p256.json
expect 2 'two files of that name' 'many that would become one' \
    $testamur extract images/badge.png badge.svg -o again
expect 2 'no credential inside' 'one of many that fails' \
    $testamur extract word images/badge.png -o rest
expect 0 '' 'stops no other' cmp rest/badge.json badge.json
expect 2 'name a folder' 'many without a folder' \
    $testamur bake badge.json p256.json
expect 0 '' 'bake into an image that is there' \
    $testamur bake p256.json -i badge.png -o other.png
$testamur extract other.png >extracted
expect 0 '' 'extract gives it back byte for byte' cmp extracted p256.json
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >empty.svg
expect 2 NO_CREDENTIAL 'nothing inside' $testamur extract empty.svg
expect 2 '' 'bake what is no credential' $testamur bake word -o word.png
n=$((n + 1))
[ -e word.png ] && echo "not ok $n - a failure leaves a file" ||
    echo "ok $n - a failure leaves no file"

# --- looking ---
expect 0 'Reading Data' 'inspect' $testamur inspect badge.png
printf '{"name":"a\\u001b[31mb\\u202ec"}' >escape.json
expect 0 'a\x1b[31mb\u{202e}c' 'CL-03 escapes do not reach the terminal' \
    $testamur inspect escape.json
expect 0 '<https://www.w3.org/2018/credentials#issuer>' canon \
    $testamur canon badge.json
cat >rtl.json <<'END'
{"@id": "https://northfield.example/a", "https://schema.org/name":
 {"@value": "x", "@language": "ar", "@direction": "rtl"}}
END
expect 0 '<https://www.w3.org/ns/i18n#ar_rtl>' \
    'canon keeps the direction of a text, as the signature does' \
    $testamur canon rtl.json
expect 0 '"awardedDate":' 'canon --jcs' $testamur canon --jcs badge.json
expect 0 '' 'canon of its own output' $testamur canon badge.json -o a.nq
$testamur canon a.nq >b.nq
expect 0 '' 'is the same' cmp a.nq b.nq
expect 0 '"https://www.w3.org/2018/credentials#issuer"' expand \
    $testamur expand badge.json
$testamur expand badge.json >expanded.json
echo '{"@context": ["https://www.w3.org/ns/credentials/v2",
 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]}' >context.json
expect 0 '"credentialSubject"' compact \
    $testamur compact -c context.json expanded.json
expect 0 '"@id"' flatten $testamur flatten badge.json
expect 0 '<did:example:ben>' to-rdf $testamur to-rdf p256.json
$testamur to-rdf p256.json >p256.nq
expect 0 '"did:example:ben"' from-rdf $testamur from-rdf p256.nq
expect 2 DATA_LOSS_DETECTION_ERROR 'expand --safe' \
    $testamur expand --safe escape.json

# --- the program itself ---
expect 0 'usage: testamur' help $testamur help
expect 0 'usage: testamur' 'no word at all' $testamur
expect 0 'testamur ' version $testamur --version
expect 0 '.TH TESTAMUR' 'manual page' $testamur help --man
for shell in bash zsh fish; do
    expect 0 from-rdf "completion for $shell" $testamur completion $shell
done
expect 2 'no such command' 'an unknown command' $testamur nothing
expect 2 'unknown option' 'CL-01 an unknown option' $testamur verify --nothing x
expect 2 'wants a value' 'an option without its value' $testamur verify x --at
expect 2 'takes no value' 'a value too much' $testamur verify --json=1 x
expect 2 'not a date' 'a time that is none' $testamur verify --at noon x
for command in $($testamur help | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p'); do
    expect 0 Examples "$command --help" $testamur "$command" --help
done
