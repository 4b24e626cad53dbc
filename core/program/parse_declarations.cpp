// Declarations: imports, variables, constants, functions; types are refused.
#include "core/program/library.h"
#include "core/program/parser_state.h"

namespace wgscope::program {

void Parser::group(const std::function<void(int64_t)>& one) {
  int64_t index = 0;
  if (tok() != Tok::left_paren) return one(0);
  next();
  while (tok() != Tok::eof && tok() != Tok::right_paren) {
    const size_t before = at_;
    one(index++);
    if (!got(Tok::semicolon) && tok() != Tok::right_paren) {
      syntax_error("expected semicolon, newline, or ) after top level declaration");
      advance({Tok::semicolon, Tok::right_paren, Tok::func_});
      if (tok() == Tok::func_) return;
      got(Tok::semicolon);
    }
    if (at_ == before) skip_token();
  }
  want(Tok::right_paren);
}

void Parser::import_group() {
  ast_.has_imports = true;
  group([&](int64_t) { import_one(); });
}

void Parser::import_one() {
  Import import;
  import.name_pos = pos();
  if (tok() == Tok::name) {
    import.name = token().text;
    next();
  } else if (tok() == Tok::dot) {
    import.name = ".";
    next();
  }
  import.pos = pos();
  if (tok() != Tok::string_literal) {
    syntax_error("missing import path; require quoted string", "write it as import \"sync\"");
    advance({Tok::semicolon, Tok::right_paren});
    return;
  }
  if (token().bad) {
    // Whatever it was to import: what is used of the packages is no news.
    for (const Package& package : packages()) ast_.skipped_names.push_back(package.name);
    return next();
  }
  if (token().text.size() >= 2) import.path = token().text.substr(1, token().text.size() - 2);
  next();
  ast_.imports.push_back(import);
}

std::vector<Name> Parser::name_list() {
  std::vector<Name> names{name()};
  while (got(Tok::comma)) names.push_back(name());
  return names;
}

// The `=` of a declaration.
bool Parser::got_assign(std::string_view keyword, const Name& name) {
  if (tok() == Tok::define) {
    const std::string shown(name.text);
    syntax_error("expected =", "write " + std::string(keyword) + " " + shown + " = …" + (keyword == "var" && in_function_ > 0 ? ", or " + shown + " := … without var" : ""));
  } else if (tok() != Tok::assign) {
    return false;
  }
  next();
  return true;
}

void Parser::variable_decl(std::vector<Decl*>& into) {
  Decl& decl = ast_.decls.emplace_back();
  decl.kind = DeclKind::variable;
  decl.pos = pos();
  const size_t errors = messages_.syntax_lines().size();
  decl.names = name_list();
  if (!got_assign("var", decl.names[0])) {
    decl.type = type();
    if (got_assign("var", decl.names[0])) decl.values = expr_list();
  } else {
    decl.values = expr_list();
  }
  decl.broken = messages_.syntax_lines().size() != errors;
  into.push_back(&decl);
}

void Parser::constants(std::vector<Decl*>& into) {
  const Decl* before = nullptr;
  group([&](int64_t index) {
    Decl& decl = ast_.decls.emplace_back();
    decl.kind = DeclKind::constant;
    decl.pos = pos();
    decl.iota = index;
    const size_t errors = messages_.syntax_lines().size();
    decl.names = name_list();
    if (tok() != Tok::eof && tok() != Tok::semicolon && tok() != Tok::right_paren) {
      decl.type = type_or_null();
      if (got_assign("const", decl.names[0])) decl.values = expr_list();
    }
    decl.broken = messages_.syntax_lines().size() != errors;
    if (!decl.type && decl.values.empty() && before) {
      decl.inherited = true;
      decl.type = before->type;
      decl.values = before->values;
    } else {
      before = &decl;
    }
    into.push_back(&decl);
  });
}

// Refused as a whole, however long.
void Parser::types() {
  group([&](int64_t) {
    const Tok of = tok() == Tok::name ? tokens_[at_ + 1].kind : Tok::eof;
    const std::string name(tok() == Tok::name ? token().text : "");
    if (of == Tok::struct_) refuse(pos(), "struct type " + name + " is", "use a variable for each field");
    else if (of == Tok::interface_) refuse(pos(), "interface type " + name + " is", "use any, or a type by its name");
    else refuse(pos(), "type declarations are", "use int, int32, int64, uint32, uint64, bool, string, float64, any, or a func type");
    const uint32_t line = pos().line;
    while (tok() != Tok::eof && tok() != Tok::semicolon && !(tok() == Tok::right_paren && pos().line != line)) {
      if (tok() == Tok::left_brace || tok() == Tok::left_paren || tok() == Tok::left_bracket) skip_brackets();
      else if (tok() == Tok::right_paren || tok() == Tok::right_brace) break;
      else skip_token();
    }
  });
}

void Parser::function_decl() {
  const Pos start = pos();
  const auto skip_rest = [&] {
    while (tok() != Tok::eof && tok() != Tok::semicolon && tok() != Tok::left_brace) {
      if (tok() == Tok::left_paren || tok() == Tok::left_bracket) skip_brackets();
      else skip_token();
    }
    if (tok() == Tok::left_brace) skip_brackets();
  };
  if (tok() == Tok::left_paren) {
    refuse(start, "methods are", "write a function that takes a pointer: func work(wg *sync.WaitGroup)");
    return skip_rest();
  }
  if (tok() != Tok::name) {
    syntax_error("expected name");
    advance({Tok::left_brace, Tok::semicolon});
    if (tok() == Tok::left_brace) skip_brackets();
    return;
  }
  Decl& decl = ast_.decls.emplace_back();
  FunctionNode& function = ast_.functions.emplace_back();
  decl.kind = DeclKind::function;
  decl.pos = pos();
  decl.function = &function;
  decl.names = {name()};
  function.name = decl.names[0].text;
  function.pos = decl.pos;
  function_line_ = decl.pos.line;
  if (tok() == Tok::left_bracket) {
    refuse(pos(), "type parameters are", "write the function for the type that you need");
    ast_.skipped_names.push_back(function.name);
    return skip_rest();
  }
  const size_t errors = messages_.syntax_lines().size();
  function_signature(function);
  if (tok() == Tok::left_brace) {
    function.body = function_body();
    function.end = function.body->end;
  } else {
    function.end = pos();
  }
  decl.broken = messages_.syntax_lines().size() != errors;
  ast_.top.push_back(&decl);
}

void Parser::function_signature(FunctionNode& function) {
  if (tok() != Tok::left_paren) {
    const bool nested = tok() == Tok::name && in_function_ > 0;
    syntax_error("expected (", nested ? "functions stand beside each other; inside of one, write " + std::string(token().text) + " := func() { … }" : "");
    advance({Tok::left_brace, Tok::semicolon});
    return;
  }
  next();
  function.parameters = fields(Tok::right_paren);
  if (got(Tok::left_paren)) {
    function.results = fields(Tok::right_paren);
  } else if (Expr* result = type_or_null()) {
    Field field;
    field.pos = result->pos;
    field.type = result;
    function.results.push_back(field);
  }
}

// Go 1.24's words for a list in which only some have a name and a type.
void Parser::name_all(std::vector<Field>& fields, Pos end) {
  Expr* type = nullptr;
  Field* wrong = nullptr;      // the leftmost
  bool all_typed = true;       // each that has a type has a name, too
  for (size_t i = fields.size(); i-- > 0;) {
    Field& field = fields[i];
    if (!field.name.empty()) {
      type = field.type;
      continue;
    }
    const bool lone_name = field.type->kind == ExprKind::name && !field.variadic;
    if (lone_name && type) {
      field.name = field.type->text;
      field.type = type;
      continue;
    }
    wrong = &field;
    field.name = lone_name ? field.type->text : "_";
    if (lone_name) field.type = expr_node(ExprKind::bad, field.pos);
    else type = field.type, all_typed = false;
  }
  if (!wrong) return;
  const std::string shown(wrong->name);
  if (all_typed) syntax_error_at(end, "missing parameter type", "give " + shown + " a type, as in " + shown + " int");
  else syntax_error_at(wrong->pos, "missing parameter name", "give each parameter a name and a type, or none of them a name");
}

// `a, b int, c string` or `int, string`: which of the two is known only at the end.
std::vector<Field> Parser::fields(Tok close) {
  struct Entry {
    Name name;               // when one stands before a type
    Expr* type = nullptr;
    bool variadic = false;
    Pos pos;
  };
  std::vector<Entry> entries;
  bool any_named = false;
  ++expression_level_;
  list_of("parameter or result list", Tok::comma, close, [&] {
    Entry entry;
    entry.pos = pos();
    if (tok() == Tok::name) {
      Expr* first = expr_node(ExprKind::name, pos());
      first->text = token().text;
      const Name own{token().text, pos(), nullptr};
      next();
      if (tok() == Tok::dot) {
        entry.type = expr_node(ExprKind::selector, first->pos);
        entry.type->x = first;
        next();
        entry.type->own = pos();
        entry.type->text = name().text;
      } else if (tok() == Tok::ellipsis || (tok() != Tok::comma && tok() != close && tok() != Tok::eof)) {
        entry.variadic = got(Tok::ellipsis);
        entry.type = type_or_null();
        if (entry.type) {
          entry.name = own;
          any_named = true;
        } else {
          entry.type = first;
        }
      } else {
        entry.type = first;
      }
    } else {
      entry.variadic = got(Tok::ellipsis);
      entry.type = type_or_null();
      if (!entry.type) {
        syntax_error("expected " + std::string(spelling(close)));
        advance({Tok::comma, close});
        return false;
      }
    }
    entries.push_back(entry);
    return false;
  });
  --expression_level_;
  const Pos end = at_ > 0 ? tokens_[at_ - 1].pos : pos();   // of the closing bracket
  std::vector<Field> result;
  for (const Entry& entry : entries) {
    Field field;
    field.pos = entry.name.text.empty() ? entry.pos : entry.name.pos;
    field.name = entry.name.text;
    field.type = entry.type;
    field.variadic = entry.variadic;
    if (entry.variadic) {
      refuse(entry.pos, "variadic parameters are", "name each parameter");
      ++quiet_;
      field.type = bad_expr();
      --quiet_;
    }
    result.push_back(field);
  }
  if (any_named) name_all(result, end);
  return result;
}

}  // namespace wgscope::program
