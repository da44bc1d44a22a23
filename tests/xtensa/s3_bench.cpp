// What one inference costs on an ESP32-S3, layer by layer, by the simulator's cycles and a model of the
// memory.
//   s3_bench [--json FILE] [[--engine INSTRUCTIONS] BLOB]...
// --engine: instructions of the C around the kernels for the blob that follows, counted elsewhere
// (qemu/count.sh).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "two_cores.h"

namespace {

using xtensa::Cost;
using xtensa::Layer;
using xtensa::Machine;

constexpr double clock_hz = 240e6, flash_bytes_per_second = 33e6, psram_bytes_per_second = 58e6;
constexpr double cycles_per_instruction = 1.5; // of compiled C, with its branches and loads
constexpr uint64_t cycles_to_share = 600;      // waking the other core and waiting for it, once a region
constexpr uint64_t cache_bytes = 32 * 1024;    // a group's weights that fit are read once

enum { order_add = 2, order_pool = 3, order_c = 4 }; // of a stage's rows in the table

struct Row {
    uint64_t macs = 0, calls = 0, instructions = 0, cycles = 0, two_core_cycles = 0, weight_bytes = 0;

    void add(const Row &o) {
        macs += o.macs;
        calls += o.calls;
        instructions += o.instructions;
        cycles += o.cycles;
        two_core_cycles += o.two_core_cycles;
        weight_bytes += o.weight_bytes;
    }
};

// A region's calls, dealt out so that the longest come first: what the slower core has to do.
class Region {
  public:
    void add(const void *together, uint64_t cycles) {
        work_[together] += cycles;
    }

    uint64_t finish() {
        std::vector<uint64_t> items;
        for (const auto &[key, cycles] : work_)
            items.push_back(cycles);
        std::sort(items.rbegin(), items.rend());
        uint64_t core[2] = {0, 0}, alone = 0;
        for (uint64_t cycles : items) {
            core[core[1] < core[0]] += cycles;
            alone += cycles;
        }
        work_.clear();
        return std::min(alone, std::max(core[0], core[1]) + cycles_to_share);
    }

  private:
    std::map<const void *, uint64_t> work_; // calls that must stay on one core
};

class Measuring : public xtensa::Kernels {
  public:
    Measuring(Machine &machine, const sqnet_model &model) : machine_(machine), model_(model) {
    }

    void begin_stage(unsigned index) {
        sq_read_stage(&model_, index, &stage_);
        index_ = index;
    }

    void finish_stage() {
        end_region();
        last_weights_ = nullptr;
    }

    void conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) override {
        enter(xtensa::layer_of(model_, stage_, taps.weights), out);
        add(out, taps, machine_.conv_group(taps, z_out, out, out_step));
    }

    void head_group(const sq_taps &taps, uint32_t times, int32_t *sums) override {
        enter(Layer::c, nullptr);
        add(sums, taps, machine_.head_group(taps, times, sums));
    }

    void pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) override {
        enter(Layer::pool, nullptr);
        Cost cost = machine_.pool_row(stage, row, pooled, merge);
        // A row can be cut in two anywhere: both halves are items.
        region_.add(row, cost.cycles / 2);
        region_.add(row + 1, cost.cycles - cost.cycles / 2);
        count(cost, 0);
    }

    // Each core may add half.
    void add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) override {
        enter(Layer::add, nullptr);
        Cost cost = machine_.add_skip(skip, sum, bytes, z);
        region_.add(sum, cost.cycles / 2);
        region_.add(sum + 1, cost.cycles - cost.cycles / 2);
        count(cost, 0);
    }

    // By stage and layer, in the order of execution.
    std::map<std::pair<unsigned, int>, Row> rows;

  private:
    Row &row() {
        // a, b, c, pool, add: a bypass comes before the pool, and that before c
        static const int order[] = {0, 1, order_c, order_pool, order_add};
        return rows[{index_, order[static_cast<int>(layer_)]}];
    }

    void enter(Layer layer, const void *output) {
        bool both_mid =
            (layer == Layer::a || layer == Layer::b) && (layer_ == Layer::a || layer_ == Layer::b);
        if ((layer != layer_ && !both_mid) || (output && !outputs_.insert(output).second)) {
            end_region();
            outputs_.insert(output);
        }
        layer_ = layer;
    }

    // The region's time goes to its last layer's row, less what the earlier ones of it have got.
    void end_region() {
        row().two_core_cycles += region_.finish();
        outputs_.clear();
    }

    void add(const void *together, const sq_taps &taps, const Cost &cost) {
        region_.add(together, cost.cycles);
        count(cost, uint64_t(taps.kh) * taps.run * 16 * taps.pixels);
        if (taps.weights != last_weights_) {
            uint64_t bytes = uint64_t(taps.kh) * taps.run * 16 + SQ_PARAMS_BYTES;
            const sq_conv &c = layer_ == Layer::a ? stage_.a : layer_ == Layer::b ? stage_.b : stage_.c;
            bool resident = uint64_t(c.oc) * c.ic * c.kh * c.kw <= cache_bytes;
            if (!resident || seen_.insert(taps.weights).second)
                row().weight_bytes += bytes;
            last_weights_ = taps.weights;
        }
    }

    void count(const Cost &cost, uint64_t macs) {
        Row &r = row();
        r.calls++;
        r.macs += macs;
        r.instructions += cost.instructions;
        r.cycles += cost.cycles;
    }

    Machine &machine_;
    const sqnet_model &model_;
    sq_stage stage_ = {};
    unsigned index_ = 0;
    Layer layer_ = Layer::a;
    Region region_;
    std::set<const void *> outputs_, seen_;
    const int8_t *last_weights_ = nullptr;
};

struct Blob {
    std::string path;
    double engine_instructions;
};

struct Options {
    std::string json;
    std::vector<Blob> blobs;
};

struct alignas(16) Line {
    uint8_t bytes[16];
};

double milliseconds(double cycles) {
    return 1e3 * cycles / clock_hz;
}

std::string layer_name(unsigned stage, int order, const sq_stage &s) {
    static const char *fire[] = {"expand 1x1", "expand 3x3", "bypass", "pool", "squeeze"};
    std::string name = "stage " + std::to_string(stage) + " ";
    if (order == 0 && stage == 0)
        return name + "conv1 " + std::to_string(s.a.kh) + "x" + std::to_string(s.a.kw);
    if (order == order_c && s.flags & SQ_STAGE_HEAD)
        return name + "head";
    return name + fire[order];
}

std::string field(const char *name, double value, int digits = 0) {
    char text[80];
    std::snprintf(text, sizeof text, "\"%s\": %.*f", name, digits, value);
    return text;
}

// All rows of an RGB565 frame of the network's size.
uint64_t row_cycles(Machine &machine, const sqnet_model &model) {
    constexpr uint32_t frame_base = 0x3d000000, row_base = 0x3d100000;
    std::vector<uint16_t> frame(model.width);
    std::vector<int8_t> out(3 * model.width);
    machine.memory.map(frame_base, frame.data(), 2 * frame.size());
    machine.memory.map(row_base, out.data(), out.size(), xtensa::Memory::Access::writable);
    Cost cost =
        machine.rgb565_row(reinterpret_cast<const uint8_t *>(frame.data()), model.width, 0, out.data());
    machine.memory.unmap(frame_base);
    machine.memory.unmap(row_base);
    return cost.cycles * model.height;
}

std::string measure(const std::string &path, double engine_instructions) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> file{std::istreambuf_iterator<char>(in), {}};
    std::vector<Line> blob((file.size() + 15) / 16);
    std::copy(file.begin(), file.end(), reinterpret_cast<char *>(blob.data()));
    sqnet_model model;
    if (file.empty() ||
        sqnet_open(&model, blob.data(), file.size(), SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE) != 0)
        throw std::runtime_error(path + " is not a blob");
    std::vector<Line> arena(model.arena_bytes / 16);
    Machine machine(SQNET_KERNEL_OBJECTS);
    xtensa::Mapped mapped(machine, blob.data(), file.size(), arena.data(), model.arena_bytes);
    Measuring measuring(machine, model);
    xtensa::Using use(&measuring);
    sqnet_golden_source golden = {1, model.width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_memory memory = {arena.data(), model.arena_bytes, nullptr, 0};
    sqnet_run run;
    if (sqnet_begin(&run, &model, &memory, &source) != 0)
        throw std::runtime_error("the engine does not begin");
    for (unsigned k = 0; k < model.stages; k++) {
        measuring.begin_stage(k);
        if (sqnet_stage(&run, k) != 0)
            throw std::runtime_error("a stage fails");
        measuring.finish_stage();
    }

    std::printf("\n%s, %ux%u\n\n", model.name, model.width, model.height);
    std::printf(
        "| layer | MACs | instructions | cycles | MAC/cycle | weights read | from flash ms | compute ms |\n");
    std::printf("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    Row total, convolutions, bypasses;
    double exposed_flash = 0, exposed_psram = 0;
    std::string json;
    for (const auto &[key, row] : measuring.rows) {
        sq_stage s;
        sq_read_stage(&model, key.first, &s);
        std::string name = layer_name(key.first, key.second, s);
        double compute = milliseconds(double(row.cycles));
        double flash = 1e3 * double(row.weight_bytes) / flash_bytes_per_second;
        double psram = 1e3 * double(row.weight_bytes) / psram_bytes_per_second;
        exposed_flash += std::max(compute, flash);
        exposed_psram += std::max(compute, psram);
        std::printf("| %s | %llu | %llu | %llu | %.1f | %llu | %.2f | %.2f |\n", name.c_str(),
                    static_cast<unsigned long long>(row.macs),
                    static_cast<unsigned long long>(row.instructions),
                    static_cast<unsigned long long>(row.cycles), double(row.macs) / double(row.cycles),
                    static_cast<unsigned long long>(row.weight_bytes), flash, compute);
        total.add(row);
        if (key.second == order_add)
            bypasses.add(row);
        else if (key.second != order_pool)
            convolutions.add(row);
        json += std::string(json.empty() ? "" : ",\n") + "    {\"layer\": \"" + name + "\", " +
                field("macs", double(row.macs)) + ", " + field("instructions", double(row.instructions)) +
                ", " + field("cycles", double(row.cycles)) + ", " +
                field("weight_bytes", double(row.weight_bytes)) + "}";
    }
    double overhead = engine_instructions * cycles_per_instruction;
    double rows = double(row_cycles(machine, model));
    double cycles = double(total.cycles) + overhead + rows;
    double two = double(total.two_core_cycles) + overhead + rows;
    double flash = 1e3 * double(total.weight_bytes) / flash_bytes_per_second;
    double psram = 1e3 * double(total.weight_bytes) / psram_bytes_per_second;
    double rest = milliseconds(overhead + rows);
    std::printf("\n| total | |\n|---|---:|\n");
    std::printf("| convolutions and head, M cycles | %.2f |\n", double(convolutions.cycles) / 1e6);
    std::printf("| their MAC/cycle | %.2f |\n", double(convolutions.macs) / double(convolutions.cycles));
    uint64_t pooling = total.cycles - convolutions.cycles - bypasses.cycles;
    std::printf("| pooling, M cycles | %.2f |\n", double(pooling) / 1e6);
    if (model.skip_bytes > 0)
        std::printf("| adding bypasses, M cycles | %.2f |\n", double(bypasses.cycles) / 1e6);
    std::printf("| C around %llu kernel calls, M cycles (from instructions) | %.2f |\n",
                static_cast<unsigned long long>(total.calls), overhead / 1e6);
    std::printf("| RGB565 to rows, M cycles | %.2f |\n", rows / 1e6);
    std::printf("| everything, M cycles | %.2f |\n", cycles / 1e6);
    std::printf("| one core at 240 MHz, weights in SRAM or cached, ms | %.0f |\n", milliseconds(cycles));
    std::printf("| two cores, ms (model) | %.0f |\n", milliseconds(two));
    std::printf("| reading weights from flash / PSRAM, ms | %.0f / %.0f |\n", flash, psram);
    std::printf("| one core, weights from flash, not overlapped / overlapped, ms | %.0f / %.0f |\n",
                milliseconds(cycles) + flash, exposed_flash + rest);
    std::printf("| one core, weights from PSRAM, not overlapped / overlapped, ms | %.0f / %.0f |\n",
                milliseconds(cycles) + psram, exposed_psram + rest);
    std::printf("| two cores, weights from flash / PSRAM, not overlapped, ms | %.0f / %.0f |\n",
                milliseconds(two) + flash, milliseconds(two) + psram);
    return "  {\"name\": \"" + std::string(model.name) + "\", " + field("width", model.width) + ", " +
           field("convolution_cycles", double(convolutions.cycles)) + ", " +
           field("convolution_macs", double(convolutions.macs)) + ", " +
           field("pool_cycles", double(pooling)) + ", " + field("bypass_cycles", double(bypasses.cycles)) +
           ", " + field("kernel_calls", double(total.calls)) + ", " + field("engine_cycles", overhead) +
           ", " + field("row_cycles", rows) + ", " + field("cycles", cycles) + ", " +
           field("two_core_cycles", two) + ", " + field("weight_bytes", double(total.weight_bytes)) + ", " +
           field("one_core_ms", milliseconds(cycles), 2) + ", " + field("two_core_ms", milliseconds(two), 2) +
           ", " + field("flash_ms", flash, 2) + ", " + field("psram_ms", psram, 2) + ", " +
           field("flash_overlapped_ms", exposed_flash + rest, 2) + ", " +
           field("psram_overlapped_ms", exposed_psram + rest, 2) + ",\n   \"layers\": [\n" + json + "]}";
}

Options parse(int argc, char **argv) {
    Options options;
    double engine = 0;
    for (int i = 1; i < argc; i++) {
        std::string arg = argv[i];
        auto value = [&]() -> std::string {
            if (++i >= argc)
                throw std::runtime_error(arg + " needs a value");
            return argv[i];
        };
        if (arg == "--json")
            options.json = value();
        else if (arg == "--engine")
            engine = std::stod(value());
        else
            options.blobs.push_back({arg, engine});
    }
    if (options.blobs.empty())
        throw std::runtime_error("no blob given");
    return options;
}

} // namespace

int main(int argc, char **argv) {
    try {
        Options options = parse(argc, argv);
        std::string json;
        for (const Blob &blob : options.blobs)
            json += (json.empty() ? "" : ",\n") + measure(blob.path, blob.engine_instructions);
        if (!options.json.empty()) {
            std::ofstream out(options.json);
            out << "[\n" << json << "\n]\n";
            if (!out)
                throw std::runtime_error(options.json + " cannot be written");
        }
    } catch (const std::exception &error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
