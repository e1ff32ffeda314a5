//! From tables to the points of holders, step by step as the document has it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{number, Works};

/// What a holder has.
#[derive(Default)]
pub(super) struct Points {
    /// Thousandths of a point for works.
    pub works: u128,
    /// Thousandths of a point by role.
    pub roles: BTreeMap<String, u128>,
}

/// Score and parts of a work that counts.
type Counted = (u128, BTreeMap<[u8; 32], u16>);

/// Points by holder; `None` where a work alone is beyond 64 bits.
pub(super) fn of_holders(rule: &Value, works: &Works) -> Option<BTreeMap<[u8; 32], Points>> {
    let mut holders: BTreeMap<[u8; 32], Points> = BTreeMap::new();
    // Of each creator: score and parts of the works that count.
    let mut counted: BTreeMap<[u8; 32], Vec<Counted>> = BTreeMap::new();
    let most_endorsed = number(rule, "/caps/endorsements_per_work");
    for ((creator, content), work) in works {
        let units = |window: u8| -> u128 {
            let values = work.values.iter().filter(|((_, of), _)| *of == window);
            values.map(|((metric, _), value)| weight(rule, metric) * u128::from(*value)).sum()
        };
        if *content == [0; 32] {
            if work.attested.is_some() || rule["registrar"] == "open" {
                for ((metric, _), value) in &work.values {
                    let earned = engagement(rule, weight(rule, metric) * u128::from(*value))?;
                    if earned > 0 {
                        *holders.entry(*creator).or_default().roles.entry(metric.clone()).or_default() +=
                            earned;
                    }
                }
            }
            continue;
        }
        let minimum = number(rule, "/min_engagement");
        let (units, endorsements) = match work.attested {
            Some((0, endorsements)) if units(0) >= minimum => (units(0), endorsements),
            Some((1, endorsements)) if units(1) < minimum && units(0) + units(1) >= minimum => {
                (units(0) + units(1), endorsements)
            }
            _ => continue,
        };
        let endorsed = u128::from(endorsements).min(most_endorsed);
        let fixed = number(rule, "/weights/work") + number(rule, "/weights/endorsement") * endorsed;
        let score = 1000 * fixed + engagement(rule, units)?;
        counted.entry(*creator).or_default().push((score, work.parts.clone()));
    }
    for (creator, mut works) in counted {
        // The sort is stable: of equal scores the work with the smaller hash is the better.
        works.sort_by_key(|work| std::cmp::Reverse(work.0));
        match number(rule, "/caps/works_per_creator") {
            0 => {}
            most => works.truncate(usize::try_from(most).ok()?),
        }
        for (score, mut parts) in works {
            let given: u16 = parts.values().sum();
            parts.insert(creator, 10_000_u16.checked_sub(given)?);
            for (holder, share) in largest_remainder(score, &parts) {
                if share > 0 {
                    holders.entry(holder).or_default().works += share;
                }
            }
        }
    }
    Some(holders)
}

fn weight(rule: &Value, metric: &str) -> u128 {
    number(rule, &format!("/weights/metrics/{metric}"))
}

/// Points of units of engagement; `None` beyond 64 bits.
fn engagement(rule: &Value, units: u128) -> Option<u128> {
    let damped = match rule["damping"].as_str()? {
        "none" => units.checked_mul(1000)?,
        "sqrt" => root(units.checked_mul(1_000_000)?),
        _ => logarithm(units.checked_add(1)?),
    };
    let points = damped.checked_mul(number(rule, "/weights/engagement"))?;
    (points <= u128::from(u64::MAX)).then_some(points)
}

/// The greatest number whose square is not above `value`.
fn root(value: u128) -> u128 {
    let (mut low, mut high) = (0_u128, 1_u128 << 64);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if middle.checked_mul(middle).is_some_and(|square| square <= value) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The document's logarithm to base 2 of `x`, in thousandths.
fn logarithm(x: u128) -> u128 {
    let w = 127 - x.leading_zeros();
    let mut m = (x << x.leading_zeros()) >> 64;
    let mut f = 0;
    for _ in 0..20 {
        m = (m * m) >> 63;
        f *= 2;
        if m >> 64 == 1 {
            f += 1;
            m /= 2;
        }
    }
    1000 * u128::from(w) + ((1000 * f) >> 20)
}

/// Basis points of a number that add up to it.
fn largest_remainder(whole: u128, parts: &BTreeMap<[u8; 32], u16>) -> Vec<([u8; 32], u128)> {
    let shares = parts.iter().map(|(holder, bps)| (*holder, whole * u128::from(*bps)));
    let mut shares: Vec<_> = shares.map(|(holder, share)| (share % 10_000, holder, share / 10_000)).collect();
    let left = whole - shares.iter().map(|share| share.2).sum::<u128>();
    shares.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let extra = |at: usize| u128::from((at as u128) < left);
    shares.iter().enumerate().map(|(at, (_, holder, share))| (*holder, share + extra(at))).collect()
}
