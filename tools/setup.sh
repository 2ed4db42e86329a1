#!/bin/sh
# setup.sh PACKAGE...: installs the Debian packages that are missing; says
# nothing when all are there.
missing=
for package in "$@"; do
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
