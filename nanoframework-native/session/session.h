/* A model that is open, with its memory and the run in progress: what the component on a device and the
 * library of a desktop have in common.
 *
 * The caller owns the struct, which must not move while the model is open, and lets one thread at a time use
 * it. It begins as all zero. The order of calls: reserve and load, or map; open; decode until 0; begin;
 * stages from 0 on; scores or top; begin again, or close. A number may have any value: out of range or out of
 * turn is SQNET_E_ARGUMENT. Functions return 0 or a positive result, or a negative error
 * (core/sqnet_errors.h). */
#ifndef SQNET_SESSION_H
#define SQNET_SESSION_H

#include <stdbool.h>

#include "sqnet.h"
#include "sqnet_block.h"
#include "sqnet_port.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where packed weights are decoded. */
enum sqnet_decoding {
    SQNET_DECODE_AUTOMATIC, /* at open if there is external memory for them, else in each run */
    SQNET_DECODE_AT_OPEN,   /* into whatever memory there is */
    SQNET_DECODE_EACH_RUN   /* into a window in the arena (SPEC 4.4) */
};

enum sqnet_session_state { SQNET_SESSION_LOADING, SQNET_SESSION_DECODING, SQNET_SESSION_OPEN };

typedef struct sqnet_session {
    sqnet_hooks hooks; /* of the owner, who may change them between two calls */
    enum sqnet_session_state state;
    uint32_t error_offset; /* of the field in the blob that the last open, decode or prove refused, or 0 */

    sqnet_block loaded; /* the blob, or */
    uint32_t loaded_bytes;
    sqnet_mapping mapping; /* the partition that begins with it */

    sqnet_model model;
    bool prove;          /* is asked for and still to be done */
    bool windowed;       /* packed weights are decoded in each run */
    sqnet_block arena;   /* what is read and written often */
    sqnet_block skip;    /* what bypasses add later */
    sqnet_block weights; /* of a packed model, decoded */
    sqnet_block decoder; /* a sqnet_window, as long as something is decoded */
    sqnet_block results; /* scores, probabilities and indices */
    sqnet_block pixels;  /* copy of the last image, reused */

    sqnet_run run;
    sqnet_view view; /* of the images to come */
    sqnet_image_source image;
    sqnet_golden_source golden;
    bool scored;
    uint32_t ticks[SQNET_MAX_STAGES];
} sqnet_session;

/* --- Bringing a model ---------- */

/* Takes memory for a blob of at most 16 MiB that is loaded in pieces. SQNET_E_MEMORY. */
int32_t sqnet_session_reserve(sqnet_session *session, int32_t bytes);
int32_t sqnet_session_load(sqnet_session *session, const uint8_t *piece, int32_t count);

/* Uses the blob that a flash partition begins with, in place. SQNET_E_PARTITION. */
int32_t sqnet_session_map(sqnet_session *session, const char *label);

/* Frees everything; the struct is all zero again. */
void sqnet_session_close(sqnet_session *session);

/* --- Opening ---------- */

/* Checks the blob (`checks`: SQNET_OPEN_*) and takes the memory that it runs in; SQNET_E_ARENA: there is none
 * for the arena, SQNET_E_MEMORY: for something else. 0: the model can run. 1: sqnet_session_decode must
 * follow until it returns 0. After an error nothing but the blob is held. */
int32_t sqnet_session_open(sqnet_session *session, int32_t checks, int32_t decoding);

/* Decodes, or with a window proves, the next `taps` x 16 packed weights. Returns how many are left; 0: the
 * model can run. After an error the model is as before sqnet_session_open. */
int32_t sqnet_session_decode(sqnet_session *session, int32_t taps);

/* Takes another arena, for a plan of `arena_bytes` that the owner has written into a blob in memory; a run
 * that had begun is over. SQNET_E_ARENA, and the arena is as before. */
int32_t sqnet_session_replan(sqnet_session *session, uint32_t arena_bytes);

/* The saturation proof once more. With a window it uses the arena: a run that had begun is over. */
int32_t sqnet_session_prove(sqnet_session *session);

/* Copies bytes of the blob. Returns how many: fewer than asked for at its end. */
int32_t sqnet_session_read_blob(const sqnet_session *session, int32_t offset, uint8_t *bytes, uint32_t count);

/* Zero terminated; empty if there is none. */
void sqnet_session_label(const sqnet_session *session, int32_t index, char label[SQNET_LABEL_BYTES]);

/* --- Running ---------- */

/* Starts on a copy of an image of at most `bytes` bytes. After SQNET_E_IMAGE what had begun goes on. */
int32_t sqnet_session_begin(sqnet_session *session, const sqnet_image *image, uint32_t bytes);

/* What runs that begin from now on see of their images; it begins as all. SQNET_E_ARGUMENT: there is no such
 * view, and that before stays. */
int32_t sqnet_session_set_view(sqnet_session *session, const sqnet_view *view);

/* The grid of brightness (SQNET_LUMA_BYTES) of the image that a run has begun on, before stage 0. That run is
 * over. */
int32_t sqnet_session_luma(sqnet_session *session, uint8_t *luma, int32_t bytes);

/* Starts on golden(seed), or on rows that the owner brings. */
int32_t sqnet_session_begin_golden(sqnet_session *session, uint32_t seed);
int32_t sqnet_session_begin_source(sqnet_session *session, const sqnet_source *source);

/* The run that had begun, if any, is over. */
void sqnet_session_forget(sqnet_session *session);

/* A stage as a whole, or a step of it with a window: 1: it is not done, call again. */
int32_t sqnet_session_stage(sqnet_session *session, int32_t stage);
int32_t sqnet_session_step(sqnet_session *session, int32_t stage, uint32_t taps);

/* Runs all golden vectors: 0 or SQNET_E_GOLDEN. A run that had begun is over. */
int32_t sqnet_session_self_test(sqnet_session *session);

/* --- Results ---------- */

/* How long a stage took when it last ran, in units of the clock. */
int32_t sqnet_session_ticks(const sqnet_session *session, int32_t stage);

/* After the last stage: one score per class, `count` of them. */
int32_t sqnet_session_scores(const sqnet_session *session, int32_t *scores, int32_t count);

/* After the last stage: the `count` best classes, at least 1, best first, and their probabilities. Returns
 * `count`. */
int32_t sqnet_session_top(sqnet_session *session, int32_t *indices, float *probabilities, int32_t count);

/* Output [h][w][c] of the stage that has just run, without the stored columns of zero. */
int32_t sqnet_session_tensor(const sqnet_session *session, int32_t stage, int8_t *tensor, int32_t bytes);

#ifdef __cplusplus
}
#endif

#endif
