//! The steps of founding a platform, in order.

use crate::programs::Program;

/// The version of the list of steps. A later version adds steps and never changes what these do.
pub const VERSION: u32 = 1;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The program is deployed and executable. Deploying is an operator's work; the step only looks.
    Program(Program),
    /// The share mint exists, with its metadata.
    Mint,
    /// The pool is founded on the mint, which makes it the mint's authority.
    Pool,
    /// The platform is founded on the pool, with its guardian.
    Platform,
    /// The track of this id exists.
    Track(u8),
    /// The pool obeys the treasury's address. It cannot be undone, so it is in no list: it is asked for by name.
    HandOver,
}

/// Somebody who signs a step, besides the payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The mint's own key, needed once.
    Mint,
    /// The founder.
    Founder,
}

impl Step {
    /// All steps that found a platform with tracks of these ids, in order.
    pub fn all(tracks: &[u8]) -> Vec<Self> {
        let mut steps: Vec<Self> = Program::ALL.into_iter().map(Self::Program).collect();
        steps.extend([Self::Mint, Self::Pool, Self::Platform]);
        steps.extend(tracks.iter().copied().map(Self::Track));
        steps
    }

    /// Who signs besides the payer.
    pub fn signers(&self) -> &'static [Role] {
        match self {
            Self::Program(_) => &[],
            Self::Mint => &[Role::Mint, Role::Founder],
            Self::Pool | Self::Platform | Self::Track(_) | Self::HandOver => &[Role::Founder],
        }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Program(program) => write!(f, "program {program}"),
            Self::Mint => f.write_str("share mint"),
            Self::Pool => f.write_str("pool"),
            Self::Platform => f.write_str("platform"),
            Self::Track(id) => write!(f, "track {id}"),
            Self::HandOver => f.write_str("hand-over"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_come_first_and_tracks_last() {
        let steps = Step::all(&[0, 1]);
        assert_eq!(steps.first(), Some(&Step::Program(Program::Creators)));
        assert_eq!(steps.last(), Some(&Step::Track(1)));
        assert_eq!(steps.len(), Program::ALL.len() + 3 + 2);
    }
}
