#include "vc/env.h"

#include "base/code_info.h"

bool vc_is_fatal(code c)
{
    enum code_kind kind = code_info(c)->kind;

    return kind == KIND_INTERNAL || kind == KIND_LIMIT || kind == KIND_IO;
}
