// Reading and compiling beside the frame: the latest question wins, and nothing that never answers keeps the program.
#include "app/model/loader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>

namespace wgscope::model {
namespace {

LoadRequest program(const std::string& name, const std::string& text) {
  LoadRequest request;
  request.name = name;
  request.text = text;
  return request;
}

TEST(Loader, TheLatestQuestion_IsTheOneThatIsAnswered) {
  Loader loader;
  EXPECT_FALSE(loader.busy());
  for (int i = 0; i < 50; ++i) loader.ask(program("old.go", "func main() {\n}\n"));
  loader.ask(program("new.go", "func main() {\n\tx := 1\n}\n"));
  loader.wait();
  EXPECT_FALSE(loader.busy());
  const auto answer = loader.take();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->request.name, "new.go");
  EXPECT_FALSE(answer->problems.empty());
  EXPECT_FALSE(loader.take()) << "once";
}

TEST(Loader, Params_ThatTheTextDoesNotTake_AreDroppedOnlyWhenAskedTo) {
  Loader loader;
  LoadRequest request = program("a.go", "func main() {\n}\n");
  request.params = {{"workers", 3}};
  loader.ask(request);
  loader.wait();
  EXPECT_FALSE(loader.take()->problems.empty());
  request.drop_params = true;
  loader.ask(request);
  loader.wait();
  const auto answer = loader.take();
  ASSERT_TRUE(answer->scenario);
  EXPECT_TRUE(answer->request.params.empty());
}

TEST(Loader, PipeThatNobodyWritesTo_IsGivenUp) {
  for (const char* name : {"wgscope-loader-pipe.go", "wgscope-loader-pipe.wgtrace"}) {
    const std::string pipe = testing::TempDir() + name;
    std::filesystem::remove(pipe);
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    auto loader = std::make_unique<Loader>();
    LoadRequest request;
    request.name = pipe;
    loader->ask(request);
    loader->wait(std::chrono::milliseconds(30));
    EXPECT_TRUE(loader->busy()) << name;
    loader->ask(program("b.go", "func main() {\n}\n"));   // the next question does not wait for it
    loader->wait();
    EXPECT_TRUE(loader->take()->scenario) << name;
    loader->ask(request);
    loader.reset();                                         // and neither does the end
    std::filesystem::remove(pipe);
  }
}

}  // namespace
}  // namespace wgscope::model
