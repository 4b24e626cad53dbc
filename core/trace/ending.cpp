#include "core/trace/ending.h"

#include <ostream>
#include <vector>

#include "core/base/suggest.h"

namespace wgscope {
namespace {

// How Go prints it, which is not how an ending is written.
constexpr std::string_view kFatalError = "fatal error: ", kAsleep = "all goroutines are asleep - deadlock!";

}  // namespace

Ending Ending::panic(std::span<const std::string> values) {
  std::string text(kPanic);
  for (size_t i = 0; i < values.size(); ++i) text.append(i == 0 ? "" : " / ").append(values[i]);
  return {Kind::panic, std::move(text)};
}

std::optional<Ending> Ending::read(std::string_view text, std::string* hint) {
  static const std::vector<Ending> kWords = {exit(), deadlock(), livelock()};
  for (const Ending& word : kWords) {
    if (word.text_ == text) return word;
  }
  std::string right;
  const bool fatal_error = text.starts_with(kFatalError);
  if (const std::string_view words = text.substr(fatal_error ? kFatalError.size() : text.starts_with(kFatal) ? kFatal.size() : text.size()); words == kAsleep) {
    right = "write \"" + deadlock().text_ + "\"";
  } else if (fatal_error) {
    right = "write \"" + fatal(words).text_ + "\"";
  } else if (text.starts_with(kPanic)) {
    return Ending(Kind::panic, std::string(text));   // of panic(""): nothing behind the colon
  } else if (text.starts_with(kFatal) && text.size() > kFatal.size()) {
    return Ending(Kind::fatal, std::string(text));
  } else if (text.starts_with("panic") || text.starts_with("fatal")) {
    right = std::string("write \"").append(text.substr(0, 5)).append(": \" and the exact text that Go prints");
  } else {
    std::vector<std::string> words;
    for (const Ending& word : kWords) words.push_back(word.text_);
    const auto near = nearest(text, words);
    right = near ? "did you mean \"" + *near + "\"?" : "endings are \"exit\", \"deadlock\", \"livelock\", \"panic: …\" and \"fatal: …\"";
  }
  if (hint) *hint = std::move(right);
  return std::nullopt;
}

std::string_view Ending::words() const {
  const std::string_view text = text_;
  return is(Kind::panic) ? text.substr(kPanic.size()) : is(Kind::fatal) ? text.substr(kFatal.size()) : text;
}

std::string_view Ending::short_words() const {
  std::string_view rest = words();
  if (!is(Kind::panic)) return rest;
  for (const std::string_view package : {std::string_view("sync: WaitGroup "), std::string_view("sync: ")}) {
    if (rest.starts_with(package)) return rest.substr(package.size());
  }
  return rest;
}

std::ostream& operator<<(std::ostream& out, const Ending& ending) { return out << ending.text(); }

}  // namespace wgscope
