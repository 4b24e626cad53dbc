// Checked tree to Program. Requires a tree without errors; what can still fail is a limit of the code's form, which is reported.
#pragma once

#include "core/program/check/checker.h"
#include "core/program/code.h"
#include "core/program/syntax/messages.h"

namespace wgscope::program {

Program generate(const Ast& ast, const Source& source, Semantics& semantics, Messages& messages);

}  // namespace wgscope::program
