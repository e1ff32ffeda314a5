//! What an action does, so that nobody votes on bytes: a sentence of the catalogue with every field of the action.

use makerstake_core::action::{
    Action, Asset, BudgetTerms, CreateGrant, Kind, Kinds, OpenBudget, Ruling, Transfer,
};
use makerstake_core::proposal::State;
use solana_pubkey::Pubkey;

use super::{calls, terms};
use crate::message::{Message, Value};

/// The sentence that says what an action does.
pub fn describe(action: &Action<'_>) -> Message {
    match action {
        Action::Transfer(transfer) => pay(transfer),
        Action::OpenBudget(open) => open_budget(open),
        Action::AmendBudget { id, terms } => budget("action.amend_budget", *id, terms),
        Action::ReduceBudget { id, terms } => budget("action.reduce_budget", *id, terms),
        Action::RevokeBudget { id } => Message::new("action.revoke_budget").with("id", Value::number(*id)),
        Action::SetRule(rule) => terms::rule("action.set_rule", rule),
        Action::WidenRule(rule) => terms::rule("action.widen_rule", rule).danger(),
        Action::RepealRule { id, version, notice } => Message::new("action.repeal_rule")
            .with("id", Value::number(*id))
            .with("version", Value::number(*version))
            .with("notice", Value::duration(*notice)),
        Action::SetTrack { id, terms } => terms::track(*id, terms).danger(),
        Action::SetConstitution { constitution_hash } => {
            Message::new("action.set_constitution").with("hash", Value::hex(*constitution_hash)).danger()
        }
        Action::SetGuardian { guardian, lasts } if *lasts == 0 && **guardian == [0; 32] => {
            Message::new("action.no_guardian")
        }
        Action::SetGuardian { guardian, lasts } => Message::new("action.set_guardian")
            .with("guardian", Value::key(guardian))
            .with("lasts", Value::duration(*lasts)),
        Action::SetScorer { scorer } => Message::new("action.set_scorer").with("scorer", Value::key(scorer)),
        Action::ResolveDistribution { distribution, root, ruling } => {
            Message::new("action.resolve_distribution")
                .with("distribution", Value::key(distribution))
                .with("root", Value::hex(*root))
                .with("ruling", self::ruling(ruling))
        }
        Action::CreateGrant(grant) => create_grant(grant),
        Action::RevokeGrant { grant } => Message::new("action.revoke_grant").with("grant", Value::key(grant)),
        Action::IssueTreasury { amount } => {
            Message::new("action.issue_treasury").with("amount", Value::shares(*amount)).danger()
        }
        Action::Upgrade(upgrade) => calls::upgrade(upgrade),
        Action::Invoke(invoke) => calls::invoke(invoke),
        Action::Resolve { text_hash } => Message::new("action.resolve").with("hash", Value::hex(*text_hash)),
    }
}

/// What a state means for a voter.
pub fn describe_state(state: State) -> Message {
    Message::new(format!("state.{}", state.name()))
}

/// The names of a set of kinds, by its bits, as files have them.
pub fn kind_names(bits: u32) -> Vec<&'static str> {
    kinds(bits).map(Kind::name).collect()
}

/// A set of kinds as people call them.
pub(super) fn kind_list(bits: u32) -> Value {
    Value::list(kinds(bits).map(|kind| Message::new(format!("part.kind.{}", kind.name())).into()).collect())
}

fn kinds(bits: u32) -> impl Iterator<Item = Kind> {
    let kinds = Kinds::from_bits(bits).unwrap_or_default();
    Kind::ALL.into_iter().filter(move |kind| kinds.has(*kind))
}

fn pay(transfer: &Transfer<'_>) -> Message {
    with_asset("action.transfer", &transfer.asset)
        .with("amount", money(&transfer.asset, transfer.amount))
        .with("to", Value::key(transfer.to))
}

fn open_budget(open: &OpenBudget<'_>) -> Message {
    with_asset("action.open_budget", &open.asset)
        .with("id", Value::number(open.id))
        .with("to", Value::key(open.recipient))
        .with("day", money(&open.asset, open.terms.per_day))
        .with("cap", money(&open.asset, open.terms.cap))
        .with("lasts", Value::duration(open.terms.lasts))
        .with("report", Value::duration(open.report_every))
}

fn budget(key: &str, id: u32, terms: &BudgetTerms) -> Message {
    Message::new(key)
        .with("id", Value::number(id))
        .with("day", Value::units(terms.per_day))
        .with("cap", Value::units(terms.cap))
        .with("lasts", Value::duration(terms.lasts))
}

fn create_grant(grant: &CreateGrant<'_>) -> Message {
    let ending = if grant.is_revocable { "revocable" } else { "final" };
    let transfer = if grant.is_transferable { "part.transferable" } else { "part.not_transferable" };
    Message::new(format!("action.create_grant.{ending}"))
        .with("id", Value::number(grant.id))
        .with("holder", Value::key(grant.holder))
        .with("total", Value::shares(grant.total))
        .with("start", Value::time(grant.start))
        .with("cliff", Value::time(grant.cliff))
        .with("end", Value::time(grant.end))
        .with("transfer", Message::new(transfer))
}

fn ruling(ruling: &Ruling) -> Message {
    Message::new(match ruling {
        Ruling::AsProposed => "part.ruling.as_proposed",
        Ruling::AsProposedAgainstChallenger => "part.ruling.as_proposed_against_challenger",
        Ruling::Void => "part.ruling.void",
        Ruling::VoidAgainstProposer => "part.ruling.void_against_proposer",
        Ruling::VoidAgainstChallenger => "part.ruling.void_against_challenger",
    })
}

/// The key of a sentence about SOL, or of the one about tokens with their mint.
fn with_asset(key: &str, asset: &Asset<'_>) -> Message {
    match asset {
        Asset::Sol => Message::new(format!("{key}.sol")),
        Asset::Token(mint) => Message::new(format!("{key}.token")).with("mint", Value::key(mint)),
    }
}

fn money(asset: &Asset<'_>, amount: u64) -> Value {
    match asset {
        Asset::Sol => Value::sol(amount),
        Asset::Token(mint) => Value::Tokens { units: amount, mint: Pubkey::new_from_array(**mint) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{text_of, Locale};

    #[test]
    fn a_transfer_says_what_goes_where() {
        let to = [7; 32];
        let action = Action::Transfer(Transfer { asset: Asset::Sol, to: &to, amount: 1_500_000_000 });
        let key = Pubkey::new_from_array(to);
        assert_eq!(describe(&action).to_string(), format!("Pay 1.5 SOL from the treasury to {key}."));
        let action = Action::Transfer(Transfer { asset: Asset::Token(&to), to: &to, amount: 5 });
        let said = format!("Pay 5 base units of the token {key} from the treasury to {key}.");
        assert_eq!(describe(&action).to_string(), said);
    }

    #[test]
    fn dates_are_dates() {
        let holder = [7; 32];
        let grant = Action::CreateGrant(CreateGrant {
            holder: &holder,
            id: 3,
            total: 1_000_000,
            start: 0,
            cliff: 86_400,
            end: 951_782_400,
            is_revocable: false,
            is_transferable: false,
        });
        let key = Pubkey::new_from_array(holder);
        assert_eq!(
            describe(&grant).to_string(),
            format!(
                "Grant {key} 1 shares (grant 3), counted from 1970-01-01 00:00:00Z, vesting from 1970-01-02 00:00:00Z and \
                 fully by 2000-02-29 00:00:00Z. Nobody can revoke it. Its holder cannot pass it on."
            )
        );
    }

    #[test]
    fn every_kind_and_every_state_has_its_words() {
        for kind in Kind::ALL {
            assert!(text_of(&format!("part.kind.{}", kind.name()), Locale::Es).is_some(), "{}", kind.name());
        }
        let states = [
            State::Pending,
            State::Voting,
            State::CoolOff,
            State::Decided,
            State::Timelock,
            State::Executable,
            State::Executing,
            State::Executed,
            State::Defeated,
            State::Cancelled,
            State::Blocked,
            State::Expired,
        ];
        for state in states {
            assert!(text_of(&describe_state(state).key, Locale::Nl).is_some(), "{}", state.name());
        }
    }
}
