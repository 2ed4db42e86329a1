/*
 * Small images for tests: a 1 x 1 PNG that viewers open, put together chunk
 * by chunk, so that each test can damage what it wants to.
 */
#ifndef TEST_SUPPORT_IMAGE_H
#define TEST_SUPPORT_IMAGE_H

#include "base/buf.h"

void image_signature(struct buf *b);

/* A chunk with its right CRC; type has four letters. */
void image_chunk(struct buf *b, const char *type, str data);

/* IHDR of that size, one bit a pixel, grey. */
void image_header(struct buf *b, uint32_t width, uint32_t height);

void image_data(struct buf *b);
void image_end(struct buf *b);

/* The whole of it, with a tEXt and an unknown chunk before and after the
 * image data. */
bytes image_png(struct arena *arena);

/* The same with one more chunk before IEND. */
bytes image_png_with(struct arena *arena, const char *type, str data);

#endif
