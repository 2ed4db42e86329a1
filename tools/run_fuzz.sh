#!/bin/sh
# run_fuzz.sh SECONDS SHARED WORK PROGRAM...: runs each fuzz target for
# SECONDS, as many at once as there are cores, with its seeds (fuzz/seed/NAME
# in the tree, and the folders of SHARED that the comment of the target names
# in "seeds: ...", when they are there). Keeps the corpus and what was found
# under WORK, and ends with "N passed, N failed".
seconds=$1
shared=$2
work=$3
shift 3
results=$(mktemp)
trap 'rm -f "$results"' EXIT

one() {
    program=$1
    name=$(basename "$program")
    corpus=$work/corpus/$name
    found=$work/found/$name
    mkdir -p "$corpus" "$found"
    set -- "$corpus"
    [ -d "fuzz/seed/$name" ] && set -- "$@" "fuzz/seed/$name"
    for folder in $(sed -n 's|^.*seeds: *\(.*[^ ]\) *\*/$|\1|p' "fuzz/$name.c"); do
        [ -d "$shared/$folder" ] && set -- "$@" "$shared/$folder"
    done
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$found/" "$@" \
        >"$work/$name.log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' \
            "$work/$name.log")
        echo "fuzz $name: ${runs:-0} runs, nothing found"
        echo ok >>"$results"
    else
        echo "fuzz $name: FAILED, see $work/$name.log and $found"
        tail -30 "$work/$name.log"
        echo bad >>"$results"
    fi
}

n=0
for program in "$@"; do
    one "$program" &
    n=$((n + 1))
    [ $((n % $(nproc))) -eq 0 ] && wait
done
wait
passed=$(grep -c ok "$results")
echo "$passed passed, $(($# - passed)) failed"
[ "$passed" -eq $# ] && [ "$passed" -gt 0 ]
