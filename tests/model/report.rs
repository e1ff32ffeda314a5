//! What a play has reached.

use std::{collections::BTreeMap, fmt};

use crate::idl;

/// Counts of what happened.
#[derive(Clone, Default)]
pub struct Report {
    /// Transactions sent.
    pub sent: usize,
    /// How many of them had several instructions.
    pub bundles: usize,
    /// How many of them had something foreign about them.
    pub foreign: usize,
    /// Per instruction: how often it went through in a transaction that did, and how often it was refused.
    pub methods: BTreeMap<String, [usize; 2]>,
    /// Refusals by error.
    pub errors: BTreeMap<String, usize>,
    /// States in which proposals were met.
    pub states: BTreeMap<&'static str, usize>,
    /// Actions executed, by kind.
    pub actions: BTreeMap<&'static str, usize>,
    /// Refusals by instruction and error.
    pub refusals: BTreeMap<String, usize>,
    /// Transactions of which every instruction was predicted: accepted, and refused by its exact code.
    pub predicted: [usize; 2],
    /// How often a platform was compared with its models.
    pub compared: usize,
    /// Transactions that went through, were judged by the invariants alone, and were undone.
    pub undone: usize,
    /// Full checks of everything.
    pub full: usize,
}

impl Report {
    /// Adds another one.
    pub fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.bundles += other.bundles;
        self.foreign += other.foreign;
        self.full += other.full;
        self.compared += other.compared;
        self.undone += other.undone;
        for (sum, count) in self.predicted.iter_mut().zip(other.predicted) {
            *sum += count;
        }
        for (name, count) in &other.refusals {
            *self.refusals.entry(name.clone()).or_default() += count;
        }
        for (name, counts) in &other.methods {
            let sum = self.methods.entry(name.clone()).or_default();
            *sum = [sum[0] + counts[0], sum[1] + counts[1]];
        }
        for (name, count) in &other.errors {
            *self.errors.entry(name.clone()).or_default() += count;
        }
        for (name, count) in &other.states {
            *self.states.entry(name).or_default() += count;
        }
        for (name, count) in &other.actions {
            *self.actions.entry(name).or_default() += count;
        }
    }

    /// Counts an instruction.
    pub fn called(&mut self, name: &str, is_accepted: bool) {
        let counts = match self.methods.get_mut(name) {
            Some(counts) => counts,
            None => self.methods.entry(name.to_owned()).or_default(),
        };
        counts[usize::from(!is_accepted)] += 1;
    }

    /// Whether an instruction whose name begins so was refused with an error.
    pub fn refused(&self, call: &str, error: &str) -> bool {
        self.refusals.keys().any(|key| {
            let (name, why) = key.split_once(": ").unwrap_or_default();
            name.starts_with(call) && why == error
        })
    }

    /// Instructions of the IDLs that never went through. The program `offerings` has sequences of its own, in
    /// tests/offerings/model.rs; and what only another program's signature allows counts there.
    pub fn missing(&self) -> Vec<&'static str> {
        let is_played =
            |name: &&str| !name.starts_with("offerings.") && *name != "equity.contest_distribution";
        let is_missing = |name: &&str| self.methods.get(*name).is_none_or(|[accepted, _]| *accepted == 0);
        idl::names().into_iter().filter(|name| is_played(name) && is_missing(name)).collect()
    }

    /// How many of a program's errors were reached, and how many there are.
    pub fn errors_of(&self, program: &str) -> (usize, usize) {
        let all = idl::errors().values().filter(|name| name.starts_with(program));
        let (mut reached, mut count) = (0, 0);
        for name in all {
            count += 1;
            reached += usize::from(self.errors.contains_key(name));
        }
        (reached, count)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let accepted: usize = self.methods.values().map(|[accepted, _]| accepted).sum();
        let refused: usize = self.errors.values().sum();
        writeln!(
            f,
            "{} transactions, {refused} refused, {} bundles, {} foreign; {accepted} instructions went through",
            self.sent, self.bundles, self.foreign
        )?;
        let [accepted, refused] = self.predicted;
        writeln!(
            f,
            "the models foresaw the end of {accepted} that went through and the exact code of {refused} that did not; \
             platforms were compared with them {} times",
            self.compared
        )?;
        writeln!(
            f,
            "the invariants were checked after each one that went through, on everything {} times; {} that no model \
             could follow were undone then",
            self.full, self.undone
        )?;
        writeln!(f, "  accepted  refused  instruction")?;
        for (name, [accepted, refused]) in &self.methods {
            writeln!(f, "{accepted:>10} {refused:>8}  {name}")?;
        }
        writeln!(f, "   refusals  instruction: error")?;
        for (name, count) in &self.refusals {
            writeln!(f, "{count:>10}  {name}")?;
        }
        for program in ["creators", "attestations", "equity", "governance", "offerings"] {
            let (reached, all) = self.errors_of(program);
            writeln!(f, "{program}: {reached} of {all} errors reached")?;
        }
        writeln!(f, "proposals met: {:?}", self.states)?;
        write!(f, "actions executed: {:?}", self.actions)
    }
}
