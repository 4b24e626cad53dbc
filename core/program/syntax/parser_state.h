// The parser's workings, shared by parser.cpp (the file, errors), parse_declarations.cpp, parse_statements.cpp, parse_control.cpp and parse_expressions.cpp.
//
// It follows go/src/cmd/compile/internal/syntax/parser.go closely: the same productions, messages and places to go on after an error.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/program/syntax/parser.h"

namespace wgscope::program {

// As Go names a token in a message.
std::string shown(const Token& token);

class Parser {
 public:
  Parser(const std::vector<Token>& tokens, Ast& ast, Messages& messages) : tokens_(tokens), ast_(ast), messages_(messages) {
    for (const Token& token : tokens) braces_open_ += token.kind == Tok::left_brace ? 1 : token.kind == Tok::right_brace ? -1 : 0;
  }
  void file();

  static constexpr int kMostNesting = 400;   // of expressions and blocks; each level is a few frames of C++ in each later pass

 private:
  // --- tokens
  const Token& token() const { return tokens_[at_]; }
  Tok tok() const { return unclosed_ ? Tok::eof : tokens_[at_].kind; }
  Pos pos() const { return tokens_[at_].pos; }
  void next() { if (tok() != Tok::eof) ++at_; }
  bool got(Tok kind);
  void want(Tok kind);
  Name name();

  // --- errors
  // `message` as Go's parser takes it: `in …`, `at …`, `after …`, `expected …` go on from `unexpected <token>`; all else stands alone.
  void syntax_error(std::string_view message, std::string hint) { syntax_error_at(pos(), message, std::move(hint)); }
  void syntax_error_at(Pos pos, std::string_view message, std::string hint);
  // What to do where this token was expected.
  static std::string missing_hint(Tok kind);
  void refuse(Pos pos, const std::string& what, const std::string& hint);
  // To the next of these tokens; inside functions also to the next statement. Names on the way count as skipped.
  void advance(std::initializer_list<Tok> follow);
  void skip_token();
  // From an opening bracket to behind the one that closes it.
  void skip_brackets();
  void next_declaration();
  void give_up(const std::string& message, const std::string& hint);

  // --- nodes
  Expr* expr_node(ExprKind kind, Pos pos);
  Expr* bad_expr() { return expr_node(ExprKind::bad, pos()); }
  Stmt* stmt_node(StmtKind kind, Pos pos);
  std::vector<Expr*>* list_node() { return &ast_.lists.emplace_back(); }
  // Sets the height of a node from what is below it; gives up where it is too deep.
  Expr* grown(Expr* expr);

  // --- declarations
  void import_group();
  void import_one();
  void group(const std::function<void(int64_t)>& one);
  bool got_assign(std::string_view keyword, const Name& name);
  void variable_decl(std::vector<Decl*>& into);
  void constants(std::vector<Decl*>& into);
  void types();
  void type_decl();
  void body_of_type(Tok of);
  void struct_field();
  void interface_element();
  void function_decl();
  void function_signature(FunctionNode& function);
  std::vector<Field> fields(Tok close);
  void name_all(std::vector<Field>& fields, Pos end);
  std::vector<Name> name_list();

  // --- types
  Expr* type();
  Expr* type_or_null();
  Expr* type_name();
  Expr* channel_type();
  Expr* struct_type();
  Expr* refused_type();

  // --- expressions
  std::vector<Expr*> expr_list();
  Expr* expression();
  Expr* binary(Expr* left, int above);
  Expr* unary();
  Expr* primary();
  Expr* operand();
  Expr* composite(Expr* type);
  Expr* function_literal(FunctionNode* function, Pos start);
  void list_of(std::string_view context, Tok separator, Tok close, const std::function<bool()>& one);

  // --- statements
  Stmt* function_body();
  Stmt* block(std::string_view context);
  std::vector<Stmt*> statements();
  Stmt* statement();
  bool at_unclosed();
  std::string hint_at_end(size_t first) const;
  Stmt* simple_statement(bool range_ok);
  Stmt* range_clause(std::vector<Expr*> lhs, Pos start, bool defines);
  Stmt* declaration();
  Stmt* call_statement();
  Stmt* if_statement();
  Stmt* for_statement();
  Stmt* switch_statement();
  Stmt* labeled_or_simple();
  Stmt* select_statement();
  std::vector<Stmt*> clauses(bool of_select);
  // What stands between `if`, `for` or `switch` and `{`. A range clause comes back as `init`.
  void header(Tok keyword, Stmt* statement);

  class Nest {
   public:
    explicit Nest(Parser& parser) : parser_(parser) {
      if (++parser_.nesting_ > kMostNesting) parser_.give_up("nested too deeply", "at most " + std::to_string(kMostNesting) + " levels");
    }
    ~Nest() { --parser_.nesting_; }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;

   private:
    Parser& parser_;
  };

  const std::vector<Token>& tokens_;
  Ast& ast_;
  Messages& messages_;
  size_t at_ = 0;
  int nesting_ = 0;
  int in_function_ = 0;        // depth of functions
  int braces_open_ = 0;        // in the whole text: how many more are opened than closed
  uint32_t function_line_ = 0; // of the declaration that is being read
  int expression_level_ = 0;   // below 0: `{` opens a block, not a composite literal
  int quiet_ = 0;              // above 0: what is refused here was reported with what is around it
  bool given_up_ = false;
  // A function begins inside of another, at the margin, and a } is missing somewhere: what is open ends here, as at the end of the file, and the
  // next declaration follows.
  bool unclosed_ = false;
};

}  // namespace wgscope::program
