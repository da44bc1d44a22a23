#include "pieces.h"

#include <string.h>

/* The built-in kernels: a group's weights are read once for all rows. */
static void run_built_in(const sq_work *w, const sq_piece *piece) {
    const sq_conv *c = w->conv;
    sq_taps taps;
    memset(&taps, 0, sizeof taps);
    taps.kh = c->kh;
    taps.run = c->kw * c->ic;
    taps.step = c->stride * c->ic;
    for (uint32_t g = piece->g0; g < piece->g1; g++) {
        taps.weights = w->weights + (size_t)g * sq_group_bytes(c);
        taps.params = sq_group_params(w->model, c, g, (const uint8_t *)taps.weights);
        for (uint32_t i = piece->from; i < piece->to; i += taps.pixels) {
            uint32_t r = i / w->width, x = i % w->width, left = w->width - x;
            taps.pixels = piece->to - i < left ? piece->to - i : left;
            for (uint32_t ky = 0; ky < c->kh; ky++)
                taps.rows[ky] = sq_work_row(w, r, ky) + (size_t)x * taps.step;
            if (w->sums)
                sq_head_group(&taps, w->times, w->sums + g * SQ_LANES);
            else
                sq_conv_group(&taps, c->z_out,
                              w->out + (size_t)r * w->out_row + (size_t)x * w->out_step + g * SQ_LANES,
                              w->out_step);
        }
    }
}

/* Piece `index` of a cut convolution. Cuts <= 64, pixels < 2^21, blocks <= 256. */
static sq_piece piece_of(const sq_cut *cut, unsigned index, uint32_t unit) {
    uint32_t p = index / cut->block_cuts, b = index % cut->block_cuts;
    uint32_t groups = cut->work.conv->oc / SQ_LANES;
    sq_piece piece;
    piece.from = cut->pixels * p / cut->pixel_cuts;
    piece.to = cut->pixels * (p + 1) / cut->pixel_cuts;
    piece.g0 = cut->blocks * b / cut->block_cuts * unit;
    piece.g1 = cut->blocks * (b + 1) / cut->block_cuts * unit;
    piece.g1 = piece.g1 < groups ? piece.g1 : groups;
    return piece;
}

static void run_piece(void *context, unsigned index) {
    const sq_pieces *all = (const sq_pieces *)context;
    const sqnet_backend *backend = all->job->backend;
    const sq_cut *cut = all->cut;
    if (index >= cut->pixel_cuts * cut->block_cuts) {
        index -= cut->pixel_cuts * cut->block_cuts;
        cut++;
    }
    sq_piece piece = piece_of(cut, index, backend ? backend->unit : 1);
    if (!backend)
        run_built_in(&cut->work, &piece);
    else if (cut->work.sums)
        backend->head(backend, &cut->work, &piece);
    else
        backend->conv(backend, &cut->work, &piece);
}

/* Blocks of channels first, which share nothing; pixels only if there are not enough of them. */
static void choose_cuts(const sq_job *j, sq_cut *cut, uint32_t rows) {
    const sqnet_hooks *hooks = j->run->hooks;
    const sq_conv *c = cut->work.conv;
    uint32_t unit = j->backend ? j->backend->unit : 1, pieces = 1;
    cut->pixels = rows * cut->work.width;
    cut->blocks = (c->oc / SQ_LANES + unit - 1) / unit;
    if (hooks && hooks->parallel && (uint64_t)cut->pixels * c->oc * (c->kh * c->kw * c->ic) >= hooks->worth)
        pieces = hooks->pieces < SQNET_MAX_PIECES ? hooks->pieces : SQNET_MAX_PIECES;
    pieces = pieces > 0 ? pieces : 1;
    cut->block_cuts = cut->blocks < pieces ? cut->blocks : pieces;
    cut->pixel_cuts = cut->work.sums ? 1 : (pieces + cut->block_cuts - 1) / cut->block_cuts;
    cut->pixel_cuts = cut->pixel_cuts < cut->pixels ? cut->pixel_cuts : cut->pixels;
}

void sq_run_pieces(const sq_job *j, sq_pieces *all, uint32_t rows) {
    const sqnet_hooks *hooks = j->run->hooks;
    unsigned pieces = 0;
    all->job = j;
    for (unsigned i = 0; i < all->count; i++) {
        choose_cuts(j, &all->cut[i], rows);
        pieces += all->cut[i].pixel_cuts * all->cut[i].block_cuts;
    }
    if (pieces > all->count)
        hooks->parallel(hooks->parallel_context, pieces, run_piece, all);
    else
        for (unsigned i = 0; i < pieces; i++)
            run_piece(all, i);
}
