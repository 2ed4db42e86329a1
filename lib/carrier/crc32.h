/*
 * CRC-32 as PNG uses it (PNG 5.5; ISO 3309, polynomial 0xedb88320).
 */
#ifndef CARRIER_CRC32_H
#define CARRIER_CRC32_H

#include "base/str.h"

/* The CRC of what was seen before (0 at the start) and then `data`. */
uint32_t crc32_add(uint32_t crc, bytes data);

#endif
