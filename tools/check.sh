#!/bin/sh
# check.sh [STEP...]: the rules of the house, one step each (all of them, or
# those named). A step that fails shows why; the last line is
# "N passed, N failed". Called by `make check`, which sets BUILD, CC and MAKE.
: "${BUILD:=build}" "${MAKE:=make}" "${JOBS:=$(nproc)}"
export BUILD JOBS
logs=$BUILD/check
mkdir -p "$logs"
sources=$(git ls-files --cached --others --exclude-standard '*.c' '*.h' |
    while read -r file; do [ -f "$file" ] && echo "$file"; done)
headers=$(echo "$sources" | grep '\.h$')
passed=0
failed=0

tool() {
    # Build a check's program and run it.
    name=$1
    shift
    $MAKE --no-print-directory "$BUILD/tools/$name" >&2 &&
        "$BUILD/tools/$name" "$@"
}

variant() {
    # Build everything that compiles, or run all tests, in another variant.
    env -u BUILD -u CC "$MAKE" --no-print-directory -j"$JOBS" "$@"
}

run() {
    case $1 in
    layers) tool layers LAYERS $sources ;;
    size) tool size tools/size.allow $sources Makefile \
        $(git ls-files ARCHITECTURE.md '*/README.md') ;;
    banned) tool banned tools/banned.list $sources ;;
    format) echo "$sources" | xargs -P "$JOBS" -n 16 \
        clang-format --dry-run -Werror ;;
    headers) tools/check_headers.sh $headers ;;
    docs) tools/check_docs.sh ;;
    codes) tools/check_codes.sh ;;
    gcc) variant everything ;;
    clang) variant CC=clang everything ;;
    pure) tools/check_pure.sh ;;
    wasm) tools/check_wasm.sh ;;
    dead) tools/check_dead.sh ;;
    selftest) tools/check_selftest.sh ;;
    cppcheck) tools/check_cppcheck.sh ;;
    tidy) tools/check_tidy.sh $(echo "$sources" | grep '\.c$') ;;
    sanitize) variant SAN=address,undefined test ;;
    *) echo "no such step" && false ;;
    esac
}

[ $# -gt 0 ] || set -- layers size banned format docs codes gcc headers pure \
    wasm dead selftest clang sanitize cppcheck tidy
for step in "$@"; do
    start=$(date +%s)
    if run "$step" >"$logs/$step.log" 2>&1; then
        passed=$((passed + 1))
        result=ok
    else
        failed=$((failed + 1))
        result=FAILED
    fi
    printf 'check %-9s %-6s %4d s  %s\n' "$step" "$result" \
        $(($(date +%s) - start)) "$(tail -1 "$logs/$step.log")"
    grep '^note: ' "$logs/$step.log"
    [ $result = ok ] ||
        grep -v '^note: \|^ *CC \|^ *LD ' "$logs/$step.log" | tail -60 |
        sed 's/^/    /'
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
