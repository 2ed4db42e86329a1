#!/bin/sh
# run_interop.sh PROGRAM WORK CONTEXTS: fetches the other implementations from
# npm into WORK and runs test/interop/run.mjs there.
set -e
mkdir -p "$2"
cp test/interop/* "$2"
npm ci --silent --prefix "$2"
exec node "$2/run.mjs" "$1" "$3" "$2/work"
