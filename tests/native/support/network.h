// A network as plain data, in the order of SPEC 5, and nothing of the engine's own structs.
#ifndef SQNET_TEST_NETWORK_H
#define SQNET_TEST_NETWORK_H

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace sqnet_test {

struct Conv {
    int ic = 0, oc = 0, used = 0;
    int kh = 1, kw = 1, stride = 1, pad = 0;
    int z_in = 0, z_out = 0;
    std::vector<int8_t> weights; // [oc][kh][kw][ic]
    std::vector<int32_t> bias;   // oc of them
    std::vector<int> shift;      // one for each 16 outputs

    int taps() const {
        return ic * kh * kw;
    }
};

struct Stage {
    Conv a, b, c; // b.oc is 0 in stage 0
    int pool_k = 0, pool_stride = 0, pool_pad = 0;
    int in_h = 0, in_w = 0, mid_h = 0, mid_w = 0, out_h = 0, out_w = 0;
    int band = 1;
    bool add = false, keep = false; // a bypass: the tensor that the stage before keeps is added to mid
    uint32_t in_off = 0, out_off = 0, scratch_off = 0;

    int c_mid() const {
        return a.oc + b.oc;
    }
};

struct Network {
    int width = 0, height = 0;
    int crop_num = 224, crop_den = 256;
    std::array<int8_t, 3> pad{};
    int classes = 0;
    uint32_t arena_bytes = 0; // the last skip_bytes of it for bypasses
    uint32_t skip_bytes = 0;
    float score_scale = 0.001f;
    std::string name = "test";
    std::vector<Stage> stages;
    std::vector<uint16_t> classmap; // of each head channel; 0xFFFF for padding
    std::vector<std::string> labels;
    std::vector<uint32_t> golden_seeds;
    std::string meta = "source=test\n";

    bool is_head(size_t stage) const {
        return stage + 1 == stages.size();
    }
};

} // namespace sqnet_test

#endif
