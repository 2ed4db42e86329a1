#!/bin/sh
# check_cppcheck.sh: cppcheck over the product; what it found for a file is
# kept until the file changes. (autoVariables: chains of records on the
# stack, each pointing to the one of its caller, are a habit of this house.)
: "${BUILD:=build}"
mkdir -p "$BUILD/cppcheck"
cppcheck --quiet --error-exitcode=1 --std=c11 --library=posix -j"${JOBS:-2}" \
    --enable=warning,performance,portability --inline-suppr \
    --suppress=missingIncludeSystem --suppress=autoVariables --cppcheck-build-dir="$BUILD/cppcheck" \
    -Iinclude -Ilib -Isrc -I. -I"$BUILD/gen" --template=gcc \
    lib $([ -d src ] && echo src) tools bench &&
    echo "nothing found"
