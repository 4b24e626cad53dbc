// .wgtrace files: what is saved opens again, byte for byte; what is cut, altered or forged is refused at a place; saving leaves the old file or the new one.
#include "core/trace/trace_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "core/trace/causality.h"
#include "core/trace/crash_text.h"
#include "core/trace/lanes.h"
#include "core/trace/trace_codec.h"
#include "core/trace/value_text.h"
#include "core/trace/world_state.h"
#include "tests/trace/forged_trace.h"
#include "tests/trace/random_trace.h"

namespace wgscope {
namespace {

namespace fs = std::filesystem;

class TraceFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("wgscope_trace_" + std::to_string(::getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  size_t files() const { return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator())); }

  fs::path folder_;
};

void expect_same(const Trace& a, const Trace& b) {
  EXPECT_EQ(a.header(), b.header());
  EXPECT_EQ(a.tail(), b.tail());
  EXPECT_EQ(a.events(), b.events());
  EXPECT_EQ(a.objects(), b.objects());
  EXPECT_EQ(a.goroutines(), b.goroutines());
  EXPECT_EQ(a.texts(), b.texts());
  EXPECT_EQ(a.clock(), b.clock());
}

std::string message_of(const std::string& bytes) {
  const auto opened = parse_trace(bytes, "t.wgtrace");
  return opened.ok() ? "" : to_string(opened.errors()[0]);
}

// Everything that a window would do with it.
void use(const std::shared_ptr<const Trace>& trace) {
  Folder folder;
  folder.reset(trace);
  Lanes lanes;
  lanes.reset(trace);
  Causality causality;
  causality.reset(trace);
  const WorldState& world = folder.at(trace->size());
  for (uint32_t number = 1; number <= world.goroutines.size(); ++number) standing_at(*trace, world, {number});
  std::vector<LaneBlock> blocks;
  for (uint32_t number = 1; number <= lanes.size(); ++number) lanes.blocks({number}, LaneAxis::time, 0, lanes.length(LaneAxis::time), 100, blocks);
  for (uint32_t i = 0; i < trace->objects().size(); ++i) value_text(*trace, trace->objects()[i], world.objects[i].word);
  crash_text(*trace);
  trace->output(trace->size());
}

TEST_F(TraceFile, WhatIsSaved_OpensAsTheSame) {
  for (const size_t events : {0, 1, 300, 70'000}) {
    const auto trace = test::random_trace({.events = events, .goroutines = 20, .wait_groups = 3, .seed = 4, .crash_at_end = events == 300});
    ASSERT_EQ(save_trace(*trace, path("t.wgtrace")), std::nullopt);
    const auto opened = open_trace(path("t.wgtrace"));
    ASSERT_TRUE(opened.ok()) << to_string(opened.errors()[0]);
    expect_same(*trace, **opened);
    EXPECT_EQ(trace_bytes(**opened), content(path("t.wgtrace"))) << "the same bytes again";
    EXPECT_TRUE(looks_like_trace(content(path("t.wgtrace"))));
  }
}

// A trace of one panic and its end, as version 1 wrote it: there a crash was the last of the facts, and so was a fatal error.
std::string version_1(const std::string& ending, uint8_t first_kind) {
  std::string file(codec::kFirstLineOfVersion1);
  uint32_t checksum = codec::checksum(file);
  const auto fixed = [](uint64_t value, size_t bytes) {
    std::string text;
    for (size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
  };
  const auto section = [&](std::string_view tag, auto fill) {
    codec::Writer content;
    fill(content);
    const std::string whole = std::string(tag) + fixed(content.bytes().size(), codec::kLengthBytes) + content.bytes();
    checksum = codec::checksum(whole, checksum);
    file += whole + fixed(checksum, codec::kChecksumBytes);
  };
  const auto numbers = [](codec::Writer& out, std::initializer_list<uint64_t> all) {
    for (const uint64_t n : all) out.number(n);
  };
  section("HEAD", [&](codec::Writer& out) {
    for (const char* text : {"t.go", "t.go", "package main"}) out.text(text);
    numbers(out, {0, 1, 1, 0, 0, 0});   // no params; scheduled; one place, nowhere
    out.text("");
  });
  section("TEXT", [&](codec::Writer& out) {
    out.number(3);
    for (const std::string& text : {std::string(), std::string("boom"), ending}) out.text(text);
  });
  section("GORO", [&](codec::Writer& out) {
    numbers(out, {1, 0, 0});
    out.text("main.main");
  });
  section("OBJS", [&](codec::Writer& out) { out.number(0); });
  section("CLOK", [&](codec::Writer& out) { out.number(0); });
  section("TAIL", [&](codec::Writer& out) {
    out.byte(1);
    out.text(ending);
    numbers(out, {0, 1, 0, 0, 1, 0, 1});   // not stopped, over, no crash text, no time; main crashed; no panics told; one standing:
    numbers(out, {28, 0, 0, 0, 0, 0});     // end
  });
  section("EVTS", [&](codec::Writer& out) {
    numbers(out, {first_kind, 1, 0, 0, 0, 0, 0, 2});   // who, other, where, object, version, word
    numbers(out, {29, 1, 0, 0, 0, 0, 0, 4});
  });
  section("DONE", [&](codec::Writer& out) { out.number(2); });
  return file;
}

TEST_F(TraceFile, OfVersion1_OpensWithItsCrashAsAStep) {
  const auto crashed = parse_trace(version_1("panic: boom", 18), "t.wgtrace");
  ASSERT_TRUE(crashed.ok()) << to_string(crashed.errors()[0]);
  const Trace& trace = **crashed;
  ASSERT_EQ(trace.size(), 2u);
  EXPECT_EQ(trace[0].kind, EventKind::panic_call);
  EXPECT_EQ(trace[1].kind, EventKind::crash);
  EXPECT_EQ(trace.text(trace[1].word), "panic: boom");
  EXPECT_EQ(trace.tail().standing.at(0).next, EventKind::end);
  const std::string now = trace_bytes(trace);
  EXPECT_TRUE(now.starts_with(codec::kFirstLine));
  EXPECT_EQ(message_of(now), "");

  const auto fatal = parse_trace(version_1("fatal: go of nil func value", 27), "t.wgtrace");
  ASSERT_TRUE(fatal.ok());
  EXPECT_EQ((**fatal)[0].kind, EventKind::goexit);
  EXPECT_EQ((**fatal)[1].kind, EventKind::fatal);
  EXPECT_NE(message_of(version_1("panic: boom", 30)).find("a kind of event that there is not"), std::string::npos);
}

TEST_F(TraceFile, Events_AreCompact) {
  const auto trace = test::random_trace({.events = 100'000, .goroutines = 8, .seed = 4});
  EXPECT_LT(trace_bytes(*trace).size(), trace->size() * 11);
}

TEST_F(TraceFile, AnyByteChanged_IsRefusedAndLocated) {
  const std::string good = trace_bytes(*test::random_trace({.events = 60, .seed = 3}));
  ASSERT_EQ(message_of(good), "");
  for (size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
    const std::string message = message_of(bad);
    ASSERT_NE(message, "") << "byte " << i;
    if (i >= codec::kFirstLine.size()) { ASSERT_NE(message.find("byte "), std::string::npos) << message; }
  }
}

TEST_F(TraceFile, AnyTruncation_IsRefusedAndLocated) {
  const std::string good = trace_bytes(*test::random_trace({.events = 60, .seed = 3}));
  for (size_t size = 0; size < good.size(); ++size) {
    const std::string message = message_of(good.substr(0, size));
    ASSERT_NE(message, "") << size;
    if (size >= codec::kFirstLine.size()) { ASSERT_NE(message.find("byte " + std::to_string(size)), std::string::npos) << message; }
  }
  EXPECT_NE(message_of(good + "x").find("goes on after its end"), std::string::npos);
}

TEST_F(TraceFile, SectionsExchanged_AreRefused) {
  const std::string good = trace_bytes(*test::random_trace({.events = 140'000, .seed = 3}));
  const size_t first = good.find("EVTS"), second = good.find("EVTS", first + 4), third = good.find("EVTS", second + 4);
  ASSERT_NE(third, std::string::npos);
  EXPECT_NE(message_of(good.substr(0, first) + good.substr(second, third - second) + good.substr(first, second - first) + good.substr(third)), "");
  EXPECT_NE(message_of(good.substr(0, first) + good.substr(second)), "");
}

TEST_F(TraceFile, AnotherVersionOrAnotherFile_IsNamed) {
  EXPECT_NE(message_of("wgscope trace 3\n...").find("another version"), std::string::npos);
  EXPECT_NE(message_of("{\"wgscope\": 1}").find("no trace"), std::string::npos);
  EXPECT_NE(message_of("").find("no trace"), std::string::npos);
  EXPECT_FALSE(open_trace(path("missing.wgtrace")).ok());
}

TEST_F(TraceFile, AForgedFile_IsRefusedOrHarmless) {
  const std::string good = trace_bytes(*test::random_trace({.events = 200, .goroutines = 6, .wait_groups = 2, .seed = 11, .crash_at_end = true}));
  std::mt19937 random(11);
  size_t opened_count = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    const std::string bytes = test::forged(good, random);
    const auto opened = parse_trace(bytes, "forged");
    if (!opened.ok()) {
      ASSERT_NE(opened.errors()[0].message.find("byte "), std::string::npos);
      continue;
    }
    ++opened_count;
    use(*opened);
    ASSERT_EQ(trace_bytes(**opened), bytes) << "what opens is written back as it was";
  }
  EXPECT_GT(opened_count, 100u) << "some changes are still traces";
}

TEST_F(TraceFile, Saving_KeepsTheOldFileWhenThereIsNoRoom) {
  const auto small = test::random_trace({.events = 10, .seed = 1}), large = test::random_trace({.events = 5000, .seed = 2});
  ASSERT_EQ(save_trace(*small, path("t.wgtrace")), std::nullopt);
  const std::string before = content(path("t.wgtrace"));
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit little{4096, old.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &little);
  const auto failed = save_trace(*large, path("t.wgtrace"));
  const auto failed_new = save_trace(*large, path("new.wgtrace"));
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, old_handler);
  ASSERT_TRUE(failed);
  EXPECT_NE(to_string(*failed).find("unchanged"), std::string::npos) << to_string(*failed);
  EXPECT_EQ(content(path("t.wgtrace")), before);
  ASSERT_TRUE(failed_new);
  EXPECT_EQ(files(), 1u) << "nothing half-written is left";
}

TEST_F(TraceFile, Saving_ReportsWhatIsInTheWay) {
  const auto trace = test::random_trace({.events = 10, .seed = 1});
  const auto full = save_trace(*trace, "/dev/full");
  ASSERT_TRUE(full);
  EXPECT_NE(to_string(*full).find("/dev/full"), std::string::npos);
  EXPECT_TRUE(fs::exists("/dev/full")) << "a device is written to, never replaced";
  EXPECT_TRUE(save_trace(*trace, path("no/such/folder.wgtrace")));
  EXPECT_TRUE(save_trace(*trace, folder_.string())) << "a folder";
}

TEST_F(TraceFile, Saving_KeepsModesAndLinks) {
  const auto trace = test::random_trace({.events = 10, .seed = 1});
  ASSERT_EQ(save_trace(*trace, path("a.wgtrace")), std::nullopt);
  ASSERT_EQ(::chmod(path("a.wgtrace").c_str(), 0640), 0);
  fs::create_symlink("a.wgtrace", path("link.wgtrace"));
  ASSERT_EQ(save_trace(*trace, path("link.wgtrace")), std::nullopt);
  EXPECT_TRUE(fs::is_symlink(path("link.wgtrace")));
  struct stat status {};
  ASSERT_EQ(::stat(path("a.wgtrace").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

TEST(TraceChecksum, IsTheOneOfZipAndPng) {
  EXPECT_EQ(codec::checksum("123456789"), 0xcbf43926u);
  EXPECT_EQ(codec::checksum("6789abcdefghijklmn", codec::checksum("12345")), codec::checksum("123456789abcdefghijklmn"));
}

}  // namespace
}  // namespace wgscope
