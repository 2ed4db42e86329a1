# Testamur. Add a file, edit nothing: sources are found by wildcard.
#   make            the program, the two libraries
#   make demo       the main job on real input, in the terminal
#   make test       all tests        make check   all rules, then all tests
#   make SAN=address,undefined test      CC=clang test      BUILD=dir ...
CC      ?= gcc
CXX     ?= g++
BUILD   ?= build
SAN     ?=
OPT     ?= -O2
PREFIX  ?= /usr/local
SHARED  ?= ../shared
VERSION := $(shell cat VERSION)
ifeq ($(origin CC),default)
CC := gcc
endif

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
SANFLAGS := -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
INCLUDES := -Iinclude -Ilib -Isrc -I. -I$(BUILD)/gen
CFLAGS  ?= -g
ALL_CFLAGS = -std=c17 $(OPT) $(CFLAGS) $(WARN) $(HARDEN) $(SANFLAGS) \
  $(INCLUDES) -DTESTAMUR_VERSION='"$(VERSION)"' -MMD -MP
LIB_SRC  := $(wildcard lib/*/*.c lib/*/*/*.c)
HOST_SRC := $(wildcard src/host/*.c)
APP_SRC  := $(filter-out $(HOST_SRC),$(wildcard src/*/*.c))
TEST_SRC := $(filter-out test/support/%,$(wildcard test/*/*.c))
SUPPORT_SRC := $(wildcard test/support/*.c)
PKG_CFLAGS := $(shell pkg-config --cflags libsodium libcrypto libdeflate librsvg-2.0 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs libsodium libcrypto libdeflate librsvg-2.0 2>/dev/null)

# Quiet by default: V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)  $(2)')
obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJ  := $(call obj,$(LIB_SRC)) $(BUILD)/obj/gen/base/code.o
HOST_OBJ := $(call obj,$(HOST_SRC))
APP_OBJ  := $(call obj,$(filter-out src/cli/main.c,$(APP_SRC)))
SUPPORT_OBJ := $(call obj,$(SUPPORT_SRC))
TESTS    := $(patsubst test/%.c,$(BUILD)/test/%,$(TEST_SRC))

.PHONY: all demo test check suites bench fuzz setup install clean
.SECONDARY:
all: $(BUILD)/libtestamur.a

$(BUILD)/gen/base/code.h: lib/base/errors.txt $(BUILD)/tools/mkerr
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/mkerr enum < $< > $@
$(BUILD)/gen/base/code.c: lib/base/errors.txt $(BUILD)/tools/mkerr
	@mkdir -p $(@D)
	$(Q)$(BUILD)/tools/mkerr table < $< > $@
$(BUILD)/tools/%: tools/%.c
	@mkdir -p $(@D)
	$(call say,TOOL,$@)
	$(Q)$(CC) -std=c17 -O1 -Wall -Wextra $(INCLUDES) -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/gen/base/code.h
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/obj/lib/%.o: lib/%.c $(BUILD)/gen/base/code.h
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/obj/%.o: %.c $(BUILD)/gen/base/code.h
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -c -o $@ $<

$(BUILD)/libtestamur.a: $(LIB_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/objects.a: $(LIB_OBJ) $(HOST_OBJ) $(APP_OBJ) $(SUPPORT_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/test/%: $(BUILD)/obj/test/%.o $(BUILD)/objects.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $< $(BUILD)/objects.a $(PKG_LIBS) -lcmocka -lm

test: $(TESTS)
	@tools/run_tests.sh $(TESTS)

clean:
	rm -rf $(BUILD) demo/out

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

PACKAGES := gcc g++ make pkg-config libcmocka-dev libsodium-dev libssl-dev libdeflate-dev librsvg2-dev
setup:
	@tools/setup.sh $(PACKAGES)
