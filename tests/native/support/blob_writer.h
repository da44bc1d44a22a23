// A network as the bytes of SPEC 5.
#ifndef SQNET_TEST_BLOB_WRITER_H
#define SQNET_TEST_BLOB_WRITER_H

#include "bytes.h"
#include "network.h"

namespace sqnet_test {

// A valid blob. Golden vectors are computed by the oracle.
Bytes write_blob(const Network &network);

// CRC-32 bit by bit, so that the engine's is checked by another.
uint32_t plain_crc32(const uint8_t *data, size_t size);

// Makes the CRC field right again. The engine's own crc32, which is much faster and has its own tests.
void fix_crc(Bytes &blob);

} // namespace sqnet_test

#endif
