#include "host/fonts.h"

#include "host/library.h"

/* The families in the order that a letter is looked for in them. */
static const char CONFIG[] =
    "<?xml version=\"1.0\"?><fontconfig>"
    "<dir>/usr/share/fonts/opentype/inter</dir>"
    "<dir>/usr/share/fonts/truetype/inter</dir>"
    "<dir>/usr/share/fonts/truetype/noto</dir>"
    "<dir>/usr/share/fonts/opentype/noto</dir>"
    "<dir>/usr/share/fonts/truetype/dejavu</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<selectfont><rejectfont>"
    "<pattern><patelt name=\"family\"><string>Noto Naskh Arabic</string>"
    "</patelt></pattern>"
    "<pattern><patelt name=\"family\"><string>Noto Naskh Arabic UI</string>"
    "</patelt></pattern>"
    "<pattern><patelt name=\"family\"><string>Noto Kufi Arabic</string>"
    "</patelt></pattern>"
    "<pattern><patelt name=\"family\"><string>Noto Nastaliq Urdu</string>"
    "</patelt></pattern></rejectfont></selectfont>"
    "<alias><family>serif</family><prefer><family>Noto Serif</family>"
    "<family>Noto Sans Arabic</family></prefer></alias>"
    "<alias><family>sans-serif</family><prefer><family>Inter</family>"
    "<family>Noto Sans</family><family>Noto Sans Arabic</family>"
    "</prefer></alias>"
    "<match target=\"font\"><edit name=\"hinting\"><bool>false</bool></edit>"
    "</match>"
    "</fontconfig>";

/* Functions of libfontconfig.so.1, by their documented prototypes. */
struct fontconfig {
    void *(*create)(void);
    int (*parse)(void *config, const unsigned char *text, int complain);
    int (*build)(void *config);
    int (*set_current)(void *config);
};

bool fonts_pin(void)
{
    void *library = library_open("libfontconfig.so.1");
    struct fontconfig f;
    void *config;

    if (!library_symbol(library, "FcConfigCreate", &f.create) ||
        !library_symbol(library, "FcConfigParseAndLoadFromMemory", &f.parse) ||
        !library_symbol(library, "FcConfigBuildFonts", &f.build) ||
        !library_symbol(library, "FcConfigSetCurrent", &f.set_current))
        return false;
    config = f.create();
    return config && f.parse(config, (const unsigned char *)CONFIG, 0) &&
           f.build(config) && f.set_current(config);
}
