#include "carrier/crc32.h"

/*
 * Eight bytes a step: TABLE[k][b] is the CRC of byte b followed by k zero
 * bytes. A CRC is linear, so each table is written as its eight values for
 * single bits, and the preprocessor makes the sums of them.
 */
#define R1(x, a) (x), (x) ^ (a)
#define R2(x, a, b) R1(x, a), R1((x) ^ (b), a)
#define R3(x, a, b, c) R2(x, a, b), R2((x) ^ (c), a, b)
#define R4(x, a, b, c, d) R3(x, a, b, c), R3((x) ^ (d), a, b, c)
#define R5(x, a, b, c, d, e) R4(x, a, b, c, d), R4((x) ^ (e), a, b, c, d)
#define R6(x, a, b, c, d, e, f)                                                \
    R5(x, a, b, c, d, e), R5((x) ^ (f), a, b, c, d, e)
#define R7(x, a, b, c, d, e, f, g)                                             \
    R6(x, a, b, c, d, e, f), R6((x) ^ (g), a, b, c, d, e, f)
#define ROW(a, b, c, d, e, f, g, h)                                            \
    R7(0, a, b, c, d, e, f, g), R7((uint32_t)(h), a, b, c, d, e, f, g)

/* clang-format off */
static const uint32_t TABLE[8][256] = {
    {ROW(0x77073096, 0xee0e612c, 0x076dc419, 0x0edb8832,
         0x1db71064, 0x3b6e20c8, 0x76dc4190, 0xedb88320)},
    {ROW(0x191b3141, 0x32366282, 0x646cc504, 0xc8d98a08,
         0x4ac21251, 0x958424a2, 0xf0794f05, 0x3b83984b)},
    {ROW(0x01c26a37, 0x0384d46e, 0x0709a8dc, 0x0e1351b8,
         0x1c26a370, 0x384d46e0, 0x709a8dc0, 0xe1351b80)},
    {ROW(0xb8bc6765, 0xaa09c88b, 0x8f629757, 0xc5b428ef,
         0x5019579f, 0xa032af3e, 0x9b14583d, 0xed59b63b)},
    {ROW(0x3d6029b0, 0x7ac05360, 0xf580a6c0, 0x30704bc1,
         0x60e09782, 0xc1c12f04, 0x58f35849, 0xb1e6b092)},
    {ROW(0xcb5cd3a5, 0x4dc8a10b, 0x9b914216, 0xec53826d,
         0x03d6029b, 0x07ac0536, 0x0f580a6c, 0x1eb014d8)},
    {ROW(0xa6770bb4, 0x979f1129, 0xf44f2413, 0x33ef4e67,
         0x67de9cce, 0xcfbd399c, 0x440b7579, 0x8816eaf2)},
    {ROW(0xccaa009e, 0x4225077d, 0x844a0efa, 0xd3e51bb5,
         0x7cbb312b, 0xf9766256, 0x299dc2ed, 0x533b85da)},
};
/* clang-format on */

uint32_t crc32_add(uint32_t crc, bytes data)
{
    const uint8_t *at = data.ptr;
    size_t left = data.len;
    uint32_t c = ~crc;

    for (; left >= 8; left -= 8, at += 8) {
        c ^= (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
             (uint32_t)at[3] << 24;
        c = TABLE[7][c & 255] ^ TABLE[6][c >> 8 & 255] ^
            TABLE[5][c >> 16 & 255] ^ TABLE[4][c >> 24] ^ TABLE[3][at[4]] ^
            TABLE[2][at[5]] ^ TABLE[1][at[6]] ^ TABLE[0][at[7]];
    }
    for (; left > 0; left--, at++)
        c = TABLE[0][(c ^ *at) & 255] ^ c >> 8;
    return ~c;
}
