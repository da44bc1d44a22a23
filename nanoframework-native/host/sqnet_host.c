#include "sqnet_host.h"

#include <stdlib.h>

#include "host.h"

int32_t sqnet_host_reserve(int32_t bytes, sqnet_host **out) {
    if (!out)
        return SQNET_E_ARGUMENT;
    *out = NULL;
    sqnet_host *host = calloc(1, sizeof *host);
    if (!host)
        return SQNET_E_MEMORY;
    int32_t error = sqnet_session_reserve(&host->session, bytes);
    if (error)
        sqnet_host_close(host);
    else
        *out = host;
    return error;
}

int32_t sqnet_host_load(sqnet_host *host, const uint8_t *piece, int32_t count) {
    if (!host)
        return SQNET_E_CLOSED;
    return piece ? sqnet_session_load(&host->session, piece, count) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_read_blob(const sqnet_host *host, int32_t offset, uint8_t *bytes, int32_t count) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!bytes || count < 0)
        return SQNET_E_ARGUMENT;
    return sqnet_session_read_blob(&host->session, offset, bytes, (uint32_t)count);
}

/* A model that can run is equipped; if that fails it can only be closed. */
static int32_t finish_opening(sqnet_host *host, int32_t result) {
    return result ? result : sqnet_host_equip(host);
}

int32_t sqnet_host_open(sqnet_host *host, int32_t checks, int32_t decoding, uint32_t *error_offset) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!error_offset)
        return SQNET_E_ARGUMENT;
    int32_t result = sqnet_session_open(&host->session, checks, decoding);
    *error_offset = host->session.error_offset;
    return finish_opening(host, result);
}

int32_t sqnet_host_decode_weights(sqnet_host *host, int32_t taps) {
    return host ? finish_opening(host, sqnet_session_decode(&host->session, taps)) : SQNET_E_CLOSED;
}

int32_t sqnet_host_decodes_each_run(const sqnet_host *host) {
    return host && host->session.state == SQNET_SESSION_OPEN && host->session.windowed;
}

void sqnet_host_close(sqnet_host *host) {
    if (!host)
        return;
    sqnet_host_strip(host);
    sqnet_session_close(&host->session);
    free(host);
}

int32_t sqnet_host_label(const sqnet_host *host, int32_t index, char *label) {
    if (!label)
        return SQNET_E_ARGUMENT;
    label[0] = '\0';
    if (!host)
        return SQNET_E_CLOSED;
    sqnet_session_label(&host->session, index, label);
    return 0;
}

int32_t sqnet_host_set_view(sqnet_host *host, int32_t rotate, int32_t x, int32_t y, int32_t size) {
    if (!host)
        return SQNET_E_CLOSED;
    const sqnet_view view = {(uint32_t)rotate, (uint32_t)x, (uint32_t)y, (uint32_t)size};
    return sqnet_session_set_view(&host->session, &view);
}

int32_t sqnet_host_begin(sqnet_host *host, const uint8_t *pixels, int32_t bytes,
                         const sqnet_host_shape *shape) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!pixels || bytes < 0 || !shape)
        return SQNET_E_ARGUMENT;
    const sqnet_image image = {pixels, (uint32_t)shape->width, (uint32_t)shape->height,
                               (uint32_t)shape->stride, (uint32_t)shape->format};
    return sqnet_session_begin(&host->session, &image, (uint32_t)bytes);
}

int32_t sqnet_host_begin_golden(sqnet_host *host, uint32_t seed) {
    return host ? sqnet_session_begin_golden(&host->session, seed) : SQNET_E_CLOSED;
}

int32_t sqnet_host_luma(sqnet_host *host, uint8_t *luma, int32_t bytes) {
    if (!host)
        return SQNET_E_CLOSED;
    return luma ? sqnet_session_luma(&host->session, luma, bytes) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_stage(sqnet_host *host, int32_t stage) {
    return host ? sqnet_session_stage(&host->session, stage) : SQNET_E_CLOSED;
}

int32_t sqnet_host_self_test(sqnet_host *host) {
    return host ? sqnet_session_self_test(&host->session) : SQNET_E_CLOSED;
}

int32_t sqnet_host_prove(sqnet_host *host, uint32_t *error_offset) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!error_offset)
        return SQNET_E_ARGUMENT;
    int32_t error = sqnet_session_prove(&host->session);
    *error_offset = host->session.error_offset;
    return error;
}

int32_t sqnet_host_stage_microseconds(const sqnet_host *host, int32_t stage) {
    return host ? sqnet_session_ticks(&host->session, stage) : SQNET_E_CLOSED;
}

int32_t sqnet_host_scores(const sqnet_host *host, int32_t *scores, int32_t count) {
    if (!host)
        return SQNET_E_CLOSED;
    return scores ? sqnet_session_scores(&host->session, scores, count) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_top(sqnet_host *host, int32_t *indices, float *probabilities, int32_t count) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!indices || !probabilities)
        return SQNET_E_ARGUMENT;
    return sqnet_session_top(&host->session, indices, probabilities, count);
}

int32_t sqnet_host_tensor(const sqnet_host *host, int32_t stage, int8_t *tensor, int32_t bytes) {
    if (!host)
        return SQNET_E_CLOSED;
    return tensor ? sqnet_session_tensor(&host->session, stage, tensor, bytes) : SQNET_E_ARGUMENT;
}

const char *sqnet_host_error_text(int32_t error) {
    return sqnet_error_text(error);
}
