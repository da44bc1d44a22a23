// One violation of each rule of SPEC 5 and 6 at a time: the code and the offset that answer it.
#include <functional>

#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "plan.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

constexpr size_t stages_at = 144, stage1 = stages_at + 128, stage2 = stages_at + 256;
constexpr size_t conv_a = 32, conv_b = 64, conv_c = 96;

size_t section_at(const Bytes &blob, size_t section) {
    return get32(blob, 80 + 8 * section);
}

struct Rule {
    const char *name;
    int error;
    size_t offset; // what the refused field is; 0: computed by the test
    std::function<void(Bytes &)> break_it;
};

Rule rule8(const char *name, int error, size_t at, uint8_t value) {
    return {name, error, at, [=](Bytes &b) { b.at(at) = value; }};
}

Rule rule16(const char *name, int error, size_t at, uint32_t value) {
    return {name, error, at, [=](Bytes &b) { put16(b, at, value); }};
}

Rule rule32(const char *name, int error, size_t at, uint32_t value) {
    return {name, error, at, [=](Bytes &b) { put32(b, at, value); }};
}

void check(const Bytes &good, const std::vector<Rule> &rules) {
    ASSERT_EQ(0, Opened(good).error);
    for (const Rule &rule : rules) {
        SCOPED_TRACE(rule.name);
        Bytes blob = good;
        rule.break_it(blob);
        fix_crc(blob);
        Opened opened(blob);
        EXPECT_EQ(rule.error, opened.error);
        EXPECT_EQ(rule.offset, opened.model.error_offset);
    }
}

TEST(Rules, Header) {
    const int header = SQNET_E_HEADER;
    check(write_blob(varied_network()),
          {rule8("magic", SQNET_E_MAGIC, 0, 's'),
           {"last letter of magic", SQNET_E_MAGIC, 0, [](Bytes &b) { b[3] = 't'; }},
           rule16("version", SQNET_E_VERSION, 4, 2),
           rule16("header bytes", header, 6, 128),
           {"total not a multiple of 16", header, 8, [](Bytes &b) { put32(b, 8, get32(b, 8) - 8); }},
           rule32("total below the header", header, 8, 128),
           {"total beyond the memory", SQNET_E_TRUNCATED, 8, [](Bytes &b) { put32(b, 8, get32(b, 8) + 16); }},
           rule16("narrow", header, 16, 7),
           rule16("wide", header, 16, 1025),
           rule16("low", header, 18, 7),
           rule16("high", header, 18, 1025),
           rule16("no crop", header, 20, 0),
           rule16("crop above 1", header, 20, 257),
           rule8("params packed without weights", SQNET_E_VERSION, 27, 8),
           rule8("params and labels packed without weights", SQNET_E_VERSION, 27, 10),
           rule8("params packed as they were once", SQNET_E_VERSION, 27, 4),
           rule8("and weights, and labels", SQNET_E_VERSION, 27, 7),
           rule8("encoding", SQNET_E_VERSION, 27, 16),
           rule8("encoding of all bits", SQNET_E_VERSION, 27, 255),
           rule16("no classes", header, 28, 0),
           rule16("classes", header, 28, 4097),
           rule8("one stage", header, 30, 1),
           rule8("stages", header, 30, 33),
           rule8("arena memory", header, 31, 2),
           {"arena not a multiple of 16", header, 32, [](Bytes &b) { put32(b, 32, get32(b, 32) + 8); }},
           rule32("arena above 16 MiB", header, 32, (16u << 20) + 16),
           rule32("scale 0", header, 36, 0),
           rule32("scale -0", header, 36, 0x80000000u),
           rule32("negative scale", header, 36, 0xBF800000u),
           rule32("infinite scale", header, 36, 0x7F800000u),
           rule32("scale not a number", header, 36, 0x7FC00000u),
           rule32("reserved word", header, 44, 1),
           {"name without end", header, 48, [](Bytes &b) { std::memset(&b[48], 'x', 32); }}});
}

TEST(Rules, Sections) {
    const int section = SQNET_E_SECTION;
    std::vector<Rule> rules = {
        rule32("section 7", section, 136, 16),
        rule32("stages for one less", section, 84, 2 * 128),
        {"params of half a group", section, 92, [](Bytes &b) { put32(b, 92, get32(b, 92) - 24); }},
        {"weights unlike the weights space", section, 100,
         [](Bytes &b) { put32(b, 100, get32(b, 100) - 16); }},
        {"weights space unlike the section", section, 100, [](Bytes &b) { put32(b, 40, get32(b, 40) - 16); }},
        {"half a golden vector", section, 124, [](Bytes &b) { put32(b, 124, get32(b, 124) - 8); }},
        {"class map of one channel less", section, 108, [](Bytes &b) { put32(b, 108, get32(b, 108) - 2); }},
        {"bytes at offset 0", section, 112, [](Bytes &b) { put32(b, 112, 0); }},
        {"offset without bytes", section, 112, [](Bytes &b) { put32(b, 116, 0); }},
        {"labels over the class map", section, 112, [](Bytes &b) { put32(b, 112, get32(b, 104)); }},
        {"stages over params", section, 88, [](Bytes &b) { put32(b, 88, get32(b, 80)); }}};
    for (size_t i = 0; i < 7; i++) {
        size_t at = 80 + 8 * i;
        rules.push_back({"misaligned", section, at, [=](Bytes &b) { put32(b, at, get32(b, at) + 4); }});
        rules.push_back(rule32("in the header", section, at, 128));
        rules.push_back(rule32("end of memory", section, at, 0xFFFFFFF0u));
        rules.push_back({"behind the blob", section, at, [=](Bytes &b) { put32(b, at, get32(b, 8)); }});
        rules.push_back({"too long", section, at, [=](Bytes &b) { put32(b, at + 4, get32(b, 8)); }});
        rules.push_back({"wraps", section, at, [=](Bytes &b) { put32(b, at + 4, 0xFFFFFFF0u); }});
        if (i < 3)
            rules.push_back({"missing", section, at, [=](Bytes &b) {
                                 put32(b, at, 0);
                                 put32(b, at + 4, 0);
                             }});
    }
    check(write_blob(varied_network()), rules);
}

TEST(Rules, OptionalSectionsMayBeMissing) {
    Bytes blob = write_blob(varied_network());
    for (size_t i = 4; i < 7; i++) {
        put32(blob, 80 + 8 * i, 0);
        put32(blob, 84 + 8 * i, 0);
        fix_crc(blob);
        EXPECT_EQ(0, Opened(blob).error);
    }
}

TEST(Rules, Stages) {
    const int stage = SQNET_E_STAGE;
    Bytes good = write_blob(varied_network());
    ASSERT_EQ(stages_at, section_at(good, 0));
    check(good,
          {rule8("stage 0 without image", stage, stages_at, 4),
           rule8("stage 0 with B", stage, stages_at, 7),
           rule8("head in the middle", stage, stage1, 10),
           rule8("no head at the end", stage, stage2, 6),
           rule8("unknown flag", stage, stage1, 18),
           rule8("pool 0", stage, stages_at + 1, 0),
           rule8("pool 9", stage, stages_at + 1, 9),
           rule8("pool stride 0", stage, stages_at + 2, 0),
           rule8("pool stride above its kernel", stage, stages_at + 2, 4),
           rule8("pool pad", stage, stages_at + 3, 3),
           rule8("pool without flag", stage, stage1 + 1, 1),
           rule16("input height", stage, stages_at + 4, 13),
           rule16("input width", stage, stages_at + 4, 14),
           rule16("input of stage 1", stage, stage1 + 4, 20),
           rule16("mid", stage, stages_at + 8, 99),
           rule16("out", stage, stages_at + 12, 99),
           rule16("out 0", stage, stages_at + 12, 0),
           rule16("out without pool", stage, stage1 + 12, 99),
           {"pool window that starts behind the input", stage, stages_at + 12,
            [](Bytes &b) {
                b[stages_at + 1] = 2; // 2/2 over 6 x 8: 3 x 4, and no window at row 6
                put16(b, stages_at + 12, 4);
                put16(b, stages_at + 14, 4);
            }},
           rule16("band 0", stage, stages_at + 16, 0),
           rule16("band above mid", stage, stages_at + 16, 7),
           rule16("reserved", stage, stages_at + 18, 1),
           {"B in stage 0", stage, stages_at + conv_b, [](Bytes &b) { b[stages_at + conv_b + 31] = 1; }}});
}

TEST(Rules, Bypasses) {
    const size_t stage3 = stages_at + 384;
    Bytes good = write_blob(bypass_network());
    uint32_t first = 32 * 6 * 7, largest = 2 * 32 * 7 * 8; // stage 2 adds one and keeps one of 7 x 8
    ASSERT_EQ(largest, get32(good, 44));
    check(good, {{"added, but not kept", SQNET_E_STAGE, stage1, [](Bytes &b) { b[stages_at] = 1; }},
                 rule8("kept, but not added", SQNET_E_STAGE, stage1, 2 | 4 | 32),
                 rule8("kept by the head", SQNET_E_STAGE, stage3, 2 | 4 | 8 | 16 | 32),
                 rule8("added in stage 0", SQNET_E_STAGE, stages_at, 1 | 16 | 32),
                 rule8("flag 64", SQNET_E_STAGE, stage1, 2 | 4 | 16 | 32 | 64),
                 {"other zero point", SQNET_E_STAGE, stage2 + 43,
                  [](Bytes &b) {
                      for (size_t at : {stage2 + conv_a + 11, stage2 + conv_b + 11, stage2 + conv_c + 10})
                          b[at] = static_cast<uint8_t>(b[at] ^ 0x80);
                  }},
                 {"other channels", SQNET_E_STAGE, stage2 + 34,
                  [](Bytes &b) { // stage 2 as if it had an expand1x1 of 32 channels
                      put16(b, stage2 + conv_a + 2, 32);
                      put16(b, stage2 + conv_a + 4, 32);
                      put32(b, stage2 + conv_a + 12, 0);
                      put32(b, stage2 + conv_a + 16, 0);
                      put16(b, stage2 + conv_c, 48);
                      put32(b, stage2 + conv_c + 12, 0);
                  }},
                 {"skip memory not a multiple of 16", SQNET_E_HEADER, 44,
                  [=](Bytes &b) { put32(b, 44, largest + 8); }},
                 {"skip memory above the arena", SQNET_E_HEADER, 44,
                  [](Bytes &b) { put32(b, 44, get32(b, 32) + 16); }},
                 rule32("skip memory of 4 GiB", SQNET_E_HEADER, 44, 0xFFFFFFF0u),
                 {"skip memory too small for two", SQNET_E_PLAN, stage2,
                  [=](Bytes &b) { put32(b, 44, largest - 16); }},
                 {"skip memory too small for one", SQNET_E_PLAN, stages_at,
                  [=](Bytes &b) { put32(b, 44, first - 16); }},
                 {"tensors in the skip memory", SQNET_E_PLAN, stages_at + 24,
                  [](Bytes &b) { put32(b, 44, get32(b, 32)); }}});
    Network network = varied_network();
    network.skip_bytes = 16;
    network.arena_bytes += 16;
    Opened opened(write_blob(network));
    EXPECT_EQ(SQNET_E_PLAN, opened.error) << "skip memory for nothing";
    EXPECT_EQ(44u, opened.model.error_offset);
}

TEST(Rules, Convolutions) {
    const int stage = SQNET_E_STAGE;
    const size_t a0 = stages_at + conv_a, a1 = stage1 + conv_a, b1 = stage1 + conv_b, c1 = stage1 + conv_c,
                 head = stage2 + conv_c;
    std::vector<Rule> rules = {
        rule16("conv1 of 4 channels", stage, a0, 4),
        rule8("conv1 pad", stage, a0 + 9, 3),
        rule8("conv1 z", stage, a0 + 10, 0),
        rule16("A unlike its input", stage, a1, 3),
        rule8("A not 1x1", stage, a1 + 6, 3),
        rule8("A with stride", stage, a1 + 6, 1),
        rule8("A with pad", stage, a1 + 9, 1),
        rule8("B not 3x3", stage, b1 + 6, 1),
        rule8("B without pad", stage, b1 + 9, 0),
        rule16("B of other inputs", stage, b1, 8),
        rule8("C with pad", stage, c1 + 9, 1),
        rule16("C of other inputs", stage, c1, 32),
        rule16("head of other classes", stage, head + 4, 17),
        rule8("head pad", stage, head + 9, 5),
        rule8("head z_out", stage, head + 11, 0x80),
        rule8("z_in of B alone", stage, b1 + 10, 0x80),
        rule8("z_out of B alone", stage, b1 + 11, 0x80),
        rule8("z_in unlike the mid", stage, c1 + 10, 0x80),
        {"z_in unlike the input", stage, a1 + 10, [=](Bytes &b) { b[a1 + 10] = b[b1 + 10] = 0x80; }},
        {"too many taps", stage, a1, [=](Bytes &b) {
             put16(b, a1, 4096);
             b[a1 + 6] = b[a1 + 7] = 5;
         }}};
    rules[5].break_it = [=](Bytes &b) { b[a1 + 8] = 2; };
    rules[3].break_it = [=](Bytes &b) { put16(b, a1, 32); };
    rules[3].offset = b1; // A's record alone is right, but B's is no longer like it
    for (size_t at : {a0, a1, b1, c1, head}) {
        rules.push_back(rule16("no inputs", stage, at, 0));
        rules.push_back(rule16("inputs", stage, at, 4112));
        rules.push_back(rule16("no outputs", stage, at + 2, 0));
        rules.push_back(rule16("outputs not of 16", stage, at + 2, 24));
        rules.push_back(rule16("outputs", stage, at + 2, 4112));
        rules.push_back(rule16("none used", stage, at + 4, 0));
        rules.push_back(rule16("more used than there are", stage, at + 4, 4000));
        rules.push_back(rule8("no kernel height", stage, at + 6, 0));
        rules.push_back(rule8("kernel height", stage, at + 6, 12));
        rules.push_back({"no kernel width", stage, at + 6, [=](Bytes &b) { b[at + 7] = 0; }});
        rules.push_back({"kernel width", stage, at + 6, [=](Bytes &b) { b[at + 7] = 12; }});
        rules.push_back(rule8("stride 0", stage, at + 8, 0));
        rules.push_back(rule8("stride 9", stage, at + 8, 9));
        rules.push_back(rule8("z_in", stage, at + 10, 1));
        rules.push_back(rule8("z_out", stage, at + 11, 0x81));
        rules.push_back(rule32("weights misaligned", stage, at + 12, 8));
        rules.push_back(rule32("weights behind the space", stage, at + 12, 0xFFFFFFF0u));
        rules.push_back({"weights past the end", stage, at + 12,
                         [=](Bytes &b) { put32(b, at + 12, get32(b, 40) - 16); }});
        rules.push_back(rule32("params misaligned", stage, at + 16, 8));
        rules.push_back(rule32("params behind the section", stage, at + 16, 0xFFFFFFF0u));
        rules.push_back(
            {"params past the end", stage, at + 16, [=](Bytes &b) { put32(b, at + 16, get32(b, 92) - 32); }});
        rules.push_back(rule8("reserved", stage, at + 20, 1));
        rules.push_back({"last reserved", stage, at + 20, [=](Bytes &b) { b[at + 31] = 1; }});
    }
    check(write_blob(varied_network()), rules);
}

// A tiny network whose head sees height x width positions and their padding.
Network large_head(int height, int width, int pad) {
    Network network = tiny_network();
    network.golden_seeds.clear();
    network.height = height;
    network.width = width;
    network.stages[0].a.stride = 1;
    network.stages[1].c.pad = pad;
    for (Stage &s : network.stages) {
        s.in_h = s.mid_h = s.out_h = height;
        s.in_w = s.mid_w = s.out_w = width;
    }
    plan_tight(network);
    return network;
}

TEST(Rules, HeadHas4096PositionsAtMost) {
    EXPECT_EQ(0, Opened(write_blob(large_head(64, 64, 0))).error);
    EXPECT_EQ(0, Opened(write_blob(large_head(56, 56, 4))).error);
    for (const Network &network : {large_head(64, 65, 0), large_head(64, 64, 1), large_head(56, 57, 4)}) {
        Opened opened(write_blob(network));
        EXPECT_EQ(SQNET_E_STAGE, opened.error);
        EXPECT_EQ(stage1 + 12, opened.model.error_offset);
    }
}

TEST(Rules, Plan) {
    Network network = varied_network();
    Random random(1);
    plan_apart(network, random);
    const int plan = SQNET_E_PLAN;
    uint32_t arena = network.arena_bytes;
    std::vector<Rule> rules = {rule32("input in stage 0", plan, stages_at + 20, 16),
                               {"input elsewhere", plan, stage1 + 20,
                                [](Bytes &b) { put32(b, stage1 + 20, get32(b, stage1 + 20) + 16); }},
                               {"arena too small", plan, 0, [](Bytes &b) { put32(b, 32, 16); }}};
    rules[2].offset = stages_at + 24;
    for (size_t at : {stages_at, stage1, stage2}) {
        rules.push_back({"output misaligned", plan, at + 24,
                         [=](Bytes &b) { put32(b, at + 24, get32(b, at + 24) + 8); }});
        rules.push_back(rule32("output at the arena's end", plan, at + 24, arena));
        rules.push_back(rule32("output at the end of memory", plan, at + 24, 0xFFFFFFF0u));
        rules.push_back({"scratch misaligned", plan, at + 28,
                         [=](Bytes &b) { put32(b, at + 28, get32(b, at + 28) + 8); }});
        rules.push_back(rule32("scratch at the arena's end", plan, at + 28, arena));
        rules.push_back(rule32("scratch at the end of memory", plan, at + 28, 0xFFFFFFF0u));
        rules.push_back(
            {"scratch over output", plan, at + 28, [=](Bytes &b) { put32(b, at + 28, get32(b, at + 24)); }});
        if (at != stages_at) {
            rules.push_back({"scratch over input", plan, at + 28,
                             [=](Bytes &b) { put32(b, at + 28, get32(b, at + 20)); }});
            rules.push_back({"output over input", plan, at + 24,
                             [=](Bytes &b) { put32(b, at + 24, get32(b, at + 20)); }});
        }
    }
    check(write_blob(network), rules);
}

TEST(Rules, Tables) {
    Bytes good = write_blob(varied_network());
    size_t params = section_at(good, 1), map = section_at(good, 3), labels = section_at(good, 4);
    size_t label_bytes = get32(good, 116);
    check(good,
          {rule8("shift", SQNET_E_PARAMS, params + 40, 13),
           rule8("shift of the second group", SQNET_E_PARAMS, params + 88, 255),
           {"reserved", SQNET_E_PARAMS, params + 40, [=](Bytes &b) { b[params + 47] = 1; }},
           rule16("class beyond", SQNET_E_PARAMS, map, 18),
           rule16("class far beyond", SQNET_E_PARAMS, map + 2, 0xFFFE),
           {"class twice", SQNET_E_PARAMS, map + 2, [=](Bytes &b) { put16(b, map + 2, get16(b, map)); }},
           rule16("class missing", SQNET_E_PARAMS, map, 0xFFFF),
           rule8("label too long", SQNET_E_LABELS, labels, 255),
           {"last label cut", SQNET_E_LABELS, labels + label_bytes - 9,
            [=](Bytes &b) { put32(b, 116, static_cast<uint32_t>(label_bytes - 1)); }},
           {"a label less", SQNET_E_LABELS, labels + label_bytes - 9,
            [=](Bytes &b) { put32(b, 116, static_cast<uint32_t>(label_bytes - 9)); }}});
}

TEST(Rules, ZerosMayFollowTheLabels) {
    Network network = varied_network();
    Bytes blob = write_blob(network);
    size_t labels = section_at(blob, 4), used = get32(blob, 116), room = (used + 15) / 16 * 16;
    ASSERT_GT(room, used);
    put32(blob, 116, static_cast<uint32_t>(room));
    fix_crc(blob);
    EXPECT_EQ(0, Opened(blob).error);
    blob[labels + room - 1] = 1;
    fix_crc(blob);
    Opened opened(blob);
    EXPECT_EQ(SQNET_E_LABELS, opened.error);
    EXPECT_EQ(labels + room - 1, opened.model.error_offset);
}

// The order of SPEC 6 when everything is wrong at once.
TEST(Rules, AreCheckedInOrder) {
    Bytes blob = write_blob(varied_network());
    put32(blob, section_at(blob, 4), 0xFFFFFFFFu);
    put16(blob, section_at(blob, 3), 0xFFFE);
    std::vector<std::pair<int, std::function<void(Bytes &)>>> steps = {
        {SQNET_E_PARAMS, [](Bytes &) {}},
        {SQNET_E_PLAN, [](Bytes &b) { put32(b, stage1 + 24, 8); }},
        {SQNET_E_STAGE, [](Bytes &b) { b[stage2] = 0; }},
        {SQNET_E_SECTION, [](Bytes &b) { put32(b, 96, 4); }},
        {SQNET_E_CRC, [](Bytes &b) { put32(b, 12, get32(b, 12) + 1); }},
        {SQNET_E_HEADER, [](Bytes &b) { b[31] = 2; }},
        {SQNET_E_VERSION, [](Bytes &b) { b[4] = 3; }},
        {SQNET_E_MAGIC, [](Bytes &b) { b[0] = 0; }}};
    for (const auto &[error, break_more] : steps) {
        break_more(blob);
        if (error == SQNET_E_PARAMS || error == SQNET_E_PLAN || error == SQNET_E_STAGE ||
            error == SQNET_E_SECTION)
            fix_crc(blob);
        EXPECT_EQ(error, Opened(blob).error);
    }
    EXPECT_EQ(SQNET_E_TRUNCATED, Opened(Bytes(blob.begin(), blob.begin() + 143)).error);
}

// The proof is exact: one step more on either side is unsafe, and only the proof minds.
TEST(Rules, ProofIsExact) {
    Network network = tiny_network();
    Conv &c = network.stages[1].a; // z_in = 0
    ASSERT_EQ(0, c.z_in);
    std::fill(c.weights.begin(), c.weights.end(), int8_t{0});
    c.weights[0] = 127;
    for (int32_t bias : {(1 << 19) - 1 - 127 * 127, -(1 << 19)}) {
        c.bias[0] = bias;
        EXPECT_EQ(0, Opened(write_blob(network)).error);
    }
    c.bias[0] = (1 << 19) - 127 * 127;
    Bytes blob = write_blob(network);
    EXPECT_EQ(0, Opened(blob, SQNET_OPEN_CHECK_CRC).error);
    Opened opened(blob);
    EXPECT_EQ(SQNET_E_UNSAFE, opened.error);
    EXPECT_EQ(section_at(blob, 2) + get32(blob, stage1 + conv_a + 12), opened.model.error_offset);
    c.weights[0] = -127;
    c.bias[0] = -(1 << 19) + 127 * 127;
    EXPECT_EQ(0, Opened(write_blob(network)).error);
    c.bias[0]--;
    EXPECT_EQ(SQNET_E_UNSAFE, Opened(write_blob(network)).error);
}

} // namespace
} // namespace sqnet_test
