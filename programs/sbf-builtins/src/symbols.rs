//! The names that LLVM calls.

use crate::wide;

/// Multiplication.
#[no_mangle]
pub unsafe extern "unadjusted" fn __multi3(a: i128, b: i128) -> i128 {
    wide::multiply(a as u128, b as u128) as i128
}

/// Unsigned quotient.
#[no_mangle]
pub unsafe extern "unadjusted" fn __udivti3(dividend: u128, divisor: u128) -> u128 {
    wide::divide(dividend, divisor).0
}

/// Unsigned remainder.
#[no_mangle]
pub unsafe extern "unadjusted" fn __umodti3(dividend: u128, divisor: u128) -> u128 {
    wide::divide(dividend, divisor).1
}

/// Signed quotient.
#[no_mangle]
pub unsafe extern "unadjusted" fn __divti3(dividend: i128, divisor: i128) -> i128 {
    wide::signed_quotient(dividend, divisor)
}

/// Signed remainder.
#[no_mangle]
pub unsafe extern "unadjusted" fn __modti3(dividend: i128, divisor: i128) -> i128 {
    wide::signed_remainder(dividend, divisor)
}

/// What the standard library would call for memory in a program that brings no allocator of its own. Only a sibling
/// program linked as a library is such, and it is never deployed; its link needs the symbol all the same.
#[no_mangle]
pub extern "C" fn sys_alloc_aligned(_size: usize, _align: usize) -> *mut u8 {
    core::ptr::null_mut()
}
