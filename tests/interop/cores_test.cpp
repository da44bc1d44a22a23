// Stages on both cores: the same scores, whoever comes late, fails to start or is closed meanwhile.
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "component.h"
#include "gates.h"
#include "random.h"
#include "random_network.h"
#include "sqnet_cores.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

// --- Pieces

// Runs a function on a thread of the port, as the worker is one.
template <typename Function> void on_thread(Function function) {
    auto run = [](sqnet_thread *self, void *context) { (*static_cast<Function *>(context))(self); };
    sqnet_port_join(sqnet_port_start("test", 8192, run, &function));
}

// Pieces that each wait until `needed` threads are in one.
struct Meeting {
    std::mutex mutex;
    std::condition_variable changed;
    std::set<std::thread::id> threads;
    size_t needed = 2;

    static void piece(void *job, unsigned) {
        Meeting &self = *static_cast<Meeting *>(job);
        std::unique_lock<std::mutex> lock(self.mutex);
        self.threads.insert(std::this_thread::get_id());
        self.changed.notify_all();
        self.changed.wait(lock, [&] { return self.threads.size() >= self.needed; });
    }
};

TEST(Pieces, AreRunByBothCores) {
    on_thread([](sqnet_thread *self) {
        sqnet_hooks hooks = {};
        ASSERT_EQ(2u, sqnet_cores_share(&hooks, self, 0));
        ASSERT_NE(nullptr, hooks.parallel);
        for (int i = 0; i < 20; i++) {
            Meeting meeting;
            hooks.parallel(hooks.parallel_context, 2 + static_cast<unsigned>(i), Meeting::piece, &meeting);
            EXPECT_EQ(2u, meeting.threads.size());
        }
        sqnet_cores_stop();
    });
    EXPECT_EQ(0, sqnet_memory_held());
}

TEST(Pieces, EachIsRunOnceAndDoneBeforeTheNextRound) {
    on_thread([](sqnet_thread *self) {
        sqnet_hooks hooks = {};
        ASSERT_EQ(2u, sqnet_cores_share(&hooks, self, 2));
        Random random(1);
        std::vector<int> counts(64); // not atomic: the sanitizer sees who touches them when
        for (int round = 0; round < 5000; round++) {
            unsigned pieces = static_cast<unsigned>(random.between(1, 64));
            std::fill(counts.begin(), counts.end(), 0);
            hooks.parallel(
                hooks.parallel_context, pieces,
                [](void *job, unsigned index) { (*static_cast<std::vector<int> *>(job))[index]++; }, &counts);
            for (unsigned i = 0; i < 64; i++)
                ASSERT_EQ(i < pieces, counts[i]);
            if (random.one_in(500))
                sqnet_cores_stop();
            ASSERT_EQ(2u, sqnet_cores_share(&hooks, self, 2));
        }
        sqnet_cores_stop();
    });
}

// --- Stages

class CoresTest : public ComponentTest {
  protected:
    void use(const Network &other, bool window = false) {
        network = other;
        raw = write_blob(network);
        blob = window ? with_packed_weights(raw, pack_weights(network)) : raw;
        stages = static_cast<int>(network.stages.size());
    }

    int32_t cores(int32_t handle) {
        return call(Engine::Cores___STATIC__I4__I4, {argument(handle)});
    }
    int32_t limit(int32_t handle, int32_t most) {
        return call(Engine::LimitCores___STATIC__I4__I4__I4, {argument(handle), argument(most)});
    }

    std::vector<int32_t> run(int32_t handle, uint32_t seed) {
        EXPECT_EQ(0, begin_image(handle, seed));
        for (int i = 0; i < stages; i++) {
            Call &stage = start_stage(handle, i);
            clr.finish(stage);
            EXPECT_EQ(0, stage.result());
        }
        return scores(handle);
    }

    Bytes raw;
};

TEST_F(CoresTest, GiveTheScoresOfOne) {
    for (uint64_t seed = 1; seed <= 12; seed++) {
        SCOPED_TRACE(seed);
        use(seed % 3 ? random_network(seed) : wide_network(seed), seed % 4 == 0);
        int32_t handle = load(blob);
        ASSERT_EQ(0, open(handle, 1, seed % 8 == 0 ? SQNET_DECODE_EACH_RUN : SQNET_DECODE_AUTOMATIC));
        for (uint32_t image = 0; image < 2; image++) {
            EXPECT_EQ(image_scores(raw, image), run(handle, image));
            EXPECT_EQ(2, cores(handle));
        }
        Call &test = start_self_test(handle);
        clr.finish(test);
        EXPECT_EQ(0, test.result());
        close(handle);
        EXPECT_EQ(0, allocated());
    }
}

TEST_F(CoresTest, AreTakenAsAsked) {
    use(varied_network());
    int32_t handle = load_and_open(blob), before = allocated();
    for (int32_t wrong : {-1, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, limit(handle, wrong));
    EXPECT_EQ(0, cores(handle)) << "nothing has run";
    EXPECT_EQ(0, limit(handle, 1));
    EXPECT_EQ(image_scores(raw, 1), run(handle, 1));
    EXPECT_EQ(1, cores(handle));
    int32_t pixels = ImageWidth * ImageHeight * 3;
    EXPECT_EQ(before + pixels + SQNET_WORKER_STACK, allocated()) << "no helper";
    for (int32_t most : {0, 2, 5}) {
        EXPECT_EQ(0, limit(handle, most));
        EXPECT_EQ(image_scores(raw, 1), run(handle, 1));
        EXPECT_EQ(2, cores(handle));
        EXPECT_EQ(before + pixels + SQNET_WORKER_STACK + SQNET_CORES_STACK, allocated());
    }
    EXPECT_EQ(0, begin_image(handle, 1));
    EXPECT_EQ(0, run_stage(handle, 0));
    EXPECT_EQ(1, cores(handle)) << "on the CLR's thread";
}

TEST_F(CoresTest, OneIsEnoughIfThereIsNoMemoryForTheOther) {
    use(varied_network());
    int32_t handle = load_and_open(blob);
    EXPECT_EQ(0, begin_image(handle, 1));
    {
        Shortage shortage(1); // the worker starts, the helper does not
        Call &stage = start_stage(handle, 0);
        clr.finish(stage);
        EXPECT_EQ(0, stage.result());
        EXPECT_TRUE(shortage.happened());
    }
    EXPECT_EQ(1, cores(handle));
    for (int i = 1; i < stages; i++) {
        Call &stage = start_stage(handle, i);
        clr.finish(stage);
        EXPECT_EQ(0, stage.result());
        EXPECT_EQ(2, cores(handle)) << "there is memory now";
    }
    EXPECT_EQ(image_scores(raw, 1), scores(handle));
}

TEST_F(CoresTest, OneIsAllThereIs) {
    Cores one(1);
    use(varied_network());
    int32_t handle = load_and_open(blob);
    EXPECT_EQ(image_scores(raw, 1), run(handle, 1));
    EXPECT_EQ(1, cores(handle));
}

// Whatever runs then: nothing is lost, nothing is used later.
TEST_F(CoresTest, ClosingAndRebootingWhileStagesRun) {
    Random random(3);
    for (int round = 0; round < 40; round++) {
        use(round % 2 ? varied_network() : wide_network(7));
        std::vector<int32_t> handles;
        for (int i = 0; i < 3; i++) {
            handles.push_back(load_and_open(blob));
            EXPECT_EQ(0, begin_image(handles.back(), static_cast<uint32_t>(i)));
            if (random.one_in(4))
                start_self_test(handles.back());
            else
                start_stage(handles.back(), 0);
        }
        usleep(static_cast<useconds_t>(random.between(0, 300)));
        if (random.one_in(2))
            clr.soft_reboot();
        else
            for (int32_t handle : handles)
                close(handle);
        while (allocated() != 0)
            usleep(50);
        for (int32_t handle : handles)
            EXPECT_EQ(SQNET_E_CLOSED, begin_image(handle, 1));
    }
}

} // namespace
} // namespace sqnet_test
