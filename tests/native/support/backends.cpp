#include "backends.h"

#include <cstdio>

namespace sqnet_test {

std::vector<std::string> instruction_sets() {
    std::vector<std::string> usable;
#if defined(__aarch64__)
    const char *const names[] = {"portable", "neon", "dotprod"};
#else
    const char *const names[] = {"portable", "avx2", "vnni"};
#endif
    for (const char *name : names)
        if (sqnet_host_prefer(name, 1) == 0)
            usable.push_back(name);
        else
            std::printf("not tested: this machine has no %s\n", name);
    (void)sqnet_host_prefer(nullptr, 1);
    return usable;
}

int32_t open_host(const Bytes &blob, int32_t checks, sqnet_host **host, int32_t decoding) {
    uint32_t offset;
    int32_t size = static_cast<int32_t>(blob.size()), result = sqnet_host_reserve(size, host);
    if (!result)
        result = sqnet_host_load(*host, blob.data(), size);
    if (!result)
        result = sqnet_host_open(*host, checks, decoding, &offset);
    while (result > 0)
        result = sqnet_host_decode_weights(*host, 1000);
    return result;
}

} // namespace sqnet_test
