#include "core/program/syntax/ast.h"

#include <algorithm>

namespace wgscope::program {

namespace {

void write(const Expr* expr, std::string& out, int depth);

void write_list(const std::vector<Expr*>& list, std::string& out, int depth) {
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ", ";
    write(list[i], out, depth);
  }
}

void write_fields(const std::vector<Field>& fields, std::string& out, int depth) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ", ";
    if (!fields[i].name.empty()) out += std::string(fields[i].name) + " ";
    if (fields[i].variadic) out += "...";
    write(fields[i].type, out, depth);
  }
}

void write(const Expr* expr, std::string& out, int depth) {
  if (!expr || depth > 100 || out.size() > 2000) {   // a message need not hold a book
    out += "…";
    return;
  }
  const auto below = [&](const Expr* part) { write(part, out, depth + 1); };
  switch (expr->kind) {
    case ExprKind::bad: out += "…"; break;
    case ExprKind::name: case ExprKind::int_literal: case ExprKind::float_literal: case ExprKind::rune_literal: case ExprKind::string_literal:
      out += expr->text;
      break;
    case ExprKind::function_literal: case ExprKind::function_type: {
      const FunctionNode& function = *expr->function;
      out += "func(";
      write_fields(function.parameters, out, depth + 1);
      out += ")";
      const bool enclosed = function.results.size() > 1 || function.has_named_results();
      if (!function.results.empty()) out += enclosed ? " (" : " ";
      write_fields(function.results, out, depth + 1);
      if (enclosed) out += ")";
      if (expr->kind == ExprKind::function_literal) out += " {…}";
      break;
    }
    case ExprKind::channel_type: {
      const bool enclosed = expr->op == Tok::eof && expr->x->kind == ExprKind::channel_type && expr->x->op == Tok::arrow;
      out += expr->op == Tok::arrow ? "<-chan " : expr->op == Tok::chan_ ? "chan<- " : "chan ";
      if (enclosed) out += "(";
      below(expr->x);
      if (enclosed) out += ")";
      break;
    }
    case ExprKind::struct_type: out += "struct{}"; break;
    case ExprKind::composite: below(expr->x); out += expr->size() ? "{…}" : "{}"; break;
    case ExprKind::paren: out += "("; below(expr->x); out += ")"; break;
    case ExprKind::selector: below(expr->x); out += "." + std::string(expr->text); break;
    case ExprKind::call:
      below(expr->x);
      out += "(";
      if (expr->list) write_list(*expr->list, out, depth + 1);
      out += expr->spread ? "...)" : ")";
      break;
    case ExprKind::star: out += "*"; below(expr->x); break;
    case ExprKind::unary: out += spelling(expr->op); below(expr->x); break;
    case ExprKind::binary: below(expr->x); out += " " + std::string(spelling(expr->op)) + std::string(expr->text) + " "; below(expr->y); break;
    case ExprKind::index: below(expr->x); out += "["; if (expr->list) write_list(*expr->list, out, depth + 1); out += "]"; break;
    case ExprKind::assertion: below(expr->x); out += ".("; below(expr->y); out += ")"; break;
  }
}

bool holds(const Expr* expr, bool calls) {
  if (!expr || expr->kind == ExprKind::function_literal) return false;
  if (is_receive(expr) || (calls && expr->kind == ExprKind::call)) return true;
  if (holds(expr->x, calls) || holds(expr->y, calls)) return true;
  return expr->list && std::any_of(expr->list->begin(), expr->list->end(), [calls](const Expr* part) { return holds(part, calls); });
}

}  // namespace

bool holds_receive(const Expr* expr) { return holds(expr, false); }
bool holds_call(const Expr* expr) { return holds(expr, true); }

std::string text_of(const Expr* expr) {
  std::string out;
  write(expr, out, 0);
  return out;
}

std::string text_of(const Stmt* send) { return text_of(send->lhs[0]) + " <- " + text_of(send->rhs[0]); }

Expr* bare(Expr* expr) {
  while (expr && expr->kind == ExprKind::paren) expr = expr->x;
  return expr;
}

}  // namespace wgscope::program
