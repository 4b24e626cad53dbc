// The table of commands with its keys, in as many columns as show all of it; what can be done now can be done from here, too.
#include <algorithm>
#include <cmath>

#include "app/model/choices.h"
#include "app/panels/dialogs.h"
#include "app/widgets/list.h"

namespace wgscope::panels {

namespace {

struct Line {
  const model::Command* command = nullptr;     // null: the head of a group
  model::CommandGroup group{};
  size_t choice = 0;                           // of the rows that keys walk
  size_t column = 0;
  float y = 0, height = 0;
};

struct Columns {
  std::vector<Line> lines;
  size_t count = 1;
  float height = 0;                            // of the highest
};

// In `count` columns, each begun by a group or by the line that no longer fits.
Columns in_columns(const std::vector<model::OpenChoice>& rows, size_t count, float row, float head) {
  Columns columns;
  columns.count = count;
  float all = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const model::Command& command = model::command(std::get<model::act::Run>(rows[i].action).command);
    if (columns.lines.empty() || columns.lines.back().group != command.group) columns.lines.push_back({nullptr, command.group, i, 0, 0, head}), all += head;
    columns.lines.push_back({&command, command.group, i, 0, 0, row});
    all += row;
  }
  // The smallest height at which they fit.
  for (float most = std::max(all / static_cast<float>(count), row + head);; most += row / 2) {
    size_t column = 0;
    float y = 0;
    columns.height = 0;
    for (Line& line : columns.lines) {
      // A head does not stand alone at the foot.
      if (y > 0 && y + line.height + (line.command ? 0 : row) > most) ++column, y = 0;
      line.column = column, line.y = y;
      y += line.height;
      columns.height = std::max(columns.height, y);
    }
    if (column < count) return columns;
  }
}

void command_line(const Panel& panel, Rect box, const model::Command& command, std::string_view name, bool chosen, bool possible) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto touch = ui.touch(std::string(command.name_key), box, name, possible);
  if (chosen || touch.hovered) canvas.fill(box.inset(-ui.px(6), 0), touch.hovered ? c.hovered : c.selected, ui.px(5));
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  if (touch.clicked) {
    panel.ask(model::act::Show{model::Overlay::none});
    panel.ask(model::act::Run{command.id});
  }
  float right = box.right();
  const std::vector<std::string> keys = model::listed_keys(command);
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    right -= widgets::key_cap_width(ui, *key);
    widgets::key_cap(ui, {right, box.centre().y}, *key);
    right -= ui.px(5);
  }
  box.w = right - box.x - ui.px(6);
  const TextStyle style = canvas.width(TextStyle::body, name) <= box.w ? TextStyle::body : TextStyle::small;
  canvas.text_in(box, style, possible ? c.text_body : c.text_muted, name);
  ui.tip(touch, canvas.width(style, name) > box.w ? name : std::string_view());
}

}  // namespace

void help_dialog(const Panel& panel, const model::Session& session, bool fresh) {
  Ui& ui = panel.ui;
  const std::vector<model::OpenChoice> rows = model::choices_of(session);
  const float row = ui.px(22.5f), head = ui.px(29), gap = ui.px(30), column_width = ui.px(270);
  const float width = ui.screen().w - ui.px(48), field = ui.metrics().control_height + ui.px(10);
  const float room = ui.screen().h - ui.px(48) - ui.px(32 + 44) - field;
  const auto most = static_cast<size_t>(std::max(1.0f, std::floor((width - ui.px(44) + gap) / (column_width + gap))));
  Columns columns = in_columns(rows, 1, row, head);
  while (columns.height > room && columns.count < most) columns = in_columns(rows, columns.count + 1, row, head);
  const auto count = static_cast<float>(std::max<size_t>(columns.count, session.dialog_filter().empty() ? 2 : most));
  Rect inside = dialog_box(panel, "help", std::min(width, count * (column_width + ui.px(60)) + ui.px(44)), ui.screen().h, panel.say("panel.help.title"), panel.say("panel.help.note"));
  const Scope scope(ui, "help");
  dialog_field(panel, inside.cut_top(ui.metrics().control_height, ui.px(10)), session.dialog_filter(), panel.say("panel.story.filter_hint"), fresh);
  if (rows.empty()) {
    ui.canvas().text_in(inside, TextStyle::body, ui.colours().text_muted, panel.say("panel.help.nothing"), Align::centre);
    return;
  }
  const size_t chosen = std::min(session.chosen_row(), rows.size() - 1);
  std::optional<widgets::ScrollArea::Show> show;
  for (const Line& line : columns.lines)
    if (line.command && line.choice == chosen) show = widgets::ScrollArea::Show{line.y, line.height, chosen * 64 + session.dialog_filter().size()};
  widgets::ScrollArea area(ui, "rows", inside, columns.height, show);
  const float each = (area.content().w - gap * static_cast<float>(columns.count - 1)) / static_cast<float>(columns.count);
  for (const Line& line : columns.lines) {
    const Rect box{area.content().x + static_cast<float>(line.column) * (each + gap), area.at(line.y), each, line.height};
    if (line.command) command_line(panel, box, *line.command, rows[line.choice].label, line.choice == chosen, line.command->enabled(session));
    else ui.canvas().text_in({box.x, box.bottom() - row, box.w, row}, TextStyle::strong, ui.colours().accent, panel.say(model::group_key(line.group)));
  }
}

}  // namespace wgscope::panels
