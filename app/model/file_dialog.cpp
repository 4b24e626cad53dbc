#include "app/model/file_dialog.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "core/base/utf8.h"

namespace wgscope::model {

namespace {

namespace fs = std::filesystem;

constexpr size_t kRowsMax = 200;
constexpr size_t kEntriesMax = 20'000;

// The part of a path that names its folder, with the slash, and the rest.
std::pair<std::string, std::string> apart(const std::string& typed) {
  const size_t slash = typed.rfind('/');
  return slash == std::string::npos ? std::pair(std::string(), typed) : std::pair(typed.substr(0, slash + 1), typed.substr(slash + 1));
}

bool opens(const fs::path& path) {
  const std::string ending = path.extension().string();
  return ending == ".json" || ending == ".go" || ending == ".wgtrace";
}

std::string_view ending_of(FileDialog::Purpose purpose) {
  switch (purpose) {
    case FileDialog::Purpose::save_trace: return ".wgtrace";
    case FileDialog::Purpose::save_picture: return ".png";
    default: return {};
  }
}

// What all of them begin with.
std::string common_start(const std::vector<FileRow>& rows) {
  std::string start = rows.front().path;
  for (const FileRow& row : rows) {
    const auto [mine, theirs] = std::mismatch(start.begin(), start.end(), row.path.begin(), row.path.end());
    start.erase(mine, start.end());
  }
  while (first_not_utf8(start)) start.pop_back();
  return start;
}

}  // namespace

FolderAnswer look_into(const FolderQuestion& question, const TimeLimit& limit) {
  FolderAnswer answer{.typed = question.typed};
  auto& rows = answer.rows;
  const auto [folder, name] = apart(question.typed);
  const FilePurpose purpose = question.purpose;
  const std::string_view ending = ending_of(purpose);
  std::error_code error;
  size_t seen = 0;
  const std::string where = folder.empty() ? "." : FileDialog::path_of(folder);
  for (fs::directory_iterator it(where, fs::directory_options::skip_permission_denied, error), end; !error && it != end && ++seen <= kEntriesMax && !limit.over(); it.increment(error)) {
    const std::string entry = it->path().filename().string();
    if (!entry.starts_with(name) || (entry.starts_with('.') && !name.starts_with('.')) || first_not_utf8(entry)) continue;
    std::error_code ignored;
    if (it->is_directory(ignored)) rows.push_back({FileRow::Kind::folder, entry + '/', folder + entry + '/'});
    else if (purpose == FilePurpose::open || purpose == FilePurpose::save_program ? opens(it->path()) && (purpose == FilePurpose::open || !entry.ends_with(".wgtrace")) : it->path().extension() == ending)
      rows.push_back({FileRow::Kind::file, entry, folder + entry});
  }
  // Files first: they are what is looked for.
  std::sort(rows.begin(), rows.end(), [](const FileRow& a, const FileRow& b) { return std::pair(a.kind, a.label) < std::pair(b.kind, b.label); });
  answer.more = rows.size() > kRowsMax || seen > kEntriesMax;
  if (rows.size() > kRowsMax) rows.resize(kRowsMax);
  return answer;
}

FileDialog::FileDialog(const std::vector<std::string>& recent) {
  for (const std::string& path : recent) first_.push_back({FileRow::Kind::recent, path, path});
  look();
}

FileDialog::FileDialog(Purpose purpose, std::string path) : purpose_(purpose), typed_(std::move(path)) { look(); }

void FileDialog::offer(std::vector<Draft> drafts) {
  drafts_ = std::move(drafts);
  std::erase_if(first_, [](const FileRow& row) { return row.kind == FileRow::Kind::draft; });
  std::vector<FileRow> rows;
  for (const Draft& draft : drafts_) rows.push_back({FileRow::Kind::draft, draft.file, draft.path});
  first_.insert(first_.begin(), rows.begin(), rows.end());
  if (typed_.empty()) look();
}

const Draft* FileDialog::draft(const std::string& path) const {
  const auto found = std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& draft) { return draft.path == path; });
  return found == drafts_.end() ? nullptr : &*found;
}

std::string FileDialog::path_of(std::string_view typed) {
  std::string path(typed);
  const char* home = std::getenv("HOME");
  if (home && (path == "~" || path.starts_with("~/"))) path.replace(0, 1, home);
  std::error_code error;
  if (path.empty() || path.front() == '/') return path;
  const fs::path here = fs::current_path(error);
  return error ? path : (here / path).lexically_normal().string();
}

void FileDialog::look() {
  chosen_.reset();
  more_ = false;
  ask_ = looking_ = !typed_.empty() || first_.empty();
  if (!looking_) rows_ = first_;
  // Until there is an answer: what was known, as far as it still fits.
  else std::erase_if(rows_, [&](const FileRow& row) { return !row.path.starts_with(typed_) || row.kind == FileRow::Kind::draft || row.kind == FileRow::Kind::recent; });
}

std::optional<FolderQuestion> FileDialog::take_question() {
  if (!std::exchange(ask_, false)) return std::nullopt;
  return FolderQuestion{typed_, purpose_};
}

void FileDialog::take_in(FolderAnswer answer) {
  if (!looking_ || answer.typed != typed_) return;
  // What keys chose meanwhile stays chosen.
  const std::string chosen = chosen_ ? rows_[*chosen_].path : std::string();
  rows_ = std::move(answer.rows);
  more_ = answer.more;
  looking_ = false;
  chosen_.reset();
  for (size_t i = 0; i < rows_.size() && !chosen.empty(); ++i)
    if (rows_[i].path == chosen) chosen_ = i;
}

void FileDialog::type(std::string text) {
  if (text == typed_) return;
  typed_ = std::move(text);
  asked_.clear();
  look();
}

void FileDialog::complete() {
  if (chosen_) return type(rows_[*chosen_].kind == FileRow::Kind::draft ? std::string() : rows_[*chosen_].path);
  if (typed_.empty() || rows_.empty()) return;
  const std::string on = common_start(rows_);
  if (on.size() > typed_.size()) type(on);
}

void FileDialog::choose(ptrdiff_t by) {
  if (rows_.empty()) return;
  const auto count = static_cast<ptrdiff_t>(rows_.size());
  const ptrdiff_t now = chosen_ ? static_cast<ptrdiff_t>(*chosen_) : by > 0 ? -1 : count;
  const bool one = by == 1 || by == -1;
  chosen_ = static_cast<size_t>(one ? (now + by + count) % count : std::clamp<ptrdiff_t>(now + by, 0, count - 1));
}

void FileDialog::choose_end(bool last) {
  if (!rows_.empty()) chosen_ = last ? rows_.size() - 1 : 0;
}

std::optional<FileRow> FileDialog::take(size_t row) {
  if (row >= rows_.size()) return std::nullopt;
  const FileRow taken = rows_[row];
  if (taken.kind == FileRow::Kind::folder) return type(taken.path), std::nullopt;
  // To save, a file that is there is only a beginning.
  if (purpose_ != Purpose::open) return type(taken.path), std::nullopt;
  return taken;
}

std::optional<FileRow> FileDialog::take() {
  if (chosen_) return take(*chosen_);
  if (typed_.empty()) return std::nullopt;
  const std::string path = path_of(typed_);
  std::error_code error;
  if (fs::is_directory(path, error)) return type(typed_.ends_with('/') ? typed_ : typed_ + '/'), std::nullopt;
  return FileRow{FileRow::Kind::file, typed_, path};
}

bool FileDialog::must_ask(const std::string& path) {
  std::error_code error;
  if (asked_ == path || !fs::is_regular_file(path, error)) return false;
  asked_ = path;
  return true;
}

}  // namespace wgscope::model
