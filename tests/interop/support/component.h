// The native methods as managed code sees them, on the stand-in CLR.
#ifndef SQNET_TEST_COMPONENT_H
#define SQNET_TEST_COMPONENT_H

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "blob_writer.h"
#include "bytes.h"
#include "clr.h"
#include "network.h"
#include "session.h"
#include "sqnet_engine.h"
#include "sqnet_native.h"
#include "sqnet_slots.h"
#include "sqnet_tasks.h"

namespace sqnet_test {

typedef Library_sqnet_native_SqueezeNet_Embedded_NativeEngine Engine;
typedef Library_sqnet_native_SqueezeNet_Embedded_NativeCamera Camera;

// Pixels of a small RGB image.
const int ImageWidth = 24, ImageHeight = 18;
std::vector<uint8_t> image_of(uint32_t seed);

// Scores of the plain core, one thread, no component.
std::vector<int32_t> image_scores(const Bytes &blob, uint32_t seed);
std::vector<int32_t> image_scores(const Bytes &blob, const std::vector<uint8_t> &pixels, int width,
                                  int height, int stride, int format);

// Partitions as files of a folder that is gone at the end.
class Partitions {
  public:
    Partitions();
    ~Partitions();
    void write(const std::string &label, const Bytes &bytes);

  private:
    std::string folder_;
    std::vector<std::string> files_;
};

// Tests that call the component. All of its memory must be back at the end.
class ComponentTest : public testing::Test {
  protected:
    ComponentTest();
    void TearDown() override;

    int32_t call(CLR_RT_MethodHandler method, std::vector<CLR_RT_HeapBlock> arguments);

    // Reserve and Load in two pieces.
    int32_t load(const Bytes &blob);
    // As the C# side does it: Open, then Decode until it is done.
    int32_t open(int32_t handle, int32_t checks = 3, int32_t decoding = SQNET_DECODE_AUTOMATIC);
    int32_t begin_open(int32_t handle, int32_t checks, int32_t decoding);
    int32_t decode(int32_t handle, int32_t taps);
    Call &start_decode(int32_t handle, int32_t taps, int32_t milliseconds = -1);
    bool decodes_each_run(int32_t handle);
    int32_t load_and_open(const Bytes &blob);
    void close(int32_t handle);
    // On image_of(seed).
    int32_t begin_image(int32_t handle, uint32_t seed);
    // Until it is done.
    int32_t run_stage(int32_t handle, int32_t stage, int *calls = nullptr);
    Call &start_stage(int32_t handle, int32_t stage, int32_t milliseconds = -1);
    Call &start_self_test(int32_t handle, int32_t milliseconds = -1);
    std::vector<int32_t> scores(int32_t handle);
    int32_t allocated();

    // Waits until what nobody waits for any more has ended.
    void settle(int32_t handle);

    Partitions partitions;
    Clr clr;
    Network network;
    Bytes blob;
    int stages;
};

} // namespace sqnet_test

#endif
