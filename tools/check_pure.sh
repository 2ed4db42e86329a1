#!/bin/sh
# check_pure.sh: libtestamur.a leaves nothing undefined but what
# tools/pure.allow lists, has only testamur_ names global, has no data that
# can be written, and compiles for WebAssembly (WASI).
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
wasm="clang --target=wasm32-wasi -isystem /usr/include/wasm32-wasi -std=c17
    -O1 -Wall -Wextra -Werror -Ilib -I$BUILD/gen"
mkdir -p "$BUILD/wasm"
find lib "$BUILD/gen" -name '*.c' | sort >"$BUILD/wasm/files"
xargs -P "${JOBS:-2}" -I{} sh -c \
    '$1 -c "$2" -o "$3/$(echo "$2" | tr / _).o"' sh "$wasm" {} "$BUILD/wasm" \
    <"$BUILD/wasm/files" || bad=1
[ $bad -eq 0 ] && echo "$(wc -l <"$BUILD/wasm/files") files pure and for wasm32"
