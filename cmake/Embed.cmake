# wgscope_embed(TARGET NAME files...): the files become part of the program, so that nothing has to be found at run time.
# In C++: `std::string_view NAME(std::string_view file)` in namespace wgscope::embedded, by the file's own name; empty when there is none.
# As a script (cmake -DNAME=… -DOUT=… -P Embed.cmake -- files…) it writes that source, at build time.
if(CMAKE_SCRIPT_MODE_FILE)
  set(cases "")
  set(after_dashes FALSE)
  math(EXPR last "${CMAKE_ARGC} - 1")
  foreach(i RANGE ${last})
    set(file "${CMAKE_ARGV${i}}")
    if(after_dashes)
      get_filename_component(name "${file}" NAME)
      file(READ "${file}" text)
      string(APPEND cases "  if (file == \"${name}\") return R\"embedded(${text})embedded\";\n")
    elseif(file STREQUAL "--")
      set(after_dashes TRUE)
    endif()
  endforeach()
  file(WRITE "${OUT}" "// Written by cmake/Embed.cmake.\n#include <string_view>\n\nnamespace wgscope::embedded {\n\nstd::string_view ${NAME}(std::string_view file);\nstd::string_view ${NAME}(std::string_view file) {\n${cases}  return {};\n}\n\n}  // namespace wgscope::embedded\n")
  return()
endif()

set(WGSCOPE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(wgscope_embed target name)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${out} -P ${WGSCOPE_EMBED_SCRIPT} -- ${ARGN}
    DEPENDS ${ARGN} ${WGSCOPE_EMBED_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
