#include "core/program/hints.h"

#include <utility>

namespace wgscope::program {

namespace {

// `unexpected name x, expected {`: what was not expected is not what is missing.
std::string_view without_unexpected(std::string_view message) {
  constexpr std::string_view kStart = "syntax error: unexpected ";
  if (!message.starts_with(kStart)) return message;
  message.remove_prefix(kStart.size());
  const size_t expected = message.find(", expected");
  return expected != std::string_view::npos ? message.substr(expected) : message.substr(message.find(' ') == std::string_view::npos ? 0 : message.find(' '));
}

}  // namespace

std::string_view general_hint(std::string_view message) {
  message = without_unexpected(message);
  // The first whose words stand in the message.
  static constexpr std::pair<std::string_view, std::string_view> kHints[] = {
      // types and values
      {"cannot call non-function", "only functions can be called"},
      {"not enough arguments in call", "pass a value for each parameter"},
      {"too many arguments in call", "pass one value for each parameter"},
      {"not enough arguments for", "pass what is expected"},
      {"too many arguments for", "leave out the rest"},
      {"argument in conversion", "a conversion takes one value"},
      {"arguments in conversion", "a conversion takes one value"},
      {"not enough return values", "return a value for each result"},
      {"too many return values", "return one value for each result"},
      {"assignment mismatch", "as many on the left as on the right"},
      {"extra init expr", "as many on the left as on the right"},
      {"missing init expr", "give it a value"},
      {"used as value", "it gives none: call it on a line of its own"},
      {"in single-value context", "assign its values first: a, b := …"},
      {"(type) is not an expression", "convert a value: int(x), or declare a variable: var x int"},
      {"is not a type", "a type is needed here: int, string, *sync.WaitGroup, …"},
      {"cannot use _ as value", "_ only takes values: give it a name"},
      {"use of untyped nil", "nil needs a type: var p *int"},
      {"cannot use iota", "iota counts in const ( … )"},
      {"truncated", "a whole number is needed"},
      {"overflow", "use a wider type, or a smaller value"},
      {"not representable", "use a smaller value"},
      {"excessively large", "use a smaller value"},
      {"as uint", "the value must not be negative"},
      {"has no field or method", "it has none"},
      {"has no method", "it has none"},
      {"cannot refer to blank", "write a method's name"},
      {"invalid use of nil", "nil is no object"},
      {"composite literal type", "convert a value: int(x)"},
      {"cannot index", "there is nothing in it to index"},
      {"is not an interface", "its type is known: no assertion is needed"},
      {"outside type switch", "type switches are not supported here"},
      {"cannot assign to", "assign to a variable, or to what a pointer points to"},
      {"repeated on left side", "name each variable once"},
      {"non-name", "only names can be declared"},
      {"missing return", "add a return at the end"},
      // operators
      {"division by zero", "divide by something else"},
      {"can only be compared to nil", "write f == nil or f != nil"},
      {"not defined on nil", "give one side a type"},
      {"mismatched types", "both sides need the same type"},
      {"negative shift count", "shift the other way: >> or <<"},
      {"shift count", "a count of type int or uint is needed"},
      {"shifted operand", "shift an integer, and convert the result"},
      {"operator !", "! is for bools; write == 0"},
      {"not defined on", "the operator is for other types"},
      {"cannot be ordered", "min and max take numbers or strings"},
      {"for built-in len", "len takes a string here"},
      {"non-numeric type", "++ and -- are for numbers"},
      {"cannot convert", "convert a value of a type that is closer, or write a constant of that type"},
      {"cannot indirect", "* is for pointers"},
      {"non-channel", "channels are not supported here; use a sync.WaitGroup to wait"},
      {"invalid use of ...", "pass each value by itself"},
      // statements
      {"is not used", "assign it, or leave it out"},
      {"requires function call", "call a function"},
      {"discards result", "call a function that uses the result"},
      {"must not be parenthesized", "leave out the parentheses"},
      {"multiple defaults", "keep one of them"},
      {"final case", "leave it out: nothing comes after"},
      {"already defined", "choose another name"},
      {"defined and not used", "leave the label out"},
      {"break is not in a loop", "return leaves a function"},
      {"continue is not in a loop", "return leaves a function"},
      {"permits at most", "write for i := range n"},
      {"cannot use", "a value of that type is needed"},
      // syntax
      {"possibly missing comma or", "close the list, or separate its parts with commas"},
      {"expected expression", "a value is missing"},
      {"expected type", "a type is missing"},
      {"expected name or (", "write what comes behind the dot"},
      {"expected name", "a name is missing"},
      {"expected }", "close the block that is open with }"},
      {"expected {", "a block begins with {"},
      {"expected (", "parameters stand in ( and )"},
      {"expected )", "close it with )"},
      {"expected ]", "close it with ]"},
      {"expected :=", "one value is assigned with = or :="},
      {"expected case", "in a switch, statements stand below a case"},
      {"expected :", "a case ends with :"},
      {"expected semicolon", "a loop is: for init; condition; post { … }"},
      {"for loop condition", "write for { … } for an endless loop"},
      {"missing condition", "write if condition { … }"},
      {"at end of statement", "end the line, or put an operator between"},
      {"after top level declaration", "end the line"},
      {"else must be followed", "write else { … } or else if … { … }"},
      {"missing statement after label", "put the label in front of a loop"},
      {"cannot parenthesize", "leave out the parentheses"},
      {"as value", "put the statement on a line of its own"},
      {"invalid character", "remove it"},
      {"must separate", "write 1_000_000"},
      {"literal", "numbers are written like 42, 0x2a, 0b101, 0o52 or 1.5e3"},
      {"exponent", "write 1e9"},
      {"escape", "write \\\\ for a backslash, \\n, \\t, \\x41 or \\u00e9"},
  };
  for (const auto& [words, hint] : kHints) {
    if (message.find(words) != std::string_view::npos) return hint;
  }
  return {};
}

}  // namespace wgscope::program
