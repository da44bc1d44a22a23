// Random sequences of calls from several managed threads, with time-outs and aborts, against a simple model
// of what each may answer. Nothing is timed: whatever the worker has done by then, the answers must fit it.
#include <unistd.h>

#include <map>

#include "component.h"
#include "fake_camera.h"
#include "random.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

// What is known of a model. `job` may still run, or have ended without anybody having seen it.
struct Known {
    bool begun = false;
    uint32_t seed = 0;
    int next = 0;
    enum { None, StageJob, SelfTestJob } job = None;
    int job_stage = 0;
    int stages = 0;

    int32_t expect_stage(int stage) const {
        return begun && stage == next && stage < stages ? 0 : SQNET_E_ARGUMENT;
    }
    void ran_stage(int stage) {
        next += expect_stage(stage) == 0;
    }
    // The job has ended.
    void settle() {
        if (job == StageJob)
            ran_stage(job_stage);
        if (job == SelfTestJob)
            begun = false;
        job = None;
    }
};

struct Waiting {
    Call *call;
    int32_t handle;
    int32_t expected;
    int64_t expires; // in virtual milliseconds, -1: never
};

class Sequences : public ComponentTest {
  protected:
    void create() {
        if (models.size() < 4)
            models[load_and_open(blob)].stages = stages;
    }

    void destroy(int32_t handle) {
        close(handle);
        models.erase(handle);
        EXPECT_EQ(SQNET_E_CLOSED, begin_image(handle, 1));
    }

    // An answer of a model that may be busy. True: it was not, so that its job has ended.
    bool was_idle(Known &known, int32_t answer) {
        if (answer == SQNET_E_BUSY) {
            EXPECT_NE(Known::None, known.job) << "nothing runs";
            return false;
        }
        known.settle();
        return true;
    }

    void begin(int32_t handle, Known &known, uint32_t seed) {
        int32_t answer = begin_image(handle, seed);
        if (!was_idle(known, answer))
            return;
        EXPECT_EQ(0, answer);
        known.begun = true;
        known.seed = seed;
        known.next = 0;
    }

    void stage(int32_t handle, Known &known, int index) {
        int32_t answer = run_stage(handle, index);
        if (!was_idle(known, answer))
            return;
        EXPECT_EQ(known.expect_stage(index), answer);
        known.ran_stage(index);
    }

    void start(int32_t handle, Known &known, bool self_test, int index, int milliseconds) {
        Call &call =
            self_test ? start_self_test(handle, milliseconds) : start_stage(handle, index, milliseconds);
        if (!call.waiting() && call.result() == SQNET_E_BUSY) {
            EXPECT_NE(Known::None, known.job);
            return;
        }
        known.settle();
        known.job = self_test ? Known::SelfTestJob : Known::StageJob;
        known.job_stage = index;
        int32_t expected = self_test ? 0 : known.expect_stage(index);
        waiting.push_back({&call, handle, expected, milliseconds < 0 ? -1 : now + milliseconds});
    }

    void check_scores(int32_t handle, Known &known) {
        ManagedArray<int32_t> values(static_cast<size_t>(network.classes));
        int32_t answer =
            call(Engine::ReadScores___STATIC__I4__I4__SZARRAY_I4, {argument(handle), argument(values)});
        if (!was_idle(known, answer))
            return;
        bool complete = known.begun && known.next == stages;
        EXPECT_EQ(complete ? 0 : SQNET_E_ARGUMENT, answer);
        if (complete) {
            runs++;
            EXPECT_EQ(expected_scores(known.seed), values.values());
        }
    }

    // The threads that wait no longer.
    void collect() {
        for (size_t i = 0; i < waiting.size();) {
            Waiting &w = waiting[i];
            if (w.call->waiting()) {
                i++;
                continue;
            }
            int32_t answer = w.call->result();
            auto model = models.find(w.handle);
            timeouts += answer == SQNET_E_TIMEOUT;
            if (answer == SQNET_E_TIMEOUT)
                EXPECT_TRUE(w.expires >= 0 && now >= w.expires) << "too early";
            else if (model == models.end())
                EXPECT_TRUE(answer == w.expected || answer == SQNET_E_CLOSED) << answer;
            else
                EXPECT_EQ(w.expected, answer);
            waiting.erase(waiting.begin() + static_cast<long>(i));
        }
    }

    const std::vector<int32_t> &expected_scores(uint32_t seed) {
        std::vector<int32_t> &known = golden[seed];
        if (known.empty())
            known = image_scores(blob, seed);
        return known;
    }

    void step(Random &random) {
        if (models.empty())
            create();
        auto chosen = models.begin();
        std::advance(chosen, static_cast<long>(random.below(models.size())));
        auto &[handle, known] = *chosen;
        int index =
            random.one_in(8) ? random.between(-1, stages) : known.next + (known.job == Known::StageJob);
        switch (random.between(0, 15)) {
        case 0:
            create();
            break;
        case 1:
            if (random.one_in(5))
                destroy(handle);
            break;
        case 2:
            if (!known.begun || known.next == stages || random.one_in(6))
                begin(handle, known, static_cast<uint32_t>(random.between(0, 3)));
            break;
        case 3:
        case 4:
        case 5:
            stage(handle, known, index);
            break;
        case 6:
        case 7:
        case 8:
            start(handle, known, false, index, random.one_in(3) ? -1 : random.between(0, 5));
            break;
        case 9:
            if (random.one_in(3))
                start(handle, known, true, 0, random.one_in(3) ? -1 : random.between(0, 5));
            break;
        case 10:
        case 15:
            check_scores(handle, known);
            break;
        case 11:
            now += 2;
            clr.advance(2);
            break;
        case 12:
            clr.wake_for_nothing();
            break;
        case 13:
            if (!waiting.empty() && waiting.front().call->waiting()) {
                clr.abort(*waiting.front().call);
                waiting.erase(waiting.begin());
            }
            break;
        default:
            usleep(static_cast<useconds_t>(random.between(0, 200)));
            clr.schedule();
        }
        collect();
    }

    std::map<int32_t, Known> models;
    std::vector<Waiting> waiting;
    std::map<uint32_t, std::vector<int32_t>> golden;
    int64_t now = 0;
    int runs = 0, timeouts = 0;
};

TEST_F(Sequences, OfModels) {
    // How often depends on the machine's other work, as below.
    auto seldom = [&] { return runs <= 20 || timeouts <= 20; };
    for (uint64_t seed = 1; seed <= 40 || (seldom() && seed <= 400); seed++) {
        SCOPED_TRACE(seed);
        Random random(seed);
        for (int i = 0; i < 500 && !HasFailure(); i++)
            step(random);
        for (Waiting &w : waiting)
            clr.finish(*w.call);
        collect();
        while (!models.empty())
            destroy(models.begin()->first);
        while (allocated() != 0)
            usleep(100);
    }
    EXPECT_GT(runs, 20) << "complete runs whose scores were compared";
    EXPECT_GT(timeouts, 20);
}

// With a camera whose frames get stuck, come late or damaged. The driver checks by itself that it is used as
// it must be.
class CameraSequences : public ComponentTest {
  protected:
    void expect_one_of(int32_t answer, const std::vector<int32_t> &allowed) {
        EXPECT_NE(allowed.end(), std::find(allowed.begin(), allowed.end(), answer)) << answer;
    }

    void start_open(Random &random) {
        options.push_back(std::make_unique<ManagedArray<int32_t>>(std::vector<int32_t>{
            96, 96, random.one_in(2) ? 2 : 3, random.between(1, 3), 10000000, random.between(0, 1), 0, 0}));
        opens.push_back(&clr.call(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                                  {argument(pins), argument(*options.back()), argument(detail)}));
    }

    void step(Random &random, int32_t handle) {
        switch (random.between(0, 13)) {
        case 0:
            start_open(random);
            break;
        case 1:
            if (random.one_in(4))
                closes.push_back(&clr.call(Camera::Close___STATIC__I4, {}));
            break;
        case 2:
        case 3:
        case 4:
            grabs.push_back(&clr.call(Camera::Grab___STATIC__I4__I4, {argument(random.between(-1, 5))}));
            if (random.one_in(2))
                clr.finish(*grabs.back());
            break;
        case 5:
            if (!frames.empty()) {
                size_t i = random.below(frames.size());
                expect_one_of(call(Camera::Return___STATIC__I4__I4, {argument(frames[i])}),
                              {0, SQNET_E_CLOSED});
                frames.erase(frames.begin() + static_cast<long>(i));
            }
            break;
        case 6:
        case 7:
            if (!frames.empty())
                expect_one_of(call(Engine::BeginCamera___STATIC__I4__I4__I4,
                                   {argument(handle), argument(frames[random.below(frames.size())])}),
                              {0, SQNET_E_CLOSED, SQNET_E_BUSY});
            break;
        case 8:
        case 9:
            stage_calls.push_back(&start_stage(handle, 0, random.between(-1, 5)));
            if (random.one_in(2))
                clr.finish(*stage_calls.back());
            break;
        case 10:
            clr.advance(2);
            break;
        case 11:
            if (random.one_in(2))
                driver.stick(random.between(0, 3));
            else
                driver.unstick();
            driver.script({random.one_in(3) ? Fault::Short : Fault::None,
                           random.one_in(3) ? Fault::NoFrame : Fault::None});
            break;
        case 12:
            if (!grabs.empty() && grabs.back()->waiting() && random.one_in(2)) {
                clr.abort(*grabs.back());
                grabs.pop_back();
            }
            break;
        default:
            usleep(static_cast<useconds_t>(random.between(0, 300)));
            clr.schedule();
        }
        collect();
    }

    template <typename Check> void drain(std::vector<Call *> &calls, Check check) {
        for (size_t i = 0; i < calls.size();) {
            if (calls[i]->waiting()) {
                i++;
                continue;
            }
            check(calls[i]->result());
            calls.erase(calls.begin() + static_cast<long>(i));
        }
    }

    void collect() {
        drain(opens, [&](int32_t a) {
            expect_one_of(a, {0, SQNET_E_BUSY, SQNET_E_CLOSED, SQNET_E_NO_FRAME});
        });
        drain(closes, [&](int32_t a) { expect_one_of(a, {0, SQNET_E_CLOSED}); });
        drain(stage_calls, [&](int32_t a) {
            frames_read += a == 0;
            expect_one_of(a, {0, SQNET_E_TIMEOUT, SQNET_E_BUSY, SQNET_E_CLOSED, SQNET_E_ARGUMENT});
        });
        drain(grabs, [&](int32_t a) {
            frames_missed += a == SQNET_E_NO_FRAME;
            if (a > 0)
                frames.push_back(a);
            else
                expect_one_of(a, {SQNET_E_NO_FRAME, SQNET_E_BUSY, SQNET_E_CLOSED});
        });
    }

    FakeCamera driver;
    ManagedArray<int32_t> pins{std::vector<int32_t>(16, 7)};
    ManagedArray<int32_t> detail{1};
    std::vector<std::unique_ptr<ManagedArray<int32_t>>> options;
    std::vector<Call *> opens, closes, grabs, stage_calls;
    std::vector<int32_t> frames;
    int frames_read = 0, frames_missed = 0;
};

TEST_F(CameraSequences, OfOneCameraAndOneModel) {
    // How often a frame is read depends on the machine's other work: on until it has happened often enough.
    auto seldom = [&] { return frames_read <= 20 || frames_missed <= 20; };
    for (uint64_t seed = 1; seed <= 40 || (seldom() && seed <= 400); seed++) {
        SCOPED_TRACE(seed);
        Random random(seed);
        int32_t handle = load_and_open(blob);
        for (int i = 0; i < 200 && !HasFailure(); i++)
            step(random, handle);
        driver.unstick();
        close(handle);
        closes.push_back(&clr.call(Camera::Close___STATIC__I4, {}));
        for (std::vector<Call *> *calls : {&opens, &closes, &grabs, &stage_calls})
            for (Call *call : *calls)
                clr.finish(*call);
        collect();
        EXPECT_FALSE(driver.running());
        for (int32_t frame : frames)
            EXPECT_EQ(SQNET_E_CLOSED, call(Camera::Return___STATIC__I4__I4, {argument(frame)}));
        frames.clear();
        while (allocated() != 0)
            usleep(100);
    }
    EXPECT_GT(frames_read, 20);
    EXPECT_GT(frames_missed, 20);
}

} // namespace
} // namespace sqnet_test
