#!/bin/sh
# install_program.sh PROGRAM PREFIX: installs the program with what it says
# of itself: its manual page and its completions.
set -e
program=$1
to=$2
install -m 755 "$program" "$to/bin/testamur"
"$program" help --man >"$to/share/man/man1/testamur.1"
"$program" completion bash >"$to/share/bash-completion/completions/testamur"
"$program" completion zsh >"$to/share/zsh/site-functions/_testamur"
"$program" completion fish >"$to/share/fish/vendor_completions.d/testamur.fish"
