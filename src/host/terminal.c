#include "host/terminal.h"

#include "host/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* One line, byte by byte: what is typed ahead belongs to others. */
static bool read_line(int fd, char *to, size_t size_bytes, size_t *ret_bytes)
{
    size_t n = 0;
    char c = '\0';

    for (;;) {
        ssize_t got = read(fd, &c, 1);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || c == '\n') {
            *ret_bytes = n;
            return got == 1 || n > 0;
        }
        if (n == size_bytes)
            return false;
        to[n++] = c;
    }
}

static bool put(int fd, const char *text)
{
    return file_put(fd, (bytes){(const uint8_t *)text, strlen(text)});
}

bool terminal_ask_secret(
    const char *prompt, char *to, size_t size_bytes, size_t *ret_bytes)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    struct termios before;
    struct termios unseen;
    bool done = false;

    if (fd < 0)
        return false;
    if (tcgetattr(fd, &before) == 0) {
        unseen = before;
        unseen.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
        if (tcsetattr(fd, TCSAFLUSH, &unseen) == 0) {
            done = put(fd, prompt) && read_line(fd, to, size_bytes, ret_bytes);
            tcsetattr(fd, TCSAFLUSH, &before);
            done = put(fd, "\n") && done;
        }
    }
    close(fd);
    return done;
}
