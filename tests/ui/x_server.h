// A display of the test's own: Xvfb, and a hand on its keyboard and mouse (xdotool). Events go through the X server as a user's would.
#pragma once

#include <functional>
#include <string>
#include <sys/types.h>

namespace wgscope::test {

class XServer {
 public:
  XServer(int width, int height);
  ~XServer();
  XServer(const XServer&) = delete;
  XServer& operator=(const XServer&) = delete;

  bool started() const { return !display_.empty(); }
  const std::string& display() const { return display_; }   // ":7"

 private:
  pid_t process_ = -1;
  std::string display_;
};

// Runs a program to its end; gives its status and what it wrote on standard output.
struct Finished {
  int status = -1;
  std::string output;
};
Finished run_to_end(const std::string& shell_command);
bool have(const std::string& program);

// Asks again and again until it is so; false when that takes longer.
bool eventually(const std::function<bool()>& so, double seconds = 30);

}  // namespace wgscope::test
