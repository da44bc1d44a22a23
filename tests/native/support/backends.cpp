#include "backends.h"

#include <cstdio>

namespace sqnet_test {

std::vector<std::string> instruction_sets() {
    std::vector<std::string> usable;
    for (const char *name : {"portable", "avx2", "vnni"})
        if (sqnet_isa_usable(name))
            usable.push_back(name);
        else
            std::printf("not tested: this machine has no %s\n", name);
    return usable;
}

} // namespace sqnet_test
