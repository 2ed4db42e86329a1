#!/bin/sh
# check_wasm.sh: every file of libtestamur compiles for WebAssembly (WASI).
: "${BUILD:=build}"
${MAKE:-make} -s "$BUILD/libtestamur.a" || exit 1
mkdir -p "$BUILD/wasm"
for room in lib/*; do
    echo "$room"
    [ -d "$BUILD/gen/${room#lib/}" ] && echo "$BUILD/gen/${room#lib/}"
done | xargs -I{} find {} -name '*.c' | sort >"$BUILD/wasm/files"
wasm="clang --target=wasm32-wasi -isystem /usr/include/wasm32-wasi -std=c17
    -O0 -Wall -Wextra -Werror -Iinclude -Ilib -I$BUILD/gen"
xargs -P "${JOBS:-2}" -I{} sh -c \
    '$1 -c "$2" -o "$3/$(echo "$2" | tr / _).o"' sh "$wasm" {} "$BUILD/wasm" \
    <"$BUILD/wasm/files" || exit 1
echo "$(wc -l <"$BUILD/wasm/files") files compile for wasm32-wasi"
