// Declarations: imports, variables, constants, functions; types are refused.
#include "core/program/library/library.h"
#include "core/program/syntax/parser_state.h"

namespace wgscope::program {

void Parser::group(const std::function<void(int64_t)>& one) {
  int64_t index = 0;
  if (tok() != Tok::left_paren) return one(0);
  next();
  while (tok() != Tok::eof && tok() != Tok::right_paren) {
    const size_t before = at_;
    one(index++);
    if (!got(Tok::semicolon) && tok() != Tok::right_paren) {
      syntax_error("expected semicolon, newline, or ) after top level declaration", "end the line, or close the list with )");
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

// Refused, but read: what is wrong in it is told along with that.
void Parser::types() { group([&](int64_t) { type_decl(); }); }

void Parser::type_decl() {
  if (tok() != Tok::name) {
    syntax_error("expected name", "a name is missing");
    advance({Tok::semicolon, Tok::right_paren});
    return;
  }
  const Pos start = pos();
  const std::string shown(token().text);
  skip_token();   // a name that is not declared and not missed
  const Tok of = tok();
  if (of == Tok::struct_) refuse(start, "struct type " + shown + " is", "use a variable for each field");
  else if (of == Tok::interface_) refuse(start, "interface type " + shown + " is", "use any, or a type by its name");
  else refuse(start, "type declarations are", "use int, int32, int64, uint32, uint64, bool, string, float64, any, or a func type");
  const bool parameters = of == Tok::left_bracket && tokens_[at_ + 1].kind == Tok::name && tokens_[at_ + 2].kind != Tok::right_bracket;
  if (parameters) skip_brackets();
  got(Tok::assign);
  if (got(Tok::struct_)) return body_of_type(Tok::struct_);
  if (got(Tok::interface_)) return body_of_type(Tok::interface_);
  ++quiet_;
  Expr* type = type_or_null();
  --quiet_;
  if (type) {
    ast_.refused_types.push_back(type);
  } else {
    syntax_error("in type declaration", "a type is missing");
    advance({Tok::semicolon, Tok::right_paren});
  }
}

// What stands behind `struct` or `interface`, to the closing brace.
void Parser::body_of_type(Tok of) {
  const Nest nest(*this);
  const bool is_struct = of == Tok::struct_;
  if (!got(Tok::left_brace)) {
    syntax_error("expected {", missing_hint(Tok::left_brace));
    advance({Tok::semicolon, Tok::right_paren});
    return;
  }
  list_of(is_struct ? "struct type" : "interface type", Tok::semicolon, Tok::right_brace, [&] {
    if (is_struct) struct_field();
    else interface_element();
    return false;
  });
}

// `a, b int`, or an embedded type; with a tag or without.
void Parser::struct_field() {
  if (tok() == Tok::name && tokens_[at_ + 1].kind != Tok::dot && tokens_[at_ + 1].kind != Tok::semicolon && tokens_[at_ + 1].kind != Tok::right_brace &&
      tokens_[at_ + 1].kind != Tok::string_literal) {
    for (const Name& field : name_list()) ast_.skipped_names.push_back(field.text);
    ast_.refused_types.push_back(type());
  } else if (tok() == Tok::name || tok() == Tok::star) {
    ast_.refused_types.push_back(type());
  } else {
    syntax_error("expected field name or embedded type", "a field is a name and a type: n int");
    advance({Tok::semicolon, Tok::right_brace});
  }
  got(Tok::string_literal);
}

// A method, or types that are embedded.
void Parser::interface_element() {
  if (tok() == Tok::name && tokens_[at_ + 1].kind == Tok::left_paren) {
    Expr* method = expr_node(ExprKind::function_type, pos());
    next();
    method->function = &ast_.functions.emplace_back();
    method->function->pos = method->pos;
    function_signature(*method->function);
    ast_.refused_types.push_back(method);
    return;
  }
  do {
    got(Tok::tilde);
    Expr* type = type_or_null();
    if (!type) {
      syntax_error("expected method or embedded element", "a method is a name and a signature: Do() int");
      advance({Tok::semicolon, Tok::right_brace});
      return;
    }
    ast_.refused_types.push_back(type);
  } while (got(Tok::pipe));
}

// Methods and generic functions are refused, but read as functions without a name: what is wrong in them is told along with that.
void Parser::function_decl() {
  const Pos start = pos();
  FunctionNode& function = ast_.functions.emplace_back();
  const size_t errors = messages_.syntax_lines().size();
  const bool method = got(Tok::left_paren);
  if (method) {
    refuse(start, "methods are", "write a function that takes a pointer: func work(wg *sync.WaitGroup)");
    ++quiet_;
    function.parameters = fields(Tok::right_paren);
    --quiet_;
  }
  if (tok() != Tok::name) {
    syntax_error("expected name", "a name is missing");
    advance({Tok::left_brace, Tok::semicolon});
    if (tok() == Tok::left_brace) skip_brackets();
    return;
  }
  Decl& decl = ast_.decls.emplace_back();
  decl.kind = DeclKind::function;
  decl.pos = pos();
  decl.function = &function;
  decl.names = {name()};
  function_line_ = decl.pos.line;
  const bool generic = tok() == Tok::left_bracket;
  if (generic) {
    refuse(pos(), "type parameters are", "write the function for the type that you need");
    ast_.skipped_names.push_back(decl.names[0].text);
    skip_brackets();
  }
  if (method || generic) decl.names[0].text = "_";
  function.name = decl.names[0].text;
  function.pos = decl.pos;
  std::vector<Field> receiver = std::move(function.parameters);
  function_signature(function);
  function.parameters.insert(function.parameters.begin(), receiver.begin(), receiver.end());
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
    syntax_error("expected (", nested ? "functions stand beside each other; inside of one, write " + std::string(token().text) + " := func() { … }" : "parameters stand in ( and )");
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
        syntax_error("expected " + std::string(spelling(close)), missing_hint(close));
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
