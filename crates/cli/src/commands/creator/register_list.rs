//! `makerstake creator register --list`: everybody of a list, many at once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use makerstake_client::fault::Fault;
use makerstake_client::sender::{Intent, NoJournal};
use makerstake_client::{addresses, query};
use makerstake_core::handle::{self, Padded};
use serde::{Deserialize, Serialize};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::register::instruction;
use crate::context::Context;
use crate::failure::Failure;
use crate::many::{self, Stop};
use crate::{keys, parse};

/// A row as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: PathBuf,
    handle: Option<String>,
    recovery: Option<String>,
}

/// Somebody to register.
struct Person {
    line: u64,
    key: Rc<dyn Signer>,
    handle: Option<Padded>,
    recovery: Option<Pubkey>,
}

#[derive(Serialize)]
struct Line {
    creator: String,
    genesis_key: String,
    handle: Option<String>,
    state: &'static str,
    signature: Option<String>,
}

/// Registers everybody who is not registered yet; run again, it goes on.
pub fn run(context: &Context, list: &Path) -> Result<(), Failure> {
    let people = read(list)?;
    let creators: Vec<Pubkey> =
        people.iter().map(|person| addresses::creator(&person.key.pubkey())).collect();
    let is_there = |addresses: &[Pubkey]| -> Result<Vec<bool>, Failure> {
        let found = context.rpc.ask(query::accounts(context.rpc.client(), addresses))?;
        Ok(found.iter().map(|found| found.as_ref().is_some_and(|account| !account.data.is_empty())).collect())
    };
    let is_registered = is_there(&creators)?;
    let new: Vec<usize> = (0..people.len()).filter(|at| !is_registered[*at]).collect();
    let named: Vec<(usize, Padded)> = new.iter().filter_map(|at| Some((*at, people[*at].handle?))).collect();
    let handles: Vec<Pubkey> = named.iter().map(|(_, name)| addresses::handle(name)).collect();
    if let Some(((at, name), _)) = named.iter().zip(is_there(&handles)?).find(|(_, is_taken)| *is_taken) {
        let name = handle::text(name).unwrap_or_default();
        return Err(Failure::input("the handle is taken")
            .value(name)
            .line(list, people[*at].line)
            .remedy(format!("choose another; `makerstake creator handle show {name}` tells who holds it")));
    }
    if context.dry_run {
        context.output.note(format!("would register {} of {} creators", new.len(), people.len()));
        return Ok(());
    }
    let payer = context.signers.payer()?;
    let key = |at: usize| format!("line {}", people[at].line);
    let intents = new.iter().map(|at| {
        let Person { key: signer, handle, recovery, .. } = &people[*at];
        let register = instruction(payer.pubkey(), signer.pubkey(), *handle, *recovery);
        (Intent::new(key(*at), vec![register], payer, &[&**signer]), 1)
    });
    let places: HashMap<String, usize> = new.iter().map(|at| (key(*at), *at)).collect();
    let mut signatures: HashMap<usize, String> = HashMap::new();
    let stop = Stop::on_ctrl_c()?;
    let what = ("registering", new.len() as u64, None);
    let tally = many::send(context, what, intents, &mut NoJournal, &stop, |key, receipt| {
        if let Some(at) = places.get(key) {
            signatures.insert(*at, receipt.signature.to_string());
        }
    })?;
    let lines: Vec<Line> = people
        .iter()
        .zip(&creators)
        .enumerate()
        .map(|(at, (person, creator))| {
            let signature = signatures.get(&at).cloned();
            Line {
                creator: creator.to_string(),
                genesis_key: person.key.pubkey().to_string(),
                handle: person.handle.as_ref().and_then(handle::text).map(str::to_owned),
                state: match (is_registered[at], &signature) {
                    (true, _) => "registered before",
                    (false, Some(_)) => "registered",
                    (false, None) => "not registered",
                },
                signature,
            }
        })
        .collect();
    context.output.records(&lines)?;
    tally.failure.map_or_else(|| stop.check(), Err)
}

/// Reads and checks the whole list before anything is sent.
fn read(list: &Path) -> Result<Vec<Person>, Failure> {
    let refused = |error: csv::Error| {
        Failure::from(Fault::csv(list, &error, "key (a keypair file), and any of handle and recovery"))
    };
    let mut reader = csv::Reader::from_path(list).map_err(refused)?;
    // Reading rows alone would take a folder for a list without any.
    reader.headers().map_err(refused)?;
    let folder = list.parent().unwrap_or(Path::new(""));
    let (mut people, mut keys_seen, mut names) = (Vec::new(), HashSet::new(), HashSet::new());
    for row in reader.deserialize() {
        let row: Row = row.map_err(refused)?;
        let line = people.len() as u64 + 2;
        let bad = |what: String, value: &str| Failure::input(what).value(value).line(list, line);
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let handle = given(&row.handle)
            .map(|text| parse::handle(text.trim_start_matches('@')).map_err(|what| bad(what, &text)));
        let recovery =
            given(&row.recovery).map(|text| parse::address(&text).map_err(|what| bad(what, &text)));
        let (handle, recovery) = (handle.transpose()?, recovery.transpose()?);
        let key = keys::load(&folder.join(&row.key).to_string_lossy(), "the column key")
            .map_err(|failure| if failure.place.is_none() { failure.line(list, line) } else { failure })?;
        if !keys_seen.insert(key.pubkey()) || handle.is_some_and(|name| !names.insert(name)) {
            return Err(bad("a key or a handle is there twice".into(), &row.key.to_string_lossy()));
        }
        people.push(Person { line, key, handle, recovery });
    }
    if people.is_empty() {
        return Err(Failure::input("no rows").file(list).remedy("give at least one line below the header"));
    }
    Ok(people)
}
