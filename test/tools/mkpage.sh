#!/bin/sh
# mkpage and mkmsg take what is right and refuse what is wrong, with the
# reason. TAP output, as tools/run_tests.sh reads it.
: "${BUILD:=build}"
root=$(pwd)
for tool in mkpage mkmsg; do
    make -s BUILD="$BUILD" "$BUILD/tools/$tool" >/dev/null || exit 1
done
case $BUILD in /*) tools=$BUILD/tools ;; *) tools=$root/$BUILD/tools ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir i18n
head='msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
'
plain='msgid "a.plain"
msgstr "plain"
'
counted='msgid "a.counted"
msgid_plural "n"
msgstr[0] "{n} badge of {who}"
msgstr[1] "{n} badges of {who}"
'
printf '%s\n%s\n%s' "$head" "$plain" "$counted" >i18n/en.po
cat >view.html <<'END'
{lang lang} {text csrf}
END
cat >part_tile.html <<'END'
{name title} {url href?}
{body}<a href="{href}">{title}</a>
END
cat >part_card.html <<'END'
{text title}
{body}<section><h2>{title}</h2>{slot}</section>
END
n=0

result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        sed 's/^/# /' out
    fi
}

# page NAME HEAD BODY TEXT: TEXT stands in the C that is made
page() {
    printf '%s\n{body}\n%s\n' "$2" "$3" >a_show.html
    "$tools/mkpage" out i18n/en.po view.html part_tile.html part_card.html \
        a_show.html >out 2>&1 && cat out.c out.h >out && grep -qF -- "$4" out
    result $? "$1"
}

# refused NAME HEAD BODY TEXT: the build fails and says TEXT
refused() {
    printf '%s\n{body}\n%s\n' "$2" "$3" >a_show.html
    ! "$tools/mkpage" out i18n/en.po view.html part_tile.html part_card.html \
        a_show.html >out 2>&1 && grep -qF -- "$4" out
    result $? "$1"
}

page "a text" '{text a}' '<p>{a}</p>' 'html_text(out, page->a)'
page "a name is isolated" '{name a}' '<p>{a}</p>' 'html_name(out, page->a)'
page "but not in a title" '{name a}' '<title>{a}</title>' 'html_text(out, page->a)'
page "an attribute" '{text a}' '<p title="{a}"></p>' 'html_attr(out, page->a)'
page "a URL" '{url a}' '<a href="{a}">x</a>' 'html_url(out, page->a)'
page "a part of a URL" '{text a}' '<a href="/x/{a}">x</a>' 'html_url_part(out, page->a)'
page "a list in a list" '{list a}{list b}{text c}{end}{end}' \
    '{each a}{each b}<i>{c}</i>{end}{end}' 'struct page_a_show_a_b {'
page "a condition on a text" '{text a}' '{if a}x{else}y{end}' 'if (page->a.len > 0) {'
page "a comparison" '{text a}' '<p class="{if a is "x"}y{end}"></p>' 'str_eq(page->a, S("x"))'
page "a part" '{name a}{url b}' '{use part_tile title=a href=b}' '.href = page->b'
page "a list of parts" '{list a of part_tile}' '{each a}{use part_tile}{end}' \
    'const struct part_tile *a;'
page "a part with content" '' '{use part_card title="x"}<p></p>{end}' 'part_card_close(out'
page "a message" '{int a}{name b}' '<p>{t a.counted n=a who=b}</p>' 'MSG_A_COUNTED'
page "the view" '' '<input value="{view.csrf}">' 'html_attr(out, view->csrf)'
refused "an unknown name" '' '<p>{a}</p>' "a_show.html:3: no such field 'a'"
refused "a value of no type" '{word a}' '' "no such type 'word'"
refused "no markup in an attribute" '{html a}' '<p title="{a}"></p>' "cannot stand here"
refused "no value in a script" '{text a}' '<script>{a}</script>' "cannot stand here"
refused "no inline script" '' '<script>x()</script>' "inline script or style"
refused "no inline style" '' '<p style="x"></p>' "may not be used 'style'"
refused "no handler in an attribute" '' '<p onclick="x"></p>' "may not be used 'onclick'"
refused "no value as a name" '{text a}' '<p {a}="x"></p>' "cannot stand here"
refused "no unquoted value" '{text a}' '<p title={a}></p>' "cannot stand here"
refused "no text as a whole URL" '{text a}' '<a href="{a}">x</a>' "cannot stand here"
refused "an element left open" '' '<div><p></div>' "closes what is not open 'div'"
refused "a branch left open" '{bool a}' '<p>{if a}<b>{end}</b></p>' "ends elsewhere"
refused "no end" '{bool a}' '{if a}x' "no {end}"
refused "no such message" '' '{t a.none}' "no such message 'a.none'"
refused "a placeholder forgotten" '{int a}' '{t a.counted n=a}' "has no value"
refused "a placeholder too many" '' '{t a.plain x=1}' "no placeholder 'x'"
refused "no such part" '' '{use part_none}' "no such part 'part_none'"
refused "a field of a part forgotten" '' '{use part_tile}' "is missing: 'title'"
refused "a value of another type" '{int a}' '{use part_tile title=a}' "another type"

# catalogue NAME TEXT ENTRIES: with this de.po the build fails and says TEXT
catalogue() {
    printf '%s\n%s' "$head" "$3" >i18n/de.po
    ! "$tools/mkmsg" out i18n/de.po i18n/en.po >out 2>&1 && grep -qF -- "$2" out
    result $? "$1"
}

catalogue "a message is missing" "no message 'a.counted'" "$plain"
catalogue "a message too many" "has no message 'b'" "$plain
$counted
msgid \"b\"
msgstr \"b\"
"
catalogue "another placeholder" "other placeholders" "$plain
msgid \"a.counted\"
msgid_plural \"n\"
msgstr[0] \"{n} {wer}\"
msgstr[1] \"{n} {wer}\"
"
catalogue "an empty text" "message without text 'a.plain'" 'msgid "a.plain"
msgstr ""
'
office='msgid "office.only"
msgstr "only"
'
printf '%s\n%s\n%s\n%s' "$head" "$plain" "$counted" "$office" >i18n/en.po
printf '%s\n%s\n%s' "$head" "$plain" "$counted" >i18n/de.po
"$tools/mkmsg" out i18n/de.po i18n/en.po >out 2>&1 &&
    grep -qF 'MSG_A_COUNTED' out.h && grep -qF '{"en", "de", }' out.c
result $? "two catalogues; English is the first, and says what staff read"
echo "1..$n"
