/* The decoder of packed weights on a 32-bit Xtensa machine, under qemu-xtensa: reads a blob from standard
 * input, writes the number of its weights and the CRC-32 of them and of its params to standard output, packed
 * or not. Decoding is what is counted. */
#include "guest.h"
#include "sqnet.h"
#include "weights_crc.h"

static uint8_t decoded[BLOB_BYTES] __attribute__((aligned(16)));

static int decode(sqnet_model *model) {
    static sqnet_decoder decoder;
    int error = sqnet_decode_begin(&decoder, model);
    if (!error)
        error = sqnet_decode(&decoder, decoded, sizeof decoded, UINT32_MAX);
    return error ? error : sqnet_set_weights(model, decoded);
}

void run(void) {
    static sqnet_model model;
    int error = sqnet_open(&model, blob, read_blob(), SQNET_OPEN_CHECK_CRC);
    if (!error && model.encoding == SQNET_ENCODING_PACKED) {
        counted_begin();
        error = decode(&model);
        counted_end();
    }
    if (!error) {
        weights_crc crc = crc_of_weights(&model);
        print(crc.count);
        print(crc.weights);
        print(crc.params);
    }
    (void)system_call(call_exit, error != 0, 0, 0);
}
