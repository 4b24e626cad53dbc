// What a panel, a key or the shell asks the session to do. Gathered while a frame is drawn, applied after it: drawing never changes the session.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/preferences.h"
#include "core/base/ids.h"
#include "core/run/execution.h"
#include "core/run/schedule.h"

namespace wgscope::model {

enum class Mode : uint8_t { live, step, explore, compare };
enum class Axis : uint8_t { events, time };                       // what the timeline's x is
// Which operation "under the hood" shows; `follow`: the one that the goroutine in focus is in.
enum class HoodCall : uint8_t {
  follow, add, wait, send, receive, close, select, length, lock, unlock, try_lock, write_lock, write_unlock, write_try, read_lock, read_unlock, read_try,
  cond_wait, signal, broadcast, sleep, stop, reset, fire
};
enum class Overlay : uint8_t { none, lessons, help, files, pace, params, strategies, compare_with, explain, legend };   // at most one lies over the panels
enum class CommandId : uint8_t;
class TextEdit;

namespace act {
struct Run { CommandId command; };                                // as its key does
struct GoTo { EventIndex cursor; };
struct OpenLesson { size_t index; };
struct OpenPath { std::string path; };                            // a scenario, a Go program, a saved trace
struct OpenText { std::string text; };                            // pasted: JSON, Go, or a schedule
struct SetParam { std::string name; int64_t value; };             // restarts the run
struct SetPace { std::optional<double> steps_per_s; };            // none: full
struct SetSpeed { double factor; };                               // of playing a finished trace
struct SetMode { Mode mode; };
struct FocusOn { GoroutineId who; };                              // nobody: whoever made the latest event
struct ChooseObject { ObjectId object; };
struct ChooseCall { HoodCall call; };
struct SetFilter { std::string text; };
struct ShowSpan { double first, last; };                          // of the timeline, in its axis' unit
struct SetAxis { Axis axis; };
struct Show { Overlay overlay; };
struct Prefer { Preferences preferences; };
struct DismissNotice {};
struct DialogText { std::string text; };                          // what is typed into the open dialog: a path, or what its rows must have
struct TakeFile { size_t row; };                                  // of the dialog of files
// The editor
struct EditText { std::function<void(TextEdit&)> change; };       // of its text, or only of where the caret is
struct EditorKeys { bool on; };                                   // the keyboard is the editor's, or the commands' again
struct HideEditor {};                                             // its text stays
struct GoToMistake { size_t index; };                             // of the diagnostics
// Step
struct ChooseStep { size_t index; };                              // moves the highlight
struct TakeStep { Choice choice; };
struct GoToBranch { size_t branch; };
struct LetRun { std::string strategy; };                          // to the end
// Explore
struct ShowSchedule { Schedule schedule; ExecutionOptions options = {}; };   // opens it in Step, at its first step, and plays it
struct GoToState { Schedule schedule; };                          // likewise, at its last, and stays in Explore
struct CompareWith { Schedule schedule; };                        // beside the present one
// Compare: the schedule at hand on the left, this one on the right; none: what the scenario's "compare" names
struct CompareBeside { std::optional<Schedule> schedule = {}; ExecutionOptions options = {}; };
struct ChooseObjectOf { size_t side; ObjectId object; };
struct ExploreOutputs {};                                         // a search of its own, for what can be printed
struct StopSearch {};
}  // namespace act

using Action = std::variant<act::Run, act::GoTo, act::OpenLesson, act::OpenPath, act::OpenText, act::SetParam, act::SetPace, act::SetSpeed, act::SetMode,
                            act::FocusOn, act::ChooseObject, act::ChooseCall, act::SetFilter, act::ShowSpan, act::SetAxis, act::Show, act::Prefer, act::DismissNotice,
                            act::DialogText, act::TakeFile, act::EditText, act::EditorKeys, act::HideEditor, act::GoToMistake,
                            act::ChooseStep, act::TakeStep, act::GoToBranch, act::LetRun, act::ShowSchedule, act::GoToState, act::CompareWith, act::CompareBeside, act::ChooseObjectOf, act::ExploreOutputs,
                            act::StopSearch>;
using Actions = std::vector<Action>;

// What only the shell can do, asked by a command.
struct ShellRequest {
  enum class Kind : uint8_t { save_picture, paste, copy, fullscreen, focus_filter, quit };
  Kind kind;
  std::string text;     // the picture's path; what to copy
};

}  // namespace wgscope::model
