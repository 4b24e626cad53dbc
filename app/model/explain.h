// What explains itself in the window: titles, numbers, chips, notations, colours. One table: a thing's id, and where the legend lists it. The words are in the
// catalogue, `explain.ID.name` and `explain.ID.text`, in one or two sentences; like the story's they are claims about Go. A panel says where a thing is drawn
// (Panel::explain), so that pointing there, or walking there by keys, shows them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/trace/event.h"

namespace wgscope::model {

enum class Topic : uint8_t { word, semaphore, channels, steps, goroutines, program, time, modes, search };
inline constexpr int kTopics = 9;
std::string_view topic_key(Topic topic);          // its heading in the catalogue

struct Explanation {
  std::string_view id;
  Topic topic;
  std::string name_key() const { return "explain." + std::string(id) + ".name"; }
  std::string text_key() const { return "explain." + std::string(id) + ".text"; }
};
// In the order of the legend.
std::span<const Explanation> explanations();
const Explanation* find_explanation(std::string_view id);   // null: no such thing

// Which of them says what a step of this kind is.
std::string_view explanation_of(EventKind kind);

}  // namespace wgscope::model
