// Statements, but for those with a header of their own (parse_control.cpp).
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

}  // namespace wgscope::program
