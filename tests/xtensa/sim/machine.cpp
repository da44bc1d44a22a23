#include "machine.h"

#include <cstring>

namespace xtensa {
namespace {

constexpr uint32_t struct_base = 0x3fce8000;
constexpr size_t struct_words = 64;

} // namespace

Machine::Machine(const std::string &directory) : cpu(memory), structs_(struct_words) {
    for (const char *kernel : {"add", "conv", "head", "pool", "rows"})
        for (const auto &[name, address] : cpu.load(load_object(directory + "/" + kernel + ".o")))
            functions_[name] = address;
    memory.map(struct_base, structs_.data(), 4 * struct_words);
}

Cost Machine::call(const std::string &name, const std::vector<uint32_t> &arguments) {
    Counters before = cpu.counters;
    cpu.call(functions_.at(name), arguments);
    const Counters &after = cpu.counters;
    return {after.instructions - before.instructions, after.cycles - before.cycles, after.macs - before.macs};
}

// sq_taps as a 32-bit machine lays it out; rows that are not used stay null.
uint32_t Machine::place(const sq_taps &taps) {
    std::vector<uint32_t> words;
    for (uint32_t ky = 0; ky < SQ_MAX_KERNEL; ky++)
        words.push_back(ky < taps.kh ? memory.address_of(taps.rows[ky]) : 0);
    for (uint32_t word : {taps.kh, taps.run, taps.step, taps.pixels})
        words.push_back(word);
    words.push_back(memory.address_of(taps.weights));
    words.push_back(memory.address_of(taps.params));
    std::copy(words.begin(), words.end(), structs_.begin());
    return struct_base;
}

Cost Machine::conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    return call("sq_conv_group",
                {place(taps), static_cast<uint32_t>(z_out), memory.address_of(out), out_step});
}

Cost Machine::head_group(const sq_taps &taps, uint32_t times, int32_t *sums) {
    return call("sq_head_group", {place(taps), times, memory.address_of(sums)});
}

// sq_stage has no pointers: it looks the same everywhere.
Cost Machine::pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) {
    static_assert(sizeof(sq_stage) <= 4 * struct_words, "sq_stage does not fit");
    std::memcpy(structs_.data(), &stage, sizeof stage);
    return call("sq_pool_row", {struct_base, memory.address_of(row), memory.address_of(pooled),
                                static_cast<uint32_t>(merge)});
}

Cost Machine::add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) {
    return call("sq_add_skip",
                {memory.address_of(skip), memory.address_of(sum), bytes, static_cast<uint32_t>(z)});
}

Cost Machine::rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) {
    return call("sq_rgb565_row", {memory.address_of(row), pixels, big_endian, memory.address_of(out)});
}

} // namespace xtensa
