#!/bin/sh
# run_fuzz.sh LIMIT SHARED WORK PROGRAM...: runs each fuzz target, as many at
# once as there are cores, and ends with "N passed, N failed". LIMIT is
#   seconds=N  a campaign: goes on from the corpus that earlier ones left, and
#              takes the seeds of SHARED too
#   runs=N     the same inputs on every machine: one seed of chance, and only
#              the seeds of the tree
# The seeds are in fuzz/seed/NAME and in the folders of the tree or of SHARED
# that the comment of the target names in "seeds: ...". Keeps the corpus and
# what was found under WORK.
limit=$1
shared=$2
work=$3
shift 3
results=$(mktemp)
empty=$(mktemp -d)
trap 'rm -rf "$results" "$empty"' EXIT

seeds_of() {
    [ -d "fuzz/seed/$1" ] && echo "fuzz/seed/$1"
    for folder in $(sed -n "s|^.*seeds: *\([^*]*\).*|\1|p" "fuzz/$1.c"); do
        if [ -d "$folder" ]; then
            echo "$folder"
        elif [ "${limit%=*}" = seconds ] && [ -d "$shared/$folder" ]; then
            echo "$shared/$folder"
        fi
    done
}

one() {
    program=$1
    name=$(basename "$program")
    found=$work/found/$name
    case $limit in
    runs=*)
        corpus=$empty/$name
        how="-seed=1 -runs=${limit#*=} -timeout=60"
        ;;
    *)
        corpus=$work/corpus/$name
        how="-max_total_time=${limit#*=} -timeout=10"
        ;;
    esac
    mkdir -p "$corpus" "$found"
    # Each option and each folder is a word of its own.
    # shellcheck disable=SC2046,SC2086
    if "$program" $how -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$found/" "$corpus" $(seeds_of "$name") \
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
