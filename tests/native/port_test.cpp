// What a platform promises (sqnet_port.h), on the one that the tests are built for.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "bytes.h"
#include "environment.h"

extern "C" {
#include "sqnet_port.h"
}

namespace sqnet_test {
namespace {

TEST(Memory, IsAlignedToSixteenBytes) {
    for (size_t bytes : {size_t{0}, size_t{1}, size_t{15}, size_t{17}, size_t{4097}, size_t{1} << 20}) {
        void *memory = sqnet_port_allocate(bytes, SQNET_PORT_INTERNAL);
        ASSERT_NE(nullptr, memory);
        EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(memory) % 16);
        std::memset(memory, 0x5a, bytes);
        sqnet_port_free(memory);
    }
    sqnet_port_free(nullptr);
}

TEST(Memory, TooMuchIsRefused) {
    EXPECT_EQ(nullptr, sqnet_port_allocate(SIZE_MAX, SQNET_PORT_EXTERNAL));
    EXPECT_EQ(nullptr, sqnet_port_allocate(SIZE_MAX - 15, SQNET_PORT_EXTERNAL));
}

class Partitions : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(folder);
        set_variable("SQNET_PARTITIONS", folder.string());
    }

    void TearDown() override {
        set_variable("SQNET_PARTITIONS", "");
        std::filesystem::remove_all(folder);
    }

    void write(const std::string &name, const std::string &text) {
        std::ofstream(folder / name, std::ios::binary) << text;
    }

    std::filesystem::path folder = std::filesystem::temp_directory_path() / "sqnet_port_test";
};

TEST_F(Partitions, AreFilesOfTheFolder) {
    std::string text = "line\r\nline\n\x1a behind what ends a text";
    write("model.bin", text);
    sqnet_mapping mapping;
    ASSERT_EQ(0, sqnet_port_map("model", &mapping));
    EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(mapping.bytes) % 16);
    EXPECT_EQ(text, std::string(mapping.bytes, mapping.bytes + mapping.size));
    sqnet_mapping second;
    ASSERT_EQ(0, sqnet_port_map("model", &second));
    sqnet_port_unmap(&mapping);
    EXPECT_EQ(text, std::string(second.bytes, second.bytes + second.size));
    sqnet_port_unmap(&second);
}

TEST_F(Partitions, ThatAreNoneAreRefused) {
    write("empty.bin", "");
    write("seventeen_letters.bin", "x");
    write(".hidden.bin", "x");
    std::filesystem::create_directory(folder / "below");
    write("below/model.bin", "x");
    sqnet_mapping mapping;
    for (const char *label : {"", "missing", "empty", "seventeen_letters", ".hidden", "below/model", "below"})
        EXPECT_NE(0, sqnet_port_map(label, &mapping)) << label;
    set_variable("SQNET_PARTITIONS", "");
    EXPECT_NE(0, sqnet_port_map("model", &mapping));
}

// Says how often it was woken, until it is told to end.
struct Sleeper {
    std::atomic<int> woken{0};
    std::atomic<bool> end{false};

    static void run(sqnet_thread *self, void *context) {
        Sleeper &sleeper = *static_cast<Sleeper *>(context);
        while (!sleeper.end) {
            sqnet_port_sleep(self);
            sleeper.woken++;
        }
    }
};

TEST(Threads, SleepUntilTheyAreWoken) {
    Sleeper sleeper;
    sqnet_thread *thread = sqnet_port_start("sleeper", 4096, Sleeper::run, &sleeper);
    ASSERT_NE(nullptr, thread);
    for (int i = 0; i < 1000; i++) {
        ASSERT_EQ(i, sleeper.woken);
        sqnet_port_wake(thread);
        while (sleeper.woken == i)
            std::this_thread::yield();
    }
    sleeper.end = true;
    sqnet_port_wake(thread);
    sqnet_port_join(thread);
    EXPECT_EQ(1001, sleeper.woken);
}

TEST(Threads, AWakeBeforeTheSleepIsNotLost) {
    struct Late {
        static void run(sqnet_thread *self, void *context) {
            while (!*static_cast<std::atomic<bool> *>(context))
                std::this_thread::yield();
            sqnet_port_sleep(self);
        }
    };
    std::atomic<bool> go{false};
    sqnet_thread *thread = sqnet_port_start("late", 4096, Late::run, &go);
    ASSERT_NE(nullptr, thread);
    sqnet_port_wake(thread);
    sqnet_port_wake(thread);
    go = true;
    sqnet_port_join(thread); // hangs if it was
}

TEST(Threads, TakeTurnsWithTheLock) {
    struct Shared {
        int count = 0;
        static void run(sqnet_thread *, void *context) {
            for (int i = 0; i < 10000; i++) {
                sqnet_port_lock();
                static_cast<Shared *>(context)->count++;
                sqnet_port_unlock();
            }
        }
    } shared;
    sqnet_thread *threads[4];
    for (sqnet_thread *&thread : threads) {
        thread = sqnet_port_start("turns", 4096, Shared::run, &shared);
        ASSERT_NE(nullptr, thread);
    }
    for (sqnet_thread *thread : threads)
        sqnet_port_join(thread);
    EXPECT_EQ(40000, shared.count);
    EXPECT_GE(sqnet_port_cores(), 1u);
}

TEST(Clock, CountsMicroseconds) {
    auto begin = std::chrono::steady_clock::now();
    uint32_t from = sqnet_port_microseconds();
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    uint32_t passed = sqnet_port_microseconds() - from;
    auto most = std::chrono::steady_clock::now() - begin;
    EXPECT_GE(passed, 29000u);
    EXPECT_LE(passed, std::chrono::duration_cast<std::chrono::microseconds>(most).count() + 1000);
}

} // namespace
} // namespace sqnet_test
