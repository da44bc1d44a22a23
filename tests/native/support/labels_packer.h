// Packs labels by SPEC 5.6, written from the text alone: the reader's counterpart and oracle.
#ifndef SQNET_TEST_LABELS_PACKER_H
#define SQNET_TEST_LABELS_PACKER_H

#include <string>
#include <utility>

#include "bytes.h"

namespace sqnet_test {

// The parts of a section, in which nothing has to be right.
struct LabelsParts {
    Bytes literals;
    std::vector<std::pair<int, int>> pairs;
    std::vector<Bytes> labels; // codes of each

    Bytes section() const;
};

// Labels with at most `pairs` pairs, which are chosen by chance among those that occur.
LabelsParts pack_labels(const std::vector<std::string> &labels, int pairs, uint64_t seed);

} // namespace sqnet_test

#endif
