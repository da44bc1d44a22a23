// Opening and running blobs the way an application does, with guarded memory around everything.
#ifndef SQNET_TEST_HARNESS_H
#define SQNET_TEST_HARNESS_H

#include <memory>
#include <vector>

#include "bytes.h"
#include "oracle.h"
#include "sqnet.h"

namespace sqnet_test {

// A blob in guarded memory and what sqnet_open says about it.
struct Opened {
    explicit Opened(const Bytes &blob, unsigned flags = SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE)
        : bytes(std::make_unique<Guarded>(blob)),
          error(sqnet_open(&model, bytes->data(), bytes->size(), flags)) {
    }

    std::unique_ptr<Guarded> bytes;
    sqnet_model model;
    int error;
};

// A blob with packed weights and these decoded, in random steps if there is a seed; `error` is that of
// opening, decoding or the proof.
struct Decoded {
    explicit Decoded(const Bytes &blob, uint64_t seed = 0, unsigned flags = SQNET_OPEN_CHECK_CRC);

    Opened opened;
    sqnet_model &model;
    Guarded weights;
    int error;
};

// Hands out the rows of a tensor and checks that each is asked for once at most, in order.
struct TensorRows {
    const Tensor *image;
    int next = 0;
    bool in_order = true;

    static int row(void *context, unsigned y, int8_t *out) {
        TensorRows &self = *static_cast<TensorRows *>(context);
        self.in_order &= static_cast<int>(y) >= self.next;
        self.next = static_cast<int>(y) + 1;
        for (int x = 0; x < self.image->w; x++)
            for (int c = 0; c < 3; c++)
                out[3 * x + c] = static_cast<int8_t>(self.image->at(static_cast<int>(y), x, c));
        return 0;
    }

    sqnet_source source() {
        return {row, this};
    }
};

inline sqnet_source rows_of(sqnet_golden_source &golden) {
    return {sqnet_golden_row, &golden};
}

inline sqnet_memory memory_of(Guarded &arena) {
    return {arena.data(), arena.size(), nullptr, 0};
}

inline sqnet_memory memory_of(Guarded &arena, Guarded &skip) {
    return {arena.data(), arena.size(), skip.data(), skip.size()};
}

// Calls of the engine that take temporary objects.
inline int begin_run(sqnet_run *run, const sqnet_model *model, const sqnet_memory &memory,
                     const sqnet_source &source) {
    return sqnet_begin(run, model, &memory, &source);
}

inline int begin_window(sqnet_run *run, sqnet_window *window, const sqnet_model *model,
                        const sqnet_memory &memory, const sqnet_source &source) {
    return sqnet_begin_window(run, window, model, &memory, &source);
}

inline int self_test(const sqnet_model *model, unsigned index, const sqnet_memory &memory,
                     std::vector<int32_t> &scores) {
    return sqnet_self_test(model, index, &memory, scores.data());
}

// The arena's content before a run.
void paint(Guarded &arena, int kind);

// All stages, over an arena of exactly the size that the blob asks for. Empty if anything fails.
std::vector<int32_t> infer(const sqnet_model &model, const Tensor &image, int paint_kind);

// An opened model whatever its origin: runs it and asks for all that can be asked for.
void exercise(sqnet_model &model);

} // namespace sqnet_test

#endif
