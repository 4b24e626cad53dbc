// Where things are said to be: through place_of in the file that the user edits, in characters; and the names of functions.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/program/front_support.h"

namespace wgscope::program {
namespace {

Source in_json(const std::string& text) {
  Source source;
  source.file = "lesson.json";
  source.text = text;
  source.place_of = [](int line, int column) { return FilePlace{line + 10, column + 9, "/program/" + std::to_string(line - 1)}; };
  return source;
}

TEST(Places, OfMessages_AreTheUsersFile) {
  const auto result = compile(in_json("func main() {\n\tx := 1\n\t\"世界\"; y()\n}\n"));
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.errors().size(), 3u);
  EXPECT_EQ(to_string(result.errors()[0]), "lesson.json:12:11: declared and not used: x; use it, or leave it out");
  EXPECT_EQ(result.errors()[0].pointer, "/program/1");
  EXPECT_EQ(result.errors()[1].line, 13);
  EXPECT_EQ(result.errors()[1].column, 11);
  EXPECT_EQ(result.errors()[2].column, 2 + 4 + 2 + 9);   // characters, not bytes: a tab, "世界", a semicolon, a blank
  EXPECT_EQ(result.errors()[2].pointer, "/program/2");
}

TEST(Places, OfInstructions_AreTheUsersFileAndTheProgram) {
  const auto result = compile(in_json("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n"));
  ASSERT_TRUE(result.ok());
  const auto site_of = [&](const std::string& function, Op op) {
    for (const Instruction& in : function_called(*result, function).code) {
      if (in.op == op) return result->sites[in.site];
    }
    return Site{};
  };
  const Site add = site_of("main.main", Op::wg_add);
  EXPECT_EQ(add.line, 13u);
  EXPECT_EQ(add.column, 11u);
  EXPECT_EQ(add.program_line, 3u);
  EXPECT_EQ(add.program_column, 2u);
  EXPECT_EQ(result->functions[add.function].name, "main.main");
  EXPECT_EQ(site_of("main.main", Op::go_).program_line, 4u);
  EXPECT_EQ(site_of("main.main.func1", Op::wg_add).program_line, 5u);
  EXPECT_EQ(result->functions[site_of("main.main.func1", Op::wg_add).function].name, "main.main.func1");
  EXPECT_EQ(site_of("main.main", Op::wg_wait).program_line, 7u);
  EXPECT_EQ(result->sites[result->declarations[0].site].program_line, 1u);
  EXPECT_EQ(result->lines.at(2), "\twg.Add(1)");
  EXPECT_EQ(result->file, "lesson.json");
}

TEST(Places, OfDeferredCalls_AreTheDeferStatement) {
  const Program program = must_compile("var wg sync.WaitGroup\nfunc main() {\n\tdefer wg.Done()\n\tf := wg.Wait\n\tf()\n}");
  const Function& done = function_called(program, "sync.(*WaitGroup).Done");
  EXPECT_TRUE(done.in_library);
  for (const Instruction& in : done.code) EXPECT_EQ(in.site, 0);   // its caller's place counts
  for (const Instruction& in : function_called(program, "main.main").code) {
    const uint32_t line = program.sites[in.site].program_line;
    EXPECT_TRUE((in.op != Op::defer_ || line == 3) && (in.op != Op::call_value || line == 5)) << line;
  }
}

TEST(FunctionNames, AreGos) {
  const Program program = must_compile(R"(
var f = func() { func() {}() }
var g = func() {}
func init() {}
func init() { func() {}() }
func worker() {
	go func() {
		defer func() {}()
		defer func() { func() {}() }()
	}()
	func() {}()
}
func main() { f(); g(); worker() }
)");
  std::vector<std::string> names;
  for (const Function& function : program.functions) names.push_back(function.name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, (std::vector<std::string>{"main.init", "main.init.0", "main.init.1", "main.init.1.func1", "main.init.func1", "main.init.func1.1", "main.init.func2",
                                             "main.main", "main.worker", "main.worker.func1", "main.worker.func1.1", "main.worker.func1.2",
                                             "main.worker.func1.2.1", "main.worker.func2"}));
}

TEST(ObjectNames, AreTheVariables) {
  const Program program = must_compile(R"(
var a sync.WaitGroup
func f(byValue sync.WaitGroup, p *sync.WaitGroup) {}
func main() {
	b := &sync.WaitGroup{}
	c := new(sync.WaitGroup)
	var d = a
	f(a, &sync.WaitGroup{})
	n := new(int)
	*n = 3
	x := 1
	func() { x++ }()
	_, _, _ = b, c, &d
}
)");
  std::vector<std::string> names;
  for (const Declaration& each : program.declarations) names.push_back(each.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "c", "d", "byValue", "p", "n", "x"}));
  EXPECT_EQ(program.declarations[0].kind, Kind::wait_group);
  EXPECT_EQ(program.types[program.declarations[0].type.value].name, "sync.WaitGroup");
  EXPECT_EQ(program.declarations[7].kind, Kind::int_);
}

}  // namespace
}  // namespace wgscope::program
