/* The offsets that the assembly uses (kernel.inc, pool.S), where pointers have 32 bits. */
#include <stddef.h>

#include "../kernels.h"

#if UINTPTR_MAX == UINT32_MAX
#define SAME(condition) _Static_assert(condition, #condition)

SAME(offsetof(sq_taps, rows) == 0);
SAME(offsetof(sq_taps, kh) == 44);
SAME(offsetof(sq_taps, run) == 48);
SAME(offsetof(sq_taps, step) == 52);
SAME(offsetof(sq_taps, pixels) == 56);
SAME(offsetof(sq_taps, weights) == 60);
SAME(offsetof(sq_taps, params) == 64);
/* load_bias of kernel.inc: two loads of 16 bytes, two of 4, and back. */
SAME(SQ_PARAMS_LOW == 0);
SAME(SQ_PARAMS_HIGH == SQ_PARAMS_LOW + 32);
SAME(offsetof(sq_stage, pool_k) == 4);
SAME(offsetof(sq_stage, pool_stride) == 8);
SAME(offsetof(sq_stage, pool_pad) == 12);
SAME(offsetof(sq_stage, mid_w) == 28);
SAME(offsetof(sq_stage, out_w) == 36);
SAME(offsetof(sq_stage, a.oc) == 60);
SAME(offsetof(sq_stage, b.oc) == 108);
#endif

typedef int sq_layout_check; /* not an empty translation unit */
