#include "kernel_switch.h"

namespace xtensa {
namespace {

constexpr uint32_t blob_base = 0x3c000000, arena_base = 0x3e000000;

Kernels *current;

} // namespace

Using::Using(Kernels *kernels) {
    current = kernels;
}

Using::~Using() {
    current = nullptr;
}

Mapped::Mapped(Machine &machine, const void *blob, size_t blob_bytes, void *arena, size_t arena_bytes)
    : machine_(machine) {
    machine.memory.map(blob_base, blob, blob_bytes);
    machine.memory.map(arena_base, arena, arena_bytes, Memory::Access::writable);
}

Mapped::~Mapped() {
    machine_.memory.unmap(blob_base);
    machine_.memory.unmap(arena_base);
}

} // namespace xtensa

extern "C" {

void portable_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step);
void portable_head_group(const sq_taps *taps, uint32_t times, int32_t *sums);
void portable_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);

void portable_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z);

void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    if (xtensa::current)
        xtensa::current->conv_group(*taps, z_out, out, out_step);
    else
        portable_conv_group(taps, z_out, out, out_step);
}

void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums) {
    if (xtensa::current)
        xtensa::current->head_group(*taps, times, sums);
    else
        portable_head_group(taps, times, sums);
}

void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    if (xtensa::current)
        xtensa::current->pool_row(*stage, row, pooled, merge);
    else
        portable_pool_row(stage, row, pooled, merge);
}

void sq_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) {
    if (xtensa::current)
        xtensa::current->add_skip(skip, sum, bytes, z);
    else
        portable_add_skip(skip, sum, bytes, z);
}

void portable_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out);

/* Only the bench measures it on its own. */
void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) {
    portable_rgb565_row(row, pixels, big_endian, out);
}
}
