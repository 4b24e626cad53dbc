#include "app/widgets/ui.h"

#include "app/theme/imgui_compat.h"
#include "app/widgets/paragraph.h"

namespace wgscope::widgets {

namespace {

constexpr double kDoubleClickSeconds = 0.35;
constexpr double kTipSeconds = 0.5;

}  // namespace

void Ui::begin_frame(const FrameInfo& info, ImDrawList& list) {
  before_ = info_.input;
  info_ = info;
  canvas_.emplace(list, *theme_);
  canvas_->set_clip(info.screen);
  texts_.clear();
  if (keeps_texts_) canvas_->write_down(&texts_);
  canvas_->watch(paint_log_);
  tweens_.begin_frame(info.now_s, info.settled);
  items_.clear();
  notes_.clear();
  explained_.clear();
  scope_.clear();
  tip_.clear();
  animate_ = false;
  typing_ = false;
  wake_s_.reset();
  pointer_ = Pointer::arrow;

  // Whose is the mouse? The last item announced under it in the frame before; while a button is held, whose press it was.
  std::string hot;
  hot_wheel_.clear();
  for (const Item& item : last_items_) {
    if (!item.visible.contains(info.input.mouse)) continue;
    hot = item.id;
    if (item.takes_wheel) hot_wheel_ = item.id;
    // What is in front of a wheel-taker without taking the wheel itself lies on it (a row of a list); a blocker hides it.
    if (item.blocks) hot_wheel_ = item.takes_wheel ? item.id : std::string();
  }
  if (hot != hot_) hot_since_s_ = info.now_s;
  hot_ = std::move(hot);
}

void Ui::end_frame() {
  find_explanation();
  draw_tip();
  if (!info_.input.left && !held_.empty()) held_.clear();
  last_items_.swap(items_);
  last_notes_.swap(notes_);
  last_texts_.swap(texts_);
  tweens_.end_frame();
}

std::string Ui::path(std::string_view id) const {
  std::string full;
  full.reserve(scope_.size() + id.size());
  full += scope_;
  full += id;
  return full;
}

Touch Ui::touch(std::string_view id, const Rect& rect, std::string_view label, bool enabled, Wheel wheel) {
  Item item{path(id), std::string(label), rect, rect.clipped(canvas_->clip()), enabled, wheel == Wheel::taken, false};
  Touch touch;
  const Input& now = info_.input;
  touch.mouse = now.mouse - rect.top_left();
  if (enabled) {
    const bool hot = hot_ == item.id;
    touch.hovered = hot && (held_.empty() || held_ == item.id);
    if (hot && now.left && !before_.left) {
      held_ = item.id;
      touch.pressed = true;
    }
    if (held_ == item.id) {
      touch.held = now.left;
      touch.released = !now.left && before_.left;
      touch.moved = now.mouse - before_.mouse;
      if (touch.released && item.visible.contains(now.mouse)) {
        touch.clicked = true;
        touch.double_clicked = last_clicked_ == item.id && info_.now_s - clicked_s_ < kDoubleClickSeconds;
        last_clicked_ = touch.double_clicked ? std::string() : item.id;
        clicked_s_ = info_.now_s;
      }
    }
    touch.right_clicked = hot && before_.right && !now.right;
    if (hot_wheel_ == item.id) touch.wheel = now.wheel;
  }
  items_.push_back(std::move(item));
  return touch;
}

void Ui::note(std::string_view id, const Rect& rect, std::string_view label) {
  notes_.push_back({path(id), std::string(label), rect, rect.clipped(canvas_->clip()), false, false, false});
}

void Ui::block(std::string_view id, const Rect& rect) {
  items_.push_back({path(id), {}, rect, rect, false, false, true});
  explained_.push_back({{}, rect, {}});
}

void Ui::explain(std::string_view what, const Rect& rect, std::string_view text) {
  const Rect seen = rect.clipped(canvas_->clip());
  if (!seen.empty()) explained_.push_back({what, seen, text});
}

// The last one drawn under the mouse is in front.
void Ui::find_explanation() {
  const Explained* found = nullptr;
  for (const Explained& one : explained_)
    if (one.rect.contains(info_.input.mouse)) found = &one;
  const std::string_view what = found ? found->what : std::string_view();
  if (what != pointed_at_) pointed_at_ = what, pointed_since_s_ = info_.now_s;
  if (what.empty() || !tip_.empty() || info_.input.left) return;
  const double rested = info_.now_s - pointed_since_s_;
  if (rested >= kTipSeconds) tip_ = found->text;
  else wake_in(kTipSeconds - rested);
}

void Ui::tip(const Touch& touch, std::string_view text) {
  if (!touch.hovered || touch.held || text.empty()) return;
  const double rested = info_.now_s - hot_since_s_;
  if (rested >= kTipSeconds) {
    tip_ = text;
  } else {
    wake_in(kTipSeconds - rested);
  }
}

const Item* Ui::find(std::string_view id) const {
  for (const auto* items : {&last_items_, &last_notes_}) {
    for (const Item& item : *items) {
      if (item.id == id) return &item;
    }
  }
  return nullptr;
}

std::vector<Item> Ui::parts() const {
  std::vector<Item> parts;
  for (const Item& item : last_notes_)
    if (item.id.find('/') == item.id.npos) parts.push_back(item);
  return parts;
}

bool Ui::pressed_outside(const Rect& rect) const { return info_.input.left && !before_.left && !rect.contains(info_.input.mouse); }

std::string Ui::clipboard() const { return imgui::clipboard(); }
void Ui::set_clipboard(const std::string& text) { imgui::set_clipboard(text.c_str()); }

void Ui::wake_in(double seconds) { wake_s_ = wake_s_ ? std::min(*wake_s_, seconds) : seconds; }

void Ui::draw_tip() {
  if (tip_.empty()) return;
  Canvas& canvas = *canvas_;
  const float padding = px(10), width_max = px(360);
  const auto lines = wrap(canvas, TextStyle::small, tip_, width_max);
  float width = 0;
  for (const auto line : lines) width = std::max(width, canvas.width(TextStyle::small, line));
  const float height = static_cast<float>(lines.size()) * canvas.line_height(TextStyle::small);
  Rect box{info_.input.mouse.x + px(12), info_.input.mouse.y + px(18), width + 2 * padding, height + 2 * px(7)};
  box.x = std::max(info_.screen.x, std::min(box.x, info_.screen.right() - box.w - px(4)));
  if (box.bottom() > info_.screen.bottom()) box.y = info_.input.mouse.y - box.h - px(6);
  canvas.glow(box, colours().shadow, metrics().card_radius, px(6));
  canvas.fill(box, colours().control_held, metrics().card_radius);
  canvas.stroke(box, colours().text_faint.fade(0.5f), metrics().line, metrics().card_radius);
  paragraph(canvas, box.inset(padding, px(7)), TextStyle::small, colours().text, tip_);
}

}  // namespace wgscope::widgets
