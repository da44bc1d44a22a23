#include "sqnet_host.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "isa.h"
#include "layout.h"
#include "pool.h"
#include "sqnet.h"

/* Multiply-accumulates that take longer than waking a thread. */
#define WORTH_SHARING (1u << 18)
/* Pieces for each thread: fewer wait at the end for one that was interrupted. */
#define PIECES_PER_THREAD 2
#define MAX_THREADS 32

struct sqnet_host {
    uint8_t *blob;    /* its plan may be ours, see sqnet_replan */
    uint8_t *plan;    /* the stage records as they were */
    uint8_t *weights; /* of a packed model, decoded */
    int opening;      /* packed weights are still to be decoded or proved */
    int prove;
    int windowed;         /* packed weights are decoded in each run */
    sqnet_window *window; /* as long as something is decoded */
    uint32_t planned_arena;
    sqnet_isa *isa;
    sqnet_pool *pool;
    sqnet_hooks hooks;
    uint8_t *arena;
    uint8_t *pixels; /* copy of the last frame, reused */
    size_t pixel_bytes;
    sqnet_model model;
    sqnet_run run;
    sqnet_image_source image;
    sqnet_golden_source golden;
};

/* What sqnet_host_prefer has set for handles that this thread opens. */
static _Thread_local const char *preferred_isa;
static _Thread_local int32_t preferred_threads = 1;

static uint8_t *aligned(size_t bytes) {
    return aligned_alloc(16, (bytes + 15) / 16 * 16 + 16);
}

static uint32_t nanoseconds(void *context) {
    struct timespec now;
    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)now.tv_sec * 1000000000u + (uint32_t)now.tv_nsec;
}

static uint8_t *stage_records(const sqnet_host *host) {
    return host->blob + host->model.section[SQ_SEC_STAGES].offset;
}

static uint32_t arena_bytes(const sqnet_host *host, const sqnet_model *model) {
    return host->windowed ? sqnet_window_bytes(model) : model->arena_bytes;
}

/* Plan, arena and backend for an instruction set. The handle is unchanged if that fails. With a window there
 * are the portable kernels only. */
static int32_t use_isa(sqnet_host *host, const char *name) {
    if (host->windowed && strcmp(name, "portable") != 0)
        return SQNET_E_ARGUMENT;
    size_t plan_bytes = host->model.stages * (size_t)SQ_STAGE_BYTES;
    sqnet_isa *isa = sqnet_isa_open(&host->model, name);
    if (!isa)
        return SQNET_E_ARGUMENT;
    sqnet_model model = host->model;
    uint8_t before[SQNET_MAX_STAGES * SQ_STAGE_BYTES];
    memcpy(before, stage_records(host), plan_bytes);
    memcpy(stage_records(host), host->plan, plan_bytes);
    model.arena_bytes = host->planned_arena;
    if (sqnet_isa_backend(isa))
        sqnet_replan(&model, stage_records(host));
    uint8_t *arena = aligned(arena_bytes(host, &model));
    if (!arena) {
        memcpy(stage_records(host), before, plan_bytes);
        sqnet_isa_close(isa);
        return SQNET_E_ARENA;
    }
    sqnet_isa_close(host->isa);
    free(host->arena);
    host->isa = isa;
    host->arena = arena;
    host->model = model;
    host->hooks.backend = sqnet_isa_backend(isa);
    host->run.next_stage = (unsigned)-1; /* a run that had begun is lost with its arena */
    return 0;
}

static int open_isa(sqnet_host *host) {
    size_t plan_bytes = host->model.stages * (size_t)SQ_STAGE_BYTES;
    host->plan = malloc(plan_bytes);
    if (!host->plan)
        return SQNET_E_ARENA;
    memcpy(host->plan, stage_records(host), plan_bytes);
    host->planned_arena = host->model.arena_bytes;
    host->hooks.clock = nanoseconds;
    /* A model may refuse what the machine can do; the portable kernels take them all. */
    const char *wanted = host->windowed ? "portable" : sqnet_host_preferred_isa();
    if (use_isa(host, wanted) && use_isa(host, "portable"))
        return SQNET_E_ARENA;
    return sqnet_host_set_threads(host, preferred_threads);
}

/* Takes what decoding needs. */
static int begin_unpacking(sqnet_host *host, int windowed) {
    host->windowed = windowed;
    host->opening = 1;
    host->window = malloc(sizeof *host->window);
    host->weights = aligned(windowed ? sqnet_tile_bytes(&host->model) : host->model.weights_bytes);
    return host->window && host->weights ? sqnet_window_begin(host->window, &host->model) : SQNET_E_ARENA;
}

static int finish_opening(sqnet_host *host) {
    int error = 0;
    if (host->opening && !host->windowed) {
        free(host->window);
        host->window = NULL;
        error = sqnet_set_weights(&host->model, host->weights);
    }
    if (!error && host->prove && !host->windowed)
        error = sqnet_prove(&host->model);
    host->opening = 0;
    return error ? error : open_isa(host);
}

/* The next step of opening a packed model: 1 if there are more. */
static int unpack(sqnet_host *host, uint32_t taps) {
    int result = 0;
    if (!host->windowed)
        result = sqnet_decode(&host->window->decoder, host->weights, host->model.weights_bytes, taps);
    else if (host->prove)
        result = sqnet_window_prove(host->window, host->weights, sqnet_tile_bytes(&host->model), taps);
    if (!result)
        result = finish_opening(host);
    if (result == SQNET_E_PACKED || (result == SQNET_E_UNSAFE && host->windowed))
        host->model.error_offset = host->model.section[SQ_SEC_WEIGHTS].offset;
    return result;
}

static int open_model(sqnet_host *host, size_t size, unsigned flags) {
    unsigned checks = flags & SQNET_OPEN_CHECK_CRC;
    int error = sqnet_open(&host->model, host->blob, size, checks);
    host->prove = (flags & SQNET_OPEN_PROVE) != 0;
    if (error)
        return error;
    if (host->model.encoding != SQNET_ENCODING_PACKED)
        return finish_opening(host);
    error = begin_unpacking(host, (flags & SQNET_HOST_WINDOW) != 0);
    if (error == SQNET_E_PACKED)
        host->model.error_offset = host->model.section[SQ_SEC_WEIGHTS].offset;
    if (error || (flags & SQNET_HOST_STEPS && (!host->windowed || host->prove)))
        return error;
    do
        error = unpack(host, UINT32_MAX);
    while (error > 0);
    return error;
}

int32_t sqnet_host_unpack(sqnet_host *host, int32_t taps, uint32_t *error_offset) {
    if (!host || !error_offset || taps < 1)
        return SQNET_E_ARGUMENT;
    *error_offset = 0;
    int result = host->opening ? unpack(host, (uint32_t)taps) : 0;
    if (result > 0)
        return (int32_t)(host->model.weights_bytes - host->window->decoder.done);
    *error_offset = result ? host->model.error_offset : 0;
    return result;
}

int32_t sqnet_host_decodes_each_run(const sqnet_host *host) {
    return host && host->windowed;
}

int32_t sqnet_host_open(const uint8_t *blob, int32_t size, int32_t flags, sqnet_host **out,
                        uint32_t *error_offset) {
    if (!blob || size < 0 || !out || !error_offset)
        return SQNET_E_ARGUMENT;
    *out = NULL;
    *error_offset = 0;
    sqnet_host *host = calloc(1, sizeof *host);
    if (!host)
        return SQNET_E_ARENA;
    int error = SQNET_E_ARENA;
    host->blob = aligned((size_t)size);
    if (host->blob) {
        memcpy(host->blob, blob, (size_t)size);
        error = open_model(host, (size_t)size, (unsigned)flags);
        *error_offset = host->model.error_offset;
    }
    if (error) {
        sqnet_host_close(host);
        return error;
    }
    *out = host;
    return host->opening;
}

void sqnet_host_close(sqnet_host *host) {
    if (!host)
        return;
    sqnet_pool_close(host->pool);
    sqnet_isa_close(host->isa);
    free(host->blob);
    free(host->plan);
    free(host->weights);
    free(host->window);
    free(host->arena);
    free(host->pixels);
    free(host);
}

int32_t sqnet_host_prefer(const char *isa, int32_t threads) {
    const char *usable = sqnet_isa_usable(isa);
    if (!usable || threads < 1 || threads > MAX_THREADS)
        return SQNET_E_ARGUMENT;
    preferred_isa = isa ? usable : NULL;
    preferred_threads = threads;
    return 0;
}

const char *sqnet_host_preferred_isa(void) {
    /* What the variable asks for may not be there. */
    const char *usable = preferred_isa ? preferred_isa : sqnet_isa_usable(getenv("SQNET_ISA"));
    return usable ? usable : sqnet_isa_usable(NULL);
}

int32_t sqnet_host_set_isa(sqnet_host *host, const char *name) {
    return host && name ? use_isa(host, name) : SQNET_E_ARGUMENT;
}

const char *sqnet_host_isa_name(const sqnet_host *host) {
    return host ? sqnet_isa_name(host->isa) : "";
}

int32_t sqnet_host_set_threads(sqnet_host *host, int32_t threads) {
    if (!host || threads < 1 || threads > MAX_THREADS)
        return SQNET_E_ARGUMENT;
    sqnet_pool *pool = threads > 1 ? sqnet_pool_open((unsigned)threads) : NULL;
    if (threads > 1 && !pool)
        return SQNET_E_ARENA;
    sqnet_pool_close(host->pool);
    host->pool = pool;
    host->hooks.parallel = pool ? sqnet_pool_run : NULL;
    host->hooks.parallel_context = pool;
    host->hooks.pieces = (unsigned)threads * PIECES_PER_THREAD;
    host->hooks.worth = WORTH_SHARING;
    return 0;
}

int32_t sqnet_host_stage_nanoseconds(const sqnet_host *host, int32_t stage, uint32_t *nanoseconds_out) {
    if (!host || !nanoseconds_out || stage < 0 || stage >= host->model.stages ||
        host->run.next_stage == (unsigned)-1 || (unsigned)stage >= host->run.next_stage)
        return SQNET_E_ARGUMENT;
    *nanoseconds_out = host->run.stage_ticks[stage];
    return 0;
}

/* Fills *image if `bytes` bytes really hold it. */
static int32_t describe(sqnet_image *image, const uint8_t *pixels, int32_t bytes, int32_t width,
                        int32_t height, int32_t stride, int32_t format) {
    static const uint8_t pixel_bytes[] = {3, 2, 2, 1};
    if (!pixels)
        return SQNET_E_ARGUMENT;
    if (width < 1 || width > 4096 || height < 1 || height > 4096 || stride < 1 || format < 0 || format > 3)
        return SQNET_E_IMAGE;
    int64_t needed = (int64_t)(height - 1) * stride + (int64_t)width * pixel_bytes[format];
    if (stride < width * pixel_bytes[format] || needed > bytes)
        return SQNET_E_IMAGE;
    image->pixels = pixels;
    image->width = (uint32_t)width;
    image->height = (uint32_t)height;
    image->stride = (uint32_t)stride;
    image->format = (uint32_t)format;
    return 0;
}

static int32_t begin(sqnet_host *host, sqnet_row_fn row, void *context) {
    sqnet_memory memory = {host->arena, arena_bytes(host, &host->model), NULL, 0};
    sqnet_source source = {row, context};
    if (host->opening)
        return SQNET_E_ARGUMENT;
    int32_t error = host->windowed
                        ? sqnet_begin_window(&host->run, host->window, &host->model, &memory, &source)
                        : sqnet_begin(&host->run, &host->model, &memory, &source);
    host->run.hooks = &host->hooks;
    return error;
}

int32_t sqnet_host_begin(sqnet_host *host, const uint8_t *pixels, int32_t bytes, int32_t width,
                         int32_t height, int32_t stride, int32_t format) {
    sqnet_image image;
    if (!host)
        return SQNET_E_ARGUMENT;
    int32_t error = describe(&image, pixels, bytes, width, height, stride, format);
    if (error)
        return error;
    if ((size_t)bytes > host->pixel_bytes) {
        uint8_t *grown = realloc(host->pixels, (size_t)bytes);
        if (!grown)
            return SQNET_E_ARENA;
        host->pixels = grown;
        host->pixel_bytes = (size_t)bytes;
    }
    memcpy(host->pixels, pixels, (size_t)bytes);
    image.pixels = host->pixels;
    error = sqnet_image_open(&host->image, &host->model, &image);
    return error ? error : begin(host, sqnet_image_row, &host->image);
}

int32_t sqnet_host_begin_golden(sqnet_host *host, uint32_t seed) {
    if (!host)
        return SQNET_E_ARGUMENT;
    host->golden.seed = seed;
    host->golden.width = host->model.width;
    return begin(host, sqnet_golden_row, &host->golden);
}

int32_t sqnet_host_stage(sqnet_host *host, int32_t stage) {
    return host && stage >= 0 ? sqnet_stage(&host->run, (unsigned)stage) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_scores(sqnet_host *host, int32_t *scores, int32_t count) {
    return host && count == host->model.classes ? sqnet_scores(&host->run, scores) : SQNET_E_ARGUMENT;
}

static int32_t golden_run(sqnet_host *host, unsigned index, int32_t *scores) {
    uint32_t seed;
    int32_t error = sqnet_golden_seed(&host->model, index, &seed);
    if (!error)
        error = sqnet_host_begin_golden(host, seed);
    for (int32_t k = 0; !error && k < host->model.stages; k++)
        error = sqnet_host_stage(host, k);
    if (!error)
        error = sqnet_scores(&host->run, scores);
    return error ? error : sqnet_golden_check(&host->model, index, scores);
}

int32_t sqnet_host_self_test(sqnet_host *host) {
    if (!host)
        return SQNET_E_ARGUMENT;
    int32_t *scores = malloc(host->model.classes * sizeof *scores);
    int32_t error = scores ? 0 : SQNET_E_ARENA;
    for (unsigned i = 0; !error && i < sqnet_golden_count(&host->model); i++)
        error = golden_run(host, i, scores);
    free(scores);
    host->run.next_stage = (unsigned)-1; /* the arena is spoilt for a run that had begun */
    return error;
}

/* With a window: all weights are decoded for it, and a run that had begun is lost. */
static int prove_windowed(sqnet_host *host) {
    host->run.next_stage = (unsigned)-1;
    int result = sqnet_window_begin(host->window, &host->model);
    if (!result)
        do
            result =
                sqnet_window_prove(host->window, host->weights, sqnet_tile_bytes(&host->model), UINT32_MAX);
        while (result > 0);
    if (result)
        host->model.error_offset = host->model.section[SQ_SEC_WEIGHTS].offset;
    return result;
}

int32_t sqnet_host_prove(sqnet_host *host, uint32_t *error_offset) {
    if (!host || !error_offset || host->opening)
        return SQNET_E_ARGUMENT;
    int error = host->windowed ? prove_windowed(host) : sqnet_prove(&host->model);
    *error_offset = error ? host->model.error_offset : 0;
    return error;
}

int32_t sqnet_host_top(sqnet_host *host, int32_t *indices, float *probabilities, int32_t count) {
    if (!host || !indices || !probabilities || count < 0 || count > host->model.classes)
        return SQNET_E_ARGUMENT;
    size_t classes = host->model.classes;
    int32_t *scores = malloc(classes * sizeof *scores);
    float *all = malloc(classes * sizeof *all);
    uint16_t *top = malloc(classes * sizeof *top);
    int error = scores && all && top ? sqnet_scores(&host->run, scores) : SQNET_E_ARENA;
    if (!error) {
        sqnet_softmax(&host->model, scores, all);
        sqnet_top(scores, (unsigned)classes, (unsigned)count, top);
        for (int32_t i = 0; i < count; i++) {
            indices[i] = top[i];
            probabilities[i] = all[top[i]];
        }
    }
    free(scores);
    free(all);
    free(top);
    return error;
}

int32_t sqnet_host_tensor(sqnet_host *host, int32_t stage, int8_t *out, int32_t size) {
    if (!host || !out || stage < 0 || stage >= host->model.stages - 1 ||
        host->run.next_stage != (unsigned)stage + 1)
        return SQNET_E_ARGUMENT;
    sq_stage s;
    sq_read_stage(&host->model, (unsigned)stage, &s);
    size_t row = (size_t)s.out_w * s.c.oc;
    if ((size_t)size != s.out_h * row)
        return SQNET_E_ARGUMENT;
    const uint8_t *from = host->arena + s.out_off + s.c.oc;
    /* A backend's tensors hold q - z (kernels.h). */
    uint8_t flip = host->hooks.backend ? (uint8_t)s.c.z_out : 0;
    for (uint32_t y = 0; y < s.out_h; y++)
        for (size_t i = 0; i < row; i++)
            out[y * row + i] = (int8_t)(from[y * (row + s.c.oc) + i] ^ flip);
    return 0;
}

const char *sqnet_host_error_text(int32_t error) {
    return sqnet_error_text(error);
}

int32_t sqnet_host_resample(const uint8_t *pixels, int32_t bytes, int32_t width, int32_t height,
                            int32_t stride, int32_t format, int32_t crop_num, int32_t crop_den,
                            int32_t out_width, int32_t out_height, uint8_t *rgb) {
    sqnet_image image;
    sqnet_image_source source;
    sqnet_model model; /* only the fields that describe the input are used */
    if (!rgb || out_width < 1 || out_width > 1024 || out_height < 1 || out_height > 1024 || crop_num < 1 ||
        crop_num > crop_den || crop_den > 65535)
        return SQNET_E_ARGUMENT;
    int32_t error = describe(&image, pixels, bytes, width, height, stride, format);
    if (error)
        return error;
    memset(&model, 0, sizeof model);
    model.width = (uint16_t)out_width;
    model.height = (uint16_t)out_height;
    model.crop_num = (uint16_t)crop_num;
    model.crop_den = (uint16_t)crop_den;
    error = sqnet_image_open(&source, &model, &image);
    for (int32_t y = 0; !error && y < out_height; y++) {
        uint8_t *row = rgb + (size_t)y * (size_t)out_width * 3;
        error = sqnet_image_row(&source, (unsigned)y, (int8_t *)row);
        for (int32_t i = 0; i < 3 * out_width; i++)
            row[i] ^= 0x80; /* q to pixel */
    }
    return error;
}
