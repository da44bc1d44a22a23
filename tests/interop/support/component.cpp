#include "component.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "harness.h"
#include "idf.h"
#include "random.h"
#include "random_network.h"

namespace sqnet_test {

static std::vector<int32_t> run_core(const Bytes &blob, sqnet_row_fn row, void *context) {
    Opened opened(blob);
    EXPECT_EQ(0, opened.error);
    Guarded arena(opened.model.arena_bytes);
    std::vector<int32_t> scores(opened.model.classes);
    sqnet_run run;
    sqnet_memory memory = memory_of(arena);
    sqnet_source source = {row, context};
    EXPECT_EQ(0, sqnet_infer(&run, &opened.model, &memory, &source, scores.data()));
    return scores;
}

std::vector<uint8_t> image_of(uint32_t seed) {
    Random random(seed);
    std::vector<uint8_t> pixels(ImageWidth * ImageHeight * 3);
    for (uint8_t &value : pixels)
        value = random.byte();
    return pixels;
}

std::vector<int32_t> image_scores(const Bytes &blob, uint32_t seed) {
    return image_scores(blob, image_of(seed), ImageWidth, ImageHeight, 3 * ImageWidth, SQNET_RGB888);
}

std::vector<int32_t> image_scores(const Bytes &blob, const std::vector<uint8_t> &pixels, int width,
                                  int height, int stride, int format) {
    Opened opened(blob);
    sqnet_image image = {pixels.data(), static_cast<uint32_t>(width), static_cast<uint32_t>(height),
                         static_cast<uint32_t>(stride), static_cast<uint32_t>(format)};
    sqnet_image_source source;
    EXPECT_EQ(0, sqnet_image_open(&source, &opened.model, &image));
    return run_core(blob, sqnet_image_row, &source);
}

Partitions::Partitions() {
    char folder[] = "/tmp/sqnet-partitions-XXXXXX";
    folder_ = mkdtemp(folder);
    setenv("SQNET_PARTITIONS", folder_.c_str(), 1);
}

Partitions::~Partitions() {
    for (const std::string &file : files_)
        unlink(file.c_str());
    rmdir(folder_.c_str());
}

void Partitions::write(const std::string &label, const Bytes &bytes) {
    files_.push_back(folder_ + "/" + label + ".bin");
    std::ofstream file(files_.back(), std::ios::binary);
    file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

ComponentTest::ComponentTest()
    : network(varied_network()), blob(write_blob(network)), stages(static_cast<int>(network.stages.size())) {
}

void ComponentTest::TearDown() {
    clr.soft_reboot();
    EXPECT_EQ(0, allocated());
    EXPECT_EQ(0, idf_mappings());
}

int32_t ComponentTest::call(CLR_RT_MethodHandler method, std::vector<CLR_RT_HeapBlock> arguments) {
    return clr.call(method, std::move(arguments)).result();
}

int32_t ComponentTest::load(const Bytes &bytes) {
    int32_t handle = call(Engine::Reserve___STATIC__I4__I4, {argument(static_cast<int32_t>(bytes.size()))});
    EXPECT_GT(handle, 0);
    size_t half = bytes.size() / 2;
    ManagedArray<uint8_t> first(std::vector<uint8_t>(bytes.begin(), bytes.begin() + static_cast<long>(half)));
    ManagedArray<uint8_t> second(std::vector<uint8_t>(bytes.begin() + static_cast<long>(half), bytes.end()));
    for (ManagedArray<uint8_t> *piece : {&first, &second})
        EXPECT_EQ(0,
                  call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4,
                       {argument(handle), argument(*piece), argument(static_cast<int32_t>(piece->size()))}));
    return handle;
}

int32_t ComponentTest::begin_open(int32_t handle, int32_t checks, int32_t decoding) {
    ManagedArray<uint32_t> offset(1, 77u);
    return call(Engine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4,
                {argument(handle), argument(checks), argument(decoding), argument(offset)});
}

int32_t ComponentTest::open(int32_t handle, int32_t checks, int32_t decoding) {
    int32_t result = begin_open(handle, checks, decoding);
    while (result > 0)
        result = decode(handle, 50);
    return result;
}

int32_t ComponentTest::decode(int32_t handle, int32_t taps) {
    return call(Engine::Decode___STATIC__I4__I4__I4, {argument(handle), argument(taps)});
}

Call &ComponentTest::start_decode(int32_t handle, int32_t taps, int32_t milliseconds) {
    return clr.call(Engine::DecodeInBackground___STATIC__I4__I4__I4__I4,
                    {argument(handle), argument(taps), argument(milliseconds)});
}

bool ComponentTest::decodes_each_run(int32_t handle) {
    return call(Engine::DecodesEachRun___STATIC__BOOLEAN__I4, {argument(handle)}) != 0;
}

int32_t ComponentTest::load_and_open(const Bytes &bytes) {
    int32_t handle = load(bytes);
    EXPECT_EQ(0, open(handle));
    return handle;
}

void ComponentTest::close(int32_t handle) {
    clr.call(Engine::Close___STATIC__VOID__I4, {argument(handle)});
}

int32_t ComponentTest::begin_image(int32_t handle, uint32_t seed) {
    ManagedArray<uint8_t> pixels(image_of(seed));
    return call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                {argument(handle), argument(pixels), argument(ImageWidth), argument(ImageHeight),
                 argument(3 * ImageWidth), argument(static_cast<int32_t>(SQNET_RGB888))});
}

int32_t ComponentTest::run_stage(int32_t handle, int32_t stage, int *calls) {
    int32_t result = 1;
    for (int i = 0; result == 1; i++) {
        result = call(Engine::RunStage___STATIC__I4__I4__I4, {argument(handle), argument(stage)});
        if (calls)
            *calls = i + 1;
    }
    return result;
}

Call &ComponentTest::start_stage(int32_t handle, int32_t stage, int32_t milliseconds) {
    return clr.call(Engine::RunStageInBackground___STATIC__I4__I4__I4__I4,
                    {argument(handle), argument(stage), argument(milliseconds)});
}

Call &ComponentTest::start_self_test(int32_t handle, int32_t milliseconds) {
    return clr.call(Engine::SelfTestInBackground___STATIC__I4__I4__I4,
                    {argument(handle), argument(milliseconds)});
}

std::vector<int32_t> ComponentTest::scores(int32_t handle) {
    ManagedArray<int32_t> values(static_cast<size_t>(network.classes));
    EXPECT_EQ(0, call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {argument(handle), argument(values)}));
    return values.values();
}

int32_t ComponentTest::allocated() {
    return call(Engine::AllocatedBytes___STATIC__I4, {});
}

void ComponentTest::settle(int32_t handle) {
    while (begin_image(handle, 1) == SQNET_E_BUSY)
        usleep(100);
}

} // namespace sqnet_test
