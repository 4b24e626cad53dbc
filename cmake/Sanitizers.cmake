# -DWGSCOPE_SANITIZE=address,undefined or thread: all of ours is built with it. Assertions stay on.
set(WGSCOPE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
if(WGSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${WGSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -UNDEBUG)
  add_link_options(-fsanitize=${WGSCOPE_SANITIZE})
endif()

# -DWGSCOPE_FUZZ=ON (a Clang): all of ours counts what it covers, and tests/fuzz makes its fuzzers.
option(WGSCOPE_FUZZ "Build the fuzzers in tests/fuzz; needs Clang" OFF)
if(WGSCOPE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "WGSCOPE_FUZZ needs Clang: -DCMAKE_CXX_COMPILER=clang++, or cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
