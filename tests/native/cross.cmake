# Building the tests for another system, and running them in its emulator (CMAKE_CROSSCOMPILING_EMULATOR).
#
# What does not run here: AddressSanitizer, UndefinedBehaviorSanitizer and ThreadSanitizer (threads_test runs without
# it), and the frames and undefined symbols of the core's objects, which are checked for this system and for an Xtensa.

set(sanitize)

# The tests are slow to compile and the product is slow to emulate: each gets the optimization that saves time.
set(CMAKE_BUILD_TYPE None)
set(CMAKE_C_FLAGS "${CMAKE_C_FLAGS} -O2")
set(CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS} -O1")

# Debian has GoogleTest as a library for this system only, but also its source.
set(INSTALL_GTEST OFF)
add_subdirectory(/usr/src/googletest/googletest googletest EXCLUDE_FROM_ALL)

if(WIN32)
  # Nothing of the compiler's has to be found beside a program.
  add_link_options(-static)

  # wine makes its prefix at the first start: once, before the tests start at the same time.
  add_test(NAME wine_prefix COMMAND ${CMAKE_CROSSCOMPILING_EMULATOR} wineboot --init)
  set_tests_properties(wine_prefix PROPERTIES FIXTURES_SETUP wine TIMEOUT 120)
endif()
