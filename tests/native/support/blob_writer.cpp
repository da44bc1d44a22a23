#include "blob_writer.h"

#include <algorithm>

#include "oracle.h"
#include "sqnet.h"

namespace sqnet_test {

namespace {

// The two tables that all convolutions share, and where the next one goes.
struct Tables {
    Bytes params, weights;
};

void put_bias(Bytes &params, size_t record, int lane, int32_t bias) {
    for (int bit = 0; bit < 20; bit++) {
        int at = lane % 8 * 20 + bit;
        size_t byte =
            at < 128 ? record + 16 * (lane / 8) + at / 8 : record + 32 + 4 * (lane / 8) + (at - 128) / 8;
        params.at(byte) |= static_cast<uint8_t>((static_cast<uint32_t>(bias) >> bit & 1) << at % 8);
    }
}

void put_conv(Bytes &stages, size_t at, const Conv &c, Tables &tables) {
    if (c.oc == 0)
        return;
    put16(stages, at, static_cast<uint32_t>(c.ic));
    put16(stages, at + 2, static_cast<uint32_t>(c.oc));
    put16(stages, at + 4, static_cast<uint32_t>(c.used));
    stages.at(at + 6) = static_cast<uint8_t>(c.kh);
    stages.at(at + 7) = static_cast<uint8_t>(c.kw);
    stages.at(at + 8) = static_cast<uint8_t>(c.stride);
    stages.at(at + 9) = static_cast<uint8_t>(c.pad);
    stages.at(at + 10) = static_cast<uint8_t>(c.z_in);
    stages.at(at + 11) = static_cast<uint8_t>(c.z_out);
    put32(stages, at + 12, static_cast<uint32_t>(tables.weights.size()));
    put32(stages, at + 16, static_cast<uint32_t>(tables.params.size()));
    for (int g = 0; g < c.oc / 16; g++) {
        for (int t = 0; t < c.taps(); t++)
            for (int lane = 0; lane < 16; lane++)
                tables.weights.push_back(static_cast<uint8_t>(c.weights.at((16 * g + lane) * c.taps() + t)));
        size_t record = tables.params.size();
        tables.params.resize(record + 48);
        for (int lane = 0; lane < 16; lane++)
            put_bias(tables.params, record, lane, c.bias.at(16 * g + lane));
        tables.params.at(record + 40) = static_cast<uint8_t>(c.shift.at(g));
    }
}

uint32_t flags_of(const Network &network, size_t k) {
    uint32_t flags = k == 0 ? 1 : 2;
    if (network.stages[k].pool_k > 0)
        flags |= 4;
    if (network.is_head(k))
        flags |= 8;
    if (network.stages[k].add)
        flags |= 16;
    if (network.stages[k].keep)
        flags |= 32;
    return flags;
}

void put_stage(Bytes &stages, const Network &network, size_t k, Tables &tables) {
    const Stage &s = network.stages[k];
    size_t at = stages.size();
    stages.resize(at + 128);
    stages[at] = static_cast<uint8_t>(flags_of(network, k));
    stages[at + 1] = static_cast<uint8_t>(s.pool_k);
    stages[at + 2] = static_cast<uint8_t>(s.pool_stride);
    stages[at + 3] = static_cast<uint8_t>(s.pool_pad);
    const int sizes[] = {s.in_h, s.in_w, s.mid_h, s.mid_w, s.out_h, s.out_w, s.band};
    for (size_t i = 0; i < 7; i++)
        put16(stages, at + 4 + 2 * i, static_cast<uint32_t>(sizes[i]));
    put32(stages, at + 20, s.in_off);
    put32(stages, at + 24, s.out_off);
    put32(stages, at + 28, s.scratch_off);
    put_conv(stages, at + 32, s.a, tables);
    put_conv(stages, at + 64, s.b, tables);
    put_conv(stages, at + 96, s.c, tables);
}

Bytes classmap_of(const Network &network) {
    Bytes bytes(2 * network.classmap.size());
    for (size_t i = 0; i < network.classmap.size(); i++)
        put16(bytes, 2 * i, network.classmap[i]);
    return bytes;
}

Bytes labels_of(const Network &network) {
    Bytes bytes;
    for (const std::string &label : network.labels) {
        bytes.push_back(static_cast<uint8_t>(label.size()));
        bytes.insert(bytes.end(), label.begin(), label.end());
    }
    return bytes;
}

Bytes golden_of(const Network &network) {
    Bytes bytes(16 * network.golden_seeds.size());
    for (size_t i = 0; i < network.golden_seeds.size(); i++) {
        uint32_t seed = network.golden_seeds[i];
        std::vector<int32_t> scores = oracle(network, golden_image(network, seed)).scores;
        Bytes raw(4 * scores.size());
        for (size_t c = 0; c < scores.size(); c++)
            put32(raw, 4 * c, static_cast<uint32_t>(scores[c]));
        auto best = std::max_element(scores.begin(), scores.end()); // the first among equals
        put32(bytes, 16 * i, seed);
        put32(bytes, 16 * i + 4, plain_crc32(raw.data(), raw.size()));
        put32(bytes, 16 * i + 8, static_cast<uint32_t>(best - scores.begin()));
        put32(bytes, 16 * i + 12, static_cast<uint32_t>(*best));
    }
    return bytes;
}

Bytes header_of(const Network &network, size_t weights_bytes) {
    Bytes header(144);
    std::memcpy(header.data(), "SQNT", 4);
    put16(header, 4, 1);
    put16(header, 6, 144);
    put16(header, 16, static_cast<uint32_t>(network.width));
    put16(header, 18, static_cast<uint32_t>(network.height));
    put16(header, 20, static_cast<uint32_t>(network.crop_num));
    put16(header, 22, static_cast<uint32_t>(network.crop_den));
    for (size_t i = 0; i < 3; i++)
        header[24 + i] = static_cast<uint8_t>(network.pad[i]);
    put16(header, 28, static_cast<uint32_t>(network.classes));
    header[30] = static_cast<uint8_t>(network.stages.size());
    put32(header, 32, network.arena_bytes);
    uint32_t scale;
    std::memcpy(&scale, &network.score_scale, 4);
    put32(header, 36, scale);
    put32(header, 40, static_cast<uint32_t>(weights_bytes));
    put32(header, 44, network.skip_bytes);
    std::memcpy(&header[48], network.name.data(), std::min<size_t>(31, network.name.size()));
    return header;
}

} // namespace

uint32_t plain_crc32(const uint8_t *data, size_t size) {
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

void fix_crc(Bytes &blob) {
    size_t total = std::min<size_t>(get32(blob, 8), blob.size());
    put32(blob, 12, 0);
    put32(blob, 12, sqnet_crc32(0, blob.data(), total));
}

Bytes write_blob(const Network &network) {
    Tables tables;
    Bytes stages;
    for (size_t k = 0; k < network.stages.size(); k++)
        put_stage(stages, network, k, tables);
    const Bytes sections[] = {stages,
                              tables.params,
                              tables.weights,
                              classmap_of(network),
                              labels_of(network),
                              golden_of(network),
                              Bytes(network.meta.begin(), network.meta.end())};
    Bytes blob = header_of(network, tables.weights.size());
    for (size_t i = 0; i < 7; i++) {
        if (sections[i].empty())
            continue;
        put32(blob, 80 + 8 * i, static_cast<uint32_t>(blob.size()));
        put32(blob, 84 + 8 * i, static_cast<uint32_t>(sections[i].size()));
        blob.insert(blob.end(), sections[i].begin(), sections[i].end());
        blob.resize((blob.size() + 15) / 16 * 16);
    }
    put32(blob, 8, static_cast<uint32_t>(blob.size()));
    put32(blob, 12, plain_crc32(blob.data(), blob.size()));
    return blob;
}

} // namespace sqnet_test
