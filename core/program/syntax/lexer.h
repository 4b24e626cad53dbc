// Go text to tokens: semicolons put in as Go does, comments dropped, literals left as written.
//
// Not the place where literals get values (constant.h), nor where words get meaning (parser.h).
// Source: go.dev/ref/spec, Lexical elements.
#pragma once

#include <string_view>
#include <vector>

#include "core/program/syntax/messages.h"
#include "core/program/syntax/token.h"

namespace wgscope::program {

// The tokens of `text`, eof last. What cannot be read is reported and left out. The tokens point into `text`.
std::vector<Token> read_tokens(std::string_view text, Messages& messages);

bool is_keyword(std::string_view word);

}  // namespace wgscope::program
