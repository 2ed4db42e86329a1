#!/bin/sh
# check_codes.sh: every code of lib/base/errors.txt is used in lib/ or src/
# and named in a test, but those of tools/codes.allow (`NAME REASON`).
bad=0
list=$(mktemp)
trap 'rm -f "$list"*' EXIT
sed -n 's/^\([A-Z][A-Z0-9_]*\) |.*/\1/p' lib/base/errors.txt | sort -u >"$list"
words() {
    find "$@" -type f -name '*.[ch]' -o -type f -name '*.txt' ! -name errors.txt \
        -o -type f -name '*.sh' -o -type f -name '*.expect' | xargs grep -ohw \
        '\(E_\)\?[A-Z][A-Z0-9_]*' | sed 's/^E_//' | sort -u
}
words lib $([ -d src ] && echo src) >"$list.used"
words test >"$list.tested"
sed -n 's/^\([A-Z][A-Z0-9_]*\) .*/\1/p' tools/codes.allow | sort -u >"$list.kept"
for name in $(join -v1 "$list" "$list.used" | join -v1 - "$list.kept"); do
    echo "$name: no code gives it"
    bad=1
done
for name in $(join -v1 "$list" "$list.tested" | join -v1 - "$list.kept"); do
    echo "$name: no test asks for it"
    bad=1
done
for name in $(join "$list.used" "$list.kept" | join - "$list.tested"); do
    echo "tools/codes.allow: $name is used and tested, take it out"
    bad=1
done
[ $bad -eq 0 ] && echo "$(wc -l <"$list") codes"
