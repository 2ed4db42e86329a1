#!/bin/sh
# run_suites.sh SHARED EARL PROGRAM...: runs each suite program, shows its
# lines, writes the EARL report, and ends with "N passed, N failed". A program
# that dies or prints no line of its own counts as one failure.
shared=$1
earl=$2
shift 2
if [ ! -d "$shared/suites" ] || [ $# -eq 0 ]; then
    echo "suites: no folder '$shared/suites', or no suite program" >&2
    echo "0 passed, 1 failed"
    exit 1
fi
out=$(mktemp)
trap 'rm -f "$out"' EXIT
cat >"$earl" <<'END'
@prefix earl: <http://www.w3.org/ns/earl#> .
@prefix doap: <http://usefulinc.com/ns/doap#> .
<#testamur> a doap:Project, earl:TestSubject, earl:Software ;
  doap:name "Testamur" ; doap:programming-language "C" .
END
passed=0
failed=0
for program in "$@"; do
    "$program" "$shared" "$earl" >"$out" 2>&1
    status=$?
    cat "$out"
    set -- $(awk '/: [0-9]+ passed, [0-9]+ failed \(/ {
            sub(/^.*: /, ""); p += $1; f += $3; n++
        } END { print p + 0, f + 0, n + 0 }' "$out")
    if [ "$2" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$3" -eq 0 ]; }; then
        echo "$program: exit status $status"
        set -- "$1" 1
    fi
    passed=$((passed + $1))
    failed=$((failed + $2))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
