# What the window and the offscreen picture are drawn with. See Dependencies.cmake for the rules.

# wgscope_third_party(NAME TARGET...): NAME stands for TARGETs whose headers get no warnings of ours.
function(wgscope_third_party name)
  add_library(wgscope_${name} INTERFACE)
  add_library(wgscope::${name} ALIAS wgscope_${name})
  target_link_libraries(wgscope_${name} INTERFACE ${ARGN})
endfunction()

pkg_check_modules(EGL REQUIRED IMPORTED_TARGET GLOBAL egl)
wgscope_third_party(egl PkgConfig::EGL)
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET GLOBAL fontconfig)
wgscope_third_party(fontconfig PkgConfig::FONTCONFIG)

# libpng: CMake's own module finds the system's; ours wants zlib from the system.
if(NOT FETCHCONTENT_SOURCE_DIR_LIBPNG)
  find_package(PNG 1.6)
endif()
if(TARGET PNG::PNG)
  wgscope_third_party(png PNG::PNG)
else()
  set(PNG_TESTS OFF CACHE INTERNAL "")
  set(PNG_TOOLS OFF CACHE INTERNAL "")
  set(PNG_SHARED OFF CACHE INTERNAL "")
  set(SKIP_INSTALL_ALL ON)
  FetchContent_Declare(libpng GIT_REPOSITORY https://github.com/pnggroup/libpng.git GIT_TAG v1.6.44 GIT_SHALLOW ON)
  FetchContent_MakeAvailable(libpng)
  unset(SKIP_INSTALL_ALL)
  wgscope_third_party(png png_static)
  target_include_directories(wgscope_png SYSTEM INTERFACE ${libpng_SOURCE_DIR} ${libpng_BINARY_DIR})
endif()

# GLFW.
set(GLFW_BUILD_DOCS OFF CACHE INTERNAL "")
set(GLFW_BUILD_TESTS OFF CACHE INTERNAL "")
set(GLFW_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(GLFW_INSTALL OFF CACHE INTERNAL "")
set(GLFW_BUILD_WAYLAND OFF CACHE INTERNAL "")  # the fallback speaks X11 (Xwayland): no wayland-scanner needed to build
FetchContent_Declare(glfw GIT_REPOSITORY https://github.com/glfw/glfw.git GIT_TAG 3.4 GIT_SHALLOW ON FIND_PACKAGE_ARGS 3.3 NAMES glfw3)
FetchContent_MakeAvailable(glfw)
wgscope_third_party(glfw glfw)
target_compile_definitions(wgscope_glfw INTERFACE GLFW_INCLUDE_NONE)

# glad 2: a loader generated at build time, for exactly what we use. --reproducible keeps it off the network.
find_program(WGSCOPE_GLAD glad DOC "The generator of glad 2 (Debian: python3-glad)")
set(glad_api gl:core=3.3)
set(glad_extensions GL_KHR_debug)
if(WGSCOPE_GLAD AND NOT FETCHCONTENT_SOURCE_DIR_GLAD)
  set(glad_dir ${PROJECT_BINARY_DIR}/glad)
  add_custom_command(
    OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h ${glad_dir}/include/KHR/khrplatform.h
    COMMAND ${WGSCOPE_GLAD} --quiet --reproducible --api ${glad_api} --extensions ${glad_extensions} --out-path ${glad_dir} c
    COMMENT "Generating the OpenGL loader" VERBATIM)
  add_library(wgscope_glad_loader STATIC ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h)
  target_include_directories(wgscope_glad_loader SYSTEM PUBLIC ${glad_dir}/include)
  target_link_libraries(wgscope_glad_loader PUBLIC ${CMAKE_DL_LIBS})
else()
  FetchContent_Declare(glad GIT_REPOSITORY https://github.com/Dav1dde/glad.git GIT_TAG v2.0.8 GIT_SHALLOW ON SOURCE_SUBDIR cmake)
  FetchContent_MakeAvailable(glad)
  glad_add_library(wgscope_glad_loader STATIC REPRODUCIBLE QUIET API ${glad_api} EXTENSIONS ${glad_extensions})
endif()
wgscope_third_party(glad wgscope_glad_loader)

# Dear ImGui with its GLFW and OpenGL 3 backends: vcpkg's package, Debian's (the backends are in its libimgui.a), else compiled here.
if(NOT FETCHCONTENT_SOURCE_DIR_IMGUI)
  find_package(imgui CONFIG QUIET)
  if(NOT TARGET imgui::imgui)
    pkg_check_modules(IMGUI IMPORTED_TARGET GLOBAL imgui>=1.86)
  endif()
endif()
if(TARGET imgui::imgui)
  wgscope_third_party(imgui imgui::imgui wgscope::glfw ${CMAKE_DL_LIBS})
elseif(IMGUI_FOUND)
  find_path(WGSCOPE_IMGUI_BACKENDS imgui_impl_glfw.h HINTS ${IMGUI_INCLUDE_DIRS} PATH_SUFFIXES backends REQUIRED)
  pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET GLOBAL freetype2)
  wgscope_third_party(imgui PkgConfig::IMGUI PkgConfig::FREETYPE wgscope::glfw ${CMAKE_DL_LIBS})
  target_include_directories(wgscope_imgui SYSTEM INTERFACE ${WGSCOPE_IMGUI_BACKENDS})
else()
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.92.2b GIT_SHALLOW ON)
  FetchContent_MakeAvailable(imgui)  # has no CMakeLists.txt: only the sources
  add_library(wgscope_imgui_sources STATIC
    ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp ${imgui_SOURCE_DIR}/imgui_tables.cpp ${imgui_SOURCE_DIR}/imgui_widgets.cpp
    ${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp ${imgui_SOURCE_DIR}/misc/cpp/imgui_stdlib.cpp)
  target_include_directories(wgscope_imgui_sources SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends ${imgui_SOURCE_DIR}/misc/cpp)
  target_link_libraries(wgscope_imgui_sources PUBLIC wgscope::glfw ${CMAKE_DL_LIBS})
  wgscope_third_party(imgui wgscope_imgui_sources)
endif()
