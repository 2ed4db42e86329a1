#include "domain/findings.h"

void findings_init(struct findings *findings, struct arena *arena)
{
    findings->arena = arena;
    findings->n = 0;
    findings->n_kept = 0;
}

void findings_add(
    struct findings *findings, code c, const struct json_path *at, str about)
{
    struct finding *finding;

    findings->n++;
    if (findings->n_kept == FINDINGS_MAX)
        return;
    finding = &findings->kept[findings->n_kept++];
    *finding = (struct finding){.code = c, .about = about};
    if (at) {
        struct err place = {0};

        json_path_err(at, &place);
        finding->pointer = arena_str(findings->arena, str_of(place.pointer));
    }
}

bool findings_has(const struct findings *findings, code c)
{
    size_t i;

    for (i = 0; i < findings->n_kept; i++) {
        if (findings->kept[i].code == c)
            return true;
    }
    return false;
}

code findings_code(const struct findings *findings, struct err *reterr)
{
    const struct finding *first = &findings->kept[0];

    if (findings->n == 0)
        return OK;
    (void)err_set(reterr, first->code, first->about);
    err_pointer(reterr, first->pointer);
    return first->code;
}
