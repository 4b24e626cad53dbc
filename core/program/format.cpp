#include "core/program/format.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/program/number_text.h"
#include "core/program/unicode.h"

namespace wgscope::program {

namespace {

// Go's limit for widths and precisions.
constexpr int kMostWidth = 1'000'000;

struct Flags {
  bool plus = false, minus = false, sharp = false, space = false, zero = false;
  bool go_syntax = false;                // %#v
  bool details = false;                  // %+v
  std::optional<int> width, precision;
};

struct Value {
  TypeId type;
  Kind kind = Kind::none;
  uint64_t payload = 0;
};

bool is_signed(Kind kind) { return kind == Kind::int_ || kind == Kind::int32 || kind == Kind::int64; }
bool is_unsigned(Kind kind) { return kind == Kind::uint32 || kind == Kind::uint64; }

// Prints one value under one verb; everything that fmt's printer does behind printArg.
class Printer {
 public:
  Printer(const Program& program, const Pool& pool, std::string& out) : program_(program), pool_(pool), out_(out) {}

  Flags flags;

  Value value_of(uint64_t any) const {
    const TypeId type = pool_.type_of(any);
    const Kind kind = type == kTypeNone ? Kind::none : type == kTypeRuntimeError || type == kTypePanicNil ? Kind::string : program_.types[type.value].kind;
    return {type, kind, pool_.payload_of(any)};
  }
  const std::string& type_name(const Value& value) const { return program_.types[value.type.value].name; }

  void print(const Value& value, uint32_t verb) {
    if (value.type == kTypeNone) {
      if (verb == 'T' || verb == 'v') pad("<nil>"); else bad_verb(value, verb);
    } else if (verb == 'T') {
      pad(truncated(type_name(value)));
    } else if (verb == 'p') {
      if (value.kind == Kind::function || value.kind == Kind::pointer) hex64(address_of(value), !flags.sharp); else bad_verb(value, verb);
    } else if (!print_by_method(value, verb)) {
      print_by_kind(value, verb);
    }
  }

 private:
  // Error and String, which fmt asks for the verbs that are valid for strings.
  bool print_by_method(const Value& value, uint32_t verb) {
    if (in_bad_verb_ || flags.go_syntax) return false;
    if (verb != 'v' && verb != 's' && verb != 'x' && verb != 'X' && verb != 'q') return false;
    if (value.type == kTypeDuration) {
      print_string(value, duration_text(static_cast<int64_t>(value.payload)), verb);
      return true;
    }
    if (value.type != kTypeRuntimeError && value.type != kTypePanicNil) return false;
    print_string(value, pool_.text(value.payload), verb);
    return true;
  }

  void print_by_kind(const Value& value, uint32_t verb) {
    if (value.kind == Kind::boolean) {
      if (verb == 't' || verb == 'v') pad(value.payload != 0 ? "true" : "false"); else bad_verb(value, verb);
    } else if (is_signed(value.kind) || is_unsigned(value.kind)) {
      print_integer(value, verb);
    } else if (value.kind == Kind::float64) {
      print_float(value, verb);
    } else if (value.kind == Kind::string) {
      std::string_view text = pool_.text(value.payload);
      // The value under a run-time error is its text without what its Error puts in front.
      if (constexpr std::string_view kPrefix = "runtime error: "; value.type == kTypeRuntimeError && text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
      print_string(value, text, verb);
    } else {
      print_pointer(value, verb);
    }
  }

  void bad_verb(const Value& value, uint32_t verb) {
    const bool outer = in_bad_verb_;
    in_bad_verb_ = true;
    out_ += "%!" + utf8(verb) + "(";
    if (value.type == kTypeNone) {
      out_ += "<nil>";
    } else {
      out_ += type_name(value) + "=";
      print(value, 'v');
    }
    out_ += ")";
    in_bad_verb_ = outer;
  }

  void print_string(const Value& value, std::string_view text, uint32_t verb) {
    switch (verb) {
      case 'v':
        if (flags.go_syntax) quote(text); else pad(truncated(text));
        break;
      case 's': pad(truncated(text)); break;
      case 'x': hex_bytes(text, "0123456789abcdefx"); break;
      case 'X': hex_bytes(text, "0123456789ABCDEFX"); break;
      case 'q': quote(text); break;
      default: bad_verb(value, verb);
    }
  }

  void quote(std::string_view text) {
    text = truncated(text);
    if (flags.sharp && can_be_backquoted(text)) pad("`" + std::string(text) + "`"); else pad(quoted(text, flags.plus));
  }

  void hex_bytes(std::string_view text, std::string_view digits) {
    if (flags.precision) text = text.substr(0, static_cast<size_t>(*flags.precision));
    std::string hex;
    for (size_t i = 0; i < text.size(); ++i) {
      if (i > 0 && flags.space) hex += ' ';
      if (flags.sharp && (i == 0 || flags.space)) hex.append({'0', digits[16]});
      const auto byte = static_cast<unsigned char>(text[i]);
      hex.append({digits[byte >> 4], digits[byte & 15]});
    }
    pad(hex);
  }

  void print_integer(const Value& value, uint32_t verb) {
    const uint64_t bits = value.payload;
    const bool with_sign = is_signed(value.kind);
    switch (verb) {
      case 'v':
        if (flags.go_syntax && !with_sign) hex64(bits, true); else integer(bits, 10, with_sign, verb);
        break;
      case 'd': integer(bits, 10, with_sign, verb); break;
      case 'b': integer(bits, 2, with_sign, verb); break;
      case 'o':
      case 'O': integer(bits, 8, with_sign, verb); break;
      case 'x':
      case 'X': integer(bits, 16, with_sign, verb); break;
      case 'c': pad(utf8(bits)); break;
      case 'q': pad(quoted_character(bits, flags.plus)); break;
      case 'U': unicode(bits); break;
      default: bad_verb(value, verb);
    }
  }

  void integer(uint64_t bits, unsigned base, bool with_sign, uint32_t verb) {
    const bool negative = with_sign && static_cast<int64_t>(bits) < 0;
    if (negative) bits = 0 - bits;
    int least = 0;   // digits
    if (flags.precision) {
      least = *flags.precision;
      if (least == 0 && bits == 0) {
        out_.append(static_cast<size_t>(flags.width.value_or(0)), ' ');
        return;
      }
    } else if (flags.zero && !flags.minus && flags.width) {
      least = *flags.width - (negative || flags.plus || flags.space ? 1 : 0);
    }
    const std::string_view digits = verb == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string text;   // backwards
    do text += digits[bits % base];
    while ((bits /= base) != 0);
    if (const auto wanted = static_cast<size_t>(std::max(least, 0)); text.size() < wanted) text.append(wanted - text.size(), '0');
    if (flags.sharp && base == 2) text += "b0";
    if (flags.sharp && base == 8 && text.back() != '0') text += '0';
    if (flags.sharp && base == 16) text += verb == 'X' ? "X0" : "x0";
    if (verb == 'O') text += "o0";
    if (negative) text += '-'; else if (flags.plus) text += '+'; else if (flags.space) text += ' ';
    std::reverse(text.begin(), text.end());
    pad(text, false);
  }

  void hex64(uint64_t bits, bool prefix) {
    const bool sharp = flags.sharp;
    flags.sharp = prefix;
    integer(bits, 16, false, 'v');
    flags.sharp = sharp;
  }

  void unicode(uint64_t bits) {
    std::string digits;
    for (uint64_t rest = bits; digits.empty() || rest != 0; rest >>= 4) digits.insert(digits.begin(), "0123456789ABCDEF"[rest & 15]);
    const auto least = static_cast<size_t>(std::max(4, flags.precision.value_or(4)));
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    std::string text = "U+" + digits;
    if (flags.sharp && bits <= 0x10ffff && is_printable(static_cast<uint32_t>(bits))) text += " '" + utf8(bits) + "'";
    pad(text, false);
  }

  void print_float(const Value& value, uint32_t verb) {
    switch (verb) {
      case 'v': real(value, 'g', -1); break;
      case 'b': case 'g': case 'G': case 'x': case 'X': real(value, static_cast<char>(verb), -1); break;
      case 'f': case 'e': case 'E': case 'F': real(value, static_cast<char>(verb), 6); break;
      default: bad_verb(value, verb);
    }
  }

  void real(const Value& value, char verb, int precision) {
    if (flags.precision) precision = *flags.precision;
    std::string text = float_text(std::bit_cast<double>(value.payload), verb, precision);
    if (text[0] != '-' && text[0] != '+') text.insert(text.begin(), '+');
    if (flags.space && text[0] == '+' && !flags.plus) text[0] = ' ';
    if (text[1] == 'I' || text[1] == 'N') {
      if (text[1] == 'N' && !flags.space && !flags.plus) text.erase(0, 1);
      pad(text, false);
      return;
    }
    if (flags.sharp && verb != 'b') keep_point_and_zeros(text, verb, precision);
    if (!flags.plus && text[0] == '+') {
      pad(std::string_view(text).substr(1));
    } else if (const auto width = static_cast<size_t>(flags.width.value_or(0)); flags.zero && !flags.minus && width > text.size()) {
      out_ += text[0];   // the sign stands before the zeros
      out_.append(width - text.size(), '0').append(text, 1);
    } else {
      pad(text);
    }
  }

  // %#g and its kin: a decimal point always, and the zeros that %g leaves out.
  static void keep_point_and_zeros(std::string& text, char verb, int precision) {
    const bool hex = verb == 'x' || verb == 'X';
    int missing = verb == 'g' || verb == 'G' || verb == 'x' ? (precision == -1 ? 6 : precision) : 0;
    const size_t tail_at = text.find_first_of(hex ? "pP" : "eE");
    const std::string tail = tail_at == std::string::npos ? "" : text.substr(tail_at);
    text.resize(text.size() - tail.size());
    bool significant = false;
    for (const char c : std::string_view(text).substr(1)) {
      if (c == '.') continue;
      significant = significant || c != '0';
      if (significant) --missing;
    }
    if (text.find('.') == std::string::npos) {
      if (text.size() == 2 && text[1] == '0') --missing;
      text += '.';
    }
    if (missing > 0) text.append(static_cast<size_t>(missing), '0');
    text += tail;
  }

  void print_pointer(const Value& value, uint32_t verb) {
    const uint64_t address = address_of(value);
    switch (verb) {
      case 'v':
        if (flags.go_syntax) {
          out_ += "(" + type_name(value) + ")(";
          if (address == 0) out_ += "nil"; else hex64(address, true);
          out_ += ")";
        } else if (address == 0) {
          pad("<nil>");
        } else {
          hex64(address, !flags.sharp);
        }
        break;
      case 'b': integer(address, 2, false, verb); break;
      case 'o': integer(address, 8, false, verb); break;
      case 'd': integer(address, 10, false, verb); break;
      case 'x': case 'X': integer(address, 16, false, verb); break;
      default: bad_verb(value, verb);
    }
  }

  uint64_t address_of(const Value& value) const {
    if (value.payload == 0) return 0;
    if (is_tuple(value.payload)) return 0x480000 + pool_.parts(value.payload)[0] * 0x40;   // a function: where its code would be
    return 0xc000000000 + (uint64_t{creator_of(value.payload).value} << 20) + uint64_t{serial_of(value.payload)} * 0x10;
  }

  std::string_view truncated(std::string_view text) const {
    if (!flags.precision) return text;
    size_t bytes = 0;
    for (int left = *flags.precision; left > 0 && bytes < text.size(); --left) bytes += utf8_at(text, bytes).bytes;
    return text.substr(0, bytes);
  }

  void pad(std::string_view text, bool may_zero = true) {
    const size_t width = static_cast<size_t>(flags.width.value_or(0)), length = width > 0 ? utf8_length(text) : 0;
    const std::string padding(width > length ? width - length : 0, may_zero && flags.zero && !flags.minus ? '0' : ' ');
    if (flags.minus) out_.append(text).append(padding); else out_.append(padding).append(text);
  }

  const Program& program_;
  const Pool& pool_;
  std::string& out_;
  bool in_bad_verb_ = false;
};

// Printf's walk over its format.
class Format {
 public:
  Format(const Program& program, const Pool& pool, std::string_view format, std::span<const uint64_t> values)
      : printer_(program, pool, out_), format_(format), values_(values) {}

  std::string run() {
    while (at_ < format_.size()) {
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
    for (size_t i = next_; i < values_.size(); ++i) {
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
  for (size_t i = 0; i < values.size(); ++i) {
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
    case Kind::float64: return runtime_float_text(std::bit_cast<double>(value.payload));
    case Kind::function:
    case Kind::pointer:
      out = "(" + printer.type_name(value) + ") ";
      if (value.payload == 0) return out + "0x0";
      printer.print(value, 'v');
      return out;
    default: break;
  }
  printer.print(value, 'v');
  // The runtime keeps the lines of a text together by indenting them.
  for (size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at + 2)) out.insert(at + 1, 1, '\t');
  return out;
}

}  // namespace wgscope::program
