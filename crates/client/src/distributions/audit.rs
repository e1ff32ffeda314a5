//! What a recomputed epoch says about the one on chain.

use crate::generated::equity::accounts::Distribution;
use makerstake_distribution::verify::Verified;

/// What is wrong with a distribution, if anything is. The number of leaves is judged beside the root, because it makes the depth
/// of every proof: under another one a right root pays nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditResult {
    /// Nothing.
    Right,
    /// The tree is right; it is said to come from another rule or other inputs.
    OtherSource,
    /// The tree is right; the published files are said to be others.
    OtherData,
    /// The root is right, the number of leaves is not.
    WrongLeaves,
    /// The same rule and inputs give another root.
    WrongRoot,
    /// The root is another one, and comes from another rule.
    OtherRule,
    /// The root is another one, and comes from other inputs.
    OtherInputs,
    /// Disputed; the proposed tree is right.
    ProposalStands,
    /// Disputed; the proposal's own rule and inputs give another tree.
    ProposalFalls,
    /// Disputed; another rule than the proposal's, or other inputs, give another tree.
    ProposalUnclear,
}

impl AuditResult {
    /// About a proposal that nobody has challenged.
    pub fn of_proposal(own: &Verified, found: &Distribution) -> Self {
        let (same_rule, same_inputs) =
            (own.rule_hash == found.rule_hash, own.inputs_hash == found.inputs_hash);
        if own.root != found.root {
            return match (same_rule, same_inputs) {
                (true, true) => Self::WrongRoot,
                (false, _) => Self::OtherRule,
                (true, false) => Self::OtherInputs,
            };
        }
        if (own.leaves, own.depth) != (found.leaves, found.depth) {
            Self::WrongLeaves
        } else if !(same_rule && same_inputs) {
            Self::OtherSource
        } else if own.data_hash != found.data_hash {
            Self::OtherData
        } else {
            Self::Right
        }
    }

    /// About a proposal that is disputed.
    pub fn of_dispute(own: &Verified, found: &Distribution) -> Self {
        if (own.root, own.leaves) == (found.root, found.leaves) {
            Self::ProposalStands
        } else if (own.rule_hash, own.inputs_hash) == (found.rule_hash, found.inputs_hash) {
            Self::ProposalFalls
        } else {
            Self::ProposalUnclear
        }
    }

    /// In words, as reports have it.
    pub fn answer(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::OtherSource => "right root, other rule or inputs",
            Self::OtherData => "right root, other data",
            Self::WrongLeaves => "right root, wrong number of leaves",
            Self::WrongRoot => "wrong root",
            Self::OtherRule => "other root, from another rule",
            Self::OtherInputs => "other root, from other inputs",
            Self::ProposalStands => "the proposal is right",
            Self::ProposalFalls => "the proposal is wrong",
            Self::ProposalUnclear => {
                "the proposal is another by this rule and these inputs, which are not its own"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::generated::equity::accounts::DISTRIBUTION_DISCRIMINATOR;

    use super::*;

    const OWN: Verified = Verified {
        data_hash: [4; 32],
        genesis_hash: [0; 32],
        pool: [0; 32],
        epoch: 0,
        window: (0, 1),
        allocation: 1,
        leaf_max: 1,
        leaves: 4,
        depth: 2,
        root: [1; 32],
        rule_hash: [2; 32],
        inputs_hash: [3; 32],
    };

    /// The distribution of the files themselves, with this changed.
    fn found(change: impl FnOnce(&mut Distribution)) -> Distribution {
        let mut bytes = [0; Distribution::LEN];
        bytes[..8].copy_from_slice(&DISTRIBUTION_DISCRIMINATOR);
        let mut found = Distribution::from_bytes(&bytes).unwrap();
        (found.root, found.leaves, found.depth) = (OWN.root, OWN.leaves, OWN.depth);
        (found.data_hash, found.rule_hash, found.inputs_hash) =
            (OWN.data_hash, OWN.rule_hash, OWN.inputs_hash);
        change(&mut found);
        found
    }

    #[test]
    fn a_proposal_is_right_in_all_it_names_or_not_right() {
        type Change = fn(&mut Distribution);
        let cases: [(Change, AuditResult); 9] = [
            (|_| {}, AuditResult::Right),
            (|found| found.data_hash = [9; 32], AuditResult::OtherData),
            (|found| found.rule_hash = [9; 32], AuditResult::OtherSource),
            (|found| found.inputs_hash = [9; 32], AuditResult::OtherSource),
            (|found| found.leaves = 3, AuditResult::WrongLeaves),
            (|found| (found.leaves, found.depth) = (5, 3), AuditResult::WrongLeaves),
            (|found| found.root = [9; 32], AuditResult::WrongRoot),
            (|found| (found.root, found.rule_hash) = ([9; 32], [9; 32]), AuditResult::OtherRule),
            (|found| (found.root, found.inputs_hash) = ([9; 32], [9; 32]), AuditResult::OtherInputs),
        ];
        for (change, expected) in cases {
            let found = found(change);
            assert_eq!(AuditResult::of_proposal(&OWN, &found), expected, "{found:?}");
        }
    }

    #[test]
    fn a_disputed_proposal_is_right_by_root_and_number_of_leaves() {
        type Change = fn(&mut Distribution);
        let cases: [(Change, AuditResult); 5] = [
            (|_| {}, AuditResult::ProposalStands),
            (|found| found.inputs_hash = [9; 32], AuditResult::ProposalStands),
            (|found| found.leaves = 5, AuditResult::ProposalFalls),
            (|found| found.root = [8; 32], AuditResult::ProposalFalls),
            (|found| (found.root, found.inputs_hash) = ([8; 32], [9; 32]), AuditResult::ProposalUnclear),
        ];
        for (change, expected) in cases {
            let found = found(change);
            assert_eq!(AuditResult::of_dispute(&OWN, &found), expected, "{found:?}");
        }
    }
}
