#include "core/program/library/value_printer.h"

#include <algorithm>
#include <bit>

#include "core/base/duration_text.h"
#include "core/base/go_quote.h"
#include "core/base/utf8.h"
#include "core/program/library/number_text.h"

namespace wgscope::program {

namespace {

// %#g and its kin: a decimal point always, and the zeros that %g leaves out.
void keep_point_and_zeros(std::string& text, char verb, int precision) {
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

}  // namespace

Value Printer::value_of(uint64_t any) const {
  const TypeId type = pool_.type_of(any);
  const Kind kind = type == kTypeNone ? Kind::none : type == kTypeRuntimeError || type == kTypePanicNil ? Kind::string : program_.types[type.value].kind;
  return {type, kind, pool_.payload_of(any)};
}

void Printer::print(const Value& value, uint32_t verb) {
  if (value.type == kTypeNone) {
    if (verb == 'T' || verb == 'v') pad("<nil>"); else bad_verb(value, verb);
  } else if (verb == 'T') {
    pad(truncated(type_name(value)));
  } else if (verb == 'p') {
    if (value.kind == Kind::function || value.kind == Kind::pointer || value.kind == Kind::channel) hex64(address_of(value), !flags.sharp); else bad_verb(value, verb);
  } else if (!print_by_method(value, verb)) {
    print_by_kind(value, verb);
  }
}

// Error and String, which fmt asks for the verbs that are valid for strings.
bool Printer::print_by_method(const Value& value, uint32_t verb) {
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

void Printer::print_by_kind(const Value& value, uint32_t verb) {
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
  } else if (value.kind == Kind::structure && type_name(value) == kTimeType) {
    print_string(value, kStandingClock, verb == 'v' ? 's' : verb);
  } else if (value.kind == Kind::structure) {
    out_ += flags.go_syntax ? type_name(value) + "{}" : "{}";
  } else {
    print_pointer(value, verb);
  }
}

void Printer::bad_verb(const Value& value, uint32_t verb) {
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

void Printer::print_string(const Value& value, std::string_view text, uint32_t verb) {
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

void Printer::quote(std::string_view text) {
  text = truncated(text);
  if (flags.sharp && can_be_backquoted(text)) pad("`" + std::string(text) + "`"); else pad(quoted(text, flags.plus));
}

void Printer::hex_bytes(std::string_view text, std::string_view digits) {
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

void Printer::print_integer(const Value& value, uint32_t verb) {
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

void Printer::integer(uint64_t bits, unsigned base, bool with_sign, uint32_t verb) {
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

void Printer::hex64(uint64_t bits, bool prefix) {
  const bool sharp = flags.sharp;
  flags.sharp = prefix;
  integer(bits, 16, false, 'v');
  flags.sharp = sharp;
}

void Printer::unicode(uint64_t bits) {
  std::string digits;
  for (uint64_t rest = bits; digits.empty() || rest != 0; rest >>= 4) digits.insert(digits.begin(), "0123456789ABCDEF"[rest & 15]);
  const auto least = static_cast<size_t>(std::max(4, flags.precision.value_or(4)));
  if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
  std::string text = "U+" + digits;
  if (flags.sharp && bits <= 0x10ffff && is_printable(static_cast<uint32_t>(bits))) text += " '" + utf8(bits) + "'";
  pad(text, false);
}

void Printer::print_float(const Value& value, uint32_t verb) {
  switch (verb) {
    case 'v': real(value, 'g', -1); break;
    case 'b': case 'g': case 'G': case 'x': case 'X': real(value, static_cast<char>(verb), -1); break;
    case 'f': case 'e': case 'E': case 'F': real(value, static_cast<char>(verb), 6); break;
    default: bad_verb(value, verb);
  }
}

void Printer::real(const Value& value, char verb, int precision) {
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

void Printer::print_pointer(const Value& value, uint32_t verb) {
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

uint64_t Printer::address_of(const Value& value) const {
  if (value.payload == 0) return 0;
  if (is_tuple(value.payload)) return 0x480000 + pool_.parts(value.payload)[0] * 0x40;   // a function: where its code would be
  return 0xc000000000 + (uint64_t{creator_of(value.payload).value} << 20) + uint64_t{serial_of(value.payload)} * 0x10;
}

std::string_view Printer::truncated(std::string_view text) const {
  if (!flags.precision) return text;
  size_t bytes = 0;
  for (int left = *flags.precision; left > 0 && bytes < text.size(); --left) bytes += utf8_at(text, bytes).bytes;
  return text.substr(0, bytes);
}

void Printer::pad(std::string_view text, bool may_zero) {
  const size_t width = static_cast<size_t>(flags.width.value_or(0)), length = width > 0 ? utf8_length(text) : 0;
  const std::string padding(width > length ? width - length : 0, may_zero && flags.zero && !flags.minus ? '0' : ' ');
  if (flags.minus) out_.append(text).append(padding); else out_.append(padding).append(text);
}

}  // namespace wgscope::program
