//! What strangers try: a good transaction with another's signature, with another platform's account, with somebody else's
//! position, without a signature, or sent again.

use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, Play, ACTORS, REALMS},
};

/// Accounts that an instruction does not always look at, or that its signer may choose.
const HARMLESS: [(&str, &str); 6] = [
    ("governance.cast_vote", "delegate_voter"),
    ("governance.execute_open_budget", "source"),
    ("governance.report", "budget"),
    // Of a grant of which nothing is left, nothing is burned.
    ("governance.execute_revoke_grant", "mint"),
    ("governance.execute_revoke_grant", "vault"),
    ("equity.deposit_dividend", "pool"),
];

impl Harness {
    /// Makes a transaction foreign, where that can be done.
    pub(super) fn make_adversarial(&mut self, mut calls: Vec<Call>, entropy: Entropy) -> Vec<Call> {
        let entropy = entropy.mixed(3);
        if entropy.byte(0) % 8 < 2 {
            return self.replay(entropy).unwrap_or(calls);
        }
        let is_single = calls.len() == 1;
        let Some(last) = calls.last_mut().filter(|call| call.method.is_some()) else { return calls };
        let changed = match entropy.byte(0) % 8 {
            // Nothing is predicted of these: the invariants judge, and what goes through is undone.
            _ if last.expect != Expect::RefuseSomehow && entropy.byte(6) < 96 => {
                if entropy.once_in(6, 2) {
                    self.swap_kin(last, entropy)
                } else {
                    garble(last, entropy)
                }
            }
            2..=3 => self.sign_otherwise(last, entropy),
            4 if is_single => unsign(last, entropy),
            4 => None,
            5 => self.swap_position(last, entropy),
            _ => self.swap_platform(last, entropy),
        };
        if let Some(changed) = changed {
            *last = changed;
        }
        calls
    }

    /// A transaction that went through, once more.
    fn replay(&self, entropy: Entropy) -> Option<Vec<Call>> {
        let calls = self.recent.get(entropy.pick(1, self.recent.len()))?.clone();
        Some(calls.into_iter().map(|call| call.expecting(Expect::Strange)).collect())
    }

    /// A stranger's signature in the place of a rightful one.
    fn sign_otherwise(&self, call: &Call, entropy: Entropy) -> Option<Call> {
        let index = some_signer(call, entropy)?;
        let mut changed = call.clone().expecting(Expect::RefuseSomehow);
        changed.instruction.accounts[index].pubkey = self.stranger;
        Some(changed)
    }

    /// Another actor's position, for whom the signer does not act.
    fn swap_position(&self, call: &Call, entropy: Entropy) -> Option<Call> {
        if ["equity.deposit", "equity.collect_bond", "equity.open_position"].contains(&call.name()) {
            return None;
        }
        let index = call.method?.accounts.iter().position(|name| name == "position")?;
        let place = call.instruction.accounts.get(index)?.pubkey;
        let position = self.books.position(&place)?;
        let other = &self.actors[entropy.pick(2, ACTORS)].address;
        let (other, _) = self.books.positions(&position.pool).find(|(_, at)| at.holder == *other)?;
        let holder = self.books.position(other)?.holder;
        let signer = self.signer(&holder);
        let acts = call.instruction.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == signer);
        if *other == place || acts {
            return None;
        }
        let mut changed = call.clone().expecting(Expect::RefuseSomehow);
        changed.instruction.accounts[index].pubkey = *other;
        Some(changed)
    }

    /// Another account of the same kind, of whomever.
    fn swap_kin(&self, call: &Call, entropy: Entropy) -> Option<Call> {
        let places = call.instruction.accounts.iter().enumerate();
        let kinds: Vec<_> = places
            .filter_map(|(index, meta)| Some((index, self.books.entry(&meta.pubkey)?.state.place()?.0)))
            .collect();
        let (index, kind) = *kinds.get(entropy.pick(2, kinds.len()))?;
        let kin = self.books.all(kind);
        let at = (usize::from(entropy.byte(3)) * 256 + usize::from(entropy.byte(4))) % kin.len().max(1);
        let mut changed = call.clone().expecting(Expect::Strange);
        changed.instruction.accounts[index].pubkey = *kin.get(at)?;
        Some(changed)
    }

    /// The same account of another platform.
    fn swap_platform(&self, call: &Call, entropy: Entropy) -> Option<Call> {
        let method = call.method?;
        let count = method.accounts.len().min(call.instruction.accounts.len());
        let to = entropy.pick(3, REALMS);
        let from = entropy.pick(4, count);
        // The first account, from a random one on, that another platform has too.
        for index in (from..count).chain(0..from) {
            let address = call.instruction.accounts[index].pubkey;
            if HARMLESS.contains(&(call.name(), method.accounts[index].as_str())) {
                continue;
            }
            if let Some(sibling) = self.sibling(&address, to) {
                let mut changed = call.clone().expecting(Expect::RefuseSomehow);
                changed.instruction.accounts[index].pubkey = sibling;
                return Some(changed);
            }
        }
        None
    }

    /// What another platform has in the place of an account.
    fn sibling(&self, address: &Pubkey, to: usize) -> Option<Pubkey> {
        let of = self.plays.iter().position(|play| self.accounts(play).contains(address))?;
        let index = self.accounts(&self.plays[of]).iter().position(|account| account == address)?;
        Some(self.accounts(&self.plays[to])[index]).filter(|sibling| sibling != address)
    }

    /// A platform's accounts, in an order that is the same for all.
    fn accounts(&self, play: &Play) -> Vec<Pubkey> {
        let (r, f) = (&play.realm, &play.realm.f);
        let newest = play.model.distributions.len().saturating_sub(1) as u32;
        let mut all = vec![
            f.pool,
            f.vault,
            f.mint,
            f.dividend_mint,
            f.dividend_vault,
            r.platform,
            r.treasury,
            f.distribution(newest),
        ];
        for actor in &self.actors {
            all.extend([f.position(&actor.address), r.voter(&actor.address)]);
        }
        all.extend((0..8).map(|id| r.track(id)));
        all.extend(play.token_accounts.iter().flat_map(|(shares, income)| [*shares, *income]));
        all
    }
}

/// Another byte in the arguments.
fn garble(call: &Call, entropy: Entropy) -> Option<Call> {
    let mut changed = call.clone().expecting(Expect::Strange);
    let count = changed.instruction.data.len().checked_sub(8).filter(|count| *count > 0)?;
    let at = 8 + (usize::from(entropy.byte(2)) * 256 + usize::from(entropy.byte(3))) % count;
    // A list that says to be longer than a program's memory ends it before it is looked at, and nothing is learned.
    if call.name() == "equity.claim_range" && (8..12).contains(&at) {
        return None;
    }
    changed.instruction.data[at] = match entropy.byte(4) % 4 {
        0 => 0,
        1 => u8::MAX,
        _ => changed.instruction.data[at] ^ (1 << (entropy.byte(5) % 8)),
    };
    Some(changed)
}

/// A signer who is more than a payer.
fn some_signer(call: &Call, entropy: Entropy) -> Option<usize> {
    let method = call.method?;
    let metas = call.instruction.accounts.iter().enumerate();
    // Whoever signs may pay, may be handed a pool, and may dispute with a bond of its own.
    let is_anybody = |name: &String| ["payer", "new_authority", "challenger"].contains(&name.as_str());
    let is_free = |index: usize| method.accounts.get(index).is_none_or(is_anybody);
    let signers: Vec<_> = metas.filter(|(index, meta)| meta.is_signer && !is_free(*index)).collect();
    signers.get(entropy.pick(1, signers.len())).map(|(index, _)| *index)
}

/// A rightful signer who did not sign.
fn unsign(call: &Call, entropy: Entropy) -> Option<Call> {
    let index = some_signer(call, entropy)?;
    let key = call.instruction.accounts[index].pubkey;
    if call.instruction.accounts.iter().filter(|meta| meta.pubkey == key && meta.is_signer).count() > 1 {
        return None;
    }
    let mut changed = call.clone().expecting(Expect::RefuseSomehow);
    changed.instruction.accounts[index].is_signer = false;
    changed.is_alone = true;
    Some(changed)
}
