// Every way to execute a model that this machine has.
#ifndef SQNET_TEST_BACKENDS_H
#define SQNET_TEST_BACKENDS_H

#include <memory>
#include <string>
#include <vector>

#include "bytes.h"
#include "sqnet.h"

extern "C" {
#include "isa.h"
#include "sqnet_host.h"
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

// A blob in the library, opened and decoded.
int32_t open_host(const Bytes &blob, int32_t checks, sqnet_host **host, int32_t decoding = 0);

} // namespace sqnet_test

#endif
