/* Labels, plain and packed (SPEC 5.6). */
#include "labels.h"

#include <string.h>

#include "bytes.h"

#define MOST_TEXT (SQNET_LABEL_BYTES - 1)
#define CODES 256u
#define TOO_LONG SQNET_LABEL_BYTES

/* The parts of a packed section, in their order. Codes below `literals` are bytes, the others pairs of lower
 * codes. */
typedef struct packed_labels {
    const uint8_t *literal, *pair, *length, *code;
    uint32_t literals, length_bytes, code_bytes;
} packed_labels;

/* A place between two labels. */
typedef struct place {
    uint32_t nibble; /* of the next label's length */
    uint32_t code;   /* its first */
} place;

/* Returns the offset of a bad field, or -1. */
static int32_t lay_out(packed_labels *l, const uint8_t *p, uint32_t bytes) {
    if (bytes < 4)
        return 0;
    if (p[1] != 0)
        return 1;
    uint32_t pairs = p[0], head = 4 + CODES + pairs;
    l->literals = CODES - pairs;
    l->length_bytes = sq_u16(p + 2);
    if (head > bytes || l->length_bytes > bytes - head)
        return 2;
    l->literal = p + 4;
    l->pair = l->literal + l->literals;
    l->length = l->pair + 2 * pairs;
    l->code = l->length + l->length_bytes;
    l->code_bytes = bytes - head - l->length_bytes;
    for (uint32_t i = 0; i < 2 * pairs; i++)
        if (l->pair[i] >= l->literals + i / 2)
            return (int32_t)(l->pair + i - p);
    return -1;
}

/* Reads how many codes the next label has, and goes behind its length. Lengths end or the label is too long:
 * TOO_LONG. */
static uint32_t next_length(const packed_labels *l, place *at) {
    uint32_t length = 0, part;
    do {
        if (at->nibble >= 2 * l->length_bytes)
            return TOO_LONG;
        part = l->length[at->nibble / 2] >> 4 * (at->nibble % 2) & 15;
        length += part;
        at->nibble++;
    } while (part == 15 && length < TOO_LONG);
    return length < TOO_LONG ? length : TOO_LONG;
}

/* Adds what a code stands for to `used` bytes of text. Returns how many there are then, or TOO_LONG. Pairs
 * hold lower codes only, so no more than CODES are open at a time. */
static uint32_t expand(const packed_labels *l, uint32_t code, char *text, uint32_t used) {
    uint8_t open[CODES];
    uint32_t depth = 0;
    for (;;) {
        for (; code >= l->literals; code = l->pair[2 * (code - l->literals)])
            open[depth++] = l->pair[2 * (code - l->literals) + 1];
        if (used == MOST_TEXT)
            return TOO_LONG;
        text[used++] = (char)l->literal[code];
        if (depth == 0)
            return used;
        code = open[--depth];
    }
}

/* The text of `count` codes. Returns its length or TOO_LONG. */
static uint32_t read_text(const packed_labels *l, uint32_t at, uint32_t count, char *text) {
    uint32_t used = 0;
    while (count-- > 0 && used < TOO_LONG)
        used = expand(l, l->code[at++], text, used);
    return used;
}

static int32_t bad_packed(const uint8_t *p, uint32_t bytes, uint32_t classes) {
    packed_labels l;
    place at = {0, 0};
    int32_t bad = lay_out(&l, p, bytes);
    if (bad >= 0)
        return bad;
    for (uint32_t i = 0; i < classes; i++) {
        char text[SQNET_LABEL_BYTES];
        uint32_t field = (uint32_t)(l.length - p) + at.nibble / 2, count = next_length(&l, &at);
        if (count == TOO_LONG || count > l.code_bytes - at.code)
            return (int32_t)field;
        if (read_text(&l, at.code, count, text) == TOO_LONG)
            return (int32_t)((uint32_t)(l.code - p) + at.code);
        at.code += count;
    }
    if ((at.nibble + 1) / 2 != l.length_bytes || (at.nibble % 2 && l.length[at.nibble / 2] >> 4 != 0))
        return (int32_t)((uint32_t)(l.length - p) + at.nibble / 2);
    return at.code == l.code_bytes ? -1 : (int32_t)((uint32_t)(l.code - p) + at.code);
}

static int32_t bad_plain(const uint8_t *p, uint32_t bytes, uint32_t classes) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < classes; i++) {
        if (at >= bytes || p[at] > bytes - at - 1)
            return (int32_t)at;
        at += 1u + p[at];
    }
    for (; at < bytes; at++)
        if (p[at] != 0)
            return (int32_t)at;
    return -1;
}

int32_t sq_bad_labels(const sqnet_model *model) {
    const uint8_t *p = sq_section(model, SQ_SEC_LABELS);
    uint32_t bytes = model->section[SQ_SEC_LABELS].bytes;
    if (bytes == 0)
        return -1;
    return model->packed_labels ? bad_packed(p, bytes, model->classes) : bad_plain(p, bytes, model->classes);
}

static uint32_t read_packed(const uint8_t *p, uint32_t bytes, uint32_t index, char *text) {
    packed_labels l;
    place at = {0, 0};
    if (lay_out(&l, p, bytes) >= 0)
        return 0;
    uint32_t count = next_length(&l, &at);
    for (; index > 0; index--) {
        at.code += count;
        count = next_length(&l, &at);
    }
    return read_text(&l, at.code, count, text);
}

static uint32_t read_plain(const uint8_t *p, uint32_t index, char *text) {
    for (; index > 0; index--)
        p += 1 + *p;
    memcpy(text, p + 1, *p);
    return *p;
}

int sqnet_label(const sqnet_model *model, unsigned index, char label[SQNET_LABEL_BYTES]) {
    if (!label)
        return SQNET_E_ARGUMENT;
    label[0] = '\0';
    if (!model || !model->blob || index >= model->classes || model->section[SQ_SEC_LABELS].bytes == 0)
        return SQNET_E_ARGUMENT;
    const uint8_t *p = sq_section(model, SQ_SEC_LABELS);
    uint32_t length = model->packed_labels ? read_packed(p, model->section[SQ_SEC_LABELS].bytes, index, label)
                                           : read_plain(p, index, label);
    label[length] = '\0';
    return (int)length;
}
