#!/bin/sh
# check_tidy.sh FILE.c...: clang-tidy over all files. A file that passed is
# not looked at again while its preprocessed text and .clang-tidy stay.
: "${BUILD:=build}"
mkdir -p "$BUILD/tidy"
flags=$(${MAKE:-make} -s print-flags CC=clang BUILD="$BUILD") || exit 1
for file in "$@"; do echo "$file"; done |
    xargs -P "${JOBS:-2}" -I{} tools/tidy_one.sh {} "$BUILD/tidy" $flags ||
    exit 1
echo "$# files tidy"
