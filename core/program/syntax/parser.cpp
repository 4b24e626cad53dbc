// What every part of the parser uses, and the file as a whole.
#include "core/program/syntax/parser.h"

#include <algorithm>
#include <functional>

#include "core/program/syntax/parser_state.h"

namespace wgscope::program {

namespace {

// Statements begin with these: a good place to go on inside a function.
bool begins_statement(Tok kind) {
  switch (kind) {
    case Tok::break_: case Tok::const_: case Tok::continue_: case Tok::defer_: case Tok::fallthrough_: case Tok::for_: case Tok::go_:
    case Tok::goto_: case Tok::if_: case Tok::return_: case Tok::select_: case Tok::switch_: case Tok::type_: case Tok::var_: return true;
    default: return false;
  }
}

}  // namespace

std::string shown(const Token& token) {
  switch (token.kind) {
    case Tok::name: return "name " + std::string(token.text);
    case Tok::semicolon: case Tok::eof: return std::string(token.text);
    case Tok::int_literal: case Tok::float_literal: case Tok::imaginary_literal: case Tok::rune_literal: case Tok::string_literal: {
      std::string text = "literal " + std::string(token.text.substr(0, 60));
      return token.text.size() > 60 ? text + "…" : text;
    }
    case Tok::comma: return "comma";
    default: return is_keyword(token.kind) ? "keyword " + std::string(token.text) : std::string(token.text);
  }
}

namespace {

std::string misspelled_keyword(std::string_view word) {
  for (const std::string_view other : {"fun", "fn", "function", "def", "Func", "void", "funct", "fnuc"}) {
    if (word == other) return "a function begins with func";
  }
  return "statements stand in a function, such as func main() { … }";
}

bool begins_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

}  // namespace

void parse(const std::vector<Token>& tokens, Ast& ast, Messages& messages) { Parser(tokens, ast, messages).file(); }

bool Parser::got(Tok kind) {
  if (tok() != kind) return false;
  next();
  return true;
}

void Parser::want(Tok kind) {
  if (got(kind)) return;
  const std::string_view what = kind == Tok::semicolon ? "semicolon or newline" : kind == Tok::comma ? "comma" : kind == Tok::name ? "name" : spelling(kind);
  syntax_error("expected " + std::string(what), missing_hint(kind));
  advance({});
}

Name Parser::name() {
  if (tok() == Tok::name) {
    const Name name{token().text, pos(), nullptr};
    next();
    return name;
  }
  const Name name{"_", pos(), nullptr};
  syntax_error("expected name", is_keyword(tok()) ? std::string(token().text) + " is a keyword of Go" : missing_hint(Tok::name));
  advance({});
  return name;
}

std::string Parser::missing_hint(Tok kind) {
  switch (kind) {
    case Tok::name: return "a name is missing";
    case Tok::left_brace: return "a block begins with {";
    case Tok::right_brace: return "close the block that is open with }";
    case Tok::left_paren: return "parameters stand in ( and )";
    case Tok::right_paren: return "close it with )";
    case Tok::right_bracket: return "close it with ]";
    case Tok::define: return "one value is assigned with = or :=";
    case Tok::colon: return "a case ends with :";
    case Tok::semicolon: return "a loop is: for init; condition; post { … }";
    default: return "write " + std::string(spelling(kind)) + " here";
  }
}

void Parser::syntax_error_at(Pos at, std::string_view message, std::string hint) {
  if (given_up_ || unclosed_) return;
  std::string text = "syntax error: ";
  if (begins_with(message, "in ") || begins_with(message, "at ") || begins_with(message, "after ")) {
    text += "unexpected " + shown(token()) + " " + std::string(message);
  } else if (begins_with(message, "expected ")) {
    text += "unexpected " + shown(token()) + ", " + std::string(message);
  } else {
    text += message;
  }
  messages_.syntax_error(at, std::move(text), std::move(hint));
}

void Parser::refuse(Pos at, const std::string& what, const std::string& hint) {
  if (quiet_ == 0 && !given_up_) messages_.refuse(at, what, hint);
}

void Parser::skip_token() {
  if (tok() == Tok::name) ast_.skipped_names.push_back(token().text);
  next();
}

void Parser::advance(std::initializer_list<Tok> follow) {
  if (follow.size() == 0) {
    // Go skips any token here; these are worth keeping.
    const bool first_on_line = at_ == 0 || tokens_[at_ - 1].pos.line != pos().line;
    const bool keep = tok() == Tok::semicolon || tok() == Tok::right_brace || tok() == Tok::left_brace || (is_keyword(tok()) && first_on_line);
    if (!keep) skip_token();
    return;
  }
  while (tok() != Tok::eof) {
    if (std::find(follow.begin(), follow.end(), tok()) != follow.end()) return;
    if (in_function_ > 0 && begins_statement(tok())) return;
    skip_token();
  }
}

// Past whatever it is, blocks as a whole.
void Parser::next_declaration() {
  for (;;) {
    switch (tok()) {
      case Tok::import_: case Tok::const_: case Tok::type_: case Tok::var_: case Tok::func_: case Tok::eof: return;
      case Tok::left_brace: skip_brackets(); break;
      default: skip_token();
    }
  }
}

void Parser::skip_brackets() {
  int depth = 0;
  do {
    switch (tok()) {
      case Tok::left_paren: case Tok::left_bracket: case Tok::left_brace: ++depth; break;
      case Tok::right_paren: case Tok::right_bracket: case Tok::right_brace: --depth; break;
      case Tok::eof: return;
      default: break;
    }
    skip_token();
  } while (depth > 0);
}

void Parser::give_up(const std::string& message, const std::string& hint) {
  if (!given_up_) messages_.error(pos(), message, hint);
  given_up_ = ast_.gave_up = true;
  while (tok() != Tok::eof) skip_token();
}

Expr* Parser::expr_node(ExprKind kind, Pos pos) {
  Expr& expr = ast_.exprs.emplace_back();
  expr.kind = kind;
  expr.pos = expr.own = pos;
  return &expr;
}

Stmt* Parser::stmt_node(StmtKind kind, Pos pos) {
  Stmt& stmt = ast_.stmts.emplace_back();
  stmt.kind = kind;
  stmt.pos = stmt.own = pos;
  return &stmt;
}

Expr* Parser::grown(Expr* expr) {
  int height = 0;
  if (expr->x) height = std::max<int>(height, expr->x->height);
  if (expr->y) height = std::max<int>(height, expr->y->height);
  if (expr->list) {
    for (const Expr* part : *expr->list) height = std::max<int>(height, part->height);
  }
  if (height >= kMostNesting) {
    give_up("expression nested too deeply", "at most " + std::to_string(kMostNesting) + " levels; use variables for its parts");
    return expr_node(ExprKind::bad, expr->pos);
  }
  expr->height = static_cast<uint16_t>(height + 1);
  return expr;
}

void Parser::file() {
  if (tok() == Tok::package_) {
    next();
    ast_.package_pos = pos();
    const bool named = tok() == Tok::name;
    ast_.package = name().text;
    if (named) want(Tok::semicolon);
    else advance({Tok::semicolon});
    got(Tok::semicolon);
  }
  bool declared = false;
  while (tok() != Tok::eof) {
    const Tok first = tok();
    const Pos start = pos();
    if (first == Tok::import_ && declared) syntax_error("imports must appear before other declarations", "move it to the top");
    declared |= first != Tok::import_ && first != Tok::semicolon;
    switch (first) {
      case Tok::semicolon: next(); continue;
      case Tok::import_: next(); import_group(); break;
      case Tok::var_: next(); group([&](int64_t) { variable_decl(ast_.top); }); break;
      case Tok::const_: next(); constants(ast_.top); break;
      case Tok::type_: next(); types(); break;
      case Tok::func_: next(); function_decl(); break;
      case Tok::package_:
        syntax_error("package statement must be first", "move it to the top, or leave it out");
        advance({Tok::semicolon});
        continue;
      default:
        if (first == Tok::left_brace && !ast_.top.empty() && ast_.top.back()->kind == DeclKind::function && !ast_.top.back()->function->body) {
          syntax_error("unexpected semicolon or newline before {", "put { at the end of the line before");
          ast_.top.back()->broken = true;
          skip_brackets();
        } else {
          const bool is_scenario = at_ == 0 && first == Tok::left_brace;
          syntax_error("non-declaration statement outside function body",
                       is_scenario ? "if this is a scenario, name the file .json" : misspelled_keyword(token().text));
          next_declaration();
        }
        continue;
    }
    if (unclosed_) {
      unclosed_ = false;
      continue;
    }
    if (tok() != Tok::eof && !got(Tok::semicolon)) {
      syntax_error("after top level declaration", "end the line");
      next_declaration();
    }
    if (pos() == start) skip_token();   // whatever it was, go on
  }
}

}  // namespace wgscope::program
