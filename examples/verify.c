/* Verifies a badge with libtestamur:
 *
 *     cc verify.c $(pkg-config --cflags --libs testamur) -o verify
 *     ./verify badge.png
 */
#include <stdio.h>
#include <testamur/native.h>
#include <time.h>

enum {
    FILE_BYTES_MAX = 10 * 1024 * 1024,
};

static char data[FILE_BYTES_MAX];

int main(int argc, char **argv)
{
    struct testamur_policy policy = {.now_unix_s = (int64_t)time(NULL)};
    struct testamur_native *native = testamur_native_new();
    struct testamur_engine *engine =
        native ? testamur_engine_new(testamur_native_provider(native)) : NULL;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    enum testamur_verdict verdict = TESTAMUR_FAILED;

    if (engine && file) {
        size_t n = fread(data, 1, sizeof(data), file);

        verdict = testamur_verify(engine, data, n, &policy);
        printf("%s\n%s\n", testamur_verdict_name(verdict),
            testamur_report(engine));
    } else {
        fputs("usage: verify FILE\n", stderr);
    }
    if (file)
        fclose(file);
    testamur_engine_free(engine);
    testamur_native_free(native);
    return verdict == TESTAMUR_VERIFIED ? 0 : 1;
}
