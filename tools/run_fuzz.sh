#!/bin/sh
# run_fuzz.sh SECONDS SHARED WORK PROGRAM...: runs each fuzz target for
# SECONDS with its seeds (fuzz/seed/NAME in the tree, and the files that
# fuzz/seed/map names in SHARED, when it is there), keeps its corpus and what
# it found under WORK, and ends with "N passed, N failed".
seconds=$1
shared=$2
work=$3
shift 3
passed=0
failed=0
for program in "$@"; do
    name=$(basename "$program")
    corpus=$work/corpus/$name
    found=$work/found/$name
    mkdir -p "$corpus" "$found"
    set -- "$corpus"
    [ -d "fuzz/seed/$name" ] && set -- "$@" "fuzz/seed/$name"
    # map: one line "NAME FOLDER" for each folder of seeds under SHARED
    for folder in $(awk -v n="$name" '$1 == n { print $2 }' fuzz/seed/map); do
        [ -d "$shared/$folder" ] && set -- "$@" "$shared/$folder"
    done
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$found/" "$@" \
        >"$work/$name.log" 2>&1; then
        passed=$((passed + 1))
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log")
        echo "fuzz $name: ${runs:-0} runs, nothing found"
    else
        failed=$((failed + 1))
        echo "fuzz $name: FAILED, see $work/$name.log and $found"
        tail -30 "$work/$name.log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
