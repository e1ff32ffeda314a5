//! What is wrong with proposals: actions that can never be executed, and promises of hidden ones that are not kept.

use makerstake_testkit::model::governance::{Act, Payload};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::DAY;

/// What a proposal says of the actions it hides: mostly the truth.
pub fn promise(rng: &mut ChaCha8Rng, acts: &[Act]) -> Payload {
    let mut kinds: Vec<u32> = acts.iter().map(Act::kind).collect();
    let mut count = acts.len();
    match rng.random_range(0..12) {
        0 => kinds = vec![if kinds[0] == 0 { 15 } else { 0 }],
        1 => count += 1,
        2 => count -= 1,
        _ => {}
    }
    kinds.sort_unstable();
    kinds.dedup();
    Payload::Hash { kinds, count }
}

/// Makes an action one that can never be executed.
pub fn spoil(rng: &mut ChaCha8Rng, act: &mut Act) {
    match act {
        Act::Pay { amount, .. } | Act::Issue { amount } => *amount = 0,
        Act::OpenBudget { report_every, .. } => *report_every = DAY - 1,
        Act::Amend { stream, .. } | Act::Reduce { stream, .. } => match rng.random_range(0..3) {
            0 => stream.cap = 0,
            1 => stream.per_day = 0,
            _ => stream.lasts = 366 * DAY + 1,
        },
        Act::SetRule(rule) => match rng.random_range(0..4) {
            0 => rule.text = [0; 32],
            1 => rule.notice = 3 * DAY - 1,
            2 => rule.params[7] = (2, 10_001),
            _ => rule.version = 0,
        },
        Act::Repeal { version, .. } => *version = 1,
        Act::SetTrack { terms, .. } => terms.voting_period = 3 * DAY - 1,
        Act::SetPlatform { min_earned, .. } => *min_earned = 0,
        Act::SetGuardian { lasts, .. } => *lasts = 366 * DAY + 1,
        Act::Grant { plan, .. } => plan.total = 0,
        Act::Say { text } => *text = [0; 32],
        Act::Revoke { .. } | Act::SetScorer { .. } | Act::Rule { .. } | Act::RevokeGrant { .. } => {}
    }
}
