/*
 * embed SYMBOL FILE: the bytes of a file as a C17 array, on stdout. Arrays,
 * not string literals: those end at 4,095 characters (C17 5.2.4.1).
 */
#include <stdio.h>

int main(int argc, char **argv)
{
    FILE *in;
    unsigned long n = 0;
    int byte;

    if (argc != 3) {
        fputs("usage: embed SYMBOL FILE\n", stderr);
        return 2;
    }
    in = fopen(argv[2], "rb");
    if (!in) {
        perror(argv[2]);
        return 1;
    }
    printf("#include <stddef.h>\nextern const unsigned char %s[];\n"
           "extern const size_t %s_bytes;\nconst unsigned char %s[] = {",
        argv[1], argv[1], argv[1]);
    while ((byte = fgetc(in)) != EOF)
        printf("%s%d,", n++ % 20 == 0 ? "\n" : "", byte);
    printf("\n0};\nconst size_t %s_bytes = %lu;\n", argv[1], n);
    fclose(in);
    return fflush(stdout) != 0;
}
