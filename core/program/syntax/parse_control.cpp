// Statements with a header and a block: if, for, switch, select.
#include "core/program/syntax/parser_state.h"

namespace wgscope::program {

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
