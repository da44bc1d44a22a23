// What a board measures of itself.
#include "sqnet_measure.h"

#include "component.h"
#include "idf.h"
#include "sqnet_cores.h"
#include "sqnet_tasks.h"

namespace sqnet_test {
namespace {

class MeasureTest : public ComponentTest {
  protected:
    // ESP-IDF's port counts with 240 MHz, the other in nanoseconds.
    bool is_idf = sqnet_measure(SQNET_MEASURED_CLOCK, 0) == 240;
};

TEST_F(MeasureTest, MemoryIsThePorts) {
    for (int32_t kind : {0, 1}) {
        int32_t left = sqnet_measure(SQNET_MEASURED_FREE, kind),
                least = sqnet_measure(SQNET_MEASURED_LEAST, kind);
        int32_t largest = sqnet_measure(SQNET_MEASURED_LARGEST, kind);
        EXPECT_EQ(is_idf ? (kind ? 5 << 20 : 250 << 10) : INT32_MAX, left);
        EXPECT_EQ(is_idf ? (kind ? 4 << 20 : 200 << 10) : INT32_MAX, largest);
        EXPECT_EQ(is_idf ? (kind ? 3 << 20 : 150 << 10) : INT32_MAX, least);
    }
    for (int32_t wrong : {-1, 2, INT32_MIN, INT32_MAX})
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure(SQNET_MEASURED_FREE, wrong));
    for (int32_t wrong : {-1, 5, INT32_MIN, INT32_MAX})
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure(wrong, 0));
}

TEST_F(MeasureTest, StacksOfThreadsThatRun) {
    int32_t own = sqnet_measure(SQNET_MEASURED_STACK, 0);
    EXPECT_EQ(is_idf ? static_cast<int32_t>(idf_stack_left) : SQNET_E_UNSUPPORTED, own);
    for (int32_t which : {1, 2})
        EXPECT_EQ(SQNET_E_CLOSED, sqnet_measure(SQNET_MEASURED_STACK, which)) << "none runs yet";
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure(SQNET_MEASURED_STACK, 3));
    int32_t handle = load_and_open(blob);
    EXPECT_EQ(0, begin_image(handle, 1));
    clr.finish(start_stage(handle, 0));
    int32_t left = static_cast<int32_t>(SQNET_WORKER_STACK - idf_stack_used);
    for (int32_t which : {1, 2})
        EXPECT_EQ(is_idf ? left : SQNET_E_UNSUPPORTED, sqnet_measure(SQNET_MEASURED_STACK, which)) << which;
    static_assert(SQNET_WORKER_STACK == SQNET_CORES_STACK, "one figure for both");
    close(handle);
}

TEST_F(MeasureTest, ReadingTakesTimeAndLeavesNothing) {
    partitions.write("model", blob);
    int32_t mapped = call(Engine::Map___STATIC__I4__STRING, {argument("model")});
    int32_t loaded = load(blob);
    int32_t held = allocated();
    for (int32_t handle : {mapped, loaded})
        EXPECT_GT(sqnet_measure_read(SQNET_READ_MODEL, handle, 1024), 0);
    EXPECT_GT(sqnet_measure_read(SQNET_READ_INTERNAL, 0, 1024), 0);
    EXPECT_GT(sqnet_measure_read(SQNET_READ_EXTERNAL, 0, 1024), 0);
    EXPECT_EQ(held, allocated());
    // More takes longer: by how much is the machine's.
    int32_t little = sqnet_measure_read(SQNET_READ_INTERNAL, 0, 1);
    EXPECT_GT(sqnet_measure_read(SQNET_READ_INTERNAL, 0, 8192), little);
    for (int32_t wrong : {0, -1, 8193, INT32_MIN, INT32_MAX})
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure_read(SQNET_READ_INTERNAL, 0, wrong));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure_read(3, 0, 1));
    EXPECT_EQ(SQNET_E_CLOSED, sqnet_measure_read(SQNET_READ_MODEL, 0, 1));
    int32_t empty = call(Engine::Reserve___STATIC__I4__I4, {argument(5000)});
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_measure_read(SQNET_READ_MODEL, empty, 1)) << "nothing was loaded";
    EXPECT_EQ(0, open(mapped));
    EXPECT_GT(sqnet_measure_read(SQNET_READ_MODEL, mapped, 1), 0) << "an open one too";
    for (int32_t handle : {mapped, loaded, empty})
        close(handle);
}

TEST_F(MeasureTest, StagesAreCountedInCyclesOrMicroseconds) {
    int32_t handle = load_and_open(blob);
    int32_t clock = sqnet_measure(SQNET_MEASURED_CLOCK, 0);
    int64_t sums[2] = {0, 0};
    for (int32_t cycles : {0, 1, 0, 1}) {
        EXPECT_EQ(0, sqnet_measure_cycles(handle, cycles));
        EXPECT_EQ(0, begin_image(handle, 1));
        for (int i = 0; i < stages; i++) {
            EXPECT_EQ(0, run_stage(handle, i));
            sums[cycles] +=
                call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {argument(handle), argument(i)});
        }
    }
    // Microseconds are rounded down, stage by stage; machines are noisy.
    EXPECT_GT(sums[1], sums[0] * clock / 20);
    EXPECT_GT(sums[1], 0);
    EXPECT_EQ(SQNET_E_CLOSED, sqnet_measure_cycles(0, 1));
    close(handle);
}

} // namespace
} // namespace sqnet_test
