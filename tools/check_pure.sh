#!/bin/sh
# check_pure.sh: libtestamur.a leaves nothing undefined but what
# tools/pure.allow lists, has only testamur_ names global, and has no data
# that can be written.
: "${BUILD:=build}"
${MAKE:-make} -s "$BUILD/libtestamur.a" || exit 1
bad=0
for name in $(nm -u "$BUILD/libtestamur.a" | awk '$1 == "U" { print $2 }'); do
    grep -qx "$name" tools/pure.allow && continue
    echo "lib/ is pure and may not use '$name':" \
        "$(grep -rlw "$name" lib --include='*.c' | tr '\n' ' ')"
    bad=1
done
for name in $(nm -g --defined-only "$BUILD/libtestamur.a" |
    awk 'NF == 3 && $3 !~ /^testamur_/ { print $3 }'); do
    echo "'$name' is global in libtestamur.a"
    bad=1
done
for name in $(nm "$BUILD/libtestamur.a" | awk '$2 ~ /^[bBDsSC]$/ { print $3 }'); do
    echo "lib/ has no mutable globals, but '$name'"
    bad=1
done
[ $bad -eq 0 ] && echo "nothing undefined but what pure.allow lists"
