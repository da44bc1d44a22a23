// The session by itself, with what neither the native table nor a managed program reaches: tensors, golden
// images, proofs, another plan.
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "random_network.h"
#include "session.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

class SessionTest : public testing::Test {
  protected:
    void SetUp() override {
        use(varied_network());
    }
    void TearDown() override {
        sqnet_session_close(&session);
        EXPECT_EQ(0, sqnet_memory_held());
    }

    void use(const Network &other) {
        network = other;
        raw = write_blob(network);
        packed = with_packed_weights(raw, pack_weights(network));
        stages = static_cast<int32_t>(network.stages.size());
    }

    int32_t open(const Bytes &blob, int32_t checks, int32_t decoding) {
        int32_t size = static_cast<int32_t>(blob.size());
        sqnet_session_close(&session);
        EXPECT_EQ(0, sqnet_session_reserve(&session, size));
        EXPECT_EQ(0, sqnet_session_load(&session, blob.data(), size));
        int32_t result = sqnet_session_open(&session, checks, decoding);
        while (result > 0)
            result = sqnet_session_decode(&session, 37);
        return result;
    }

    void expect_oracle(uint32_t seed) {
        Outcome expected = oracle(network, golden_image(network, seed));
        EXPECT_EQ(0, sqnet_session_begin_golden(&session, seed));
        for (int32_t k = 0; k < stages; k++) {
            EXPECT_EQ(0, sqnet_session_stage(&session, k));
            if (k + 1 < stages)
                expect_tensor(k, expected.outputs[static_cast<size_t>(k)].values);
        }
        std::vector<int32_t> scores(static_cast<size_t>(network.classes));
        EXPECT_EQ(0, sqnet_session_scores(&session, scores.data(), network.classes));
        EXPECT_EQ(expected.scores, scores);
    }

    void expect_tensor(int32_t stage, const std::vector<int> &expected) {
        int32_t bytes = static_cast<int32_t>(expected.size());
        std::vector<int8_t> tensor(expected.size() + 1);
        for (int32_t wrong : {bytes + 1, bytes - 1, 0, -bytes})
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_session_tensor(&session, stage, tensor.data(), wrong));
        for (int32_t wrong : {stage + 1, stage - 1, -1, INT32_MAX})
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_session_tensor(&session, wrong, tensor.data(), bytes));
        EXPECT_EQ(0, sqnet_session_tensor(&session, stage, tensor.data(), bytes));
        EXPECT_EQ(expected, std::vector<int>(tensor.begin(), tensor.end() - 1));
    }

    sqnet_session session = {};
    Network network;
    Bytes raw, packed;
    int32_t stages = 0;
};

TEST_F(SessionTest, TensorsAndScoresAreTheOracles) {
    for (uint64_t seed = 0; seed <= 8; seed++) {
        use(seed ? random_network(seed) : bypass_network());
        ASSERT_EQ(0, open(raw, 3, SQNET_DECODE_AUTOMATIC));
        expect_oracle(5);
        ASSERT_EQ(0, open(packed, 3, SQNET_DECODE_AT_OPEN));
        expect_oracle(5);
        ASSERT_EQ(0, open(packed, 3, SQNET_DECODE_EACH_RUN));
        expect_oracle(6);
        EXPECT_EQ(0, sqnet_session_self_test(&session));
    }
}

TEST_F(SessionTest, AnotherPlanEndsTheRun) {
    ASSERT_EQ(0, open(raw, 3, SQNET_DECODE_AUTOMATIC));
    uint32_t planned = session.model.arena_bytes;
    EXPECT_EQ(0, sqnet_session_begin_golden(&session, 1));
    EXPECT_EQ(0, sqnet_session_replan(&session, planned + 160));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_session_stage(&session, 0));
    EXPECT_EQ(planned + 160, session.model.arena_bytes);
    expect_oracle(2);
}

TEST_F(SessionTest, TheProofCoversWhatEachRunDecodes) {
    ASSERT_EQ(0, open(packed, 1, SQNET_DECODE_EACH_RUN));
    EXPECT_EQ(0, sqnet_session_begin_golden(&session, 3));
    EXPECT_EQ(0, sqnet_session_stage(&session, 0));
    EXPECT_EQ(0, sqnet_session_prove(&session));
    EXPECT_EQ(0u, session.error_offset);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_session_stage(&session, 1)) << "the proof has used the arena";
    expect_oracle(3);
    network.stages.back().c.bias.back() = (1 << 19) - 1;
    network.stages.back().c.weights.back() = 127;
    Bytes unsafe = with_packed_weights(write_blob(network), pack_weights(network));
    EXPECT_EQ(SQNET_E_UNSAFE, open(unsafe, 3, SQNET_DECODE_AT_OPEN));
    EXPECT_EQ(SQNET_E_UNSAFE, open(unsafe, 3, SQNET_DECODE_EACH_RUN));
    EXPECT_EQ(get32(unsafe, 96), session.error_offset);
    EXPECT_EQ(0, open(unsafe, 1, SQNET_DECODE_EACH_RUN));
    EXPECT_EQ(SQNET_E_UNSAFE, sqnet_session_prove(&session));
    EXPECT_EQ(get32(unsafe, 96), session.error_offset);
    EXPECT_EQ(0, open(unsafe, 1, SQNET_DECODE_AT_OPEN));
    EXPECT_EQ(SQNET_E_UNSAFE, sqnet_session_prove(&session));
}

TEST_F(SessionTest, TheProofFindsADamagedStream) {
    Bytes stream = pack_weights(network);
    stream.back() ^= 1;
    Bytes damaged = with_packed_weights(raw, stream);
    EXPECT_EQ(0, open(damaged, 1, SQNET_DECODE_EACH_RUN));
    EXPECT_EQ(SQNET_E_PACKED, sqnet_session_prove(&session));
    EXPECT_EQ(get32(damaged, 96), session.error_offset);
}

} // namespace
} // namespace sqnet_test
