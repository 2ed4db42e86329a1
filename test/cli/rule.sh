#!/bin/sh
# testamur rule as a person uses it: what it says, and its exit status. TAP.
: "${BUILD:=build}"
case $BUILD in /*) ;; *) BUILD=$(pwd)/$BUILD ;; esac
testamur=$BUILD/testamur
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

expect() {
    # expect STATUS TEXT NAME COMMAND...: TEXT must be in what it says.
    want=$1
    text=$2
    name=$3
    shift 3
    n=$((n + 1))
    "$@" >out 2>err </dev/null
    got=$?
    if [ "$got" -eq "$want" ] && grep -qF -- "$text" out err; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name: exit status $got, not $want; wanted: $text"
        sed 's/^/# /' out err
    fi
}

cat >stack.json <<'E'
{"trl": 1, "id": "urn:tl", "kind": "stack", "label": "Team Leadership",
 "rule": {"allOf": [{"achievement": "LEA1"}, {"achievement": "LEA2"},
  {"id": "elective", "label": "one elective", "nOf": {"n": 1, "of": [
   {"achievement": "COM3"}, {"achievement": "COM4"}]}}]}}
E
cat >two.json <<'E'
["LEA1", {"id": "urn:a2", "achievement": "LEA2", "awarded": "2026-03-05"},
 {"achievement": "SAF1", "awarded": "2025-01-01", "validUntil": "2025-12-31"}]
E
cat >catalogue.json <<'E'
{"offerings": [
 {"achievement": "COM3", "hours": 8, "cost": 80, "currency": "AUD"},
 {"achievement": "COM4", "hours": "PT16H", "cost": 140, "currency": "AUD"}],
 "stacks": [{"trl": 1, "id": "urn:b", "kind": "stack",
  "rule": {"stack": "urn:a"}}]}
E
echo '{"trl": 1, "id": "urn:a", "kind": "stack", "rule": {"stack": "urn:b"}}' >circle.json
echo '{"allOf": [{"achievement": "LEA1"}], "colour": 3}' >bad.json
echo '{"achievement": "LEA4", "where": {"minLevel": {"fw": "EQF", "level": 6}}}' >level.json
echo '[{"achievement": "LEA4", "level": {"fw": "AQF", "level": 8}}]' >lea4.json
echo '["LEA1", "LEA2", "COM4"]' >three.json
echo '[{"achievement": "LEA1", "hours": "P60M"}]' >months.json
printf '%s\n' '{"id":1,"cls":"F","rule":{"achievement":"a"},"wallet":["a"],"price":{"a":5},"satisfied":true,"cheapestFinish":0,"slots":1,"slotsNeeded":1}' >good.jsonl
printf '%s\n' '{"id":2,"cls":"F","rule":{"achievement":"a"},"wallet":[],"price":{"a":5},"satisfied":true,"cheapestFinish":0,"slots":1,"slotsNeeded":1}' >wrong.jsonl

expect 0 'May be published' 'a good rule' $testamur rule check stack.json
expect 2 '/colour' 'an unknown member, with its place' \
    $testamur rule check bad.json
expect 2 'urn:a > urn:b > urn:a' 'a circle, with its path' \
    $testamur rule check -c catalogue.json circle.json
expect 0 Satisfied 'met' $testamur rule eval stack.json -w three.json
expect 1 '2 of 3' 'not met' $testamur rule eval stack.json -w two.json
expect 3 'cannot be decided' 'a level that no row knows' \
    $testamur rule eval level.json -w lea4.json
expect 1 'one elective: 0 of 1' 'what is missing' \
    $testamur rule explain stack.json -w two.json --as-of 2026-03-06
expect 1 N_EXPIRED 'what does not count, and why' \
    $testamur rule explain stack.json -w two.json --as-of 2026-03-06
expect 1 'COM3  8 h, 80 AUD, done by 2026-03-27' 'a plan with its date' \
    $testamur rule plan stack.json -w two.json -c catalogue.json \
    --as-of 2026-03-06 --weekly 3
expect 1 '"ruleDigest": "sha256:' 'for programs' \
    $testamur rule eval --json stack.json -w two.json
expect 2 DURATION_CALENDAR 'months are no hours' \
    $testamur rule eval stack.json -w months.json
expect 2 'not a day' 'a day that is none' \
    $testamur rule eval stack.json --as-of yesterday
expect 2 'hours a week' 'a pace that is none' \
    $testamur rule plan stack.json --weekly 0
expect 2 'no such verb' 'a verb that is none' $testamur rule guess stack.json
expect 2 'name one file' 'no rule' $testamur rule eval
expect 0 '1 passed, 0 failed' 'vectors that agree' \
    $testamur rule eval --vectors good.jsonl
expect 1 '0 passed, 1 failed' 'vectors that differ' \
    $testamur rule eval --vectors wrong.jsonl
expect 1 'satisfied: expected 2, got 0' 'how they differ' \
    $testamur rule eval --vectors wrong.jsonl
echo "1..$n"
