// What a search found, for reading. A bounded answer never reads as a proof.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/output.h"
#include "core/explore/explore.h"
#include "core/scenario/scenario.h"

namespace wgscope::cli {

// The title and the sentences about what was found are in that language.
std::string exploration_text(const Scenario& scenario, const ExploreResult& result, const std::optional<std::vector<Ending>>& expect, bool outputs, const std::string& language,
                             const Output& output);
// One line when the claim holds, more when it does not.
std::string proof_text(const std::string& file, const ExploreResult& result, const std::vector<Ending>& expect, const Output& output);

}  // namespace wgscope::cli
