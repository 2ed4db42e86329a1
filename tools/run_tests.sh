#!/bin/sh
# run_tests.sh PROGRAM...: runs each test program (cmocka, TAP output) or
# test script, shows what failed, and ends with the line "N passed, N
# failed". A program that dies or says nothing counts as one failure.
passed=0
failed=0
for program in "$@"; do
    out=$(CMOCKA_MESSAGE_OUTPUT=TAP "$program" 2>&1)
    status=$?
    ok=$(printf '%s\n' "$out" | grep -c '^ok ')
    # cmocka writes a skipped test as "not ok N # SKIP NAME".
    bad=$(printf '%s\n' "$out" | grep '^not ok ' | grep -vc ' # SKIP ')
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then
        bad=1
    fi
    if [ "$bad" -gt 0 ]; then
        printf '%s: exit status %d\n%s\n' "$program" "$status" "$out"
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
