//! Everything that the chain holds of the platform, against the model.

use std::fmt::Debug;

use makerstake_core::rule::{rule_at, RuleAt, Version};
use makerstake_testkit::{
    governance::{times, Param, Rule},
    model::governance::{self as model, Asset, Status, SHARES},
};
use num_bigint::BigUint;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    messages,
    scene::{Play, PAYEES, PEOPLE},
};

type Said = Result<(), String>;

/// Compares all state.
///
/// # Errors
/// What differs, and how.
pub fn everything(play: &Play) -> Said {
    platform(play)?;
    money(play)?;
    tracks(play)?;
    for n in &play.open {
        proposal(play, *n).map_err(|what| format!("proposal {n}: {what}"))?;
    }
    for id in play.model.budgets.keys() {
        budget(play, *id).map_err(|what| format!("budget {id}: {what}"))?;
    }
    for id in play.model.rules.keys() {
        rule(play, *id).map_err(|what| format!("rule {id}: {what}"))?;
    }
    shares(play)
}

fn same<T: PartialEq + Debug>(what: &str, chain: T, model: T) -> Said {
    if chain == model {
        Ok(())
    } else {
        Err(format!("{what}: the chain has {chain:?}, the model {model:?}"))
    }
}

fn platform(play: &Play) -> Said {
    let (chain, model) = (play.world.platform(&play.realm), &play.model);
    for (slot, taken) in model.slots.iter().enumerate() {
        same("a slot is taken", chain.slot_mask >> slot & 1 == 1, taken.is_some())?;
        if let Some(n) = taken {
            same("who is in a slot", chain.slots[slot] as usize, n + 1)?;
        }
    }
    same("proposals", chain.proposals as usize, model.proposals.len())?;
    let guardian = model.guardian.0.map_or(Pubkey::default(), |who| play.guardians[who].pubkey());
    same("guardian", (chain.guardian, chain.guardian_until), (guardian, model.guardian.1))?;
    same("constitution", chain.constitution_hash, model.constitution)?;
    let bar = (chain.seat_min_earned, i64::from(chain.seat_min_age));
    same("what a seat asks for", bar, model.seat_rule)?;
    same("handed over", chain.handed_over_at > 0, model.is_handed_over)?;
    let (now, next) = (model.epoch(), model.epoch() + 1);
    for epoch in now.saturating_sub(2)..=next {
        let seats = at(chain.seats_epoch, &chain.seats, epoch);
        same("seats", u64::from(seats), model.all_seats(epoch))?;
    }
    Ok(())
}

/// The value at `epoch` of a series that is newest first.
fn at<V: Copy>(newest: u32, values: &[V; 4], epoch: u32) -> V {
    values[newest.saturating_sub(epoch).min(3) as usize]
}

/// Every lamport and every token of the treasury, of who is paid, and of who proposes (INVARIANTS 14 and 19).
fn money(play: &Play) -> Said {
    let (world, model) = (&play.world, &play.model);
    let spendable = world.lamports(&play.realm.treasury) - world.rent(0);
    same("the treasury", spendable, model.treasury)?;
    for token in 0..2 {
        let source = play.route(token, &play.realm.treasury).source;
        same("the treasury's tokens", world.tokens(&source), model.tokens[token])?;
    }
    for who in 0..PAYEES {
        let (payee, address) = (&model.payees[who], play.payees[who].pubkey());
        same("a payee's lamports", world.lamports(&address), payee.lamports)?;
        for token in 0..2 {
            let account = play.route(token, &address).destination;
            let held = world.account(&account).map(|_| world.tokens(&account));
            same("a payee's tokens", held, payee.tokens[token])?;
        }
    }
    for (who, key) in play.keys.iter().enumerate() {
        same("a person's lamports", world.lamports(&key.pubkey()), model.wallets[who])?;
    }
    Ok(())
}

fn tracks(play: &Play) -> Said {
    for (id, terms) in &play.model.tracks {
        let chain = play.world.track(&play.realm, *id);
        let expected = messages::track(terms);
        let [token, creator] =
            [expected.token, expected.creator].map(|h| [h.quorum_bps, h.approval_bps, h.veto_bps]);
        same("bars", (chain.token, chain.creator), (token, creator))?;
        same("kinds", (chain.kinds, chain.flags), (expected.kinds, expected.flags))?;
        same("bond", chain.bond, expected.bond)?;
        let periods = [chain.voting_delay, chain.voting_period, chain.cool_off, chain.timelock, chain.grace];
        let wanted = [
            expected.voting_delay,
            expected.voting_period,
            expected.cool_off,
            expected.timelock,
            expected.grace,
        ];
        same("periods", periods, wanted)?;
        same(
            "parts",
            (chain.proposal_threshold_bps, chain.bond_refund_bps),
            (expected.proposal_threshold_bps, expected.bond_refund_bps),
        )?;
        same(
            "limits",
            (chain.per_action_limit_ppm, chain.per_epoch_limit_ppm),
            (expected.per_action_limit_ppm, expected.per_epoch_limit_ppm),
        )?;
        if chain.spent_epoch == play.model.epoch() {
            same("spent", u128::from(chain.spent_ppm), play.model.spent_in(*id))?;
        } else {
            same("spent", 0, play.model.spent_in(*id))?;
        }
    }
    Ok(())
}

fn proposal(play: &Play, n: usize) -> Said {
    let (address, model) = (&play.addresses[n], &play.model.proposals[n]);
    let chain = play.world.proposal(address);
    // INVARIANT 10: the counts are made anew from every ballot.
    let tally = play.model.tally(model);
    same("tally", [chain.yes, chain.no, chain.abstain], tally)?;
    for house in 0..2 {
        let cast: u64 = tally.iter().map(|choice| choice[house]).sum();
        if cast > chain.eligible[house] {
            return Err(format!("{cast} votes of {}", chain.eligible[house]));
        }
    }
    same("eligible", chain.eligible, model.eligible)?;
    let statuses = [
        Status::Open,
        Status::Passed,
        Status::Defeated,
        Status::Cancelled,
        Status::Blocked,
        Status::Executed,
    ];
    same("fate", statuses[usize::from(chain.status)], model.status)?;
    let times = times(&chain);
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
    same("cursor", usize::from(chain.cursor), model.cursor)?;
    same("place", (usize::from(chain.slot), chain.number as usize), (model.slot, n + 1))?;
    same("kinds", chain.kinds, messages::bits(&model.kinds))?;
    same("epoch", chain.epoch, model.epoch)?;
    same("bond", chain.bond, model.terms.bond)?;
    same("lamports", play.world.lamports(address), model.lamports)
}

fn budget(play: &Play, id: u32) -> Said {
    let (chain, model) = (play.world.budget(&play.realm, id), &play.model.budgets[&id]);
    let run = model.run();
    let mint = match model.asset {
        Asset::Sol => Pubkey::default(),
        Asset::Token(token) => play.mints[token].0,
    };
    same("who and what", (chain.recipient, chain.mint), (play.payees[model.team].pubkey(), mint))?;
    same("rate", (chain.per_day, chain.cap), (run.per_day, run.cap))?;
    same("times", (chain.since, chain.until), (run.from, run.until))?;
    // What had accrued under a higher cap is kept as it was, and counts up to the present one.
    same("accrued", chain.accrued.min(run.cap), model.accrued(run.from))?;
    same("drawn", chain.drawn, model.drawn)?;
    same("due", (chain.report_due, i64::from(chain.report_every)), (model.report_due, model.report_every))?;
    let last = model.reports.last().copied().unwrap_or_default();
    same("reports", (chain.reports as usize, chain.report_hash), (model.reports.len(), last))?;
    same("revoked", chain.is_revoked == 1, model.is_revoked)?;
    same("lamports", play.world.lamports(&play.realm.budget(id)), model.lamports)?;
    // INVARIANT 14, over all rates it ever had.
    let most: u128 = model.runs.iter().map(|run| most(run, play.model.now())).sum();
    if u128::from(chain.drawn) > most || chain.drawn > run.cap {
        return Err(format!("{} drawn, of {most} and of {}", chain.drawn, run.cap));
    }
    Ok(())
}

/// What a rate yields until now at the most, rounded up.
fn most(run: &model::Run, now: i64) -> u128 {
    let seconds = u128::try_from(run.until.min(now) - run.from).unwrap_or(0);
    (u128::from(run.per_day) * seconds).div_ceil(86_400)
}

fn rule(play: &Play, id: u16) -> Said {
    let (chain, model) = (play.world.rule(&play.realm, id), &play.model.rules[&id]);
    same("domain", (chain.id, chain.domain), (id, model.domain))?;
    let [newest, former] = [0, 1].map(|n| version(&chain, n));
    let (last, before) = model.newest();
    same("newest", newest, last.map_or(Version::NONE, of))?;
    same("former", former, before.map_or(Version::NONE, of))?;
    // INVARIANT 16: what holds at a time, by two versions and by all of them.
    let instants = [newest.effective_at, newest.sunset_at, former.sunset_at, play.model.now()];
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
        effective_at: version.effective_at,
        sunset_at: version.sunset_at,
        params: version.params.map(|(unit, value)| Param { unit, value }),
    }
}

/// What governance does to equity: authority, scorer, buckets, and the backing of every share (INVARIANTS 1 and 4).
fn shares(play: &Play) -> Said {
    let (chain, model) = (play.world.pool(&play.realm.f), &play.model.equity);
    let n = |n: u64| BigUint::from(n);
    let authority = if play.model.is_handed_over { play.realm.treasury } else { play.realm.f.authority() };
    same("authority", chain.authority, authority)?;
    same("scorer", chain.scorer, play.people[model.scorer].address)?;
    same("shares", n(chain.total[0]), model.total())?;
    same("contributed", n(chain.contributions_emitted), model.contributed())?;
    same("granted", n(chain.grants_emitted), model.granted())?;
    same("issued", n(chain.treasury_emitted), model.issued.clone())?;
    same("vault", n(play.world.tokens(&play.realm.f.vault)), model.vault())?;
    let spent: u64 = play.model.payees.iter().filter_map(|payee| payee.tokens[SHARES]).sum();
    let supply = model.supply() + n(spent + play.model.tokens[SHARES]);
    same("supply", n(play.world.supply(&play.realm.f.mint)), supply)?;
    for who in 0..PEOPLE {
        let position = play.world.position(&play.realm.f, &play.people[who].address);
        let state = &model.holders[who];
        same("own", n(position.own[0]), state.own.last())?;
        same("earned", n(position.earned[0]), state.earned.last())?;
        same("liquid", n(play.world.tokens(&play.liquid[who])), state.liquid.clone())?;
    }
    Ok(())
}
