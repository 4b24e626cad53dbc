// What holds of any line of the story, whatever it tells of.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "app/model/story.h"

namespace wgscope::model::testing {

inline void expect_whole(const StoryLine& line) {
  for (const std::string& text : {line.head, line.sentence}) {
    ASSERT_FALSE(text.empty());
    ASSERT_EQ(text.find_first_of("{}\n"), std::string::npos) << text;
    ASSERT_EQ(text.find("story."), std::string::npos) << "a key that the catalogue lacks: " << text;
    ASSERT_EQ(text.find("G0"), std::string::npos) << "nobody is named: " << text;
  }
}

}  // namespace wgscope::model::testing
