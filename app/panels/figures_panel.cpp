#include "app/panels/figures_panel.h"

#include <algorithm>
#include <array>
#include <vector>

#include "app/model/top_bar_view.h"
#include "app/panels/step_panel.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

constexpr float kFigureRow = 23, kFigureGap = 18, kWordsLeast = 340;

std::string so_far(uint64_t now, uint64_t all) { return now == all ? std::to_string(all) : std::to_string(now) + " / " + std::to_string(all); }

// The widths of the columns: the sides' names, a column a figure, the endings. A number does not move them: they have room for the longest it becomes.
struct Table {
  float names = 0, ending = 0;
  std::vector<float> figures;
  float width() const {
    float all = names + ending;
    for (const float width : figures) all += width;
    return all;
  }
};

std::string short_ending(const std::optional<Ending>& ending, const std::string& otherwise) { return ending ? std::string(ending->short_words()) : otherwise; }

Table table_of(const Panel& panel, const FiguresData& data) {
  const Canvas& canvas = panel.ui.canvas();
  const float between = panel.ui.px(kFigureGap);
  Table table;
  table.names = std::max(canvas.width(TextStyle::strong, panel.say("panel.figures.left")), canvas.width(TextStyle::strong, panel.say("panel.figures.right"))) + between;
  for (const model::FigureRow& row : data.view.rows) {
    const std::string most = std::to_string(std::max(row.left, row.right));
    table.figures.push_back(std::max(canvas.width(TextStyle::small, row.name), canvas.width(TextStyle::mono, most + " / " + most)) + between);
  }
  table.ending = panel.ui.px(18) + std::max({canvas.width(TextStyle::small, panel.say("panel.figures.ending")), canvas.width(TextStyle::body, short_ending(data.left_ending, data.view.left_ending)),
                                             canvas.width(TextStyle::body, short_ending(data.right_ending, data.view.right_ending))}) + between;
  return table;
}

// There the words alone have room: they name every number that differs.
bool words_alone(const Ui& ui) { return room_of(ui) == Room::tiny; }
bool words_beside(const Ui& ui, float inner, const Table& table) { return inner - table.width() >= ui.px(kWordsLeast); }

float words_height(const Panel& panel, float width, const FiguresData& data) {
  float height = 0;
  for (const std::string& sentence : data.view.sentences) height += widgets::paragraph_height(panel.ui.canvas(), TextStyle::small, sentence, width) + panel.ui.px(3);
  return height;
}

void side_row(const Panel& panel, Rect row, const FiguresData& data, const Table& table, bool right) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  canvas.text_in(row.cut_left(table.names), TextStyle::strong, c.text, panel.say(right ? "panel.figures.right" : "panel.figures.left"));
  for (size_t i = 0; i < data.view.rows.size(); ++i) {
    const model::FigureRow& figure = data.view.rows[i];
    Rect cell = row.cut_left(table.figures[i]);
    const uint64_t now = right ? figure.right_now : figure.left_now, all = right ? figure.right : figure.left;
    const std::string text = so_far(now, all), first = std::to_string(now);
    const float width = canvas.text_in(cell, TextStyle::mono, figure.left == figure.right ? c.text_muted : c.text, first);
    cell.cut_left(width);
    canvas.text_in(cell, TextStyle::mono, c.text_muted, std::string_view(text).substr(first.size()));
  }
  const auto& ending = right ? data.right_ending : data.left_ending;
  if (ending) {
    const EndingLook look = look_of_ending(ui, *ending);
    canvas.icon(look.icon, row.cut_left(ui.px(13), ui.px(5)).middle(ui.px(13), ui.px(13)), look.colour);
  }
  canvas.text_in(row, TextStyle::body, c.text_body, short_ending(ending, right ? data.view.right_ending : data.view.left_ending));
}

void draw_table(const Panel& panel, Rect box, const FiguresData& data, const Table& table) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float height = ui.px(kFigureRow);
  Rect head = box.cut_top(height);
  head.cut_left(table.names);
  for (size_t i = 0; i < data.view.rows.size(); ++i) {
    const model::FigureRow& figure = data.view.rows[i];
    const Rect cell = head.cut_left(table.figures[i]);
    // Where they differ the column has a ground of its own.
    if (figure.left != figure.right) canvas.fill({cell.x - ui.px(6), cell.y, cell.w - ui.px(6), 3 * height}, c.selected, ui.metrics().card_radius);
    ui.note("figure/" + std::string(figure.id), cell, figure.name);
    panel.explain("figures." + std::string(figure.id), {cell.x, cell.y, cell.w - ui.px(kFigureGap), 3 * height});
    canvas.text_in(cell, TextStyle::small, figure.left == figure.right ? c.text_muted : c.text, figure.name);
  }
  canvas.text_in(head, TextStyle::small, c.text_muted, panel.say("panel.figures.ending"));
  side_row(panel, box.cut_top(height), data, table, false);
  side_row(panel, box.cut_top(height), data, table, true);
}

void draw_words(const Panel& panel, const Rect& box, const FiguresData& data) {
  Ui& ui = panel.ui;
  widgets::ScrollArea area(ui, "words", box, words_height(panel, box.w - ui.metrics().scrollbar, data));
  float y = 0;
  for (size_t i = 0; i < data.view.sentences.size(); ++i) {
    const std::string& sentence = data.view.sentences[i];
    const float width = box.w - ui.metrics().scrollbar, height = widgets::paragraph_height(ui.canvas(), TextStyle::small, sentence, width);
    const Rect place{box.x, area.at(y), width, height + 2};
    ui.note("sentence/" + std::to_string(i), place, sentence);
    if (area.visible(y, height)) widgets::paragraph(ui.canvas(), place, TextStyle::small, ui.colours().text_body, sentence);
    y += height + ui.px(3);
  }
}

}  // namespace

float figures_height(const Panel& panel, float width, const FiguresData& data) {
  const Ui& ui = panel.ui;
  const float inner = width - 2 * ui.metrics().panel_padding, rows = 3 * ui.px(kFigureRow);
  const Table table = table_of(panel, data);
  if (words_alone(ui)) return header_height(ui) + words_height(panel, inner - ui.metrics().scrollbar, data) + ui.metrics().gap / 2;
  const float body = words_beside(ui, inner, table) ? std::max(rows, words_height(panel, inner - table.width() - ui.metrics().scrollbar, data))
                                                    : rows + ui.px(4) + words_height(panel, inner - ui.metrics().scrollbar, data);
  return header_height(ui) + body + ui.metrics().gap / 2 + ui.px(6);
}

void figures_panel(const Panel& panel, const Rect& rect, const FiguresData& data) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  Rect header;
  Rect inside = frame(panel, "figures", rect, panel.say("panel.figures.title"), {}, TextStyle::small, &header).inset(m.panel_padding, 0);
  const Scope scope(ui, "figures");
  const std::string label = panel.say("panel.beside.with"), tip = model::tip_of(panel.strings, model::CommandId::compare);
  const widgets::ButtonSpec with{label, Icon::branch, false, widgets::Look::quiet, true, false, tip};
  const float width = widgets::button_width(ui, with);
  if (widgets::button(ui, "with", header.cut_right(width, ui.px(10)).middle(width, std::min(ui.px(26), header.h)), with)) panel.ask(model::act::Show{model::Overlay::compare_with});
  ui.canvas().text_in(header, TextStyle::body, ui.colours().text_body, data.title);
  const Clip clip(ui.canvas(), inside);
  if (!words_alone(ui)) {
    const Table table = table_of(panel, data);
    draw_table(panel, words_beside(ui, inside.w, table) ? inside.cut_left(table.width()) : inside.cut_top(3 * ui.px(kFigureRow), ui.px(4)), data, table);
  }
  draw_words(panel, inside, data);
}

}  // namespace wgscope::panels
