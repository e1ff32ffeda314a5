//! Handles: six names for everybody.

use makerstake_core::handle::{self, Padded};
use makerstake_testkit::creators::{self, CreatorError as E, HANDLE_REST};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::Harness,
};

const NAMES: [&str; 6] = ["ada", "bo-1", "cyd", "dee", "eve_2", "fay"];

impl Harness {
    /// One of the names.
    pub(super) fn some_handle(&self, entropy: Entropy) -> Padded {
        creators::name(NAMES[entropy.pick(5, NAMES.len())])
    }

    /// Whether a name has an account.
    pub(super) fn is_taken(&self, name: &Padded) -> bool {
        self.books.handle(&creators::handle_address(name)).is_some()
    }

    /// A step of a handle.
    pub(super) fn plan_handle(&mut self, entropy: Entropy) -> Vec<Call> {
        let address = self.creators[entropy.pick(1, self.creators.len())];
        let Some(creator) = self.books.creator(&address) else { return Vec::new() };
        let (authority, has_handle) = (creator.authority, creator.handle != handle::NONE);
        let own = Some(creator.handle).filter(|own| *own != handle::NONE && !entropy.once_in(4, 6));
        let name = own.unwrap_or_else(|| self.some_handle(entropy));
        let account = self.books.handle(&creators::handle_address(&name)).cloned();
        let refuse = |error: E| Expect::Refuse(error as u32);
        let (instruction, expect) = match (entropy.byte(2) % 8, account) {
            (0..=1, _) | (_, None) => {
                let name = self.some_handle(entropy);
                let expect = match (self.is_taken(&name), has_handle) {
                    (true, true) => Expect::Either,
                    (true, false) => Expect::Refuse(0),
                    (false, true) => refuse(E::HasHandle),
                    (false, false) => Expect::Accept,
                };
                (creators::claim_handle(&self.sponsor(entropy), &authority, &address, name), expect)
            }
            (2..=3, Some(handle)) => {
                let expect = if handle.creator != address {
                    refuse(E::NotHandleOwner)
                } else if handle.released_at != 0 {
                    refuse(E::HandleReleased)
                } else {
                    Expect::Accept
                };
                (creators::release_handle(&authority, &address, name), expect)
            }
            (4, Some(handle)) => {
                let expect = if handle.creator != address {
                    refuse(E::NotHandleOwner)
                } else {
                    // Which of two errors comes first is the program's affair.
                    Expect::Either
                };
                (creators::reclaim_handle(&authority, &address, name), expect)
            }
            (_, Some(handle)) => {
                let expect = if handle.released_at == 0 {
                    refuse(E::HandleInUse)
                } else if self.now < handle.released_at + HANDLE_REST {
                    refuse(E::HandleResting)
                } else {
                    Expect::Accept
                };
                (creators::free_handle(name, &handle.rent_payer), expect)
            }
        };
        vec![Call::new(instruction).expecting(expect)]
    }
}
