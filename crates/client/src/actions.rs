//! Actions of proposals: their file, their bytes, what they do, what would stop them, and the instructions that execute them.
//! All of it is pure; only [`simulate`] asks a node.

mod calls;
mod code;
mod describe;
mod entry;
mod execute;
pub mod file;
mod floors;
mod positions;
pub mod preflight;
#[cfg(feature = "native")]
pub mod simulate;
mod terms;
mod track;

use makerstake_core::action::payload::chain;
use makerstake_core::action::wire::encode_all;
use makerstake_core::action::{Action, Actions, DecodeError};
use makerstake_core::hash::{Digest, ZERO};

use crate::hash::Sha2;

pub use calls::call;
pub use describe::{describe, describe_state, kind_names};
pub use entry::Entry;
pub use execute::{execute, owners_wanted, ExecuteError};
pub use track::{choose_track, TrackEntry, TrackError};

/// Actions as they lie in a proposal.
pub fn encode(actions: &[Action<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_all(actions, &mut |field| bytes.extend_from_slice(field));
    bytes
}

/// Actions from the bytes in a proposal.
///
/// # Errors
/// The first that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Action<'_>>, DecodeError> {
    Actions::new(bytes).collect()
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
