// Feeds the fuzz target with damaged copies of valid blobs, for machines without libFuzzer.
// Usage: fuzz_driver [--seed N] [--iterations N] [--seconds N] [FILE ...]; files are run once each and
// nothing else.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "blob_writer.h"
#include "bytes.h"
#include "labels_packer.h"
#include "params_packer.h"
#include "random.h"
#include "random_network.h"
#include "weights_packer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace sqnet_test {
namespace {

struct Options {
    uint64_t seed = 1, iterations = UINT64_MAX, seconds = UINT64_MAX;
    std::vector<std::string> files;
};

Options parse(int count, char **arguments) {
    Options options;
    for (int i = 1; i < count; i++) {
        std::string name = arguments[i];
        uint64_t *number = name == "--seed"         ? &options.seed
                           : name == "--iterations" ? &options.iterations
                           : name == "--seconds"    ? &options.seconds
                                                    : nullptr;
        if (number && i + 1 < count)
            *number = std::strtoull(arguments[++i], nullptr, 10);
        else
            options.files.push_back(name);
    }
    if (options.iterations == UINT64_MAX && options.seconds == UINT64_MAX)
        options.iterations = 10000;
    return options;
}

constexpr unsigned labels_section = 4;
constexpr uint8_t packed_labels = 2;

// Half of the hits go to the header and the records, which decide most.
size_t any_place(const Bytes &blob, Random &random) {
    size_t tables = std::min<size_t>(blob.size(), 144 + 128 * 4);
    return random.below(random.one_in(2) ? tables : blob.size());
}

uint32_t interesting(Random &random) {
    static const uint32_t values[] = {0,      1,      2,          3,          7,          8,
                                      15,     16,     17,         32,         127,        128,
                                      0x7FFF, 0xFFFF, 0xFFFFFFF0, 0xFFFFFFFF, 0x80000000, 0x01000000};
    return values[random.below(sizeof values / sizeof *values)];
}

void damage(Bytes &blob, Random &random) {
    size_t at = any_place(blob, random);
    switch (random.between(0, 6)) {
    case 0:
        blob[at] = random.byte();
        break;
    case 1:
        blob[at] ^= static_cast<uint8_t>(1 << random.between(0, 7));
        break;
    case 2:
        blob[at] = static_cast<uint8_t>(blob[at] + random.between(-2, 2));
        break;
    case 3:
        if (at / 2 * 2 + 2 <= blob.size())
            put16(blob, at / 2 * 2, interesting(random) & 0xFFFF);
        break;
    case 4:
        if (at / 4 * 4 + 4 <= blob.size())
            put32(blob, at / 4 * 4, interesting(random));
        break;
    case 5:
        if (at / 4 * 4 + 4 <= blob.size())
            put32(blob, at / 4 * 4,
                  get32(blob, at / 4 * 4) + 16 * static_cast<uint32_t>(random.between(-8, 8)));
        break;
    default: {
        size_t from = any_place(blob, random), length = random.below(48);
        for (size_t i = 0; i < length && at + i < blob.size() && from + i < blob.size(); i++)
            blob[at + i] = blob[from + i];
    }
    }
}

int run_files(const std::vector<std::string> &files) {
    for (const std::string &file : files) {
        std::ifstream stream(file, std::ios::binary);
        if (!stream) {
            std::fprintf(stderr, "cannot read %s\n", file.c_str());
            return 1;
        }
        Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    return 0;
}

int run_damaged(const Options &options) {
    std::vector<Bytes> blobs = {write_blob(tiny_network()), write_blob(varied_network()),
                                write_blob(bypass_network())};
    for (uint64_t seed = 1; seed <= 12; seed++)
        blobs.push_back(write_blob(random_network(seed)));
    for (uint64_t seed = 1; seed <= 6; seed++) {
        Network network = random_network(seed);
        network.labels.assign(static_cast<size_t>(network.classes), "labrador, Labrador");
        Bytes labels = pack_labels(network.labels, 100, seed).section();
        blobs.push_back(with_section(with_packed_weights(write_blob(network), pack_weights(network)),
                                     labels_section, labels, packed_labels));
        blobs.push_back(with_section(write_blob(network), labels_section, labels, packed_labels));
        Random random(seed);
        round_biases(network, random);
        drop_class_map(network);
        Bytes small = blob_of_packed_params(network, &random);
        blobs.push_back(seed % 2 ? small : without_class_map(small));
    }
    auto start = std::chrono::steady_clock::now();
    auto allowed = std::chrono::seconds(std::min<uint64_t>(options.seconds, 1000000));
    uint64_t done = 0, accepted = 0;
    while (done < options.iterations && std::chrono::steady_clock::now() - start < allowed) {
        Random random(options.seed * 1000003 + done); // each iteration can be repeated on its own
        Bytes blob = blobs[random.one_in(2) ? random.below(3) : random.below(blobs.size())];
        for (int hits = random.between(1, 4); hits > 0; hits--)
            damage(blob, random);
        if (random.one_in(20))
            blob.resize(random.below(blob.size()));
        accepted += static_cast<uint64_t>(LLVMFuzzerTestOneInput(blob.data(), blob.size()));
        done++;
    }
    std::printf("%llu blobs, %llu of them accepted and run\n", static_cast<unsigned long long>(done),
                static_cast<unsigned long long>(accepted));
    return accepted > 0 ? 0 : 1;
}

} // namespace
} // namespace sqnet_test

int main(int count, char **arguments) {
    sqnet_test::Options options = sqnet_test::parse(count, arguments);
    return options.files.empty() ? sqnet_test::run_damaged(options) : sqnet_test::run_files(options.files);
}
