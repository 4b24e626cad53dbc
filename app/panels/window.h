// The window's content: all panels in one composed layout. Reads a session and gives what the user asked of it; draws the same whether there is a window,
// a picture to be made, or a test that renders nothing.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "app/model/action.h"
#include "app/model/code_view.h"
#include "app/model/explore_view.h"
#include "app/model/graph_view.h"
#include "app/model/object_view.h"
#include "app/model/other_endings.h"
#include "app/model/session.h"
#include "app/model/step_view.h"
#include "app/model/story.h"
#include "app/panels/editor_panel.h"
#include "app/model/stage_view.h"
#include "app/widgets/ui.h"

namespace wgscope::panels {

struct Panel;

class Window {
 public:
  // Draws one frame. Apply what it gives after the frame.
  model::Actions draw(widgets::Ui& ui, model::Session& session);
  // `/`: the story's filter gets the keyboard in the next frame.
  void focus_filter() { focus_filter_ = true; }

 private:
  std::vector<std::string> highlighted_;                     // what tokens_ is of
  std::vector<std::vector<model::CodeToken>> tokens_;
  std::pair<int, float> code_width_{-1, 0};                  // by which build of the fonts; of highlighted_
  // What a stage and its caption remember from frame to frame.
  struct Watched {
    EventIndex cursor_before = 0;                            // of the frame before
    EventIndex flight = 0;                                   // the step after it whose token flies, or flew last
    model::Story teller = {};
    std::optional<model::StoryLine> caption = {};
    std::tuple<const Trace*, EventIndex, std::string> caption_key = {};
    float fly(widgets::Ui& ui, std::string_view id, const model::StageView& stage, EventIndex cursor);
    void take_in_caption(const std::shared_ptr<const Trace>& trace, EventIndex cursor, const model::Strings& strings);
  };
  Watched watched_, sides_[2];
  void take_in_step(widgets::Ui& ui, model::Session& session);
  void take_in_explore(widgets::Ui& ui, const model::Session& session);
  void take_in_compared(widgets::Ui& ui, const model::Session& session);
  std::vector<uint32_t> path_to_here(const model::Session& session) const;
  std::string objects_in(const model::Session& session, uint32_t state) const;

  bool focus_filter_ = false;
  EditedLines edited_;
  bool was_editing_ = false;
  float code_width(const Panel& panel);
  // The other picture: two stages, and what differs.
  model::Actions draw_compared(widgets::Ui& ui, model::Session& session);
  void draw_sides(const Panel& panel, const std::array<widgets::Rect, 2>& rects, model::Session& session);
  void draw_stage(const Panel& panel, widgets::Rect rest, const widgets::Rect& caption, const model::Scene& scene, const model::ObjectView& object, std::optional<float> object_height,
                  const model::Session& session, size_t side);

  // Views that cost something, kept while what they are computed from is the same.
  std::optional<model::StepView> step_;
  std::tuple<uint64_t, std::string, const void*> step_key_;  // session revision, language, result of the search
  std::unique_ptr<model::GraphView> graph_;
  std::optional<model::CompareView> compare_;
  std::string compare_key_;
  model::Errand comparing_;
};

}  // namespace wgscope::panels
