// What tests ask of the stand-in camera driver: faults on demand, and whether it was used as it must be.
#ifndef SQNET_TEST_FAKE_CAMERA_H
#define SQNET_TEST_FAKE_CAMERA_H

#include <vector>

#include "esp_camera.h"

namespace sqnet_test {

enum class Fault { None, NoFrame, NoBuffer, Empty, Short, OtherSize, OtherFormat, Stale };

class FakeCamera {
  public:
    // A driver that works, with nothing lent. Checks at the end that it was used as it must be.
    FakeCamera();
    ~FakeCamera();

    void fail_init(esp_err_t error);
    // What the next frames are; `None` follows.
    void script(const std::vector<Fault> &faults);
    // All frames from now on.
    void always(Fault fault);
    // While stuck no frame comes; a wait for one ends after `milliseconds` with nothing.
    void stick(int milliseconds);
    void unstick();
    // Until somebody waits for a frame.
    void wait_for_taker();
    void refuse_to_flip();

    bool running() const;
    int lent() const;
    int starts() const;
    int taken() const;
    bool mirrored() const;
    bool flipped() const;
    camera_config_t config() const;

    // Byte i of the frame that was delivered as number `frame` (the first is 0).
    static uint8_t pixel(int frame, size_t i) {
        return static_cast<uint8_t>(static_cast<size_t>(frame) * 37u + i * 11u + (i >> 8));
    }
};

} // namespace sqnet_test

#endif
