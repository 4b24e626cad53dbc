#include "app/panels/stage_panel.h"

#include <cmath>
#include <unordered_map>

#include "app/model/top_bar_view.h"
#include "app/panels/flow.h"

namespace wgscope::panels {

namespace {

constexpr std::string_view kColumnKeys[] = {"panel.stage.running", "panel.stage.runnable", "panel.stage.parked", "panel.stage.finished", "panel.stage.panicked"};

// Where each card belongs in this frame. Cards shrink to chips before they stop fitting; what still does not fit is counted.
struct Places {
  enum class Size : uint8_t { cards, names, chips } size = Size::cards;
  std::vector<Rect> cards;
  size_t left_out = 0;
  Rect more;
};

Places place_cards(const Ui& ui, const Rect& box, const model::StageColumn& column) {
  Places places;
  const float gap = ui.px(8);
  const auto count = static_cast<float>(column.cards.size());
  const float card = ui.px(54), name = ui.px(34);
  if (count * (card + gap) - gap > box.h) places.size = count * (name + gap / 2) - gap / 2 > box.h ? Places::Size::chips : Places::Size::names;
  if (places.size != Places::Size::chips) {
    Rect rest = box;
    const bool cards = places.size == Places::Size::cards;
    for (const auto& c : column.cards) places.cards.push_back(rest.cut_top(!cards ? name : c.doing.empty() ? ui.px(38) : card, cards ? gap : gap / 2));
    return places;
  }
  const float row = ui.metrics().chip + ui.px(5), keep = ui.canvas().width(TextStyle::mono_small, "+512") + ui.px(6);
  Flow flow(box, row, ui.px(4));
  for (size_t i = 0; i < column.cards.size(); ++i) {
    const float width = widgets::chip_width(ui, column.cards[i].chip.name);
    const bool last_row = flow.bottom() + row > box.bottom();
    if (last_row && i + 1 < column.cards.size() && flow.room() < width + ui.px(4) + keep) {
      places.left_out = column.cards.size() - i;
      places.more = flow.next(std::min(keep, flow.room()));
      break;
    }
    places.cards.push_back(flow.next(width));
  }
  return places;
}

void draw_card(const Panel& panel, const Rect& rect, const model::StageCard& card, Places::Size size) {
  Ui& ui = panel.ui;
  const std::string id = "card/" + std::to_string(card.chip.who.value);
  const bool over = card.chip.state == GoroutineState::finished;
  if (size == Places::Size::chips) {
    chip(panel, id, {rect.x, rect.centre().y}, card.chip);
    return;
  }
  widgets::CardSpec spec;
  spec.name = card.chip.name;
  spec.note = size == Places::Size::cards ? std::string_view(card.doing) : std::string_view();
  spec.colour = colour_of(card.chip.who);
  spec.selected = card.chip.focused;
  spec.dim = over;
  if (card.chip.state == GoroutineState::panicked) spec.icon = Icon::panicked, spec.icon_colour = ui.colours().panicked, spec.alert = 1;
  if (widgets::card(ui, id, rect, spec)) panel.ask(model::act::FocusOn{card.chip.who});
}

// The endings seen so far, and the two ways to see more.
void footer(const Panel& panel, Rect box, const StagePanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  using model::CommandId;
  const std::string until_tip = model::tip_of(panel.strings, CommandId::run_until_new), again_tip = model::tip_of(panel.strings, CommandId::run_again);
  const std::string until_label = panel.say(data.hunting ? "panel.stage.stop_hunt" : "panel.stage.until_new"), again_label = panel.say("panel.stage.again");
  const widgets::ButtonSpec until{until_label, data.hunting ? Icon::stop : Icon::search, false, widgets::Look::quiet, true, data.hunting, until_tip};
  const widgets::ButtonSpec again{again_label, Icon::restart, false, widgets::Look::quiet, !data.hunting, false, again_tip};
  const auto place = [&](const widgets::ButtonSpec& spec) { return box.cut_right(std::min(widgets::button_width(ui, spec), box.w * 0.4f), ui.px(4)); };
  if (widgets::button(ui, "until_new", place(until), until)) panel.ask(model::act::Run{CommandId::run_until_new});
  if (widgets::button(ui, "again", place(again), again)) panel.ask(model::act::Run{CommandId::run_again});
  const Clip clip(canvas, box);
  if (data.tally->endings().empty()) {
    canvas.text_in(box, TextStyle::small, c.text_faint.towards(c.text_muted, 0.5f), panel.say("panel.stage.no_endings"));
    return;
  }
  float x = box.x + canvas.text_in(box, TextStyle::small, c.text_muted, panel.say("panel.stage.endings")) + ui.px(10);
  for (const auto& [ending, count] : data.tally->endings()) {
    const Rect rest{x, box.y, box.right() - x, box.h};
    if (rest.w < ui.px(40)) break;
    const bool good = ending == "exit";
    const float icon = ui.px(13);
    canvas.icon(good ? Icon::check : Icon::warning, Rect{x, box.y, icon, box.h}.middle(icon, icon), good ? c.good : c.panicked);
    x += icon + ui.px(5);
    x += canvas.text_in({x, box.y, box.right() - x, box.h}, TextStyle::small, c.text_body, ending + " ×" + std::to_string(count)) + ui.px(14);
  }
}

float ending_banner(const Panel& panel, const Rect& box, const model::EndingView& ending, bool draw) {
  using Kind = model::EndingView::Kind;
  const widgets::Tone tone = ending.kind == Kind::exit ? widgets::Tone::good : ending.kind == Kind::stopped ? widgets::Tone::info
                             : ending.kind == Kind::deadlock ? widgets::Tone::warning : widgets::Tone::panic;
  return widgets::banner(panel.ui, "ending", box, tone, ending.words.empty() ? ending.headline : ending.words, ending.words.empty() ? "" : ending.headline, draw);
}

// A disc from the semaphore to the card that it readies, once, when a release has just been made.
void flight(const Panel& panel, const StagePanelData& data, const std::unordered_map<uint32_t, Rect>& cards) {
  Ui& ui = panel.ui;
  const auto& flight = data.view.flight;
  const float way = ui.tweens().progress(ui.path("flight"), flight ? flight->at + 1 : 0);
  if (!flight || !data.token_from || way >= 1) return;
  const auto card = cards.find(flight->to.value);
  if (card == cards.end()) return;
  const Point from = *data.token_from, to{card->second.x, card->second.centre().y};
  const float eased = way * way * (3 - 2 * way), arc = std::sin(way * 3.1416f) * ui.px(18);
  const Point at{from.x + (to.x - from.x) * eased, from.y + (to.y - from.y) * eased - arc};
  const float radius = ui.px(7);
  ui.canvas().glow({at.x - radius, at.y - radius, 2 * radius, 2 * radius}, ui.colours().token.fade(0.6f), radius, ui.px(6));
  ui.canvas().disc(at, radius, ui.colours().token);
}

}  // namespace

void stage_panel(const Panel& panel, const Rect& rect, const StagePanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Rect inside = widgets::panel(ui, "stage", rect, panel.say("panel.stage.title")).inset(m.panel_padding, 0);
  const Scope scope(ui, "stage");
  if (data.tally) footer(panel, inside.cut_bottom(ui.px(32), ui.px(2)), data);
  if (data.view.ending) {
    const float height = std::min(ending_banner(panel, {0, 0, inside.w, 0}, *data.view.ending, false), inside.h * 0.5f);
    ending_banner(panel, inside.cut_bottom(height, m.gap), *data.view.ending, true);
  }

  const auto columns = static_cast<float>(data.view.columns.size());
  const float width = (inside.w - (columns - 1) * ui.px(10)) / std::max(1.0f, columns);
  std::unordered_map<uint32_t, Rect> places_now;
  std::vector<Places> places;
  // Grounds first: a card on its way between two columns lies on both.
  Rect rest = inside;
  for (const auto& column : data.view.columns) {
    Rect box = rest.cut_left(width, ui.px(10));
    const StateLook look = look_of(ui, column.state);
    ui.note("column/" + std::string(name_of(column.state)), box, {});
    canvas.fill(box, c.inset, m.card_radius);
    box = box.inset(ui.px(9), ui.px(6));
    Rect header = box.cut_top(ui.px(22), ui.px(8));
    canvas.text_in(header.cut_right(ui.px(26)), TextStyle::mono_small, c.text_faint, std::to_string(column.cards.size()), Align::right);
    canvas.icon(look.icon, header.cut_left(ui.px(13), ui.px(6)).middle(ui.px(13), ui.px(13)), look.colour);
    canvas.text_in(header, TextStyle::strong, look.colour, panel.say(kColumnKeys[static_cast<size_t>(column.state)]));
    places.push_back(place_cards(ui, box.inset(m.line_strong, m.line_strong), column));
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
  flight(panel, data, places_now);
}

}  // namespace wgscope::panels
