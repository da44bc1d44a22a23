// Every way to execute a model that this machine has.
#ifndef SQNET_TEST_BACKENDS_H
#define SQNET_TEST_BACKENDS_H

#include <memory>
#include <string>
#include <vector>

#include "sqnet.h"

extern "C" {
#include "isa.h"
}

namespace sqnet_test {

// The instruction sets to test; says which are missing.
std::vector<std::string> instruction_sets();

struct CloseIsa {
    void operator()(sqnet_isa *isa) const {
        sqnet_isa_close(isa);
    }
};

using Isa = std::unique_ptr<sqnet_isa, CloseIsa>;

inline Isa open_isa(const sqnet_model &model, const std::string &name) {
    return Isa(sqnet_isa_open(&model, name.c_str()));
}

} // namespace sqnet_test

#endif
