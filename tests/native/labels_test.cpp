// Packed labels (SPEC 5.6): the reader against a packer written from the text, and on sections that no packer
// wrote.
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "labels_packer.h"
#include "random.h"
#include "random_network.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr unsigned check_crc = SQNET_OPEN_CHECK_CRC;
constexpr uint8_t packed_labels = 2;

Bytes with_labels(const Network &network, const Bytes &section) {
    return with_section(write_blob(network), 4, section, packed_labels);
}

std::vector<std::string> labels_of(const sqnet_model &model) {
    std::vector<std::string> labels;
    for (unsigned i = 0; i < model.classes; i++) {
        char text[SQNET_LABEL_BYTES];
        int length = sqnet_label(&model, i, text);
        EXPECT_EQ(0, text[length]);
        labels.emplace_back(text, static_cast<size_t>(length));
    }
    return labels;
}

// A tiny network whose labels may be anything.
Network named(const std::vector<std::string> &labels) {
    Network network = tiny_network();
    network.labels = labels;
    network.labels.resize(static_cast<size_t>(network.classes));
    return network;
}

std::string random_text(int length, int letters, Random &random) {
    std::string text;
    while (length-- > 0)
        text.push_back(static_cast<char>(random.between(0, letters - 1) * 37));
    return text;
}

TEST(Labels, AllLengthsAndBytes) {
    for (uint64_t seed = 1; seed <= 150; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        Network network = random.one_in(2) ? random_network(seed) : tiny_network();
        network.labels.assign(static_cast<size_t>(network.classes), "");
        int letters = 1 << random.between(0, 8), longest = random.one_in(2) ? 255 : 31;
        for (std::string &label : network.labels)
            label = random_text(random.between(0, longest), letters, random);
        LabelsParts parts = pack_labels(network.labels, random.between(0, 255), seed);
        Opened opened(with_labels(network, parts.section()), check_crc);
        ASSERT_EQ(0, opened.error) << "offset " << opened.model.error_offset;
        ASSERT_EQ(network.labels, labels_of(opened.model));
    }
}

TEST(Labels, BesidePackedWeights) {
    Network network = varied_network();
    Bytes section = pack_labels(network.labels, 20, 1).section();
    Bytes blob = with_packed_weights(with_labels(network, section), pack_weights(network));
    EXPECT_EQ(3, blob[27]);
    Opened opened(blob, check_crc);
    ASSERT_EQ(0, opened.error);
    EXPECT_EQ(SQNET_ENCODING_PACKED, opened.model.encoding);
    EXPECT_EQ(network.labels, labels_of(opened.model));
}

// Pairs of pairs to the left, to the right, and by turns, as deep as there are codes.
TEST(Labels, DeepestPairs) {
    for (int shape = 0; shape < 3; shape++) {
        LabelsParts parts;
        parts.literals = {'a', 'b'};
        for (int code = 2; code < 256; code++) {
            bool left = shape == 0 || (shape == 2 && code % 2);
            parts.pairs.emplace_back(left ? code - 1 : 0, left ? 0 : code - 1);
        }
        Network network = named({});
        parts.labels.assign(network.labels.size(), {});
        parts.labels[0] = {255};
        Opened opened(with_labels(network, parts.section()), check_crc);
        ASSERT_EQ(0, opened.error) << shape;
        EXPECT_EQ(255u, labels_of(opened.model)[0].size());
        parts.labels[0] = {255, 0};
        Opened longer(with_labels(network, parts.section()), check_crc);
        EXPECT_EQ(SQNET_E_LABELS, longer.error) << "256 bytes";
    }
}

TEST(Labels, TextsThatDoubleEndInAnError) {
    LabelsParts parts;
    parts.literals = {'a'};
    for (int code = 1; code < 256; code++)
        parts.pairs.emplace_back(code - 1, code - 1);
    Network network = named({});
    parts.labels.assign(network.labels.size(), {});
    parts.labels.back() = {255};
    Bytes section = parts.section(), blob = with_labels(network, section);
    Opened opened(blob, check_crc);
    EXPECT_EQ(SQNET_E_LABELS, opened.error);
    EXPECT_EQ(get32(blob, 112) + section.size() - 1, opened.model.error_offset);
    parts.labels.back() = {7}; // 128 times a
    Opened fits(with_labels(network, parts.section()), check_crc);
    EXPECT_EQ(0, fits.error);
}

struct Flaw {
    const char *name;
    size_t offset; // that is reported, in the section
    Bytes section;
};

TEST(Labels, EveryRuleIsChecked) {
    Network network = named({"abab", "ab", "b"});
    LabelsParts parts;
    parts.literals = Bytes(254, 'x');
    parts.literals[0] = 'a';
    parts.literals[1] = 'b';
    parts.pairs = {{0, 1}, {254, 254}};
    parts.labels.assign(network.labels.size(), {});
    parts.labels[0] = {255};
    parts.labels[1] = {254};
    parts.labels[2] = {1};
    const Bytes good = parts.section();
    const size_t pairs = 4 + 254, lengths = pairs + 4, codes = good.size() - 3;
    ASSERT_EQ(0, Opened(with_labels(network, good), check_crc).error);
    auto with = [&](size_t at, int value) {
        Bytes bad = good;
        bad[at] = static_cast<uint8_t>(value);
        return bad;
    };
    auto cut = [&](size_t bytes) {
        return Bytes(good.begin(), good.end() - static_cast<std::ptrdiff_t>(bytes));
    };
    Bytes longer = good, spare = good;
    longer.push_back(0);
    spare[2]++;
    spare.insert(spare.begin() + static_cast<std::ptrdiff_t>(codes), 0);
    std::vector<Flaw> flaws = {
        {"no head", 0, Bytes(3, 0)},
        {"reserved", 1, with(1, 1)},
        {"lengths behind the end", 2, with(3, 1)},
        {"tables behind the end", 2, Bytes(good.begin(), good.begin() + 100)},
        {"a pair of itself", pairs + 1, with(pairs + 1, 254)},
        {"a pair of a later one", pairs + 2, with(pairs + 2, 255)},
        {"a label behind the end", lengths + 1, cut(1)},
        {"a label that is too short", codes + 2, with(lengths + 1, 0)},
        {"bytes behind the codes", good.size(), longer},
        {"lengths that end early", 0, with(2, 1)},
        {"lengths that nobody has", codes - 1, spare},
    };
    for (const Flaw &flaw : flaws) {
        Bytes blob = with_labels(network, flaw.section);
        Opened opened(blob, check_crc);
        EXPECT_EQ(SQNET_E_LABELS, opened.error) << flaw.name;
        if (flaw.offset > 0) {
            EXPECT_EQ(get32(blob, 112) + flaw.offset, opened.model.error_offset) << flaw.name;
        }
    }
}

// What is accepted can be read; the sanitizers watch.
TEST(Labels, DamagedSections) {
    int accepted = 0, refused = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        Random random(seed);
        Network network =
            named({random_text(random.between(0, 40), 8, random), "klein", random_text(200, 3, random)});
        Bytes section = pack_labels(network.labels, random.between(0, 255), seed).section();
        for (int hits = random.between(1, 3); hits > 0; hits--) {
            size_t at = random.below(random.one_in(3) ? 4 : section.size());
            section[at] =
                random.one_in(2) ? random.byte() : static_cast<uint8_t>(section[at] + random.between(-2, 2));
        }
        if (random.one_in(4))
            section.resize(1 + random.below(section.size()));
        Opened opened(with_labels(network, section), check_crc);
        ASSERT_TRUE(opened.error == 0 || opened.error == SQNET_E_LABELS) << "seed " << seed;
        (opened.error ? refused : accepted)++;
        if (opened.error == 0) {
            EXPECT_EQ(network.labels.size(), labels_of(opened.model).size());
        }
    }
    EXPECT_GT(accepted, 100);
    EXPECT_GT(refused, 100);
}

} // namespace
} // namespace sqnet_test
