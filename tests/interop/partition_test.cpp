// Models in flash partitions: several on one, and partitions that share a page.
#include "component.h"
#include "harness.h"
#include "idf.h"

namespace sqnet_test {
namespace {

class PartitionTest : public ComponentTest {
  protected:
    int32_t map(const char *label) {
        return call(Engine::Map___STATIC__I4__STRING, {argument(label)});
    }

    int32_t map_and_open(const char *label) {
        int32_t handle = map(label);
        EXPECT_GT(handle, 0) << label;
        EXPECT_EQ(0, open(handle));
        return handle;
    }

    void expect_scores(int32_t handle, uint32_t seed) {
        EXPECT_EQ(0, begin_image(handle, seed));
        for (int i = 0; i < stages; i++)
            EXPECT_EQ(0, run_stage(handle, i));
        EXPECT_EQ(image_scores(blob, seed), scores(handle));
    }
};

TEST_F(PartitionTest, ModelsOfOnePartitionAreIndependent) {
    partitions.write("model", blob);
    for (int closed = 0; closed < 3; closed++) {
        int32_t handles[3];
        for (int32_t &handle : handles)
            handle = map_and_open("model");
        EXPECT_LE(idf_mappings(), 1);
        close(handles[closed]);
        for (int i = 1; i < 3; i++) {
            int32_t other = handles[(closed + i) % 3];
            expect_scores(other, static_cast<uint32_t>(10 * closed + i));
            close(other);
        }
        EXPECT_EQ(0, idf_mappings());
    }
}

TEST_F(PartitionTest, ModelsThatCannotBeOpenedLetGo) {
    Bytes damaged = blob;
    damaged[blob.size() - 1] ^= 1;
    partitions.write("worse", damaged);
    int32_t first = map("worse"), second = map("worse");
    EXPECT_EQ(SQNET_E_CRC, open(first));
    close(first);
    EXPECT_EQ(SQNET_E_CRC, open(second)) << "not an address that is gone";
    close(second);
}

TEST_F(PartitionTest, AsManyAsThereAreSlots) {
    int32_t handles[SQNET_SLOTS];
    for (int i = 0; i < SQNET_SLOTS; i++) {
        std::string label = "model" + std::to_string(i);
        partitions.write(label, blob);
        handles[i] = map_and_open(label.c_str());
    }
    for (int32_t handle : handles) {
        expect_scores(handle, 3);
        close(handle);
    }
}

// The second mapping lies within the first's page. On a device it would be gone with it.
TEST_F(PartitionTest, PartitionsOfOnePageAreNotOpenTogether) {
    Bytes sector = blob;
    sector.resize((blob.size() + 4095) / 4096 * 4096, 0xff);
    idf_place("front", 0x8690000);
    idf_place("back", 0x8690000 + static_cast<uint32_t>(sector.size()));
    partitions.write("front", sector);
    partitions.write("back", sector);
    int32_t front = map_and_open("front");
    bool are_pages = idf_mappings() > 0; // not so where partitions are files
    int32_t back = map("back");
    EXPECT_TRUE(are_pages ? back == SQNET_E_PARTITION : back > 0) << back;
    expect_scores(front, 7);
    close(front);
    close(back);
    back = map_and_open("back");
    expect_scores(back, 8);
    close(back);
}

} // namespace
} // namespace sqnet_test
