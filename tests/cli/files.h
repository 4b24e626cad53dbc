// Files for one test, gone afterwards; and programs to put into them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace wgscope::testing_cli {

class Files : public testing::Test {
 protected:
  Files();
  ~Files() override;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  // Gives the path.
  std::string write(const std::string& name, const std::string& bytes) const;
  std::string read(const std::string& name) const;
  bool exists(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

std::string lesson(const std::string& number);                       // the path of a lesson of tests/course
std::vector<nlohmann::json> objects_in(const std::string& lines);    // one JSON object a line, nothing else
std::vector<std::string> keys_of(const nlohmann::ordered_json& object);

inline const std::string kExits = "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n";
inline const std::string kDeadlocks = "func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Wait()\n}\n";
inline const std::string kPanics = "func main() {\n\tvar wg sync.WaitGroup\n\tfmt.Println(\"about to\")\n\twg.Done()\n}\n";
inline const std::string kSpins = "func main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n";

}  // namespace wgscope::testing_cli
