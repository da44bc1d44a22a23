// The order of calls, their arguments, and what they answer when something is wrong.
#include <gtest/gtest.h>

#include <set>

#include "blob_writer.h"
#include "harness.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

class Calls : public testing::Test {
  protected:
    Calls()
        : network(varied_network()), opened(write_blob(network)), model(opened.model),
          arena(model.arena_bytes), scores(static_cast<size_t>(network.classes)), source{1, model.width} {
    }

    void SetUp() override {
        ASSERT_EQ(0, opened.error);
        ASSERT_EQ(3, model.stages);
    }

    int begin() {
        return begin_run(&run, &model, memory_of(arena), rows_of(source));
    }

    Network network;
    Opened opened;
    sqnet_model &model;
    Guarded arena;
    std::vector<int32_t> scores;
    sqnet_golden_source source;
    sqnet_run run{};
};

TEST_F(Calls, ModelHoldsTheHeader) {
    EXPECT_EQ(15, model.width);
    EXPECT_EQ(12, model.height);
    EXPECT_EQ(224, model.crop_num);
    EXPECT_EQ(256, model.crop_den);
    EXPECT_EQ(18, model.classes);
    EXPECT_EQ(network.arena_bytes, model.arena_bytes);
    EXPECT_EQ(network.score_scale, model.score_scale);
    EXPECT_STREQ("test", model.name);
    EXPECT_EQ(opened.bytes->size(), model.bytes);
    EXPECT_EQ(2u, sqnet_golden_count(&model));
    EXPECT_EQ(0u, sqnet_golden_count(nullptr));
}

// Whatever is in the memory of a run that has never begun, or that began before.
TEST_F(Calls, ARunThatFailsToBeginHasNoStages) {
    sqnet_window window;
    for (bool windowed : {false, true}) {
        std::memset(static_cast<void *>(&run), 0x5a, sizeof run);
        int error =
            windowed ? begin_window(&run, &window, &model, memory_of(arena), rows_of(source))
                     : begin_run(&run, &model, {arena.data(), arena.size() - 1, nullptr, 0}, rows_of(source));
        EXPECT_GT(0, error);
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0));
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(&run, scores.data()));
        ASSERT_EQ(0, begin());
        EXPECT_EQ(SQNET_E_ARGUMENT, begin_run(&run, &model, memory_of(arena), {nullptr, nullptr}));
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0));
    }
}

TEST_F(Calls, Labels) {
    char label[SQNET_LABEL_BYTES];
    for (unsigned i = 0; i < model.classes; i++) {
        EXPECT_EQ(static_cast<int>(network.labels[i].size()), sqnet_label(&model, i, label));
        EXPECT_EQ(network.labels[i], label);
    }
    for (const sqnet_model *m : std::vector<const sqnet_model *>{nullptr, &model}) {
        std::strcpy(label, "before");
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_label(m, model.classes, label));
        EXPECT_STREQ("", label);
    }
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_label(&model, 0, nullptr));
    network.labels.clear();
    Opened without(write_blob(network));
    ASSERT_EQ(0, without.error);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_label(&without.model, 0, label));
}

TEST_F(Calls, OpenRefusesNullsAndUnalignedBlobs) {
    Bytes blob(opened.bytes->data(), opened.bytes->data() + opened.bytes->size());
    Guarded moved(blob.size() + 16);
    sqnet_model other;
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_open(nullptr, opened.bytes->data(), opened.bytes->size(), 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_open(&other, nullptr, 100, 0));
    EXPECT_EQ(SQNET_E_TRUNCATED, sqnet_open(&other, moved.data(), 0, 0));
    for (size_t shift = 1; shift < 16; shift++) {
        std::memcpy(moved.data() + shift, blob.data(), blob.size());
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_open(&other, moved.data() + shift, blob.size(), 0));
    }
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_prove(nullptr));
    sqnet_model closed{};
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_prove(&closed));
    EXPECT_EQ(0, sqnet_prove(&model));
}

TEST_F(Calls, BeginRefusesWhatItCannotUse) {
    uint8_t *at = arena.data();
    size_t size = arena.size();
    EXPECT_EQ(0, begin());
    sqnet_source rows = rows_of(source);
    sqnet_memory memory = memory_of(arena);
    auto over = [](void *arena_at, size_t bytes) { return sqnet_memory{arena_at, bytes, nullptr, 0}; };
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin(nullptr, &model, &memory, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin(&run, nullptr, &memory, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin(&run, &model, nullptr, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin(&run, &model, &memory, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin_run(&run, &model, over(nullptr, size), rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin_run(&run, &model, memory, {nullptr, &source}));
    sqnet_model closed{};
    EXPECT_EQ(SQNET_E_ARGUMENT, begin_run(&run, &closed, memory, rows));
    for (size_t shift = 1; shift < 16; shift++)
        EXPECT_EQ(SQNET_E_ARGUMENT, begin_run(&run, &model, over(at + shift, size), rows));
    EXPECT_EQ(SQNET_E_ARENA, begin_run(&run, &model, over(at, size - 1), rows));
    EXPECT_EQ(SQNET_E_ARENA, begin_run(&run, &model, over(at, 0), rows));
    sqnet_memory small = over(at, size - 1);
    EXPECT_EQ(SQNET_E_ARENA, sqnet_infer(&run, &model, &small, &rows, scores.data()));
    EXPECT_EQ(SQNET_E_ARENA, self_test(&model, 0, small, scores));
}

TEST_F(Calls, StagesRunInOrderAndOnce) {
    ASSERT_EQ(0, begin());
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0xFFFFFFFFu));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(nullptr, 0));
    sqnet_run never{};
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&never, 0));
    for (unsigned k = 0; k < 3; k++) {
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(&run, scores.data())) << "too early";
        EXPECT_EQ(0, sqnet_stage(&run, k));
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, k)) << "twice";
    }
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 3));
    EXPECT_EQ(0, sqnet_scores(&run, scores.data()));
    EXPECT_EQ(0, sqnet_scores(&run, scores.data())) << "may be read again";
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(&run, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(nullptr, scores.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(&never, scores.data()));
    EXPECT_EQ(oracle(network, golden_image(network, 1)).scores, scores);
}

TEST_F(Calls, InferRefusesNullScores) {
    sqnet_source rows = rows_of(source);
    sqnet_memory memory = memory_of(arena);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_infer(&run, &model, &memory, &rows, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_self_test(&model, 0, &memory, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_self_test(&model, 0, nullptr, scores.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, self_test(nullptr, 0, memory_of(arena), scores));
    EXPECT_EQ(SQNET_E_ARGUMENT, self_test(&model, 2, memory_of(arena), scores));
}

struct FailingRows {
    unsigned fail_at;
    unsigned asked = 0;
    int answer;

    static int row(void *context, unsigned y, int8_t *out) {
        FailingRows &self = *static_cast<FailingRows *>(context);
        self.asked++;
        std::memset(out, 0, 3 * 15);
        return y == self.fail_at ? self.answer : 0;
    }
};

TEST_F(Calls, FailingRowSourceStopsTheRun) {
    for (int answer : {1, -1, -14, 77})
        for (unsigned y = 0; y < 11; y++) {
            FailingRows rows{y, 0, answer};
            ASSERT_EQ(0, begin_run(&run, &model, memory_of(arena), {FailingRows::row, &rows}));
            EXPECT_EQ(SQNET_E_SOURCE, sqnet_stage(&run, 0));
            EXPECT_EQ(y + 1, rows.asked);
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0));
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 1));
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0xFFFFFFFFu));
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_scores(&run, scores.data()));
        }
    ASSERT_EQ(0, begin()) << "begins anew";
    EXPECT_EQ(0, sqnet_stage(&run, 0));
}

TEST_F(Calls, SelfTestFindsWrongVectors) {
    size_t golden = model.section[5].offset;
    for (size_t at = golden; at < golden + 16; at++) {
        Bytes blob(opened.bytes->data(), opened.bytes->data() + opened.bytes->size());
        blob[at] ^= 1;
        fix_crc(blob);
        Opened changed(blob);
        ASSERT_EQ(0, changed.error);
        EXPECT_EQ(SQNET_E_GOLDEN, self_test(&changed.model, 0, memory_of(arena), scores)) << at - golden;
        EXPECT_EQ(0, self_test(&changed.model, 1, memory_of(arena), scores));
    }
}

TEST(ErrorText, EveryCodeHasItsOwnSentence) {
    std::set<std::string> texts;
    std::vector<int> codes = {SQNET_OK};
#define CODE(name, number, text) codes.push_back(SQNET_E_##name);
    SQNET_ERRORS(CODE)
#undef CODE
    for (int error : codes) {
        const char *text = sqnet_error_text(error);
        ASSERT_NE(nullptr, text);
        EXPECT_GT(std::strlen(text), 5u);
        EXPECT_TRUE(texts.insert(text).second) << text;
    }
    for (int error : {1, -18, -31, -41, -1000, INT32_MAX, INT32_MIN})
        EXPECT_STREQ("unknown error", sqnet_error_text(error));
}

} // namespace
} // namespace sqnet_test
