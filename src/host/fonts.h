/*
 * Which fonts a picture is drawn with: those of Debian's fonts-inter,
 * fonts-noto-core and fonts-noto-cjk, and not what the machine or its user
 * set up, so that a document looks the same everywhere. Arabic is Noto Sans
 * Arabic, since text cannot be copied from the Naskh and Kufi faces.
 */
#ifndef HOST_FONTS_H
#define HOST_FONTS_H

#include <stdbool.h>

/* Sets fontconfig up for this process, once, before the first text is
 * drawn: call it in the child. False when libfontconfig is not there. */
bool fonts_pin(void);

#endif
