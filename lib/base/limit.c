#include "base/limit.h"

struct budget budget_default(void)
{
    return (struct budget){
        .text_bytes_max = (size_t)1024 * 1024,
        .depth_max = 128,
        .members_max = 10000,
        .nodes_left = 200000,
        .context_loads_left = 32,
        .quads_max = 50000,
        .hndq_per_blank = 4,
        .hndq_base = 1024,
        .proofs_max = 16,
        .image_bytes_max = (size_t)10 * 1024 * 1024,
        .image_pixels_max = UINT64_C(16) * 1024 * 1024,
        .image_text_bytes_max = (size_t)1024 * 1024,
        .svg_bytes_max = (size_t)1024 * 1024,
        .svg_elements_max = 10000,
        .pdf_bytes_max = (size_t)20 * 1024 * 1024,
        .pdf_objects_max = 50000,
        .pdf_inflated_max = (size_t)64 * 1024 * 1024,
        .status_list_bytes_max = (size_t)8 * 1024 * 1024,
        .work_left = UINT64_C(20000000),
    };
}

struct budget budget_wide(void)
{
    struct budget b = budget_default();

    b.text_bytes_max = UINT32_MAX; /* struct json counts offsets so */
    b.members_max = UINT32_MAX;
    b.nodes_left = UINT32_MAX;
    b.context_loads_left = UINT32_MAX;
    b.quads_max = UINT32_MAX;
    b.hndq_base = UINT32_MAX / 2;
    b.work_left = UINT64_MAX;
    return b;
}

code budget_spend(struct budget *b, uint64_t n, struct err *reterr)
{
    if (n > b->work_left)
        return err_set(reterr, E_COMPLEXITY_LIMIT, S("work"));
    b->work_left -= n;
    return OK;
}
