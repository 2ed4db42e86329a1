#!/bin/sh
# run_bench.sh OUT.json PROGRAM...: runs the bench programs one after
# another, shows the table and joins their arrays into OUT.json.
out=$1
shift
part=$(mktemp)
trap 'rm -f "$part"' EXIT
printf '%-48s %12s %-6s %12s %8s\n' name value unit floor ratio
printf '[' >"$out"
comma=
for program in "$@"; do
    "$program" "$part" || exit 1
    printf '%s' "$comma" >>"$out"
    sed -e 's/^\[$//' -e 's/^\]$//' -e '/^$/d' "$part" >>"$out"
    comma=,
done
printf ']\n' >>"$out"
