// A session over runs that are told what happens, and a folder of its own that goes with it. No threads.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "app/model/session.h"
#include "tests/app/support/fake_run.h"
#include "tests/app/support/stories.h"

namespace wgscope::model::testing {

namespace fs = std::filesystem;

inline constexpr int64_t kSecond_ns = 1'000'000'000;

class Sessions : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = fs::path(::testing::TempDir()) / ("wgscope-session-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  std::unique_ptr<Session> make(std::optional<std::chrono::nanoseconds> patience = {}) {
    SessionOptions options;
    options.patience = patience;
    options.worlds = fake_worlds(world);
    options.lessons_folder = lesson_path("");
    options.save_folder = folder.string();
    options.drafts_folder = (folder / "drafts").string();
    options.search_at_open = false;
    return std::make_unique<Session>(options);
  }
  std::unique_ptr<Session> with_run() {
    auto session = make();
    EXPECT_TRUE(session->open_path(lesson_path("03_many_waiters.json")));
    session->tick(now);
    return session;
  }
  void tick(Session& session, int64_t by = 1'000'000) { session.tick(now += by); }
  void happen(Session& session, size_t events) {
    world.happen(events);
    tick(session);
  }
  std::string write(const std::string& name, const std::string& text) {
    const fs::path path = folder / name;
    std::ofstream(path) << text;
    return path.string();
  }
  static void press(Session& session, CommandId id) { session.apply(act::Run{id}); }

  FakeWorld world{broadcast()};
  fs::path folder;
  int64_t now = kSecond_ns;
};

}  // namespace wgscope::model::testing
