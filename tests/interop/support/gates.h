// Stops the engine where a test wants it, and refuses it memory and threads (the linker wraps these
// functions).
#ifndef SQNET_TEST_GATES_H
#define SQNET_TEST_GATES_H

#include <cstddef>

namespace sqnet_test {

// While one exists, stages wait at it, once they have begun, those of a self-test too, and steps of decoding.
class Gate {
  public:
    Gate();
    ~Gate();

    // Until `count` have arrived since the gate was closed.
    void wait_for(int count);
    // Lets the next one pass.
    void let_pass();
};

// Lets `successes` requests for memory and threads succeed, and refuses the next `refusals`.
class Shortage {
  public:
    explicit Shortage(int successes, int refusals = 1000);
    ~Shortage();

    // Whether any was refused.
    bool happened() const;
};

// What the platform says of its largest free blocks. Ends with the object.
class Free {
  public:
    Free(size_t external, size_t internal);
    ~Free();
};

// How many cores the platform has; 2 while there is no such object.
class Cores {
  public:
    explicit Cores(unsigned count);
    ~Cores();
};

// Requests for internal or external memory since the last call of this function.
int internal_requests();
int external_requests();

} // namespace sqnet_test

#endif
