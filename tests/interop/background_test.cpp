// Stages on the worker while managed threads wait: time-outs, second calls, aborts, closing, events that are
// not theirs.
#include "component.h"
#include "gates.h"

namespace sqnet_test {
namespace {

class Background : public ComponentTest {
  protected:
    void SetUp() override {
        handle = load_and_open(blob);
        EXPECT_EQ(0, begin_image(handle, 3));
    }

    // What every call on the model says while a stage runs.
    void expect_busy() {
        ManagedArray<uint8_t> bytes(10);
        ManagedArray<int32_t> integers(3);
        ManagedArray<float> floats(3);
        CLR_RT_HeapBlock h = argument(handle), one = argument(1);
        EXPECT_EQ(SQNET_E_BUSY, open(handle));
        EXPECT_EQ(SQNET_E_BUSY,
                  call(Engine::Load___STATIC__I4__I4__SZARRAY_U1__I4, {h, argument(bytes), one}));
        EXPECT_EQ(SQNET_E_BUSY,
                  call(Engine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1, {h, one, argument(bytes)}));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                                     {h, argument(bytes), one, one, one, argument(3)}));
        EXPECT_EQ(SQNET_E_BUSY, begin_image(handle, 1));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::BeginCamera___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_BUSY,
                  call(Engine::SetView___STATIC__I4__I4__I4__I4__I4__I4, {h, one, one, one, one}));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::ReadLuma___STATIC__I4__I4__SZARRAY_U1, {h, argument(bytes)}));
        EXPECT_EQ(SQNET_E_BUSY, run_stage(handle, 1));
        EXPECT_EQ(SQNET_E_BUSY, start_stage(handle, 1).result());
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::SelfTest___STATIC__I4__I4, {h}));
        EXPECT_EQ(SQNET_E_BUSY, start_self_test(handle).result());
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::StageMicroseconds___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_BUSY,
                  call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {h, argument(integers)}));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4,
                                     {h, argument(integers), argument(floats)}));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::LimitCores___STATIC__I4__I4__I4, {h, one}));
        EXPECT_EQ(SQNET_E_BUSY, call(Engine::Cores___STATIC__I4__I4, {h}));
        EXPECT_EQ(network.labels[1], clr.call(Engine::Label___STATIC__STRING__I4__I4, {h, one}).text());
    }

    int32_t handle = 0;
};

TEST_F(Background, ThreadWaitsUntilTheStageHasEnded) {
    Gate gate;
    Call &stage = start_stage(handle, 0);
    EXPECT_TRUE(stage.waiting());
    gate.wait_for(1);
    expect_busy();
    clr.schedule();
    EXPECT_TRUE(stage.waiting());
    gate.let_pass();
    clr.finish(stage);
    EXPECT_EQ(0, stage.result());
}

TEST_F(Background, EventsOfOthersAreNotTaken) {
    Gate gate;
    Call &stage = start_stage(handle, 0, 1000);
    gate.wait_for(1);
    for (int i = 0; i < 10; i++) {
        clr.wake_for_nothing();
        EXPECT_TRUE(stage.waiting());
        clr.advance(50);
        EXPECT_TRUE(stage.waiting());
    }
    gate.let_pass();
    clr.finish(stage);
    EXPECT_EQ(0, stage.result());
}

TEST_F(Background, LateStageTimesOutAndGoesOn) {
    Gate gate;
    Call &stage = start_stage(handle, 0, 100);
    gate.wait_for(1);
    clr.advance(99);
    EXPECT_TRUE(stage.waiting());
    clr.advance(1);
    EXPECT_EQ(SQNET_E_TIMEOUT, stage.result());
    expect_busy();
    gate.let_pass();
    settle(handle);
    EXPECT_EQ(0, begin_image(handle, 3));
    for (int i = 0; i < stages; i++) {
        gate.let_pass();
        EXPECT_EQ(0, run_stage(handle, i));
    }
    EXPECT_EQ(image_scores(blob, 3), scores(handle));
}

TEST_F(Background, NoTimeAtAll) {
    Gate gate;
    EXPECT_EQ(SQNET_E_TIMEOUT, start_stage(handle, 0, 0).result());
    gate.wait_for(1);
    expect_busy();
    gate.let_pass();
    settle(handle);
}

TEST_F(Background, LongestTimeDoesNotOverflow) {
    Gate gate;
    Call &stage = start_stage(handle, 0, INT32_MAX);
    clr.advance(INT32_MAX - 1);
    EXPECT_TRUE(stage.waiting());
    clr.advance(1);
    EXPECT_EQ(SQNET_E_TIMEOUT, stage.result());
}

// The stage ends at the very time of the time-out: its result counts.
TEST_F(Background, EndBeforeTheTimeOutIsSeen) {
    Call *stage;
    {
        Gate gate;
        stage = &start_stage(handle, 0, 100);
        gate.wait_for(1);
    }
    while (run_stage(handle, stages) == SQNET_E_BUSY) {
    }
    clr.advance(1000);
    EXPECT_EQ(0, stage->result());
}

TEST_F(Background, TwoModelsEachWithItsThread) {
    int32_t other = load_and_open(blob);
    EXPECT_EQ(0, begin_image(other, 4));
    Gate gate;
    Call &first = start_stage(handle, 0);
    gate.wait_for(1);
    Call &second = start_stage(other, 0, 100);
    EXPECT_TRUE(first.waiting());
    EXPECT_TRUE(second.waiting());
    clr.advance(100);
    EXPECT_TRUE(first.waiting());
    EXPECT_EQ(SQNET_E_TIMEOUT, second.result()) << "it has not even begun: there is one worker";
    gate.let_pass();
    clr.finish(first);
    EXPECT_EQ(0, first.result());
    gate.let_pass();
    settle(other);
}

TEST_F(Background, ManyThreadsAndOneEvent) {
    std::vector<int32_t> handles;
    std::vector<Call *> calls;
    for (int i = 0; i < 7; i++) {
        handles.push_back(load_and_open(blob));
        EXPECT_EQ(0, begin_image(handles.back(), static_cast<uint32_t>(i)));
    }
    for (int round = 0; round < stages; round++) {
        calls.clear();
        for (int32_t h : handles)
            calls.push_back(&start_stage(h, round));
        for (Call *waiting : calls) {
            clr.finish(*waiting);
            EXPECT_EQ(0, waiting->result());
        }
    }
    for (int i = 0; i < 7; i++)
        EXPECT_EQ(image_scores(blob, static_cast<uint32_t>(i)), scores(handles[static_cast<size_t>(i)]));
}

TEST_F(Background, AbortedThreadLeavesTheModelUsable) {
    Gate gate;
    Call &stage = start_stage(handle, 0);
    gate.wait_for(1);
    clr.abort(stage);
    expect_busy();
    gate.let_pass();
    settle(handle);
    EXPECT_EQ(0, begin_image(handle, 3));
    Call &again = start_stage(handle, 0);
    gate.let_pass();
    clr.finish(again);
    EXPECT_EQ(0, again.result());
}

TEST_F(Background, CloseWhileAStageRunsFreesItsMemoryAfterwards) {
    Gate gate;
    Call &stage = start_stage(handle, 0);
    gate.wait_for(1);
    close(handle);
    EXPECT_EQ(SQNET_E_CLOSED, begin_image(handle, 1));
    EXPECT_GT(allocated(), 0) << "the stage still needs it";
    int32_t other = load_and_open(blob);
    EXPECT_NE(handle, other);
    gate.let_pass();
    clr.finish(stage);
    EXPECT_EQ(0, stage.result()) << "that of the stage, which was right";
    close(other);
    EXPECT_EQ(0, allocated());
}

TEST_F(Background, CloseOfTheLastModelWhileItRuns) {
    Gate gate;
    Call &stage = start_stage(handle, 0, 100);
    gate.wait_for(1);
    close(handle);
    clr.advance(100);
    EXPECT_EQ(SQNET_E_TIMEOUT, stage.result());
    gate.let_pass();
    while (allocated() != 0) {
    }
    handle = load_and_open(blob);
    EXPECT_EQ(0, begin_image(handle, 3));
    Call &again = start_stage(handle, 0);
    gate.let_pass();
    clr.finish(again);
    EXPECT_EQ(0, again.result());
}

TEST_F(Background, CloseBeforeTheStageHasBegun) {
    int32_t other = load_and_open(blob);
    EXPECT_EQ(0, begin_image(other, 4));
    Gate gate;
    Call &first = start_stage(handle, 0);
    gate.wait_for(1);
    Call &second = start_stage(other, 0);
    close(other);
    gate.let_pass();
    clr.finish(first);
    EXPECT_EQ(0, first.result());
    clr.finish(second);
    EXPECT_EQ(SQNET_E_CLOSED, second.result());
}

TEST_F(Background, SelfTestTimesOutAndGoesOn) {
    Gate gate;
    Call &test = start_self_test(handle, 10);
    gate.wait_for(1);
    clr.advance(10);
    EXPECT_EQ(SQNET_E_TIMEOUT, test.result());
    expect_busy();
    for (size_t i = 0; i < network.golden_seeds.size() * 20; i++)
        gate.let_pass();
    settle(handle);
    Call &again = start_self_test(handle);
    for (size_t i = 0; i < network.golden_seeds.size() * 20; i++)
        gate.let_pass();
    clr.finish(again);
    EXPECT_EQ(0, again.result());
}

// The garbage collector works while threads wait.
TEST_F(Background, ArraysMoveWhileThreadsWait) {
    ManagedArray<int32_t> values(static_cast<size_t>(network.classes));
    clr.on_wait = [&] { values.move(); };
    for (int i = 0; i < stages; i++) {
        Call &stage = start_stage(handle, i);
        clr.finish(stage);
        EXPECT_EQ(0, stage.result());
    }
    EXPECT_EQ(0, call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {argument(handle), argument(values)}));
    EXPECT_EQ(image_scores(blob, 3), values.values());
}

} // namespace
} // namespace sqnet_test
