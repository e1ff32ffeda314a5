//! The model's actions in the program's words.

use makerstake_core::track::{BLOCKABLE, OPTIMISTIC};
use makerstake_testkit::{
    equity::Outcome,
    governance::{self as chain, encode, Action, BudgetTerms, HouseTerms, Kind, Param, TrackTerms},
    model::governance::{Act, Asset, RuleText, Stream, Terms, To},
};
use solana_signer::Signer;

use crate::scene::Play;

/// The keys that an action names: whom, and in what.
type Keys = [[u8; 32]; 2];

/// The name of an action's kind.
pub fn name(act: &Act) -> &'static str {
    u8::try_from(act.kind()).ok().and_then(Kind::from_u8).map_or("none", Kind::name)
}

/// A track's terms as the model reads them.
pub fn terms(terms: &TrackTerms) -> Terms {
    let house = |house: HouseTerms| [house.quorum_bps, house.approval_bps, house.veto_bps].map(u128::from);
    Terms {
        bond: terms.bond,
        kinds: (0..32).filter(|kind| terms.kinds >> kind & 1 == 1).collect(),
        voting_delay: terms.voting_delay.into(),
        voting_period: terms.voting_period.into(),
        cool_off: terms.cool_off.into(),
        timelock: terms.timelock.into(),
        grace: terms.grace.into(),
        houses: [house(terms.token), house(terms.creator)],
        propose: terms.proposal_threshold_bps.into(),
        spam: terms.bond_refund_bps.into(),
        is_optimistic: terms.flags & OPTIMISTIC != 0,
        is_blockable: terms.flags & BLOCKABLE != 0,
        limits: [terms.per_action_limit_ppm.into(), terms.per_epoch_limit_ppm.into()],
    }
}

/// The bits of kinds.
pub fn bits(kinds: &[u32]) -> u32 {
    kinds.iter().fold(0, |bits, kind| bits | 1 << kind)
}

/// The model's terms as the program reads them.
pub fn track(terms: &Terms) -> TrackTerms {
    let half = |part: u128| u16::try_from(part).expect("a part");
    let house = |[quorum, approval, veto]: [u128; 3]| HouseTerms {
        quorum_bps: half(quorum),
        approval_bps: half(approval),
        veto_bps: half(veto),
    };
    let [token, creator] = terms.houses;
    let [each, epoch] = terms.limits.map(|limit| u32::try_from(limit).expect("a limit"));
    let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
    TrackTerms {
        bond: terms.bond,
        kinds: bits(&terms.kinds),
        voting_delay: seconds(terms.voting_delay),
        voting_period: seconds(terms.voting_period),
        cool_off: seconds(terms.cool_off),
        timelock: seconds(terms.timelock),
        grace: seconds(terms.grace),
        per_action_limit_ppm: each,
        per_epoch_limit_ppm: epoch,
        token: house(token),
        creator: house(creator),
        proposal_threshold_bps: half(terms.propose),
        bond_refund_bps: half(terms.spam),
        flags: flag(terms.is_optimistic, OPTIMISTIC) | flag(terms.is_blockable, BLOCKABLE),
    }
}

fn seconds(period: i64) -> u32 {
    u32::try_from(period).expect("a period")
}

impl Play {
    /// Actions in a row, in the program's words, for as long as `with` looks at them.
    pub fn in_words<R>(&self, acts: &[Act], with: impl FnOnce(&[Action<'_>]) -> R) -> R {
        let keys: Vec<Keys> = acts.iter().map(|act| self.keys_of(act)).collect();
        let actions: Vec<_> = acts.iter().zip(&keys).map(|(act, keys)| action(act, keys)).collect();
        with(&actions)
    }

    /// Their bytes.
    pub fn bytes(&self, acts: &[Act]) -> Vec<u8> {
        self.in_words(acts, encode)
    }

    fn mint(&self, asset: Asset) -> [u8; 32] {
        match asset {
            Asset::Sol => [0; 32],
            Asset::Token(token) => self.mints[token].0.to_bytes(),
        }
    }

    fn keys_of(&self, act: &Act) -> Keys {
        let none = [0; 32];
        match act {
            Act::Pay { asset, to, .. } => [self.address_of(*to).to_bytes(), self.mint(*asset)],
            Act::OpenBudget { asset, team, .. } => {
                [self.payees[*team].pubkey().to_bytes(), self.mint(*asset)]
            }
            Act::SetGuardian { who, .. } => {
                [who.map_or(none, |who| self.guardians[who].pubkey().to_bytes()), none]
            }
            Act::SetScorer { who } => [self.people[*who].address.to_bytes(), none],
            Act::Rule { epoch, .. } => [self.realm.f.distribution(*epoch as u32).to_bytes(), none],
            Act::Grant { to, .. } => [self.people[*to].address.to_bytes(), none],
            Act::RevokeGrant { grant } => [self.grants[grant].to_bytes(), none],
            _ => [none; 2],
        }
    }

    /// The address of somebody who is paid.
    pub fn address_of(&self, to: To) -> solana_pubkey::Pubkey {
        match to {
            To::Payee(payee) => self.payees[payee].pubkey(),
            To::Vault => self.realm.f.vault,
            To::Treasury => self.realm.treasury,
        }
    }
}

fn asset<'a>(asset: Asset, mint: &'a [u8; 32]) -> chain::Asset<'a> {
    match asset {
        Asset::Sol => chain::Asset::Sol,
        Asset::Token(_) => chain::Asset::Token(mint),
    }
}

fn stream(stream: Stream) -> BudgetTerms {
    BudgetTerms { per_day: stream.per_day, cap: stream.cap, lasts: seconds(stream.lasts) }
}

fn rule(rule: &RuleText) -> chain::SetRule<'_> {
    chain::SetRule {
        id: rule.id,
        domain: rule.domain,
        version: rule.version,
        text_hash: &rule.text,
        notice: seconds(rule.notice),
        lasts: seconds(rule.lasts),
        params: rule.params.map(|(unit, value)| Param { unit, value }),
    }
}

fn action<'a>(act: &'a Act, [whom, what]: &'a Keys) -> Action<'a> {
    match act {
        Act::Pay { asset: paid, amount, .. } => {
            Action::Transfer(chain::Transfer { asset: asset(*paid, what), to: whom, amount: *amount })
        }
        Act::OpenBudget { id, asset: paid, stream: terms, report_every, .. } => {
            Action::OpenBudget(chain::OpenBudget {
                id: *id,
                asset: asset(*paid, what),
                recipient: whom,
                terms: stream(*terms),
                report_every: seconds(*report_every),
            })
        }
        Act::Amend { id, stream: terms } => Action::AmendBudget { id: *id, terms: stream(*terms) },
        Act::Reduce { id, stream: terms } => Action::ReduceBudget { id: *id, terms: stream(*terms) },
        Act::Revoke { id } => Action::RevokeBudget { id: *id },
        Act::SetRule(text) if text.widens => Action::WidenRule(rule(text)),
        Act::SetRule(text) => Action::SetRule(rule(text)),
        Act::Repeal { id, version, notice } => {
            Action::RepealRule { id: *id, version: *version, notice: seconds(*notice) }
        }
        Act::SetTrack { id, terms } => Action::SetTrack { id: *id, terms: track(terms) },
        Act::SetPlatform { constitution, min_earned, min_age } => Action::SetPlatform {
            constitution_hash: constitution,
            seat_min_earned: *min_earned,
            seat_min_age: seconds(*min_age),
        },
        Act::SetGuardian { lasts, .. } => Action::SetGuardian { guardian: whom, lasts: seconds(*lasts) },
        Act::SetScorer { .. } => Action::SetScorer { scorer: whom },
        Act::Rule { outcome, .. } => {
            let outcome = match outcome {
                Outcome::Proposed => chain::Ruling::Proposed,
                Outcome::Rival => chain::Ruling::Rival,
                Outcome::Void => chain::Ruling::Void,
            };
            Action::ResolveDistribution { distribution: whom, outcome }
        }
        Act::Grant { id, plan, .. } => Action::CreateGrant(chain::CreateGrant {
            holder: whom,
            id: *id,
            total: plan.total,
            start: plan.start,
            cliff: plan.cliff,
            end: plan.end,
            is_revocable: plan.is_revocable,
        }),
        Act::RevokeGrant { .. } => Action::RevokeGrant { grant: whom },
        Act::Issue { amount } => Action::IssueTreasury { amount: *amount },
        Act::Say { text } => Action::Resolve { text_hash: text },
    }
}
