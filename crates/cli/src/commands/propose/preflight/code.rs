//! What would stop an action on code. A call is made in a simulation as if the treasury had signed.

use makerstake_client::addresses::program_data;
use makerstake_client::loader::{Buffer, Deployed, LOADER};
use makerstake_client::platform::Addresses;
use makerstake_client::programs::Program;
use makerstake_core::action::{Invoke, Pin, Upgrade};
use solana_client::rpc_config::RpcSimulateTransactionConfig;
use solana_instruction::{AccountMeta, Instruction};
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use super::find;
use crate::context::Context;
use crate::failure::Failure;

/// What would stop the replacement of a program's code.
///
/// # Errors
/// When the node does not answer.
pub fn upgrade(context: &Context, at: &Addresses, upgrade: &Upgrade<'_>) -> Result<Vec<String>, Failure> {
    let [program, buffer] = [upgrade.program, upgrade.buffer].map(|key| Pubkey::new_from_array(*key));
    let mut problems = pinned(context, &program, &upgrade.pin)?;
    let treasury = Some(at.treasury);
    let data = find(context, &program_data(&program))?;
    let deployed = data.as_ref().and_then(|account| Deployed::read(&account.data));
    if deployed.is_some_and(|deployed| deployed.authority != treasury) {
        problems.push(format!(
            "the treasury is not the upgrade authority of {program}: `solana program set-upgrade-authority {program} \
             --new-upgrade-authority {} --skip-new-upgrade-authority-signer-check`",
            at.treasury
        ));
    }
    let account = find(context, &buffer)?.filter(|account| account.owner == LOADER);
    let Some(new) = account.as_ref().and_then(|account| Buffer::read(&account.data)) else {
        problems.push(format!("{buffer} is no buffer: `solana program write-buffer FILE` makes one"));
        return Ok(problems);
    };
    if new.authority != treasury {
        problems.push(format!(
            "the treasury is not the authority of the buffer, and whoever is can change it: `solana program \
             set-buffer-authority {buffer} --new-buffer-authority {}`",
            at.treasury
        ));
    }
    if new.hash() != *upgrade.code_hash {
        problems.push(format!("the buffer holds code of SHA-256 {}", hex::encode(new.hash())));
    }
    let room = deployed.map_or(0, |deployed| deployed.code.len());
    if let Some(missing) = new.code.len().checked_sub(room).filter(|missing| *missing > 0 && room > 0) {
        problems.push(format!(
            "the new code is {missing} bytes longer than the room for it: `solana program extend {program} {}`, which \
             anybody may pay for; make the pin afterwards",
            missing.max(10_240)
        ));
    }
    Ok(problems)
}

/// What would stop a call.
///
/// # Errors
/// When the node does not answer.
pub fn invoke(context: &Context, at: &Addresses, invoke: &Invoke<'_>) -> Result<Vec<String>, Failure> {
    let program = Pubkey::new_from_array(*invoke.program);
    if program == Program::Governance.id() {
        return Ok(vec!["governance does not call itself: it has an action for what it does".into()]);
    }
    let mut problems = pinned(context, &program, &invoke.pin)?;
    let mut accounts = Vec::new();
    for meta in invoke.accounts.iter() {
        let pubkey = Pubkey::new_from_array(*meta.key);
        let owner = find(context, &pubkey)?.map(|account| account.owner);
        if meta.is_writable && owner == Some(Program::Governance.id()) {
            problems.push(format!("{pubkey} is governance's own and may not be writable in a call"));
        }
        if meta.is_signer && pubkey != at.treasury {
            context.output.note(format!("    {pubkey} will have to sign the execution"));
        }
        accounts.push(AccountMeta { pubkey, is_signer: meta.is_signer, is_writable: meta.is_writable });
    }
    if problems.is_empty() {
        let call = Instruction { program_id: program, accounts, data: invoke.data.to_vec() };
        problems.extend(simulate(context, call)?);
    }
    Ok(problems)
}

/// Whether the program is there and has the code that is pinned.
fn pinned(context: &Context, program: &Pubkey, pin: &Pin<'_>) -> Result<Vec<String>, Failure> {
    let Some(account) = find(context, program)?.filter(|account| account.executable) else {
        return Ok(vec![format!("{program} is no program")]);
    };
    if account.owner != LOADER {
        let is_fixed = *pin == Pin::Immutable;
        return Ok(if is_fixed {
            Vec::new()
        } else {
            vec![format!("nobody can change {program}: pin = \"immutable\"")]
        });
    }
    let data = find(context, &program_data(program))?;
    let Some(deployed) = data.as_ref().and_then(|account| Deployed::read(&account.data)) else {
        return Ok(vec![format!("{program} is closed")]);
    };
    let mut problems = Vec::new();
    if !deployed.is(pin) {
        problems
            .push(format!("{program} has other code than is pinned: `makerstake program show {program}`"));
    }
    if let Pin::Slot(_) = pin {
        context.output.note(format!(
            "    anybody who extends {program} by empty bytes spoils a pin by slot; one by code has no such weakness"
        ));
    }
    Ok(problems)
}

/// Makes the call in a simulation in which nobody's signature is checked.
fn simulate(context: &Context, call: Instruction) -> Result<Option<String>, Failure> {
    let payer = context.payer()?.pubkey();
    let message = Message::new(&[call], Some(&payer));
    let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
    let transaction = VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) };
    let config = RpcSimulateTransactionConfig {
        sig_verify: false,
        replace_recent_blockhash: true,
        ..RpcSimulateTransactionConfig::default()
    };
    let answer = context.rpc().simulate_transaction_with_config(&transaction, config);
    let result = answer.map_err(|error| {
        Failure::input(format!("the node did not simulate the call ({error})"))
            .remedy("try another node (-u)")
    })?;
    for line in result.value.logs.into_iter().flatten() {
        context.output.detail(line);
    }
    Ok(result.value.err.map(|error| format!("made now, the call would fail: {error}")))
}
