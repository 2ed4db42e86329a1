#!/bin/sh
# run_browser.sh SERVER WORK SHOTS: fetches what drives the browser from npm
# into WORK and runs test/browser/run.mjs there. The pictures go to SHOTS.
set -e
command -v npm >/dev/null || tools/setup.sh node
mkdir -p "$2" "$3"
cp test/browser/* "$2"
npm ci --silent --prefix "$2"
exec node "$2/run.mjs" "$1" "$2/work" "$3"
