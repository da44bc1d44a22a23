// What crosses from managed code: null and short arrays, numbers out of range, texts, and every method of the
// table.
#include <set>

#include "component.h"
#include "harness.h"
#include "labels_packer.h"
#include "random_network.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

class Arguments : public ComponentTest {
  protected:
    void expect_null_refused(CLR_RT_MethodHandler method, const std::vector<CLR_RT_HeapBlock> &arguments) {
        Call &refused = clr.call(method, arguments);
        ASSERT_EQ(Call::State::Threw, refused.state());
        EXPECT_EQ(CLR_E_ARGUMENT_NULL, refused.exception());
    }
};

TEST_F(Arguments, TableNamesEveryNativeMethodOnce) {
    const CLR_RT_NativeAssemblyData &data = g_CLR_AssemblyNative_SqueezeNet_Embedded_Native;
    EXPECT_STREQ("SqueezeNet.Embedded.Native", data.m_szAssemblyName);
    const std::vector<CLR_RT_MethodHandler> methods = {
        Camera::IsAvailable___STATIC__BOOLEAN,
        Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
        Camera::Close___STATIC__I4,
        Camera::Grab___STATIC__I4__I4,
        Camera::Describe___STATIC__I4__I4__SZARRAY_I4,
        Camera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1,
        Camera::EncodeJpeg___STATIC__I4__I4__I4__I4,
        Camera::ReadJpeg___STATIC__I4__I4__SZARRAY_U1,
        Camera::DropJpeg___STATIC__VOID,
        Camera::Return___STATIC__I4__I4,
        Camera::Orient___STATIC__I4__BOOLEAN__BOOLEAN,
        Engine::IsAvailable___STATIC__BOOLEAN,
        Engine::Reserve___STATIC__I4__I4,
        Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4,
        Engine::Map___STATIC__I4__STRING,
        Engine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4,
        Engine::Decode___STATIC__I4__I4__I4,
        Engine::DecodeInBackground___STATIC__I4__I4__I4__I4,
        Engine::DecodesEachRun___STATIC__BOOLEAN__I4,
        Engine::LimitCores___STATIC__I4__I4__I4,
        Engine::Cores___STATIC__I4__I4,
        Engine::Close___STATIC__VOID__I4,
        Engine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1,
        Engine::Label___STATIC__STRING__I4__I4,
        Engine::SetView___STATIC__I4__I4__I4__I4__I4__I4,
        Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
        Engine::BeginCamera___STATIC__I4__I4__I4,
        Engine::ReadLuma___STATIC__I4__I4__SZARRAY_U1,
        Engine::RunStage___STATIC__I4__I4__I4,
        Engine::RunStageInBackground___STATIC__I4__I4__I4__I4,
        Engine::SelfTest___STATIC__I4__I4,
        Engine::SelfTestInBackground___STATIC__I4__I4__I4,
        Engine::StageMicroseconds___STATIC__I4__I4__I4,
        Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4,
        Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4,
        Engine::AllocatedBytes___STATIC__I4,
        Engine::ErrorText___STATIC__STRING__I4,
        Engine::Measure___STATIC__I4__I4__I4,
        Engine::MeasureRead___STATIC__I4__I4__I4__I4,
        Engine::CountCycles___STATIC__I4__I4__BOOLEAN,
    };
    // In the order of the declarations, and nothing else.
    for (size_t at = 0; at < methods.size(); at++)
        EXPECT_EQ(methods[at], data.m_pNativeMethods[at]) << at;
}

TEST_F(Arguments, NullArraysAndTexts) {
    int32_t handle = load_and_open(blob);
    ManagedArray<int32_t> integers(8);
    CLR_RT_HeapBlock h = argument(handle), zero = argument(0), null = null_argument();
    expect_null_refused(Engine::Map___STATIC__I4__STRING, {null});
    expect_null_refused(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4, {h, null, zero});
    expect_null_refused(Engine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4, {h, zero, zero, null});
    expect_null_refused(Engine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1, {h, zero, null});
    expect_null_refused(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                        {h, null, zero, zero, zero, zero});
    expect_null_refused(Engine::ReadLuma___STATIC__I4__I4__SZARRAY_U1, {h, null});
    expect_null_refused(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {h, null});
    expect_null_refused(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4, {h, null, null});
    expect_null_refused(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4, {h, argument(integers), null});
    expect_null_refused(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4, {null, null, null});
    expect_null_refused(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                        {argument(integers), null, argument(integers)});
    expect_null_refused(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                        {argument(integers), argument(integers), null});
    expect_null_refused(Camera::Describe___STATIC__I4__I4__SZARRAY_I4, {h, null});
    expect_null_refused(Camera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1, {h, zero, null});
    EXPECT_EQ(0, begin_image(handle, 1));
}

TEST_F(Arguments, ShortArrays) {
    int32_t handle = load_and_open(blob);
    ManagedArray<uint32_t> none(0);
    ManagedArray<int32_t> few(static_cast<size_t>(network.classes - 1)),
        many(static_cast<size_t>(network.classes + 1));
    ManagedArray<float> chances(static_cast<size_t>(network.classes + 1));
    ManagedArray<int32_t> nothing(0);
    ManagedArray<float> no_chances(0);
    EXPECT_EQ(SQNET_E_ARGUMENT, call(Engine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4,
                                     {argument(handle), argument(0), argument(0), argument(none)}));
    EXPECT_EQ(0, begin_image(handle, 1));
    for (int i = 0; i < stages; i++)
        EXPECT_EQ(0, run_stage(handle, i));
    for (ManagedArray<int32_t> *wrong : {&few, &many})
        EXPECT_EQ(SQNET_E_ARGUMENT, call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4,
                                         {argument(handle), argument(*wrong)}));
    auto top = [&](ManagedArray<int32_t> &indices, ManagedArray<float> &values) {
        return call(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4,
                    {argument(handle), argument(indices), argument(values)});
    };
    EXPECT_EQ(SQNET_E_ARGUMENT, top(few, chances));
    EXPECT_EQ(SQNET_E_ARGUMENT, top(many, chances));
    EXPECT_EQ(SQNET_E_ARGUMENT, top(nothing, no_chances));
    ManagedArray<int32_t> three(3);
    ManagedArray<float> three_chances(3);
    EXPECT_EQ(3, top(three, three_chances));
}

TEST_F(Arguments, NumbersOutOfRange) {
    EXPECT_EQ(SQNET_E_MEMORY, call(Engine::Reserve___STATIC__I4__I4, {argument(-1)}));
    EXPECT_EQ(SQNET_E_MEMORY, call(Engine::Reserve___STATIC__I4__I4, {argument((16 << 20) + 1)}));
    EXPECT_EQ(SQNET_E_MEMORY, call(Engine::Reserve___STATIC__I4__I4, {argument(INT32_MIN)}));
    int32_t handle = call(Engine::Reserve___STATIC__I4__I4, {argument(100)});
    ManagedArray<uint8_t> piece(60);
    auto load_some = [&](int32_t count) {
        return call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4,
                    {argument(handle), argument(piece), argument(count)});
    };
    EXPECT_EQ(SQNET_E_ARGUMENT, load_some(-1));
    EXPECT_EQ(SQNET_E_ARGUMENT, load_some(61));
    EXPECT_EQ(0, load_some(60));
    EXPECT_EQ(SQNET_E_ARGUMENT, load_some(41));
    EXPECT_EQ(0, load_some(40));
    EXPECT_EQ(0, load_some(0));
    EXPECT_EQ(SQNET_E_ARGUMENT, load_some(1));
    close(handle);

    handle = load(blob);
    for (int32_t checks : {-1, 4, INT32_MAX, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, open(handle, checks));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin_image(handle, 1)) << "not open yet";
    EXPECT_EQ(0, open(handle));
    EXPECT_EQ(SQNET_E_ARGUMENT, open(handle)) << "open already";
    EXPECT_EQ(SQNET_E_ARGUMENT, load_some(0)) << "open already";
    for (int32_t stage : {-1, INT32_MIN, 1, stages, INT32_MAX}) {
        EXPECT_EQ(0, begin_image(handle, 1));
        EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, stage));
        Call &background = start_stage(handle, stage);
        clr.finish(background);
        EXPECT_EQ(SQNET_E_ARGUMENT, background.result());
    }
    for (int32_t milliseconds : {-2, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, start_stage(handle, 0, milliseconds).result());
    for (int32_t stage : {-1, stages, INT32_MAX})
        EXPECT_EQ(SQNET_E_ARGUMENT,
                  call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {argument(handle), argument(stage)}));
}

TEST_F(Arguments, ImagesThatDoNotFit) {
    int32_t handle = load_and_open(blob);
    ManagedArray<uint8_t> pixels(20 * 10 * 3);
    auto begin = [&](int32_t width, int32_t height, int32_t stride, int32_t format) {
        return call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                    {argument(handle), argument(pixels), argument(width), argument(height), argument(stride),
                     argument(format)});
    };
    EXPECT_EQ(0, begin(20, 10, 60, SQNET_RGB888));
    EXPECT_EQ(0, begin(20, 10, 40, SQNET_RGB565_BE));
    EXPECT_EQ(0, begin(600, 1, 600, SQNET_GRAY8));
    const int32_t wrong[][4] = {
        {0, 10, 60, 0},   {20, 0, 60, 0},         {-1, 10, 60, 0},        {20, -1, 60, 0},
        {4097, 1, 60, 3}, {1, 4097, 1, 3},        {20, 10, 59, 0},        {20, 10, 0, 3},
        {20, 10, 61, 0},  {20, 10, 60, -1},       {20, 10, 60, 4},        {20, 10, -60, 0},
        {20, 11, 60, 0},  {601, 1, 601, 3},       {20, 10, INT32_MAX, 0}, {4096, 4096, INT32_MAX, 0},
        {1, 2, 600, 3},   {20, 10, INT32_MIN, 0},
    };
    for (const int32_t *w : wrong)
        EXPECT_EQ(SQNET_E_IMAGE, begin(w[0], w[1], w[2], w[3]))
            << w[0] << " " << w[1] << " " << w[2] << " " << w[3];
    EXPECT_EQ(0, run_stage(handle, 0)) << "what had begun is still there";
}

TEST_F(Arguments, CallsOnHandlesThatAreNotOpen) {
    int32_t handle = load_and_open(blob);
    close(handle);
    ManagedArray<uint8_t> bytes(10);
    ManagedArray<int32_t> integers(3);
    ManagedArray<float> floats(3);
    for (int32_t wrong : {handle, 0, -1, 9, 255, INT32_MIN, INT32_MAX, handle + 1, handle ^ 256}) {
        CLR_RT_HeapBlock h = argument(wrong), one = argument(1);
        EXPECT_EQ(SQNET_E_CLOSED,
                  call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4, {h, argument(bytes), one}));
        EXPECT_EQ(SQNET_E_CLOSED, open(wrong));
        EXPECT_EQ(SQNET_E_CLOSED,
                  call(Engine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1, {h, one, argument(bytes)}));
        EXPECT_EQ("", clr.call(Engine::Label___STATIC__STRING__I4__I4, {h, one}).text());
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                                       {h, argument(bytes), one, one, one, argument(3)}));
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::BeginCamera___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_CLOSED,
                  call(Engine::SetView___STATIC__I4__I4__I4__I4__I4__I4, {h, one, one, one, one}));
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::ReadLuma___STATIC__I4__I4__SZARRAY_U1, {h, argument(bytes)}));
        EXPECT_EQ(SQNET_E_CLOSED, begin_image(wrong, 1));
        EXPECT_EQ(SQNET_E_CLOSED, run_stage(wrong, 0));
        EXPECT_EQ(SQNET_E_CLOSED, start_stage(wrong, 0).result());
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::SelfTest___STATIC__I4__I4, {h}));
        EXPECT_EQ(SQNET_E_CLOSED, start_self_test(wrong).result());
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_CLOSED,
                  call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {h, argument(integers)}));
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4,
                                       {h, argument(integers), argument(floats)}));
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::LimitCores___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_CLOSED, call(Engine::Cores___STATIC__I4__I4, {h}));
        close(wrong);
    }
}

TEST_F(Arguments, TextsOfErrorsAndLabels) {
    std::set<std::string> texts;
    for (int32_t error = -40; error <= 0; error++)
        if (error >= -17 || error <= -32)
            texts.insert(clr.call(Engine::ErrorText___STATIC__STRING__I4, {argument(error)}).text());
    EXPECT_EQ(27u, texts.size()) << "each has its own";
    std::string unknown = clr.call(Engine::ErrorText___STATIC__STRING__I4, {argument(-20)}).text();
    EXPECT_EQ(0u, texts.count(unknown));
    for (int32_t error : {-41, 1, INT32_MIN, INT32_MAX})
        EXPECT_EQ(unknown, clr.call(Engine::ErrorText___STATIC__STRING__I4, {argument(error)}).text());

    network.labels[1] = std::string(255, 'x'); // the longest there can be
    int32_t handle = 0;
    auto label = [&](int32_t index) {
        return clr.call(Engine::Label___STATIC__STRING__I4__I4, {argument(handle), argument(index)}).text();
    };
    Bytes packed = pack_labels(network.labels, 200, 1).section();
    for (const Bytes &form : {write_blob(network), with_section(write_blob(network), 4, packed, 2)}) {
        handle = load_and_open(form);
        for (int32_t i = 0; i < network.classes; i++)
            EXPECT_EQ(network.labels[static_cast<size_t>(i)], label(i));
        for (int32_t i : {-1, network.classes, INT32_MIN, INT32_MAX})
            EXPECT_EQ("", label(i));
    }
}

TEST_F(Arguments, BytesOfTheBlob) {
    int32_t handle = load_and_open(blob);
    ManagedArray<uint8_t> all(blob.size() + 10, 0xEE), none(0);
    auto read = [&](int32_t offset, ManagedArray<uint8_t> &into) {
        return call(Engine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1,
                    {argument(handle), argument(offset), argument(into)});
    };
    int32_t size = static_cast<int32_t>(blob.size());
    EXPECT_EQ(size, read(0, all));
    EXPECT_TRUE(std::equal(blob.begin(), blob.end(), &all.at(0)));
    EXPECT_EQ(0xEE, all.at(blob.size())) << "nothing is written beyond";
    EXPECT_EQ(7, read(size - 7, all));
    EXPECT_TRUE(std::equal(blob.end() - 7, blob.end(), &all.at(0)));
    EXPECT_EQ(0, read(size, all));
    EXPECT_EQ(0, read(INT32_MAX, all));
    EXPECT_EQ(0, read(5, none));
    EXPECT_EQ(SQNET_E_ARGUMENT, read(-1, all));
    EXPECT_EQ(SQNET_E_ARGUMENT, read(INT32_MIN, all));
}

TEST_F(Arguments, OpenReportsWhereADamagedBlobIsDamaged) {
    Bytes damaged = blob;
    damaged[16] = 1; // width
    fix_crc(damaged);
    int32_t handle = load(damaged);
    ManagedArray<uint32_t> offset(1, 99u);
    auto open_it = [&] {
        return call(Engine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4,
                    {argument(handle), argument(3), argument(0), argument(offset)});
    };
    EXPECT_EQ(SQNET_E_HEADER, open_it());
    EXPECT_EQ(16u, offset.at(0));
    close(handle);
    damaged = blob;
    damaged[blob.size() - 1] ^= 1;
    handle = load(damaged);
    EXPECT_EQ(SQNET_E_CRC, open_it());
    EXPECT_EQ(12u, offset.at(0));
    close(handle);
    handle = call(Engine::Reserve___STATIC__I4__I4, {argument(1000)});
    EXPECT_EQ(SQNET_E_TRUNCATED, open_it()) << "nothing was loaded";
}

TEST_F(Arguments, Partitions) {
    Bytes long_partition = blob;
    long_partition.resize(blob.size() + 4096, 0xFF);
    partitions.write("model", long_partition);
    partitions.write("short", Bytes(blob.begin(), blob.begin() + static_cast<long>(blob.size() / 2)));
    partitions.write("sixteen_letters_", blob);
    Bytes damaged = blob;
    damaged[blob.size() - 1] ^= 1;
    partitions.write("damaged", damaged);
    auto map = [&](const char *label) { return call(Engine::Map___STATIC__I4__STRING, {argument(label)}); };
    for (const char *missing : {"", "other", "model.bin", "../model", "seventeen_letters", "."})
        EXPECT_EQ(SQNET_E_PARTITION, map(missing)) << missing;
    int32_t handle = map("model");
    ASSERT_GT(handle, 0);
    EXPECT_EQ(0, open(handle));
    EXPECT_EQ(0, begin_image(handle, 5));
    for (int i = 0; i < stages; i++)
        EXPECT_EQ(0, run_stage(handle, i));
    EXPECT_EQ(image_scores(blob, 5), scores(handle));
    ManagedArray<uint8_t> piece(1);
    EXPECT_EQ(SQNET_E_ARGUMENT, call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4,
                                     {argument(handle), argument(piece), argument(1)}));
    int32_t cut = map("short");
    EXPECT_EQ(SQNET_E_TRUNCATED, open(cut));
    int32_t bad = map("damaged");
    EXPECT_EQ(SQNET_E_CRC, open(bad));
    EXPECT_EQ(0, open(map("sixteen_letters_")));
}

} // namespace
} // namespace sqnet_test
