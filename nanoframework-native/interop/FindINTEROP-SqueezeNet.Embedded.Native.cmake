# nanoFramework's module for the native assembly SqueezeNet.Embedded.Native: copy it to CMake/Modules of nf-interpreter, and
# the folders core, port, session, interop and camera of nanoframework-native to InteropAssemblies/SqueezeNet.Embedded.Native
# (README.md).
set(sqnet_native ${PROJECT_SOURCE_DIR}/InteropAssemblies/SqueezeNet.Embedded.Native)

list(APPEND SqueezeNet.Embedded.Native_INCLUDE_DIRS
  ${PROJECT_SOURCE_DIR}/src/CLR/Core
  ${PROJECT_SOURCE_DIR}/src/CLR/Include
  ${PROJECT_SOURCE_DIR}/src/HAL/Include
  ${PROJECT_SOURCE_DIR}/src/PAL/Include
  ${sqnet_native}/core
  ${sqnet_native}/port
  ${sqnet_native}/session
  ${sqnet_native}/interop
  ${sqnet_native}/camera)

set(sqnet_sources
  core/bands.c
  core/blob.c
  core/check_plan.c
  core/check_stages.c
  core/check_tables.c
  core/crc32.c
  core/decode.c
  core/errors.c
  core/golden.c
  core/image.c
  core/job.c
  core/labels.c
  core/layout.c
  core/params.c
  core/pieces.c
  core/proof.c
  core/run.c
  core/streams.c
  core/top.c
  core/window.c
  core/window_layout.c
  interop/sqnet_clr.cpp
  interop/sqnet_cores.c
  interop/sqnet_engine.c
  interop/sqnet_native.cpp
  interop/sqnet_native_SqueezeNet_Embedded_NativeCamera.cpp
  interop/sqnet_native_SqueezeNet_Embedded_NativeEngine.cpp
  interop/sqnet_slots.c
  interop/sqnet_tasks.c
  port/sqnet_block.c
  port/sqnet_ticket.c
  port/sqnet_worker.c
  session/session.c
  session/session_run.c)

# The kernels with the 128-bit instructions of the ESP32-S3, or those that every compiler takes.
if(TARGET_SERIES STREQUAL "ESP32_S3")
  list(APPEND sqnet_sources
    core/esp32s3/add.S core/esp32s3/conv.S core/esp32s3/head.S core/esp32s3/pool.S core/esp32s3/rows.S
    core/esp32s3/layout_check.c)
else()
  list(APPEND sqnet_sources core/kernels_portable.c)
endif()

if(TARGET_SERIES MATCHES "^ESP32")
  list(APPEND sqnet_sources port/port_esp32.c)
else()
  list(APPEND sqnet_sources port/port_posix.c)
endif()

# The camera, where its driver is among ESP-IDF's components.
if(TARGET_SERIES MATCHES "^ESP32" AND EXISTS ${IDF_PATH_CMAKED}/components/esp32-camera/driver/include/esp_camera.h)
  list(APPEND sqnet_sources camera/sqnet_camera.c camera/sqnet_camera_driver.c camera/sqnet_frames.c
    camera/sqnet_jpeg.c)
  list(APPEND SqueezeNet.Embedded.Native_INCLUDE_DIRS
    ${IDF_PATH_CMAKED}/components/esp32-camera/driver/include
    ${IDF_PATH_CMAKED}/components/esp32-camera/conversions/include
    ${IDF_PATH_CMAKED}/components/esp_jpeg/include)
  message(STATUS "SqueezeNet.Embedded.Native: with the camera")
else()
  list(APPEND sqnet_sources camera/sqnet_camera_none.c)
  message(STATUS "SqueezeNet.Embedded.Native: WITHOUT the camera (no components/esp32-camera in ESP-IDF)")
endif()

list(TRANSFORM sqnet_sources PREPEND ${sqnet_native}/)
set(SqueezeNet.Embedded.Native_SOURCES ${sqnet_sources})

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(INTEROP-SqueezeNet.Embedded.Native DEFAULT_MSG
  SqueezeNet.Embedded.Native_INCLUDE_DIRS SqueezeNet.Embedded.Native_SOURCES)
