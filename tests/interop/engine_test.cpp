// Results against the plain core, and memory: whose it is, what happens when there is none, and that it comes
// back.
#include <map>

#include "component.h"
#include "gates.h"
#include "harness.h"
#include "random.h"
#include "random_network.h"
#include "sqnet_block.h"
#include "sqnet_cores.h"
#include "sqnet_engine.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

class EngineTest : public ComponentTest {
  protected:
    // All stages, each on this thread or on the worker.
    std::vector<int32_t> run(int32_t handle, bool background) {
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

    int32_t begin(int32_t handle, ManagedArray<uint8_t> &pixels, int width, int height, int stride,
                  int format) {
        return call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                    {argument(handle), argument(pixels), argument(width), argument(height), argument(stride),
                     argument(format)});
    }
};

TEST_F(EngineTest, ScoresAreTheCores) {
    for (uint64_t seed = 0; seed <= 6; seed++) {
        network = seed ? random_network(seed) : bypass_network();
        blob = write_blob(network);
        stages = static_cast<int>(network.stages.size());
        int32_t handle = load_and_open(blob);
        for (uint32_t image = 0; image < 2; image++) {
            EXPECT_EQ(0, begin_image(handle, image * 0x80000001u));
            EXPECT_EQ(image_scores(blob, image * 0x80000001u), run(handle, image == 0));
        }
        close(handle);
    }
}

// Packed weights are decoded when the model is opened, into external memory, and cost what they take.
TEST_F(EngineTest, PackedModelsGiveTheSameScores) {
    for (uint64_t seed = 0; seed <= 6; seed++) {
        network = seed ? random_network(seed) : bypass_network();
        Bytes raw = write_blob(network);
        stages = static_cast<int>(network.stages.size());
        int32_t plain = load_and_open(raw);
        int32_t bytes_of_plain = allocated() - static_cast<int32_t>(raw.size());
        close(plain);
        blob = with_packed_weights(raw, pack_weights(network));
        int32_t handle = load_and_open(blob);
        EXPECT_GT(allocated() - static_cast<int32_t>(blob.size()), bytes_of_plain);
        EXPECT_EQ(0, begin_image(handle, 5));
        EXPECT_EQ(image_scores(raw, 5), run(handle, seed % 2 == 0));
        close(handle);
        EXPECT_EQ(0, allocated());
    }
}

TEST_F(EngineTest, DamagedPackedWeightsAreRefused) {
    network = random_network(3);
    Bytes stream = pack_weights(network);
    stream.resize(stream.size() / 2);
    Bytes damaged = with_packed_weights(write_blob(network), stream);
    int32_t handle = load(damaged);
    EXPECT_EQ(SQNET_E_PACKED, open(handle));
    EXPECT_EQ(static_cast<int32_t>(damaged.size()), allocated()) << "the blob alone";
    close(handle);
}

TEST_F(EngineTest, ImagesAreCopied) {
    int32_t handle = load_and_open(blob);
    Random random(7);
    for (int format = 0; format < 4; format++) {
        int pixel = format == SQNET_RGB888 ? 3 : format == SQNET_GRAY8 ? 1 : 2;
        int width = 33 - 7 * format, height = 21, stride = width * pixel + format;
        std::vector<uint8_t> bytes(static_cast<size_t>(stride * height));
        for (uint8_t &b : bytes)
            b = random.byte();
        std::vector<int32_t> expected = image_scores(blob, bytes, width, height, stride, format);
        ManagedArray<uint8_t> pixels(bytes);
        EXPECT_EQ(0, begin(handle, pixels, width, height, stride, format));
        pixels.move();
        for (size_t i = 0; i < pixels.size(); i++)
            pixels.at(i) = 0;
        EXPECT_EQ(expected, run(handle, true));
    }
}

TEST_F(EngineTest, TopAndProbabilities) {
    int32_t handle = load_and_open(blob);
    EXPECT_EQ(0, begin_image(handle, 3));
    std::vector<int32_t> values = run(handle, false);
    Opened opened(blob);
    std::vector<float> all(values.size());
    std::vector<uint16_t> order(values.size());
    sqnet_softmax(&opened.model, values.data(), all.data());
    sqnet_top(values.data(), opened.model.classes, opened.model.classes, order.data());
    for (size_t count : {size_t(1), size_t(5), values.size()}) {
        ManagedArray<int32_t> indices(count, -1);
        ManagedArray<float> probabilities(count, -1.0f);
        EXPECT_EQ(static_cast<int32_t>(count),
                  call(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4,
                       {argument(handle), argument(indices), argument(probabilities)}));
        for (size_t i = 0; i < count; i++) {
            EXPECT_EQ(order[i], indices.at(i));
            EXPECT_EQ(all[order[i]], probabilities.at(i));
        }
    }
}

TEST_F(EngineTest, ResultsOnlyAfterTheLastStage) {
    int32_t handle = load_and_open(blob);
    ManagedArray<int32_t> values(static_cast<size_t>(network.classes));
    auto read = [&] {
        return call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {argument(handle), argument(values)});
    };
    EXPECT_EQ(SQNET_E_ARGUMENT, read());
    EXPECT_EQ(0, begin_image(handle, 3));
    for (int i = 0; i < stages; i++) {
        EXPECT_EQ(SQNET_E_ARGUMENT, read());
        EXPECT_EQ(0, run_stage(handle, i));
        EXPECT_GE(call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {argument(handle), argument(i)}), 0);
    }
    EXPECT_EQ(0, read());
    EXPECT_EQ(0, begin_image(handle, 3));
    EXPECT_EQ(SQNET_E_ARGUMENT, read()) << "a new image";
    EXPECT_EQ(0, run_stage(handle, 0));
    EXPECT_EQ(0, call(Engine::SelfTest___STATIC__I4__I4, {argument(handle)}));
    EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, 1)) << "the self-test has used the arena";
    EXPECT_EQ(SQNET_E_ARGUMENT, read());
}

TEST_F(EngineTest, SelfTestFindsWrongScores) {
    Bytes wrong = blob;
    Opened opened(blob);
    wrong[opened.model.section[5].offset + 4] ^= 1; // the CRC of the first golden vector's scores
    fix_crc(wrong);
    int32_t handle = load_and_open(wrong);
    EXPECT_EQ(SQNET_E_GOLDEN, call(Engine::SelfTest___STATIC__I4__I4, {argument(handle)}));
    Call &background = start_self_test(handle);
    clr.finish(background);
    EXPECT_EQ(SQNET_E_GOLDEN, background.result());
}

TEST_F(EngineTest, HandlesRunOutAndAreNotReused) {
    std::vector<int32_t> handles;
    for (int i = 0; i < SQNET_SLOTS; i++)
        handles.push_back(load(blob));
    EXPECT_EQ(SQNET_E_MEMORY, call(Engine::Reserve___STATIC__I4__I4, {argument(1)}));
    partitions.write("model", blob);
    EXPECT_EQ(SQNET_E_MEMORY, call(Engine::Map___STATIC__I4__STRING, {argument("model")}));
    close(handles[3]);
    int32_t handle = load(blob);
    EXPECT_NE(handle, handles[3]) << "the old handle must not mean the new model";
    EXPECT_EQ(SQNET_E_CLOSED, open(handles[3]));
    EXPECT_EQ(0, open(handle));
}

TEST_F(EngineTest, GenerationsWrapAround) {
    int32_t first = sqnet_engine_reserve(1);
    sqnet_engine_close(first);
    int32_t last = first, lowest = INT32_MAX, highest = 0;
    for (int i = 1; i < 1 << 20; i++) {
        int32_t handle = sqnet_engine_reserve(1);
        ASSERT_NE(first, handle);
        ASSERT_NE(last, handle);
        lowest = std::min(lowest, handle);
        highest = std::max(highest, handle);
        last = handle;
        sqnet_engine_close(handle);
    }
    EXPECT_GE(lowest, 1);
    EXPECT_LT(highest, 1 << 28);
    int32_t again = sqnet_engine_reserve(1);
    EXPECT_EQ(first, again) << "after 2^20 models";
    sqnet_engine_close(again);
}

TEST_F(EngineTest, MemoryIsCountedAndComesBack) {
    EXPECT_EQ(0, allocated());
    int32_t handle = load(blob);
    int32_t size = static_cast<int32_t>(blob.size());
    EXPECT_EQ(size, allocated());
    EXPECT_EQ(0, open(handle));
    int32_t opened = size + static_cast<int32_t>(network.arena_bytes) + 10 * network.classes;
    EXPECT_EQ(opened, allocated());
    ManagedArray<uint8_t> large(40 * 40 * 3), small(10);
    EXPECT_EQ(0, begin(handle, large, 40, 40, 120, SQNET_RGB888));
    EXPECT_EQ(opened + 4800, allocated());
    EXPECT_EQ(0, begin(handle, small, 5, 2, 5, SQNET_GRAY8));
    EXPECT_EQ(opened + 4800, allocated()) << "the larger copy is kept";
    Call &stage = start_stage(handle, 0);
    clr.finish(stage);
    EXPECT_EQ(opened + 4800 + SQNET_WORKER_STACK + SQNET_CORES_STACK, allocated());
    close(handle);
    EXPECT_EQ(0, allocated());
}

TEST_F(EngineTest, ArenaMemoryIsThePlans) {
    auto open_and_count = [&](const Bytes &bytes) {
        int32_t handle = load(bytes);
        internal_requests();
        external_requests();
        EXPECT_EQ(0, open(handle));
        close(handle);
    };
    open_and_count(blob);
    EXPECT_EQ(1, internal_requests()) << "the arena";
    EXPECT_EQ(1, external_requests()) << "the scores";
    Bytes external = blob;
    external[31] = 1;
    fix_crc(external);
    open_and_count(external);
    EXPECT_EQ(0, internal_requests());
    EXPECT_EQ(2, external_requests());
    network = bypass_network();
    ASSERT_GT(network.skip_bytes, 0u);
    open_and_count(write_blob(network));
    EXPECT_EQ(1, internal_requests());
    EXPECT_EQ(2, external_requests()) << "what bypasses keep, and the scores";
}

// Whatever is refused: an error that says so, nothing lost, and the same call succeeds afterwards.
TEST_F(EngineTest, EveryShortageIsSurvived) {
    const std::map<std::string, std::vector<int32_t>> allowed = {
        {"reserve", {SQNET_E_MEMORY}},
        {"open", {SQNET_E_ARENA, SQNET_E_MEMORY}},
        {"begin", {SQNET_E_MEMORY}},
        {"stage", {SQNET_E_MEMORY}},
    };
    auto expect_allowed = [&](const char *step, int32_t error) {
        const std::vector<int32_t> &errors = allowed.at(step);
        EXPECT_NE(errors.end(), std::find(errors.begin(), errors.end(), error)) << step << " " << error;
    };
    network = bypass_network();
    blob = with_packed_weights(write_blob(network), pack_weights(network));
    stages = static_cast<int>(network.stages.size());
    ManagedArray<uint8_t> pixels(20 * 20);
    ManagedArray<uint8_t> bytes(blob);
    int rounds = 0;
    for (bool happened = true; happened; rounds++) {
        Shortage shortage(rounds, 2); // external and internal
        int32_t size = static_cast<int32_t>(blob.size());
        int32_t handle = call(Engine::Reserve___STATIC__I4__I4, {argument(size)});
        if (handle < 0) {
            expect_allowed("reserve", handle);
            EXPECT_EQ(0, allocated());
            handle = call(Engine::Reserve___STATIC__I4__I4, {argument(size)});
        }
        ASSERT_GT(handle, 0);
        ASSERT_EQ(0, call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4,
                          {argument(handle), argument(bytes), argument(size)}));
        for (int32_t error = -1; error != 0;) {
            error = open(handle);
            if (error) {
                expect_allowed("open", error);
                EXPECT_EQ(size, allocated());
            }
        }
        for (int32_t error = -1; error != 0;) {
            error = begin(handle, pixels, 20, 20, 20, SQNET_GRAY8);
            if (error)
                expect_allowed("begin", error);
        }
        for (int i = 0; i < stages;) {
            Call &stage = start_stage(handle, i);
            clr.finish(stage);
            if (stage.result())
                expect_allowed("stage", stage.result());
            else
                i++;
        }
        EXPECT_EQ(image_scores(write_blob(network), pixels.values(), 20, 20, 20, SQNET_GRAY8),
                  scores(handle));
        close(handle);
        EXPECT_EQ(0, allocated());
        happened = shortage.happened();
    }
    EXPECT_GT(rounds, 5) << "model, arena, skip memory, scores, image and worker";
}

TEST_F(EngineTest, InternalArenaIsNotReplacedByExternal) {
    int32_t handle = load(blob);
    {
        Shortage shortage(0, 1);
        EXPECT_EQ(SQNET_E_ARENA, open(handle));
    }
    EXPECT_EQ(0, open(handle));
}

TEST_F(EngineTest, RebootClosesEverything) {
    int32_t handle = load_and_open(blob);
    load(blob);
    EXPECT_EQ(0, begin_image(handle, 1));
    Call *stage;
    {
        Gate gate;
        stage = &start_stage(handle, 0);
        gate.wait_for(1);
    }
    clr.soft_reboot();
    EXPECT_NE(Call::State::Waiting, stage->state());
    EXPECT_EQ(0, allocated());
    EXPECT_EQ(SQNET_E_CLOSED, begin_image(handle, 1));
}

} // namespace
} // namespace sqnet_test
