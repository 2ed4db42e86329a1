#!/bin/sh
# setup.sh PURPOSE...: installs the Debian packages of tools/packages for these
# purposes that are missing; says nothing when all are there.
missing=
for package in $(for purpose in "$@"; do
    sed -n "s/^$purpose: *//p" "$(dirname "$0")/packages"
done); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
        grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing:$missing"
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
log=$(mktemp)
if ! { $as_root apt-get update &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y \
        --no-install-recommends $missing; } >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
