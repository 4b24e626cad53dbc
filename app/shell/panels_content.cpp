#include <memory>

#include "app/panels/window.h"
#include "app/shell/window.h"

namespace wgscope::shell {

Content panels_content() {
  const auto window = std::make_shared<panels::Window>();
  return {[window](widgets::Ui& ui, model::Session& session) { return window->draw(ui, session); }, [window] { window->focus_filter(); }};
}

}  // namespace wgscope::shell
