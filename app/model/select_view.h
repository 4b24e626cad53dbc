// The select that a goroutine stands at, is parked in, or has just been through: its cases as they are written, and how each of them is.
//
// What a case waits for while its goroutine is parked, and which case was taken, the trace says. Which cases could be taken by somebody who only stands at the
// select, it does not: that is known where the step has been tried (Step, Explore).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/scene.h"
#include "core/program/code.h"

namespace wgscope::model {

struct StepCard;

struct SelectCaseView {
  enum class Is : uint8_t {
    unknown,      // nobody has tried
    can_go,
    cannot,
    waits,        // its goroutine is parked in the channel's queue for it
    nil,          // its channel is nil: never
    taken,
    not_taken,
    otherwise,    // `default`, before anything is known
  };
  std::string text;                 // `v := <-jobs`, `out <- v`, `default`
  uint32_t line = 0;                // of the program, from 1; 0: none
  Is is = Is::unknown;
  int place = -1;                   // of one that waits: in the queue, from 0
};

struct SelectView {
  enum class When : uint8_t { stands, parked, took };
  Chip chip;
  uint32_t line = 0;
  When when = When::stands;
  bool latest = false;              // the latest step was this select's, or let it go on
  std::vector<SelectCaseView> cases;
};

// Of the latest step, else of the goroutine in focus; nothing: it is at no select. `tried`: the steps that can be taken at the cursor; empty where nobody has tried.
std::optional<SelectView> select_view(const Scene& scene, const program::Program* program, std::span<const StepCard> tried = {});

}  // namespace wgscope::model
