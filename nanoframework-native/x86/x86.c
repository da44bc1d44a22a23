#include "x86.h"

/* The compiler's run-time asks cpuid, and xgetbv for what the operating system saves. */
int sq_avx2_usable(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2");
}

int sq_vnni_usable(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}
