/* The size of a decoder's state, as the size of a symbol. */
#include "sqnet.h"

sqnet_decoder decoder_state;
