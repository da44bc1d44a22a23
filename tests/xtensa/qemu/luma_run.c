/* The motion gate's grid of a camera's frame, 320x240 in RGB565 and its middle 240x240, on a 32-bit Xtensa
 * machine under qemu-xtensa: for whoever counts its instructions. Writes the sum of the grid as hexadecimal.
 */
#include "guest.h"
#include "sqnet.h"

enum { width = 320, height = 240 };

void run(void) {
    static sqnet_model model;
    static uint8_t luma[SQNET_LUMA_BYTES];
    sqnet_image image = {blob, width, height, 2 * width, SQNET_RGB565_BE};
    sqnet_image_source source;
    uint32_t sum = 0;
    model.width = model.height = 224;
    model.crop_num = model.crop_den = 1;
    for (uint32_t i = 0; i < 2 * width * height; i++)
        blob[i] = (uint8_t)(i * 2654435761u >> 24);
    int error = sqnet_image_open(&source, &model, &image);
    counted_begin();
    error = error ? error : sqnet_image_luma(&source, luma);
    counted_end();
    for (unsigned i = 0; i < SQNET_LUMA_BYTES; i++)
        sum += luma[i];
    print(sum);
    (void)system_call(call_exit, error != 0, 0, 0);
}
