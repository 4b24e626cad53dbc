// Where to open from, where to save to: a path with what lies in its folder.
#include <algorithm>

#include "app/panels/dialogs.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

using model::FileDialog;
using model::FileRow;

std::string_view title_key(FileDialog::Purpose purpose) {
  switch (purpose) {
    case FileDialog::Purpose::open: return "panel.open.title";
    case FileDialog::Purpose::save_program: return "panel.save.program";
    case FileDialog::Purpose::save_trace: return "panel.save.trace";
    case FileDialog::Purpose::save_picture: return "panel.save.picture";
  }
  return {};
}

void file_row(const Panel& panel, const Rect& row, const FileRow& file, size_t index, bool chosen) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto touch = ui.touch(std::to_string(index), row, file.label);
  if (touch.hovered) canvas.fill(row, c.hovered, ui.px(6)), ui.set_pointer(Ui::Pointer::hand);
  if (chosen) canvas.fill(row, c.selected, ui.px(6)), canvas.stroke(row, c.accent, ui.metrics().line, ui.px(6));
  if (touch.clicked) panel.ask(model::act::TakeFile{index});
  Rect text = row.inset(ui.px(10), 0);
  const bool before = file.kind == FileRow::Kind::draft || file.kind == FileRow::Kind::recent;
  if (before) {
    const std::string what = panel.say(file.kind == FileRow::Kind::draft ? "panel.open.draft" : "panel.open.recent");
    canvas.text_in(text.cut_right(canvas.width(TextStyle::small, what), ui.px(12)), TextStyle::small, file.kind == FileRow::Kind::draft ? c.accent : c.text_faint, what, Align::right);
  }
  // Of a long path the end says most.
  std::string label = file.label;
  if (canvas.width(TextStyle::mono, label) > text.w)
    if (const size_t slash = label.rfind('/', label.size() > 1 ? label.size() - 2 : 0); slash != std::string::npos) label = "…" + label.substr(slash);
  canvas.text_in(text, TextStyle::mono, file.kind == FileRow::Kind::folder ? c.text_muted : c.text_body, label);
  ui.tip(touch, label != file.label ? std::string_view(file.label) : std::string_view());
}

}  // namespace

void files_dialog(const Panel& panel, const FileDialog& dialog, bool fresh) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const bool opens = dialog.purpose() == FileDialog::Purpose::open;
  const float row = ui.px(28);
  Rect inside = dialog_box(panel, "files", ui.px(760), ui.px(520), panel.say(title_key(dialog.purpose())), panel.say(opens ? "panel.open.keys" : "panel.save.keys"));
  const Scope scope(ui, "files");
  dialog_field(panel, inside.cut_top(ui.metrics().control_height, ui.px(8)), dialog.typed(), panel.say(opens ? "panel.open.hint" : "panel.save.hint"), fresh);
  // What Enter does with what is typed.
  if (!opens) {
    const std::string path = FileDialog::path_of(dialog.typed());
    const std::string says = dialog.typed().empty() ? std::string() : panel.say(dialog.asked() ? "panel.save.replace" : "panel.save.into", {{"file", path}});
    const float height = std::max(canvas.line_height(TextStyle::small), widgets::paragraph_height(canvas, TextStyle::small, says, inside.w));
    const Rect place = inside.cut_top(height, ui.px(8));
    ui.note("says", place, says);
    widgets::paragraph(canvas, place, TextStyle::small, dialog.asked() ? c.panicked : c.text_muted, says);
  }
  if (opens) {
    const std::string ways = panel.say("panel.open.ways");
    widgets::paragraph(canvas, inside.cut_bottom(widgets::paragraph_height(canvas, TextStyle::small, ways, inside.w), ui.px(10)), TextStyle::small, c.text_muted, ways);
  }
  if (dialog.rows().empty()) {
    if (opens && !dialog.looking()) canvas.text_in(inside.cut_top(row), TextStyle::body, c.text_muted, panel.say("panel.open.none"));
    return;
  }
  const auto chosen = dialog.chosen();
  std::optional<widgets::ScrollArea::Show> show;
  if (chosen) show = widgets::ScrollArea::Show{static_cast<float>(*chosen) * row, row, *chosen * 1024 + dialog.typed().size()};
  widgets::ScrollArea area(ui, "rows", inside, static_cast<float>(dialog.rows().size() + (dialog.more() ? 1 : 0)) * row, show);
  for (size_t i = 0; i <= dialog.rows().size(); ++i) {
    const float y = static_cast<float>(i) * row;
    if (!area.visible(y, row)) continue;
    const Rect box{area.content().x, area.at(y), area.content().w, row};
    if (i < dialog.rows().size()) file_row(panel, box, dialog.rows()[i], i, chosen == i);
    else if (dialog.more()) canvas.text_in(box.inset(ui.px(10), 0), TextStyle::small, c.text_muted, panel.say("panel.open.more"));
  }
}

}  // namespace wgscope::panels
