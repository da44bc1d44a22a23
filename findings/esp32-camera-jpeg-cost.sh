#!/usr/bin/env bash
# espressif/esp32-camera at commit 2ac69a6, conversions/jpge.cpp and to_jpg.cpp: what encoding a frame as JPEG costs.
#
# Behaviour: fmt2jpg_cb takes 48 + 3 bytes of heap for each pixel of a row (gray: 8 + 1), gives them back, and holds
#   no second frame. Compiled for x64 with -O2; instructions counted by callgrind between its call and its return.
# Expected: the two blocks of heap printed below, at any quality.
# Why it matters: docs/snapshots.md states memory and time by it. The frame is made up: a gradient, two discs, noise.
# The source is cloned from GitHub, or taken from a checkout that ESP32_CAMERA names.
set -eu
command -v valgrind >/dev/null || apt-get install -y -qq valgrind >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
commit=2ac69a6
[ -n "${ESP32_CAMERA:-}" ] || git clone -q https://github.com/espressif/esp32-camera camera
git --git-dir "${ESP32_CAMERA:-camera/.git}" archive "$commit" conversions driver/include/sensor.h | tar x
mkdir -p stubs/soc
touch stubs/soc/efuse_reg.h stubs/esp_heap_caps.h
cat >stubs/counted.h <<'C'
extern "C" void *counted_malloc(size_t);
extern "C" void counted_free(void *);
#define malloc counted_malloc
#define free counted_free
C
cat >stubs/jpeg_decoder.h <<'C'
typedef int esp_jpeg_image_scale_t;
C
cat >stubs/esp_attr.h <<'C'
#define IRAM_ATTR
C
cat >stubs/esp_log.h <<'C'
#define ESP_LOGE(tag, ...) ((void)(tag))
#define ESP_LOGW(tag, ...) ((void)(tag))
C
cat >stubs/esp_camera.h <<'C'
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include "sensor.h"
typedef struct { uint8_t *buf; size_t len; size_t width; size_t height; pixformat_t format; } camera_fb_t;
C
cat >probe.cpp <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vector>
#include "img_converters.h"

static size_t held, most, blocks, all_blocks;

/* Counts what the encoder's files ask of the heap: they are compiled with these names in place of malloc's. */
extern "C" void *counted_malloc(size_t size) {
    size_t *block = (size_t *)(malloc)(size + sizeof(size_t));
    *block = size;
    held += size;
    blocks++;
    all_blocks = blocks > all_blocks ? blocks : all_blocks;
    most = held > most ? held : most;
    return block + 1;
}

extern "C" void counted_free(void *pointer) {
    if (pointer) {
        size_t *block = (size_t *)pointer - 1;
        held -= *block;
        blocks--;
        (free)(block);
    }
}

static size_t take(void *bytes, size_t, const void *, size_t length) {
    *(size_t *)bytes += length;
    return length;
}

static int noise(void) {
    static unsigned state = 1;
    int sum = 0;
    for (int i = 0; i < 4; i++) {
        state = state * 1664525u + 1013904223u;
        sum += (int)(state >> 28);
    }
    return (sum - 30) / 2;
}

static int clamp(int value) {
    return value < 0 ? 0 : value > 255 ? 255 : value;
}

int main(int, char **argv) {
    int width = atoi(argv[1]), height = atoi(argv[2]), quality = atoi(argv[4]);
    bool gray = !strcmp(argv[3], "gray");
    std::vector<uint8_t> frame;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int a = (x - width / 3) * (x - width / 3) + (y - height / 2) * (y - height / 2) < 3600 ? 70 : 0;
            int b = (x - width / 2) * (x - width / 2) + (y - height / 3) * (y - height / 3) < 1600 ? -60 : 0;
            int red = clamp(60 + 128 * x / width + a + noise());
            int green = clamp(60 + 128 * y / height + b + noise());
            int blue = clamp(150 - 64 * x / width + a + b + noise());
            unsigned packed = (unsigned)(red >> 3 << 11 | green >> 2 << 5 | blue >> 3);
            if (gray) {
                frame.push_back((uint8_t)((77 * red + 150 * green + 29 * blue) >> 8));
            } else {
                frame.push_back((uint8_t)(packed >> 8));
                frame.push_back((uint8_t)packed);
            }
        }
    size_t bytes = 0;
    bool made = fmt2jpg_cb(
        frame.data(), frame.size(), (uint16_t)width, (uint16_t)height, gray ? PIXFORMAT_GRAYSCALE : PIXFORMAT_RGB565,
        (uint8_t)quality, take, &bytes);
    printf("%zu bytes of JPEG, heap %zu in %zu blocks", bytes, most, all_blocks);
    return !made || held;
}
C
# On a chip uint is size_t.
sed -i 's/virtual uint get_size/virtual size_t get_size/' conversions/private_include/jpge.h
flags="-O2 -w -Istubs -Iconversions/include -Iconversions/private_include -Idriver/include"
for file in conversions/jpge.cpp conversions/to_jpg.cpp; do
    # The first includes bring the true names, before they are changed.
    g++ $flags -fstack-usage -include stdlib.h -include malloc.h -include counted.h -c "$file"
done
gcc $flags -c conversions/yuv.c
g++ $flags probe.cpp jpge.o to_jpg.o yuv.o -o probe

fault=0
measure() {
    said=$(./probe "$1" "$2" "$3" "$4")
    valgrind -q --tool=callgrind --callgrind-out-file=out --toggle-collect='fmt2jpg_cb*' ./probe "$@" \
        >/dev/null 2>log
    count=$(awk '/^(summary|totals):/ { print $2; exit }' out)
    echo "$1x$2 $3, quality $4: $said, $count instructions"
    expected=$(($1 * ($5)))
    case "$said" in *"heap $expected in 2 blocks") ;; *) fault=1 ;; esac
}
for size in "240 240" "320 240"; do
    for quality in 80 50 95; do
        # shellcheck disable=SC2086
        measure $size rgb565 $quality 51
    done
    # shellcheck disable=SC2086
    measure $size gray 80 9
done
echo "static: $(size -A jpge.o to_jpg.o | awk '/^\.(data|bss|rodata)/ { sum += $2 } END { print sum }') bytes"
echo "deepest function: $(cat ./*.su | awk '{ print $(NF - 1) }' | sort -n | tail -1) bytes of stack"
exit $fault
