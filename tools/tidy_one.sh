#!/bin/sh
# tidy_one.sh FILE CACHE FLAG...: see check_tidy.sh.
file=$1
cache=$2
shift 2
rules=.clang-tidy
[ -f "${file%%/*}/.clang-tidy" ] && rules="$rules ${file%%/*}/.clang-tidy"
hash=$({ clang "$@" -E -C "$file" && cat $rules; } | sha256sum | cut -d' ' -f1)
[ -f "$cache/$hash" ] && exit 0
clang-tidy --quiet "$file" -- "$@" 2>/dev/null && : >"$cache/$hash"
