// Expressions and types.
#include <functional>

#include "core/program/syntax/parser_state.h"

namespace wgscope::program {

void Parser::list_of(std::string_view context, Tok separator, Tok close, const std::function<bool()>& one) {
  bool done = false;
  while (tok() != Tok::eof && tok() != close && !done) {
    const size_t before = at_;
    done = one();
    if (!got(separator) && tok() != close) {
      const std::string between = separator == Tok::comma ? "comma" : "semicolon or newline";
      syntax_error("in " + std::string(context) + "; possibly missing " + between + " or " + std::string(spelling(close)), separator == Tok::comma ? "close the list, or separate its parts with commas" : "one to a line, and } at the end");
      if (separator == Tok::semicolon && at_ != before) {   // the next line is another one
        advance({Tok::semicolon, Tok::right_brace});
        got(Tok::semicolon);
        continue;
      }
      advance({Tok::right_paren, Tok::right_bracket, Tok::right_brace, Tok::semicolon});
      if (tok() != close) return;
    }
  }
  want(close);
}

// --- types

Expr* Parser::type() {
  if (Expr* found = type_or_null()) return found;
  Expr* bad = bad_expr();
  syntax_error("expected type", "a type is missing");
  advance({Tok::comma, Tok::colon, Tok::semicolon, Tok::right_paren, Tok::right_bracket, Tok::right_brace});
  return bad;
}

Expr* Parser::type_name() {
  Expr* expr = expr_node(ExprKind::name, pos());
  expr->text = name().text;
  while (tok() == Tok::dot) {
    next();
    Expr* selector = expr_node(ExprKind::selector, expr->pos);
    selector->own = pos();
    selector->x = expr;
    selector->text = name().text;
    expr = grown(selector);
    if (given_up_) break;
  }
  if (tok() == Tok::left_bracket) {
    refuse(pos(), "type arguments are", "use a plain type");
    skip_brackets();
    return expr_node(ExprKind::bad, expr->pos);
  }
  return expr;
}

Expr* Parser::type_or_null() {
  const Nest nest(*this);
  const Pos start = pos();
  switch (tok()) {
    case Tok::name: return type_name();
    case Tok::star: {
      next();
      Expr* expr = expr_node(ExprKind::star, start);
      expr->x = type();
      return grown(expr);
    }
    case Tok::left_paren: {
      next();
      Expr* expr = expr_node(ExprKind::paren, start);
      expr->x = type();
      want(Tok::right_paren);
      return grown(expr);
    }
    case Tok::func_: {
      next();
      Expr* expr = expr_node(ExprKind::function_type, start);
      expr->function = &ast_.functions.emplace_back();
      expr->function->pos = start;
      function_signature(*expr->function);
      return expr;
    }
    case Tok::chan_: case Tok::arrow: return channel_type();
    case Tok::struct_: return struct_type();
    case Tok::left_bracket: case Tok::map_: case Tok::interface_: return refused_type();
    default: return nullptr;
  }
}

Expr* Parser::channel_type() {
  Expr* expr = expr_node(ExprKind::channel_type, pos());
  if (got(Tok::arrow)) {
    expr->op = Tok::arrow;
    want(Tok::chan_);
  } else {
    next();
    if (got(Tok::arrow)) expr->op = Tok::chan_;
  }
  expr->x = type_or_null();
  if (!expr->x) {
    expr->x = bad_expr();
    syntax_error("missing channel element type", "say what is sent: chan int");
  }
  return grown(expr);
}

// The empty one; all others are refused.
Expr* Parser::struct_type() {
  if (tokens_[at_ + 1].kind != Tok::left_brace || tokens_[at_ + 2].kind != Tok::right_brace) return refused_type();
  Expr* expr = expr_node(ExprKind::struct_type, pos());
  next(), next(), next();
  return expr;
}

// Slices, maps and so on: reported once, read to their end. `op` of the node says that a composite literal of it may follow.
Expr* Parser::refused_type() {
  const Pos start = pos();
  const Tok first = tok();
  Expr* expr = expr_node(ExprKind::bad, start);
  expr->op = Tok::left_brace;
  next();
  switch (first) {
    case Tok::left_bracket: {
      const bool slice = tok() == Tok::right_bracket;
      refuse(start, slice ? "slices are" : "arrays are", "use a variable for each element, or compute it in a loop: for i := range n");
      while (tok() != Tok::eof && tok() != Tok::right_bracket && tok() != Tok::semicolon && tok() != Tok::right_brace && tok() != Tok::right_paren) {
        if (tok() == Tok::left_paren || tok() == Tok::left_bracket || tok() == Tok::left_brace) skip_brackets();
        else skip_token();
      }
      got(Tok::right_bracket);
      ++quiet_;
      type_or_null();
      --quiet_;
      break;
    }
    case Tok::map_:
      refuse(start, "maps are", "use variables");
      ++quiet_;
      if (got(Tok::left_bracket)) {
        type_or_null();
        want(Tok::right_bracket);
      }
      type_or_null();
      --quiet_;
      break;
    case Tok::struct_:
      refuse(start, "structs with fields are", "use a variable for each field");
      body_of_type(Tok::struct_);
      break;
    default: {   // interface
      const bool empty = tok() == Tok::left_brace && tokens_[at_ + 1].kind == Tok::right_brace;
      if (empty) {   // the old spelling of any
        next();
        next();
        expr->kind = ExprKind::name;
        expr->text = "any";
        expr->op = Tok::interface_;   // not whatever `any` may mean here
        break;
      }
      refuse(start, "interfaces are", "use any, or a type by its name");
      body_of_type(Tok::interface_);
      expr->op = Tok::eof;
    }
  }
  return expr;
}

// --- expressions

std::vector<Expr*> Parser::expr_list() {
  std::vector<Expr*> list{expression()};
  while (got(Tok::comma)) list.push_back(expression());
  return list;
}

Expr* Parser::expression() {
  const Nest nest(*this);
  return binary(nullptr, 0);
}

Expr* Parser::binary(Expr* left, int above) {
  if (!left) left = unary();
  while (precedence(tok()) > above && !given_up_) {
    Expr* expr = expr_node(ExprKind::binary, left->pos);
    expr->own = pos();
    expr->op = tok();
    const int own = precedence(tok());
    next();
    expr->x = left;
    expr->y = binary(nullptr, own);
    left = grown(expr);
  }
  return left;
}

Expr* Parser::unary() {
  const Nest nest(*this);
  const Pos start = pos();
  switch (tok()) {
    case Tok::star: {
      next();
      Expr* expr = expr_node(ExprKind::star, start);
      expr->x = unary();
      return grown(expr);
    }
    case Tok::plus: case Tok::minus: case Tok::not_: case Tok::caret: case Tok::tilde: case Tok::amp: case Tok::arrow: {
      Expr* expr = expr_node(ExprKind::unary, start);
      expr->op = tok();
      next();
      expr->x = unary();
      if (expr->op == Tok::arrow && expr->x->kind == ExprKind::channel_type && expr->x->op == Tok::eof) {   // `<-chan T` after all
        expr->kind = ExprKind::channel_type;
        expr->x = expr->x->x;
      }
      if (expr->op == Tok::amp) expr->x = bare(expr->x);
      return grown(expr);
    }
    default: return primary();
  }
}

Expr* Parser::operand() {
  const Pos start = pos();
  const auto literal = [&](ExprKind kind) {
    Expr* expr = expr_node(kind, start);
    expr->text = token().text;
    expr->bad_literal = token().bad;
    next();
    return expr;
  };
  switch (tok()) {
    case Tok::name: return literal(ExprKind::name);
    case Tok::int_literal: return literal(ExprKind::int_literal);
    case Tok::float_literal: return literal(ExprKind::float_literal);
    case Tok::rune_literal: return literal(ExprKind::rune_literal);
    case Tok::string_literal: return literal(ExprKind::string_literal);
    case Tok::imaginary_literal:
      refuse(start, "complex numbers are", "use float64");
      return literal(ExprKind::bad);
    case Tok::left_paren: {
      next();
      ++expression_level_;
      Expr* expr = expr_node(ExprKind::paren, start);
      expr->x = expression();
      --expression_level_;
      if (tok() == Tok::define || tok() == Tok::assign || tok() == Tok::semicolon) {
        syntax_error("expected )", "for, if and switch stand without ( ): for i := 0; i < n; i++ { … }");
        advance({});
      } else {
        want(Tok::right_paren);
      }
      return grown(expr);
    }
    case Tok::func_: {
      next();
      FunctionNode* function = &ast_.functions.emplace_back();
      function->pos = start;
      function_signature(*function);
      return function_literal(function, start);
    }
    case Tok::chan_: return channel_type();
    case Tok::struct_: return struct_type();
    case Tok::left_bracket: case Tok::map_: case Tok::interface_: return refused_type();
    default: {
      Expr* bad = bad_expr();
      syntax_error("expected expression", "a value is missing");
      advance({Tok::semicolon, Tok::comma, Tok::left_brace, Tok::right_paren, Tok::right_bracket, Tok::right_brace});
      return bad;
    }
  }
}

Expr* Parser::function_literal(FunctionNode* function, Pos start) {
  Expr* expr = expr_node(ExprKind::function_type, start);
  expr->function = function;
  if (tok() == Tok::left_brace) {
    expr->kind = ExprKind::function_literal;
    const int level = expression_level_;
    expression_level_ = 0;
    function->body = function_body();
    function->end = function->body->end;
    expression_level_ = level;
  }
  return expr;
}

Expr* Parser::primary() {
  Expr* expr = operand();
  while (!given_up_) {
    Expr* outer = nullptr;
    switch (tok()) {
      case Tok::dot:
        next();
        if (tok() == Tok::name) {
          outer = expr_node(ExprKind::selector, expr->pos);
          outer->own = pos();
          outer->x = expr;
          outer->text = token().text;
          next();
        } else if (tok() == Tok::left_paren) {
          outer = expr_node(ExprKind::assertion, expr->pos);
          outer->own = pos();
          outer->x = expr;
          next();
          if (tok() == Tok::type_) {
            outer->op = Tok::type_;
            next();
          } else {
            ++quiet_;
            outer->y = type();
            --quiet_;
          }
          want(Tok::right_paren);
        } else {
          syntax_error("expected name or (", "write what comes behind the dot");
          advance({Tok::semicolon, Tok::right_paren, Tok::right_brace});
          return expr_node(ExprKind::bad, expr->pos);
        }
        break;
      case Tok::left_bracket: {
        outer = expr_node(ExprKind::index, expr->pos);
        outer->own = pos();
        outer->x = expr;
        outer->list = list_node();
        next();
        ++expression_level_;
        while (tok() != Tok::right_bracket && tok() != Tok::eof && tok() != Tok::semicolon) {
          if (got(Tok::colon) || got(Tok::comma)) continue;
          const size_t before = at_;
          outer->list->push_back(expression());
          if (at_ == before) break;
        }
        --expression_level_;
        want(Tok::right_bracket);
        break;
      }
      case Tok::left_paren: {
        outer = expr_node(ExprKind::call, expr->pos);
        outer->own = pos();
        outer->x = expr;
        outer->list = list_node();
        next();
        ++expression_level_;
        std::vector<Expr*> arguments;
        list_of("argument list", Tok::comma, Tok::right_paren, [&] {
          arguments.push_back(expression());
          outer->spread = got(Tok::ellipsis);
          return outer->spread;
        });
        *outer->list = std::move(arguments);
        --expression_level_;
        break;
      }
      case Tok::left_brace: {
        const Expr* type = bare(expr);
        const bool named = type->kind == ExprKind::name || type->kind == ExprKind::selector || type->kind == ExprKind::index;
        const bool literal_type = (type->kind == ExprKind::bad && type->op == Tok::left_brace) || type->kind == ExprKind::struct_type;
        if (!(named && expression_level_ >= 0) && !literal_type) return expr;
        if (type != expr) syntax_error("cannot parenthesize type in composite literal", "leave out the parentheses");
        outer = composite(expr);
        break;
      }
      default: return expr;
    }
    expr = grown(outer);
  }
  return expr;
}

// x{…}: elements, and keys, all into one list; only the empty one means something in this subset.
Expr* Parser::composite(Expr* type) {
  const Nest nest(*this);
  Expr* expr = expr_node(ExprKind::composite, type ? type->pos : pos());
  expr->own = pos();
  expr->x = type;
  std::vector<Expr*> elements;
  next();
  ++expression_level_;
  const auto element = [&] { return tok() == Tok::left_brace ? composite(nullptr) : expression(); };
  list_of("composite literal", Tok::comma, Tok::right_brace, [&] {
    elements.push_back(element());
    if (got(Tok::colon)) elements.push_back(element());
    return false;
  });
  --expression_level_;
  expr->list = list_node();
  *expr->list = std::move(elements);
  return type ? expr : grown(expr);
}

}  // namespace wgscope::program
