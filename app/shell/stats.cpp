#include "app/shell/stats.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace wgscope::shell {

namespace {

constexpr size_t kFramesKept = 1'000'000;
constexpr double kIdleAfter_s = 1;

double seconds(clockid_t clock) {
  timespec t{};
  ::clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

// Since exec, by the kernel's account (to a hundredth of a second).
std::optional<double> process_age_s() {
  std::ifstream file("/proc/self/stat");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  size_t at = text.rfind(')');   // the name may hold blanks
  if (at == text.npos) return std::nullopt;
  constexpr int kFieldsToStart = 20;   // from the state, field 3, to starttime, field 22
  for (int field = 0; field < kFieldsToStart; ++field) at = text.find(' ', at + 1);
  const double ticks = std::strtod(text.c_str() + at, nullptr);
  return seconds(CLOCK_BOOTTIME) - ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

void Stats::first_picture() {
  if (!first_picture_ms_) first_picture_ms_ = process_age_s().value_or(-0.001) * 1000;
}

void Stats::frame(double ms) {
  ++frames_;
  worst_ms_ = std::max(worst_ms_, ms);
  if (frames_ms_.size() < kFramesKept) frames_ms_.push_back(static_cast<float>(ms));
}

void Stats::turn(bool busy) {
  const double now = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  if (busy || !turned_) busy_s_ = now;
  if (turned_ && turn_s_ - busy_s_ >= kIdleAfter_s) {
    idle_s_ += now - turn_s_;
    idle_cpu_s_ += cpu - turn_cpu_s_;
  }
  turn_s_ = now;
  turn_cpu_s_ = cpu;
  turned_ = true;
}

std::string Stats::json() const {
  nlohmann::ordered_json out;
  const auto number = [](std::optional<double> value) { return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr); };
  std::vector<float> sorted = frames_ms_;
  std::optional<double> median;
  if (!sorted.empty()) {
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    median = sorted[sorted.size() / 2];
  }
  out["start_to_first_picture_ms"] = number(first_picture_ms_);
  out["frames"] = frames_;
  out["frame_ms_median"] = number(median);
  out["frame_ms_worst"] = number(frames_ > 0 ? std::optional(worst_ms_) : std::nullopt);
  out["idle_cpu_share"] = number(idle_s_ > 0 ? std::optional(idle_cpu_s_ / idle_s_) : std::nullopt);
  out["idle_s"] = idle_s_;
  out["first_explore_answer_ms"] = number(first_explore_ns ? std::optional(static_cast<double>(*first_explore_ns) * 1e-6) : std::nullopt);
  out["fonts_ms"] = fonts_ms;
  out["renderer"] = renderer;
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Diagnostics Stats::write(const std::string& path) const {
  const std::string text = json() + "\n";
  std::FILE* file = std::fopen(path.c_str(), "w");
  bool good = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file && std::fclose(file) != 0) good = false;
  if (good) return {};
  return {Diagnostic{.file = path, .message = std::string("the statistics could not be written: ") + std::strerror(errno)}};
}

}  // namespace wgscope::shell
