// The layers as a test: an include that goes the wrong way fails here, by name. The table is the whole rule; a line of it is never commented out.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/architecture/source_tree.h"

namespace wgscope::architecture {
namespace {

struct Layer {
  std::string folder;
  std::vector<std::string> may_include;   // beside itself
};

const std::vector<std::string> kCore = {"core/base/", "core/trace/", "core/platform/", "core/sync/", "core/program/", "core/scenario/", "core/run/", "core/explore/"};

// core/ from left to right; then app/, where theme and widgets know nothing of what they show.
std::vector<Layer> layers() {
  std::vector<Layer> all;
  for (size_t i = 0; i < kCore.size(); ++i) all.push_back({kCore[i], {kCore.begin(), kCore.begin() + static_cast<ptrdiff_t>(i)}});
  const auto core_and = [](std::vector<std::string> more) {
    more.insert(more.end(), kCore.begin(), kCore.end());
    return more;
  };
  all.push_back({"app/model/", core_and({})});
  all.push_back({"app/theme/", {"core/base/"}});
  all.push_back({"app/widgets/", {"core/base/", "app/theme/"}});
  all.push_back({"app/panels/", core_and({"app/model/", "app/theme/", "app/widgets/"})});
  all.push_back({"app/shell/", core_and({"app/model/", "app/theme/", "app/widgets/", "app/panels/"})});
  all.push_back({"app/cli/", core_and({"app/model/", "app/shell/"})});
  all.push_back({"app/main.cpp", {"app/cli/"}});
  return all;
}

TEST(Architecture, EverySource_BelongsToALayer) {
  const auto known = layers();
  for (const SourceFile& source : all_sources()) {
    EXPECT_TRUE(std::any_of(known.begin(), known.end(), [&](const Layer& layer) { return source.in(layer.folder); })) << source.path << " is in no layer of this test's table";
  }
}

TEST(Architecture, EveryInclude_GoesToTheLeft) {
  size_t seen = 0;
  for (const Layer& layer : layers()) {
    for (const SourceFile& source : all_sources()) {
      if (!source.in(layer.folder)) continue;
      for (const Include& include : source.includes) {
        if (!include.ours || (!include.target.starts_with("core/") && !include.target.starts_with("app/"))) continue;
        ++seen;
        const auto allowed = [&](const std::string& folder) { return include.target.starts_with(folder); };
        EXPECT_TRUE(include.target.starts_with(layer.folder) || std::any_of(layer.may_include.begin(), layer.may_include.end(), allowed))
            << source.path << ":" << include.line << ": " << layer.folder << " may not include " << include.target;
      }
    }
  }
  EXPECT_GT(seen, 100u) << "the test reads the wrong folder";
}

// The rooms of core/program: from text to tree to types to code, and what runs it. What they share (code, values, types) lies in front of the rooms; there only
// compile.cpp, which goes through them all, may look into one.
TEST(Architecture, RoomsOfTheProgram_OpenOneWay) {
  const std::string house = "core/program/";
  const std::map<std::string, std::vector<std::string>> may_open = {
      {"library", {}}, {"syntax", {"library"}}, {"check", {"library", "syntax"}}, {"generate", {"library", "syntax", "check"}}, {"run", {"library"}}};
  const auto room_of = [&](const std::string& path) -> std::string {
    const size_t end = path.find('/', house.size());
    return end == std::string::npos ? "" : path.substr(house.size(), end - house.size());
  };
  size_t seen = 0;
  for (const SourceFile& source : all_sources()) {
    if (!source.in(house) || source.path == house + "compile.cpp") continue;
    const std::string room = room_of(source.path);
    ASSERT_TRUE(room.empty() || may_open.count(room) == 1) << source.path << " is in no room of this test's table";
    for (const Include& include : source.includes) {
      if (!include.ours || !include.target.starts_with(house)) continue;
      const std::string other = room_of(include.target);
      if (other.empty() || other == room) continue;
      ++seen;
      const std::vector<std::string> open = room.empty() ? std::vector<std::string>{} : may_open.at(room);
      EXPECT_NE(std::find(open.begin(), open.end(), other), open.end()) << source.path << ":" << include.line << ": " << (room.empty() ? "the front" : room) << " may not include " << include.target;
    }
  }
  EXPECT_GT(seen, 5u) << "the test reads the wrong folder";
}

// Quoted includes of ours name a file from the root (or, in what is installed, beside it), so that one way to write each exists.
TEST(Architecture, EveryQuotedInclude_NamesAFileOfOurs) {
  for (const SourceFile& source : all_sources()) {
    for (const Include& include : source.includes) {
      if (!include.ours || include.target == "build_version.h") continue;
      EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(WGSCOPE_SOURCE_DIR) / include.target))
          << source.path << ":" << include.line << ": no such file from the root: " << include.target;
    }
  }
}

// What comes from others is known where the design says, and nowhere else.
TEST(Architecture, LibrariesOfOthers_StayWhereTheyBelong) {
  const std::vector<std::string> drawing = {"app/theme/", "app/widgets/", "app/panels/", "app/shell/"};
  const std::map<std::string, std::vector<std::string>> homes = {
      {"imgui", drawing},
      {"GLFW/", {"app/shell/"}},
      {"glad/", {"app/shell/"}},
      {"EGL/", {"app/shell/"}},
      {"GL/", {"app/shell/"}},
      {"png.h", {"app/shell/"}},
      {"fontconfig/", {"app/theme/", "app/shell/"}},
      {"CLI/", {"app/cli/"}},
      {"gtest/", {}},
      {"benchmark/", {}},
  };
  for (const SourceFile& source : all_sources()) {
    for (const Include& include : source.includes) {
      for (const auto& [library, folders] : homes) {
        if (include.ours || !include.target.starts_with(library)) continue;
        EXPECT_TRUE(std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) { return source.in(folder); }))
            << source.path << ":" << include.line << ": <" << include.target << "> does not belong here";
      }
    }
  }
}

TEST(Architecture, ExpensiveHeaders_StayOutOfHeaders) {
  for (const SourceFile& source : all_sources()) {
    if (!source.is_header()) continue;
    for (const Include& include : source.includes) {
      EXPECT_NE(include.target, "nlohmann/json.hpp") << source.path << ":" << include.line << ": include <nlohmann/json_fwd.hpp>";
      EXPECT_FALSE(include.target.starts_with("CLI/")) << source.path << ":" << include.line << ": CLI11 belongs into one .cpp";
    }
  }
}

// CLI11 costs seconds to compile.
TEST(Architecture, CommandLineParser_IsInOneTranslationUnit) {
  std::vector<std::string> users;
  for (const SourceFile& source : all_sources()) {
    if (std::any_of(source.includes.begin(), source.includes.end(), [](const Include& i) { return i.target.starts_with("CLI/"); })) users.push_back(source.path);
  }
  EXPECT_LE(users.size(), 1u) << testing::PrintToString(users);
}

}  // namespace
}  // namespace wgscope::architecture
