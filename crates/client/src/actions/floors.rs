//! What no track may ask for, said with the field of its file, the value in it, and what it may be.

use makerstake_core::{
    action::Kinds,
    track::{HouseTerms, Terms, TermsError, BOND, MAX_LIMITED_EPOCH, MAX_QUORUM, MIN_QUORUM},
    units::DAY,
};

/// The compiled floor that these terms break, in the words of `data/tracks.toml`; `None` for good terms.
pub fn broken_floor(terms: &Terms) -> Option<String> {
    let error = terms.check().err()?;
    let kinds = Kinds::from_bits(terms.kinds).unwrap_or(Kinds::NONE);
    let asked = |house: &HouseTerms| house.quorum_bps > 0 || house.approval_bps > 0;
    Some(match error {
        TermsError::Kinds => "kinds is empty or has one that does not exist: name at least one".into(),
        TermsError::Quorum => {
            let of_creators = asked(&terms.creator) && !(MIN_QUORUM..=MAX_QUORUM).contains(&terms.creator.quorum_bps);
            let (field, house) =
                if of_creators { ("creator", &terms.creator) } else { ("token", &terms.token) };
            format!(
                "{field}.quorum is {}: 500 to 4000 where that house approves, at least 1000 of shares where the track spends or issues shares",
                house.quorum_bps
            )
        }
        TermsError::Approval => {
            let of_shares = asked(&terms.token) && !(5_000..=7_500).contains(&terms.token.approval_bps);
            let (field, house) =
                if of_shares { ("token", &terms.token) } else { ("creator", &terms.creator) };
            format!("{field}.approval is {}: 5000 to 7500 where that house has a quorum", house.approval_bps)
        }
        TermsError::Veto => {
            let is_wrong = |house: &HouseTerms| (1..2_000).contains(&house.veto_bps) || house.veto_bps > 10_000;
            let (field, house) =
                if is_wrong(&terms.token) { ("token", &terms.token) } else { ("creator", &terms.creator) };
            format!("{field}.veto is {}: 2000 to 10000, or none", house.veto_bps)
        }
        TermsError::Threshold => {
            format!("proposal_threshold_bps is {}: 25 to 1000", terms.proposal_threshold_bps)
        }
        TermsError::Refund => format!("bond_refund_bps is {}: at most 1000", terms.bond_refund_bps),
        TermsError::Periods => {
            let periods = [
                ("voting_delay", terms.voting_delay),
                ("voting_period", terms.voting_period),
                ("cool_off", terms.cool_off),
                ("timelock", terms.timelock),
                ("grace", terms.grace),
            ];
            let longest = periods.into_iter().max_by_key(|(_, seconds)| *seconds);
            let (field, seconds) = longest.unwrap_or(("voting_period", terms.voting_period));
            format!("{field} is {}: at most 60 days", days(seconds))
        }
        TermsError::VotingPeriod => format!("voting_period is {}: at least 3 days", days(terms.voting_period)),
        TermsError::Grace => format!("grace is {}: at least a day", days(terms.grace)),
        TermsError::Timelock => format!(
            "timelock is {}: at least {} with these kinds",
            days(terms.timelock),
            days(kinds.shortest_timelock())
        ),
        TermsError::Ruling => format!(
            "set_scorer and resolve_distribution could be executed {} after their proposal: at most 21 days for voting_delay, \
             voting_period, a day, cool_off and twice the timelock",
            days(terms.executable_after().unwrap_or(u32::MAX))
        ),
        TermsError::NoDecision => "token.quorum is 0: give it one, or make the track optimistic".into(),
        TermsError::Optimistic => format!(
            "an optimistic track has only transfer, open_budget and resolve, no quorum, token.veto and creator.veto of 500 to 3300 \
             (here {} and {}), per_action_limit_ppm of at most 10000 (here {}) and per_epoch_limit_ppm of at most 50000 (here {})",
            terms.token.veto_bps,
            terms.creator.veto_bps,
            terms.per_action_limit_ppm,
            terms.per_epoch_limit_ppm
        ),
        TermsError::Spending => format!(
            "per_action_limit_ppm is {} and per_epoch_limit_ppm {}: both 1000000, or 1 to {MAX_LIMITED_EPOCH} with only transfer, \
             open_budget and resolve, the first not above the second",
            terms.per_action_limit_ppm, terms.per_epoch_limit_ppm
        ),
        TermsError::Blockable => {
            "blockable is true: not with reduce_budget, revoke_budget or set_guardian, which nobody may block".into()
        }
        TermsError::Bond => format!("bond is {}: {} to {} lamports", terms.bond, BOND.start(), BOND.end()),
        TermsError::Constitutional => format!(
            "a track with set_track, upgrade or invoke has quorums of 1500 to 4000 and approvals of 6000 to 7500 in both houses \
             (here {}, {}, {} and {}), and a proposal_threshold_bps of at most 100 (here {})",
            terms.token.quorum_bps,
            terms.creator.quorum_bps,
            terms.token.approval_bps,
            terms.creator.approval_bps,
            terms.proposal_threshold_bps
        ),
        TermsError::TooLong => "its votes last longer than two snapshot epochs".into(),
    })
}

/// Seconds, in days where they are whole.
fn days(seconds: u32) -> String {
    match seconds {
        DAY => "1 day".into(),
        seconds if seconds.is_multiple_of(DAY) => format!("{} days", seconds / DAY),
        seconds => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use makerstake_core::{action::Kind, track::NO_LIMIT};

    fn treasury() -> Terms {
        Terms {
            bond: 1_000_000_000,
            kinds: Kinds::NONE.with(Kind::Transfer).bits(),
            voting_delay: DAY,
            voting_period: 5 * DAY,
            cool_off: DAY,
            timelock: 3 * DAY,
            grace: 14 * DAY,
            per_action_limit_ppm: NO_LIMIT,
            per_epoch_limit_ppm: NO_LIMIT,
            token: HouseTerms { quorum_bps: 1_000, approval_bps: 5_500, veto_bps: 0 },
            creator: HouseTerms { veto_bps: 2_000, ..HouseTerms::default() },
            proposal_threshold_bps: 25,
            bond_refund_bps: 100,
            flags: 0,
        }
    }

    #[test]
    fn a_fault_is_told_with_its_field_and_value() {
        assert_eq!(broken_floor(&treasury()), None);
        for (change, said) in [
            (
                (|t: &mut Terms| t.creator.quorum_bps = 4_001) as fn(&mut Terms),
                "creator.quorum is 4001: 500 to 4000",
            ),
            (|t| t.token.quorum_bps = 0, "token.quorum is 0: 500 to 4000"),
            (|t| t.token.approval_bps = 7_600, "token.approval is 7600: 5000 to 7500"),
            (|t| t.creator.quorum_bps = 500, "creator.approval is 0: 5000 to 7500"),
            (|t| t.creator.veto_bps = 1_500, "creator.veto is 1500: 2000 to 10000, or none"),
            (|t| t.proposal_threshold_bps = 24, "proposal_threshold_bps is 24: 25 to 1000"),
            (|t| t.voting_period = DAY, "voting_period is 1 day: at least 3 days"),
            (|t| t.cool_off = 61 * DAY, "cool_off is 61 days: at most 60 days"),
            (|t| t.timelock = 5, "timelock is 5 seconds: at least 1 day with these kinds"),
            (|t| t.per_epoch_limit_ppm = 5, "per_action_limit_ppm is 1000000 and per_epoch_limit_ppm 5"),
            (|t| t.bond = 1, "bond is 1: 500000000 to 100000000000 lamports"),
        ] {
            let mut terms = treasury();
            change(&mut terms);
            let fault = broken_floor(&terms).unwrap();
            assert!(fault.starts_with(said), "{fault}");
        }
    }
}
