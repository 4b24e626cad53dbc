#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <vector>

#include "core/program/compile.h"

namespace wgscope::fuzz {

namespace {

// What programs of the subset are made of, so that a mutation can bring in what a text lacks.
constexpr std::string_view kWords[] = {"wg.Add(1)", "wg.Add(-1)", "wg.Done()", "wg.Wait()", "defer ", "go ", "x++", "x = 2", "panic(x)", "panic(nil)", "recover()", "return", "break", "continue",
                                       "if x > 0 {", "}", "for i := range 3 {", "for {", "runtime.Gosched()", "runtime.Goexit()", "time.Sleep(1)", "fmt.Println(x)", "0", "1", "-1", "3", "&", "*",
                                       "func() {", "}()", "wg.Go(func() {", "})", "a.Load()", "a.Add(1)", "a.CompareAndSwap(0, 1)", "var wg sync.WaitGroup", "x := 1", "_ = x", "nil", "true"};

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

// Words, numbers, strings, single symbols, and each run of blanks.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (in_word(text[at])) {
      while (end < text.size() && in_word(text[end])) ++end;
    } else if (text[at] == '"') {
      while (end < text.size() && text[end] != '"' && text[end] != '\n') ++end;
      end = std::min(end + 1, text.size());
    } else if (text[at] == ' ' || text[at] == '\t') {
      while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    }
    tokens.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

void change(std::vector<std::string>& parts, bool lines, std::mt19937_64& random) {
  const auto below = [&](size_t bound) { return static_cast<size_t>(random() % bound); };
  const auto place = [&](size_t i) { return parts.begin() + static_cast<std::ptrdiff_t>(i); };
  const auto word = [&] { return std::string(kWords[below(std::size(kWords))]) + (lines ? "\n" : ""); };
  if (parts.empty()) return parts.push_back(word());
  const size_t at = below(parts.size()), other = below(parts.size());
  switch (below(6)) {
    case 0: parts.erase(place(at)); break;
    case 1: parts.insert(place(at), std::string(parts[at])); break;
    case 2: std::swap(parts[at], parts[other]); break;
    case 3: parts[at] = parts[other]; break;
    case 4: parts.insert(place(at), word()); break;
    default: parts[at] = word(); break;
  }
}

}  // namespace

std::string mutate(std::string_view text, std::mt19937_64& random) {
  const bool lines = random() % 2 == 0;
  std::vector<std::string> parts = lines ? lines_of(text) : tokens_of(text);
  for (uint64_t changes = 1 + random() % 4; changes > 0; --changes) change(parts, lines, random);
  std::string mutated;
  for (const std::string& part : parts) mutated += part;
  return mutated;
}

std::string mutate_until_it_compiles(std::string_view text, std::mt19937_64& random, int times) {
  for (int i = 0; i < times; ++i) {
    program::Source source;
    source.file = "x.go";
    source.text = mutate(text, random);
    if (program::compile(source).ok()) return source.text;
  }
  return std::string(text);
}

}  // namespace wgscope::fuzz
