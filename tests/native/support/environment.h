// Variables of the environment, as the C library sees them.
#ifndef SQNET_TEST_ENVIRONMENT_H
#define SQNET_TEST_ENVIRONMENT_H

#include <stdlib.h>

#include <string>

namespace sqnet_test {

// An empty value removes it.
inline void set_variable(const char *name, const std::string &value) {
#ifdef _WIN32
    (void)_putenv_s(name, value.c_str());
#else
    (void)(value.empty() ? unsetenv(name) : setenv(name, value.c_str(), 1));
#endif
}

} // namespace sqnet_test

#endif
