// The first row: of main, standing at its first access, or of functions that a test has started.
#include <algorithm>
#include <cassert>

#include "core/explore/state_space.h"

namespace wgscope::search {

bool StateSpace::start(std::vector<uint64_t>& row) {
  row.assign(layout_.words(), 0);
  // Package-level objects, all zero; main's first local code initialises them.
  for (uint32_t i = 0; i < program_.globals.size(); ++i) {
    ObjectPart part;
    part.declaration = program_.globals[i];
    part.kin = program::Kin(program_.declarations[part.declaration], 0);
    set(row.data(), object_cells_.at(program::make_ref(kNobody, i)), intern(part));
  }
  if (!options_.start_functions.empty()) return start_functions(row);

  world_.values_max_bytes = std::min(memory_left() / kCopiesOfAStep, limits::kValueBytes);
  world_.begin(row.data(), 1);
  scratch_ = program::Interpreter<StepWorld>::make_main(program_);
  program::Goroutine& main = scratch_;
  const program::Turn turn = interpreter_.advance(main);
  if (turn.what == program::Turn::What::stopped) {
    stop(turn.stopped_by);
    return false;
  }
  timers_at_start_ = timers_of_step();
  forget_what_nobody_reaches();
  recovered_at_start_ = recovered_set();
  Effect effect;
  std::vector<Write> more;
  effect.self = intern(main);
  if (!write_touched(row.data(), effect, more)) return false;
  if (world_.over) effect.ending = ending_index(ending_of_step()) + 1;
  if (wanted_ != layout_) {   // lay this one row out by hand
    layout_ = wanted_;
    return start(row);
  }
  set(row.data(), goroutine_cells_[1], effect.self);
  if (effect.object_cell != 0) set(row.data(), effect.object_cell, effect.object);
  for (const auto& [cell, part] : more) set(row.data(), cell, part);
  set(row.data(), ending_cell_, effect.ending);
  return true;
}

bool StateSpace::start_functions(std::vector<uint64_t>& row) {
  const auto function_named = [&](const std::string& name) {
    const auto at = std::ranges::find(program_.functions, name, &program::Function::name);
    assert(at != program_.functions.end());
    return static_cast<uint32_t>(at - program_.functions.begin());
  };
  world_.begin(row.data(), 1);
  if (!options_.setup.empty()) {
    program::Program prologue = program_;
    prologue.main_function = function_named(options_.setup);
    program::Interpreter<StepWorld> interpreter(prologue, world_);
    program::Goroutine g = program::Interpreter<StepWorld>::make_main(prologue);
    for (interpreter.advance(g); !world_.over;) interpreter.step(g);
  }
  for (uint32_t i = 0; i < options_.start_functions.size(); ++i) cell_of_goroutine(i + 2);
  layout_ = wanted_;
  std::vector<uint64_t> next(layout_.words());
  for (const auto& one : world_.touched) set(next.data(), cell_of_object(one.ref), intern(one.part));
  for (uint32_t i = 0; i < options_.start_functions.size(); ++i) {
    program::Program part = program_;
    part.main_function = function_named(options_.start_functions[i]);
    if (!options_.setup.empty()) part.init_function = part.main_function;   // the package has been initialised
    program::Interpreter<StepWorld> interpreter(part, world_);
    program::Goroutine g = program::Interpreter<StepWorld>::make_main(part);
    interpreter.advance(g);
    assert(g.status == program::Status::standing && "a started function makes an access");
    g.id = GoroutineId{i + 2};   // from here on it is no main: its end is no step
    set(next.data(), goroutine_cells_[i + 2], intern(g));
  }
  program::Goroutine nobody;
  nobody.status = program::Status::finished;
  set(next.data(), goroutine_cells_[1], intern(nobody));
  row = std::move(next);
  return true;
}

}  // namespace wgscope::search
