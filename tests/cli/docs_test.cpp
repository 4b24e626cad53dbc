// docs/command_line.md says what --json prints: every key, in a table, between backticks.
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

void add_keys(const Json& value, std::set<std::string>& keys) {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) keys.insert(key), add_keys(inner, keys);
  } else if (value.is_array()) {
    for (const Json& inner : value) add_keys(inner, keys);
  }
}

class Docs : public Files {};

TEST_F(Docs, EveryKeyOfJson_IsExplained) {
  std::ostringstream page;
  page << std::ifstream(WGSCOPE_SOURCE_DIR "/docs/command_line.md").rdbuf();
  const std::string wrong = write("wrong.go", "func main() { x := 1 }\n");
  const std::string leaks = write("leaks.go", "func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Wait()\n\tfmt.Println(1)\n}\n");
  std::set<std::string> keys;
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{{"run", leaks}, {"run", leaks, "--repeat", "2"}, {"step", leaks}, {"explore", leaks, "--outputs"}, {"check", wrong}, {"check", leaks}, {"compare", leaks, "--schedule", "main"}}) {
    std::vector<std::string> arguments = command;
    arguments.push_back("--json");
    const Json printed = Json::parse(wgscope(arguments).out, nullptr, false);
    ASSERT_TRUE(printed.is_object()) << testing::PrintToString(arguments);
    add_keys(printed, keys);
  }
  EXPECT_GT(keys.size(), 40u);
  for (const std::string& key : keys) EXPECT_NE(page.str().find("`" + key + "`"), std::string::npos) << "docs/command_line.md has no word about `" << key << "`";
}

}  // namespace
}  // namespace wgscope::testing_cli
