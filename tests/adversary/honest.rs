//! What the honest do, always, whoever attacks: the assumptions that every figure rests on.
//!
//! * Three fifths of the honest shares and of what the honest earned vote, in the first second they can; nobody else does.
//! * They vote for mere words while these cost nobody a slot, and sign that ballot before voting begins, to be sent then. They
//!   are silent about payments of less than a wallet lives on. They vote against everything else of the attacker's.
//! * The guardian, unless it is the attacker's, blocks whatever of that it may.
//! * Somebody decides every proposal, and executes what the honest decided, as soon as it can be done.
//! * Nobody changes tracks to defend, raises bars, or sells.
//! * Whose key was stolen cancels every withdrawal, by the recovery key, and has the account back after seven days.
//! * The attacker acts first in every second.

use makerstake_testkit::model::governance::{Act, Asset, Proposal, Status};

use crate::{
    scene::{Call, Scene},
    setup::{ACTIVE, DUST, SILENT},
};

/// Choices on a ballot.
const FOR: u8 = 1;
#[allow(missing_docs)]
const AGAINST: u8 = 2;

/// Whether an action takes something from the honest.
fn is_harmful(act: &Act) -> bool {
    match act {
        Act::Say { .. } => false,
        Act::Pay { asset, amount, .. } => *asset == Asset::Sol && *amount > DUST,
        _ => true,
    }
}

/// Whether the honest would have a proposal fail.
pub fn minds(p: &Proposal) -> bool {
    Scene::is_hostile(p) && (p.added_bond > 0 || p.acts.iter().any(is_harmful))
}

fn is_words(p: &Proposal) -> bool {
    !minds(p) && p.acts.iter().all(|act| matches!(act, Act::Say { .. }))
}

impl Scene {
    /// Does what the honest do in this second. What is refused, is.
    pub fn honest(&mut self) {
        let roles = self.budget.roles;
        for n in 0..self.model.proposals.len() {
            let p = &self.model.proposals[n];
            if p.is_closed {
                continue;
            }
            let now = self.model.now();
            let [voting_from, _, voting_until, closes, from, until] = p.instants();
            if p.terms.is_blockable && !roles.guardian && minds(p) && !p.is_over(now) {
                let _blocked = self.call(Call::Block(n));
                continue;
            }
            match p.status {
                Status::Open if now < voting_from => {
                    let address = (p.by, p.nonce);
                    if is_words(p) && !self.signed.iter().any(|(by, nonce, _)| (*by, *nonce) == address) {
                        self.signed.push((p.by, p.nonce, n));
                    }
                }
                Status::Open if now < voting_until => self.ballots(n),
                Status::Open if now >= closes => {
                    let _decided = self.call(Call::Finalize(n));
                }
                Status::Passed if !Self::is_hostile(p) && now >= from && now < until => {
                    while self.model.proposals[n].cursor < self.model.proposals[n].acts.len()
                        && self.execute(n).is_ok()
                    {}
                }
                _ => {}
            }
        }
        if roles.thief && self.model.equity.holders[SILENT].cooling.0 > 0_u32.into() {
            let _cancelled = self.call(Call::CancelWithdrawal(SILENT));
        }
    }

    /// The honest ballot about a proposal: the one that was signed for its address, else what they think of it.
    fn ballots(&mut self, n: usize) {
        let p = &self.model.proposals[n];
        if p.ballots.contains_key(&ACTIVE) {
            return;
        }
        let (address, thought) =
            ((p.by, p.nonce), if minds(p) { Some(AGAINST) } else { (!Self::is_hostile(p)).then_some(FOR) });
        let signed = self.signed.iter().position(|(by, nonce, _)| (*by, *nonce) == address);
        if let Some(at) = signed {
            let (.., signed) = self.signed.swap_remove(at);
            if self.call(Call::Vote { by: ACTIVE, n, choice: FOR, signed }).is_ok() {
                return;
            }
        }
        if let Some(choice) = thought {
            let _cast = self.call(Call::Vote { by: ACTIVE, n, choice, signed: n });
        }
    }
}
