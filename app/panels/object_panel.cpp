#include "app/panels/object_panel.h"

#include <algorithm>
#include <variant>

#include "app/panels/channel_part.h"
#include "app/panels/cond_part.h"
#include "app/panels/mutex_part.h"
#include "app/panels/select_part.h"
#include "app/panels/timer_part.h"
#include "app/panels/word_part.h"
#include "core/trace/value_text.h"

namespace wgscope::panels {

namespace {

const model::WordView* word_in(const model::ObjectView& view) { return std::get_if<model::WordView>(&view.shown); }

// Does something fly to this object?
bool comes(const std::vector<model::Flight>& flights, ObjectId object, model::Flight::What what) {
  return std::ranges::any_of(flights, [&](const model::Flight& flight) { return flight.what == what && flight.to.who == kNobody && flight.to.object == object; });
}

// The pills behind the semaphore, in the same lines where there is little room; else in lines of their own.
float sema_and_pills(const Panel& panel, const Rect& box, const WordPartData& data, const std::vector<model::ObjectRow>& rows, bool draw, Point* bowl, PillPlaces* pills) {
  Flow flow = word_sema(panel, box, data, draw, bowl);
  if (rows.empty()) return flow.bottom();
  if (compact(panel.ui)) {
    flow.next(panel.ui.px(1));
    object_strip(panel, box, flow, rows, draw, pills);
    return flow.bottom();
  }
  Rect rest = box;
  rest.cut_top(flow.bottom() - box.y, panel.ui.px(4));
  Flow own(rest, pill_row(panel), panel.ui.px(8));
  object_strip(panel, rest, own, rows, draw, pills);
  return own.bottom();
}

float pills_height(const Panel& panel, float width, const std::vector<model::ObjectRow>& rows) {
  if (rows.empty()) return 0;
  const Rect box{0, 0, width, 1e5f};
  Flow flow(box, pill_row(panel), panel.ui.px(8));
  object_strip(panel, box, flow, rows, false, nullptr);
  return std::min(flow.bottom(), 2 * pill_row(panel));
}

void show_word(const Panel& panel, const Rect& rect, const ObjectPanelData& data, ObjectPlaces& places) {
  const model::WordView& view = *word_in(data.view);
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const std::string title = panel.say("panel.word.title"), name = view.name + ".state", note = word_note(panel, view, rect.w);
  Rect header;
  Rect inside = frame(panel, "word", rect, title, note, TextStyle::mono_small, &header, name).inset(m.panel_padding, 0);
  const Scope scope(ui, "word");
  const Clip clip(ui.canvas(), rect);
  if (!panel.tabs) {
    const float title_width = ui.canvas().header_width(title), whole = ui.canvas().header_width(title, name), digits = ui.canvas().width(TextStyle::mono_small, note);
    panel.explain("word.type", {rect.x + m.panel_padding + title_width, header.y, whole - title_width, header.h});
    panel.explain("word.hex", {header.right() - digits, header.y, digits, header.h});
  }
  const WordPartData word{view, data.step, comes(data.flights, view.object, model::Flight::What::token)};
  word_bits(panel, inside, word);
  places.centre = inside.centre();
  sema_and_pills(panel, inside, word, data.view.rows, true, &places.centre, &places.pills);
}

void pills_below(const Panel& panel, Rect& inside, const ObjectPanelData& data, ObjectPlaces& places) {
  const float height = pills_height(panel, inside.w, data.view.rows);
  if (height <= 0) return;
  const Rect rows = inside.cut_bottom(height, panel.ui.px(4));
  Flow flow(rows, pill_row(panel), panel.ui.px(8));
  object_strip(panel, rows, flow, data.view.rows, true, &places.pills);
}

// A select is about channels, and the timers that have one.
bool beside_select(const model::ObjectView& view) {
  return view.select && (std::holds_alternative<model::ChannelView>(view.shown) || std::holds_alternative<model::TimerView>(view.shown));
}

// A channel's, a mutex': the pills at the bottom, the rest for the part.
template <class Draw>
void show_kin(const Panel& panel, const Rect& rect, const ObjectPanelData& data, std::string_view id, const std::string& name, const std::string& note, ObjectPlaces& places, Draw&& draw) {
  Ui& ui = panel.ui;
  Rect inside = frame(panel, id, rect, panel.say("panel." + std::string(id) + ".title"), note, TextStyle::mono_small, nullptr, name).inset(ui.metrics().panel_padding, 0);
  const Scope scope(ui, id);
  const Clip clip(ui.canvas(), rect);
  pills_below(panel, inside, data, places);
  if (const float share = beside_select(data.view) ? select_part_share(panel, inside.w) : 0; share > 0) {
    select_part(panel, inside.cut_left(share, ui.px(18)), *data.view.select);
    ui.canvas().line({inside.x - ui.px(9), inside.y + ui.px(2)}, {inside.x - ui.px(9), inside.bottom() - ui.px(2)}, ui.colours().rule, ui.metrics().line);
  }
  draw(inside);
}

// A select that took no channel's case, or has no room beside it: its cases, and nothing else.
void show_select(const Panel& panel, const Rect& rect, const ObjectPanelData& data, ObjectPlaces& places) {
  Ui& ui = panel.ui;
  Rect inside = frame(panel, "select", rect, panel.say("panel.select.title")).inset(ui.metrics().panel_padding, 0);
  const Scope scope(ui, "select");
  const Clip clip(ui.canvas(), rect);
  pills_below(panel, inside, data, places);
  select_part(panel, inside, *data.view.select);
}

// Does the select need the whole place?
bool select_alone(const Panel& panel, float width, const model::ObjectView& view) {
  if (!view.select || std::holds_alternative<std::monostate>(view.shown)) return view.select.has_value();
  if (!view.select->latest) return false;
  return !beside_select(view) || select_part_share(panel, width - 2 * panel.ui.metrics().panel_padding) <= 0;
}

void show_nothing(const Panel& panel, const Rect& rect, const ObjectPanelData& data, ObjectPlaces& places) {
  Ui& ui = panel.ui;
  const Rect inside = frame(panel, "word", rect, panel.say("panel.word.title")).inset(ui.metrics().panel_padding, 0);
  const Scope scope(ui, "word");
  const Clip clip(ui.canvas(), rect);
  if (data.view.rows.empty()) {
    ui.canvas().text_in(inside, TextStyle::body, ui.colours().text_muted, panel.say("panel.word.none"), Align::centre);
    return;
  }
  Flow flow(inside, pill_row(panel), ui.px(8));
  object_strip(panel, inside, flow, data.view.rows, true, &places.pills);
}

// How high the part of each kind of kin is.
constexpr std::pair<ObjectKinds, float (*)(const Panel&)> kParts[] = {
    {ObjectKind::channel, channel_part_height}, {{ObjectKind::mutex, ObjectKind::rw_mutex}, mutex_part_height}, {ObjectKind::cond, cond_part_height}, {ObjectKind::timer, timer_part_height}};

}  // namespace

std::optional<Point> ObjectPlaces::of(const model::FlightEnd& end) const {
  if (end.object == shown) {
    if (cells.empty()) return centre;
    const auto cell = std::ranges::find(cells, end.cell, &std::pair<uint32_t, Point>::first);
    return cell == cells.end() ? centre : cell->second;
  }
  const auto pill = std::ranges::find(pills, end.object, &std::pair<ObjectId, Point>::first);
  return pill == pills.end() ? std::nullopt : std::optional(pill->second);
}

float object_panel_height(const Panel& panel, float width, const model::ObjectView& view) {
  const auto& m = panel.ui.metrics();
  const float inner = width - 2 * m.panel_padding;
  const Rect box{0, 0, inner, 1e5f};
  const bool brief = compact(panel.ui);
  float body = 0;
  if (const model::WordView* word = word_in(view)) {
    body = word_bits_height(panel, inner) + std::min(sema_and_pills(panel, box, {*word, 0}, view.rows, false, nullptr, nullptr), 2 * sema_row(panel) + 2 * pill_row(panel));
  } else {
    body = pills_height(panel, inner, view.rows);
    if (std::holds_alternative<std::monostate>(view.shown)) body = view.rows.empty() ? panel.ui.px(60) : body;
  }
  // What may come forward later has its room now.
  const float pills = pills_height(panel, inner, view.rows), below = pills > 0 ? pills + panel.ui.px(4) : 0;
  float of_kin = 0;
  for (const auto& [kinds, part_height] : kParts)
    if (view.kinds.any_of(kinds)) of_kin = std::max(of_kin, part_height(panel) + below);
  body = std::max(body, of_kin);
  if (view.kinds.has(ObjectKind::wait_group) && of_kin > 0) body = std::max(body, word_bits_height(panel, inner) + sema_row(panel) + below);
  return header_height(panel.ui) + m.gap / 2 + body + panel.ui.px(brief ? 2 : 6);
}

ObjectPlaces object_panel(const Panel& panel, const Rect& rect, const ObjectPanelData& data) {
  ObjectPlaces places;
  if (select_alone(panel, rect.w, data.view)) {
    show_select(panel, rect, data, places);
  } else if (const model::WordView* word = word_in(data.view)) {
    places.shown = word->object;
    show_word(panel, rect, data, places);
  } else if (const auto* channel = std::get_if<model::ChannelView>(&data.view.shown)) {
    places.shown = channel->object;
    const std::string note = channel->capacity == 0 ? channel->type : channel->type + " · cap " + std::to_string(channel->capacity);
    show_kin(panel, rect, data, "channel", channel->name, note, places, [&](const Rect& inside) {
      places.centre = channel_part(panel, inside, {*channel, data.step, data.flights}, places.cells);
    });
  } else if (const auto* mutex = std::get_if<model::MutexView>(&data.view.shown)) {
    places.shown = mutex->object;
    show_kin(panel, rect, data, "mutex", mutex->name, mutex->rw ? "sync.RWMutex" : "sync.Mutex", places, [&](const Rect& inside) {
      places.centre = mutex_part(panel, inside, *mutex, data.step);
    });
  } else if (const auto* cond = std::get_if<model::CondView>(&data.view.shown)) {
    places.shown = cond->object;
    show_kin(panel, rect, data, "cond", cond->name, "sync.Cond", places, [&](const Rect& inside) { places.centre = cond_part(panel, inside, *cond, data.step); });
  } else if (const auto* timer = std::get_if<model::TimerView>(&data.view.shown)) {
    places.shown = timer->object;
    show_kin(panel, rect, data, "timer", timer->name, timer->does == model::TimerView::Does::ticks ? "time.Ticker" : "time.Timer", places, [&](const Rect& inside) {
      places.centre = timer_part(panel, inside, *timer, data.step);
    });
  } else {
    show_nothing(panel, rect, data, places);
  }
  return places;
}

}  // namespace wgscope::panels
