// The same mistakes on a device and on a desktop: the same code and the same text for each.
#include <memory>
#include <sstream>

#include "component.h"
#include "gates.h"
#include "random_network.h"
#include "weights_packer.h"

extern "C" {
#include "sqnet_host.h"
}

namespace sqnet_test {
namespace {

struct Shape {
    int32_t width, height, stride, format;
};

// A model behind a handle: what both sides offer.
class Side {
  public:
    virtual ~Side() = default;
    virtual int32_t reserve(int32_t bytes) = 0; // 0 or an error
    virtual int32_t load(const Bytes &piece, int32_t count) = 0;
    virtual int32_t open(int32_t checks, int32_t decoding) = 0;
    virtual int32_t decode(int32_t taps) = 0;
    virtual int32_t begin(const Bytes &pixels, const Shape &shape) = 0;
    virtual int32_t stage(int32_t stage) = 0;
    virtual int32_t self_test() = 0;
    virtual int32_t time(int32_t stage) = 0; // 0 or an error
    virtual int32_t scores(int32_t count) = 0;
    virtual int32_t top(int32_t count) = 0;
    virtual int32_t read_blob(int32_t offset, int32_t count) = 0;
    virtual std::string label(int32_t index) = 0;
    virtual void close() = 0;
    virtual std::string text(int32_t error) = 0;
    uint32_t error_offset = 0;
};

class Device : public Side {
  public:
    explicit Device(Clr &clr) : clr_(clr) {
    }
    ~Device() override {
        close();
    }
    int32_t reserve(int32_t bytes) override {
        handle_ = sqnet_engine_reserve(bytes);
        return handle_ < 0 ? handle_ : 0;
    }
    int32_t load(const Bytes &piece, int32_t count) override {
        return sqnet_engine_load(handle_, piece.data(), static_cast<uint32_t>(piece.size()), count);
    }
    int32_t open(int32_t checks, int32_t decoding) override {
        return sqnet_engine_open(handle_, checks, decoding, &error_offset);
    }
    int32_t decode(int32_t taps) override {
        return sqnet_engine_decode(handle_, taps);
    }
    int32_t begin(const Bytes &pixels, const Shape &s) override {
        sqnet_image image = {pixels.data(), static_cast<uint32_t>(s.width), static_cast<uint32_t>(s.height),
                             static_cast<uint32_t>(s.stride), static_cast<uint32_t>(s.format)};
        return sqnet_engine_begin(handle_, &image, static_cast<uint32_t>(pixels.size()));
    }
    int32_t stage(int32_t stage) override {
        int32_t result;
        do
            result = sqnet_engine_stage(handle_, stage);
        while (result > 0);
        return result;
    }
    int32_t self_test() override {
        return sqnet_engine_self_test(handle_);
    }
    int32_t time(int32_t stage) override {
        return std::min(0, sqnet_engine_stage_microseconds(handle_, stage));
    }
    int32_t scores(int32_t count) override {
        std::vector<int32_t> values(static_cast<size_t>(count));
        return sqnet_engine_scores(handle_, values.data(), static_cast<uint32_t>(count));
    }
    int32_t top(int32_t count) override {
        std::vector<int32_t> indices(static_cast<size_t>(count));
        std::vector<float> probabilities(indices.size());
        return sqnet_engine_top(handle_, indices.data(), probabilities.data(), static_cast<uint32_t>(count));
    }
    int32_t read_blob(int32_t offset, int32_t count) override {
        Bytes bytes(static_cast<size_t>(count));
        return sqnet_engine_read_blob(handle_, offset, bytes.data(), static_cast<uint32_t>(count));
    }
    std::string label(int32_t index) override {
        char text[SQNET_LABEL_BYTES];
        sqnet_engine_label(handle_, index, text);
        return text;
    }
    void close() override {
        sqnet_engine_close(handle_);
    }
    std::string text(int32_t error) override {
        return clr_.call(Engine::ErrorText___STATIC__STRING__I4, {argument(error)}).text();
    }

  private:
    Clr &clr_;
    int32_t handle_ = 0;
};

class Desktop : public Side {
  public:
    ~Desktop() override {
        close();
    }
    int32_t reserve(int32_t bytes) override {
        return sqnet_host_reserve(bytes, &host_);
    }
    int32_t load(const Bytes &piece, int32_t count) override {
        // The managed side knows how long its array is.
        bool there = count <= static_cast<int32_t>(piece.size());
        return host_ && !there ? static_cast<int32_t>(SQNET_E_ARGUMENT)
                               : sqnet_host_load(host_, piece.data(), count);
    }
    int32_t open(int32_t checks, int32_t decoding) override {
        return sqnet_host_open(host_, checks, decoding, &error_offset);
    }
    int32_t decode(int32_t taps) override {
        return sqnet_host_decode_weights(host_, taps);
    }
    int32_t begin(const Bytes &pixels, const Shape &s) override {
        sqnet_host_shape shape = {s.width, s.height, s.stride, s.format};
        return sqnet_host_begin(host_, pixels.data(), static_cast<int32_t>(pixels.size()), &shape);
    }
    int32_t stage(int32_t stage) override {
        return sqnet_host_stage(host_, stage);
    }
    int32_t self_test() override {
        return sqnet_host_self_test(host_);
    }
    int32_t time(int32_t stage) override {
        return std::min(0, sqnet_host_stage_microseconds(host_, stage));
    }
    int32_t scores(int32_t count) override {
        std::vector<int32_t> values(static_cast<size_t>(count));
        return sqnet_host_scores(host_, values.data(), count);
    }
    int32_t top(int32_t count) override {
        std::vector<int32_t> indices(static_cast<size_t>(count));
        std::vector<float> probabilities(indices.size());
        return sqnet_host_top(host_, indices.data(), probabilities.data(), count);
    }
    int32_t read_blob(int32_t offset, int32_t count) override {
        Bytes bytes(static_cast<size_t>(count));
        return sqnet_host_read_blob(host_, offset, bytes.data(), count);
    }
    std::string label(int32_t index) override {
        char text[SQNET_LABEL_BYTES];
        (void)sqnet_host_label(host_, index, text);
        return text;
    }
    void close() override {
        sqnet_host_close(host_);
        host_ = nullptr;
    }
    std::string text(int32_t error) override {
        return sqnet_host_error_text(error);
    }

  private:
    sqnet_host *host_ = nullptr;
};

class Misuse : public testing::Test {
  protected:
    Misuse()
        : network(bypass_network()), raw(write_blob(network)),
          packed(with_packed_weights(raw, pack_weights(network))) {
    }

    void SetUp() override {
        ASSERT_EQ(0, sqnet_host_prefer("portable", 1));
    }
    void TearDown() override {
        EXPECT_EQ(0, sqnet_engine_allocated_bytes());
    }

    // What a series of calls gives: a line for each, with the code and its text.
    template <typename Calls> std::string on(Side &side, Calls calls) {
        std::ostringstream lines;
        calls(side, [&](const char *what, int32_t result) {
            lines << what << ": " << result << " " << (result < 0 ? side.text(result) : "") << " at "
                  << side.error_offset << "\n";
            return result;
        });
        return lines.str();
    }

    // The same on both sides; the lines must have the codes that are expected.
    template <typename Calls> void compare(Calls calls, const std::vector<int32_t> &expected) {
        std::unique_ptr<Side> device = std::make_unique<Device>(clr), desktop = std::make_unique<Desktop>();
        std::string lines = on(*device, calls);
        EXPECT_EQ(lines, on(*desktop, calls));
        std::istringstream stream(lines);
        std::string line;
        for (int32_t code : expected) {
            ASSERT_TRUE(std::getline(stream, line));
            EXPECT_NE(std::string::npos, line.find(": " + std::to_string(code) + " "))
                << line << ", " << code;
        }
        EXPECT_FALSE(std::getline(stream, line)) << line;
    }

    static int32_t bring(Side &side, const Bytes &blob) {
        int32_t size = static_cast<int32_t>(blob.size()), error = side.reserve(size);
        return error ? error : side.load(blob, size);
    }

    static int32_t open_all(Side &side, int32_t checks, int32_t decoding) {
        int32_t result = side.open(checks, decoding);
        while (result > 0)
            result = side.decode(50);
        return result;
    }

    Clr clr;
    // 20 x 20 gray.
    const Bytes pixels = Bytes(400, 77);
    const Shape square = {20, 20, 20, SQNET_GRAY8};
    Network network;
    Bytes raw, packed;
};

TEST_F(Misuse, HandlesThatAreNotOpen) {
    auto calls = [&](Side &side, auto note) {
        EXPECT_EQ(0, bring(side, raw));
        EXPECT_EQ(0, open_all(side, 3, 0));
        side.close();
        note("load", side.load(pixels, 1));
        note("open", side.open(1, 0));
        note("decode", side.decode(1));
        note("begin", side.begin(pixels, square));
        note("stage", side.stage(0));
        note("self-test", side.self_test());
        note("time", side.time(0));
        note("scores", side.scores(3));
        note("top", side.top(1));
        note("read", side.read_blob(0, 8));
        note(("label " + side.label(0)).c_str(), 0);
        side.close();
    };
    std::vector<int32_t> expected(10, SQNET_E_CLOSED);
    expected.push_back(0);
    compare(calls, expected);
}

TEST_F(Misuse, CallsOutOfOrder) {
    const int32_t no = SQNET_E_ARGUMENT;
    auto calls = [&](Side &side, auto note) {
        EXPECT_EQ(0, bring(side, packed));
        note("decode before open", side.decode(1));
        note("begin before open", side.begin(pixels, square));
        note("stage before open", side.stage(0));
        note("self-test before open", side.self_test());
        note("time before open", side.time(0));
        note("scores before open", side.scores(network.classes));
        note("top before open", side.top(1));
        note("open", side.open(3, SQNET_DECODE_AT_OPEN));
        note("open twice", side.open(3, SQNET_DECODE_AT_OPEN));
        note("load while decoding", side.load(pixels, 0));
        note("begin while decoding", side.begin(pixels, square));
        EXPECT_EQ(0, [&] {
            int32_t left;
            do
                left = side.decode(100);
            while (left > 0);
            return left;
        }());
        note("decode when done", side.decode(1));
        note("open when open", side.open(3, 0));
        note("load when open", side.load(pixels, 0));
        note("stage before begin", side.stage(0));
        note("begin", side.begin(pixels, square));
        note("stage 1 first", side.stage(1));
        note("stage 0", side.stage(0));
        note("stage 0 twice", side.stage(0));
        note("scores too early", side.scores(network.classes));
        note("top too early", side.top(1));
        note("self-test", side.self_test());
        note("stage after the self-test", side.stage(1));
    };
    compare(calls, {no, no, no, no, no, no, no, 1, no, no, no, no, no, no, no, 0, no, 0, no, no, no, 0, no});
}

TEST_F(Misuse, NumbersOutOfRange) {
    const int32_t no = SQNET_E_ARGUMENT, memory = SQNET_E_MEMORY;
    int32_t stages = static_cast<int32_t>(network.stages.size()), size = static_cast<int32_t>(raw.size());
    auto calls = [&](Side &side, auto note) {
        note("reserve -1", side.reserve(-1));
        note("reserve too much", side.reserve((16 << 20) + 1));
        EXPECT_EQ(0, side.reserve(size));
        note("load -1", side.load(raw, -1));
        note("load more than there is", side.load(raw, size + 1));
        note("load", side.load(raw, size));
        note("load beyond", side.load(raw, 1));
        for (int32_t checks : {-1, 4, INT32_MAX})
            note("checks", side.open(checks, 0));
        for (int32_t decoding : {-1, 3, INT32_MIN})
            note("decoding", side.open(1, decoding));
        note("open", side.open(1, 0));
        for (int32_t stage : {-1, stages, INT32_MAX, INT32_MIN}) {
            note("stage", side.stage(stage));
            note("time", side.time(stage));
        }
        note("read from -1", side.read_blob(-1, 4));
        note("read beyond", side.read_blob(size, 4));
        note("read at the end", side.read_blob(size - 3, 8));
        for (int32_t index : {-1, static_cast<int32_t>(network.classes), INT32_MAX})
            note(("label '" + side.label(index) + "'").c_str(), 0);
        note("begin", side.begin(pixels, square));
        for (int32_t k = 0; k < stages; k++)
            EXPECT_EQ(0, side.stage(k));
        note("fewer scores", side.scores(network.classes - 1));
        note("more scores", side.scores(network.classes + 1));
        note("scores", side.scores(network.classes));
        note("top 0", side.top(0));
        note("top of more", side.top(network.classes + 1));
        note("top", side.top(network.classes));
    };
    compare(calls, {memory, memory,
                    no,     no,
                    0,      no,
                    no,     no,
                    no,     no,
                    no,     no,
                    0,      no,
                    no,     no,
                    no,     no,
                    no,     no,
                    no,     no,
                    0,      3,
                    0,      0,
                    0,      0,
                    no,     no,
                    0,      no,
                    no,     static_cast<int32_t>(network.classes)});
}

TEST_F(Misuse, ImagesThatDoNotFit) {
    const Shape wrong[] = {{0, 20, 20, 3},  {20, 0, 20, 3},         {-1, 20, 20, 3},  {20, -1, 20, 3},
                           {4097, 1, 1, 3}, {1, 4097, 1, 3},        {20, 20, 19, 3},  {20, 20, 0, 3},
                           {20, 20, 21, 3}, {20, 20, INT32_MAX, 3}, {20, 20, -20, 3}, {20, 20, 20, -1},
                           {20, 20, 20, 4}, {20, 20, 20, 0},        {20, 20, 20, 1},  {1, 2, INT32_MIN, 3}};
    auto calls = [&](Side &side, auto note) {
        EXPECT_EQ(0, bring(side, raw));
        EXPECT_EQ(0, open_all(side, 1, 0));
        EXPECT_EQ(0, side.begin(pixels, square));
        for (const Shape &shape : wrong)
            note("begin", side.begin(pixels, shape));
        note("what had begun goes on", side.stage(0));
    };
    std::vector<int32_t> expected(std::size(wrong), SQNET_E_IMAGE);
    expected.push_back(0);
    compare(calls, expected);
}

TEST_F(Misuse, BlobsThatAreDamaged) {
    auto changed = [](Bytes blob, size_t at, uint8_t value, bool fix) {
        blob[at] = value;
        if (fix)
            fix_crc(blob);
        return blob;
    };
    Bytes stream = pack_weights(network);
    stream.back() ^= 1;
    Network unsafe = network;
    unsafe.stages.back().c.bias.back() = (1 << 19) - 1;
    unsafe.stages.back().c.weights.back() = 127;
    Bytes golden = raw;
    golden[get32(raw, 120) + 4] ^= 1; // the CRC of the first vector's scores
    fix_crc(golden);
    const std::vector<Bytes> blobs = {Bytes(raw.begin(), raw.begin() + 100),
                                      changed(raw, 0, 'X', false),
                                      changed(raw, 4, 99, true),
                                      changed(raw, raw.size() - 1, static_cast<uint8_t>(~raw.back()), false),
                                      changed(raw, 16, 1, true),
                                      with_packed_weights(raw, stream),
                                      write_blob(unsafe),
                                      with_packed_weights(write_blob(unsafe), pack_weights(unsafe))};
    std::vector<int32_t> expected;
    for (int32_t code : {SQNET_E_TRUNCATED, SQNET_E_MAGIC, SQNET_E_VERSION, SQNET_E_CRC, SQNET_E_HEADER,
                         SQNET_E_PACKED, SQNET_E_UNSAFE, SQNET_E_UNSAFE})
        for (int i = 0; i < 3; i++)
            expected.push_back(code);
    auto calls = [&](Side &side, auto note) {
        for (const Bytes &blob : blobs)
            for (int32_t decoding : {SQNET_DECODE_AUTOMATIC, SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
                EXPECT_EQ(0, bring(side, blob));
                note("open", open_all(side, 3, decoding));
                EXPECT_EQ(SQNET_E_ARGUMENT, side.stage(0));
                side.close();
            }
    };
    compare(calls, expected);
}

// Each allocation is refused once, wherever it would have been made.
TEST_F(Misuse, MemoryThatIsNotThere) {
    std::vector<int32_t> seen;
    for (const Bytes *blob : {&raw, &packed})
        for (int32_t decoding : {SQNET_DECODE_AUTOMATIC, SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
            auto first_error = [&](Side &side) {
                int32_t error = bring(side, *blob);
                if (!error)
                    error = open_all(side, 3, decoding);
                if (!error)
                    error = side.begin(pixels, square);
                side.close();
                return error;
            };
            for (int successes = 0, happened = 1; happened; successes++)
                for (int refusals : {1, 2, 1000}) {
                    int32_t codes[2];
                    Device device(clr);
                    Desktop desktop;
                    Side *sides[] = {&device, &desktop};
                    for (int i = 0; i < 2; i++) {
                        Shortage shortage(successes, refusals);
                        codes[i] = first_error(*sides[i]);
                        happened = shortage.happened();
                    }
                    EXPECT_EQ(codes[0], codes[1]) << successes << " succeed, " << refusals << " are refused";
                    seen.push_back(codes[0]);
                }
        }
    for (int32_t code : {0, static_cast<int32_t>(SQNET_E_MEMORY), static_cast<int32_t>(SQNET_E_ARENA)})
        EXPECT_NE(seen.end(), std::find(seen.begin(), seen.end(), code)) << code;
}

TEST_F(Misuse, EveryCodeHasTheSameText) {
    Device device(clr);
    Desktop desktop;
    std::string unknown = desktop.text(1);
    for (int32_t error = -60; error <= 2; error++)
        EXPECT_EQ(device.text(error), desktop.text(error)) << error;
#define EXPECT_PHRASE(name, number, phrase)                                                                  \
    EXPECT_EQ(std::string(phrase), device.text(SQNET_E_##name));                                             \
    EXPECT_NE(unknown, device.text(number));
    SQNET_ERRORS(EXPECT_PHRASE)
#undef EXPECT_PHRASE
}

} // namespace
} // namespace sqnet_test
