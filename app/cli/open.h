// A FILE of the command line: a scenario, a Go program, a saved trace, or standard input, which may be any of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope::cli {

struct Opened {
  std::shared_ptr<const Scenario> scenario;     // of a trace: the one inside, with the params that it ran with
  std::shared_ptr<const Trace> trace;           // only of a saved trace
  std::optional<std::vector<Ending>> expect;   // what is claimed of the endings: nothing when params have other values than the file's
};
Result<Opened> open_file(const std::string& file, const ParamValues& params);

}  // namespace wgscope::cli
