/* What the compiler calls for division and 64-bit products, and Debian's libgcc for the LX106 does not
 * define. */
#include <stdint.h>

uint32_t __udivsi3(uint32_t n, uint32_t d);
uint32_t __umodsi3(uint32_t n, uint32_t d);
int32_t __divsi3(int32_t n, int32_t d);
int64_t __muldi3(int64_t x, int64_t y);

static uint32_t divide(uint32_t n, uint32_t d, uint32_t *rest) {
    uint32_t quotient = 0, r = 0;
    for (int bit = 31; bit >= 0; bit--) {
        uint32_t carry = r >> 31;
        r = r << 1 | (n >> bit & 1);
        quotient <<= 1;
        if (carry || r >= d) {
            r -= d;
            quotient |= 1;
        }
    }
    *rest = r;
    return quotient;
}

uint32_t __udivsi3(uint32_t n, uint32_t d) {
    uint32_t rest;
    return divide(n, d, &rest);
}

uint32_t __umodsi3(uint32_t n, uint32_t d) {
    uint32_t rest;
    (void)divide(n, d, &rest);
    return rest;
}

int32_t __divsi3(int32_t n, int32_t d) {
    uint32_t rest, un = n < 0 ? 0u - (uint32_t)n : (uint32_t)n, ud = d < 0 ? 0u - (uint32_t)d : (uint32_t)d;
    uint32_t q = divide(un, ud, &rest);
    return (int32_t)((n < 0) == (d < 0) ? q : 0u - q);
}

/* 32 x 32 -> 64 bits from 16-bit halves; the rest wraps. */
int64_t __muldi3(int64_t x, int64_t y) {
    uint32_t xl = (uint32_t)x, yl = (uint32_t)y;
    uint32_t xh = (uint32_t)((uint64_t)x >> 32), yh = (uint32_t)((uint64_t)y >> 32);
    uint32_t a = xl & 0xffff, b = xl >> 16, c = yl & 0xffff, d = yl >> 16;
    uint32_t low = a * c, middle = b * c + (low >> 16), other = a * d + (middle & 0xffff);
    uint32_t high = b * d + (middle >> 16) + (other >> 16) + xl * yh + xh * yl;
    return (int64_t)((uint64_t)high << 32 | (other << 16 | (low & 0xffff)));
}
