# FindINTEROP-SqueezeNet.Embedded.Native.cmake as nanoFramework's build includes it:
# cmake -DNATIVE=... -DWORK=... -P this
cmake_minimum_required(VERSION 3.20)
set(project ${WORK}/nf-interpreter)
set(idf ${WORK}/idf)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${project}/InteropAssemblies)
file(CREATE_LINK ${NATIVE} ${project}/InteropAssemblies/SqueezeNet.Embedded.Native SYMBOLIC)
set(CMAKE_MODULE_PATH ${NATIVE}/interop)

# Runs in its own scope, as the list variables of the module are appended to.
function(find_for series camera)
  set(TARGET_SERIES ${series})
  set(PROJECT_SOURCE_DIR ${project})
  set(IDF_PATH_CMAKED ${idf})
  file(REMOVE_RECURSE ${idf})
  if(camera)
    file(MAKE_DIRECTORY ${idf}/components/esp32-camera/driver/include)
    file(TOUCH ${idf}/components/esp32-camera/driver/include/esp_camera.h)
  endif()
  find_package(INTEROP-SqueezeNet.Embedded.Native REQUIRED QUIET)
  set(versions)
  foreach(source ${SqueezeNet.Embedded.Native_SOURCES})
    if(NOT EXISTS ${source})
      message(FATAL_ERROR "${series}: ${source} does not exist")
    endif()
    # What nanoFramework's AddNativeAssemblyVersion looks for: the name, the checksum, four numbers.
    file(READ ${source} text)
    string(CONCAT pattern
      "CLR_RT_NativeAssemblyData[ \n]+g_CLR_AssemblyNative_SqueezeNet_Embedded_Native"
      "[ \n]*=[^{]+{[^0]+0x([0-9A-F]+)[^{]+"
      "{[ \n]*([0-9]+)[ \n]*,[ \n]*([0-9]+)[ \n]*,[ \n]*([0-9]+)[ \n]*,[ \n]*([0-9]+)")
    if(text MATCHES "${pattern}")
      list(APPEND versions "${CMAKE_MATCH_2}.${CMAKE_MATCH_3}.${CMAKE_MATCH_4}.${CMAKE_MATCH_5}")
    endif()
    cmake_path(GET source FILENAME name)
    list(APPEND used ${name})
  endforeach()
  list(LENGTH versions count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "${series}: ${count} files hold the assembly's data")
  endif()
  foreach(name ${ARGN})
    if(NOT name IN_LIST used)
      message(FATAL_ERROR "${series}, camera ${camera}: without ${name}")
    endif()
  endforeach()
  set(all_used ${all_used} ${used} PARENT_SCOPE)
endfunction()

find_for(ESP32_S3 YES conv.S head.S pool.S rows.S port_esp32.c sqnet_camera.c sqnet_camera_driver.c
  sqnet_frames.c sqnet_jpeg.c)
find_for(ESP32_S3 NO conv.S port_esp32.c sqnet_camera_none.c)
find_for(ESP32 YES kernels_portable.c port_esp32.c sqnet_camera.c)
find_for(POSIX YES kernels_portable.c port_posix.c sqnet_camera_none.c)

# Nothing is forgotten, but for the desktop library's port.
file(GLOB sources ${NATIVE}/core/*.c ${NATIVE}/core/esp32s3/*.c ${NATIVE}/core/esp32s3/*.S ${NATIVE}/interop/*.c
  ${NATIVE}/port/*.c ${NATIVE}/session/*.c ${NATIVE}/interop/*.cpp ${NATIVE}/camera/*.c)
list(REMOVE_ITEM sources ${NATIVE}/port/port_windows.c)
foreach(source ${sources})
  cmake_path(GET source FILENAME name)
  if(NOT name IN_LIST all_used)
    message(FATAL_ERROR "no configuration compiles ${name}")
  endif()
endforeach()
message(STATUS "all sources are used and exist")
