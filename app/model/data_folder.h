// Where the lessons that ship are found: beside the installed program, else in the source tree that it was built from.
#pragma once

#include <string>

namespace wgscope::model {

// The folder that holds `scenarios/`: $WGSCOPE_DATA, PREFIX/share/wgscope for a program in PREFIX/bin, the source tree; empty when there is none.
std::string data_folder();

}  // namespace wgscope::model
