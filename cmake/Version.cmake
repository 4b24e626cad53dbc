# Writes build_version.h: the version with the git hash, from git, else from what `git archive` put into cmake/archive_hash.txt, else `unknown`.
# Run as a script at every build (cheap), so that the hash is that of the sources, not of the last configure; the header changes only when the hash does.
#   cmake -DSOURCE=dir -DVERSION=0.1.0 -DOUTPUT=build_version.h -P Version.cmake
cmake_minimum_required(VERSION 3.24)
set(hash unknown)
file(STRINGS ${SOURCE}/cmake/archive_hash.txt archived LIMIT_COUNT 1)
if(archived MATCHES "^[0-9a-f]+$")
  set(hash ${archived})
else()
  # Only a repository whose root is this tree: an unpacked archive inside somebody else's repository is not theirs.
  find_program(GIT git)
  if(GIT)
    execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-prefix OUTPUT_VARIABLE prefix OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
    if(NOT failed AND prefix STREQUAL "")
      execute_process(COMMAND ${GIT} -C ${SOURCE} describe --always --dirty --exclude=* --abbrev=12
        OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
      if(NOT failed)
        set(hash ${described})
      endif()
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT "// Written by cmake/Version.cmake.
#pragma once
#define WGSCOPE_VERSION \"@VERSION@\"
#define WGSCOPE_GIT_HASH \"@hash@\"
")
