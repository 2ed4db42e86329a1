#!/bin/sh
# install.sh BUILD DESTDIR PREFIX VERSION: installs libraries and headers, and
# the program with what it says of itself: its manual page and completions.
set -e
build=$1
to=$2$3
install -d "$to/bin" "$to/lib/pkgconfig" "$to/include/testamur" \
    "$to/share/man/man1" "$to/share/bash-completion/completions" \
    "$to/share/zsh/site-functions" "$to/share/fish/vendor_completions.d"
install -m 644 "$build/libtestamur.a" "$build/libtestamur-native.a" "$to/lib"
install -m 644 include/testamur/*.h "$to/include/testamur"
sed -e "s|@PREFIX@|$3|" -e "s|@VERSION@|$4|" tools/testamur.pc.in \
    >"$to/lib/pkgconfig/testamur.pc"
program=$build/testamur
install -m 755 "$program" "$program-server" "$to/bin"
"$program" help --man >"$to/share/man/man1/testamur.1"
"$program" completion bash >"$to/share/bash-completion/completions/testamur"
"$program" completion zsh >"$to/share/zsh/site-functions/_testamur"
"$program" completion fish >"$to/share/fish/vendor_completions.d/testamur.fish"
