#include "app/model/editor.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace wgscope::model {

Editor::Editor(std::string file, const std::string& text, bool on_disk) : program_(std::move(file), text), on_disk_(on_disk), edit_(program_.edited()), saved_(program_.edited()) {}

std::string Editor::file_text(const std::string& path) const {
  const bool json = path.ends_with(".json");
  if (program_.in_json() && path.ends_with(".go")) return edit_.text();
  if (program_.is_json() || !json) return file_text();
  nlohmann::ordered_json envelope{{"wgscope", 1}, {"title", std::filesystem::path(path).stem().string()}, {"program", edit_.lines()}};
  return envelope.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void Editor::saved(const std::string& path) {
  program_ = ProgramText(path, file_text(path));
  saved_ = edit_.text();
  on_disk_ = true;
}

void Editor::discard() {
  if (!changed()) return;
  edit_.select_all();
  edit_.type(saved_);
  edit_.put(0, false);
  marks_.clear();
}

void Editor::restore(const std::string& file_text) {
  const ProgramText kept(program_.file(), file_text);
  if (kept.in_json() != program_.in_json()) {
    // The one cannot be put into the other: then the text as a whole is edited.
    program_ = kept;
  }
  edit_.select_all();
  edit_.type(kept.edited());
  edit_.put(0, false);
}

void Editor::set_problems(const Diagnostics& problems, std::optional<size_t> but_line) {
  marks_.clear();
  for (const Diagnostic& problem : problems) {
    const auto place = program_.place_in(edit_.text(), problem.line, problem.column);
    if (!place || but_line == place->line) continue;
    marks_.push_back({place->line, static_cast<int>(place->column) + 1, problem.message + (problem.hint.empty() ? "" : ": " + problem.hint)});
  }
}

void Editor::follow_change(size_t lines_before, size_t caret_line) {
  const size_t now = edit_.line_count(), line = edit_.line_of(edit_.caret());
  const auto by = static_cast<ptrdiff_t>(now) - static_cast<ptrdiff_t>(lines_before);
  const size_t first = std::min(caret_line, line), last = std::max(caret_line, by < 0 ? first + static_cast<size_t>(-by) : first);
  std::erase_if(marks_, [&](const EditorMark& mark) { return mark.line >= first && mark.line <= last; });
  for (EditorMark& mark : marks_)
    if (mark.line > last) mark.line = static_cast<size_t>(static_cast<ptrdiff_t>(mark.line) + by);
}

void Editor::go_to_mark(const Diagnostic& problem) {
  if (const auto place = program_.place_in(edit_.text(), problem.line, problem.column)) edit_.put_at(place->line, place->column);
}

std::string new_program() {
  return "package main\n"
         "\n"
         "import \"sync\"\n"
         "\n"
         "func main() {\n"
         "\tvar wg sync.WaitGroup\n"
         "\twg.Add(2)\n"
         "\tfor range 2 {\n"
         "\t\tgo func() {\n"
         "\t\t\tdefer wg.Done()\n"
         "\t\t}()\n"
         "\t}\n"
         "\twg.Wait()\n"
         "}\n";
}

}  // namespace wgscope::model
