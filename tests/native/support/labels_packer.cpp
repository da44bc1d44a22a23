#include "labels_packer.h"

#include <algorithm>
#include <set>

#include "random.h"

namespace sqnet_test {

Bytes LabelsParts::section() const {
    Bytes nibbles, codes;
    for (const Bytes &label : labels) {
        size_t left = label.size();
        for (; left >= 15; left -= 15)
            nibbles.push_back(15);
        nibbles.push_back(static_cast<uint8_t>(left));
        codes.insert(codes.end(), label.begin(), label.end());
    }
    if (nibbles.size() % 2)
        nibbles.push_back(0);
    size_t length_bytes = nibbles.size() / 2;
    Bytes all = {static_cast<uint8_t>(pairs.size()), 0, static_cast<uint8_t>(length_bytes),
                 static_cast<uint8_t>(length_bytes >> 8)};
    all.insert(all.end(), literals.begin(), literals.end());
    for (auto [first, second] : pairs) {
        all.push_back(static_cast<uint8_t>(first));
        all.push_back(static_cast<uint8_t>(second));
    }
    for (size_t i = 0; i < nibbles.size(); i += 2)
        all.push_back(static_cast<uint8_t>(nibbles[i] | nibbles[i + 1] << 4));
    all.insert(all.end(), codes.begin(), codes.end());
    return all;
}

namespace {

Bytes replaced(const Bytes &codes, std::pair<int, int> pair, int code) {
    Bytes out;
    for (size_t i = 0; i < codes.size(); i++) {
        bool both = i + 1 < codes.size() && codes[i] == pair.first && codes[i + 1] == pair.second;
        out.push_back(both ? static_cast<uint8_t>(code) : codes[i]);
        i += both;
    }
    return out;
}

} // namespace

LabelsParts pack_labels(const std::vector<std::string> &labels, int pairs, uint64_t seed) {
    Random random(seed);
    LabelsParts parts;
    std::set<uint8_t> bytes;
    for (const std::string &label : labels)
        bytes.insert(label.begin(), label.end());
    pairs = std::min(pairs, 256 - static_cast<int>(bytes.size()));
    pairs = std::min(pairs, 255);
    for (uint8_t byte : bytes)
        parts.literals.push_back(byte);
    parts.literals.resize(static_cast<size_t>(256 - pairs), 'z');
    for (const std::string &label : labels) {
        Bytes codes;
        for (char c : label)
            codes.push_back(static_cast<uint8_t>(
                std::find(parts.literals.begin(), parts.literals.end(), static_cast<uint8_t>(c)) -
                parts.literals.begin()));
        parts.labels.push_back(codes);
    }
    for (int i = 0; i < pairs; i++) {
        const Bytes &label = parts.labels[random.below(parts.labels.size())];
        std::pair<int, int> pair = {0, 0};
        if (label.size() > 1) {
            size_t at = random.below(label.size() - 1);
            pair = {label[at], label[at + 1]};
        }
        for (Bytes &codes : parts.labels)
            codes = replaced(codes, pair, 256 - pairs + i);
        parts.pairs.push_back(pair);
    }
    return parts;
}

} // namespace sqnet_test
