// What a name of the program means.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/program/check/constant.h"
#include "core/program/library/library.h"
#include "core/program/syntax/ast.h"
#include "core/program/types.h"

namespace wgscope::program {

enum class EntityKind : uint8_t { variable, constant, function, type, package, builtin, nil, refused };

struct Entity {
  EntityKind kind = EntityKind::variable;
  std::string_view name;
  Pos pos;
  const Type* type = nullptr;               // null: a package-level one that has not been looked at
  const Constant* value = nullptr;          // of a constant
  bool used = false;

  // Variables. `owner` is the function that declares it, null for package-level ones.
  FunctionNode* owner = nullptr;
  bool parameter = false;
  bool result = false;
  bool captured = false;                    // by a function literal
  bool address_taken = false;
  bool assigned = false;                    // anywhere but in its declaration
  bool begins_constant = false;             // the code generator's: a local one whose declaration gives it a constant
  uint32_t declaration = 0;                 // the code generator's: in Program::declarations, from 1
  uint32_t global = 0;                      // package-level: in Program::globals
  uint32_t slot = 0;                        // local

  // Package-level ones.
  enum class Resolution : uint8_t { done, pending, going_on } resolution = Resolution::done;
  Decl* decl = nullptr;
  size_t index = 0;                         // in decl->names
  uint32_t order = 0;                       // in the order of their declaration
  std::vector<Entity*> refers_to;           // package-level variables and functions that its initialiser or body names
  FunctionNode* function = nullptr;

  // Packages, and what is refused.
  const Package* package = nullptr;
  const Import* import = nullptr;
  Callee builtin = Callee::none;
  std::string_view hint;
};

// One block's names. Blocks are small, so a list does until it has grown.
class Scope {
 public:
  explicit Scope(Scope* outer) : outer_(outer) {}
  Scope* outer() const { return outer_; }
  Entity* find_here(std::string_view name) const;
  Entity* find(std::string_view name) const;
  void add(Entity* entity);
  const std::vector<Entity*>& entities() const { return entities_; }

 private:
  Scope* outer_;
  std::vector<Entity*> entities_;
  std::unordered_map<std::string_view, Entity*> index_;   // once there are many
};

}  // namespace wgscope::program
