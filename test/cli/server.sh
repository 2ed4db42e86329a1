#!/bin/sh
# The platform's program as its operator uses it: settings, start and end,
# copies taken while it serves, the deep look. TAP output.
: "${BUILD:=build}"
case $BUILD in /*) ;; *) BUILD=$(pwd)/$BUILD ;; esac
testamur=$BUILD/testamur
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0

say() {
    # say STATUS NAME: ok when the status is 0.
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        sed 's/^/# /' out err log 2>/dev/null | tail -40
    fi
}

expect() {
    # expect STATUS TEXT NAME COMMAND...: TEXT must be in what it says.
    want=$1
    text=$2
    name=$3
    shift 3
    "$@" >out 2>err </dev/null
    got=$?
    [ "$got" -eq "$want" ] && grep -qF -- "$text" out err
    say $? "$name (exit status $got, wanted $want and '$text')"
}

start() {
    # start DIR: serves it on any free port until it says so; not until an
    # earlier one has.
    rm -f log
    $testamur serve --data "$1" --listen 127.0.0.1:0 \
        --base-url http://127.0.0.1:8080 2>log &
    server=$!
    tries=0
    until grep -qs '"event":"listening"' log; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] && kill -0 $server 2>/dev/null || return 1
        sleep 0.05
    done
}

# --- settings ---
expect 0 '127.0.0.1:8080' 'check-config shows what is set' \
    $testamur serve --data d --check-config
expect 78 smtp 'a setting that makes no sense' \
    $testamur serve --data d --smtp mail.example --check-config
expect 0 '(set)' 'a password is not shown' \
    $testamur serve --data d --smtp smtp://me:word@a.example --check-config
! grep -q word out
say $? 'nor anywhere else in it'
printf 'data = d\nlisten = 127.0.0.1:99\n' >settings
expect 0 '127.0.0.1:99' 'settings come from a file' \
    $testamur serve --config settings --check-config
expect 0 '127.0.0.1:98' 'the environment is stronger than the file' \
    env TESTAMUR_LISTEN=127.0.0.1:98 \
    $testamur serve --config settings --check-config
expect 0 '127.0.0.1:97' 'the option is the strongest' \
    env TESTAMUR_LISTEN=127.0.0.1:98 \
    $testamur serve --config settings --listen 127.0.0.1:97 --check-config
[ ! -e d ]
say $? 'looking at settings makes nothing'

# --- data ---
expect 0 'organisations' 'the tiny demo data' \
    $testamur demo --data d --size tiny
expect 5 'no such thing' 'no check of nothing' $testamur check --data nothing
expect 5 'no such thing' 'no copy of nothing' \
    $testamur backup --data nothing -o copy
expect 2 'where should it go' 'a copy needs a place' $testamur backup --data d
expect 0 '0 faults' 'check finds good data good' $testamur check --data d

# --- while it serves ---
start d
say $? 'serve starts'
expect 0 'copy.db' 'backup while it serves' \
    $testamur backup --data d -o copy.db --secret copy.secret
expect 5 'does not allow' 'a copy is never replaced' \
    $testamur backup --data d -o copy.db
expect 0 '0 faults' 'check while it serves' $testamur check --data d
kill -TERM $server
wait $server
say $? 'OS-06 SIGTERM ends it with status 0'
grep -q '"event":"stopped"' log
say $? 'and it says so'
start d
say $? 'serve starts again'
kill -KILL $server
wait $server 2>/dev/null
start d
say $? 'serve starts after kill -9'
kill -TERM $server
wait $server
say $? 'and ends'
server=

# --- back ---
expect 78 secret 'restore wants the secret' \
    $testamur restore copy.db --data back
[ ! -e back ]
say $? 'and makes nothing without it'
expect 0 restored 'restore into a new folder' \
    $testamur restore copy.db --data back --secret copy.secret
expect 5 'does not allow' 'restore replaces nothing' \
    $testamur restore copy.db --data back --secret copy.secret
expect 0 '0 faults' 'what was restored is good' $testamur check --data back
start back
say $? 'and is served'
kill -TERM $server
wait $server
say $? 'to its end'
server=

# --- damage ---
size=$(wc -c <back/testamur.db)
truncate -s $((size / 2)) back/testamur.db
expect 74 'damaged' 'DB-12 half a data file is not served' \
    $testamur serve --data back --listen 127.0.0.1:0
dd if=/dev/zero of=d/testamur.db bs=4096 count=8 seek=30 conv=notrunc \
    2>/dev/null
expect 74 'fault' 'DB-12 check finds pages that were overwritten' \
    $testamur check --data d
echo "1..$n"
