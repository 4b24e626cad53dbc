# Everything we build on, and where it comes from: the system first (Debian bookworm, trixie), else a pinned release through FetchContent.
#
# FETCHCONTENT_SOURCE_DIR_<NAME>=dir makes the fallback use a source tree that is there already, and so tries it without a network.
# System only: Threads, EGL and fontconfig. Drivers and the machine's font configuration belong to the system; a copy of ours would not know them.
#
# Above the layer `model` link these: wgscope::imgui, wgscope::glfw, wgscope::glad, wgscope::egl, wgscope::png, wgscope::fontconfig.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)
set(FETCHCONTENT_TRY_FIND_PACKAGE_MODE OPT_IN)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# What the core and the command line use.
set(FMT_INSTALL OFF)
set(JSON_BuildTests OFF CACHE INTERNAL "")
set(CLI11_BUILD_TESTS OFF CACHE INTERNAL "")
set(CLI11_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(CLI11_BUILD_DOCS OFF CACHE INTERNAL "")
set(CLI11_INSTALL OFF CACHE INTERNAL "")
FetchContent_Declare(fmt GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 10.2.1 GIT_SHALLOW ON FIND_PACKAGE_ARGS 9)
FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.3 GIT_SHALLOW ON FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(CLI11 GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.4.2 GIT_SHALLOW ON FIND_PACKAGE_ARGS 2.1)
FetchContent_MakeAvailable(fmt nlohmann_json CLI11)

if(WGSCOPE_TESTS)
  set(INSTALL_GTEST OFF CACHE INTERNAL "")
  set(gtest_force_shared_crt ON CACHE INTERNAL "")
  FetchContent_Declare(googletest GIT_REPOSITORY https://github.com/google/googletest.git GIT_TAG v1.15.2 GIT_SHALLOW ON FIND_PACKAGE_ARGS NAMES GTest)
  FetchContent_MakeAvailable(googletest)
  include(GoogleTest)
endif()

if(WGSCOPE_APP)
  include(Graphics)
endif()
