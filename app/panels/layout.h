// Where each panel stands, by mode and by how much room there is. Several panels may share a place, with tabs; the smaller the window is for its text, the
// more of them do, and what was said in two panels is said once.
//
//   Live: top bar                       Step: STORY makes room for       Explore: what was found stands
//   CODE       STATE WORD    STORY      NEXT STEP                        where the stage is, and the
//   UNDER THE  STAGE                    STORY                            STATE GRAPH (or two schedules
//   HOOD                     OUTPUT                                      beside each other) at the right
//   TIMELINE                            TIMELINE             BRANCHES
//
// Compare has two stages side by side, each with its object above and its caption below, and what differs beneath.
//
// With less room than that there are two columns; small and tiny say what just happened in one line below them. Who presents has no bar and no timeline: the
// word and the stage are large, the program stands beside them, and the caption below.
//
// What must not be cut says how much room it needs: the program, the inside (hood), the word. The stage takes the rest.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "app/model/action.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

enum class PanelKind : uint8_t { code, hood, word, stage, story, output, step, branches, graph, explore, timeline, left, right, figures };

struct PanelPlace {
  std::string_view id;             // its tabs are kept under it
  Rect rect;
  std::vector<PanelKind> kinds;         // more than one: tabs, in this order
};

struct Layout {
  Rect top;
  Rect caption;                    // empty: the story is in view anyway
  std::vector<PanelPlace> places;
  Rect below() const;              // everything under the top bar
  Rect beside(PanelKind kind) const;    // of that, what is at the right of a panel's place
};

struct LayoutSpec {
  model::Mode mode = model::Mode::live;
  float top_height = 0;            // of the top bar
  size_t lanes = 0;                // of the timeline
  bool presenting = false;
  float left = 0;                  // the width that the program and the inside ask for
  std::function<float(float)> word, hood;   // how high the state word and the inside are at a width
  std::function<float(float)> figures;      // in Compare: how high what differs is
};
// Takes the handles between the places into account, and draws them.
Layout lay_out(Ui& ui, const LayoutSpec& spec);

}  // namespace wgscope::panels
