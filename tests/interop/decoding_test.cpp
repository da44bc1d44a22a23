// Packed weights: decoded when a model is opened, in steps on either thread, or in each run with a window.
#include <algorithm>

#include "component.h"
#include "gates.h"
#include "harness.h"
#include "params_packer.h"
#include "random_network.h"
#include "sqnet_engine.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

class Decoding : public ComponentTest {
  protected:
    Decoding() {
        use(varied_network());
    }

    void use(const Network &other) {
        network = other;
        raw = write_blob(network);
        blob = with_packed_weights(raw, pack_weights(network));
        stages = static_cast<int>(network.stages.size());
    }

    int32_t weights_bytes() {
        return static_cast<int32_t>(Opened(raw).model.weights_bytes);
    }

    int32_t window_bytes() {
        Opened opened(blob, SQNET_OPEN_CHECK_CRC);
        return static_cast<int32_t>(sqnet_window_bytes(&opened.model));
    }

    int32_t load_and_open_window() {
        int32_t handle = load(blob);
        EXPECT_EQ(0, open(handle, SQNET_OPEN_CHECK_CRC, SQNET_DECODE_EACH_RUN));
        EXPECT_TRUE(decodes_each_run(handle));
        return handle;
    }

    // All stages, each on this thread or on the worker.
    std::vector<int32_t> run(int32_t handle, uint32_t seed, bool background) {
        EXPECT_EQ(0, begin_image(handle, seed));
        for (int i = 0; i < stages; i++) {
            if (!background) {
                EXPECT_EQ(0, run_stage(handle, i));
                continue;
            }
            Call &stage = start_stage(handle, i);
            clr.finish(stage);
            EXPECT_EQ(0, stage.result());
        }
        return scores(handle);
    }

    Bytes raw;
};

TEST_F(Decoding, InEachRunGivesTheSameScores) {
    for (uint64_t seed = 0; seed <= 8; seed++) {
        use(seed ? random_network(seed) : bypass_network());
        int32_t handle = load_and_open_window();
        for (bool background : {false, true}) {
            EXPECT_EQ(image_scores(raw, 5), run(handle, 5, background));
            EXPECT_EQ(0, call(Engine::SelfTest___STATIC__I4__I4, {argument(handle)}));
        }
        Call &test = start_self_test(handle);
        clr.finish(test);
        EXPECT_EQ(0, test.result());
        close(handle);
        EXPECT_EQ(0, allocated());
    }
}

TEST_F(Decoding, AWindowTakesWhatItSays) {
    int32_t handle = load(blob), size = static_cast<int32_t>(blob.size());
    internal_requests();
    external_requests();
    EXPECT_EQ(0, open(handle, SQNET_OPEN_CHECK_CRC, SQNET_DECODE_EACH_RUN));
    EXPECT_EQ(2, internal_requests()) << "arena and decoder";
    EXPECT_EQ(1, external_requests()) << "the scores";
    EXPECT_EQ(size + window_bytes() + static_cast<int32_t>(sizeof(sqnet_window)) + 10 * network.classes,
              allocated());
}

TEST_F(Decoding, AutomaticTakesExternalMemoryOrAWindow) {
    for (uint64_t seed = 1; seed <= 6; seed++) {
        use(random_network(seed));
        int32_t handle = load(blob), size = static_cast<int32_t>(blob.size());
        EXPECT_EQ(0, open(handle));
        EXPECT_FALSE(decodes_each_run(handle));
        EXPECT_EQ(size + static_cast<int32_t>(network.arena_bytes) + weights_bytes() + 10 * network.classes,
                  allocated());
        close(handle);
        handle = load(blob);
        Shortage shortage(0, 1); // external memory for the weights
        EXPECT_EQ(0, open(handle));
        EXPECT_TRUE(decodes_each_run(handle));
        EXPECT_EQ(image_scores(raw, 3), run(handle, 3, seed % 2 == 0));
        close(handle);
    }
}

TEST_F(Decoding, AtOpenMeansItWithoutExternalMemoryToo) {
    int32_t handle = load(blob);
    Shortage shortage(0, 1);
    EXPECT_EQ(0, open(handle, SQNET_OPEN_CHECK_CRC, SQNET_DECODE_AT_OPEN));
    EXPECT_FALSE(decodes_each_run(handle));
    EXPECT_EQ(image_scores(raw, 3), run(handle, 3, false));
}

TEST_F(Decoding, StepsSayHowMuchIsLeft) {
    for (int32_t decoding : {SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
        int32_t handle = load(blob), left = weights_bytes(), steps = 0;
        EXPECT_EQ(SQNET_E_ARGUMENT, decode(handle, 10)) << "not open";
        EXPECT_EQ(1, begin_open(handle, 3, decoding));
        EXPECT_EQ(SQNET_E_ARGUMENT, begin_open(handle, 3, decoding)) << "twice";
        EXPECT_EQ(SQNET_E_ARGUMENT, begin_image(handle, 1)) << "too early";
        EXPECT_EQ(SQNET_E_ARGUMENT, decode(handle, 0));
        EXPECT_EQ(SQNET_E_ARGUMENT, decode(handle, -1));
        for (bool more = true; more; steps++) {
            int32_t now = decode(handle, 10);
            EXPECT_GE(now, std::max(0, left - 160));
            EXPECT_LE(now, left);
            more = now > 0;
            left = now;
        }
        EXPECT_GE(steps, weights_bytes() / 160);
        EXPECT_EQ(SQNET_E_ARGUMENT, decode(handle, 10)) << "done";
        EXPECT_EQ(image_scores(raw, 3), run(handle, 3, true));
        close(handle);
    }
    int32_t plain = load(raw);
    EXPECT_EQ(0, begin_open(plain, 3, SQNET_DECODE_EACH_RUN)) << "raw weights have nothing to decode";
    EXPECT_FALSE(decodes_each_run(plain));
    EXPECT_EQ(SQNET_E_ARGUMENT, decode(plain, 10));
}

TEST_F(Decoding, WrongArguments) {
    int32_t handle = load(blob);
    for (int32_t decoding : {-1, 3, INT32_MAX, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, begin_open(handle, 1, decoding));
    EXPECT_EQ(SQNET_E_CLOSED, decode(handle + 1, 10));
    EXPECT_FALSE(decodes_each_run(handle));
    EXPECT_FALSE(decodes_each_run(-5));
    EXPECT_EQ(0, open(handle));
}

TEST_F(Decoding, AStageWithAWindowTakesManyShortCalls) {
    int32_t handle = load_and_open_window();
    EXPECT_EQ(0, begin_image(handle, 3));
    for (int i = 0; i < stages; i++) {
        int calls = 0;
        EXPECT_EQ(0, run_stage(handle, i, &calls));
        EXPECT_GT(calls, 1);
        EXPECT_GE(call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {argument(handle), argument(i)}), 0);
    }
    EXPECT_EQ(image_scores(raw, 3), scores(handle));
}

// The weights space is larger then: the params follow each group's weights.
TEST_F(Decoding, PackedParamsAtOpenAndInEachRun) {
    int safe = 0;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        Random random(seed);
        network = seed == 1 ? bypass_network() : random_network(seed);
        round_biases(network, random);
        raw = write_blob(network);
        if (Opened(raw).error) // a bias that was changed
            continue;
        safe++;
        blob = blob_of_packed_params(network, &random);
        stages = static_cast<int>(network.stages.size());
        int32_t size = static_cast<int32_t>(blob.size()),
                space = static_cast<int32_t>(weights_space(network).size());
        EXPECT_GT(space, weights_bytes());
        for (int32_t decoding : {SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
            int32_t handle = load(blob), left = space;
            EXPECT_EQ(1, begin_open(handle, 3, decoding));
            while (left > 0) {
                int32_t now = decode(handle, 1);
                EXPECT_TRUE(now == left - 16 || now == left - 16 - 48) << "a tap, or the last of a group";
                left = now;
            }
            int32_t memory = decoding == SQNET_DECODE_AT_OPEN
                                 ? static_cast<int32_t>(network.arena_bytes) + space
                                 : window_bytes() + static_cast<int32_t>(sizeof(sqnet_window));
            EXPECT_EQ(size + memory + 10 * network.classes, allocated());
            for (bool background : {false, true})
                EXPECT_EQ(image_scores(raw, 3), run(handle, 3, background));
            close(handle);
        }
    }
    EXPECT_GE(safe, 4);
}

// --- In the background

TEST_F(Decoding, StepsInTheBackground) {
    for (int32_t decoding : {SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
        int32_t handle = load(blob), steps = 0;
        EXPECT_EQ(1, begin_open(handle, 3, decoding));
        for (bool more = true; more; steps++) {
            Call &step = start_decode(handle, 100);
            clr.finish(step);
            EXPECT_GE(step.result(), 0);
            more = step.result() > 0;
        }
        EXPECT_GT(steps, 1);
        EXPECT_EQ(image_scores(raw, 3), run(handle, 3, true));
        close(handle);
    }
}

TEST_F(Decoding, OthersGetBusyMeanwhileAndATimeOutGoesOn) {
    int32_t handle = load(blob);
    EXPECT_EQ(1, begin_open(handle, 1, SQNET_DECODE_AT_OPEN));
    Gate gate;
    Call &step = start_decode(handle, 10, 50);
    gate.wait_for(1);
    EXPECT_EQ(SQNET_E_BUSY, decode(handle, 10));
    EXPECT_EQ(SQNET_E_BUSY, begin_image(handle, 1));
    clr.advance(50);
    EXPECT_EQ(SQNET_E_TIMEOUT, step.result());
    gate.let_pass();
    while (begin_image(handle, 1) == SQNET_E_BUSY) {
    }
    gate.let_pass();
    int32_t left = decode(handle, 10);
    EXPECT_EQ(weights_bytes() - 320, left) << "two steps";
}

TEST_F(Decoding, CloseWhileItRuns) {
    int32_t handle = load(blob);
    EXPECT_EQ(1, begin_open(handle, 1, SQNET_DECODE_AT_OPEN));
    Gate gate;
    Call &step = start_decode(handle, 10);
    gate.wait_for(1);
    close(handle);
    EXPECT_EQ(SQNET_E_CLOSED, decode(handle, 10));
    gate.let_pass();
    clr.finish(step);
    EXPECT_EQ(weights_bytes() - 160, step.result());
    while (allocated() != 0) {
    }
}

TEST_F(Decoding, CloseBetweenSteps) {
    int32_t handle = load(blob);
    EXPECT_EQ(1, begin_open(handle, 1, SQNET_DECODE_AT_OPEN));
    EXPECT_GT(decode(handle, 10), 0);
    close(handle);
    EXPECT_EQ(0, allocated());
}

TEST_F(Decoding, RebootWhileItRuns) {
    int32_t handle = load(blob);
    EXPECT_EQ(1, begin_open(handle, 1, SQNET_DECODE_AT_OPEN));
    {
        Gate gate;
        start_decode(handle, 10);
        gate.wait_for(1);
    }
    clr.soft_reboot();
    EXPECT_EQ(0, allocated());
    EXPECT_EQ(SQNET_E_CLOSED, decode(handle, 10));
}

// --- What no encoder wrote, and what is not safe

TEST_F(Decoding, DamageIsFoundWhereItIsDecoded) {
    Bytes stream = pack_weights(network);
    stream.back() ^= 1;
    Bytes damaged = with_packed_weights(raw, stream);
    int32_t size = static_cast<int32_t>(damaged.size());
    for (int32_t decoding : {SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
        int32_t handle = load(damaged);
        EXPECT_EQ(SQNET_E_PACKED, open(handle, 3, decoding)) << "decoded, or proved";
        EXPECT_EQ(size, allocated()) << "the blob alone";
        EXPECT_EQ(SQNET_E_ARGUMENT, decode(handle, 10));
        EXPECT_EQ(SQNET_E_PACKED, open(handle, 3, decoding)) << "once more";
        close(handle);
    }
    int32_t handle = load(damaged);
    EXPECT_EQ(0, open(handle, 1, SQNET_DECODE_EACH_RUN));
    for (int i = 0; i < 2; i++) {
        EXPECT_EQ(0, begin_image(handle, 3));
        for (int k = 0; k + 1 < stages; k++)
            EXPECT_EQ(0, run_stage(handle, k));
        EXPECT_EQ(SQNET_E_PACKED, run_stage(handle, stages - 1));
        EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, stages - 1)) << "only Begin starts anew";
    }
    EXPECT_EQ(SQNET_E_PACKED, call(Engine::SelfTest___STATIC__I4__I4, {argument(handle)}));
}

// Whatever is refused: an error that says so, nothing lost, and the same call succeeds afterwards.
TEST_F(Decoding, EveryShortageIsSurvived) {
    use(bypass_network());
    int32_t size = static_cast<int32_t>(blob.size());
    for (int32_t decoding : {SQNET_DECODE_AUTOMATIC, SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
        for (int round = 0; round < 8; round++) {
            int32_t handle = load(blob);
            {
                Shortage shortage(round, 2); // external and internal
                for (int32_t error = -1; error != 0;) {
                    error = open(handle, 1, decoding);
                    EXPECT_TRUE(error == 0 || error == SQNET_E_ARENA || error == SQNET_E_MEMORY) << error;
                    if (error) {
                        EXPECT_EQ(size, allocated());
                    }
                }
            }
            EXPECT_EQ(image_scores(raw, 3), run(handle, 3, round % 2 == 0));
            close(handle);
            EXPECT_EQ(0, allocated());
        }
    }
}

} // namespace
} // namespace sqnet_test
