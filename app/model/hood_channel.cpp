// send, receive, close, select and len: runtime/chan.go and runtime/select.go. All between the lock and the unlock is one step; whom it wakes goes on within it.
#include "app/model/channel_view.h"
#include "app/model/hood_calls.h"

namespace wgscope::model::hood {

namespace {

bool on_nil(const HoodAccess& a) { return a.object == kNoObject; }
bool on_one(const HoodAccess& a) { return a.object != kNoObject && !woken_by_close(a); }
bool parks(const HoodStep& s) { return s.event().parked(); }
bool is_nil(const HoodStep& s) { return s.event().object == kNoObject; }
bool chan_fails(const HoodStep& s) { return s.event().failed() && !is_nil(s) && !woken_by_close(s.access()); }
bool to_partner(const HoodStep& s) { return s.event().other != 0; }
bool past_nobody(const HoodStep& s) { return !is_nil(s) && s.event().other == 0 && !s.event().parked() && !s.event().failed(); }
bool of_timer(const HoodStep& s) { return !is_nil(s) && !s.event().parked() && s.scene.trace.objects()[s.event().object.value].kind == ObjectKind::timer; }

// The value that is sent, or was received.
std::string value_text_of(const Scene& scene, ObjectId channel, uint64_t word) { return "ep = " + carried_text(scene.trace, channel, word); }
std::string sends(const HoodAccess& a) { return value_text_of(a.scene, a.object, a.event ? a.event->word : a.operand); }
std::string received(const HoodStep& s) { return s.event().parked() || of_timer(s) ? std::string() : value_text_of(s.scene, s.event().object, s.event().word); }

constexpr HoodLine kSend[] = {
    {.text = "if c == nil { gopark(forever) }", .at = EventKind::chan_send, .here = on_nil, .parks = WaitReason::nil_chan_send},
    {.text = "lock(&c.lock)", .at = EventKind::chan_send, .here = on_one, .holds = sends},
    {.text = "if c.closed != 0 { panic(closed) }", .took = chan_fails},
    {.text = "if sg := c.recvq.dequeue(); sg != nil { send(sg, ep); return }", .took = to_partner},
    {.text = "if c.qcount < c.dataqsiz { buf[sendx] = ep; return }", .took = past_nobody},
    {.text = "c.sendq.enqueue(mysg)", .took = parks},
    {.text = "gopark(chanparkcommit)", .parks = WaitReason::chan_send},
    {.text = "if !mysg.success { panic(closed) }", .at = EventKind::chan_send, .here = woken_by_close},
};

constexpr HoodLine kReceive[] = {
    {.text = "if c == nil { gopark(forever) }", .at = EventKind::chan_receive, .here = on_nil, .parks = WaitReason::nil_chan_receive},
    {.text = "if c.timer != nil { c.timer.maybeRunChan(c) }", .took = of_timer},
    {.text = "lock(&c.lock)", .at = EventKind::chan_receive, .gave = received},
    {.text = "if c.closed != 0 && c.qcount == 0 { return false }", .took = chan_fails},
    {.text = "if sg := c.sendq.dequeue(); sg != nil { recv(sg, ep); return true }", .took = to_partner},
    {.text = "if c.qcount > 0 { ep = buf[recvx]; return true }", .took = past_nobody},
    {.text = "c.recvq.enqueue(mysg)", .took = parks},
    {.text = "gopark(chanparkcommit)", .parks = WaitReason::chan_receive},
    {.text = "return mysg.success"},
};

// Whoever was parked to send, be it in a select, panics when the channel is closed; the others get the zero value.
bool parked_to_send(const HoodStep& s, EventIndex parked) {
  const Trace& trace = s.scene.trace;
  if (trace[parked].kind != EventKind::select_step) return trace[parked].kind == EventKind::chan_send;
  for (EventIndex i = parked + 1; i < trace.size() && (trace[i].kind == EventKind::select_case || trace[i].kind == EventKind::chose); ++i)
    if (trace[i].kind == EventKind::select_case && trace[i].object == s.event().object) return (trace[i].other & 1) != 0;
  return false;
}
bool closes(const HoodStep& s) { return !s.event().failed(); }
bool wakes_senders(const HoodStep& s) { return closes(s) && woke(s, parked_to_send); }
bool wakes_receivers(const HoodStep& s) { return closes(s) && woke(s, [](const HoodStep& step, EventIndex parked) { return !parked_to_send(step, parked); }); }

constexpr HoodLine kClose[] = {
    {.text = "if c == nil { panic(close of nil) }", .at = EventKind::chan_close, .here = on_nil, .took = is_nil},
    {.text = "lock(&c.lock)", .at = EventKind::chan_close},
    {.text = "if c.closed != 0 { panic(close of closed) }", .took = chan_fails},
    {.text = "c.closed = 1", .took = closes},
    {.text = "for sg := range c.recvq { glist.push(sg) }", .took = wakes_receivers},
    {.text = "for sg := range c.sendq { glist.push(sg) }", .took = wakes_senders},
    {.text = "for sg := range glist { goready(sg.g) }"},
};

constexpr HoodLine kLength[] = {
    {.text = "if c == nil { return 0 }"},
    {.text = "return int(c.qcount)", .at = EventKind::chan_length, .gave = [](const HoodStep& s) { return std::to_string(s.event().word); }},
};

// A select. Its step is that of the case which it took.
bool without_cases(const HoodAccess& a) { return a.event ? a.event->parked() && a.event->word == 0 : a.operand == 0; }
bool takes_receive(const HoodStep& s) { return !is_nil(s) && !parks(s) && is_receive(s.event()); }
bool takes_send(const HoodStep& s) { return !is_nil(s) && !parks(s) && is_send(s.event()); }

constexpr HoodLine kSelect[] = {
    {.text = "if len(scases) == 0 { block() }", .at = EventKind::select_step, .here = without_cases, .parks = WaitReason::select_no_cases},
    {.text = "pollorder := permute(scases)"},
    {.text = "sellock(scases, lockorder)", .at = EventKind::select_step, .here = [](const HoodAccess& a) { return !woken_by_close(a); }},
    {.text = "for _, casi := range pollorder {"},
    {.text = "  if casi >= nsends {"},
    {.text = "    if sg = c.sendq.dequeue(); sg != nil { goto recv }", .took = [](const HoodStep& s) { return takes_receive(s) && to_partner(s); }},
    {.text = "    if c.qcount > 0 { goto bufrecv }", .took = [](const HoodStep& s) { return takes_receive(s) && past_nobody(s); }},
    {.text = "    if c.closed != 0 { goto rclose }", .took = [](const HoodStep& s) { return takes_receive(s) && s.event().failed(); }},
    {.text = "  } else {"},
    {.text = "    if c.closed != 0 { goto sclose }", .took = [](const HoodStep& s) { return takes_send(s) && chan_fails(s); }},
    {.text = "    if sg = c.recvq.dequeue(); sg != nil { goto send }", .took = [](const HoodStep& s) { return takes_send(s) && to_partner(s); }},
    {.text = "    if c.qcount < c.dataqsiz { goto bufsend } } }", .took = [](const HoodStep& s) { return takes_send(s) && past_nobody(s); }},
    {.text = "if !block { return -1 }", .took = [](const HoodStep& s) { return is_nil(s) && !parks(s); }},
    {.text = "for _, casi := range lockorder { enqueue(sg) }", .took = [](const HoodStep& s) { return parks(s) && s.event().word != 0; }},
    {.text = "gopark(selparkcommit)", .parks = WaitReason::select},
    {.text = "if casi < nsends && !success { goto sclose }", .at = EventKind::select_step, .here = woken_by_close},
};

constexpr HoodCallRow kChannelCalls[] = {
    {HoodCall::send, HoodGroup::channel, "send", "func chansend(c *hchan, ep unsafe.Pointer) {", kSend},
    {HoodCall::receive, HoodGroup::channel, "receive", "func chanrecv(c *hchan, ep unsafe.Pointer) bool {", kReceive},
    {HoodCall::close, HoodGroup::channel, "close", "func closechan(c *hchan) {", kClose},
    {HoodCall::select, HoodGroup::channel, "select", "func selectgo(scases []scase, block bool) int {", kSelect},
    {HoodCall::length, HoodGroup::channel, "len", "func chanlen(c *hchan) int {", kLength},
};

}  // namespace

std::span<const HoodCallRow> channel_calls() { return kChannelCalls; }

}  // namespace wgscope::model::hood
