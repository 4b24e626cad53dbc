// A select's cases: as written, what can go, what is waited for, what was taken.
#include <gtest/gtest.h>

#include "app/model/objects.h"
#include "app/model/select_view.h"
#include "app/model/session.h"
#include "app/model/step_view.h"
#include "app/model/strings.h"
#include "core/run/execution.h"
#include "tests/app/support/sessions.h"

namespace wgscope::model {
namespace {

using Is = SelectCaseView::Is;
using Names = std::vector<std::string>;

std::string_view word(Is is) {
  constexpr std::string_view kWords[] = {"unknown", "can go", "cannot", "waits", "nil", "taken", "not taken", "otherwise"};
  return kWords[static_cast<size_t>(is)];
}
// `<-a: waits 0`
Names cases(const std::optional<SelectView>& view) {
  Names all;
  if (!view) return all;
  for (const SelectCaseView& one : view->cases) all.push_back(one.text + ": " + std::string(word(one.is)) + (one.place >= 0 ? " " + std::to_string(one.place) : ""));
  return all;
}

struct After {
  After(const std::string& program, const std::string& schedule, GoroutineId focus) {
    auto parsed = parse_scenario("test.go", program);
    EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? std::string() : to_string(parsed.errors().front()));
    scenario = std::make_shared<const Scenario>(std::move(parsed).value());
    trace = testing::trace_under(scenario, schedule);
    world = fold(*trace, trace->size());
    view = select_view({*trace, world, scenario->lines, Strings::of("en"), focus}, scenario->program.get());
  }
  std::shared_ptr<const Scenario> scenario;
  std::shared_ptr<const Trace> trace;
  WorldState world;
  std::optional<SelectView> view;
};

constexpr const char* kProgram = R"(package main

func main() {
	a, b := make(chan string, 1), make(chan int)
	var none chan int
	go func() { b <- 4 }()
	go func() {
		select {
		case v := <-b:
			_ = v
		case a <- "x: y":
		case <-none:
		}
	}()
	a <- "full"
	select {
	case <-b:
	default:
	}
	<-b
	<-a
}
)";

TEST(SelectView, WhoStandsThere_HasItsCasesAsTheyAreWritten) {
  const After a(kProgram, "main*3", GoroutineId{3});
  ASSERT_TRUE(a.view);
  EXPECT_EQ(a.view->when, SelectView::When::stands);
  EXPECT_EQ(a.view->line, 8u);
  EXPECT_EQ(a.view->chip.name, "G3");
  EXPECT_EQ(cases(a.view), (Names{"v := <-b: unknown", "a <- \"x: y\": unknown", "<-none: unknown"})) << "nobody has tried";
  EXPECT_FALSE(After(kProgram, "main*3", GoroutineId{2}).view) << "it stands at a send";
}

TEST(SelectView, WhoIsParkedThere_WaitsInTheQueuesOfItsChannels) {
  const After a(kProgram, "main*3 G3", GoroutineId{3});
  ASSERT_TRUE(a.view);
  EXPECT_EQ(a.view->when, SelectView::When::parked);
  EXPECT_TRUE(a.view->latest);
  EXPECT_EQ(cases(a.view), (Names{"v := <-b: waits 0", "a <- \"x: y\": waits 0", "<-none: nil"}));
}

TEST(SelectView, ACaseThatWasTaken_IsNamedWhoeverMadeTheStep) {
  const After own(kProgram, "main*3 G2 G3", kMain);
  ASSERT_TRUE(own.view);
  EXPECT_EQ(own.view->chip.name, "G3");
  EXPECT_EQ(own.view->when, SelectView::When::took);
  EXPECT_EQ(cases(own.view), (Names{"v := <-b: taken", "a <- \"x: y\": not taken", "<-none: not taken"}));
  const After by_partner(kProgram, "main*3 G3 G2", kMain);
  ASSERT_TRUE(by_partner.view);
  EXPECT_EQ(by_partner.view->chip.name, "G3") << "G2's send has let it go on";
  EXPECT_EQ(cases(by_partner.view), cases(own.view));
  EXPECT_EQ(cases(After(kProgram, "main*4", kMain).view), (Names{"<-b: not taken", "default: taken"}));
}

TEST(SelectView, AClose_WakesTheCaseThatReceives) {
  const char* program = "package main\n\nfunc main() {\n\tc := make(chan int)\n\tgo func() {\n\t\tselect {\n\t\tcase c <- 1:\n\t\tcase <-c:\n\t\t}\n\t}()\n\tclose(c)\n}\n";
  EXPECT_EQ(cases(After(program, "main G2 main", kMain).view), (Names{"c <- 1: not taken", "<-c: taken"}));
}

class SelectInStep : public testing::Sessions {};

// What can go is what the steps that can be taken say.
TEST_F(SelectInStep, WhatCanGo_IsKnownWhereTheStepsAreTried) {
  auto session = make();
  ASSERT_TRUE(session->open_text(kProgram));
  session->apply(act::SetMode{Mode::step});
  const auto at = [&](const std::string& schedule) {
    EXPECT_TRUE(session->open_text(schedule)) << schedule;
    session->settle();
    session->apply(model::act::Run{model::CommandId::go_end});
    if (session->chosen_focus() != GoroutineId{3}) session->apply(act::FocusOn{GoroutineId{3}});
    const StepView step = step_view(*session);
    return cases(select_view(session->scene(), session->scenario()->program.get(), step.cards));
  };
  EXPECT_EQ(at("main*3"), (Names{"v := <-b: cannot", "a <- \"x: y\": cannot", "<-none: cannot"}));
  EXPECT_EQ(at("main*2 G2"), (Names{"v := <-b: can go", "a <- \"x: y\": can go", "<-none: cannot"}));
  EXPECT_EQ(at("main*3 G2"), (Names{"v := <-b: can go", "a <- \"x: y\": cannot", "<-none: cannot"}));
}

}  // namespace
}  // namespace wgscope::model
