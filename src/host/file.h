/*
 * Files read whole up to a cap, and written whole or not at all. "-" is
 * standard input or output. Interrupted and short calls are carried on.
 */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* The bytes in the arena. E_TOO_LARGE past bytes_max (a device without end
 * costs no more than that), E_IO_READ for a folder, a FIFO that nobody
 * writes to within a second, or what the system says. An empty file is
 * empty. */
MUST_USE code file_read(const char *path,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* The same for a secret: a file that others than its owner may read, write
 * or run, or that belongs to another user, is refused with E_KEY_FILE_EXPOSED,
 * about "permissions" (RELIABILITY OS-11). A pipe or a terminal is its owner's
 * affair. */
MUST_USE code file_read_secret(const char *path,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

enum file_access {
    FILE_PUBLIC, /* 0666 less the umask; replaces what is there */
    FILE_SECRET, /* 0600; must not be there yet */
};

/* Writes beside the file and then renames, so that a reader, or a machine
 * that stops, sees the old file or the new one. A symbolic link is followed;
 * a device or FIFO is written to as it is. E_IO_WRITE with the reason. */
MUST_USE code file_write(
    const char *path, bytes data, enum file_access access, struct err *reterr);

/* Makes the folder unless it is there; its parent must be. E_IO_WRITE with the
 * reason. */
MUST_USE code file_make_folder(const char *path, struct err *reterr);

/* All the bytes to an open descriptor; false with errno set. */
bool file_put(int fd, bytes data);

/* Fills *reterr with the code and what the system says of errno. */
code file_failed(code c, struct err *reterr);

#endif
