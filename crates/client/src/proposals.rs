//! Proposals: their actions as bytes, as words, and as the instructions that execute them.

mod calls;
mod execute;
mod messages;
mod terms;

use makerstake_core::action::payload::chain;
use makerstake_core::action::wire::encode_all;
use makerstake_core::action::{Action, Actions, DecodeError};
use makerstake_core::hash::{Digest, ZERO};
use makerstake_core::proposal::{State, Status, Times};

use crate::generated::governance::accounts::Proposal;
use crate::hash::Sha2;

pub use execute::{execute, ExecuteError};
pub use messages::{describe, describe_state, kind_names, Shares};

/// Actions as they lie in a proposal.
pub fn encode(actions: &[Action<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_all(actions, &mut |field| bytes.extend_from_slice(field));
    bytes
}

/// Actions that come with their execution: each on the wire, and the links that commit to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    wires: Vec<Vec<u8>>,
    links: Vec<Digest>,
}

impl Chain {
    /// Of actions on the wire, one by one.
    pub fn of(wires: Vec<Vec<u8>>) -> Self {
        let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
        let mut links = vec![ZERO; wires.len().saturating_add(1)];
        chain::<Sha2>(&slices, |index, link| {
            if let Some(place) = links.get_mut(index) {
                *place = link;
            }
        });
        Self { wires, links }
    }

    /// What a proposal holds before action `index` is executed: the link to it and all after it.
    pub fn link(&self, index: usize) -> Option<&Digest> {
        self.links.get(index)
    }

    /// What the execution of action `index` brings along: the link to what follows, and the action.
    pub fn payload(&self, index: usize) -> Option<Vec<u8>> {
        Some([self.links.get(index.checked_add(1)?)?.as_slice(), self.wires.get(index)?].concat())
    }
}

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
        Actions::new(&self.actions).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use makerstake_core::action::payload::open;

    #[test]
    fn a_chain_is_opened_by_what_it_brings() {
        let text = [7; 32];
        let actions = [Action::IssueTreasury { amount: 5 }, Action::Resolve { text_hash: &text }];
        let chain = Chain::of(actions.iter().map(|action| encode(std::slice::from_ref(action))).collect());
        for (index, action) in actions.iter().enumerate() {
            let payload = chain.payload(index).unwrap();
            let (next, opened) = open::<Sha2>(chain.link(index).unwrap(), &payload).unwrap();
            assert_eq!((Some(next), opened), (chain.link(index + 1), *action));
        }
        assert_eq!((chain.link(2), chain.payload(2)), (Some(&ZERO), None));
    }
}
