/*
 * What every test program includes: cmocka, and TEST_MAIN, which makes the
 * main function from a list of at most 24 test functions.
 */
#ifndef TEST_SUPPORT_TEST_H
#define TEST_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* cmocka needs the four above before it. */
#include <cmocka.h>

/* TEST_EACH(f1, f2, ...) -> cmocka_unit_test(f1), cmocka_unit_test(f2), ... */
#define TEST_1(f) cmocka_unit_test(f),
#define TEST_2(f, ...) cmocka_unit_test(f), TEST_1(__VA_ARGS__)
#define TEST_3(f, ...) cmocka_unit_test(f), TEST_2(__VA_ARGS__)
#define TEST_4(f, ...) cmocka_unit_test(f), TEST_3(__VA_ARGS__)
#define TEST_5(f, ...) cmocka_unit_test(f), TEST_4(__VA_ARGS__)
#define TEST_6(f, ...) cmocka_unit_test(f), TEST_5(__VA_ARGS__)
#define TEST_7(f, ...) cmocka_unit_test(f), TEST_6(__VA_ARGS__)
#define TEST_8(f, ...) cmocka_unit_test(f), TEST_7(__VA_ARGS__)
#define TEST_9(f, ...) cmocka_unit_test(f), TEST_8(__VA_ARGS__)
#define TEST_10(f, ...) cmocka_unit_test(f), TEST_9(__VA_ARGS__)
#define TEST_11(f, ...) cmocka_unit_test(f), TEST_10(__VA_ARGS__)
#define TEST_12(f, ...) cmocka_unit_test(f), TEST_11(__VA_ARGS__)
#define TEST_13(f, ...) cmocka_unit_test(f), TEST_12(__VA_ARGS__)
#define TEST_14(f, ...) cmocka_unit_test(f), TEST_13(__VA_ARGS__)
#define TEST_15(f, ...) cmocka_unit_test(f), TEST_14(__VA_ARGS__)
#define TEST_16(f, ...) cmocka_unit_test(f), TEST_15(__VA_ARGS__)
#define TEST_17(f, ...) cmocka_unit_test(f), TEST_16(__VA_ARGS__)
#define TEST_18(f, ...) cmocka_unit_test(f), TEST_17(__VA_ARGS__)
#define TEST_19(f, ...) cmocka_unit_test(f), TEST_18(__VA_ARGS__)
#define TEST_20(f, ...) cmocka_unit_test(f), TEST_19(__VA_ARGS__)
#define TEST_21(f, ...) cmocka_unit_test(f), TEST_20(__VA_ARGS__)
#define TEST_22(f, ...) cmocka_unit_test(f), TEST_21(__VA_ARGS__)
#define TEST_23(f, ...) cmocka_unit_test(f), TEST_22(__VA_ARGS__)
#define TEST_24(f, ...) cmocka_unit_test(f), TEST_23(__VA_ARGS__)
#define TEST_PICK(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t,  \
    u, v, w, x, NAME, ...)                                                     \
    NAME
#define TEST_EACH(...)                                                         \
    TEST_PICK(__VA_ARGS__, TEST_24, TEST_23, TEST_22, TEST_21, TEST_20,        \
        TEST_19, TEST_18, TEST_17, TEST_16, TEST_15, TEST_14, TEST_13,         \
        TEST_12, TEST_11, TEST_10, TEST_9, TEST_8, TEST_7, TEST_6, TEST_5,     \
        TEST_4, TEST_3, TEST_2, TEST_1, 0)                                     \
    (__VA_ARGS__)

#define TEST_MAIN(...)                                                         \
    int main(void)                                                             \
    {                                                                          \
        const struct CMUnitTest tests[] = {TEST_EACH(__VA_ARGS__)};            \
        return cmocka_run_group_tests(tests, NULL, NULL);                      \
    }

#endif
