#include "app/model/other_endings.h"

#include "app/model/session.h"

namespace wgscope::model {

std::optional<OtherEndings> other_endings(const Session& session) {
  const auto& ending = session.trace()->tail().ending;
  if (session.mode() != Mode::live || session.run_ongoing() || !ending || !session.search()) return std::nullopt;
  OtherEndings others;
  others.result = session.search()->result();
  if (!others.result) return std::nullopt;
  bool nearest_seen = false;
  for (const FoundEnding& found : others.result->endings) {   // in order of steps
    if (found.ending == *ending) continue;
    ++others.count;
    const bool seen = session.tally().seen(found.ending);
    if (!others.nearest || (nearest_seen && !seen)) others.nearest = &found, nearest_seen = seen;
  }
  if (!others.nearest) return std::nullopt;
  others.schedule = others.nearest->schedule;
  for (const TellingTaken& taken : session.tellings())
    if (taken.telling->ending == others.nearest->ending) {
      others.schedule = taken.schedule;
      break;
    }
  return others;
}

std::string told(const OtherEndings& others, const Session& session) {
  // Lucky is a run that ended well where another would not have.
  const auto& ending = session.trace()->tail().ending;
  const bool lucky = ending && ending->is(Ending::Kind::exit);
  const std::string key = std::string(lucky ? "panel.others.lucky" : "panel.others.also") + (others.result->complete ? "" : "_so_far");
  return session.strings().say(key, {{"n", std::to_string(others.count)}, {"ending", others.nearest->ending.text()}, {"steps", std::to_string(others.schedule.choices.size())}});
}

}  // namespace wgscope::model
