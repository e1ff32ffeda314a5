//! Actions by hash: a proposal whose actions do not fit into one transaction stores one digest, and each execution
//! brings one action and the digest of what follows it.

use super::Action;
use crate::hash::{Digest, Sha256, ZERO};

const LINK: u8 = 0x02;

/// The digest that commits to an action and, through `next`, to all that follow; `next` is zeros for the last.
pub fn link<H: Sha256>(action: &[u8], next: &Digest) -> Digest {
    H::hashv(&[&[LINK], next, action])
}

/// The digests of a list, one for the rest from each action on: the first is what the proposal stores, the one after
/// an action's own is what its execution brings along. `bytes[i]` is action `i` on the wire.
pub fn chain<H: Sha256>(bytes: &[&[u8]], mut each: impl FnMut(usize, Digest)) {
    let mut next = ZERO;
    for (index, action) in bytes.iter().enumerate().rev() {
        next = link::<H>(action, &next);
        each(index, next);
    }
}

/// Splits what an execution brings into the digest of what follows and the action, and checks it against the digest
/// that the proposal holds (INVARIANT 12). `None` for anything but what was voted.
pub fn open<'a, H: Sha256>(expected: &Digest, payload: &'a [u8]) -> Option<(&'a Digest, Action<'a>)> {
    let (next, bytes) = payload.split_first_chunk::<32>()?;
    if link::<H>(bytes, next) != *expected {
        return None;
    }
    let mut actions = super::Actions::new(bytes);
    let action = actions.next()?.ok()?;
    if actions.next().is_some() {
        return None;
    }
    Some((next, action))
}
