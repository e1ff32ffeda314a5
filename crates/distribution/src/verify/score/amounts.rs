//! From points to amounts, one cap at a time.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{number, points::Points};

/// Amount and score by holder; `None` beyond 64 bits.
pub(super) fn divide(
    rule: &Value,
    holders: &BTreeMap<[u8; 32], Points>,
    allocation: u64,
    leaf_max: u64,
) -> Option<BTreeMap<[u8; 32], (u64, u64)>> {
    let whole = u128::from(allocation);
    let cap = (whole * number(rule, "/caps/creator_bps") / 10_000).min(u128::from(leaf_max));
    let minimum = number(rule, "/caps/min_score").max(1);
    let mut scores: BTreeMap<[u8; 32], u128> = holders
        .iter()
        .filter(|(_, points)| points.works >= minimum)
        .map(|(holder, points)| (*holder, points.works))
        .collect();
    let by_role = |name: &str| -> u128 { holders.values().filter_map(|points| points.roles.get(name)).sum() };
    let empty = Vec::new();
    let roles: Vec<(&str, u128, u128)> = rule["roles"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .filter_map(|role| {
            let name = role["name"].as_str()?;
            Some((name, u128::from(role["bps"].as_u64()?), by_role(name)))
        })
        .collect();
    let all = scores.values().sum::<u128>() + roles.iter().map(|role| role.2).sum::<u128>();
    if all > u128::from(u64::MAX) {
        return None;
    }
    let mut rows: BTreeMap<[u8; 32], (u128, u128)> = BTreeMap::new();
    for (holder, points) in holders {
        for (name, bps, total) in roles.iter().filter(|role| role.2 > 0) {
            let pot = (whole * bps / 10_000).min(whole * total / all);
            let earned = points.roles.get(*name).copied().unwrap_or_default();
            if earned > 0 {
                let row = rows.entry(*holder).or_default();
                *row = ((row.0 + pot * earned / total).min(cap), row.1 + earned);
            }
        }
    }
    let mut rest = whole - rows.values().map(|row| row.0).sum::<u128>();
    let mut give = |holder: [u8; 32], amount: u128, score: u128| {
        let row = rows.entry(holder).or_default();
        *row = ((row.0 + amount).min(cap), row.1 + score);
    };
    // Whoever is furthest above the cap is capped first, and leaves the rest to the others.
    loop {
        let points: u128 = scores.values().sum();
        let highest = scores.iter().max_by_key(|(_, score)| **score).map(|(holder, score)| (*holder, *score));
        match highest {
            Some((holder, score)) if score * rest > cap * points => {
                scores.remove(&holder);
                give(holder, cap, score);
                rest -= cap;
            }
            _ => break,
        }
    }
    let points: u128 = scores.values().sum();
    if points > 0 {
        let quota = |score: u128| (score * rest / points, score * rest % points);
        let left = rest - scores.values().map(|score| quota(*score).0).sum::<u128>();
        let mut order: Vec<_> = scores.iter().map(|(holder, score)| (*holder, *score)).collect();
        order.sort_by(|a, b| quota(b.1).1.cmp(&quota(a.1).1).then(a.0.cmp(&b.0)));
        for (at, (holder, score)) in order.into_iter().enumerate() {
            give(holder, quota(score).0 + u128::from((at as u128) < left), score);
        }
    }
    let narrow = |row: (u128, u128)| Some((u64::try_from(row.0).ok()?, u64::try_from(row.1).ok()?));
    rows.into_iter().filter(|(_, row)| row.0 > 0).map(|(holder, row)| Some((holder, narrow(row)?))).collect()
}
