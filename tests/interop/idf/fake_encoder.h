// What tests ask of the stand-in JPEG encoder.
#ifndef SQNET_TEST_FAKE_ENCODER_H
#define SQNET_TEST_FAKE_ENCODER_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sqnet_test {

class FakeEncoder {
  public:
    // One that works. There may be one at a time.
    FakeEncoder();
    ~FakeEncoder();

    // As with no memory for a row: it has written its header already.
    void fail();
    // Stands still in the middle of the next image until `let_pass`.
    void hold();
    void wait_until_held();
    void let_pass();
    int images() const;

    // What it makes of a frame: longer with more quality.
    static std::vector<uint8_t> jpeg(const std::vector<uint8_t> &pixels, int quality);
};

} // namespace sqnet_test

#endif
