//! `makerstake program deploy` and `write-buffer`: code written in pieces into a buffer, which goes on where it stopped, and then
//! deployed from it.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use makerstake_client::addresses::program_data;
use makerstake_client::hash::Sha2;
use makerstake_client::loader::{Buffer, Deployed, BUFFER_CODE_AT, PROGRAM_DATA_CODE_AT};
use makerstake_client::query;
use makerstake_client::sender::{Intent, NoJournal};
use makerstake_core::hash::Sha256 as _;
use serde::Serialize;
use solana_loader_v3_interface::instruction as loader;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::commands::key;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::many::{self, Stop};
use crate::output::Amount;
use crate::{keys, parse};

/// Bytes of code in one transaction: what fits beside two signatures, five accounts and the compute budget.
const CHUNK: usize = 850;
/// Bytes of a program's own account.
const PROGRAM: usize = 36;
/// What every ELF file begins with.
const ELF: &[u8] = b"\x7fELF";

/// The code, and the buffer it goes into.
#[derive(Debug, Args)]
pub struct WriteBuffer {
    /// The program's file (.so)
    file: PathBuf,
    /// The buffer's key, made where it is missing; run again with the same key, the upload goes on [default: beside the file]
    #[arg(long, value_name = "KEYPAIR")]
    buffer: Option<PathBuf>,
    /// Most transactions sent a second [default: as many as the node takes]
    #[arg(long, value_name = "NUMBER", value_parser = parse::rate)]
    rate: Option<f64>,
}

/// Deploy a program, or upgrade it; the signer is and stays its upgrade authority.
#[derive(Debug, Args)]
pub struct Deploy {
    #[command(flatten)]
    code: WriteBuffer,
    /// The program: its key the first time, its key or its address for an upgrade
    #[arg(long, value_name = "KEYPAIR_OR_ADDRESS")]
    program_id: String,
    /// Room for later versions, bytes of code [default: the file's]
    #[arg(long, value_name = "BYTES")]
    max_len: Option<usize>,
}

#[derive(Serialize)]
struct Done {
    program: Option<String>,
    buffer: String,
    code_bytes: usize,
    code_sha256: String,
    signature: Option<String>,
}

/// Code that lies whole in a buffer.
struct Written {
    elf: Vec<u8>,
    buffer: Pubkey,
    key: PathBuf,
}

impl WriteBuffer {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Some(Written { elf, buffer, .. }) = self.write(context)? else { return Ok(()) };
        context.output.record(&Done {
            program: None,
            buffer: buffer.to_string(),
            code_bytes: elf.len(),
            code_sha256: hex::encode(Sha2::hashv(&[&elf])),
            signature: None,
        })
    }

    /// Makes the buffer where it is missing, writes what is not in it yet, and compares; nothing for a dry run.
    fn write(&self, context: &Context) -> Result<Option<Written>, Failure> {
        context.signing.must_be_plain()?;
        let elf = std::fs::read(&self.file).map_err(|error| Failure::io(&self.file, &error))?;
        if !elf.starts_with(ELF) {
            return Err(Failure::input("not a program")
                .file(&self.file)
                .remedy("give the .so that the build made"));
        }
        let path = self.buffer.clone().unwrap_or_else(|| self.file.with_extension("buffer.json"));
        let (authority, payer) = (context.signer()?, context.payer()?);
        if context.dry_run && !path.exists() {
            self.tell_cost(context, elf.len())?;
            return Ok(None);
        }
        if !path.exists() {
            key::make(&path)?;
        }
        let key = keys::load(&path.to_string_lossy(), "--buffer")?;
        let buffer = key.pubkey();
        let present = context.rpc.ask(query::account(context.rpc.client(), &buffer))?;
        if present.is_none() {
            self.tell_cost(context, elf.len())?;
            let rent = context.rpc.ask(query::rent(context.rpc.client(), BUFFER_CODE_AT + elf.len()))?;
            let create = loader::create_buffer(&payer, &buffer, &authority, rent, elf.len())
                .map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
            context.submit("make a buffer", create, &[&*key])?;
        }
        let missing = missing(present.as_ref().map(|account| account.data.as_slice()), &elf, authority)
            .map_err(|what| {
                Failure::input(what).value(buffer).remedy(
                    "close it (`makerstake program close`) and write another, or name another key with --buffer",
                )
            })?;
        if context.dry_run {
            context.output.note(format!("would write {} pieces into {buffer}", missing.len()));
            return Ok(None);
        }
        let (signer, payer) = (context.signers.signer()?, context.signers.payer()?);
        let total = missing.len() as u64;
        let intents = missing.into_iter().map(|at| {
            let piece = elf.get(at..elf.len().min(at + CHUNK)).unwrap_or_default().to_vec();
            let write = loader::write(&buffer, &authority, at as u32, piece);
            (Intent::new(format!("byte {at}"), vec![write], payer, &[signer]), 1)
        });
        let stop = Stop::on_ctrl_c()?;
        let tally =
            many::send(context, ("pieces", total, self.rate), intents, &mut NoJournal, &stop, |_, _| {})?;
        stop.check()?;
        if let Some(failure) = tally.failure {
            let rest = format!("{} of {total} pieces are written; run the same command to go on", tally.done);
            return Err(Failure { remedy: Some(rest), ..failure });
        }
        let written = context.rpc.ask(query::account(context.rpc.client(), &buffer))?;
        let is_whole = written.is_some_and(|account| account.data.get(BUFFER_CODE_AT..) == Some(&elf));
        if !is_whole {
            return Err(Failure::new(Exit::CheckFailed, "the buffer does not hold the file")
                .value(buffer)
                .remedy("run the same command again"));
        }
        Ok(Some(Written { elf, buffer, key: path }))
    }

    /// What it takes, before anything is sent.
    fn tell_cost(&self, context: &Context, bytes: usize) -> Result<(), Failure> {
        let rpc = context.rpc.client();
        let rent = context.rpc.ask(query::rent(rpc, PROGRAM_DATA_CODE_AT + bytes))?;
        let fees = 10_000 * bytes.div_ceil(CHUNK) as u64;
        let payer = context.payer()?;
        let has = context.rpc.ask(query::account(rpc, &payer))?.map_or(0, |account| account.lamports);
        let needs = rent.saturating_add(fees);
        context.output.note(format!(
            "rent {}, fees of about {}; {payer} has {}",
            Amount::sol(rent),
            Amount::sol(fees),
            Amount::sol(has)
        ));
        if has < needs {
            return Err(Failure::input("the payer has too little")
                .value(Amount::sol(has))
                .remedy(format!("fund {payer} with {} more", Amount::sol(needs - has))));
        }
        Ok(())
    }
}

/// Where pieces begin that the buffer does not hold yet.
fn missing(account: Option<&[u8]>, elf: &[u8], authority: Pubkey) -> Result<Vec<usize>, &'static str> {
    let pieces = (0..elf.len()).step_by(CHUNK);
    let Some(data) = account else { return Ok(pieces.collect()) };
    let buffer = Buffer::read(data).ok_or("the account is not a buffer")?;
    if buffer.authority != Some(authority) {
        return Err("somebody else may write this buffer");
    }
    if buffer.code.len() != elf.len() {
        return Err("the buffer has another size than the file");
    }
    let same = |at: &usize| {
        buffer.code.get(*at..elf.len().min(at + CHUNK)) == elf.get(*at..elf.len().min(at + CHUNK))
    };
    Ok(pieces.filter(|at| !same(at)).collect())
}

impl Deploy {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let (program, key) = self.program()?;
        let pair = [program, program_data(&program)];
        let found = context.rpc.ask(query::accounts(context.rpc.client(), &pair))?;
        let deployed = found.get(1).and_then(Option::as_ref).and_then(|data| Deployed::read(&data.data));
        let (authority, payer) = (context.signer()?, context.payer()?);
        if let Some(deployed) = &deployed {
            if deployed.authority != Some(authority) {
                let who = deployed.authority.map_or("nobody".into(), |key| key.to_string());
                return Err(Failure::input("the signer may not replace this program").value(program).remedy(format!(
                    "its upgrade authority is {who}; for one that is a treasury: `program write-buffer`, then a proposal"
                )));
            }
        } else if key.is_none() {
            return Err(Failure::input("the program is not there, so its key is needed")
                .value(program)
                .remedy("give the keypair file of the program with --program-id"));
        }
        let room = deployed.as_ref().map(|deployed| deployed.code.len());
        let Some(Written { elf, buffer, key: path }) = self.code.write(context)? else { return Ok(()) };
        let mut instructions = Vec::new();
        let others: Vec<&dyn Signer> = match (room, &key) {
            (Some(room), _) => {
                if let Some(more) = elf.len().checked_sub(room).filter(|more| *more > 0) {
                    // A cluster may want this much at least, and a program grows once a slot.
                    let more = u32::try_from(more.max(10_240)).unwrap_or(u32::MAX);
                    let extend = loader::extend_program(&program, Some(&payer), more);
                    context.submit("make room for the code", vec![extend], &[])?;
                    wait_a_slot(context)?;
                }
                instructions.push(loader::upgrade(&program, &buffer, &authority, &payer, true));
                Vec::new()
            }
            (None, Some(key)) => {
                let rent = context.rpc.ask(query::rent(context.rpc.client(), PROGRAM))?;
                let most = self.max_len.unwrap_or(elf.len()).max(elf.len());
                let deploy = loader::deploy_with_max_program_len(
                    &payer, &program, &buffer, &authority, rent, most, true,
                );
                instructions.extend(deploy.map_err(|error| Failure::new(Exit::Internal, error.to_string()))?);
                vec![&**key]
            }
            (None, None) => Vec::new(),
        };
        let what = if room.is_some() { "upgrade" } else { "deploy" };
        let Some(receipt) = context.submit(&format!("{what} {program}"), instructions, &others)? else {
            return Ok(());
        };
        // Its account is gone, so its key is of no use; one that the user named stays.
        if self.code.buffer.is_none() {
            let _ = std::fs::remove_file(path);
        }
        context.output.record(&Done {
            program: Some(program.to_string()),
            buffer: buffer.to_string(),
            code_bytes: elf.len(),
            code_sha256: hex::encode(Sha2::hashv(&[&elf])),
            signature: Some(receipt.signature.to_string()),
        })
    }

    fn program(&self) -> Result<(Pubkey, Option<Rc<dyn Signer>>), Failure> {
        if let Ok(address) = parse::address(&self.program_id) {
            if !Path::new(&self.program_id).exists() {
                return Ok((address, None));
            }
        }
        let key = keys::load(&self.program_id, "--program-id")?;
        Ok((key.pubkey(), Some(key)))
    }
}

/// A program that was extended or deployed can be upgraded from the next slot on.
fn wait_a_slot(context: &Context) -> Result<(), Failure> {
    let slot = || context.rpc.ask(query::slot(context.rpc.client()));
    let before = slot()?;
    while slot()? <= before {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_goes_on_where_it_stopped() {
        let authority = Pubkey::new_from_array([4; 32]);
        let elf: Vec<u8> = (0..3 * CHUNK - 7).map(|at| at as u8).collect();
        let account = |code: &[u8]| [&[1, 0, 0, 0, 1][..], &[4; 32], code].concat();
        assert_eq!(missing(None, &elf, authority), Ok(vec![0, CHUNK, 2 * CHUNK]));
        let mut half = elf.clone();
        half[CHUNK..2 * CHUNK].fill(0);
        assert_eq!(missing(Some(&account(&half)), &elf, authority), Ok(vec![CHUNK]));
        assert_eq!(missing(Some(&account(&elf)), &elf, authority), Ok(vec![]));
        let other = Pubkey::new_from_array([5; 32]);
        assert_eq!(missing(Some(&account(&elf)), &elf, other), Err("somebody else may write this buffer"));
        let longer = [&elf[..], &[0]].concat();
        let size = Err("the buffer has another size than the file");
        assert_eq!(missing(Some(&account(&elf)), &longer, authority), size);
        assert_eq!(missing(Some(b"other"), &elf, authority), Err("the account is not a buffer"));
    }
}
