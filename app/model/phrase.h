// Texts of the catalogue with their gaps filled: `say(strings, "stage.releasing", {{"left", "2"}})`.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace wgscope::model {

class Strings;

struct Gap {
  std::string_view name;
  std::string value;
};
std::string say(const Strings& strings, std::string_view key, std::initializer_list<Gap> gaps = {});

}  // namespace wgscope::model
