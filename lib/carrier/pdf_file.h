/*
 * The objects of a PDF file (ISO 32000-2, 7.5): where they lie, by
 * cross-reference tables and streams, and what they are. Only what is asked
 * for is read. Nothing is repaired: a file that does not say where its
 * objects are is refused.
 */
#ifndef CARRIER_PDF_FILE_H
#define CARRIER_PDF_FILE_H

#include "carrier/pdf_value.h"
#include "crypto/provider.h"

enum {
    PDF_SECTIONS_MAX = 256, /* updates of one file */
};

struct pdf_entry {
    uint8_t kind;   /* 0 unknown or free, 1 in the file, 2 in a stream */
    uint32_t index; /* 2: place in the stream */
    uint64_t at;    /* 1: offset; 2: number of the stream */
};

struct pdf_file {
    bytes data;
    const struct provider *provider;
    struct arena *arena;
    struct budget budget; /* own: counted down */
    struct pdf_entry *entries;
    size_t n_entries;
    size_t sections[PDF_SECTIONS_MAX]; /* offsets that were read */
    size_t n_sections;                 /* more than 1: updated since */
    struct pdf_value trailer;          /* of the last section */
    int64_t packed_number;             /* the stream of objects at hand */
    struct pdf_value packed_dictionary;
    bytes packed;
};

struct pdf_object {
    struct pdf_value value; /* of a stream, its dictionary */
    bool is_stream;
    bytes raw; /* of a stream: as it lies in the file */
};

/* Reads where things are. E_BAKE_FORMAT, E_BAKE_LIMIT, E_ARGUMENT (nothing
 * to inflate with), E_NO_MEMORY. The file is about 4 KiB large. */
MUST_USE code pdf_open(struct pdf_file *f, struct err *reterr);

/* The object that a reference is to; a value that is none is given back. */
MUST_USE code pdf_resolve(struct pdf_file *f,
    const struct pdf_value *v,
    struct pdf_object *ret,
    struct err *reterr);

/* What the stream says, inflated if need be, at most bytes_max. */
MUST_USE code pdf_decode(struct pdf_file *f,
    const struct pdf_object *stream,
    size_t bytes_max,
    bytes *ret,
    struct err *reterr);

#endif
