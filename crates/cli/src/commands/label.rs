//! `makerstake label …`: what a platform says of works.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use makerstake_client::generated::governance::accounts::Rule;
use makerstake_client::generated::moderation::accounts::{Docket, Label as Account, LABEL_DISCRIMINATOR};
use makerstake_client::generated::moderation::instructions as on_chain;
use makerstake_client::programs::Program;
use makerstake_client::{addresses, dsa, hash, query};
use makerstake_core::moderation::{Value, LAW};
use makerstake_core::rule::{rule_at, RuleAt, Version};
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::platform_arg::PlatformArg;
use super::rule::version;
use super::work::show::one;
use crate::context::Context;
use crate::failure::Failure;
use crate::files;
use crate::parse;

/// Commands about labels.
#[derive(Debug, Subcommand)]
pub enum Label {
    /// Set a label on an attested work, or prolong one that says the same; the moderators or the treasury sign
    Set {
        /// The address of the work's attestation
        #[arg(value_parser = parse::address)]
        work: Pubkey,
        #[command(flatten)]
        platform: PlatformArg,
        /// The rule's number, or `law`
        #[arg(long, value_parser = ground)]
        rule: u16,
        /// What the label says
        #[arg(long, value_enum)]
        value: Says,
        /// The statement of reasons: a JSON document with 32 random bytes in it, as `nonce`
        #[arg(long, value_name = "FILE")]
        statement: PathBuf,
        /// Until when: a date, or seconds since 1970; moderators at most 180 days from now
        #[arg(long, value_name = "TIME", value_parser = parse::time)]
        until: i64,
    },
    /// Lift a label; the moderators or the treasury sign
    Lift {
        /// The address of the label
        #[arg(value_parser = parse::address)]
        label: Pubkey,
        #[command(flatten)]
        platform: PlatformArg,
        /// The reasons: a JSON document with 32 random bytes in it, as `nonce`
        #[arg(long, value_name = "FILE")]
        statement: PathBuf,
    },
    /// Write a label as a statement of reasons for the European Union's DSA Transparency Database; personal data are refused
    Export {
        /// The address of the label
        #[arg(value_parser = parse::address)]
        label: Pubkey,
        /// Its statement of reasons, whose hash the label names
        #[arg(long, value_name = "FILE")]
        statement: PathBuf,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        dsa: PathBuf,
    },
    /// List the labels of the platform
    List {
        #[command(flatten)]
        platform: PlatformArg,
        /// Of one work only: the address of its attestation
        #[arg(long, value_parser = parse::address)]
        work: Option<Pubkey>,
    },
}

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Says {
    /// Something is said beside the work
    Notice,
    /// It is recommended to nobody
    Limited,
    /// It is shown to adults only
    Age,
    /// It is not shown, and earns nothing
    Removed,
    /// It is shown, and earns nothing
    NoEarnings,
}

impl Says {
    const fn value(self) -> Value {
        match self {
            Self::Notice => Value::Notice,
            Self::Limited => Value::Limited,
            Self::Age => Value::Age,
            Self::Removed => Value::Removed,
            Self::NoEarnings => Value::NoEarnings,
        }
    }
}

#[derive(Serialize)]
struct Line {
    label: String,
    work: String,
    creator: String,
    rule: String,
    version: Option<u32>,
    value: &'static str,
    by: &'static str,
    state: &'static str,
    from: i64,
    until: Option<i64>,
    final_at: Option<i64>,
    statement: String,
    number: u32,
}

/// What was written.
#[derive(Serialize)]
struct Exported {
    label: String,
    dsa: String,
}

impl Label {
    /// Runs the command.
    ///
    /// # Errors
    /// The command's own.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Set { work, platform, rule, value, statement, until } => {
                let platform = platform.addresses(context)?.platform;
                let args = on_chain::SetLabelInstructionArgs {
                    rule_id: rule,
                    value: value.value() as u8,
                    statement: hash_of(&statement)?,
                    until,
                };
                set(context, &platform, work, args)
            }
            Self::Lift { label, platform, statement } => {
                let docket = addresses::docket(&platform.addresses(context)?.platform);
                let instruction = on_chain::Lift { authority: context.signer()?, docket, label }
                    .instruction(on_chain::LiftInstructionArgs { statement: hash_of(&statement)? });
                context.send(format!("lift the label {label}"), instruction)
            }
            Self::Export { label, statement, dsa } => export(context, &label, &statement, &dsa),
            Self::List { platform, work } => {
                let platform = platform.addresses(context)?.platform;
                list(context, &platform, work)
            }
        }
    }
}

fn set(
    context: &Context,
    platform: &Pubkey,
    work: Pubkey,
    args: on_chain::SetLabelInstructionArgs,
) -> Result<(), Failure> {
    let attested = one(context, &work)?.account.time;
    let rule_id = args.rule_id;
    let mut instructions = Vec::new();
    let (rule, version) = if rule_id == LAW {
        (None, None)
    } else {
        let rule = addresses::rule(platform, rule_id);
        let (version, note) = ground_of(context, platform, (rule, rule_id), attested)?;
        instructions.extend(note);
        (Some(rule), Some(version))
    };
    let (payer, authority) = (context.payer()?, context.signer()?);
    let instruction = on_chain::SetLabel {
        payer,
        authority,
        platform: *platform,
        docket: addresses::docket(platform),
        rule,
        version,
        attestation: work,
        label: addresses::label(platform, &work, rule_id),
        system_program: solana_sdk_ids::system_program::ID,
    }
    .instruction(args);
    instructions.push(instruction);
    context.send_all(format!("label the work {work}"), instructions, &[]).map(drop)
}

/// The noted version that applies to what was attested at a time, and the instruction that notes it where nobody has.
fn ground_of(
    context: &Context,
    platform: &Pubkey,
    (address, id): (Pubkey, u16),
    attested: i64,
) -> Result<(Pubkey, Option<Instruction>), Failure> {
    let docket = addresses::docket(platform);
    let found = context.rpc.ask(query::accounts(context.rpc.client(), &[docket, address]))?;
    let [docket_account, rule] = found.as_slice() else { return Err(Failure::absent("docket", &docket)) };
    let docket = docket_account.as_ref().and_then(|account| Docket::from_bytes(&account.data).ok());
    let docket = docket.ok_or_else(|| Failure::absent("docket", &addresses::docket(platform)))?;
    let rule = rule.as_ref().and_then(|account| Rule::from_bytes(&account.data).ok());
    let rule = rule.ok_or_else(|| Failure::absent("rule", &address))?;
    let applied = docket.rules.iter().zip(&docket.first).take(usize::from(docket.applied));
    let first = applied.into_iter().find(|(rule, _)| **rule == id).map(|(_, first)| *first);
    let Some(first) = first else {
        return Err(Failure::input("the platform's docket does not apply this rule").value(id));
    };
    let known = [version(&rule, 0), version(&rule, 1)];
    let [newest, former] = &known;
    let older = known.iter().find(|known| known.number == first && attested < known.effective_at);
    let applies = match rule_at(newest, former, attested) {
        RuleAt::Version(version) if version.number >= first => Some(version),
        _ => older,
    };
    let applies = applies.ok_or_else(|| {
        Failure::input("no version that the rule's account remembers applies to the work")
            .value(attested)
            .remedy("an older one has to be noted first (note_version), by the version after it")
    })?;
    let noted = addresses::rule_version(&address, applies.number);
    let is_noted = context.rpc.ask(query::account(context.rpc.client(), &noted))?.is_some();
    let note = if is_noted { None } else { Some(note(context, (address, noted), applies)?) };
    Ok((noted, note))
}

fn note(
    context: &Context,
    (rule, noted): (Pubkey, Pubkey),
    applies: &Version,
) -> Result<Instruction, Failure> {
    let payer = context.payer()?;
    let accounts = on_chain::NoteVersion {
        payer,
        rule,
        next: None,
        version: noted,
        system_program: solana_sdk_ids::system_program::ID,
    };
    Ok(accounts.instruction(on_chain::NoteVersionInstructionArgs {
        number: applies.number,
        text_hash: applies.text_hash,
        previous_hash: applies.previous_hash,
        set_at: applies.set_at,
        effective_at: applies.effective_at,
        sunset_at: applies.sunset_at,
        units: applies.params.map(|param| param.unit),
        values: applies.params.map(|param| param.value),
    }))
}

fn export(context: &Context, address: &Pubkey, statement: &Path, out: &Path) -> Result<(), Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), address))?;
    let label = account.and_then(|account| Account::from_bytes(&account.data).ok());
    let label = label.ok_or_else(|| Failure::absent("label", address))?;
    let bytes = fs::read(statement).map_err(|error| Failure::io(statement, &error))?;
    if label.statement != hash::of_bytes(&bytes) {
        return Err(Failure::input("the file is not the statement of this label").file(statement));
    }
    let reasons: dsa::Reasons = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::input(format!("the statement cannot be exported: {error}")).file(statement)
    })?;
    let exported = dsa::statement(&address.to_string(), &label, &reasons).map_err(|refusal| {
        Failure::input(refusal.to_string())
            .file(statement)
            .remedy("lift the label and set it again with a statement that says it otherwise")
    })?;
    files::replace(out, |file| serde_json::to_writer_pretty(file, &exported).map_err(Into::into))?;
    context.output.record(&Exported { label: address.to_string(), dsa: out.display().to_string() })
}

fn list(context: &Context, platform: &Pubkey, work: Option<Pubkey>) -> Result<(), Failure> {
    let now = context.rpc.chain_time()?;
    let mut filters: Vec<(usize, &[u8])> = vec![(0, &LABEL_DISCRIMINATOR), (8, platform.as_ref())];
    if let Some(work) = &work {
        filters.push((40, work.as_ref()));
    }
    let slices = query::slices(context.rpc.client(), &Program::Moderation.id(), &filters, 0, Account::LEN);
    let found = context.rpc.ask(slices)?;
    let read = |(address, bytes): (Pubkey, Vec<u8>)| Some((address, Account::from_bytes(&bytes).ok()?));
    let mut labels: Vec<(Pubkey, Account)> = found.into_iter().filter_map(read).collect();
    labels.sort_by_key(|(_, label)| label.number);
    let lines: Vec<Line> = labels.iter().map(|(address, label)| line(address, label, now)).collect();
    context.output.records(&lines)
}

fn line(address: &Pubkey, label: &Account, now: i64) -> Line {
    let bounded = |time: i64| Some(time).filter(|time| *time != i64::MAX);
    Line {
        label: address.to_string(),
        work: label.subject.to_string(),
        creator: label.creator.to_string(),
        rule: if label.rule == LAW { "law".into() } else { label.rule.to_string() },
        version: Some(label.rule_version).filter(|version| *version > 0),
        value: match Value::from_byte(label.value) {
            Some(Value::Notice) => "notice",
            Some(Value::Limited) => "limited",
            Some(Value::Age) => "age",
            Some(Value::Removed) => "removed",
            Some(Value::NoEarnings) => "no earnings",
            None => "unknown",
        },
        by: if label.by == 2 { "owners" } else { "moderators" },
        state: match label {
            Account { is_overturned: 1, .. } => "overturned",
            Account { negated_at: 1.., .. } => "lifted",
            Account { until, .. } if now >= *until => "over",
            Account { final_at, .. } if now >= *final_at => "final",
            _ => "stands",
        },
        from: label.from,
        until: bounded(label.until),
        final_at: bounded(label.final_at),
        statement: hex::encode(label.statement),
        number: label.number,
    }
}

/// A rule's number, or the law.
fn ground(text: &str) -> Result<u16, String> {
    match text {
        "law" => Ok(LAW),
        number => match number.parse() {
            Ok(LAW) | Err(_) => Err("give a rule's number, or `law`".into()),
            Ok(number) => Ok(number),
        },
    }
}

/// The hash of a statement. Without random bytes in it, whoever has the hash could find out by guessing what it says.
fn hash_of(path: &Path) -> Result<[u8; 32], Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path, &error))?;
    let document: serde_json::Value = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::input(format!("the statement is no JSON: {error}")).file(path))?;
    let nonce = document["nonce"].as_str().and_then(|text| hex::decode(text).ok());
    if nonce.is_none_or(|nonce| nonce.len() != 32 || nonce.iter().all(|byte| *byte == nonce[0])) {
        let fresh: [u8; 32] = rand::random();
        return Err(Failure::input("the statement has no 32 random bytes, so its hash could be guessed")
            .file(path)
            .remedy(format!("add \"nonce\": \"{}\"", hex::encode(fresh))));
    }
    Ok(hash::of_bytes(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_a_rule_or_the_law() {
        assert_eq!((ground("law"), ground("0"), ground("65534")), (Ok(LAW), Ok(0), Ok(65_534)));
        for text in ["65535", "-1", "Law"] {
            assert_eq!(ground(text).unwrap_err(), "give a rule's number, or `law`", "{text}");
        }
    }

    #[test]
    fn a_statement_has_random_bytes_or_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("statement.json");
        let with = |text: &str| {
            fs::write(&path, text).unwrap();
            hash_of(&path)
        };
        let nonce = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        let good = format!("{{\"facts\":\"copied\",\"nonce\":\"{nonce}\"}}");
        assert_eq!(with(&good).unwrap(), hash::of_bytes(good.as_bytes()));
        for bad in ["{}", "[]", &good.replace(nonce, "0011"), &good.replace(nonce, &"00".repeat(32))] {
            let refused = with(bad).unwrap_err().to_string();
            assert!(refused.contains("no 32 random bytes"), "{refused}");
        }
        assert!(with("facts").unwrap_err().to_string().contains("no JSON"));
    }
}
