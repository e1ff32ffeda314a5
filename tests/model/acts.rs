//! What actions mean to the reference model: bytes that a proposal carries, in the model's terms.

use makerstake_core::action::{Action, Actions, Asset, BudgetTerms, Ruling, SetRule};
use makerstake_testkit::{
    equity::{Fault, GrantPlan, Outcome},
    model::governance::{self as model, Act, RuleText, Stream, To, SHARES},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    harness::{Harness, Play},
    reference::ELSEWHERE,
};

/// The numbers of the kinds whose bits are set.
pub fn kinds(bits: u32) -> Vec<u32> {
    (0..32).filter(|kind| bits >> kind & 1 == 1).collect()
}

/// The first action of these bytes.
pub fn first(bytes: &[u8]) -> Option<Action<'_>> {
    Actions::new(bytes).next()?.ok()
}

fn stream(terms: BudgetTerms) -> Stream {
    Stream { per_day: terms.per_day, cap: terms.cap, lasts: terms.lasts.into() }
}

fn rule(rule: &SetRule<'_>, widens: bool) -> RuleText {
    RuleText {
        id: rule.id,
        domain: rule.domain,
        version: rule.version,
        text: *rule.text_hash,
        notice: rule.notice.into(),
        lasts: rule.lasts.into(),
        params: rule.params.map(|param| (param.unit, param.value)),
        widens,
    }
}

impl Harness {
    /// The first of these actions in the model's terms. What names something that is not there is opaque.
    pub fn act(&mut self, realm: usize, bytes: &[u8]) -> Act {
        let Some(action) = first(bytes) else {
            return Act::Opaque { kind: bytes.first().copied().unwrap_or_default().into() };
        };
        let kind = action.kind() as u32;
        self.known_act(realm, &action).unwrap_or(Act::Opaque { kind })
    }

    fn known_act(&mut self, realm: usize, action: &Action<'_>) -> Option<Act> {
        let actor = |key: &[u8; 32]| self.actor_of(&Pubkey::new_from_array(*key)).unwrap_or(ELSEWHERE);
        Some(match action {
            Action::Transfer(transfer) => {
                let asset = self.asset(realm, transfer.asset)?;
                let to = self.recipient(realm, transfer.to);
                if asset != model::Asset::Sol && !matches!(to, To::Payee(_)) {
                    return None;
                }
                Act::Pay { asset, to, amount: transfer.amount }
            }
            Action::OpenBudget(open) => {
                let asset = self.asset(realm, open.asset)?;
                let To::Payee(team) = self.recipient(realm, open.recipient) else { return None };
                let report_every = open.report_every.into();
                Act::OpenBudget { id: open.id, asset, team, stream: stream(open.terms), report_every }
            }
            Action::AmendBudget { id, terms } => Act::Amend { id: *id, stream: stream(*terms) },
            Action::ReduceBudget { id, terms } => Act::Reduce { id: *id, stream: stream(*terms) },
            Action::RevokeBudget { id } => Act::Revoke { id: *id },
            Action::SetRule(text) => Act::SetRule(rule(text, false)),
            Action::WidenRule(text) => Act::SetRule(rule(text, true)),
            Action::RepealRule { id, version, notice } => {
                Act::Repeal { id: *id, version: *version, notice: (*notice).into() }
            }
            Action::SetTrack { id, terms: set } => Act::SetTrack { id: *id, terms: set.into() },
            Action::SetConstitution { constitution_hash } => {
                Act::SetConstitution { text: **constitution_hash }
            }
            Action::SetGuardian { guardian, lasts } => {
                let guardian = Pubkey::new_from_array(**guardian);
                let who = self.guardians(realm).into_iter().position(|key| key == guardian);
                if who.is_none() && guardian != Pubkey::default() {
                    return None;
                }
                Act::SetGuardian { who, lasts: (*lasts).into() }
            }
            Action::SetScorer { scorer } => Act::SetScorer { who: actor(scorer) },
            Action::ResolveDistribution { distribution, root, ruling } => {
                let address = Pubkey::new_from_array(**distribution);
                let (outcome, fault) = match ruling {
                    Ruling::AsProposed => (Outcome::AsProposed, Fault::Nobody),
                    Ruling::AsProposedAgainstChallenger => (Outcome::AsProposed, Fault::Challenger),
                    Ruling::Void => (Outcome::Void, Fault::Nobody),
                    Ruling::VoidAgainstProposer => (Outcome::Void, Fault::Proposer),
                    Ruling::VoidAgainstChallenger => (Outcome::Void, Fault::Challenger),
                };
                let found = self.books.distribution(&address)?;
                let (epoch, is_root) = (found.epoch as usize, found.root == **root);
                Act::Rule { epoch, is_root, outcome, fault }
            }
            Action::CreateGrant(grant) => {
                let plan = GrantPlan {
                    total: grant.total,
                    start: grant.start,
                    cliff: grant.cliff,
                    end: grant.end,
                    is_revocable: grant.is_revocable,
                    is_transferable: grant.is_transferable,
                };
                Act::Grant { to: actor(grant.holder), id: grant.id, plan }
            }
            Action::RevokeGrant { grant } => {
                let address = Pubkey::new_from_array(**grant);
                let (grant, _) = self.grants(realm).into_iter().find(|(_, at)| *at == address)?;
                Act::RevokeGrant { grant }
            }
            Action::IssueTreasury { amount } => Act::Issue { amount: *amount },
            Action::Resolve { text_hash } => Act::Say { text: **text_hash },
            Action::Upgrade(_) | Action::Invoke(_) => return None,
        })
    }

    /// The keys that are ever appointed as guardians of a platform.
    pub fn guardians(&self, realm: usize) -> [Pubkey; 2] {
        [self.plays[realm].realm.guardian.pubkey(), self.sponsors[0]]
    }

    fn asset(&self, realm: usize, asset: Asset<'_>) -> Option<model::Asset> {
        let f = self.pool(realm);
        match asset {
            Asset::Sol => Some(model::Asset::Sol),
            Asset::Token(mint) if *mint == f.mint.to_bytes() => Some(model::Asset::Token(SHARES)),
            Asset::Token(mint) if *mint == f.dividend_mint.to_bytes() => {
                Some(model::Asset::Token(1 - SHARES))
            }
            Asset::Token(_) => None,
        }
    }

    fn recipient(&mut self, realm: usize, key: &[u8; 32]) -> To {
        let address = Pubkey::new_from_array(*key);
        let Play { realm: r, model, .. } = &mut self.plays[realm];
        if address == r.treasury {
            To::Treasury
        } else if address == r.f.vault {
            To::Vault
        } else if let Some(actor) = self.actors.iter().position(|actor| actor.wallet == address) {
            To::Payee(actor)
        } else {
            To::Payee(model.stranger(&address))
        }
    }
}
