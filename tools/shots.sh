#!/bin/sh
# shots.sh NAME...: pictures of $BUILD/gallery/NAME.html into $BUILD/shots, as
# a phone and a desktop show them, light and dark. The gallery is written by
# the tests of test/web.
: "${BUILD:=build}"
: "${PORT:=8099}"
mkdir -p "$BUILD/shots"
python3 -m http.server -b 127.0.0.1 -d "$BUILD/gallery" "$PORT" >/dev/null 2>&1 &
server=$!
trap 'kill $server' EXIT
sleep 1
shoot() {
    # shoot NAME SUFFIX WIDTH,HEIGHT OPTION...
    name=$1
    suffix=$2
    size=$3
    shift 3
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
        --screenshot="$BUILD/shots/$name-$suffix.png" --window-size="$size" \
        "$@" "http://127.0.0.1:$PORT/$name.html" >/dev/null 2>&1
}
for name in "$@"; do
    shoot "$name" desktop "${DESKTOP:-1280,900}"
    shoot "$name" phone "${PHONE:-390,844}" --force-device-scale-factor=1
    shoot "$name" dark "${DESKTOP:-1280,900}" \
        --blink-settings=preferredColorScheme=0
done
