// The host's side of core_run.c.
//   host_scores BLOB        the scores of golden(1), one a line, as hexadecimal
//   host_scores --network SEED BLOB   writes a random network as a blob
//   host_scores --packed-params SEED BLOB   the same with packed weights and params, and what decode_run.c
//                                           prints of it, from the network itself
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "blob_writer.h"
#include "params_packer.h"
#include "random_network.h"
#include "sqnet.h"

extern "C" {
#include "weights_crc.h"
}

namespace {

struct alignas(16) Line {
    uint8_t bytes[16];
};

std::vector<Line> lines_of(const sqnet_test::Bytes &bytes) {
    std::vector<Line> lines((bytes.size() + sizeof(Line) - 1) / sizeof(Line));
    std::memcpy(lines.data(), bytes.data(), bytes.size());
    return lines;
}

void write_file(const sqnet_test::Bytes &bytes, const char *path) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out)
        throw std::runtime_error("the blob cannot be written");
}

void write_network(uint64_t seed, const char *path) {
    write_file(sqnet_test::write_blob(sqnet_test::random_network(seed)), path);
}

void write_packed_params(uint64_t seed, const char *path) {
    sqnet_test::Random random(seed);
    sqnet_test::Network network = sqnet_test::random_network(seed);
    sqnet_test::round_biases(network, random);
    sqnet_test::Bytes blob = sqnet_test::blob_of_packed_params(network, &random);
    write_file(blob, path);
    std::vector<Line> aligned = lines_of(blob), space = lines_of(sqnet_test::weights_space(network));
    sqnet_model model;
    if (sqnet_open(&model, aligned.data(), blob.size(), 0) != 0 ||
        sqnet_set_weights(&model, space.data()) != 0)
        throw std::runtime_error("the blob cannot be opened");
    weights_crc crc = crc_of_weights(&model);
    for (uint32_t value : {crc.count, crc.weights, crc.params})
        std::printf("%08x\n", static_cast<unsigned>(value));
}

void print_scores(const char *path) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> file{std::istreambuf_iterator<char>(in), {}};
    std::vector<Line> blob((file.size() + 15) / 16);
    if (!file.empty())
        std::memcpy(blob.data(), file.data(), file.size());
    sqnet_model model;
    if (sqnet_open(&model, blob.data(), file.size(), SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE) != 0)
        throw std::runtime_error("not a blob");
    std::vector<Line> arena(model.arena_bytes / 16);
    std::vector<int32_t> scores(model.classes);
    sqnet_golden_source golden = {1, model.width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_memory memory = {arena.data(), model.arena_bytes, nullptr, 0};
    sqnet_run run;
    if (sqnet_infer(&run, &model, &memory, &source, scores.data()) != 0)
        throw std::runtime_error("the engine fails");
    for (int32_t score : scores)
        std::printf("%08x\n", static_cast<unsigned>(score));
}

} // namespace

int main(int argc, char **argv) {
    try {
        if (argc == 4 && std::strcmp(argv[1], "--network") == 0)
            write_network(std::stoull(argv[2]), argv[3]);
        else if (argc == 4 && std::strcmp(argv[1], "--packed-params") == 0)
            write_packed_params(std::stoull(argv[2]), argv[3]);
        else if (argc == 2)
            print_scores(argv[1]);
        else
            throw std::runtime_error("usage: host_scores [--network SEED | --packed-params SEED] BLOB");
    } catch (const std::exception &error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
