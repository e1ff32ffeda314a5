//! A platform, its tracks, proposals, budgets and rules, and its treasury to the lamport, against governance's model.

use makerstake_core::rule::{rule_at, RuleAt, Version};
use makerstake_testkit::{
    governance::{times, Param, Rule},
    model::governance::{self as model, Asset, Status, SHARES},
};
use solana_pubkey::Pubkey;

use super::{same, Said};
use crate::harness::{Harness, Play, ACTORS};

/// Compares a platform with everything that hangs on it.
///
/// # Errors
/// What differs, and how.
pub fn platform(harness: &Harness, realm: usize) -> Said {
    let play = &harness.plays[realm];
    if harness.books.platform(&play.realm.platform).is_none() {
        return Ok(());
    }
    settings(harness, realm)?;
    let model = &play.model.platform;
    for id in model.tracks.keys() {
        track(harness, play, *id).map_err(|what| format!("track {id}: {what}"))?;
    }
    for (n, proposed) in model.proposals.iter().enumerate().filter(|(_, proposed)| !proposed.is_closed) {
        proposal(harness, play, n, proposed).map_err(|what| format!("proposal {n}: {what}"))?;
    }
    for id in model.budgets.keys() {
        budget(harness, play, *id).map_err(|what| format!("budget {id}: {what}"))?;
    }
    for id in model.rules.keys() {
        rule(harness, play, *id).map_err(|what| format!("rule {id}: {what}"))?;
    }
    Ok(())
}

fn settings(harness: &Harness, realm: usize) -> Said {
    let (play, books) = (&harness.plays[realm], &harness.books);
    let (r, model) = (&play.realm, &play.model.platform);
    let chain = books.platform(&r.platform).ok_or("there is no platform")?;
    for (slot, taken) in model.slots.iter().enumerate() {
        same("a slot is taken", chain.slot_mask >> slot & 1 == 1, taken.is_some())?;
        if let Some(n) = taken {
            same("who is in a slot", chain.slots[slot] as usize, n + 1)?;
        }
    }
    same("proposals", chain.proposals as usize, model.proposals.len())?;
    let guardian = model.guardian.0.map_or(Pubkey::default(), |who| harness.guardians(realm)[who]);
    same("guardian", (chain.guardian, chain.guardian_until), (guardian, model.guardian.1))?;
    same("constitution", chain.constitution_hash, model.constitution)?;
    // INVARIANT 13
    let meters = &chain.meters;
    for (asset, meter) in [
        (Asset::Sol, &meters.lamports),
        (Asset::Token(SHARES), &meters.shares),
        (Asset::Token(1 - SHARES), &meters.dividends),
    ] {
        let sums = [meter.optimistic_ppm, meter.limited_ppm].map(u128::from);
        let sums = if meters.epoch == model.epoch() { sums } else { [0, 0] };
        same("spent", sums, model.spent(asset))?;
    }
    same("handed over", chain.handed_over_at > 0, model.is_handed_over)?;
    let authority = books.pool(&r.f.pool).map(|pool| pool.authority == r.treasury);
    same("the treasury is the pool's authority", authority, Some(model.equity.is_handed_over))?;
    same("brake", chain.brake, model.brake as u8)?;
    same("tracks", books.tracks(&r.platform).count(), model.tracks.len())?;
    same("budgets", books.budgets(&r.platform).count(), model.budgets.len())?;
    same("rules", books.rules(&r.platform).count(), model.rules.len())?;
    // INVARIANTS 14 and 19, to the lamport; its tokens are among the wallets'.
    same("the treasury", books.lamports(&r.treasury) - harness.rent.empty, model.treasury)
}

fn track(harness: &Harness, play: &Play, id: u8) -> Said {
    let model = &play.model.platform;
    let (chain, terms) =
        (harness.books.track(&play.realm.track(id)).ok_or("it is missing")?, &model.tracks[&id]);
    let wide = |bars: [u16; 3]| bars.map(u128::from);
    same("bars", [wide(chain.token), wide(chain.creator)], terms.houses)?;
    same("kinds", crate::acts::kinds(chain.kinds), terms.kinds.clone())?;
    same("flags", (chain.flags & 1 != 0, chain.flags & 2 != 0), (terms.is_optimistic, terms.is_blockable))?;
    same("bond", chain.bond, terms.bond)?;
    let periods =
        [chain.voting_delay, chain.voting_period, chain.cool_off, chain.timelock, chain.grace].map(i64::from);
    same(
        "periods",
        periods,
        [terms.voting_delay, terms.voting_period, terms.cool_off, terms.timelock, terms.grace],
    )?;
    same(
        "parts",
        [chain.proposal_threshold_bps, chain.bond_refund_bps].map(u128::from),
        [terms.propose, terms.spam],
    )?;
    same("limits", [chain.per_action_limit_ppm, chain.per_epoch_limit_ppm].map(u128::from), terms.limits)
}

fn proposal(harness: &Harness, play: &Play, n: usize, model: &model::Proposal) -> Said {
    let by = harness.actors[model.by].address;
    let proposed = harness.books.proposal(&play.realm.proposal(&by, model.nonce)).ok_or("it is missing")?;
    let chain = &proposed.head;
    // INVARIANT 10: the counts are made anew from every ballot.
    let tally = play.model.platform.tally(model);
    same("tally", [chain.yes, chain.no, chain.abstain], tally)?;
    same("eligible", chain.eligible, model.eligible)?;
    same("dormant", chain.is_dormant == 1, model.is_dormant)?;
    // INVARIANT 11: its bars are parts of who could vote then, by the track's terms of then, rounded up.
    let part = |of: u64, bps: u128| u64::try_from((u128::from(of) * bps).div_ceil(10_000)).expect("a part");
    let [quorum, approval, veto] = [0, 1, 2].map(|bar| model.terms.houses.map(|house| house[bar]));
    let parts = |of: [u64; 2], bars: [u128; 2]| [0, 1].map(|house| part(of[house], bars[house]));
    // INVARIANT 21
    same("quorum", chain.quorum, parts(model.base, quorum))?;
    same("approval", chain.approval_bps.map(u128::from), approval)?;
    same("veto", chain.veto, parts(model.eligible, veto))?;
    same("support", chain.support, part(model.eligible[0], model.terms.spam))?;
    let statuses = [
        Status::Open,
        Status::Passed,
        Status::Defeated,
        Status::Cancelled,
        Status::Blocked,
        Status::Executed,
    ];
    same("fate", statuses[usize::from(chain.status)], model.status)?;
    let times = times(chain);
    let instants = [
        times.voting_from,
        times.voting_until,
        times.closes_at(),
        times.executable_from(),
        times.executable_until(),
    ];
    let [from, _, until, closes, executable, late] = model.instants();
    same("times", instants, [from, until, closes, executable, late])?;
    same("extended", chain.is_extended == 1, model.is_extended)?;
    // INVARIANT 12
    same("cursor", usize::from(chain.cursor), model.cursor)?;
    same("place", (usize::from(chain.slot), chain.number as usize), (model.slot, n + 1))?;
    let mut kinds = model.kinds.clone();
    kinds.sort_unstable();
    kinds.dedup();
    same("kinds", crate::acts::kinds(chain.kinds), kinds)?;
    same("epoch", chain.epoch, model.epoch)?;
    same("bond", (chain.bond, chain.added_bond), (model.terms.bond + model.added_bond, model.added_bond))?;
    let skipped = model.skipped.iter().fold(0, |bits, at| bits | 1 << at);
    same("skipped", chain.skipped, skipped)
}

fn budget(harness: &Harness, play: &Play, id: u32) -> Said {
    let (address, f) = (play.realm.budget(id), &play.realm.f);
    let (chain, model) =
        (harness.books.budget(&address).ok_or("it is missing")?, &play.model.platform.budgets[&id]);
    let run = model.run();
    let mint = match model.asset {
        Asset::Sol => Pubkey::default(),
        Asset::Token(SHARES) => f.mint,
        Asset::Token(_) => f.dividend_mint,
    };
    let team = match model.team.checked_sub(ACTORS) {
        Some(stranger) => play.model.strangers[stranger],
        None => harness.actors[model.team].wallet,
    };
    same("who and what", (chain.recipient, chain.mint), (team, mint))?;
    same("rate", (chain.per_day, chain.cap), (run.per_day, run.cap))?;
    same("times", (chain.since, chain.until), (run.from, run.until))?;
    // What had accrued under a higher cap is kept as it was, and counts up to the present one.
    same("accrued", chain.accrued.min(run.cap), model.accrued(run.from))?;
    same("drawn", chain.drawn, model.drawn)?;
    same("due", (chain.report_due, i64::from(chain.report_every)), (model.report_due, model.report_every))?;
    let last = model.reports.last().copied().unwrap_or_default();
    same("reports", (chain.reports as usize, chain.report_hash), (model.reports.len(), last))?;
    same("revoked", chain.is_revoked == 1, model.is_revoked)?;
    same("lamports", harness.books.lamports(&address), model.lamports)
}

fn rule(harness: &Harness, play: &Play, id: u16) -> Said {
    let chain = harness.books.rule(&play.realm.rule(id)).ok_or("it is missing")?;
    let model = &play.model.platform.rules[&id];
    same("domain", (chain.id, chain.domain), (id, model.domain))?;
    let [newest, former] = [0, 1].map(|n| version(chain, n));
    let (last, before) = model.newest();
    same("newest", newest, last.map_or(Version::NONE, of))?;
    same("former", former, before.map_or(Version::NONE, of))?;
    // INVARIANT 16: what holds at a time, by two versions and by all of them.
    let instants = [newest.effective_at, newest.sunset_at, former.sunset_at, harness.now];
    for time in instants.into_iter().filter(|at| *at < i64::MAX).flat_map(|at| [at - 1, at]) {
        let expected = model.at(time).map(of);
        match rule_at(&newest, &former, time) {
            RuleAt::Version(version) => same("in effect", Some(*version), expected)?,
            RuleAt::Nothing => same("in effect", None, expected)?,
            RuleAt::Forgotten if time < former.effective_at => {}
            RuleAt::Forgotten => return Err(format!("forgotten at {time}")),
        }
    }
    Ok(())
}

fn version(rule: &Rule, n: usize) -> Version {
    let mut params = [Param::UNSET; 8];
    for (at, param) in params.iter_mut().enumerate() {
        *param = Param { unit: rule.units[n][at], value: rule.values[n][at] };
    }
    Version {
        number: rule.numbers[n],
        text_hash: rule.text_hash[n],
        previous_hash: rule.previous_hash[n],
        set_at: rule.set_at[n],
        effective_at: rule.effective_at[n],
        sunset_at: rule.sunset_at[n],
        params,
    }
}

fn of(version: &model::Version) -> Version {
    Version {
        number: version.number,
        text_hash: version.text,
        previous_hash: version.previous,
        set_at: version.set_at,
        effective_at: version.effective_at,
        sunset_at: version.sunset_at,
        params: version.params.map(|(unit, value)| Param { unit, value }),
    }
}
