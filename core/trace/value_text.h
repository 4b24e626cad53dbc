// How the things of a trace are written: objects by name, words by their kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/duration_text.h"
#include "core/trace/trace.h"

namespace wgscope {

// What an object is called on screen: its name, numbered when the program has several of that name (`wg`, `wg #2`).
std::string object_name(const Trace& trace, ObjectId object);
// A word as its kind of object shows it: `-3`, `true`, `"text"`, `&wg`, `0x0000000100000002`. Long texts are cut.
std::string value_text(const Trace& trace, const TraceObject& object, uint64_t word);
std::string hex_text(uint64_t word);
// A WaitGroup's word in short: counter·waiters, `3·1`.
std::string halves_text(uint64_t word);
// On one line: line breaks, and the tabs after them, become a blank; cut after `length_max` characters.
std::string one_line(std::string_view text, size_t length_max = 200);
// As Go quotes it, cut after `length_max` characters.
std::string quoted_short(std::string_view text, size_t length_max = 60);

}  // namespace wgscope
