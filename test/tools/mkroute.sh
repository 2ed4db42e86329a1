#!/bin/sh
# tools/mkroute makes a table of good routes and refuses bad ones by line.
: "${BUILD:=build}"
: "${CC:=cc}"
root=$(pwd)
make -s BUILD="$BUILD" "$BUILD/tools/mkroute" >/dev/null || exit 1
case $BUILD in /*) build=$BUILD ;; *) build=$root/$BUILD ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p src/web src/domain gen/web
n=0

say() {
    # say NAME: the result of the command before
    status=$?
    n=$((n + 1))
    if [ $status -eq 0 ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        sed 's/^/# /' out
    fi
}

refused() {
    # refused NAME TEXT: src/web/bad.c from stdin; TEXT must be in the output
    cat >src/web/bad.c
    rm -f gen/web/route.c
    ! "$build/tools/mkroute" gen/web/route src/web/bad.c >out 2>&1 &&
        grep -qF -- "$2" out && [ ! -e gen/web/route.c ]
    say "$1"
}

handler='code f(struct web *web, struct err *reterr)
{'

cat >src/domain/right.h <<'END'
enum right { RIGHT_public, RIGHT_award_read, RIGHT_award_issue };
END
cat >src/web/award.h <<'END'
#include "http/router.h"
code award_show(struct web *web, struct err *reterr);
code award_give(struct web *web, struct err *reterr);
code award_new(struct web *web, struct err *reterr);
END
cat >src/web/award.c <<'END'
#include "web/award.h"

/* Not a ROUTE. */
static code helper(struct web *web, struct err *reterr)
{
    (void)web;
    return err_set(reterr, E_NOT_FOUND, S("x"));
}

/* ROUTE GET /o/{org}/award/{id}  right: award_read
 * summary: show one award, with
 *   everything */
code award_show(struct web *web, struct err *reterr)
{
    return helper(web, reterr);
}

/* ROUTE POST /o/{org}/award  right: award_issue  body: 16 MiB
 * summary: give an award */
/* ROUTE POST /api/v1/award  right: award_issue  query: a,b_c
 *   takes: AwardOrder  answers: 201 Award  again: safe  summary: the same */
code award_give(
    struct web *web, struct err *reterr)
{
    return helper(web, reterr);
}

/* ROUTE GET /o/{org}/award/new  right: public  summary: the form */
code award_new(struct web *web, struct err *reterr)
{
    return helper(web, reterr);
}
END
"$build/tools/mkroute" gen/web/route src/web/award.c >out 2>&1
say mkroute_accepts_good_routes
grep -q 'extern const struct routes web_route;' gen/web/route.h &&
    [ "$(grep -c '#include\|extern' gen/web/route.h)" -eq 2 ] &&
    grep -qF '#include "web/award.h"' gen/web/route.c &&
    grep -qF 'STR("/o/{org}/award"), HTTP_POST, RIGHT_award_issue, award_give' gen/web/route.c &&
    grep -qF '(size_t)16 << 20' gen/web/route.c &&
    grep -qF 'STR("show one award, with everything")' gen/web/route.c &&
    grep -qF 'STR(""), STR(""), STR(""), 200, false' gen/web/route.c &&
    grep -qF 'STR("a,b_c"), STR("AwardOrder"), STR("Award"), 201, true' gen/web/route.c &&
    grep -qF '{ROUTES, 4}' gen/web/route.c
say mkroute_writes_the_table
[ "$(grep -n 'award/new' gen/web/route.c | cut -d: -f1)" -lt \
    "$(grep -n 'award/{id}' gen/web/route.c | cut -d: -f1)" ]
say mkroute_puts_the_closer_route_first
$CC -std=c17 -fsyntax-only -Isrc -Igen -I"$root/src" -I"$root/lib" \
    -I"$build/gen" gen/web/route.c src/web/award.c >out 2>&1
say mkroute_output_compiles
sed -i 's/award_issue/award_isue/' src/web/award.c
"$build/tools/mkroute" gen/web/route src/web/award.c >out 2>&1 &&
    ! $CC -std=c17 -fsyntax-only -Isrc -Igen -I"$root/src" -I"$root/lib" \
        -I"$build/gen" gen/web/route.c >out 2>&1 && grep -q RIGHT_award_isue out
say mkroute_unknown_right_does_not_compile
echo 'int x;' >src/web/none.c
"$build/tools/mkroute" gen/web/route src/web/none.c >out 2>&1 &&
    grep -qF '{NULL, 0}' gen/web/route.c
say mkroute_no_routes_at_all

refused mkroute_no_right "src/web/bad.c:1: GET /a has no right" <<END
/* ROUTE GET /a  summary: x */
$handler
END
refused mkroute_bad_right "'Award' is no right" <<END
/* ROUTE GET /a  right: Award  summary: x */
$handler
END
refused mkroute_two_rights "'right:' is unknown here" <<END
/* ROUTE GET /a  right: a  right: b  summary: x */
$handler
END
refused mkroute_no_summary "GET /a has no summary" <<END
/* ROUTE GET /a  right: public */
$handler
END
refused mkroute_bad_method "'get' is no method" <<END
/* ROUTE get /a  right: public  summary: x */
$handler
END
for pattern in a /A /a/ //a '/{}' '/{a' '/x{a}' '/{a}x' '/a?b' '/a%20'; do
    refused "mkroute_pattern_$pattern" "'$pattern' is no pattern" <<END
/* ROUTE GET $pattern  right: public  summary: x */
$handler
END
done
refused mkroute_bad_body "a number of MiB" <<END
/* ROUTE GET /a  right: public  body: 16 MB  summary: x */
$handler
END
while read -r part words; do
    refused "mkroute_bad_$part" "$words" <<END
/* ROUTE GET /a  right: public  $(echo "$part" | tr _ ' ')  summary: x */
$handler
END
done <<PARTS
query:_A,b query: names
takes:_award takes: the name
takes:_A1 takes: the name
answers:_Award answers: a status
answers:_404 answers: a status
again:_yes again: it can only
PARTS
refused mkroute_unknown_part "'scope:' is unknown here" <<END
/* ROUTE GET /a  right: public  scope: y  summary: x */
$handler
END
refused mkroute_handler_without_route "src/web/bad.c:1: f has no ROUTE" <<END
$handler
END
refused mkroute_route_without_handler "no handler below" <<END
/* ROUTE GET /a  right: public  summary: x */
static int x;
$handler
END
refused mkroute_route_at_the_end "no handler below" <<END
/* ROUTE GET /a  right: public  summary: x */
END
collision() {
    refused "mkroute_collision_$1_$2" "collides with" <<END
/* ROUTE GET $1  right: public  summary: x */
/* ROUTE GET $2  right: public  summary: x */
$handler
END
}
collision /a /a
collision '/{x}' '/{y}'
collision '/a/{x}/c' '/a/{y}/c'
collision '/{x}/b' '/a/{y}'
cat >src/web/bad.h <<'END'
END
cat >src/web/bad.c <<END
/* ROUTE GET /a/{x}/c  right: public  summary: x */
/* ROUTE GET /a/b/c  right: public  summary: x */
/* ROUTE GET /a/{x}  right: public  summary: x */
/* ROUTE POST /a/{y}  right: public  summary: x */
/* ROUTE GET /{x}/{y}/d  right: public  summary: x */
$handler
END
"$build/tools/mkroute" gen/web/route src/web/bad.c >out 2>&1
say mkroute_no_false_collision
echo "1..$n"
