// Packs weights by SPEC 4.2 and 4.3, written from the text alone: the decoder's counterpart and oracle.
#ifndef SQNET_TEST_WEIGHTS_PACKER_H
#define SQNET_TEST_WEIGHTS_PACKER_H

#include "bytes.h"
#include "network.h"

namespace sqnet_test {

// The stream of all weights of a network.
Bytes pack_weights(const Network &network);

// The stream of one convolution's weights alone, [oc / 16][ky][kx][ic][16].
Bytes pack_weights(const Bytes &weights, int groups, int kh, int kw, int ic);

// A blob with raw weights and no gaps as one with this stream.
Bytes with_packed_weights(const Bytes &blob, const Bytes &stream);

// A blob with other contents of a section that has some, and these bits set in its encoding.
Bytes with_section(const Bytes &blob, unsigned section, const Bytes &content, uint8_t encoding);

} // namespace sqnet_test

#endif
