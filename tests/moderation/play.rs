//! Random play against a reference model, which is written from the rules and not from the program: it predicts how each
//! instruction ends, by its code, and what every label and the docket hold afterwards.

use std::collections::BTreeMap;

use makerstake_core::moderation::LAW;
use makerstake_testkit::{
    attestations::{attest, attestation_address, revise},
    clock::DAY,
    moderation::{
        end_version, note_version, versions, DocketConfig, DocketRule, Moderated, ModerationError as E, Says,
        RULE,
    },
    outcome::InstructionFailure,
    World,
};
use rand::{seq::IndexedRandom, Rng};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

/// Worlds that are played, and what is tried in each.
const WORLDS: u64 = 12;
const TRANSACTIONS: usize = 350;
const FOREVER: i64 = i64::MAX;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Team,
    Owners,
    Stranger,
}

/// What a label says for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Period {
    value: u8,
    from: i64,
    until: i64,
    final_at: i64,
    lifted_at: Option<i64>,
}

impl Period {
    fn ended_at(&self, now: i64) -> Option<i64> {
        self.lifted_at.into_iter().chain([self.until]).min().filter(|end| *end <= now)
    }
}

/// A label with all that was ever said by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Label {
    periods: Vec<Period>,
    by_owners: bool,
    overturned: bool,
    version: u32,
    number: u32,
}

/// A work: when it was attested, and which works it revises or equals.
#[derive(Clone, Debug)]
struct Work {
    attested_at: i64,
    copies: Vec<Pubkey>,
}

struct Model {
    works: BTreeMap<Pubkey, Work>,
    labels: BTreeMap<(Pubkey, u16), Label>,
    /// When the versions were in force.
    spans: Vec<(i64, i64)>,
    term_end: i64,
    appeal: i64,
    first: Option<u32>,
    /// Newest first.
    reviews: Vec<bool>,
    decisions: u32,
}

impl Model {
    fn may_decide(&self, who: Who, now: i64) -> Result<(), E> {
        match who {
            Who::Owners => Ok(()),
            Who::Stranger => Err(E::NotModerator),
            Who::Team if now >= self.term_end => Err(E::TermOver),
            Who::Team if self.reviews.iter().take(10).filter(|overturned| **overturned).count() >= 3 => {
                Err(E::Suspended)
            }
            Who::Team => Ok(()),
        }
    }

    fn applies(&self, version: u32, attested_at: i64, now: i64) -> Result<(), E> {
        let first = self.first.filter(|first| version >= *first).ok_or(E::RuleNotApplied)?;
        let (from, until) = self.spans[version as usize - 1];
        let covers = (from..until).contains(&attested_at) || version == first && attested_at < from;
        if covers && from <= now {
            Ok(())
        } else {
            Err(E::NotInForce)
        }
    }

    fn label(&mut self, who: Who, subject: Pubkey, says: &Says, now: i64) -> Result<(), E> {
        self.may_decide(who, now)?;
        let (rule, version) = says.ground;
        if rule != LAW {
            self.applies(version, self.works[&subject].attested_at, now)?;
        }
        self.set(who, subject, says, now)
    }

    fn set(&mut self, who: Who, subject: Pubkey, says: &Says, now: i64) -> Result<(), E> {
        let is_team = who == Who::Team;
        let (rule, version) = says.ground;
        if says.value > 4 {
            return Err(E::UnknownValue);
        }
        if says.statement == [0; 32] {
            return Err(E::NoStatement);
        }
        if says.until <= now || is_team && says.until > now + 180 * DAY {
            return Err(E::InvalidEnd);
        }
        let mut label = self.labels.get(&(subject, rule)).cloned().unwrap_or_default();
        if label.overturned {
            return Err(E::LabelOverturned);
        }
        if is_team && rule == LAW && !label.periods.is_empty() {
            return Err(E::InterimOnce);
        }
        let final_at = match (is_team, rule) {
            (false, _) => now,
            (true, LAW) => FOREVER,
            (true, _) => now + self.appeal,
        };
        let mut upheld = false;
        let standing = label.periods.last_mut().filter(|period| period.ended_at(now).is_none());
        match standing {
            Some(period) if is_team && (label.by_owners || period.value != says.value) => {
                return Err(E::LabelStands);
            }
            Some(period) if period.value == says.value => {
                upheld = !is_team && !label.by_owners;
                period.final_at = period.final_at.min(final_at);
                period.until = says.until;
            }
            standing => {
                if let Some(period) = standing {
                    period.lifted_at = Some(now);
                }
                let before = label.periods.iter().rev().nth(1);
                if before.and_then(|before| before.ended_at(now)).is_some_and(|end| now < end + 90 * DAY) {
                    return Err(E::LabelledTooOften);
                }
                let (value, until) = (says.value, says.until);
                label.periods.push(Period { value, from: now, until, final_at, lifted_at: None });
            }
        }
        self.decisions += 1;
        (label.version, label.number, label.by_owners) = (version, self.decisions, !is_team);
        if upheld {
            self.reviews.insert(0, false);
        }
        self.labels.insert((subject, rule), label);
        Ok(())
    }

    fn enforce(&mut self, who: Who, (from, to): (Pubkey, Pubkey), rule: u16, now: i64) -> Result<(), E> {
        if !self.works[&to].copies.contains(&from) {
            return Err(E::NotACopy);
        }
        self.may_decide(who, now)?;
        let source = &self.labels[&(from, rule)];
        let period = source.periods.last().filter(|period| period.ended_at(now).is_none());
        let period = period.ok_or(E::LabelOver)?;
        let longest = if who == Who::Team { now + 180 * DAY } else { FOREVER };
        let says = Says {
            ground: (rule, source.version),
            value: period.value,
            statement: [9; 32],
            until: period.until.min(longest),
        };
        self.set(who, to, &says, now)
    }

    fn lift(&mut self, who: Who, at: (Pubkey, u16), statement: [u8; 32], now: i64) -> Result<(), E> {
        self.may_decide(who, now)?;
        if statement == [0; 32] {
            return Err(E::NoStatement);
        }
        let label = self.labels.get_mut(&at).expect("a label");
        let standing = label.periods.last_mut().filter(|period| period.ended_at(now).is_none());
        let period = standing.ok_or(E::LabelOver)?;
        if who == Who::Team && label.by_owners {
            return Err(E::SetByOwners);
        }
        period.lifted_at = Some(now);
        if who == Who::Owners && !label.by_owners {
            label.overturned = true;
            self.reviews.insert(0, true);
        }
        Ok(())
    }
}

/// A world with two noted versions, works older than them, of the time of each, a revision and a copy.
fn stage(world: &mut World) -> (Moderated, Keypair, Model) {
    let m = world.moderated_later();
    let (creator, copier, stranger) = (world.register(), world.register(), world.actor());
    let mut works = BTreeMap::new();
    let mut add = |world: &World, work: Pubkey, copies: Vec<Pubkey>| {
        works.insert(work, Work { attested_at: world.now(), copies });
        work
    };
    let old = world.attested(&creator);
    add(world, old, vec![]);
    world.advance(3 * DAY);
    let start = world.now();
    let spans = vec![(start, start + 10 * DAY), (start + 10 * DAY, FOREVER)];
    let all = versions(&[(start - 3 * DAY, start), (start + 5 * DAY, start + 10 * DAY)]);
    world.advance(DAY);
    let first = world.attested(&creator);
    add(world, first, vec![]);
    world.send(&[revise(&creator, &first, [5; 32], [0; 32])], &[&creator.authority]).expect("revise");
    add(world, attestation_address(&creator.address, &[5; 32]), vec![first]);
    world.advance(12 * DAY);
    let content = world.attestation(&first).content;
    world.send(&[attest(&copier, content, [0; 32], 0)], &[&copier.authority]).expect("attest");
    let copy = add(world, attestation_address(&copier.address, &content), vec![first]);
    works.get_mut(&first).expect("the first").copies.push(copy);
    world.write_rule(&m.realm, RULE, &all);
    let rule = m.realm.rule(RULE);
    for version in all.iter().rev() {
        let note = note_version(&m.team.pubkey(), &rule, None, version);
        world.send(&[note], &[&m.team]).expect("note_version");
    }
    // It was ended when it was noted.
    refused!(world.send(&[end_version(&rule, None, 1)], &[]), AlreadyEnded);
    let config = m.config(world.now());
    world.send(&[m.open(config.clone())], &[&m.owners]).expect("open_docket");
    let model = Model {
        works,
        labels: BTreeMap::new(),
        spans,
        term_end: config.authority_until,
        appeal: i64::from(config.appeal_seconds),
        first: Some(1),
        reviews: vec![],
        decisions: 0,
    };
    (m, stranger, model)
}

fn compare(world: &World, m: &Moderated, model: &Model) {
    for ((subject, rule), label) in &model.labels {
        let held = world.label(&m.label_address(subject, *rule));
        let [.., before, _] = &label.periods[..] else {
            assert_eq!((held.before_ended_at, held.before_final_at), (0, 0));
            continue;
        };
        let ended_at = before.ended_at(world.now()).expect("it ended");
        assert_eq!((held.before_value, held.before_final_at), (before.value, before.final_at));
        assert_eq!(held.before_ended_at, ended_at);
    }
    for ((subject, rule), label) in &model.labels {
        let held = world.label(&m.label_address(subject, *rule));
        let now = label.periods.last().expect("a period");
        assert_eq!((held.value, held.from, held.until), (now.value, now.from, now.until));
        assert_eq!((held.final_at, held.negated_at), (now.final_at, now.lifted_at.unwrap_or_default()));
        assert_eq!((held.by == 2, held.is_overturned == 1), (label.by_owners, label.overturned));
        assert_eq!((held.rule_version, held.number), (label.version, label.number));
        assert_eq!(held.attested_at, model.works[subject].attested_at);
    }
    let docket = world.docket(&m.docket);
    let bits = model.reviews.iter().take(10).enumerate().map(|(at, overturned)| u16::from(*overturned) << at);
    assert_eq!((docket.reviews, docket.decisions), (bits.sum(), model.decisions));
    assert_eq!(docket.authority_until, model.term_end);
}

/// Plays one world; gives how many transactions went through, and the refusals that were met.
fn play(mut world: World) -> (usize, BTreeMap<String, usize>) {
    let (m, stranger, mut model) = stage(&mut world);
    let subjects: Vec<Pubkey> = model.works.keys().copied().collect();
    let (mut accepted, mut met) = (0, BTreeMap::<String, usize>::new());
    for step in 0..TRANSACTIONS {
        let now = world.now();
        let rng = world.rng();
        let who =
            *[Who::Team, Who::Team, Who::Team, Who::Owners, Who::Stranger].choose(rng).expect("somebody");
        let subject = *subjects.choose(rng).expect("a work");
        let rule = if rng.random_ratio(1, 4) { LAW } else { RULE };
        let version = if rule == LAW { 0 } else { rng.random_range(1..=2) };
        let until = now + *[0, 1, 30, 180, 181].choose(rng).expect("a term") * DAY;
        let statement = if rng.random_ratio(1, 30) { [0; 32] } else { [9; 32] };
        let value = if rng.random_ratio(1, 30) { 5 } else { rng.random_range(2..=4) };
        let says = Says { ground: (rule, version), value, statement, until };
        let (act, target) = (rng.random_range(0..100), *subjects.choose(rng).expect("a work"));
        let wait = *[0, 0, 1, DAY / 2, 13 * DAY, 30 * DAY, 40 * DAY].choose(rng).expect("a time");
        let lasts = *[100, 366, 367].choose(rng).expect("a term");
        let first = *[0, 1, 1, 1, 2].choose(rng).expect("a version");
        let key = match who {
            Who::Team => &m.team,
            Who::Owners => &m.owners,
            Who::Stranger => &stranger,
        };
        let (ix, expected) = match act {
            0..55 => (m.label(key, &subject, &says), model.label(who, subject, &says, now)),
            55..75 if model.labels.contains_key(&(subject, rule)) && subject != target => {
                let source = m.label_address(&subject, rule);
                let expected = model.enforce(who, (subject, target), rule, now);
                (m.enforce(key, &source, &target, rule), expected)
            }
            75..93 if model.labels.contains_key(&(subject, rule)) => {
                let label = m.label_address(&subject, rule);
                let expected = model.lift(who, (subject, rule), statement, now);
                (m.lift(key, &label, statement), expected)
            }
            93..97 => {
                let authority_until = now + lasts * DAY;
                let rules = (first > 0).then_some(DocketRule { id: RULE, first }).into_iter().collect();
                let config = DocketConfig { authority_until, rules, ..m.config(now) };
                let mut ix = m.set(config);
                ix.accounts[0].pubkey = key.pubkey();
                let expected = match who {
                    Who::Owners if lasts > 366 => Err(E::InvalidTerm),
                    Who::Owners => {
                        (model.term_end, model.reviews) = (authority_until, vec![]);
                        model.first = (first > 0).then_some(first);
                        Ok(())
                    }
                    _ => Err(E::NotTreasury),
                };
                (ix, expected)
            }
            _ => {
                world.advance(wait);
                continue;
            }
        };
        let outcome = world.send(&[ix], &[key]);
        let told = outcome.as_ref().map(drop).map_err(|refusal| match &refusal.error {
            InstructionFailure::InstructionError(0, error) => format!("{error:?}"),
            other => format!("{other:?}"),
        });
        let expected = expected.map_err(|error| format!("Custom({})", error as u32));
        assert_eq!(told, expected, "step {step}: {who:?} {act} {says:?} {subject} {target}");
        match told {
            Ok(()) => accepted += 1,
            Err(error) => *met.entry(error).or_default() += 1,
        }
        compare(&world, &m, &model);
    }
    (accepted, met)
}

#[test]
fn what_happens_is_what_the_rules_say() {
    let (mut accepted, mut met) = (0, BTreeMap::<String, usize>::new());
    for seed in 1..=WORLDS {
        let (went, refused) = play(World::with_seed(seed));
        accepted += went;
        refused.into_iter().for_each(|(error, count)| *met.entry(error).or_default() += count);
    }
    println!("{accepted} went through, refusals {met:?}");
    assert!(accepted > WORLDS as usize * 30, "{accepted} went through");
    for error in [
        E::NotModerator,
        E::TermOver,
        E::Suspended,
        E::InvalidTerm,
        E::NotTreasury,
        E::RuleNotApplied,
        E::NotInForce,
        E::UnknownValue,
        E::NoStatement,
        E::InvalidEnd,
        E::LabelOverturned,
        E::LabelStands,
        E::InterimOnce,
        E::LabelledTooOften,
        E::LabelOver,
        E::SetByOwners,
        E::NotACopy,
    ] {
        let (name, code) = (format!("{error:?}"), error as u32);
        assert!(met.contains_key(&format!("Custom({code})")), "{name} was never met: {met:?}");
    }
}
