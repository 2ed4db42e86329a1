#include "test/support/relay.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    LINE_BYTES = 2048,
    BACKLOG = 16,
    MS_A_S = 1000,
    NS_A_MS = 1000000,
};

/* One conversation. */
struct talk {
    FILE *client;
    const struct relay_manner *manner;
    struct relay_book *book;
    bool in_data;
    char id[RELAY_ID_BYTES];
};

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void wait_ms(unsigned ms)
{
    const struct timespec nap = {
        (time_t)(ms / MS_A_S), (long)(ms % MS_A_S) * NS_A_MS};

    (void)nanosleep(&nap, NULL);
}

static const char *usual(const char *line, bool in_data)
{
    if (in_data)
        return strcmp(line, ".\r\n") == 0 ? "250 taken" : NULL;
    if (starts(line, "DATA"))
        return "354 go on";
    return starts(line, "QUIT") ? "221 bye" : "250 ok";
}

static void note(struct talk *talk, const char *line)
{
    static const char NAME[] = "Message-ID: ";

    if (starts(line, NAME))
        (void)snprintf(
            talk->id, sizeof(talk->id), "%.90s", line + sizeof(NAME) - 1);
    if (strcmp(line, ".\r\n") == 0) {
        const int n = atomic_load(&talk->book->n_taken);

        if (n < RELAY_IDS_MAX)
            memcpy(talk->book->ids[n], talk->id, sizeof(talk->id));
        atomic_store(&talk->book->n_taken, n + 1);
    }
}

/* Is this the line to which the manner has its own word, now? */
static bool is_meant(struct talk *talk, const char *line)
{
    const struct relay_manner *manner = talk->manner;

    if (!manner->command[0] || talk->in_data != (manner->command[0] == '.') ||
        !starts(line, manner->command))
        return false;
    return manner->n_times == 0 ||
           atomic_load(&talk->book->n_replied) < manner->n_times;
}

/* False when it ends. */
static bool answer(struct talk *talk, const char *line)
{
    const char *reply = usual(line, talk->in_data);
    const bool meant = reply && is_meant(talk, line);

    if (!reply)
        return true;
    if (talk->manner->slow_ms > 0)
        wait_ms(talk->manner->slow_ms);
    if (meant) {
        (void)atomic_fetch_add(&talk->book->n_replied, 1);
        if (!talk->manner->reply)
            return false;
        reply = talk->manner->reply;
    }
    (void)fprintf(talk->client, "%s\r\n", reply);
    return !starts(line, "QUIT");
}

static void converse(struct talk *talk)
{
    char line[LINE_BYTES];
    bool goes_on = true;

    (void)fprintf(talk->client, "220 relay ESMTP\r\n");
    while (goes_on && fgets(line, sizeof(line), talk->client)) {
        const bool was_in_data = talk->in_data;

        /* A refused message is not taken. */
        if (was_in_data &&
            !(line[0] == '.' && is_meant(talk, line) && talk->manner->reply))
            note(talk, line);
        goes_on = answer(talk, line);
        if (was_in_data)
            talk->in_data = strcmp(line, ".\r\n") != 0;
        else
            talk->in_data = starts(line, "DATA");
    }
}

static void serve(
    int listener, const struct relay_manner *manner, struct relay_book *book)
{
    int fd;

    while ((fd = accept(listener, NULL, NULL)) >= 0) {
        struct talk talk = {fdopen(fd, "r+"), manner, book, false, ""};

        (void)atomic_fetch_add(&book->n_connections, 1);
        if (!talk.client)
            _exit(1);
        (void)setvbuf(talk.client, NULL, _IONBF, 0);
        converse(&talk);
        (void)fclose(talk.client);
    }
}

static int listen_at(uint16_t port, uint16_t *ret_port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t at_bytes = sizeof(at);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(listener, (struct sockaddr *)&at, at_bytes) != 0 ||
        listen(listener, BACKLOG) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &at_bytes) != 0)
        abort();
    *ret_port = ntohs(at.sin_port);
    return listener;
}

/* Pages that parent and child share: of a file without a name. */
static struct relay_book *new_book(void)
{
    char path[] = "/tmp/testamur-relay-XXXXXX";
    const int fd = mkstemp(path);
    void *book;

    if (fd < 0 || unlink(path) != 0 ||
        ftruncate(fd, sizeof(struct relay_book)) != 0)
        abort();
    book = mmap(NULL, sizeof(struct relay_book), PROT_READ | PROT_WRITE,
        MAP_SHARED, fd, 0);
    if (book == MAP_FAILED)
        abort();
    (void)close(fd);
    return book;
}

struct relay relay_start(const struct relay_manner *manner, uint16_t port)
{
    struct relay relay = {.book = new_book()};
    const int listener = listen_at(port, &relay.port);

    relay.child = fork();
    if (relay.child < 0)
        abort();
    if (relay.child == 0) {
        /* A test that fails leaves nobody behind. */
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)signal(SIGPIPE, SIG_IGN);
        serve(listener, manner, relay.book);
        _exit(0);
    }
    (void)close(listener);
    return relay;
}

void relay_stop(struct relay *relay)
{
    (void)kill(relay->child, SIGKILL);
    (void)waitpid(relay->child, NULL, 0);
    (void)munmap(relay->book, sizeof(*relay->book));
}

int relay_different(const struct relay *relay)
{
    const int n = atomic_load(&relay->book->n_taken);
    int different = 0;
    int i;
    int k;

    for (i = 0; i < n && i < RELAY_IDS_MAX; i++) {
        for (k = 0; k < i; k++) {
            if (strcmp(relay->book->ids[k], relay->book->ids[i]) == 0)
                break;
        }
        different += k == i;
    }
    return different;
}
