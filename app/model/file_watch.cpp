#include "app/model/file_watch.h"

#include <utility>

namespace wgscope::model {

bool FileWatch::look(Mark& mark) const {
  std::error_code error;
  mark.at = std::filesystem::last_write_time(path_, error);
  if (error) return false;
  mark.size = std::filesystem::file_size(path_, error);
  return !error;
}

void FileWatch::watch(std::string path) {
  path_ = std::move(path);
  mark_ = {};
  if (!path_.empty()) look(mark_);
}

bool FileWatch::changed(int64_t now_ns) {
  if (path_.empty() || now_ns - looked_ns_ < kWatchEvery_ns) return false;
  looked_ns_ = now_ns;
  Mark mark;
  if (!look(mark) || mark == mark_) return false;
  mark_ = mark;
  return true;
}

}  // namespace wgscope::model
