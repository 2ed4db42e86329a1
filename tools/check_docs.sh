#!/bin/sh
# check_docs.sh: the documents that must be there are there, say what is so,
# and point to what exists; no file tells of the machine it was written on.
: "${BUILD:=build}"
bad=0
complain() {
    echo "$*"
    bad=1
}
for page in README.md ARCHITECTURE.md HACKING.md SECURITY.md CHANGELOG.md \
    LICENSE docs/errors.md; do
    [ -s "$page" ] || complain "$page is missing"
done
for room in $(git ls-files 'lib/*.c' 'src/*.c' | cut -d/ -f1,2 | sort -u); do
    if [ ! -s "$room/README.md" ]; then
        complain "$room/README.md is missing"
        continue
    fi
    words=$(tr -cs 'A-Za-z0-9_' ' ' <"$room/README.md")
    for file in $(git ls-files "$room/*.c"); do
        noun=${file##*/}
        noun=${noun%.c}
        case " $words " in
        *" $noun "*) ;;
        *) complain "$room/README.md does not name $noun" ;;
        esac
    done
done
${MAKE:-make} -s "$BUILD/tools/mkerr" || exit 1
"$BUILD/tools/mkerr" page <lib/base/errors.txt | cmp -s - docs/errors.md ||
    complain "docs/errors.md is not what mkerr page writes: make docs/errors.md"
grep -q "^## \[$(cat VERSION)\]\|^## \[Unreleased\]" CHANGELOG.md ||
    complain "CHANGELOG.md has no section for $(cat VERSION)"
# Relative links, and paths in backquotes below known folders.
for page in $(git ls-files '*.md'); do
    folder=$(dirname "$page")
    for link in $(grep -o '](\([^)#]*\)[)#]' "$page" | sed 's/^](//; s/[)#]$//' |
        grep -v '^[a-z]*:'); do
        [ -e "$folder/$link" ] || complain "$page: no file '$link'"
    done
    for path in $(grep -o '`\(lib\|src\|test\|tools\|bench\|fuzz\|include\|demo\|docs\)/[^` ]*`' \
        "$page" | tr -d '`' | grep -v '[<>*{}]\|NAME\|ROOM\|NOUN\|NNNN\|\.\.\.'); do
        [ -e "$path" ] || complain "$page: no file '$path'"
    done
done
# (The pattern is put together so that it does not find itself.)
private="/wor""k/|/hom""e/[a-z]|/ro""ot/"
hits=$(git ls-files | grep -v '/data/' | xargs grep -nIE "$private" 2>/dev/null |
    grep -vE '(https?://|[A-Za-z0-9_.])[^ ]*('"$private"')')
[ -z "$hits" ] || complain "a path of somebody's machine: $hits"
[ $bad -eq 0 ] && echo "$(git ls-files '*.md' | wc -l) pages"
