/* Decoding packed weights into any place, for the engine. */
#ifndef SQNET_DECODE_H
#define SQNET_DECODE_H

#include "layout.h"

/* Decodes at most `taps` taps to `out`, which is where the next one belongs: the taps before it of the same
 * group of 16 output channels must lie in front of it, and `bytes` from it on end with a group. Params that
 * are packed go behind the last tap of their group. Returns as sqnet_decode. */
int sq_decode_taps(sqnet_decoder *decoder, int8_t *out, uint32_t bytes, uint32_t taps);

#endif
