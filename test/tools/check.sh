#!/bin/sh
# Each check of the house passes on a good sample and fails on a bad one.
# TAP output, as tools/run_tests.sh reads it.
: "${BUILD:=build}"
root=$(pwd)
for tool in layers size banned embed; do
    make -s BUILD="$BUILD" "$BUILD/tools/$tool" >/dev/null || exit 1
done
case $BUILD in /*) tools=$BUILD/tools ;; *) tools=$root/$BUILD/tools ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p lib/low lib/high src/app
n=0

expect() {
    # expect NAME pass|fail TEXT COMMAND...: TEXT must be in the output
    name=$1
    want=$2
    text=$3
    shift 3
    n=$((n + 1))
    "$@" >out 2>&1 && got=pass || got=fail
    if [ $got = "$want" ] && grep -qF -- "$text" out; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name: $got"
        sed 's/^/# /' out
    fi
}

layers() {
    $tools/layers LAYERS $(find lib src -name '*.[ch]')
}

cat >LAYERS <<'END'
# a comment
lib/low:
lib/high: lib/low
src/app: lib/high
END
echo '#include <string.h>' >lib/low/noun.h
printf '#include "low/noun.h"\n#include <stddef.h>\n' >lib/low/noun.c
echo '#include "low/noun.h"' >lib/high/verb.h
printf '#include "low/noun.h"\n#include <stdio.h>\n' >src/app/use.c
expect layers_transitive pass '0 wrong' layers
echo '#include "high/verb.h"' >lib/low/bad.c
expect layers_upward fail 'lib/low/bad.c:1: LAYERS does not allow' layers
echo '#include "noun.h"' >lib/low/bad.c
expect layers_bare_name fail 'write "room/noun.h"' layers
echo '#include "../high/verb.h"' >lib/low/bad.c
expect layers_dots fail 'write "room/noun.h"' layers
echo '  #  include <stdio.h>' >lib/low/bad.c
expect layers_impure_header fail "may not include 'stdio.h'" layers
echo '#include "low/gone.h"' >lib/low/bad.c
expect layers_missing_file fail 'no such file' layers
echo '#include "low/noun.h"' >lib/low/bad.c
echo '#include "low/bad.h"' >lib/low/noun.h
echo '#include "low/noun.h"' >lib/low/bad.h
expect layers_own_first fail 'the own header comes before' layers
rm lib/low/bad.c
expect layers_circle_of_headers fail 'a circle of includes' layers
rm lib/low/bad.h
: >lib/low/noun.h
echo '#include "low/noun.h"' >lib/low/inner.h
printf '#include "low/noun.h"\n#include "low/inner.h"\n' >lib/low/noun.c
expect layers_private_header pass '0 wrong' layers
printf '#include "low/inner.h"\n#include "low/noun.h"\n' >lib/low/inner.c
expect layers_circle_of_nouns fail 'a circle of includes' layers
rm lib/low/inner.c lib/low/inner.h
mkdir lib/none && echo >lib/none/x.c
expect layers_no_room fail 'in no room' layers

function_of() {
    printf 'int f(int x)\n{\n'
    for i in $(seq "$1"); do echo '    x++;'; done
    printf '}\n'
}
: >allow
function_of 70 >size.c
expect size_70_lines pass '0 wrong' "$tools/size" allow size.c
function_of 71 >size.c
expect size_71_lines fail 'size.c: f has 71 lines' "$tools/size" allow size.c
echo 'size.c f 71 a table' >allow
expect size_allowed pass '0 wrong' "$tools/size" allow size.c
echo 'size.c f 72 a table' >allow
expect size_ratchet fail 'lower the number' "$tools/size" allow size.c
echo 'size.c f 70 a table' >allow
expect size_allowed_less fail 'too long' "$tools/size" allow size.c
function_of 70 >size.c
echo 'size.c f 70 a table' >allow
expect size_needless fail 'take it out' "$tools/size" allow size.c
echo 'size.c gone 80 a table' >allow
expect size_unused fail 'no size.c gone' "$tools/size" allow size.c
: >allow
seq 801 >long.c
expect size_file fail 'long.c: - has 801 lines' "$tools/size" allow long.c
seq 401 >long.c
expect size_note pass 'note: long.c has 401 lines' "$tools/size" allow long.c
seq 201 >Makefile
expect size_makefile fail 'at most 200' "$tools/size" allow Makefile

cat >list <<'END'
strcpy * no bound
malloc src/ arena
END
echo 'int f(void) { return strcpy(a, b); }' >lib/bad.c
expect banned_call fail 'lib/bad.c:1: strcpy is banned' \
    "$tools/banned" list lib/bad.c
printf '/* strcpy(a) */ char *s = "strcpy(\\"a\\")"; // strcpy(a)\n' >lib/bad.c
echo "int my_strcpy(int); int x = p->strcpy(1); char c = '\"';" >>lib/bad.c
expect banned_not_a_call pass '0 wrong' "$tools/banned" list lib/bad.c
printf '\n\nint *p = malloc (3);\n' >src/bad.c
cp src/bad.c lib/bad.c
expect banned_where fail 'src/bad.c:3: malloc' "$tools/banned" list src/bad.c
expect banned_elsewhere pass '0 wrong' "$tools/banned" list lib/bad.c

printf 'ab' >file
digest=$(sha256sum <file | cut -d' ' -f1)
echo "$digest file urn:x" >index.txt
expect embed_table pass 'const struct assets t = {ITEMS, 1}' \
    "$tools/embed" t index.txt
echo "$digest gone urn:y" >>index.txt
expect embed_missing_file fail 'gone' "$tools/embed" t index.txt
echo "abc file urn:y" >index.txt
expect embed_bad_line fail 'bad line' "$tools/embed" t index.txt
echo "1..$n"
