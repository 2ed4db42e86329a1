/*
 * A schema in compiled form: shared by the compiler and the checker, of no
 * use to others.
 */
#ifndef TEXT_SCHEMA_NODE_H
#define TEXT_SCHEMA_NODE_H

#include "text/pattern.h"
#include "text/schema.h"

enum schema_format {
    FORMAT_NONE,
    FORMAT_DATE_TIME,
    FORMAT_DATE,
    FORMAT_URI,
    FORMAT_URI_REFERENCE,
    FORMAT_IRI,
    FORMAT_EMAIL,
    FORMAT_UUID,
};

enum {
    TYPE_INTEGER = 7, /* after enum json_type: a bit of schema_node.types */
    TYPE_ANY = 0xff,
};

struct schema_list {
    struct schema_node **items;
    size_t n;
};

struct schema_property {
    str name; /* ptr is NULL in a free slot */
    struct schema_node *node;
};

struct schema_pattern_property {
    const struct pattern *pattern; /* NULL: cannot be decided */
    struct schema_node *node;
};

struct schema_object {
    struct schema_property *slots; /* open addressing; n_slots: power of 2 */
    size_t n_slots;                /* 0: no properties */
    const struct json *required;
    struct schema_pattern_property *patterns;
    size_t n_patterns;
    struct schema_node *additional;
    struct schema_node *names;
    uint64_t n_min;
    uint64_t n_max;
};

struct schema_array {
    struct schema_list prefix;
    struct schema_node *rest;
    struct schema_node *contains;
    uint64_t contains_min;
    uint64_t contains_max;
    uint64_t n_min;
    uint64_t n_max;
    bool is_unique;
};

struct schema_string {
    uint64_t length_min;
    uint64_t length_max;
    bool has_pattern;
    const struct pattern *pattern; /* NULL with has_pattern: undecided */
    enum schema_format format;
};

struct schema_limit {
    bool is_set;
    bool is_exclusive;
    double value;
};

struct schema_number {
    struct schema_limit min;
    struct schema_limit max;
    double multiple_of; /* 0: none */
};

struct schema_node {
    const struct json *source;
    uint8_t types;   /* bits 1 << json_type, and TYPE_INTEGER */
    bool is_false;   /* the schema `false` */
    str unsupported; /* a keyword that makes it undecidable, or empty */
    const struct json *one_of_values; /* enum: an array */
    const struct json *only_value;    /* const */
    struct schema_object *object;
    struct schema_array *array;
    struct schema_string *string;
    struct schema_number *number;
    struct schema_list all_of;
    struct schema_list any_of;
    struct schema_list one_of;
    struct schema_node *not_this;
    struct schema_node *condition; /* if */
    struct schema_node *then_this;
    struct schema_node *else_this;
    struct schema_node *ref;
};

struct schema {
    struct schema_node *root;
};

/* --- shared by the compiler and the checker --- */

bool schema_format_fits(enum schema_format format, str text);

/* Sets the pointer of the error to where `value` is in the tree. */
void schema_place(
    const struct json *root, const struct json *value, struct err *reterr);

#endif
