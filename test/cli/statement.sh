#!/bin/sh
# testamur statement as a person uses it: story 5 and 10 of RULES 7. TAP.
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

statement() {
    # statement HOURS LEVEL CONDITIONS: LEA4 toward Q1 and Q2
    cat <<E
{"title": "Leading change", "issuerName": "Harbour College", "country": "AU",
 "regulated": true, "listed": "2026-02-01", "participation": "blended",
 "outcomes": [{"id": "o1", "text": "plans a change",
   "skills": [{"skill": "urn:chg", "scale": "own", "level": 4}]}],
 "tasks": [{"type": "work sample", "summative": true, "weight": 100,
   "outcomes": ["o1"], "supervision": "online_two_factors"}],
 "volume": "PT$1H", "level": {"fw": "AQF", "level": $2},
 "credit": {"system": "AQF-hc", "points": 4},
 "supervision": "online_two_factors", "complexity": "skills_complex",
 "quality": {"type": "internal review", "reviewDue": "2029-02-01",
   "moderation": "M1"},
 "cost": {"amount": 900, "currency": "AUD"}, "validityMonths": 60,
 "creditBearing": true, "offers": [
  {"id": "q1", "kind": "credit", "amount": {"system": "AQF-mu", "points": 4},
   "passMapped": true, "signed": true, "conditions": [$3],
   "target": {"id": "urn:q1", "title": "Graduate Certificate in Change",
    "level": {"fw": "AQF", "level": 8}, "hoursPerPoint": 25,
    "supervisionMin": 2}},
  {"id": "q2", "kind": "credit", "amount": {"system": "AQF-hc", "points": 4},
   "passMapped": true, "signed": true,
   "target": {"id": "urn:q2", "title": "Diploma of Leadership",
    "level": {"fw": "AQF", "level": 5}, "hoursPerPoint": 25}}]}
E
}

statement 80 7 '{"kind": "taken_up", "text": "convert within 12 months"}' \
    >draft.json
statement 100 8 '' >good.json
sed 's/"blended"/"sideways"/' good.json >bad.json
sed 's/PT100H/P60M/' good.json >months.json
sed 's/"internal review"/""/; s/"type": "",//' good.json >no_quality.json
sed 's/Leading change/Diploma in leading change/; s/2029-02-01/2029-12-01/' \
    good.json >nz.json
cat >video.json <<'E'
{"title": "A video", "regulated": true, "volume": 3, "outcomes": [],
 "tasks": []}
E

expect 1 'C1 aligned (q1): AQF 7, needed AQF 8' 'story 5.1: the level' \
    $testamur statement check draft.json
expect 1 'C4 effort (q2): 80 h, needed 90 h' 'story 5.1: the effort' \
    $testamur statement check draft.json
expect 1 'convert within 12 months [CB_C3]' 'story 5.1: the condition' \
    $testamur statement check draft.json
expect 0 Credit-bearing 'story 5.2: version 2' \
    $testamur statement check good.json
expect 0 '"creditBearing": true' 'for programs' \
    $testamur statement check --json good.json
expect 0 '11 of 11 elements present' 'all of EU Annex I' \
    $testamur statement check -p EU good.json
expect 1 'FAILS type of quality assurance' 'what EU Annex I misses' \
    $testamur statement check -p EU no_quality.json
expect 1 'FAILS words of the title: diploma' 'story 10.4: the title' \
    $testamur statement check -p NZ nz.json
expect 1 'date of review: 2029-12-01, needed 2029-02-01' \
    'story 10.4: the review' $testamur statement check -p NZ nz.json
expect 1 NOT_ASSESSED 'story 10.2: no assessment' \
    $testamur statement check video.json
expect 0 'B is not a micro-credential: no assessment' 'story 10.2: beside it' \
    $testamur statement compare good.json video.json
expect 0 '"result": "A higher"' 'two, for programs' \
    $testamur statement compare --json good.json draft.json
expect 2 /participation 'a word that is none, with its place' \
    $testamur statement check bad.json
expect 2 DURATION_CALENDAR 'months are no hours' \
    $testamur statement check months.json
expect 2 'name EU' 'a profile that is none' \
    $testamur statement check -p XY good.json
expect 2 'name two' 'one to compare' $testamur statement compare good.json
expect 2 'check or compare' 'no verb' $testamur statement
echo "1..$n"
