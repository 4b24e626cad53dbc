# wgscope::sync, what other programs link: headers, threads, and nothing else. `cmake --install BUILD --component sync` installs it alone.
#
# The installed tree mirrors core/ under include/wgscope/core, since those headers name each other by relative paths; the public headers,
# <wgscope/sync/wait_group.h> and its like, forward into it. In the build tree, and for who adds wgscope as a subdirectory, others do the same.
include(CMakePackageConfigHelpers)

# Header and type: what is exported, from core/sync/native_HEADER.h.
foreach(exported wait_group:WaitGroup mutex:Mutex channel:Channel)
  string(REPLACE ":" ";" exported ${exported})
  list(GET exported 0 WGSCOPE_HEADER)
  list(GET exported 1 WGSCOPE_TYPE)
  set(WGSCOPE_CORE ${PROJECT_SOURCE_DIR}/core)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/package/public.h.in ${PROJECT_BINARY_DIR}/include/wgscope/sync/${WGSCOPE_HEADER}.h @ONLY)
  set(WGSCOPE_CORE ../core)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/package/public.h.in ${PROJECT_BINARY_DIR}/package/${WGSCOPE_HEADER}.h @ONLY)
  list(APPEND WGSCOPE_PUBLIC_HEADERS ${PROJECT_BINARY_DIR}/package/${WGSCOPE_HEADER}.h)
endforeach()

add_library(wgscope_native INTERFACE)
add_library(wgscope::sync ALIAS wgscope_native)
set_target_properties(wgscope_native PROPERTIES EXPORT_NAME sync)
target_compile_features(wgscope_native INTERFACE cxx_std_20)
target_link_libraries(wgscope_native INTERFACE Threads::Threads)
target_include_directories(wgscope_native INTERFACE
  $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

# Nothing here depends on the processor, so the package stands where it is found whatever the library directory is called.
set(WGSCOPE_PACKAGE_DIR ${CMAKE_INSTALL_DATADIR}/cmake/wgscope)
set(WGSCOPE_HEADERS ${CMAKE_INSTALL_INCLUDEDIR}/wgscope)
install(FILES ${WGSCOPE_PUBLIC_HEADERS} DESTINATION ${WGSCOPE_HEADERS}/sync COMPONENT sync)
foreach(header sync/call.h sync/fifo.h sync/sema.h sync/wait_group.h sync/native_wait_group.h sync/mutex.h sync/native_mutex.h sync/channel.h sync/native_channel.h
        platform/platform.h platform/native/native.h platform/native/waiter.h platform/native/futex.h platform/native/backoff.h
        platform/native/single_threaded.h platform/native/spin_lock.h platform/native/ring.h)
  get_filename_component(directory ${header} DIRECTORY)
  install(FILES ${PROJECT_SOURCE_DIR}/core/${header} DESTINATION ${WGSCOPE_HEADERS}/core/${directory} COMPONENT sync)
endforeach()

install(TARGETS wgscope_native EXPORT wgscope-targets COMPONENT sync)
install(EXPORT wgscope-targets NAMESPACE wgscope:: DESTINATION ${WGSCOPE_PACKAGE_DIR} COMPONENT sync)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/package/wgscope-config.cmake.in ${PROJECT_BINARY_DIR}/package/wgscope-config.cmake
  INSTALL_DESTINATION ${WGSCOPE_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/wgscope-config-version.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/package/wgscope-config.cmake ${PROJECT_BINARY_DIR}/package/wgscope-config-version.cmake
  DESTINATION ${WGSCOPE_PACKAGE_DIR} COMPONENT sync)
