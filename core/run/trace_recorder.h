// Makes a trace of what an interpreter tells: the one place where Refs become object numbers and Pool ids become texts, for both interpreted worlds.
//
// Numbers are given in order of first appearance, versions are counted here, and nothing that depends on how the execution was driven comes in. So a live
// run and its replay, which tell the same in the same order, give the same events to the bit.
//
// Copyable: a copy goes on by itself (a branch).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/program/pool.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/raw_event.h"
#include "core/program/run/standing.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"
#include "core/trace/trace_builder.h"

namespace wgscope {

// Where a goroutine stands, as its own data says.
struct RawStanding {
  program::NextAccess next;
  std::vector<TraceFrame> stack;
  uint16_t site = 0;
};
RawStanding raw_standing(const program::Program& program, const program::Goroutine& goroutine);

class TraceRecorder {
 public:
  // The pool is the execution's, and outlives this and its copies.
  TraceRecorder(std::shared_ptr<const Scenario> scenario, World world, program::Pool& pool, bool prints_are_steps = false);

  // Before the first event, once main stands for the first time: Program::globals, in order, with the words that their initialisation has given them.
  struct Global { program::Ref ref; uint64_t word; };
  void add_globals(std::span<const Global> globals);


  void append(const program::RawEvent& event);
  void at(int64_t ns) { builder_.add_clock_sample(ns); }   // of the next event

  // Requires: it was declared.
  ObjectId object_of(program::Ref ref) const { return objects_.at(ref).id; }
  size_t size() const { return builder_.size(); }
  const Trace& now() const { return builder_.now(); }

  // What stands so far. `tail` comes without `standing` and `crash`; standings[i] is goroutine i + 1.
  std::shared_ptr<const Trace> snapshot(TraceTail tail, std::span<const RawStanding> standings) const;

 private:
  struct Known {
    ObjectId id;
    program::Kind kind;                  // of its value
    program::Kind element;               // of a channel: of the values that it carries; none of anything else
    uint32_t word_version = 0, sema_version = 0;
  };

  void declare(const program::RawEvent& event);
  void initialise(Known& object, const program::RawEvent& event);
  void copy(const program::RawEvent& event);
  Known& known(program::Ref ref);
  ObjectId add_object(program::Ref ref, const program::Declaration& declared, GoroutineId creator, uint64_t word);
  uint64_t initial_word(TraceBuilder& builder, const Known& object, uint64_t bits) const;
  // A slot's 64 bits as a trace writes them.
  uint64_t word_of(TraceBuilder& builder, program::Kind kind, uint64_t bits) const;
  Standing standing_of(TraceBuilder& builder, const RawStanding& standing) const;

  std::shared_ptr<const Scenario> scenario_;
  program::Pool* pool_;
  TraceBuilder builder_;
  std::unordered_map<program::Ref, Known> objects_;
  bool stepped_ = false;
};

}  // namespace wgscope
