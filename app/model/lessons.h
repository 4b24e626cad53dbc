// The course: the scenarios that ship, in order of their files' names. For the picker and Alt+digit.
#pragma once

#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace wgscope::model {

struct Lesson {
  std::string path;
  LocalText title, about;
  std::vector<LocalText> tags;
};

// Those of a folder that can be read; a folder that is not there has none.
std::vector<Lesson> find_lessons(const std::string& folder);

}  // namespace wgscope::model
