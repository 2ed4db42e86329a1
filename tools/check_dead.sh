#!/bin/sh
# check_dead.sh: fails on a header that nobody includes, and on a function
# or table with external linkage in lib/ or src/ that no other object of the
# product uses: it wants to be static, or to go. Names that only tests may
# use stand in tools/dead.allow, `NAME REASON`, where NAME may end with a star:
# what a generator makes of one noun; testamur_ names are public.
: "${BUILD:=build}"
${MAKE:-make} -s -j"${JOBS:-2}" everything || exit 1
bad=0
for header in $(git ls-files 'lib/*.h' 'src/*.h' 'test/*.h' 'bench/*.h'); do
    name=${header#lib/}
    name=${name#src/}
    grep -rqF "#include \"$name\"" lib src test bench fuzz include 2>/dev/null &&
        continue
    echo "$header: nobody includes it"
    bad=1
done
# Objects whose source is gone are left over from before.
objects() {
    find "$@" -name '*.o' 2>/dev/null | while read -r object; do
        source=${object#"$BUILD/obj/"}
        source=${source%.o}.c
        [ -f "$source" ] || [ -f "$BUILD/$source" ] && echo "$object"
    done
}
product=$(objects "$BUILD/obj/lib" "$BUILD/obj/gen" "$BUILD/obj/src")
nm -u $product $(objects "$BUILD/obj/bench" "$BUILD/obj/fuzz") |
    awk '$1 == "U" { print $2 }' | sort -u >"$BUILD/check/used"
nm -A -g --defined-only $product |
    sed -n "s|^$BUILD/obj/\(.*\)\.o:[0-9a-f]* [A-Z] \(.*\)|\2 \1.c|p" |
    sort >"$BUILD/check/defined"
sed -n 's/^\([a-z_0-9A-Z]*\*\?\) .*/\1/p' tools/dead.allow |
    sed 's/\*$/[^ ]*/; s/.*/^& /' >"$BUILD/check/kept"
join -v1 "$BUILD/check/defined" "$BUILD/check/used" | grep -v '^testamur_' |
    grep -v '^main ' | grep -vf "$BUILD/check/kept" >"$BUILD/check/dead"
while read -r name file; do
    echo "$file: $name is used by no other file"
    bad=1
done <"$BUILD/check/dead"
while read -r name; do
    grep -q "$name" "$BUILD/check/defined" && continue
    name=${name#^}
    echo "tools/dead.allow: no function ${name% }"
    bad=1
done <"$BUILD/check/kept"
[ $bad -eq 0 ] && echo "$(wc -l <"$BUILD/check/defined") names, none dead"
