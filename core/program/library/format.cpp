// Printf's walk over its format, lists of values, and what a crash says of one; value_printer.h prints each value.
#include "core/program/library/format.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "core/base/go_quote.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/program/library/number_text.h"
#include "core/program/library/value_printer.h"

namespace wgscope::program {

namespace {

// Go's limit for widths and precisions.
constexpr int kMostWidth = 1'000'000;

// Longer than any text may become: what would follow need not be made any more.
bool too_long(const std::string& text) { return text.size() > limits::kStringBytes; }

// Printf's walk over its format.
class Format {
 public:
  Format(const Program& program, const Pool& pool, std::string_view format, std::span<const uint64_t> values)
      : printer_(program, pool, out_), format_(format), values_(values) {}

  std::string run() {
    while (at_ < format_.size() && !too_long(out_)) {
      const size_t percent = std::min(format_.find('%', at_), format_.size());
      out_.append(format_.substr(at_, percent - at_));
      at_ = percent + 1;
      if (percent < format_.size()) directive();
    }
    extra();
    return std::move(out_);
  }

 private:
  bool end() const { return at_ >= format_.size(); }
  char here() const { return format_[at_]; }

  void directive() {
    Flags& flags = printer_.flags = Flags{};
    good_index_ = true;
    after_index_ = false;
    for (; !end(); ++at_) {
      if (here() == '#') flags.sharp = true;
      else if (here() == '0') flags.zero = true;
      else if (here() == '+') flags.plus = true;
      else if (here() == '-') flags.minus = true;
      else if (here() == ' ') flags.space = true;
      else break;
    }
    index();
    width(flags);
    if (!end() && here() == '.') precision(flags);
    if (!after_index_) index();
    if (end()) {
      out_ += "%!(NOVERB)";
      return;
    }
    const Utf8Char verb = utf8_at(format_, at_);
    at_ += verb.bytes;
    print(flags, verb.value);
  }

  void print(Flags& flags, uint32_t verb) {
    if (verb == '%') {
      out_ += '%';
    } else if (!good_index_) {
      out_ += "%!" + utf8(verb) + "(BADINDEX)";
    } else if (next_ >= values_.size()) {
      out_ += "%!" + utf8(verb) + "(MISSING)";
    } else {
      if (verb == 'v') {
        flags.go_syntax = std::exchange(flags.sharp, false);
        flags.details = std::exchange(flags.plus, false);
      }
      printer_.print(printer_.value_of(values_[next_++]), verb);
    }
  }

  void width(Flags& flags) {
    if (end()) return;
    if (here() != '*') {
      flags.width = number(format_.size());
      if (after_index_ && flags.width) good_index_ = false;
      return;
    }
    ++at_;
    flags.width = from_value();
    if (!flags.width) out_ += "%!(BADWIDTH)";
    if (flags.width && *flags.width < 0) {
      flags.width = -*flags.width;
      flags.minus = true;
    }
    after_index_ = false;
  }

  void precision(Flags& flags) {
    ++at_;
    if (after_index_) good_index_ = false;
    index();
    if (!end() && here() == '*') {
      ++at_;
      flags.precision = from_value();
      if (flags.precision && *flags.precision < 0) flags.precision.reset();
      if (!flags.precision) out_ += "%!(BADPREC)";
      after_index_ = false;
      return;
    }
    flags.precision = number(format_.size());
    if (!flags.precision) flags.precision = 0;
  }

  // A number that is written out, up to `until`; one that is absurdly long swallows the rest of the format.
  std::optional<int> number(size_t until) {
    std::optional<int> value;
    for (; at_ < until && here() >= '0' && here() <= '9'; ++at_) {
      if (value.value_or(0) > kMostWidth) {
        at_ = until;
        return std::nullopt;
      }
      value = value.value_or(0) * 10 + (here() - '0');
    }
    return value;
  }

  // `*`: the next value is the number.
  std::optional<int> from_value() {
    if (next_ >= values_.size()) return std::nullopt;
    const Value value = printer_.value_of(values_[next_++]);
    if (!is_signed(value.kind) && !is_unsigned(value.kind)) return std::nullopt;
    const auto wide = static_cast<int64_t>(value.payload);
    if (wide > kMostWidth || wide < -kMostWidth) return std::nullopt;
    return static_cast<int>(wide);
  }

  // `[n]`: the n-th value is next.
  void index() {
    after_index_ = false;
    if (end() || here() != '[') return;
    reordered_ = true;
    const size_t open = at_, close = format_.find(']', at_);
    if (format_.size() - open < 3 || close == std::string_view::npos) {
      good_index_ = false;
      ++at_;
      return;
    }
    ++at_;
    const std::optional<int> n = number(close);
    const bool readable = n && at_ == close;
    at_ = close + 1;
    after_index_ = readable;
    if (readable && *n >= 1 && static_cast<size_t>(*n) <= values_.size()) next_ = static_cast<size_t>(*n) - 1; else good_index_ = false;
  }

  void extra() {
    if (reordered_ || next_ >= values_.size()) return;
    printer_.flags = Flags{};
    out_ += "%!(EXTRA ";
    for (size_t i = next_; i < values_.size() && !too_long(out_); ++i) {
      if (i > next_) out_ += ", ";
      const Value value = printer_.value_of(values_[i]);
      if (value.type != kTypeNone) out_ += printer_.type_name(value) + "=";
      printer_.print(value, 'v');
    }
    out_ += ")";
  }

  std::string out_;
  Printer printer_;
  const std::string_view format_;
  const std::span<const uint64_t> values_;
  size_t at_ = 0, next_ = 0;
  bool good_index_ = true, after_index_ = false, reordered_ = false;
};

}  // namespace

std::string format_text(const Program& program, const Pool& pool, std::string_view format, std::span<const uint64_t> values) {
  return Format(program, pool, format, values).run();
}

std::string line_text(const Program& program, const Pool& pool, std::span<const uint64_t> values) {
  std::string out;
  Printer printer(program, pool, out);
  for (size_t i = 0; i < values.size() && !too_long(out); ++i) {
    if (i > 0) out += ' ';
    printer.print(printer.value_of(values[i]), 'v');
  }
  return out + '\n';
}

std::string join_text(const Program& program, const Pool& pool, std::span<const uint64_t> values) {
  std::string out;
  Printer printer(program, pool, out);
  bool after_text = true;
  for (const uint64_t any : values) {
    if (too_long(out)) break;
    const Value value = printer.value_of(any);
    const bool text = value.kind == Kind::string && value.type != kTypePanicNil;
    if (!text && !after_text) out += ' ';
    printer.print(value, 'v');
    after_text = text;
  }
  return out;
}

std::string text_of_any(const Program& program, const Pool& pool, uint64_t value) { return join_text(program, pool, std::span(&value, 1)); }

std::string panic_text(const Program& program, const Pool& pool, uint64_t any) {
  std::string out;
  Printer printer(program, pool, out);
  const Value value = printer.value_of(any);
  switch (value.kind) {
    case Kind::float64: return float_text(std::bit_cast<double>(value.payload), 'g', -1);
    case Kind::function:
    case Kind::pointer:
    case Kind::channel:
    case Kind::structure:
      // Go prints the address, which is another in each run.
      return "(" + printer.type_name(value) + (value.payload == 0 && value.kind != Kind::structure ? ") 0x0" : ") 0x...");
    default: break;
  }
  printer.print(value, 'v');
  // The runtime keeps the lines of a text together by indenting them.
  std::string indented;
  for (const char c : out) {
    indented += c;
    if (c == '\n') indented += '\t';
  }
  return indented;
}

}  // namespace wgscope::program
