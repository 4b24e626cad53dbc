// What Up, Down and Enter choose from, where that is not a step: an open list (lessons, strategies, paces, params), and in Explore the rows that can be shown.
// Panels draw these very rows, so that keys and mouse cannot disagree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/action.h"

namespace wgscope::model {

class Session;

struct OpenChoice {
  std::string label;
  bool on = false;               // what holds now
  Action action;
};
// Of the overlay that is open; empty when it offers none. A param's action is to leave it as it is.
std::vector<OpenChoice> choices_of(const Session& session);
// In Explore: what "show me" of each row does, and its schedule; endings, findings, outputs, from the top.
std::vector<act::ShowSchedule> shown_rows(const Session& session);
// In Explore: the row that keys have chosen, else that of the run which is shown, or of the ending that this run comes to. none: no row is about it.
std::optional<size_t> lit_row(const Session& session);

}  // namespace wgscope::model
