#include "app/panels/stage_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "app/model/top_bar_view.h"
#include "app/panels/flow.h"
#include "app/panels/step_panel.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

constexpr std::string_view kColumnKeys[] = {"panel.stage.running", "panel.stage.runnable", "panel.stage.parked", "panel.stage.finished", "panel.stage.panicked"};

// Where each card belongs in this frame. Cards shrink to names, to lines (a chip, what it holds and where it waits), to chips before they stop fitting; what
// still does not fit is counted.
struct Places {
  enum class Size : uint8_t { cards, names, lines, chips } size = Size::cards;
  std::vector<Rect> cards;
  size_t left_out = 0;
  Rect more;
};

Places place_cards(const Ui& ui, const Rect& box, const model::StageColumn& column) {
  Places places;
  const float line = ui.canvas().line_height(TextStyle::small);
  // Words that do not fit in one line take more; where there is little room cards lose air first, then what is beyond a line, then their words.
  struct Fit {
    float name, gap;
    int lines;
  };
  const float inner = box.w - ui.px(box.w < ui.px(130) ? 16 : 24);
  const bool narrow = std::any_of(column.cards.begin(), column.cards.end(), [&](const model::StageCard& card) {
    const float icon = card.chip.state == GoroutineState::panicked ? ui.px(17) : 0;
    return ui.canvas().width(TextStyle::mono_strong, card.chip.name) + icon > inner;
  });
  const Fit fits[] = {{ui.px(36), ui.px(8), 3}, {ui.px(29), ui.px(4), 3}, {ui.px(29), ui.px(4), 1}, {ui.px(34), ui.px(4), 0}};
  for (const auto& [name, gap, lines] : fits) {
    if (narrow) break;   // a name is whole
    places.cards.clear();
    Rect rest = box;
    float all = -gap;
    for (const auto& card : column.cards) {
      const float words = lines == 0 || card.doing.empty() ? 0 : widgets::paragraph_height(ui.canvas(), TextStyle::small, card.doing, inner);
      const float height = words > 0 ? name + std::min(words, static_cast<float>(lines) * line) : lines == 0 ? name : std::min(ui.px(38), name + ui.px(4));
      places.cards.push_back(rest.cut_top(height, gap));
      all += height + gap;
    }
    places.size = lines > 0 ? Places::Size::cards : Places::Size::names;
    if (all <= box.h) return places;
  }
  const float row = ui.metrics().chip + ui.px(4), keep = ui.canvas().width(TextStyle::mono_small, "+512") + ui.px(6);
  places.cards.clear();
  const bool telling = std::ranges::any_of(column.cards, [](const model::StageCard& card) { return !card.waits.empty() || !card.holds.empty(); });
  if (telling && static_cast<float>(column.cards.size()) * row <= box.h) {
    places.size = Places::Size::lines;
    Rect rest = box;
    for (size_t i = 0; i < column.cards.size(); ++i) places.cards.push_back(rest.cut_top(row));
    return places;
  }
  places.size = Places::Size::chips;
  Flow flow(box, row, ui.px(4));
  for (size_t i = 0; i < column.cards.size(); ++i) {
    const float width = widgets::chip_width(ui, column.cards[i].chip.name);
    const bool last_row = flow.bottom() + ui.metrics().chip > box.bottom();   // the air below the last one may be missing
    if (last_row && i + 1 < column.cards.size() && flow.room() < width + ui.px(4) + keep) {
      places.left_out = column.cards.size() - i;
      places.more = flow.next(std::min(keep, flow.room()));
      break;
    }
    places.cards.push_back(flow.next(width));
  }
  return places;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

// What it holds and what it waits for, at the right of its name: a closed lock, and the two bars of who is parked.
void badges(const Panel& panel, Rect row, const model::StageCard& card) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  row.cut_left(0, ui.px(8));
  const float icon = ui.px(11);
  const auto badge = [&](Icon what, Colour colour, const std::string& text, std::string_view explained) {
    const float whole = canvas.width(TextStyle::mono_small, text) + icon + ui.px(5), width = std::min(whole, row.w);
    if (text.empty() || width < std::min(whole, icon + ui.px(18))) return;   // a name's first letters say something, an ellipsis does not
    Rect place = row.cut_right(width, ui.px(8));
    panel.explain(explained, place);
    canvas.icon(what, place.cut_left(icon, ui.px(4)).middle(icon, icon), colour);
    canvas.text_in(place, TextStyle::mono_small, c.text_body, text);
  };
  badge(Icon::parked, c.parked, joined(card.waits), "stage.waits");
  badge(Icon::locked, c.token, joined(card.holds), "stage.holds");
}

void draw_card(const Panel& panel, const Rect& rect, const model::StageCard& card, Places::Size size) {
  Ui& ui = panel.ui;
  const std::string id = "card/" + std::to_string(card.chip.who.value);
  const bool over = card.chip.state == GoroutineState::finished;
  const bool chips = size == Places::Size::lines || size == Places::Size::chips;
  if (!chips) {
    panel.explain("stage.card", rect);
    panel.explain("goroutine", {rect.x, rect.y, std::min(rect.w, ui.px(26) + ui.canvas().width(TextStyle::mono_strong, card.chip.name)), std::min(rect.h, ui.px(28))});
  }
  if (chips) {
    const float width = chip(panel, id, {rect.x, rect.centre().y}, card.chip, card.doing);
    if (size == Places::Size::lines) badges(panel, {rect.x + width, rect.y, rect.w - width, rect.h}, card);
    return;
  }
  widgets::CardSpec spec;
  spec.name = card.chip.name;
  spec.note = size == Places::Size::cards ? std::string_view(card.doing) : std::string_view();
  spec.colour = colour_of(ui, card.chip.who);
  spec.selected = card.chip.focused;
  spec.dim = over;
  if (card.chip.state == GoroutineState::panicked) spec.icon = Icon::panicked, spec.icon_colour = ui.colours().panicked, spec.alert = 1;
  if (widgets::card(ui, id, rect, spec)) panel.ask(model::act::FocusOn{card.chip.who});
  const float name = ui.px(15) + ui.canvas().width(TextStyle::mono_strong, card.chip.name);
  badges(panel, {rect.x + name, rect.y + ui.px(6), rect.w - name - ui.px(9), ui.px(size == Places::Size::cards ? 22 : 24)}, card);
}

// The endings seen so far, and the two ways to see more: in the header.
void endings(const Panel& panel, Rect box, const StagePanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  using model::CommandId;
  const std::string until_tip = model::tip_of(panel.strings, CommandId::run_until_new), again_tip = model::tip_of(panel.strings, CommandId::run_again);
  const std::string until_label = panel.say(data.hunting ? "panel.stage.stop_hunt" : "panel.stage.until_new"), again_label = panel.say("panel.stage.again");
  const bool brief = box.w < ui.px(460);
  const widgets::ButtonSpec until{until_label, data.hunting ? Icon::stop : Icon::search, brief, widgets::Look::quiet, true, data.hunting, until_tip};
  const widgets::ButtonSpec again{again_label, Icon::restart, brief, widgets::Look::quiet, !data.hunting, false, again_tip};
  box = box.middle(box.w, ui.px(28));
  const auto place = [&](const widgets::ButtonSpec& spec) { return box.cut_right(widgets::button_width(ui, spec), ui.px(4)); };
  if (widgets::button(ui, "until_new", place(until), until)) panel.ask(model::act::Run{CommandId::run_until_new});
  if (widgets::button(ui, "again", place(again), again)) panel.ask(model::act::Run{CommandId::run_again});
  panel.explain("stage.endings", box);
  const Clip clip(canvas, box);
  if (data.tally->endings().empty()) {
    canvas.text_in(box, TextStyle::small, c.text_faint, panel.say("panel.stage.no_endings"));
    return;
  }
  // Whole names when they fit, else short ones; how often is never cut.
  const float icon = ui.px(13), gap = ui.px(14);
  const auto width_of = [&](bool whole) {
    float width = 0;
    for (const auto& [ending, count] : data.tally->endings())
      width += icon + ui.px(5) + canvas.width(TextStyle::small, std::string(whole ? ending.text() : ending.short_words()) + " ×" + std::to_string(count)) + gap;
    return width;
  };
  const std::string title = panel.say("panel.stage.endings");
  const float title_width = canvas.width(TextStyle::small, title) + ui.px(10);
  const bool whole = width_of(true) <= box.w;
  if (title_width + width_of(whole) <= box.w) canvas.text_in(box.cut_left(title_width), TextStyle::small, c.text_muted, title);
  for (const auto& [ending, count] : data.tally->endings()) {
    const std::string times = " ×" + std::to_string(count);
    const float times_width = canvas.width(TextStyle::small, times);
    if (box.w < icon + ui.px(5) + times_width) break;
    const EndingLook look = look_of_ending(ui, ending);
    canvas.icon(look.icon, box.cut_left(icon, ui.px(5)).middle(icon, icon), look.colour);
    box.cut_left(canvas.text_in({box.x, box.y, box.w - times_width, box.h}, TextStyle::small, c.text_body, whole ? std::string_view(ending.text()) : ending.short_words()));
    box.cut_left(canvas.text_in(box, TextStyle::small, c.text_body, times), gap);
  }
}

// Icon, name, count; in a narrow column the name is the last to go.
float column_header_width(const Panel& panel, const model::StageColumn& column) {
  const Canvas& canvas = panel.ui.canvas();
  return canvas.width(TextStyle::strong, panel.say(kColumnKeys[static_cast<size_t>(column.state)])) + canvas.width(TextStyle::mono_small, std::to_string(column.cards.size())) +
         panel.ui.px(13 + 6 + 6);
}

// Alike where every state's name fits, else as wide as the names ask for: who stands in a column does not move it.
std::vector<float> column_widths(const Panel& panel, const std::vector<model::StageColumn>& columns, float all, float air) {
  std::vector<float> widths;
  float sum = 0, widest = 0;
  for (const auto& column : columns) {
    widths.push_back(panel.ui.canvas().width(TextStyle::strong, panel.say(kColumnKeys[static_cast<size_t>(column.state)])) + 2 * air);
    sum += widths.back();
    widest = std::max(widest, widths.back());
  }
  const auto count = static_cast<float>(columns.size());
  if (widest <= all / count || sum > all) return std::vector(columns.size(), all / count);
  for (float& width : widths) width += (all - sum) / count;
  return widths;
}

void column_header(const Panel& panel, Rect box, const model::StageColumn& column, const StateLook& look, bool icons) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const std::string name = panel.say(kColumnKeys[static_cast<size_t>(column.state)]), count = std::to_string(column.cards.size());
  const float name_width = canvas.width(TextStyle::strong, name), count_width = canvas.width(TextStyle::mono_small, count) + ui.px(6), icon = ui.px(13);
  if (box.w >= name_width + count_width) canvas.text_in(box.cut_right(count_width), TextStyle::mono_small, ui.colours().text_faint, count, Align::right);
  if (icons) canvas.icon(look.icon, box.cut_left(icon, ui.px(6)).middle(icon, icon), look.colour);
  canvas.text_in(box, TextStyle::strong, look.colour, name);
}

// Words and what they mean; in a low stage (`brief`) the words alone, in one line.
float ending_banner(const Panel& panel, const Rect& box, const model::EndingView& ending, bool draw, bool brief) {
  if (brief) {
    Ui& ui = panel.ui;
    if (!draw) return ui.px(28);
    const auto [colour, icon] = look_of(ui, ending);
    const std::string& words = ending.words.empty() ? ending.headline : ending.words;
    ui.note("ending", box, words);
    ui.canvas().fill(box, colour.towards(ui.colours().panel, 0.8f), ui.metrics().card_radius);
    ui.canvas().stroke(box, colour.fade(0.8f), ui.metrics().line, ui.metrics().card_radius);
    Rect text = box.inset(ui.px(8), 0);
    ui.canvas().icon(icon, text.cut_left(ui.px(14), ui.px(8)).middle(ui.px(14), ui.px(14)), colour);
    ui.canvas().text_in(text, TextStyle::small, ui.colours().text, words);
    return box.h;
  }
  const widgets::Tone tone = !ending.ending ? widgets::Tone::info : ending.ending->is(Ending::Kind::exit) ? widgets::Tone::good
                             : ending.ending->is(Ending::Kind::deadlock) ? widgets::Tone::warning : widgets::Tone::panic;
  return widgets::banner(panel.ui, "ending", box, tone, ending.words.empty() ? ending.headline : ending.words, ending.words.empty() ? "" : ending.headline, draw);
}

// Where an end of a flight is in this frame.
std::optional<Point> place_of(const Ui& ui, const StagePanelData& data, const model::FlightEnd& end, const std::unordered_map<uint32_t, Rect>& cards) {
  if (end.who == kNobody) return data.objects ? data.objects->of(end) : std::nullopt;
  const auto card = cards.find(end.who.value);
  return card == cards.end() ? std::nullopt : std::optional(Point{card->second.x + ui.px(14), card->second.y + ui.px(12)});
}

void flying(Ui& ui, Point at, const model::Flight& flight) {
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float radius = ui.px(7);
  switch (flight.what) {
    case model::Flight::What::token:
      canvas.glow({at.x - radius, at.y - radius, 2 * radius, 2 * radius}, c.token.fade(0.6f), radius, ui.px(6));
      canvas.disc(at, radius, c.token);
      break;
    case model::Flight::What::lock: {
      const Rect box{at.x - ui.px(11), at.y - ui.px(11), ui.px(22), ui.px(22)};
      canvas.glow(box.inset(ui.px(3)), c.token.fade(0.5f), radius, ui.px(6));
      canvas.icon(flight.to.who == kNobody ? Icon::unlocked : Icon::locked, box, c.token);
      break;
    }
    case model::Flight::What::value: {
      const float width = std::min(std::max(canvas.width(TextStyle::mono_chip, flight.text) + ui.px(14), ui.px(24)), ui.px(140)), height = ui.px(22);
      const Rect box{at.x - width / 2, at.y - height / 2, width, height};
      canvas.glow(box, c.token.fade(0.6f), height / 2, ui.px(6));
      canvas.fill(box, c.token, height / 2);
      canvas.text_in(box.inset(ui.px(7), 0), TextStyle::mono_chip, theme::text_on(c.token), flight.text, Align::centre);
      break;
    }
  }
}

// On a curve through the air above both ends, slow at each. Into a bowl a token falls from above.
void flights(const Panel& panel, const StagePanelData& data, const std::unordered_map<uint32_t, Rect>& cards) {
  if (data.way >= 1) return;
  Ui& ui = panel.ui;
  const float t = data.way * data.way * (3 - 2 * data.way), u = 1 - t;
  for (const model::Flight& flight : data.view.flights) {
    const auto from = place_of(ui, data, flight.from, cards), to = place_of(ui, data, flight.to, cards);
    if (!from || !to) continue;
    const bool between_cards = flight.from.who != kNobody && flight.to.who != kNobody;
    const Point high = between_cards ? Point{(from->x + to->x) / 2, 0} : flight.from.who == kNobody ? *from : *to;
    const Point over{high.x, std::min(from->y, to->y) - ui.px(70)};
    flying(ui, {u * u * from->x + 2 * u * t * over.x + t * t * to->x, u * u * from->y + 2 * u * t * over.y + t * t * to->y}, flight);
  }
}

}  // namespace

StateLook look_of(const Ui& ui, const model::EndingView& ending) {
  if (!ending.ending) return {ui.colours().warning, Icon::stop};
  const EndingLook look = look_of_ending(ui, *ending.ending);
  return {look.colour, look.icon};
}

void stage_panel(const Panel& panel, const Rect& rect, const StagePanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Rect header;
  Rect inside = frame(panel, "stage", rect, panel.say("panel.stage.title"), {}, TextStyle::small, &header).inset(m.panel_padding, 0);
  inside.cut_bottom(ui.px(inside.h < ui.px(110) ? 1 : 4));
  const Scope scope(ui, "stage");
  if (data.tally) endings(panel, header, data);
  if (data.view.ending && data.banner) {
    const bool brief = inside.h < ui.px(190);
    const float height = std::min(ending_banner(panel, {0, 0, inside.w, 0}, *data.view.ending, false, brief), inside.h * 0.5f);
    ending_banner(panel, inside.cut_bottom(height, m.gap), *data.view.ending, true, brief);
  }

  const auto columns = static_cast<float>(data.view.columns.size());
  const float between = ui.px(10), air = ui.px(inside.w < columns * ui.px(140) ? 6 : 9);
  const auto widths = column_widths(panel, data.view.columns, inside.w - (columns - 1) * between, air);
  std::unordered_map<uint32_t, Rect> places_now;
  std::vector<Places> places;
  // All columns have their icon, or none.
  bool icons = true;
  for (size_t i = 0; i < widths.size(); ++i) icons &= column_header_width(panel, data.view.columns[i]) <= widths[i] - 2 * air;
  // Grounds first: a card on its way between two columns lies on both.
  Rect rest = inside;
  for (const auto& column : data.view.columns) {
    Rect box = rest.cut_left(widths[places.size()], between);
    const StateLook look = look_of(ui, column.state);
    ui.note("column/" + std::string(name_of(column.state)), box, {});
    canvas.fill(box, c.inset, m.card_radius);
    const bool low = box.h < ui.px(110);
    box = box.inset(air, ui.px(low ? 3 : 6));
    const Rect head = box.cut_top(ui.px(low ? 19 : 22), ui.px(low ? 2 : compact(ui) ? 4 : 8));
    column_header(panel, head, column, look, icons);
    panel.explain("state." + std::string(name_of(column.state)), head);
    places.push_back(place_cards(ui, box.inset(m.line_strong, low ? 0 : m.line_strong), column));
  }
  {
    const Clip clip(canvas, inside);
    for (size_t i = 0; i < places.size(); ++i) {
      const auto& column = data.view.columns[i];
      for (size_t k = 0; k < places[i].cards.size(); ++k) {
        const Rect at = ui.tweens().to(ui.path("move/" + std::to_string(column.cards[k].chip.who.value)), places[i].cards[k]);
        places_now.emplace(column.cards[k].chip.who.value, at);
        draw_card(panel, at, column.cards[k], places[i].size);
      }
      if (places[i].left_out > 0)
        canvas.text_in(places[i].more, TextStyle::mono_small, c.text_muted, "+" + std::to_string(places[i].left_out));
    }
  }
  flights(panel, data, places_now);
}

}  // namespace wgscope::panels
