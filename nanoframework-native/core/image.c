/* Images to network rows (SPEC 2): crop, integer resampling, pixel formats. */
#include <stdbool.h>

#include "kernels.h"
#include "sqnet.h"

#define MAX_SIDE 4096u

static uint32_t bytes_per_pixel(uint32_t format) {
    switch (format) {
    case SQNET_RGB888:
        return 3;
    case SQNET_RGB565_LE:
    case SQNET_RGB565_BE:
        return 2;
    case SQNET_GRAY8:
        return 1;
    default:
        return 0;
    }
}

static uint32_t clamp_length(uint32_t length, uint32_t limit) {
    return length < 1 ? 1 : length > limit ? limit : length;
}

/* The centred part that the model wants. Sides <= 4096, fractions below 2^16, network sides <= 1024: products
 * below 2^28 + 2^15. */
static void crop(sqnet_image_source *s, uint32_t num, uint32_t den) {
    uint32_t w = s->width, h = s->height, nw = s->out_width, nh = s->out_height;
    if (w * nh >= h * nw) {
        s->crop_height = clamp_length((h * num + den / 2) / den, h);
        s->crop_width = clamp_length((s->crop_height * nw + nh / 2) / nh, w);
    } else {
        s->crop_width = clamp_length((w * num + den / 2) / den, w);
        s->crop_height = clamp_length((s->crop_width * nh + nw / 2) / nw, h);
    }
    s->left = (w - s->crop_width) / 2;
    s->top = (h - s->crop_height) / 2;
}

static uint32_t per_mille(uint32_t side, uint32_t part) {
    return (side * part + 500) / 1000;
}

/* A region: x + size <= 1000, so that only rounding can take it over the right edge. Sides <= 4096 and
 * network sides <= 1024: products below 2^22 + 2^10. */
static void place(sqnet_image_source *s, const sqnet_view *view) {
    uint32_t nw = s->out_width, nh = s->out_height;
    uint32_t asked = clamp_length(per_mille(s->width, view->size), s->width);
    uint32_t left = per_mille(s->width, view->x), top = per_mille(s->height, view->y);
    s->crop_width = asked;
    s->crop_height = (asked * nh + nw / 2) / nw;
    if (s->crop_height < 1)
        s->crop_height = 1;
    if (s->crop_height > s->height) {
        s->crop_height = s->height;
        s->crop_width = clamp_length((s->height * nw + nh / 2) / nh, asked);
    }
    s->left = (left < s->width - asked ? left : s->width - asked) + (asked - s->crop_width) / 2;
    s->top = top < s->height - s->crop_height ? top : s->height - s->crop_height;
}

/* Where the turned image's first pixel, its next one and its next row are. The image is in memory, so offsets
 * in it fit; the stride of a single row is no such offset. */
static void turn(sqnet_image_source *s, uint32_t rotate) {
    ptrdiff_t pixel = (ptrdiff_t)bytes_per_pixel(s->image.format);
    ptrdiff_t stride = s->image.height > 1 ? (ptrdiff_t)s->image.stride : 0;
    ptrdiff_t right = (ptrdiff_t)(s->image.width - 1) * pixel;
    ptrdiff_t bottom = (ptrdiff_t)(s->image.height - 1) * stride;
    bool upright = rotate == 0 || rotate == 180;
    s->width = upright ? s->image.width : s->image.height;
    s->height = upright ? s->image.height : s->image.width;
    s->origin = (rotate == 90 || rotate == 180 ? bottom : 0) + (rotate == 180 || rotate == 270 ? right : 0);
    s->step_x = rotate == 0 ? pixel : rotate == 90 ? -stride : rotate == 180 ? -pixel : stride;
    s->step_y = rotate == 0 ? stride : rotate == 90 ? pixel : rotate == 180 ? -stride : -pixel;
}

int sqnet_is_view(const sqnet_view *view) {
    bool turned = view->rotate == 0 || view->rotate == 90 || view->rotate == 180 || view->rotate == 270;
    return turned && view->size <= 1000 && view->x <= 1000 - view->size && view->y <= 1000;
}

int sqnet_image_open_view(sqnet_image_source *source, const sqnet_model *model, const sqnet_image *image,
                          const sqnet_view *view) {
    if (!source || !model || !image || !view || !sqnet_is_view(view))
        return SQNET_E_ARGUMENT;
    uint32_t pixel = bytes_per_pixel(image->format);
    if (!image->pixels || pixel == 0 || image->width < 1 || image->width > MAX_SIDE || image->height < 1 ||
        image->height > MAX_SIDE || image->stride < image->width * pixel)
        return SQNET_E_IMAGE;
    source->image = *image;
    source->out_width = model->width;
    source->out_height = model->height;
    turn(source, view->rotate);
    if (view->size)
        place(source, view);
    else
        crop(source, model->crop_num, model->crop_den);
    return 0;
}

int sqnet_image_open(sqnet_image_source *source, const sqnet_model *model, const sqnet_image *image) {
    static const sqnet_view whole = {0, 0, 0, 0};
    return sqnet_image_open_view(source, model, image, &whole);
}

/* Source pixels first .. last (relative to the crop) of one output, and their integer weights. */
typedef struct span {
    int32_t first, last;
    uint32_t outputs, length, index;
    uint32_t total; /* sum of weights */
} span;

static span span_of(uint32_t outputs, uint32_t length, uint32_t index) {
    span s = {0, 0, outputs, length, index, length};
    if (length >= outputs) {
        s.first = (int32_t)(index * length / outputs);
        s.last = (int32_t)(((index + 1) * length - 1) / outputs);
        return s;
    }
    /* t = (2i+1)L - N may be negative, but not below -N: one step of floor towards minus infinity. */
    int32_t t = (int32_t)((2 * index + 1) * length) - (int32_t)outputs, step = 2 * (int32_t)outputs;
    s.first = t < 0 ? -1 : t / step;
    s.last = s.first + 1;
    s.total = 2 * outputs;
    return s;
}

static uint32_t weight_of(const span *s, int32_t j) {
    if (s->length >= s->outputs) {
        uint32_t from = (uint32_t)j * s->outputs, to = from + s->outputs;
        uint32_t low = s->index * s->length, high = low + s->length;
        return (to < high ? to : high) - (from > low ? from : low);
    }
    int32_t t = (int32_t)((2 * s->index + 1) * s->length) - (int32_t)s->outputs;
    uint32_t f = (uint32_t)(t - 2 * (int32_t)s->outputs * s->first);
    return j == s->first ? 2 * s->outputs - f : f;
}

static uint32_t inside(int32_t at, uint32_t limit) {
    return at < 0 ? 0 : (uint32_t)at >= limit ? limit - 1 : (uint32_t)at;
}

static void widen565(uint32_t v, uint32_t rgb[3]) {
    uint32_t r = v >> 11, g = v >> 5 & 63, b = v & 31;
    rgb[0] = r << 3 | r >> 2;
    rgb[1] = g << 2 | g >> 4;
    rgb[2] = b << 3 | b >> 2;
}

static void read_pixel(uint32_t format, const uint8_t *pixel, uint32_t rgb[3]) {
    switch (format) {
    case SQNET_RGB888:
        rgb[0] = pixel[0];
        rgb[1] = pixel[1];
        rgb[2] = pixel[2];
        break;
    case SQNET_RGB565_LE:
        widen565((uint32_t)(pixel[0] | pixel[1] << 8), rgb);
        break;
    case SQNET_RGB565_BE:
        widen565((uint32_t)(pixel[1] | pixel[0] << 8), rgb);
        break;
    default:
        rgb[0] = rgb[1] = rgb[2] = pixel[0];
    }
}

/* First pixel of a row of the turned image; j is relative to the crop. */
static const uint8_t *source_row(const sqnet_image_source *s, int32_t j) {
    ptrdiff_t y = (ptrdiff_t)inside((int32_t)s->top + j, s->height);
    return s->image.pixels + (s->origin + y * s->step_y);
}

/* Adds `count` pixels of a row. At most 4096 of them: below 2^20. */
static void add_pixels(uint32_t format, const uint8_t *pixel, ptrdiff_t step, uint32_t count,
                       uint32_t sum[3]) {
    uint32_t r = 0, g = 0, b = 0, rgb[3];
    if (format == SQNET_RGB565_LE || format == SQNET_RGB565_BE) {
        uint32_t upper = format == SQNET_RGB565_LE;
        for (; count > 0; count--, pixel += step) {
            uint32_t high = pixel[upper], low = pixel[upper ^ 1];
            uint32_t green = (high << 3 & 0x38) | low >> 5;
            r += (high & 0xF8) | high >> 5;
            g += green << 2 | green >> 4;
            b += (low << 3 & 0xF8) | (low >> 2 & 7);
        }
    } else {
        for (; count > 0; count--, pixel += step) {
            read_pixel(format, pixel, rgb);
            r += rgb[0];
            g += rgb[1];
            b += rgb[2];
        }
    }
    sum[0] += r;
    sum[1] += g;
    sum[2] += b;
}

static void add_weighted(const sqnet_image_source *s, const uint8_t *row, int32_t j, uint32_t weight,
                         uint32_t sum[3]) {
    uint32_t rgb[3];
    ptrdiff_t column = (ptrdiff_t)inside((int32_t)s->left + j, s->width);
    read_pixel(s->image.format, row + column * s->step_x, rgb);
    for (unsigned c = 0; c < 3; c++)
        sum[c] += weight * rgb[c];
}

/* The columns of an output. Of an average all but the outermost weigh the same, and lie inside. */
typedef struct columns {
    int32_t first, last, inner;
    uint32_t first_weight, last_weight;
} columns;

static columns columns_of(const span *horizontal) {
    int32_t inner = horizontal->last - horizontal->first - 1;
    columns c = {horizontal->first, horizontal->last, inner, weight_of(horizontal, horizontal->first), 0};
    if (inner >= 0)
        c.last_weight = weight_of(horizontal, horizontal->last);
    return c;
}

/* One row's part of an output. */
static void add_row(const sqnet_image_source *s, const uint8_t *row, const columns *of, uint32_t sum[3]) {
    add_weighted(s, row, of->first, of->first_weight, sum);
    if (of->inner > 0) {
        uint32_t plain[3] = {0, 0, 0};
        ptrdiff_t column = (ptrdiff_t)((int32_t)s->left + of->first + 1);
        add_pixels(s->image.format, row + column * s->step_x, s->step_x, (uint32_t)of->inner, plain);
        for (unsigned c = 0; c < 3; c++)
            sum[c] += s->out_width * plain[c];
    }
    if (of->inner >= 0)
        add_weighted(s, row, of->last, of->last_weight, sum);
}

/* Both totals are at most 4096: 255 * 2^24 + 2^23 < 2^32. */
static void resample_pixel(const sqnet_image_source *s, const span *vertical, uint32_t x, int8_t *out) {
    span horizontal = span_of(s->out_width, s->crop_width, x);
    columns of = columns_of(&horizontal);
    uint32_t sum[3] = {0, 0, 0}, total = vertical->total * horizontal.total;
    for (int32_t jy = vertical->first; jy <= vertical->last; jy++) {
        uint32_t of_row[3] = {0, 0, 0}, wy = weight_of(vertical, jy);
        add_row(s, source_row(s, jy), &of, of_row);
        for (unsigned c = 0; c < 3; c++)
            sum[c] += wy * of_row[c];
    }
    for (unsigned c = 0; c < 3; c++)
        out[c] = (int8_t)((int32_t)((sum[c] + total / 2) / total) - 128);
}

/* Pixel by pixel: gray ones, and those of an image that is turned. */
static void copy_pixels(const sqnet_image_source *s, const uint8_t *row, int8_t *out) {
    for (uint32_t x = 0; x < s->out_width; x++) {
        uint32_t rgb[3];
        read_pixel(s->image.format, row + (ptrdiff_t)(s->left + x) * s->step_x, rgb);
        for (unsigned c = 0; c < 3; c++)
            out[3 * x + c] = (int8_t)((int32_t)rgb[c] - 128);
    }
}

/* No scaling on either axis: most host images, and cameras set to the network's size. */
static void copy_row(const sqnet_image_source *s, uint32_t y, int8_t *out) {
    const uint8_t *row = source_row(s, (int32_t)y);
    uint32_t format = s->image.format;
    bool straight = s->step_x == (ptrdiff_t)bytes_per_pixel(format);
    if (straight && format == SQNET_RGB888) {
        uint32_t bytes = 3 * s->out_width; /* a local, which `out` cannot alias */
        row += 3 * (size_t)s->left;
        for (uint32_t i = 0; i < bytes; i++)
            out[i] = (int8_t)(row[i] ^ 0x80);
    } else if (straight && (format == SQNET_RGB565_LE || format == SQNET_RGB565_BE)) {
        sq_rgb565_row(row + 2 * (size_t)s->left, s->out_width, format == SQNET_RGB565_BE, out);
    } else {
        copy_pixels(s, row, out);
    }
}

int sqnet_image_row(void *source, unsigned y, int8_t *row) {
    const sqnet_image_source *s = (const sqnet_image_source *)source;
    if (!s || !row || y >= s->out_height)
        return SQNET_E_ARGUMENT;
    if (s->crop_width == s->out_width && s->crop_height == s->out_height) {
        copy_row(s, y, row);
        return 0;
    }
    span vertical = span_of(s->out_height, s->crop_height, y);
    for (uint32_t x = 0; x < s->out_width; x++)
        resample_pixel(s, &vertical, x, row + 3 * x);
    return 0;
}

int sqnet_image_luma(const sqnet_image_source *source, uint8_t luma[SQNET_LUMA_BYTES]) {
    if (!source || !luma)
        return SQNET_E_ARGUMENT;
    sqnet_image_source small = *source;
    small.out_width = small.out_height = SQNET_LUMA_SIDE;
    for (uint32_t y = 0; y < SQNET_LUMA_SIDE; y++) {
        int8_t row[3 * SQNET_LUMA_SIDE];
        int error = sqnet_image_row(&small, y, row);
        if (error)
            return error;
        for (uint32_t x = 0; x < SQNET_LUMA_SIDE; x++) {
            const int8_t *q = row + 3 * x;
            uint32_t r = (uint32_t)(q[0] + 128), g = (uint32_t)(q[1] + 128), b = (uint32_t)(q[2] + 128);
            luma[SQNET_LUMA_SIDE * y + x] = (uint8_t)((77 * r + 150 * g + 29 * b + 128) >> 8);
        }
    }
    return 0;
}
