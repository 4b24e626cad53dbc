// The inside of the object's panel when it is a WaitGroup: the state word bit by bit, its two halves as numbers, the semaphore's tokens and queue.
#pragma once

#include "app/model/word_view.h"
#include "app/panels/flow.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct WordPartData {
  const model::WordView& view;
  uint64_t step;                 // another number: what changed flashes
  bool token_comes = false;      // one of the tokens is still on its way into the bowl
};
// The word and its numbers, the line below them; takes its room from the top of `inside`.
void word_bits(const Panel& panel, Rect& inside, const WordPartData& data);
float word_bits_height(const Panel& panel, float width);

// The semaphore; draws, or only measures. Gives how far it came, for what stands behind it. `bowl`: where tokens fly to and from.
Flow word_sema(const Panel& panel, const Rect& box, const WordPartData& data, bool draw, Point* bowl);
float sema_row(const Panel& panel);

// What the header says: the whole word in hexadecimal, before and after.
std::string word_note(const Panel& panel, const model::WordView& view, float panel_width);

}  // namespace wgscope::panels
