// Reads and compiles beside the frame: a file may come slowly (a pipe, a network), and a program may take long to compile. The latest
// question wins; what was asked before it is given up.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/errand.h"
#include "core/explore/telling.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope::model {

struct LoadRequest {
  enum class Why : uint8_t { opened, changed_on_disk, params, edited, saved };
  Why why = Why::opened;
  std::string name;                        // the file's; what messages call the text
  std::optional<std::string> text = {};    // none: it is read from the file
  ParamValues params = {};
  bool drop_params = false;                // when the text does not take them: without
};

struct Loaded {
  LoadRequest request;
  std::string text;                        // of the file; empty when it could not be read, or is a trace
  std::shared_ptr<const Scenario> scenario;
  std::shared_ptr<const Trace> trace;      // a saved one; `scenario` is then the one inside it, null when it cannot be read
  std::vector<TellingTaken> tellings;      // of the scenario, those that can be taken in the time that opening may cost
  Diagnostics problems;                    // empty: one of the two is there
};

class Loader {
 public:
  void ask(LoadRequest request);
  // The latest question has no answer yet.
  bool busy() const { return reading_.busy(); }
  // Its answer, once.
  std::optional<Loaded> take();
  // Waits for it; at most so long, or without `most` to the end.
  void wait(std::optional<std::chrono::nanoseconds> most = {}) { reading_.wait(most); }

 private:
  Errand reading_;
  std::optional<Loaded> answer_;
};

}  // namespace wgscope::model
