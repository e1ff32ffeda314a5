//! What an operator should hear of: found in what the chain says at one moment. Pure; whoever watches remembers what was told.

use makerstake_core::proposal::State;
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::distributions;
use crate::generated::equity::accounts::Distribution;
use crate::loader::Deployed;
use crate::message::date;
use crate::programs::Program;
use crate::proposals;
use crate::snapshot::Snapshot;

/// Something that an operator should hear of, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What tells it from all others: while it stays the same, there is no news.
    pub key: String,
    /// Its kind.
    pub kind: &'static str,
    /// What is so.
    pub what: String,
    /// What to do, or where to look.
    pub remedy: String,
}

impl Finding {
    fn new(kind: &'static str, key: impl std::fmt::Display, what: String, remedy: impl Into<String>) -> Self {
        Self { key: format!("{kind}/{key}"), kind, what, remedy: remedy.into() }
    }

    /// Whether the first look only sets what later looks are compared with.
    pub fn is_baseline(&self) -> bool {
        self.kind == "program"
    }
}

/// Of the owners' decisions: each step of each proposal, quorums that are near, reports that are late.
pub fn governance(snapshot: &Snapshot) -> Vec<Finding> {
    let mut found = Vec::new();
    for (address, proposal, tail) in snapshot.proposals() {
        let Some(state) = proposals::state(&proposal, snapshot.now) else { continue };
        let title = tail.map(|tail| tail.title).unwrap_or_default();
        let name = format!("proposal {} \u{201c}{title}\u{201d}", proposal.number);
        let show = format!("makerstake proposal show {address}");
        let what = format!("{name} is {}", state.name());
        found.push(Finding::new("proposal", format!("{address}/{}", state.name()), what, &show));
        let houses = proposal.quorum.iter().zip(&proposal.yes).zip(&proposal.no).zip(&proposal.abstain);
        let is_near = houses.into_iter().any(|(((quorum, yes), no), abstain)| {
            let cast = u128::from(*yes) + u128::from(*no) + u128::from(*abstain);
            *quorum > 0 && cast * 10 >= u128::from(*quorum) * 8
        });
        if state == State::Voting && is_near {
            let until = date(proposal.voting_until);
            let what = format!("{name} has four fifths of a quorum; voting ends {until}");
            found.push(Finding::new("quorum", address, what, show));
        }
    }
    for (_, budget) in snapshot.budgets() {
        let (id, due) = (budget.id, budget.report_due);
        if budget.is_revoked == 0 && snapshot.now >= due && budget.drawn < budget.cap {
            let what = format!("the report of budget {id} was due {}; it pays nothing until then", date(due));
            found.push(Finding::new("report", format!("{id}/{due}"), what, "makerstake budget list"));
        }
    }
    found
}

/// Of the newest distribution: that it was proposed, challenged, resolved, ended. Whether it is right, `dist watch` recomputes.
pub fn distribution(pool: &Pubkey, newest: &Distribution) -> Finding {
    let (epoch, state) = (newest.epoch, distributions::state(newest.status));
    let until = date(newest.challenge_until);
    let (what, remedy) = match state {
        "proposed" => (
            format!("epoch {epoch} is proposed and can be challenged until {until}"),
            format!("recompute it: makerstake dist watch {pool}"),
        ),
        "challenged" => (
            format!("epoch {epoch} is challenged: the owners rule"),
            format!("see which side is right: makerstake dist watch {pool}"),
        ),
        other => (format!("epoch {epoch} is {other}"), format!("makerstake dist status {pool} {epoch}")),
    };
    let key = format!("{epoch}/{state}/{}", hex::encode(newest.root));
    Finding::new("epoch", key, what, remedy)
}

/// Of a program: its code and who may replace it.
pub fn program(program: Program, deployed: Option<&Deployed<'_>>) -> Finding {
    let (name, id) = (program.name(), program.id());
    let (code, authority) = match deployed {
        Some(deployed) => (hex::encode(deployed.hash()), deployed.authority.map(|key| key.to_string())),
        None => ("nothing".into(), None),
    };
    let authority = authority.unwrap_or_else(|| "nobody".into());
    let what = format!("the program {name} has the code {code}, and {authority} may replace it");
    Finding::new(
        "program",
        format!("{name}/{code}/{authority}"),
        what,
        format!("makerstake program show {id}"),
    )
}

/// Of a recovery that replaces a creator's key unless its holder cancels it.
pub fn recovery(creator: &Pubkey, successor: &Pubkey, succeeds_at: i64) -> Finding {
    let what = format!("{successor} becomes the authority of {creator} on {}", date(succeeds_at));
    let remedy = "if it is not meant: makerstake creator recovery cancel";
    Finding::new("recovery", format!("{creator}/{successor}/{succeeds_at}"), what, remedy)
}

/// Of a wallet with too little.
pub fn balance(address: &Pubkey, lamports: u64, least: u64) -> Option<Finding> {
    let amount = |lamports| crate::message::amount(lamports, 9);
    (lamports < least).then(|| {
        let what = format!("{address} has {} SOL, less than {}", amount(lamports), amount(least));
        Finding::new("balance", address, what, format!("fund {address}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wallet_is_told_of_only_while_it_has_too_little() {
        let key = Pubkey::new_from_array([1; 32]);
        assert_eq!(balance(&key, 5, 5), None);
        let low = balance(&key, 1_500_000_000, 2_000_000_000).unwrap();
        assert_eq!(
            (low.key, low.what),
            (format!("balance/{key}"), format!("{key} has 1.5 SOL, less than 2"))
        );
    }

    #[test]
    fn other_code_or_another_authority_is_another_finding() {
        let deployed =
            |code, key| Deployed { slot: 1, authority: Some(Pubkey::new_from_array([key; 32])), code };
        let find = |deployed: Deployed<'_>| program(Program::Equity, Some(&deployed)).key;
        let first = find(deployed(b"code", 1));
        assert_eq!(first, find(deployed(b"code", 1)));
        assert_ne!(first, find(deployed(b"edoc", 1)));
        assert_ne!(first, find(deployed(b"code", 2)));
        assert!(program(Program::Equity, None).is_baseline());
    }
}
