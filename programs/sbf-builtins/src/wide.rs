//! Multiplication and division of 128 bits out of operations on 64.
//!
//! Nothing here may multiply or divide 128-bit values itself: the compiler would call the symbols that call this.

/// The low and the high half.
fn halves(value: u128) -> (u64, u64) {
    (value as u64, (value >> 64) as u64)
}

/// The product, modulo 2^128; the same for signed operands.
#[inline(always)]
pub fn multiply(a: u128, b: u128) -> u128 {
    const LOW: u64 = u32::MAX as u64;
    let ((a_low, a_high), (b_low, b_high)) = (halves(a), halves(b));
    // Schoolbook multiplication of the low halves in digits of 32 bits; no sum below exceeds 64 bits.
    let product = (a_low & LOW).wrapping_mul(b_low & LOW);
    let first = (a_low >> 32).wrapping_mul(b_low & LOW).wrapping_add(product >> 32);
    let second = (b_low >> 32).wrapping_mul(a_low & LOW).wrapping_add(first & LOW);
    let low = (product & LOW).wrapping_add(second << 32);
    let carried =
        (a_low >> 32).wrapping_mul(b_low >> 32).wrapping_add(first >> 32).wrapping_add(second >> 32);
    let high = carried.wrapping_add(a_high.wrapping_mul(b_low)).wrapping_add(a_low.wrapping_mul(b_high));
    ((high as u128) << 64) | low as u128
}

/// Quotient and remainder. A divisor of zero traps in the VM before it gets here: rustc checks it.
#[inline(never)]
pub fn divide(dividend: u128, divisor: u128) -> (u128, u128) {
    let ((n_low, n_high), (d_low, d_high)) = (halves(dividend), halves(divisor));
    if n_high == 0 && d_high == 0 {
        return ((n_low / d_low) as u128, (n_low % d_low) as u128);
    }
    if dividend < divisor {
        return (0, dividend);
    }
    // Restoring division: one bit of the quotient a turn, from the highest that can be set.
    let mut shift = leading_zeros(divisor) - leading_zeros(dividend);
    let mut shifted = divisor << shift;
    let (mut quotient, mut remainder) = (0u128, dividend);
    loop {
        quotient <<= 1;
        if remainder >= shifted {
            remainder = remainder.wrapping_sub(shifted);
            quotient |= 1;
        }
        if shift == 0 {
            return (quotient, remainder);
        }
        shift -= 1;
        shifted >>= 1;
    }
}

fn leading_zeros(value: u128) -> u32 {
    match halves(value) {
        (low, 0) => 64 + low.leading_zeros(),
        (_, high) => high.leading_zeros(),
    }
}

/// The quotient of signed operands, rounded towards zero.
#[inline(always)]
pub fn signed_quotient(dividend: i128, divisor: i128) -> i128 {
    let quotient = divide(dividend.unsigned_abs(), divisor.unsigned_abs()).0 as i128;
    if (dividend < 0) != (divisor < 0) {
        quotient.wrapping_neg()
    } else {
        quotient
    }
}

/// The remainder of signed operands, with the sign of the dividend.
#[inline(always)]
pub fn signed_remainder(dividend: i128, divisor: i128) -> i128 {
    let remainder = divide(dividend.unsigned_abs(), divisor.unsigned_abs()).1 as i128;
    if dividend < 0 {
        remainder.wrapping_neg()
    } else {
        remainder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Edges of every half and digit, and numbers between them.
    fn samples() -> impl Iterator<Item = u128> + Clone {
        let edges = [0, 1, 2, 3, u32::MAX as u128, u64::MAX as u128, i128::MAX as u128, 1 << 127, u128::MAX];
        let steps = (0..128).map(|shift| 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835_u128 >> shift);
        edges.into_iter().chain(steps).flat_map(|value| [value.wrapping_sub(1), value, value.wrapping_add(1)])
    }

    #[test]
    fn it_agrees_with_the_compilers_own() {
        for a in samples() {
            for b in samples() {
                assert_eq!(multiply(a, b), a.wrapping_mul(b), "{a} * {b}");
                if b != 0 {
                    assert_eq!(divide(a, b), (a / b, a % b), "{a} / {b}");
                    let (a, b) = (a as i128, b as i128);
                    assert_eq!(signed_quotient(a, b), a.wrapping_div(b), "{a} / {b}");
                    assert_eq!(signed_remainder(a, b), a.wrapping_rem(b), "{a} % {b}");
                }
            }
        }
    }
}
