#!/bin/sh
# check_headers.sh HEADER...: each header compiles alone, with the warnings
# of the build, and with nothing before it but what it includes itself.
flags=$(${MAKE:-make} -s print-flags) || exit 1
for header in "$@"; do echo "$header"; done |
    xargs -P "${JOBS:-2}" -I{} sh -c \
        'echo "#include \"$2\"" | gcc $1 -x c -fsyntax-only -' sh "$flags" {} ||
    exit 1
# Those for other programs also as C++.
for header in include/*/*.h; do
    [ ! -f "$header" ] || clang -x c++ -std=c++17 -Wall -Wextra -Werror \
        -Iinclude -fsyntax-only "$header" || exit 1
done
echo "$# headers compile alone"
