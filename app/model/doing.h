// What a goroutine is about to do, in a few words of the language that is on: under its name on the stage, on the cards of Step.
#pragma once

#include <string>

#include "app/model/scene.h"

namespace wgscope::model {

// `Done · 1 left to release`, `must still take the token`, `1st in queue · Wait`, `sleeps 300ms`. Empty when it has ended.
std::string doing(const Scene& scene, GoroutineId who);
// The same for a step that could be taken: `wg.Add(1)`, `look at the counter`.
std::string doing_next(const Scene& scene, const Standing& standing, bool woken);
// Its place in the queue that it waits in, from 0; -1 when it waits in none.
int queue_place(const WorldState& world, GoroutineId who);

}  // namespace wgscope::model
