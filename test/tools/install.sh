#!/bin/sh
# `make install` gives what another program needs: it finds the library with
# pkg-config, compiles against it, and verifies a badge. TAP output.
: "${BUILD:=build}" "${CC:=cc}"
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
n=0

result() {
    # result NAME STATUS: with what is in $to/out when it failed
    n=$((n + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        sed 's/^/# /' "$to/out"
    fi
}

make -s install BUILD="$BUILD" DESTDIR= PREFIX="$to" >"$to/out" 2>&1
result install $?

export PKG_CONFIG_PATH="$to/lib/pkgconfig"
pkg-config --modversion testamur >"$to/out" 2>&1 &&
    [ "$(cat "$to/out")" = "$(cat VERSION)" ]
result install_version $?

# shellcheck disable=SC2046
$CC -std=c17 -Wall -Wextra -Werror ${SAN:+-fsanitize=$SAN} examples/verify.c \
    $(pkg-config --cflags --libs testamur) -o "$to/verify" >"$to/out" 2>&1
result install_example_compiles $?

"$to/verify" test/vector/badge/teamwork.json >"$to/out" 2>&1 &&
    head -1 "$to/out" | grep -qx verified
result install_example_verifies $?

sed 's/Teamwork Badge/Leadership Badge/' test/vector/badge/teamwork.json \
    >"$to/forged.json"
"$to/verify" "$to/forged.json" >"$to/out" 2>&1
[ $? -eq 1 ] && head -1 "$to/out" | grep -qx 'not to be trusted'
result install_example_refuses $?

if [ -x "$BUILD/testamur" ]; then
    "$to/bin/testamur" verify test/vector/badge/teamwork.json >"$to/out" 2>&1 &&
        grep -q '^\.TH' "$to/share/man/man1/testamur.1" &&
        bash -n "$to/share/bash-completion/completions/testamur"
    result install $?
fi
echo "1..$n"
