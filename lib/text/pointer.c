#include "text/pointer.h"

#include "base/num.h"

enum {
    INDEX_BYTES = 20, /* of a size_t in base 10 */
};

/* The name of an element: its index in base 10. */
static str index_name(size_t index, char text[INDEX_BYTES])
{
    size_t at = INDEX_BYTES;

    do {
        text[--at] = (char)('0' + index % 10);
        index /= 10;
    } while (index > 0);
    return (str){text + at, INDEX_BYTES - at};
}

static str step_name(const struct json_path *step, char text[INDEX_BYTES])
{
    return step->name.ptr ? step->name : index_name(step->index, text);
}

/* RFC 6901 3: '~' is written ~0 and '/' ~1. */
static size_t name_length(str name)
{
    size_t length = 1 + name.len;
    size_t i;

    for (i = 0; i < name.len; i++)
        length += name.ptr[i] == '~' || name.ptr[i] == '/';
    return length;
}

static void put_name(char *to, str name)
{
    size_t i;

    *to++ = '/';
    for (i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (c == '~' || c == '/') {
            *to++ = '~';
            c = c == '~' ? '0' : '1';
        }
        *to++ = c;
    }
}

void json_path_err(const struct json_path *path, struct err *reterr)
{
    char text[ERR_POINTER_BYTES];
    char number[INDEX_BYTES];
    const struct json_path *step;
    size_t total = 0;
    size_t used;

    for (step = path; step; step = step->up)
        total += name_length(step_name(step, number));
    /* From the last step to the first. While they end too far out they are
     * left out, so what remains ends with a whole step. */
    used = total;
    for (step = path; step; step = step->up) {
        str name = step_name(step, number);

        total -= name_length(name);
        if (used < sizeof(text))
            put_name(text + total, name);
        else
            used = total;
    }
    err_pointer(reterr, (str){text, used});
}

/* The member whose name is the step with ~0 and ~1 undone. */
static bool is_step(str name, str step)
{
    size_t i = 0;
    size_t n = 0;

    for (; i < step.len && n < name.len; i++, n++) {
        char c = step.ptr[i];

        if (c == '~') {
            i++;
            if (i == step.len || (step.ptr[i] | 1) != '1')
                return false;
            c = step.ptr[i] == '0' ? '~' : '/';
        }
        if (c != name.ptr[n])
            return false;
    }
    return i == step.len && n == name.len;
}

static const struct json *child(const struct json *value, str step)
{
    const struct json *at;
    uint64_t index = 0;

    if (json_is(value, JSON_OBJECT)) {
        at = value->child.first;
        while (at && !is_step(at->name, step))
            at = at->next;
        return at;
    }
    if (!json_is(value, JSON_ARRAY) ||
        !num_parse_u64(step, UINT32_MAX, &index) || index >= value->n)
        return NULL;
    for (at = value->child.first; at && index > 0; index--)
        at = at->next;
    return at;
}

const struct json *json_pointer_get(const struct json *root, str pointer)
{
    const struct json *at = root;

    while (at && pointer.len > 0) {
        size_t end = str_find(pointer, '/', 1);

        if (pointer.ptr[0] != '/')
            return NULL;
        if (end == SIZE_MAX)
            end = pointer.len;
        at = child(at, str_sub(pointer, 1, end));
        pointer = str_sub(pointer, end, pointer.len);
    }
    return at;
}
