// A session as the window and the offscreen picture start it.
#pragma once

#include <memory>

#include "app/model/preferences.h"
#include "app/model/session.h"
#include "app/model/worlds.h"
#include "app/shell/render.h"
#include "app/shell/window.h"

namespace wgscope::shell {

// The window opens a broken file too, and shows its diagnostics; a file that is not there is an error.
Result<std::unique_ptr<model::Session>> open_session(const WindowOptions& options, const model::Preferences& preferences);
// A picture is of something: any error is one here. The worlds are the real ones but for who wants no clock in a picture.
Result<std::unique_ptr<model::Session>> open_session(const RenderOptions& options, model::Worlds worlds = model::real_worlds());

}  // namespace wgscope::shell
