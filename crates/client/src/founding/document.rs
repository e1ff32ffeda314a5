//! The founding document: what a platform is founded with. Its numbers can never be changed (the pool's) or only by a
//! vote (everything else), so they are written down in a file that can be read before anything is signed.

use std::path::Path;

use makerstake_core::units::DAY;
use serde::Deserialize;
use solana_pubkey::Pubkey;

use super::MigrationError;
use crate::actions::TrackEntry;

/// Decimals of every share mint.
pub const DECIMALS: u8 = 6;

/// A founding document, read from TOML.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founding {
    /// The share token's name.
    pub name: String,
    /// The share token's symbol.
    pub symbol: String,
    /// Where the token's metadata document is.
    pub uri: String,
    /// SHA-256 of the constitution's text, in hexadecimal.
    pub constitution_sha256: String,
    /// How long the founder may create tracks, in days.
    pub founder_days: u32,
    /// The pool.
    pub pool: PoolTerms,
    /// The guardian's term.
    pub guardian: GuardianTerm,
    /// The tracks; read from a file of their own.
    #[serde(skip)]
    pub tracks: Vec<TrackEntry>,
}

/// The pool's terms, for ever. Amounts are whole shares.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolTerms {
    /// Most that distributions emit.
    pub contributions: u64,
    /// Most that grants hold.
    pub grants: u64,
    /// Most that is issued to the treasury.
    pub treasury: u64,
    /// What proposer and challenger of a distribution each put up, lamports.
    pub bond: u64,
    /// Fewest shares in positions for a dividend to be shared.
    pub dividend_min_shares: u64,
    /// Length of a snapshot epoch.
    pub snapshot_epoch_days: u32,
    /// Shortest distribution window.
    pub window_days: u32,
    /// How long a distribution can be challenged.
    pub challenge_days: u32,
    /// Part of what is left that an epoch allocates, basis points.
    pub decay_bps: u16,
    /// Largest part of an allocation that one leaf may hold, basis points.
    pub leaf_max_bps: u16,
}

/// The guardian's term.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianTerm {
    /// How long the guardian may block, in days from the foundation.
    pub days: u32,
}

/// Whose keys a platform is founded with.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// Pays fees and rent.
    pub payer: Pubkey,
    /// The share mint: a fresh key, needed for one signature.
    pub mint: Pubkey,
    /// The mint's first authority, the pool's until the hand-over.
    pub founder: Pubkey,
    /// The wallet that proposes distributions.
    pub scorer: Pubkey,
    /// Who may block proposals of marked tracks.
    pub guardian: Pubkey,
    /// The mint in which dividends are paid; it exists already.
    pub dividend_mint: Pubkey,
    /// The token program of that mint.
    pub dividend_token_program: Pubkey,
}

impl Founding {
    /// Reads a founding document and the document of its tracks.
    ///
    /// # Errors
    /// [`MigrationError::Io`], [`MigrationError::Document`] with the place and the reason.
    pub fn read(document: &Path, tracks: &Path) -> Result<Self, MigrationError> {
        let text = read(document)?;
        let mut founding = Self::parse(&text).map_err(|reason| broken(document, reason))?;
        founding.tracks = TrackEntry::parse_all(&read(tracks)?).map_err(|reason| broken(tracks, reason))?;
        Ok(founding)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let founding: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            format!("line {line}: {}", error.message().replace('\n', " "))
        })?;
        founding.constitution_hash()?;
        let pool = &founding.pool;
        for whole in [pool.contributions, pool.grants, pool.treasury, pool.dividend_min_shares] {
            base_units(whole)
                .ok_or_else(|| format!("{whole} shares are more than a mint of six decimals holds"))?;
        }
        Ok(founding)
    }

    /// The ids of the tracks, in the order in which they can be created: those that write tracks first, or none could follow.
    pub fn track_ids(&self) -> Vec<u8> {
        let (first, rest): (Vec<_>, Vec<_>) = self.tracks.iter().partition(|track| track.writes_tracks());
        first.into_iter().chain(rest).map(|track| track.id).collect()
    }

    /// SHA-256 of the constitution.
    pub(crate) fn constitution_hash(&self) -> Result<[u8; 32], String> {
        let text = &self.constitution_sha256;
        let digits = || format!("constitution_sha256: {text:?}: 64 hexadecimal digits");
        if text.len() != 64 || !text.is_ascii() {
            return Err(digits());
        }
        let mut hash = [0; 32];
        for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
            let pair = text.get(place..place + 2).ok_or_else(digits)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| digits())?;
        }
        Ok(hash)
    }
}

/// Whole shares in base units; `None` beyond `u64`.
pub(crate) fn base_units(whole: u64) -> Option<u64> {
    whole.checked_mul(10_u64.pow(u32::from(DECIMALS)))
}

/// Days in seconds; saturates, which every program refuses as too long.
pub(crate) fn seconds(days: u32) -> u32 {
    days.saturating_mul(DAY)
}

fn read(path: &Path) -> Result<String, MigrationError> {
    std::fs::read_to_string(path).map_err(|source| MigrationError::Io { path: path.to_path_buf(), source })
}

fn broken(path: &Path, reason: String) -> MigrationError {
    MigrationError::Document { place: path.display().to_string(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../../migrations/data/example-platform.toml");

    #[test]
    fn the_example_is_a_founding_document() {
        let founding = Founding::parse(EXAMPLE).unwrap();
        assert_eq!(founding.symbol.len(), 4);
        assert_ne!(founding.constitution_hash().unwrap(), [0; 32]);
    }

    #[test]
    fn a_misspelt_field_and_a_short_hash_are_refused() {
        let misspelt = EXAMPLE.replace("decay_bps", "decay");
        assert!(Founding::parse(&misspelt).unwrap_err().contains("decay"));
        let (before, _) = EXAMPLE.split_once("constitution_sha256").unwrap();
        let rest = EXAMPLE.split_once("\nfounder_days").unwrap().1;
        let short = format!("{before}constitution_sha256 = \"ab\"\nfounder_days{rest}");
        assert!(Founding::parse(&short).unwrap_err().contains("64 hexadecimal digits"));
    }
}
