// The files that a command was given, one after the other: the worst status counts, and Ctrl-C or a reader who has gone ends them all.
#pragma once

#include <string>
#include <vector>

#include "app/cli/exit_status.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"

namespace wgscope::cli {

template <class One>
int each_file(const std::vector<std::string>& files, Output& output, One one) {
  int status = kGood;
  for (const std::string& file : files) {
    status = worse(status, one(file));
    output.flush();
    if (output.closed()) break;
    if (interrupted()) return interrupted_status();
  }
  return status;
}

}  // namespace wgscope::cli
