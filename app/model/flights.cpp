#include "app/model/flights.h"

#include "app/model/channel_view.h"

namespace wgscope::model {

namespace {

using What = Flight::What;

// Out of the ring to who receives; from who sends into the ring; or, where one of the two was parked and there is no ring between them, from hand to hand.
void add_values(const Scene& scene, const Event& step, std::vector<Flight>& flights) {
  if (step.parked() || step.failed() || step.object == kNoObject || (!is_send(step) && !is_receive(step))) return;
  const ObjectNow& channel = scene.world.objects[step.object.value];
  const RingStep ring = ring_step(step, channel);
  const bool sends = is_send(step);
  const GoroutineId self = step.who(), partner{step.other};
  const std::string value = carried_text(scene.trace, step.object, step.word);
  const auto place = [&](uint32_t cell) { return FlightEnd::at(step.object, cell); };
  if (ring.took) flights.push_back({What::value, place(*ring.took), FlightEnd::card(self), value});
  if (ring.put) {
    const bool partners = !sends;   // a parked sender's value follows the one that was taken out
    flights.push_back({What::value, FlightEnd::card(partners ? partner : self), place(*ring.put), carried_text(scene.trace, step.object, channel.buffer.back())});
  }
  if (ring.took || ring.put || partner == kNobody) return;
  flights.push_back({What::value, FlightEnd::card(sends ? self : partner), FlightEnd::card(sends ? partner : self), value});
}

void add_lock(const Event& step, std::vector<Flight>& flights) {
  if (step.parked() || step.failed()) return;
  const bool gives = step.kind == EventKind::mutex_unlock || step.kind == EventKind::read_unlock;
  const FlightEnd card = FlightEnd::card(step.who()), lock = FlightEnd::at(step.object);
  flights.push_back({What::lock, gives ? card : lock, gives ? lock : card, {}});
}

}  // namespace

std::vector<Flight> flights_of(const Scene& scene) {
  std::vector<Flight> flights;
  const EventIndex step = scene.latest_step();
  if (step >= scene.trace.size()) return flights;
  const Event& event = scene.trace[step];
  const FlightEnd card = FlightEnd::card(event.who()), bowl = FlightEnd::at(event.object);
  if (on_sema(event.kind)) {
    const bool released = event.kind == EventKind::sema_release;
    if (!event.parked()) flights.push_back({What::token, released ? card : bowl, released ? bowl : card, {}});
  } else if (on_channel(event.kind)) {
    add_values(scene, event, flights);
  } else if (on_mutex(event.kind)) {
    add_lock(event, flights);
  }
  return flights;
}

}  // namespace wgscope::model
