//! What this program must know of mints and token accounts, read from their bytes. Both token programs share one layout;
//! an account longer than it says what it is in the byte behind it, and then lists its extensions.
//!
//! Extensions are allowed by name, because one that this program has never heard of may take tokens, freeze them,
//! or let a transfer arrive smaller than it left.

/// Length of a mint without extensions.
const MINT_LENGTH: usize = 82;
/// Length of a token account without extensions; a longer mint is padded up to here.
const ACCOUNT_LENGTH: usize = 165;
/// The byte after that in a mint.
const IS_MINT: u8 = 1;
/// The byte after that in a token account.
const IS_ACCOUNT: u8 = 2;

/// Metadata pointer and token metadata: names, nothing else.
const METADATA: [u16; 2] = [METADATA_POINTER, TOKEN_METADATA];
/// Where a mint's metadata is: who may change that, and the address.
const METADATA_POINTER: u16 = 18;
/// The metadata itself: who may change it, the mint, names.
const TOKEN_METADATA: u16 = 19;
/// Interest-bearing and scaled display, group pointers and groups: how amounts are shown and mints are grouped. Raw amounts,
/// which are all that this program counts, stay as they are.
const DISPLAY: [u16; 6] = [10, 25, 20, 21, 22, 23];

/// A mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MintFacts {
    /// Who may mint, if anybody.
    pub authority: Option<[u8; 32]>,
    /// Tokens in existence, base units.
    pub supply: u64,
    /// Decimals.
    pub decimals: u8,
    /// Whether somebody may freeze accounts.
    pub can_freeze: bool,
    /// Whether it fits for shares: no extension but metadata.
    pub fits_shares: bool,
    /// Whether it fits for dividends: no extension but metadata and display.
    pub fits_dividends: bool,
    /// Who may point to other metadata; zeros: nobody.
    pub pointer_authority: [u8; 32],
    /// Who may write its metadata; zeros: nobody.
    pub update_authority: [u8; 32],
    /// Whether a pointer leads to metadata outside of the mint.
    pub points_elsewhere: bool,
}

impl MintFacts {
    /// Whether nobody but `pool` can change what the shares are called.
    pub fn is_named_by(&self, pool: &[u8; 32]) -> bool {
        let is_safe = |key: &[u8; 32]| *key == [0; 32] || key == pool;
        is_safe(&self.pointer_authority) && is_safe(&self.update_authority) && !self.points_elsewhere
    }
}

/// A token account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountFacts {
    /// Its mint.
    pub mint: [u8; 32],
    /// Its owner.
    pub owner: [u8; 32],
    /// Whether anybody but the owner could move or close it: a delegate or a close authority.
    pub is_shared: bool,
}

/// Reads the mint that lives at `address`; `None` if it is none, or not initialised.
pub fn mint(data: &[u8], address: &[u8; 32]) -> Option<MintFacts> {
    if data.len() != MINT_LENGTH && data.get(ACCOUNT_LENGTH) != Some(&IS_MINT) {
        return None;
    }
    if data.get(45) != Some(&1) {
        return None;
    }
    let extensions =
        data.get(ACCOUNT_LENGTH..).and_then(<[u8]>::split_first).map_or(&[][..], |(_, rest)| rest);
    let pointer = extension(extensions, METADATA_POINTER);
    let metadata = extension(extensions, TOKEN_METADATA);
    let first = |data: Option<&[u8]>| data.and_then(|data| key(data, 0)).unwrap_or_default();
    let leads_to = pointer.and_then(|data| key(data, 32)).unwrap_or_default();
    Some(MintFacts {
        authority: if is_some(data, 0)? { Some(key(data, 4)?) } else { None },
        supply: u64::from_le_bytes(*data.get(36..)?.first_chunk()?),
        decimals: *data.get(44)?,
        can_freeze: is_some(data, 46)?,
        fits_shares: all_extensions(extensions, |kind| METADATA.contains(&kind)),
        fits_dividends: all_extensions(extensions, |kind| {
            METADATA.contains(&kind) || DISPLAY.contains(&kind)
        }),
        pointer_authority: first(pointer),
        update_authority: first(metadata),
        points_elsewhere: leads_to != [0; 32] && leads_to != *address,
    })
}

/// Reads a token account; `None` if it is none, not initialised, or frozen.
pub fn account(data: &[u8]) -> Option<AccountFacts> {
    if data.len() != ACCOUNT_LENGTH && data.get(ACCOUNT_LENGTH) != Some(&IS_ACCOUNT) {
        return None;
    }
    if data.get(108) != Some(&1) {
        return None;
    }
    let is_shared = is_some(data, 72)? || is_some(data, 129)?;
    Some(AccountFacts { mint: key(data, 0)?, owner: key(data, 32)?, is_shared })
}

/// Whether the optional key whose four-byte tag is at `at` is there.
fn is_some(data: &[u8], at: usize) -> Option<bool> {
    Some(*data.get(at..)?.first_chunk::<4>()? != [0; 4])
}

/// The 32 bytes at `at`.
fn key(data: &[u8], at: usize) -> Option<[u8; 32]> {
    data.get(at..)?.first_chunk().copied()
}

/// One extension: its kind, its data, and what follows. `None` where the list breaks off.
fn split_extension(rest: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, after) = rest.split_first_chunk::<2>()?;
    let (length, after) = after.split_first_chunk::<2>()?;
    let (data, next) = after.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    Some((u16::from_le_bytes(*kind), data, next))
}

/// Whether the list ends here: type 0 ends it, for the token program too, and so do fewer bytes than a type has.
fn is_end(rest: &[u8]) -> bool {
    rest.first_chunk::<2>().is_none_or(|kind| *kind == [0; 2])
}

/// Whether every extension passes; a list that breaks off fails.
fn all_extensions(mut rest: &[u8], passes: impl Fn(u16) -> bool) -> bool {
    while !is_end(rest) {
        let Some((kind, _, next)) = split_extension(rest) else { return false };
        if !passes(kind) {
            return false;
        }
        rest = next;
    }
    true
}

/// The data of the extension of this kind, where there is one.
fn extension(mut rest: &[u8], wanted: u16) -> Option<&[u8]> {
    while !is_end(rest) {
        let (kind, data, next) = split_extension(rest)?;
        if kind == wanted {
            return Some(data);
        }
        rest = next;
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests")]
mod tests {
    use super::*;

    fn with_extensions(extensions: &[(u16, usize)]) -> Vec<u8> {
        let mut data = vec![0; ACCOUNT_LENGTH];
        data[45] = 1;
        data.push(IS_MINT);
        for (kind, length) in extensions {
            data.extend(kind.to_le_bytes());
            data.extend(u16::try_from(*length).unwrap().to_le_bytes());
            data.extend(vec![7; *length]);
        }
        data
    }

    #[test]
    fn only_known_extensions_pass() {
        let fits = |extensions: &[_]| {
            mint(&with_extensions(extensions), &[0; 32]).map(|m| (m.fits_shares, m.fits_dividends))
        };
        assert_eq!(fits(&[]), Some((true, true)));
        assert_eq!(fits(&[(18, 64), (19, 90)]), Some((true, true)));
        for kind in 1..60 {
            let metadata = METADATA.contains(&kind);
            let expected = Some((metadata, metadata || DISPLAY.contains(&kind)));
            assert_eq!(fits(&[(18, 64), (kind, 8), (19, 90)]), expected, "{kind}");
        }
    }

    #[test]
    fn a_list_that_breaks_off_fails() {
        let whole = with_extensions(&[(18, 64)]);
        for cut in [1, 64, 65] {
            assert!(!mint(&whole[..whole.len() - cut], &[0; 32]).unwrap().fits_shares, "{cut}");
        }
    }

    #[test]
    fn neither_kind_passes_for_the_other() {
        let mut data = with_extensions(&[(18, 64)]);
        assert_eq!(account(&data), None);
        data[ACCOUNT_LENGTH] = IS_ACCOUNT;
        data[108] = 1;
        assert_eq!(mint(&data, &[0; 32]), None);
        assert!(account(&data).is_some());
        assert_eq!(mint(&data[..ACCOUNT_LENGTH], &[0; 32]), None);
        assert_eq!(account(&data[..MINT_LENGTH]), None);
        data[108] = 2;
        assert_eq!(account(&data), None, "frozen");
    }

    #[test]
    fn authorities_are_seen() {
        let mut data = vec![0; MINT_LENGTH];
        assert_eq!(mint(&data, &[0; 32]), None, "not initialised");
        data[45] = 1;
        data[36] = 5;
        data[44] = 6;
        let plain = mint(&data, &[0; 32]).unwrap();
        assert_eq!((plain.authority, plain.supply, plain.decimals, plain.can_freeze), (None, 5, 6, false));
        data[0] = 1;
        data[4..36].fill(9);
        data[46] = 1;
        let ruled = mint(&data, &[0; 32]).unwrap();
        assert_eq!((ruled.authority, ruled.can_freeze), (Some([9; 32]), true));
        let mut held = vec![0; ACCOUNT_LENGTH];
        held[108] = 1;
        assert!(!account(&held).unwrap().is_shared);
        for tag in [72, 129] {
            let mut shared = held.clone();
            shared[tag] = 1;
            assert!(account(&shared).unwrap().is_shared);
        }
    }

    #[test]
    fn who_may_rename_the_shares_is_seen() {
        let (pool, mint_address) = ([4; 32], [5; 32]);
        let extended = |pointer: [[u8; 32]; 2], update: [u8; 32]| {
            let mut data = with_extensions(&[(18, 64), (19, 90)]);
            let at = data.len() - 64 - 4 - 90;
            data[at..at + 64].copy_from_slice(&pointer.concat());
            let at = data.len() - 90;
            data[at..at + 32].copy_from_slice(&update);
            mint(&data, &mint_address).unwrap().is_named_by(&pool)
        };
        let (nobody, other) = ([0; 32], [6; 32]);
        assert!(extended([nobody, mint_address], nobody));
        assert!(extended([pool, nobody], pool));
        assert!(!extended([other, mint_address], pool));
        assert!(!extended([pool, mint_address], other));
        assert!(!extended([pool, other], pool));
        assert!(mint(&with_extensions(&[]), &mint_address).unwrap().is_named_by(&pool));
    }
}
