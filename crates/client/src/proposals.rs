//! Proposals: what lies in their accounts, and where they stand.

mod ballot;
mod timing;

use makerstake_core::action::{Action, DecodeError};
use makerstake_core::proposal::{State, Status, Times};

use crate::actions;
use crate::generated::governance::accounts::Proposal;

pub use ballot::delegate_at;
pub use timing::{until_decided, until_executable, until_voting, Wait};

/// The texts and actions behind a proposal's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Its title.
    pub title: String,
    /// Where its document is.
    pub uri: String,
    /// Its actions, as bytes; empty if they come with their execution.
    pub actions: Vec<u8>,
}

impl Tail {
    /// Reads the tail of a proposal's account; `None` if the account is shorter than it says.
    pub fn of(data: &[u8], proposal: &Proposal) -> Option<Self> {
        // The number of 32-byte pieces lies between the fields and the tail.
        let tail = data.get(Proposal::LEN.checked_add(4)?..)?;
        let (title, rest) = tail.split_at_checked(usize::from(proposal.title_bytes))?;
        let (uri, rest) = rest.split_at_checked(usize::from(proposal.uri_bytes))?;
        let actions = rest.get(..usize::from(proposal.action_bytes))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(Self { title: text(title), uri: text(uri), actions: actions.to_vec() })
    }

    /// The actions, read.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn actions(&self) -> Result<Vec<Action<'_>>, DecodeError> {
        actions::read(&self.actions)
    }
}

/// Where a proposal stands at `now`, unix seconds; `None` for a status that does not exist.
pub fn state(proposal: &Proposal, now: i64) -> Option<State> {
    Some(times(proposal).state(Status::from_u8(proposal.status)?, proposal.cursor > 0, now))
}

/// The times a proposal lives by.
pub fn times(proposal: &Proposal) -> Times {
    Times {
        voting_from: proposal.voting_from,
        voting_until: proposal.voting_until,
        cool_off: proposal.cool_off,
        timelock: proposal.timelock,
        grace: proposal.grace,
    }
}
