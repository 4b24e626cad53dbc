# -DWGSCOPE_SANITIZE=address,undefined or thread: all of ours is built with it. Assertions stay on.
set(WGSCOPE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
if(WGSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${WGSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -UNDEBUG)
  add_link_options(-fsanitize=${WGSCOPE_SANITIZE})
endif()
