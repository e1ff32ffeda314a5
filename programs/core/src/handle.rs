//! What a creator's handle may look like: one rule for programs, CLI and dApp.
//!
//! 3 to 32 bytes of `a`–`z`, `0`–`9`, `_` and `-`. The first and the last byte are a letter or a digit, and no two
//! separators stand side by side: `ada`, `ada-l`, `ada_l2`, never `-ada`, `ada--l` or `ada_-l`. So a name cannot
//! hide a separator that the eye skips. Upper case is folded by clients ([`fold`]); a program refuses what is not
//! in its canonical form, so that one name has one address.

use crate::hash::is_zero;

/// Fewest bytes of a handle.
pub const MIN_LENGTH: usize = 3;
/// Most bytes of a handle.
pub const MAX_LENGTH: usize = 32;

/// A handle as accounts and addresses hold it: its bytes, then zeros to 32. All zeros: no handle.
pub type Padded = [u8; MAX_LENGTH];

/// No handle.
pub const NONE: Padded = [0; MAX_LENGTH];

/// Class of a letter or digit.
const LETTER: u8 = 0;
/// Class of `_` and `-`.
const SEPARATOR: u8 = 1;
/// Class of a byte that has no place in a handle; no union of the others.
const OTHER: u8 = 3;
/// The class of every ASCII byte: a table, because programs pay for every comparison.
const CLASSES: [u8; 128] = {
    let mut classes = [OTHER; 128];
    let mut rest: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    while let [byte, tail @ ..] = rest {
        classes[*byte as usize] = LETTER;
        rest = tail;
    }
    classes[b'_' as usize] = SEPARATOR;
    classes[b'-' as usize] = SEPARATOR;
    classes
};

/// Which rule a handle breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleError {
    /// Fewer than [`MIN_LENGTH`] bytes.
    TooShort,
    /// More than [`MAX_LENGTH`] bytes.
    TooLong,
    /// A byte other than `a`–`z`, `0`–`9`, `_`, `-`.
    Character,
    /// It starts or ends with `_` or `-`, or has two of them side by side.
    Separator,
}

impl HandleError {
    /// The rule, as a sentence for people.
    pub const fn message(self) -> &'static str {
        match self {
            Self::TooShort => "a handle has at least 3 characters",
            Self::TooLong => "a handle has at most 32 characters",
            Self::Character => "a handle is made of the letters a to z, the digits, _ and -",
            Self::Separator => "_ and - stand alone and between letters or digits",
        }
    }
}

impl core::fmt::Display for HandleError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for HandleError {}

/// Checks a handle given as text bytes.
///
/// # Errors
/// The first rule that it breaks, in the order length, characters, separators.
pub fn check(name: &[u8]) -> Result<(), HandleError> {
    if name.len() < MIN_LENGTH {
        return Err(HandleError::TooShort);
    }
    if name.len() > MAX_LENGTH {
        return Err(HandleError::TooLong);
    }
    // The text starts and ends beside a separator that is not there; a byte of no class has every bit.
    let mut before = SEPARATOR;
    let mut found = 0;
    let mut doubled = 0;
    for byte in name {
        let class = CLASSES.get(usize::from(*byte)).copied().unwrap_or(OTHER);
        found |= class;
        doubled |= class & before;
        before = class;
    }
    if found == OTHER {
        return Err(HandleError::Character);
    }
    if (doubled | before) & SEPARATOR != 0 {
        return Err(HandleError::Separator);
    }
    Ok(())
}

/// Checks a handle given padded; zeros may only follow the name.
///
/// # Errors
/// As [`check`]; a zero inside the name is [`HandleError::Character`], and no name at all is [`HandleError::TooShort`].
pub fn check_padded(name: &Padded) -> Result<(), HandleError> {
    check(name.get(..length(name)).unwrap_or_default())
}

/// Pads a handle for accounts and addresses.
///
/// # Errors
/// As [`check`].
pub fn pad(name: &[u8]) -> Result<Padded, HandleError> {
    check(name)?;
    let mut padded = NONE;
    for (to, from) in padded.iter_mut().zip(name) {
        *to = *from;
    }
    Ok(padded)
}

/// The text of a padded handle, or nothing for [`NONE`] and for bytes that are no handle.
pub fn text(name: &Padded) -> Option<&str> {
    let bytes = name.get(..length(name))?;
    check(bytes).ok()?;
    core::str::from_utf8(bytes).ok()
}

/// Folds upper case, as clients do with what people type, and pads.
///
/// # Errors
/// As [`check`].
pub fn fold(typed: &str) -> Result<Padded, HandleError> {
    let mut folded = NONE;
    let bytes = typed.as_bytes();
    if bytes.len() > MAX_LENGTH {
        return Err(HandleError::TooLong);
    }
    for (to, from) in folded.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    check(folded.get(..bytes.len()).unwrap_or_default())?;
    Ok(folded)
}

/// Whether there is no handle.
pub fn is_none(name: &Padded) -> bool {
    is_zero(name)
}

/// Bytes up to and with the last that is not zero. Zeros are skipped eight at a time, which programs pay for.
fn length(name: &Padded) -> usize {
    let words = name.as_chunks::<8>().0;
    let last = words.iter().rposition(|word| u64::from_ne_bytes(*word) != 0);
    last.map_or(0, |last| {
        let zeros = words.get(last).map_or(0, |word| u64::from_le_bytes(*word).leading_zeros() / 8);
        last.saturating_add(1).saturating_mul(8).saturating_sub(zeros as usize)
    })
}

#[cfg(test)]
mod tests;
