# Testamur. Add a file, edit nothing: sources are found by wildcard.
#   make            the program and the libraries
#   make demo       the main job on real input, in the terminal
#   make test       all tests        make check   all rules and the sanitizers
#   make suites     conformance suites of $(SHARED)     make bench   figures
#   make interop    against other implementations, from npm (Node 18)
#   make fuzz SECONDS=20     each fuzz target           make install PREFIX=...
#   make SAN=address,undefined test      CC=clang test      BUILD=dir ... V=1
ifeq ($(origin CC),default)
CC := gcc
endif
CXX     ?= g++
SAN     ?=
OPT     ?= -O2
PREFIX  ?= /usr/local
DESTDIR ?=
TO      = $(DESTDIR)$(PREFIX)
SHARED  ?= ../shared
SECONDS ?= 20
VERSION := $(shell cat VERSION)
comma   := ,
VARIANT := $(if $(findstring clang,$(CC)),clang)$(if $(SAN),-$(subst $(comma),-,$(SAN)))
BUILD   ?= build$(if $(VARIANT),/variant/$(VARIANT))

# What a Debian machine needs: to build and test; then also for make check,
# make fuzz and make bench.
PACKAGES := gcc libc6-dev make pkg-config libcmocka-dev libsodium-dev libssl-dev \
  libdeflate-dev librsvg2-2 fonts-inter $(if $(findstring clang,$(CC)),clang)
CHECK_PACKAGES := $(PACKAGES) git clang clang-format clang-tidy cppcheck lld \
  wasi-libc libclang-rt-14-dev libclang-rt-14-dev-wasm32
BENCH_PACKAGES := $(PACKAGES) g++ libjansson-dev libsimdjson-dev

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
# Asked once, and not before the first recipe needs it (setup runs first).
PKG = $(eval PKG := $(shell pkg-config --cflags libsodium libcrypto libdeflate))$(PKG)
LIBS = $(eval LIBS := $(shell pkg-config --libs libsodium libcrypto libdeflate) -ldl -lm)$(LIBS)
ALL_CFLAGS = -std=c17 $(OPT) $(WARN) $(CFLAGS) $(HARDEN) $(INCLUDES) $(PKG) \
  -D_XOPEN_SOURCE=700 -DTESTAMUR_VERSION='"$(VERSION)"' -MMD -MP
LINK = $(CC) $(OPT) $(CFLAGS) $(HARDEN) -pie -Wl,-z,relro,-z,now
WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)  $(2)')
obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
program = $(patsubst $(1)/%.c,$(BUILD)/$(1)/%,$(2))
API     := $(wildcard include/testamur/*.h)
DATA    := $(shell find lib -path '*/data/*' -type f)
INDEXES := $(filter %/index.txt,$(DATA))
GEN_OBJ := $(BUILD)/obj/gen/base/code.o \
  $(patsubst lib/%/index.txt,$(BUILD)/obj/gen/%.o,$(INDEXES))
LIB_OBJ  := $(call obj,$(wildcard lib/*/*.c lib/*/*/*.c)) $(GEN_OBJ)
HOST_OBJ := $(call obj,$(wildcard src/host/*.c))
APP_OBJ  := $(call obj,$(filter-out src/host/% src/cli/main.c,$(wildcard src/*/*.c)))
SUPPORT_OBJ := $(call obj,$(wildcard test/support/*.c))
PROGRAM  := $(if $(wildcard src/cli/main.c),$(BUILD)/testamur)
TESTS    := $(call program,test,$(filter-out test/support/% test/suite/%,$(wildcard test/*/*.c)))
SCRIPTS  := $(wildcard test/*/*.sh)
SUITES   := $(patsubst test/%.c,$(BUILD)/%,$(wildcard test/suite/*.c))
BENCHES  := $(call program,bench,$(filter-out bench/bench.c,$(wildcard bench/*.c)))
BENCH_OBJ := $(BUILD)/obj/bench/bench.o $(patsubst %.cc,$(BUILD)/obj/%.o,$(wildcard bench/*.cc))
FUZZERS  := $(patsubst fuzz/%.c,$(BUILD)/%,$(wildcard fuzz/*.c))

.PHONY: all demo test check suites interop bench fuzz fuzzers everything print-flags \
  setup install clean
.SECONDARY:
.DELETE_ON_ERROR:
all: $(BUILD)/libtestamur.a $(BUILD)/libtestamur-native.a $(PROGRAM)

# --- generated sources ---
$(BUILD)/tools/%: tools/%.c | setup
	@mkdir -p $(@D)
	$(call say,TOOL,$@)
	$(Q)$(CC) -std=c17 -O1 -Wall -Wextra $(INCLUDES) -o $@ $<
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

# --- objects ---
$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/gen/base/code.h
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/obj/%.o: %.c | $(BUILD)/gen/base/code.h
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
$(BUILD)/testamur: $(BUILD)/obj/src/cli/main.o $(LIB_OBJ) $(HOST_OBJ) $(APP_OBJ)
	$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)
$(BUILD)/test/%: $(BUILD)/obj/test/%.o $(BUILD)/objects.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(LINK) $(WRAP) -o $@ $^ $(LIBS) -lcmocka
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
demo: $(PROGRAM)
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
	@mkdir -p $(BUILD)/interop && cp test/interop/* $(BUILD)/interop
	@npm ci --silent --prefix $(BUILD)/interop
	@node $(BUILD)/interop/run.mjs $< lib/jsonld/context/data $(BUILD)/interop/work
bench: $(BENCHES) $(PROGRAM)
	@SHARED=$(SHARED) tools/run_bench.sh $(BUILD)/bench.json $(BENCHES)
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang \
	  SAN=address,undefined,fuzzer-no-link fuzzers
	@tools/run_fuzz.sh $(SECONDS) $(SHARED) $(BUILD)/fuzz \
	  $(patsubst $(BUILD)/%,$(BUILD)/fuzz/%,$(FUZZERS))
fuzzers: $(FUZZERS)
setup:
	@tools/setup.sh $(PACKAGES)
bench $(BENCH_OBJ): PACKAGES := $(BENCH_PACKAGES)
fuzz check fuzzers: PACKAGES := $(CHECK_PACKAGES)

# The program prints its own manual page and completions.
install: all
	install -d $(addprefix $(TO)/,bin lib/pkgconfig include/testamur \
	  share/man/man1 share/bash-completion/completions \
	  share/zsh/site-functions share/fish/vendor_completions.d)
	install -m 644 $(BUILD)/libtestamur.a $(BUILD)/libtestamur-native.a $(TO)/lib
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' \
	  tools/testamur.pc.in > $(TO)/lib/pkgconfig/testamur.pc
	$(if $(API),install -m 644 $(API) $(TO)/include/testamur)
	$(if $(PROGRAM),tools/install_program.sh $(PROGRAM) $(TO))

clean:
	rm -rf $(BUILD) demo/out

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
