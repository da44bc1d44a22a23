// Feeds fuzz_decode with a corpus and with damaged streams, for machines without libFuzzer.
// Usage: fuzz_decode_driver [--seed N] [--iterations N] [--write DIRECTORY] [CORPUS DIRECTORY]
// --write makes a corpus: streams that an encoder wrote, whole and damaged.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "bytes.h"
#include "params_packer.h"
#include "random.h"
#include "weights_packer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace sqnet_test {
namespace {

Conv convolution(int ic, int oc, int kh, int kw, Random &random) {
    Conv c;
    c.ic = ic;
    c.oc = oc;
    c.kh = kh;
    c.kw = kw;
    int spread = 1 << random.between(0, 6), zeros = random.between(1, 4);
    for (int i = 0; i < oc * c.taps(); i++)
        c.weights.push_back(
            static_cast<int8_t>(random.one_in(zeros) ? random.between(1 - 2 * spread, 2 * spread - 1) : 0));
    return c;
}

// Records of packed params whose biases fit beside 16 taps of any weights.
Bytes records(size_t groups, Random &random) {
    Bytes bytes;
    for (size_t g = 0; g < groups; g++) {
        PackedGroup group;
        group.shift = static_cast<unsigned>(random.between(0, 9));
        group.exponent = static_cast<unsigned>(random.between(0, 15));
        group.width = static_cast<unsigned>(random.between(0, 17 - static_cast<int>(group.exponent)));
        for (int32_t &value : group.values)
            value = group.width ? random.between(-(1 << (group.width - 1)), (1 << (group.width - 1)) - 1) : 0;
        Bytes record = group.record();
        bytes.insert(bytes.end(), record.begin(), record.end());
    }
    return bytes;
}

// An input that fuzz_decode decodes without an error.
Bytes valid(Random &random) {
    Bytes input = {random.byte(), random.byte(), random.byte(), random.byte()};
    Network network;
    network.stages.resize(2);
    Conv *convs[] = {&network.stages[0].a, &network.stages[1].a, &network.stages[1].b};
    size_t groups = 0;
    for (int i = 0; i < 3; i++) {
        *convs[i] = convolution(1 + (input[0] >> 2 * i & 3), 16 * (1 + (input[1] >> i & 1)),
                                1 + (input[2] >> i & 1), 1 + (input[2] >> (i + 3) & 1), random);
        groups += static_cast<size_t>(convs[i]->oc / 16);
    }
    if (input[3] & 16) {
        Bytes params = records(groups, random);
        input.insert(input.end(), params.begin(), params.end());
    }
    Bytes stream = pack_weights(network);
    input.insert(input.end(), stream.begin(), stream.end());
    return input;
}

void damage(Bytes &input, Random &random) {
    size_t at = random.below(input.size());
    switch (random.between(0, 4)) {
    case 0:
        input[at] ^= static_cast<uint8_t>(1 << random.between(0, 7));
        break;
    case 1:
        input[at] = random.byte();
        break;
    case 2:
        input.resize(at);
        break;
    case 3:
        input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), random.byte());
        break;
    default:
        for (size_t i = at; i < input.size() && i < at + 16; i++)
            input[i] = random.one_in(2) ? 0 : 255;
    }
}

uint64_t run_corpus(const std::string &directory) {
    uint64_t files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(directory)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), {});
        Bytes exact(bytes.begin(), bytes.end());
        LLVMFuzzerTestOneInput(exact.data(), exact.size());
        files++;
    }
    return files;
}

void write_corpus(const std::string &directory, uint64_t seed) {
    for (int i = 0; i < 24; i++) {
        Random random(seed * 1000 + static_cast<uint64_t>(i));
        Bytes input = valid(random);
        if (i % 2)
            damage(input, random);
        std::ofstream out(directory + "/stream-" + std::to_string(i), std::ios::binary);
        out.write(reinterpret_cast<const char *>(input.data()), static_cast<std::streamsize>(input.size()));
    }
}

int run_damaged(uint64_t seed, uint64_t iterations) {
    uint64_t accepted = 0;
    std::vector<Bytes> inputs;
    Random source(seed);
    for (int i = 0; i < 64; i++)
        inputs.push_back(valid(source));
    for (uint64_t i = 0; i < iterations; i++) {
        Random random(seed * 1000003 + i);
        Bytes input = inputs[random.below(inputs.size())];
        bool whole = i < inputs.size();
        if (whole)
            input = inputs[i];
        for (int hits = whole ? 0 : random.between(1, 3); hits > 0 && !input.empty(); hits--)
            damage(input, random);
        int decoded = LLVMFuzzerTestOneInput(input.data(), input.size());
        accepted += static_cast<uint64_t>(decoded);
        if (whole && !decoded) {
            std::fprintf(stderr, "a valid stream was refused\n");
            return 1;
        }
    }
    std::printf("%llu streams, %llu of them decoded\n", static_cast<unsigned long long>(iterations),
                static_cast<unsigned long long>(accepted));
    return 0;
}

} // namespace
} // namespace sqnet_test

int main(int count, char **arguments) {
    uint64_t seed = 1, iterations = 10000;
    std::string corpus, target;
    for (int i = 1; i < count; i++) {
        std::string name = arguments[i];
        if (name == "--seed" && i + 1 < count)
            seed = std::strtoull(arguments[++i], nullptr, 10);
        else if (name == "--iterations" && i + 1 < count)
            iterations = std::strtoull(arguments[++i], nullptr, 10);
        else if (name == "--write" && i + 1 < count)
            target = arguments[++i];
        else
            corpus = name;
    }
    if (!target.empty()) {
        sqnet_test::write_corpus(target, seed);
        return 0;
    }
    if (!corpus.empty())
        std::printf("%llu files of the corpus\n",
                    static_cast<unsigned long long>(sqnet_test::run_corpus(corpus)));
    return sqnet_test::run_damaged(seed, iterations);
}
