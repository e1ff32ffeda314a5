//! Actions of the model as the program reads them, and the instructions that execute them.

use makerstake_core::track::{BLOCKABLE, OPTIMISTIC};
use makerstake_testkit::{
    equity,
    governance::*,
    model::governance::{self as model, Act, To},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::Chain;

impl Chain {
    /// An action as bytes.
    pub(super) fn encoded(&self, act: &Act) -> Vec<u8> {
        let nobody = [0; 32];
        let key = |payee: usize| self.wallet(payee).to_bytes();
        let (f, seconds) = (&self.realm.f, |time: i64| u32::try_from(time).expect("a period"));
        match act {
            Act::Pay { asset: model::Asset::Sol, to: To::Payee(to), amount } => {
                encode(&[pay(&self.wallet(*to), *amount)])
            }
            Act::Pay { to: To::Payee(to), amount, .. } => {
                encode(&[pay_tokens(&f.dividend_mint, &self.wallet(*to), *amount)])
            }
            Act::OpenBudget { id, team, stream, report_every, .. } => {
                encode(&[Action::OpenBudget(OpenBudget {
                    id: *id,
                    asset: Asset::Sol,
                    recipient: &key(*team),
                    terms: BudgetTerms {
                        per_day: stream.per_day,
                        cap: stream.cap,
                        lasts: seconds(stream.lasts),
                    },
                    report_every: seconds(*report_every),
                })])
            }
            Act::Revoke { id } => encode(&[Action::RevokeBudget { id: *id }]),
            Act::SetRule(rule) => encode(&[Action::WidenRule(SetRule {
                id: rule.id,
                domain: rule.domain,
                version: rule.version,
                text_hash: &rule.text,
                notice: seconds(rule.notice),
                lasts: seconds(rule.lasts),
                params: rule.params.map(|(unit, value)| Param { unit, value }),
            })]),
            Act::SetTrack { id, terms } => encode(&[Action::SetTrack { id: *id, terms: written(terms) }]),
            Act::SetConstitution { text } => encode(&[Action::SetConstitution { constitution_hash: text }]),
            Act::SetGuardian { .. } => encode(&[Action::SetGuardian { guardian: &nobody, lasts: 0 }]),
            Act::SetScorer { who } => encode(&[Action::SetScorer { scorer: &key(*who) }]),
            Act::Rule { epoch, outcome, .. } => encode(&[Action::ResolveDistribution {
                distribution: &f.distribution(*epoch as u32).to_bytes(),
                root: &self.trees[*epoch].0.root().root,
                ruling: match outcome {
                    equity::Outcome::Void => Ruling::VoidAgainstProposer,
                    equity::Outcome::AsProposed => Ruling::AsProposedAgainstChallenger,
                },
            }]),
            Act::Grant { to, id, plan } => encode(&[Action::CreateGrant(CreateGrant {
                holder: &key(*to),
                id: *id,
                total: plan.total,
                start: plan.start,
                cliff: plan.cliff,
                end: plan.end,
                is_revocable: plan.is_revocable,
                is_transferable: plan.is_transferable,
            })]),
            Act::Issue { amount } => encode(&[Action::IssueTreasury { amount: *amount }]),
            Act::Say { text } => encode(&[Action::Resolve { text_hash: text }]),
            other => unreachable!("no menu has {other:?}"),
        }
    }

    pub(super) fn execute(&self, p: &Pubkey, act: &Act, track: u8) -> Instruction {
        let (r, f) = (&self.realm, &self.realm.f);
        match act {
            Act::Pay { asset: model::Asset::Sol, to: To::Payee(to), .. } => {
                execute_transfer(r, p, track, &self.wallet(*to), &[])
            }
            Act::Pay { to: To::Payee(to), .. } => {
                let route =
                    TokenRoute::to_wallet(r, &f.dividend_mint, &f.dividend_token_program, &self.wallet(*to));
                execute_token_transfer(r, p, track, &route)
            }
            Act::OpenBudget { id, .. } => execute_open_budget(r, p, track, *id, None),
            Act::Revoke { id } => execute_budget(r, p, *id),
            Act::SetRule(rule) => execute_rule(r, p, rule.id),
            Act::SetTrack { id, .. } => execute_track(r, p, *id),
            Act::SetScorer { .. } => execute_scorer(r, p),
            Act::Rule { epoch, .. } => execute_ruling(r, p, &f.distribution(*epoch as u32)),
            Act::Grant { to, id, .. } => execute_create_grant(r, p, &f.grant(&self.wallet(*to), *id)),
            Act::Issue { .. } => {
                execute_issue_treasury(r, p, &associated(&r.treasury, &f.mint, &f.token_program))
            }
            _ => execute_platform(r, p),
        }
    }
}

/// Terms of a track as the program reads them.
pub(super) fn written(terms: &model::Terms) -> TrackTerms {
    let small = |number: u128| u16::try_from(number).expect("parts of 10,000");
    let seconds = |time: i64| u32::try_from(time).expect("a period");
    let house = |[quorum, approval, veto]: [u128; 3]| HouseTerms {
        quorum_bps: small(quorum),
        approval_bps: small(approval),
        veto_bps: small(veto),
    };
    let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
    TrackTerms {
        bond: terms.bond,
        kinds: terms.kinds.iter().fold(0, |bits, kind| bits | 1 << kind),
        voting_delay: seconds(terms.voting_delay),
        voting_period: seconds(terms.voting_period),
        cool_off: seconds(terms.cool_off),
        timelock: seconds(terms.timelock),
        grace: seconds(terms.grace),
        per_action_limit_ppm: u32::try_from(terms.limits[0]).expect("parts of a million"),
        per_epoch_limit_ppm: u32::try_from(terms.limits[1]).expect("parts of a million"),
        token: house(terms.houses[0]),
        creator: house(terms.houses[1]),
        proposal_threshold_bps: small(terms.propose),
        bond_refund_bps: small(terms.spam),
        flags: flag(terms.is_optimistic, OPTIMISTIC) | flag(terms.is_blockable, BLOCKABLE),
    }
}
