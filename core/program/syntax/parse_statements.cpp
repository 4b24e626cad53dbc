// Statements.
#include "core/program/syntax/parser_state.h"

namespace wgscope::program {

namespace {

// What somebody meant who wrote a statement with this word.
std::string hint_for(std::string_view word) {
  if (word == "while" || word == "until" || word == "loop" || word == "do") return "for is Go's only loop: for condition { … }";
  if (word == "let" || word == "auto" || word == "int" || word == "string" || word == "bool") return "declare with name := value";
  if (word == "try" || word == "catch") return "recover in a deferred function stops a panic";
  return {};
}

}  // namespace

Stmt* Parser::function_body() {
  ++in_function_;
  Stmt* body = block("");
  --in_function_;
  return body;
}

Stmt* Parser::block(std::string_view context) {
  const Nest nest(*this);
  Stmt* block = stmt_node(StmtKind::block, pos());
  if (!got(Tok::left_brace)) {
    syntax_error("expected { after " + std::string(context), "put { at the end of the line");
    advance({Tok::name, Tok::right_brace, Tok::left_brace});
    block->end = pos();
    if (got(Tok::right_brace)) return block;
    got(Tok::left_brace);
  }
  block->list = statements();
  block->end = pos();
  want(Tok::right_brace);
  return block;
}

std::vector<Stmt*> Parser::statements() {
  std::vector<Stmt*> list;
  while (tok() != Tok::eof && tok() != Tok::right_brace && tok() != Tok::case_ && tok() != Tok::default_) {
    const size_t before = at_;
    const size_t syntax_errors = messages_.syntax_lines().size();
    Stmt* one = statement();
    if (one) list.push_back(one);
    if (!got(Tok::semicolon) && tok() != Tok::right_brace) {
      if (!one && tok() == Tok::else_) {
        syntax_error("expected }", "} and else stand on one line: } else {");
        next();
        continue;
      }
      if (!one) syntax_error("expected }", tok() == Tok::inc_dec ? "++ and -- stand behind the variable: x" + std::string(token().text) : missing_hint(Tok::right_brace));
      else syntax_error("at end of statement", hint_at_end(before));
      advance({Tok::semicolon, Tok::left_brace, Tok::right_brace, Tok::case_, Tok::default_});
      got(Tok::semicolon);
    }
    if (one && messages_.syntax_lines().size() != syntax_errors) one->has_syntax_error = true;
    if (at_ == before && tok() != Tok::eof) skip_token();
  }
  return list;
}

// Why a statement that began at token `first` does not end here.
std::string Parser::hint_at_end(size_t first) const {
  const std::string_view before = tokens_[first].text;
  if (const std::string meant = hint_for(before); !meant.empty()) return meant;
  if (tok() == Tok::name && (token().text == "while" || token().text == "until")) return hint_for(token().text);
  if (tok() == Tok::assign && tokens_[at_ + 1].kind == Tok::gt) return "a function is written func(x int) int { return … }";
  if (tok() == Tok::assign || tok() == Tok::define) return "one assignment a statement";
  return "end the line, or put an operator between";
}

// Go reports this place, too, and then each of the functions that follow.
bool Parser::at_unclosed() {
  const bool function = tok() == Tok::func_ && tokens_[at_ + 1].kind == Tok::name;
  const bool never_here = function || tok() == Tok::import_ || tok() == Tok::package_;
  if (!never_here || pos().column != 1 || in_function_ == 0 || braces_open_ <= 0) return false;
  const std::string hint = "a } is missing before it: the function that begins in line " + std::to_string(function_line_) + " is still open";
  if (function) messages_.syntax_error(tokens_[at_ + 1].pos, "syntax error: unexpected " + shown(tokens_[at_ + 1]) + ", expected (", hint);
  else syntax_error("expected }", hint);
  unclosed_ = true;
  return true;
}

Stmt* Parser::statement() {
  if (at_unclosed()) return nullptr;
  const Nest nest(*this);
  const Pos start = pos();
  switch (tok()) {
    case Tok::name: case Tok::int_literal: case Tok::float_literal: case Tok::imaginary_literal: case Tok::rune_literal: case Tok::string_literal:
    case Tok::func_: case Tok::left_paren: case Tok::left_bracket: case Tok::struct_: case Tok::map_: case Tok::chan_: case Tok::interface_:
    case Tok::arrow: case Tok::plus: case Tok::minus: case Tok::star: case Tok::amp: case Tok::caret: case Tok::not_: case Tok::tilde:
      return labeled_or_simple();
    case Tok::var_: case Tok::const_: case Tok::type_: return declaration();
    case Tok::left_brace: return block("");
    case Tok::for_: return for_statement();
    case Tok::switch_: return switch_statement();
    case Tok::select_: return select_statement();
    case Tok::if_: return if_statement();
    case Tok::fallthrough_: next(); return stmt_node(StmtKind::fallthrough_, start);
    case Tok::break_: case Tok::continue_: {
      Stmt* stmt = stmt_node(tok() == Tok::break_ ? StmtKind::break_ : StmtKind::continue_, start);
      next();
      if (tok() == Tok::name) {
        stmt->label = token().text;
        stmt->own = pos();
        next();
      }
      return stmt;
    }
    case Tok::go_: case Tok::defer_: return call_statement();
    case Tok::goto_:
      refuse(start, "goto is", "use for, break and continue");
      next();
      if (tok() == Tok::name) skip_token();
      return stmt_node(StmtKind::bad, start);
    case Tok::return_: {
      Stmt* stmt = stmt_node(StmtKind::return_, start);
      next();
      if (tok() != Tok::semicolon && tok() != Tok::right_brace) stmt->rhs = expr_list();
      return stmt;
    }
    case Tok::semicolon: return stmt_node(StmtKind::empty, start);
    default: return nullptr;
  }
}

Stmt* Parser::labeled_or_simple() {
  const Pos start = pos();
  if (tok() == Tok::name && tokens_[at_ + 1].kind == Tok::colon) {
    Stmt* stmt = stmt_node(StmtKind::labeled, start);
    stmt->label = token().text;
    next();
    next();
    if (tok() == Tok::right_brace) {
      stmt->body = stmt_node(StmtKind::empty, pos());
      return stmt;
    }
    stmt->body = statement();
    if (!stmt->body) {
      syntax_error("missing statement after label", "put the label in front of a loop");
      stmt->body = stmt_node(StmtKind::empty, pos());
    }
    return stmt;
  }
  return simple_statement(false);
}

Stmt* Parser::range_clause(std::vector<Expr*> lhs, Pos start, bool defines) {
  Stmt* stmt = stmt_node(StmtKind::range, start);
  stmt->own = pos();
  next();
  stmt->lhs = std::move(lhs);
  stmt->defines = defines;
  stmt->rhs = {expression()};
  return stmt;
}

Stmt* Parser::simple_statement(bool range_ok) {
  const Pos start = pos();
  if (range_ok && tok() == Tok::range_) return range_clause({}, start, false);
  std::vector<Expr*> lhs = expr_list();
  const Pos own = pos();
  if (tok() == Tok::assign || tok() == Tok::define) {
    const bool defines = tok() == Tok::define;
    next();
    if (range_ok && tok() == Tok::range_) return range_clause(std::move(lhs), start, defines);
    Stmt* stmt = stmt_node(defines ? StmtKind::define : StmtKind::assign, start);
    stmt->own = own;
    stmt->lhs = std::move(lhs);
    stmt->rhs = expr_list();
    return stmt;
  }
  if (lhs.size() > 1) {
    syntax_error("expected := or = or comma", "one value is assigned with = or :=");
    advance({Tok::semicolon, Tok::right_brace});
    Stmt* stmt = stmt_node(StmtKind::bad, start);
    stmt->lhs = std::move(lhs);
    return stmt;
  }
  Stmt* stmt = stmt_node(StmtKind::expression, start);
  stmt->own = own;
  switch (tok()) {
    case Tok::assign_op:
      stmt->kind = StmtKind::assign_op;
      stmt->op = token().op;
      next();
      stmt->lhs = lhs;
      stmt->rhs = {expression()};
      return stmt;
    case Tok::inc_dec:
      stmt->kind = StmtKind::assign_op;
      stmt->op = token().op;
      next();
      stmt->lhs = lhs;
      return stmt;
    case Tok::arrow:
      stmt->kind = StmtKind::send;
      next();
      stmt->lhs = lhs;
      stmt->rhs = {expression()};
      return stmt;
    default:
      stmt->rhs = lhs;
      return stmt;
  }
}

Stmt* Parser::declaration() {
  Stmt* stmt = stmt_node(StmtKind::declaration, pos());
  const Tok kind = tok();
  next();
  if (kind == Tok::var_) group([&](int64_t) { variable_decl(stmt->decls); });
  else if (kind == Tok::const_) constants(stmt->decls);
  else types();
  return stmt;
}

Stmt* Parser::call_statement() {
  const bool is_go = tok() == Tok::go_;
  Stmt* stmt = stmt_node(is_go ? StmtKind::go : StmtKind::defer, pos());
  next();
  Expr* call = tok() == Tok::semicolon ? operand() : unary();
  if (call->kind == ExprKind::paren) {
    if (!given_up_) messages_.error(call->pos, std::string("expression in ") + (is_go ? "go" : "defer") + " must not be parenthesized", "leave out the parentheses");
    call = bare(call);
  }
  stmt->rhs = {call};
  return stmt;
}

Stmt* Parser::if_statement() {
  const Nest nest(*this);
  Stmt* stmt = stmt_node(StmtKind::if_, pos());
  header(Tok::if_, stmt);
  stmt->body = block("if clause");
  if (got(Tok::else_)) {
    if (tok() == Tok::if_) {
      stmt->otherwise = if_statement();
    } else if (tok() == Tok::left_brace) {
      stmt->otherwise = block("");
    } else {
      syntax_error("else must be followed by if or statement block", "write else { … } or else if … { … }");
      advance({Tok::name, Tok::right_brace});
    }
  }
  return stmt;
}

Stmt* Parser::for_statement() {
  Stmt* stmt = stmt_node(StmtKind::for_, pos());
  header(Tok::for_, stmt);
  if (stmt->init && stmt->init->kind == StmtKind::range) {
    Stmt* range = stmt->init;
    range->pos = stmt->pos;
    stmt = range;
  }
  stmt->body = block("for clause");
  return stmt;
}

void Parser::header(Tok keyword, Stmt* stmt) {
  next();
  if (tok() == Tok::left_brace) {
    if (keyword == Tok::if_) {
      syntax_error("missing condition in if statement", "write if condition { … }");
      stmt->condition = bad_expr();
    }
    return;
  }
  const int level = expression_level_;
  expression_level_ = -1;
  Stmt* condition = nullptr;
  Pos semicolon;
  bool newline = false;
  if (tok() != Tok::semicolon) {
    if (got(Tok::var_)) {
      syntax_error("var declaration not allowed in " + std::string(spelling(keyword)) + " initializer", "write x := …");
    }
    stmt->init = simple_statement(keyword == Tok::for_);
    if (stmt->init->kind == StmtKind::range) {
      expression_level_ = level;
      return;
    }
  }
  if (tok() == Tok::left_brace) {
    condition = stmt->init;
    stmt->init = nullptr;
  } else {
    if (tok() == Tok::semicolon) {
      semicolon = pos();
      newline = token().text != "semicolon";
      next();
    } else {
      if (keyword == Tok::for_ && tok() == Tok::name && (token().text == "in" || token().text == "of")) {
        syntax_error("expected {", "write for i := range 3 { … }");
      } else {
        want(Tok::left_brace);
      }
      if (tok() != Tok::left_brace) advance({Tok::left_brace, Tok::right_brace});
    }
    if (keyword == Tok::for_) {
      if (tok() != Tok::semicolon) {
        if (tok() == Tok::left_brace) {
          syntax_error("expected for loop condition", "write for { … } for an endless loop");
        } else {
          condition = simple_statement(false);
        }
      }
      if (tok() != Tok::left_brace || condition) want(Tok::semicolon);
      if (tok() != Tok::left_brace && tok() != Tok::eof) {
        stmt->post = simple_statement(false);
        if (stmt->post->kind == StmtKind::define) {
          syntax_error_at(stmt->post->pos, "cannot declare in post statement of for loop", "write = in place of :=");
          stmt->post = nullptr;
        }
      }
    } else if (tok() != Tok::left_brace) {
      condition = simple_statement(false);
    }
  }
  expression_level_ = level;
  if (!condition) {
    if (keyword == Tok::if_ && semicolon.known()) {
      if (newline) syntax_error_at(semicolon, "unexpected newline, expected { after if clause", "put { at the end of the line");
      else syntax_error_at(semicolon, "missing condition in if statement", "write if condition { … }");
      stmt->condition = bad_expr();
    }
    return;
  }
  if (condition->kind == StmtKind::expression) {
    stmt->condition = condition->rhs[0];
    return;
  }
  std::string what = "statement";
  if (condition->kind == StmtKind::assign && condition->lhs.size() == 1 && condition->rhs.size() == 1) {
    what = "assignment " + text_of(condition->lhs[0]) + " = " + text_of(condition->rhs[0]);
  } else if (condition->kind == StmtKind::define && !condition->lhs.empty() && !condition->rhs.empty()) {
    what = text_of(condition->lhs[0]) + " := " + text_of(condition->rhs[0]);
  } else if (condition->kind == StmtKind::assign_op && condition->rhs.empty()) {
    what = text_of(condition->lhs[0]) + std::string(spelling(condition->op)) + std::string(spelling(condition->op));
  } else if (condition->kind == StmtKind::send) {
    what = text_of(condition);
  }
  syntax_error_at(condition->kind == StmtKind::send ? condition->own : condition->pos, "cannot use " + what + " as value", condition->kind == StmtKind::assign ? "== compares" : "put the statement on a line of its own");
  stmt->condition = bad_expr();
  stmt->condition->list = list_node();
  for (Expr* expr : condition->lhs) stmt->condition->list->push_back(expr);
  for (Expr* expr : condition->rhs) stmt->condition->list->push_back(expr);
}

Stmt* Parser::switch_statement() {
  const Nest nest(*this);
  Stmt* stmt = stmt_node(StmtKind::switch_, pos());
  const Pos start = pos();
  // A type switch is refused as a whole.
  int depth = 0;
  for (size_t i = at_ + 1; i + 2 < tokens_.size(); ++i) {
    const Tok kind = tokens_[i].kind;
    if (kind == Tok::left_paren || kind == Tok::left_bracket) ++depth;
    if (kind == Tok::right_paren || kind == Tok::right_bracket) --depth;
    if (kind == Tok::eof || (kind == Tok::left_brace && depth <= 0)) break;
    if (kind == Tok::dot && depth <= 0 && tokens_[i + 1].kind == Tok::left_paren && tokens_[i + 2].kind == Tok::type_) {
      refuse(start, "type switches are", "compare with nil, or print the value");
      while (tok() != Tok::eof && tok() != Tok::left_brace) skip_token();
      if (tok() == Tok::left_brace) skip_brackets();
      return stmt_node(StmtKind::bad, start);
    }
  }
  header(Tok::switch_, stmt);
  if (!got(Tok::left_brace)) {
    syntax_error("missing { after switch clause", "put { at the end of the line");
    advance({Tok::left_brace, Tok::case_, Tok::default_, Tok::right_brace});
    got(Tok::left_brace);
  }
  stmt->list = clauses(false);
  stmt->end = pos();
  want(Tok::right_brace);
  return stmt;
}

// Of a switch or a select, to its closing brace.
std::vector<Stmt*> Parser::clauses(bool of_select) {
  std::vector<Stmt*> list;
  while (tok() != Tok::eof && tok() != Tok::right_brace) {
    Stmt* clause = stmt_node(StmtKind::case_, pos());
    if (got(Tok::case_)) {
      if (of_select) clause->init = simple_statement(false);
      else clause->rhs = expr_list();
    } else if (got(Tok::default_)) {
      clause->is_default = true;
    } else {
      syntax_error("expected case or default or }", std::string("in a ") + (of_select ? "select" : "switch") + ", statements stand below a case");
      advance({Tok::colon, Tok::case_, Tok::default_, Tok::right_brace});
      if (tok() == Tok::case_ || tok() == Tok::default_ || tok() == Tok::right_brace) continue;
    }
    clause->own = pos();
    want(Tok::colon);
    clause->list = statements();
    list.push_back(clause);
  }
  return list;
}

Stmt* Parser::select_statement() {
  const Nest nest(*this);
  Stmt* stmt = stmt_node(StmtKind::select_, pos());
  next();
  if (!got(Tok::left_brace)) {
    syntax_error("missing { after select clause", "put { at the end of the line: what is waited for stands behind case");
    advance({Tok::case_, Tok::default_, Tok::right_brace});
  }
  stmt->list = clauses(true);
  stmt->end = pos();
  want(Tok::right_brace);
  return stmt;
}

}  // namespace wgscope::program
