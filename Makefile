# Testamur. Add a file, edit nothing: sources are found by wildcard.
#   make            the program and the libraries
#   make demo       the main job on real input, in the terminal
#   make test       all tests        make check   all rules and the sanitizers
#   make suites bench     of $(SHARED)      make interop browser   with Node 18
#   make fuzz SECONDS=20     or RUNS=20000: each fuzz target   make install
#   make SAN=address,undefined test      CC=clang test      BUILD=dir ... V=1
ifeq ($(origin CC),default)
CC := gcc
endif
CXX     ?= g++
SAN     ?=
OPT     ?= -O2
PREFIX  ?= /usr/local
DESTDIR ?=
SHARED  ?= ../shared
SECONDS ?= 20
VERSION := $(shell cat VERSION)
comma   := ,
VARIANT := $(if $(findstring clang,$(CC)),clang)$(if $(SAN),-$(subst $(comma),-,$(SAN)))
BUILD   ?= build$(if $(VARIANT),/variant/$(VARIANT))

# Debian packages stand in tools/packages, by purpose.
NEEDS := build $(if $(findstring clang,$(CC)),clang)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wundef \
  -Wvla -Wcast-qual -Wwrite-strings -Wpointer-arith -Wformat=2 \
  -Wnull-dereference -Wimplicit-fallthrough -Wswitch-enum \
  -Wdouble-promotion -Wredundant-decls -Werror
ifneq ($(findstring clang,$(CC)),)
WARN += -Wcomma -Wshorten-64-to-32 -Wassign-enum
else
WARN += -Wlogical-op -Wduplicated-cond -Wduplicated-branches
endif
HARDEN := -fstack-protector-strong -fno-common -fno-strict-aliasing -fPIE
ifeq ($(SAN),)
HARDEN += -D_FORTIFY_SOURCE=2
else
HARDEN += -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
INCLUDES := -Iinclude -Ilib -Isrc -I. -I$(BUILD)/gen
CFLAGS   ?= -g
# Asked once, at the first recipe that needs it (setup runs first).
MODULES := libsodium libcrypto libdeflate sqlite3 libmicrohttpd libcurl pangocairo \
  libqpdf libqrencode libpng libxml-2.0 libcmark libutf8proc libidn2 libfido2 libpq
PKG = $(eval PKG := $(shell pkg-config --cflags $(MODULES) | sed 's/-I/-isystem /g'))$(PKG)
LIBS = $(eval LIBS := $(shell pkg-config --libs $(MODULES)) -ldl -lm)$(LIBS)
ALL_CFLAGS = -std=c17 $(OPT) $(WARN) $(CFLAGS) $(HARDEN) $(INCLUDES) $(PKG) \
  -D_XOPEN_SOURCE=700 -DTESTAMUR_VERSION='"$(VERSION)"' -MMD -MP
LINK = $(CC) $(OPT) $(CFLAGS) $(HARDEN) -pie -Wl,-z,relro,-z,now,--as-needed,--exclude-libs=ALL
WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)  $(2)')
obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
program = $(patsubst $(1)/%.c,$(BUILD)/$(1)/%,$(2))
DATA    := $(shell find lib -path '*/data/*' -type f)
INDEXES := $(filter %/index.txt,$(DATA))
GEN_OBJ := $(BUILD)/obj/gen/base/code.o \
  $(patsubst lib/%/index.txt,$(BUILD)/obj/gen/%.o,$(INDEXES))
# What a tool makes of many files: `tools/TOOL OUT FILE...` writes OUT.c, OUT.h.
MADE_store/sql   = mksql $(wildcard src/store/migrate/*.sql src/store/sql/*.sql)
MADE_web/page    = $(if $(wildcard src/web/page/*.html),mkpage i18n/en.po $(wildcard src/web/page/*.html))
MADE_web/route   = mkroute $(wildcard src/web/*.c)
MADE_web/asset   = mkasset $(wildcard src/web/asset/*)
MADE_web/guide   = mkguide $(wildcard docs/guide/*.md)
MADE_app/message = mkmsg $(wildcard i18n/*.po)
MADE := $(foreach m,$(filter MADE_%,$(.VARIABLES)),$(if $(and $(wildcard tools/$(firstword $($(m))).c),$(word 2,$($(m)))),$(m:MADE_%=%)))
LIB_OBJ  := $(call obj,$(wildcard lib/*/*.c lib/*/*/*.c)) $(GEN_OBJ)
HOST_OBJ := $(call obj,$(wildcard src/host/*.c))
APP_OBJ  := $(call obj,$(filter-out src/host/% src/cli/main.c src/cli/server.c,$(wildcard src/*/*.c))) $(MADE:%=$(BUILD)/obj/gen/%.o)
SUPPORT_OBJ := $(call obj,$(wildcard test/support/*.c))
PROGRAM  := $(BUILD)/testamur
TESTS    := $(call program,test,$(filter-out test/support/% test/suite/%,$(wildcard test/*/*.c)))
SCRIPTS  := $(wildcard test/*/*.sh)
SUITES   := $(patsubst test/%.c,$(BUILD)/%,$(wildcard test/suite/*.c))
BENCHES  := $(call program,bench,$(filter-out bench/bench.c,$(wildcard bench/*.c)))
BENCH_OBJ := $(BUILD)/obj/bench/bench.o $(patsubst %.cc,$(BUILD)/obj/%.o,$(wildcard bench/*.cc))
FUZZERS  := $(patsubst fuzz/%.c,$(BUILD)/%,$(wildcard fuzz/*.c))

.PHONY: all demo test check suites interop browser bench fuzz fuzzers everything print-flags setup install clean
.SECONDARY .DELETE_ON_ERROR:
all: $(BUILD)/libtestamur.a $(BUILD)/libtestamur-native.a $(PROGRAM) $(PROGRAM)-server

# --- generated sources ---
$(BUILD)/tools/%: tools/%.c | setup
	$(call say,TOOL,$@)
	$(Q)mkdir -p $(@D) && $(CC) -std=c17 -O1 -Wall -Wextra $(INCLUDES) -D_XOPEN_SOURCE=700 -o $@ $(filter %.c,$^) $(TOOL_LIBS)
$(BUILD)/tools/mksql: $(wildcard tools/sql_*.c tools/sql.h)
$(BUILD)/tools/mkpage: $(wildcard tools/page_*.c tools/page.h)
$(BUILD)/tools/mkpage $(BUILD)/tools/mkmsg: tools/po.c tools/po.h
$(BUILD)/tools/mkasset: lib/crypto/sha2.c lib/crypto/sha2.h
$(BUILD)/gen/base/code.h: lib/base/errors.txt $(BUILD)/tools/mkerr
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/mkerr enum < $< > $@
$(BUILD)/gen/base/code.c: lib/base/errors.txt $(BUILD)/tools/mkerr
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/mkerr table < $< > $@
$(BUILD)/gen/%/data.c: lib/%/data/index.txt $(BUILD)/tools/embed $(DATA)
	@mkdir -p $(@D)
	$(call say,EMBED,$<)
	$(Q)sed -n 's/^\([0-9a-f]* \) *\([^ ]*\) .*/\1 \2/p' $< | sort -u | \
	  (cd $(<D) && sha256sum --quiet -c -)
	$(Q)$(BUILD)/tools/embed $(subst /,_,$*)_data $< > $@

define made
$(BUILD)/gen/$(1).c $(BUILD)/gen/$(1).h &: $(BUILD)/tools/$(2)
	@mkdir -p $$(@D)
	$$(Q)$$< $(BUILD)/gen/$(1) $(3)
$(BUILD)/gen/$(1).c: $(3)
endef
$(foreach m,$(MADE),$(eval $(call made,$(m),$(firstword $(MADE_$(m))),$(wordlist 2,999,$(MADE_$(m))))))
$(BUILD)/tools/mksql $(BUILD)/tools/mkasset: TOOL_LIBS := -lsqlite3 -ldeflate
# --- objects ---
$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c | $(BUILD)/gen/base/code.h $(MADE:%=$(BUILD)/gen/%.h)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/obj/%.o: %.c | $(BUILD)/gen/base/code.h $(MADE:%=$(BUILD)/gen/%.h)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/obj/%.o: %.cc | setup
	@mkdir -p $(@D)
	$(call say,CXX,$<)
	$(Q)$(CXX) -std=c++17 $(OPT) -g -Wall -Wextra -I. -MMD -MP -c -o $@ $<

# --- libraries: one object each, with only the public API global ---
$(BUILD)/pure.o: $(LIB_OBJ)
$(BUILD)/native.o: $(LIB_OBJ) $(HOST_OBJ)
$(BUILD)/pure.o $(BUILD)/native.o:
	$(Q)ld -r -o $@ $^
	$(Q)objcopy --wildcard --keep-global-symbol='testamur_*' $@
$(BUILD)/libtestamur.a: $(BUILD)/pure.o
$(BUILD)/libtestamur-native.a: $(BUILD)/native.o
$(BUILD)/libtestamur.a $(BUILD)/libtestamur-native.a:
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/objects.a: $(LIB_OBJ) $(HOST_OBJ) $(APP_OBJ) $(SUPPORT_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

# --- programs ---
$(PROGRAM): $(BUILD)/obj/src/cli/main.o $(BUILD)/objects.a
$(PROGRAM)-server: $(BUILD)/obj/src/cli/server.o $(BUILD)/objects.a
$(PROGRAM) $(PROGRAM)-server:
	$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)
$(BUILD)/test/%: $(BUILD)/obj/test/%.o $(BUILD)/objects.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(LINK) $(WRAP) -o $@ $^ $(LIBS) -lssl -lcmocka
$(BUILD)/suite/%: $(BUILD)/obj/test/suite/%.o $(BUILD)/objects.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(LINK) $(WRAP) -o $@ $^ $(LIBS)
$(BUILD)/bench/%: $(BUILD)/obj/bench/%.o $(BENCH_OBJ) $(BUILD)/objects.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS) -ljansson -lsimdjson -lstdc++
$(FUZZERS): $(BUILD)/%: $(BUILD)/obj/fuzz/%.o $(BUILD)/objects.a
	$(call say,LD,$@)
	$(Q)$(LINK) -fsanitize=fuzzer $(WRAP) -o $@ $^ $(LIBS)

# --- what people type ---
demo: $(PROGRAM) $(PROGRAM)-server
	@demo/run $(PROGRAM)
test: all $(TESTS)
	@BUILD=$(BUILD) CC=$(CC) SAN=$(SAN) tools/run_tests.sh $(TESTS) $(SCRIPTS)
check: setup
	@BUILD=$(BUILD) MAKE=$(MAKE) tools/check.sh $(ONLY)
everything: all $(TESTS) $(SUITES) $(call obj,$(wildcard fuzz/*.c bench/*.c examples/*.c))
print-flags: $(BUILD)/gen/base/code.h
	@echo '$(filter-out -MMD -MP -D_FORTIFY_SOURCE=2 -DTESTAMUR_VERSION=%,$(ALL_CFLAGS)) -DTESTAMUR_VERSION="0"'
docs/errors.md: lib/base/errors.txt $(BUILD)/tools/mkerr
	$(BUILD)/tools/mkerr page < $< > $@
suites: $(SUITES)
	@tools/run_suites.sh $(SHARED) $(BUILD)/earl.ttl $(SUITES)
interop: $(PROGRAM)
	@tools/run_interop.sh $< $(BUILD)/interop lib/jsonld/context/data
browser: $(PROGRAM)-server
	@tools/run_browser.sh $< $(BUILD)/browser $(BUILD)/shots
bench: $(BENCHES) $(PROGRAM)
	@SHARED=$(SHARED) tools/run_bench.sh $(BUILD)/bench.json $(BENCHES)
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang \
	  SAN=address,undefined,fuzzer-no-link fuzzers
	@tools/run_fuzz.sh $(if $(RUNS),runs=$(RUNS),seconds=$(SECONDS)) $(SHARED) $(BUILD)/fuzz \
	  $(patsubst $(BUILD)/%,$(BUILD)/fuzz/%,$(FUZZERS))
fuzzers: $(FUZZERS)
setup:
	@tools/setup.sh $(NEEDS)
bench $(BENCH_OBJ): NEEDS := build bench
fuzz check fuzzers: NEEDS := build clang check
browser: NEEDS := build browser
install: all
	@tools/install.sh $(BUILD) "$(DESTDIR)" $(PREFIX) $(VERSION)
clean:
	rm -rf $(BUILD) demo/out
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
