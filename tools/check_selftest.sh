#!/bin/sh
# check_selftest.sh: the steps of `make check` that are scripts, on a small
# house of their own: each finds what is planted. (test/tools/check.sh does
# the same with those that are programs.)
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
unset MAKEFLAGS MAKELEVEL BUILD CC SAN
mkdir -p "$house/lib" "$house/tools" "$house/test/support"
cp Makefile VERSION LAYERS .clang-format .clang-tidy "$house"
for tool in layers size banned embed mkerr; do
    cp tools/$tool.c "$house/tools"
done
cp tools/*.sh tools/*.allow tools/*.list tools/packages "$house/tools"
cp -r lib/base "$house/lib"
cp test/support/test.h test/support/fail.[ch] "$house/test/support"
cd "$house" || exit 1
git init -q . && git add -A
n=0
bad=0

step() {
    # step NAME STEP yes|no TEXT: does `check.sh STEP` say TEXT?
    n=$((n + 1))
    tools/check.sh "$2" >out 2>&1 && status=pass || status=fail
    grep -qF -- "$4" "build/check/$2.log" && said=yes || said=no
    # What it says of a planted fault must also make it fail.
    if [ $said != "$3" ] || { [ "$3" = yes ] && [ $status = pass ]; }; then
        bad=$((bad + 1))
        echo "$1: $status"
        cat out
    fi
}

plant() {
    # plant FILE: the file is what comes on stdin
    mkdir -p "$(dirname "$1")"
    cat >"$1"
    git add "$1"
}

pull() {
    git rm -qf "$@"
}

for program in main server; do
    echo 'int main(void) { return 0; }' | plant src/cli/$program.c
done
step good_pure pure no 'pure and may'
plant lib/base/bad.h <<'END'
int bad_seed(void);
END
plant lib/base/bad.c <<'END'
#include "base/bad.h"

int time(int *);

static int seeds;

int bad_seed(void)
{
    return seeds++ + time(0);
}
END
step pure_undefined pure yes "may not use 'time'"
step pure_mutable pure yes "no mutable globals, but 'seeds'"
step dead_function dead yes 'lib/base/bad.c: bad_seed is used by no other'
step dead_kept dead no 'testamur_'
echo 'bad_seed for a test' >>tools/dead.allow
step dead_allowed dead no 'bad_seed is used by no other'
echo 'bad_gone for a test' >>tools/dead.allow
step dead_stale_exception dead yes 'no function bad_gone'
echo 'int bad_wide[sizeof(long) == 8 ? 1 : -1];' >>lib/base/bad.c
step wasm wasm yes 'bad_wide'
pull lib/base/bad.c
step dead_header dead yes 'lib/base/bad.h: nobody includes it'
plant lib/base/bad.h <<'END'
size_t bad_length(void);
END
step headers_alone headers yes 'size_t'
pull lib/base/bad.h

echo 'BAD_NEWS | SYNTAX | 400 | 2 | own | bad news' >>lib/base/errors.txt
step code_unused codes yes 'BAD_NEWS: no code gives it'
step code_untested codes yes 'BAD_NEWS: no test asks for it'
plant lib/base/bad.c <<'END'
int bad_news = E_BAD_NEWS;
END
plant test/base/bad.c <<'END'
assert(code == E_BAD_NEWS);
END
step code_used codes no 'BAD_NEWS'
echo 'BAD_NEWS for a test' >>tools/codes.allow
step code_stale_exception codes yes 'BAD_NEWS is used and tested'
pull lib/base/bad.c test/base/bad.c

step docs_missing docs yes 'ARCHITECTURE.md is missing'
pull lib/base/README.md
step docs_room docs yes 'lib/base/README.md is missing'
plant lib/base/README.md <<'END'
| `str` | slices |
END
step docs_noun docs yes 'lib/base/README.md does not name arena'
step docs_noun_there docs no 'does not name str'
plant docs/errors.md </dev/null
step docs_errors docs yes 'docs/errors.md is not what'
plant HACKING.md <<'END'
See [this](gone.md) and `lib/base/gone.c`, and `lib/base/str.c`.
END
step docs_link docs yes "no file 'gone.md'"
step docs_path docs yes "no file 'lib/base/gone.c'"
step docs_good_path docs no "no file 'lib/base/str.c'"
echo "It was in /ho""me/somebody/testamur." | plant SECURITY.md
step docs_machine docs yes "a path of somebody's machine"

plant lib/base/bad.c <<'END'
int  bad( int x ){return x;}
END
step format format yes 'should be clang-formatted'
plant lib/base/bad.c <<'END'
int bad(int n)
{
    int a[4] = {0, 0, 0, 0};
    int x;

    if (n > 0)
        x = 1;
    return a[4] + x;
}
END
step cppcheck cppcheck yes 'arrayIndexOutOfBounds'
step tidy tidy yes 'bad.c:8'
step gcc_warning gcc yes 'lib/base/bad.c'
step clang_warning clang yes 'lib/base/bad.c'
echo "$n cases, $bad wrong"
[ $bad -eq 0 ]
