// A model that a user builds, from its partition: the card model when `make artifacts/cards.sqnt` has packed
// it, and whatever else SQNET_TEST_BLOBS names.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "component.h"
#include "harness.h"

namespace sqnet_test {
namespace {

std::vector<std::string> blob_files() {
    const char *list = std::getenv("SQNET_TEST_BLOBS");
    std::stringstream stream(list ? list : "");
    std::vector<std::string> files;
    for (std::string file; std::getline(stream, file, ':');)
        files.push_back(file);
    return files;
}

Bytes read_file(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

class RealModel : public ComponentTest {};

TEST_F(RealModel, RunsInTheBackgroundFromItsPartition) {
    std::vector<std::string> files = blob_files();
    if (files.empty())
        GTEST_SKIP() << "SQNET_TEST_BLOBS names no blobs";
    for (const std::string &path : files) {
        SCOPED_TRACE(path);
        Bytes bytes = read_file(path);
        Opened opened(bytes);
        ASSERT_EQ(0, opened.error);
        partitions.write("model", bytes);
        int32_t handle = call(Engine::Map___STATIC__I4__STRING, {argument("model")});
        ASSERT_EQ(0, open(handle));
        EXPECT_EQ(0, begin_image(handle, 11));
        for (int i = 0; i < opened.model.stages; i++) {
            Call &stage = start_stage(handle, i);
            clr.finish(stage);
            EXPECT_EQ(0, stage.result());
        }
        ManagedArray<int32_t> values(opened.model.classes);
        EXPECT_EQ(
            0, call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {argument(handle), argument(values)}));
        EXPECT_EQ(image_scores(bytes, 11), values.values());
        Call &test = start_self_test(handle);
        clr.finish(test);
        EXPECT_EQ(0, test.result());
        close(handle);
    }
}

} // namespace
} // namespace sqnet_test
