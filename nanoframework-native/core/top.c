/* Ranking and display (SPEC 8). */
#include <string.h>

#include "sqnet.h"

unsigned sqnet_top(const int32_t *scores, unsigned classes, unsigned k, uint16_t *indices) {
    unsigned count = 0;
    if (!scores || !indices || k == 0)
        return 0;
    for (unsigned c = 0; c < classes && c < 65536; c++) {
        if (count == k && scores[c] <= scores[indices[k - 1]])
            continue;
        unsigned at = count < k ? count++ : k - 1;
        for (; at > 0 && scores[indices[at - 1]] < scores[c]; at--)
            indices[at] = indices[at - 1];
        indices[at] = (uint16_t)c;
    }
    return count;
}

/* e^x for x <= 0: 2^n * e^r with |r| <= ln(2)/2; Taylor to r^6 leaves less than 2e-7 relative. */
static float exp_not_positive(float x) {
    if (x < -80.0f)
        return 0.0f;
    int n = (int)(x * 1.44269504f - 0.5f);
    /* ln 2 in two parts keeps r exact. */
    float r = (x - (float)n * 0.693359375f) + (float)n * 2.12194440e-4f;
    float p =
        1.0f +
        r * (1.0f + r * (0.5f + r * (1.0f / 6 + r * (1.0f / 24 + r * (1.0f / 120 + r * (1.0f / 720))))));
    uint32_t bits = (uint32_t)(n + 127) << 23; /* n >= -116 */
    float scale;
    memcpy(&scale, &bits, 4);
    return p * scale;
}

void sqnet_softmax(const sqnet_model *model, const int32_t *scores, float *probabilities) {
    if (!model || !scores || !probabilities)
        return;
    int32_t best = scores[0];
    for (unsigned c = 1; c < model->classes; c++)
        best = scores[c] > best ? scores[c] : best;
    /* Thousands of equal terms round the same way each: what a sum loses is carried to the next term. */
    float sum = 0.0f, lost = 0.0f;
    for (unsigned c = 0; c < model->classes; c++) {
        /* Scores of a safe blob are in 0..2^31-1, so the difference fits; others wrap in unsigned arithmetic.
         */
        float below = (float)((uint32_t)best - (uint32_t)scores[c]) * model->score_scale;
        probabilities[c] = exp_not_positive(-below);
        float term = probabilities[c] - lost, next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    for (unsigned c = 0; c < model->classes; c++)
        probabilities[c] /= sum;
}
