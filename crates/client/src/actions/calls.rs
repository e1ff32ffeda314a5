//! What a call does, as far as anybody can tell from its bytes; and where nobody can, loudly that.

use makerstake_core::action::{Invoke, Meta, Pin, Upgrade};
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::SystemInstruction;
use spl_generic_token::{associated_token_account, token, token_2022};
use spl_token_interface::instruction::{AuthorityType, TokenInstruction};

use crate::interface;
use crate::loader::LOADER;
use crate::message::{Message, Value};
use crate::programs::Program;

/// Programs that everybody uses, and their names in the catalogue.
const KNOWN: [(Pubkey, &str); 6] = [
    (solana_sdk_ids::system_program::ID, "part.program.system"),
    (token::ID, "part.program.token"),
    (token_2022::ID, "part.program.token_2022"),
    (associated_token_account::ID, "part.program.associated_token"),
    (LOADER, "part.program.loader"),
    (solana_sdk_ids::stake::ID, "part.program.stake"),
];

/// What replacing code means.
pub(super) fn upgrade(upgrade: &Upgrade<'_>) -> Message {
    Message::new("action.upgrade")
        .with("program", program(&key(upgrade.program)))
        .with("pin", pin(&upgrade.pin))
        .with("buffer", Value::key(upgrade.buffer))
        .with("hash", Value::hex(upgrade.code_hash))
        .with("spill", Value::key(upgrade.spill))
        .danger()
}

/// What a call means: what it does, where that is known; then every account and byte.
pub(super) fn invoke(invoke: &Invoke<'_>) -> Message {
    let metas: Vec<Meta<'_>> = invoke.accounts.iter().collect();
    let called = key(invoke.program);
    let message = match call(&called, &metas, invoke.data) {
        Some(call) => Message::new("action.invoke.known").with("call", call),
        None => Message::new("action.invoke.unknown"),
    };
    let bytes =
        if invoke.data.is_empty() { Message::new("part.none").into() } else { Value::bytes(invoke.data) };
    message
        .with("program", program(&called))
        .with("pin", pin(&invoke.pin))
        .with("accounts", Value::list(metas.iter().enumerate().map(account).collect()))
        .with("size", Value::number(invoke.data.len() as u64))
        .with("data", bytes)
        .danger()
}

fn account((number, meta): (usize, &Meta<'_>)) -> Value {
    let key = match (meta.is_writable, meta.is_signer) {
        (true, true) => "part.account.signs_and_changes",
        (false, true) => "part.account.signs",
        (true, false) => "part.account.changes",
        (false, false) => "part.account.read",
    };
    let number = number.saturating_add(1) as u64;
    Message::new(key).with("number", Value::number(number)).with("account", Value::key(meta.key)).into()
}

fn pin(pin: &Pin<'_>) -> Message {
    match pin {
        Pin::Immutable => Message::new("part.pin.immutable"),
        Pin::Slot(slot) => Message::new("part.pin.slot").with("slot", Value::number(*slot)),
        Pin::Code { bytes, hash } => {
            Message::new("part.pin.code").with("size", Value::number(*bytes)).with("code", Value::hex(*hash))
        }
    }
}

/// A program by its name, if it is one of ours or one that everybody uses.
fn program(program: &Pubkey) -> Message {
    let known = KNOWN.iter().find(|(known, _)| known == program).map(|(_, name)| *name);
    let message = match Program::at(program) {
        Some(ours) => Message::new("part.program.ours").with("name", Value::code(ours.name())),
        None => Message::new(known.unwrap_or("part.program.unknown")),
    };
    message.with("address", *program)
}

/// What a call of a known program would do; `None` where nobody can tell.
pub fn call(program: &Pubkey, metas: &[Meta<'_>], data: &[u8]) -> Option<Message> {
    if let Some(ours) = Program::at(program) {
        return Some(
            Message::new("call.ours").with("name", Value::code(interface::instruction(ours, data)?)),
        );
    }
    let at = |index: usize| metas.get(index).map(|meta| key(meta.key));
    match *program {
        solana_sdk_ids::system_program::ID => system(data, at),
        token::ID | token_2022::ID => token_call(data, at),
        LOADER => loader(data, at),
        _ => None,
    }
}

fn system(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<Message> {
    Some(match bincode::deserialize(data).ok()? {
        SystemInstruction::Transfer { lamports } => Message::new("call.system.transfer")
            .with("amount", Value::sol(lamports))
            .with("from", at(0)?)
            .with("to", at(1)?),
        SystemInstruction::CreateAccount { lamports, space, owner } => Message::new("call.system.create")
            .with("account", at(1)?)
            .with("size", Value::number(space))
            .with("program", owner)
            .with("amount", Value::sol(lamports))
            .with("from", at(0)?),
        SystemInstruction::Assign { owner } => {
            Message::new("call.system.assign").with("account", at(0)?).with("program", owner)
        }
        SystemInstruction::Allocate { space } => {
            Message::new("call.system.allocate").with("account", at(0)?).with("size", Value::number(space))
        }
        _ => return None,
    })
}

/// The instructions that both token programs have.
fn token_call(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<Message> {
    #[allow(deprecated, reason = "a proposal may hold it, and the token program still does it")]
    Some(match TokenInstruction::unpack(data).ok()? {
        TokenInstruction::Transfer { amount } => Message::new("call.token.transfer_unnamed")
            .with("amount", Value::units(amount))
            .with("from", at(0)?)
            .with("to", at(1)?),
        TokenInstruction::TransferChecked { amount, decimals } => Message::new("call.token.transfer")
            .with("amount", Value::Amount { units: amount, decimals, unit: None })
            .with("mint", at(1)?)
            .with("from", at(0)?)
            .with("to", at(2)?),
        TokenInstruction::Approve { amount } => approve(amount, at(1)?, at(0)?),
        TokenInstruction::ApproveChecked { amount, .. } => approve(amount, at(2)?, at(0)?),
        TokenInstruction::Revoke => Message::new("call.token.revoke").with("account", at(0)?),
        TokenInstruction::MintTo { amount } | TokenInstruction::MintToChecked { amount, .. } => {
            Message::new("call.token.mint")
                .with("amount", Value::units(amount))
                .with("mint", at(0)?)
                .with("to", at(1)?)
        }
        TokenInstruction::Burn { amount } | TokenInstruction::BurnChecked { amount, .. } => {
            Message::new("call.token.burn")
                .with("amount", Value::units(amount))
                .with("mint", at(1)?)
                .with("account", at(0)?)
        }
        TokenInstruction::CloseAccount => {
            Message::new("call.token.close").with("account", at(0)?).with("to", at(1)?)
        }
        TokenInstruction::SetAuthority { authority_type, new_authority } => {
            let key = match authority_type {
                AuthorityType::MintTokens => "call.token.authority.mint",
                AuthorityType::FreezeAccount => "call.token.authority.freeze",
                AuthorityType::AccountOwner => "call.token.authority.owner",
                AuthorityType::CloseAccount => "call.token.authority.close",
            };
            let who = Option::<Pubkey>::from(new_authority)
                .map_or(Value::Message(Message::new("part.nobody")), Value::from);
            Message::new(key).with("account", at(0)?).with("who", who).danger()
        }
        _ => return None,
    })
}

fn approve(amount: u64, delegate: Pubkey, from: Pubkey) -> Message {
    Message::new("call.token.approve")
        .with("delegate", delegate)
        .with("amount", Value::units(amount))
        .with("from", from)
        .danger()
}

fn loader(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<Message> {
    let authority = |account, who| {
        Message::new("call.loader.authority").with("account", account).with("who", who).danger()
    };
    Some(match u32::from_le_bytes(*data.first_chunk()?) {
        4 => match at(2) {
            Some(who) => authority(at(0)?, who),
            None => Message::new("call.loader.final").with("account", at(0)?).danger(),
        },
        5 => Message::new("call.loader.close").with("account", at(0)?).with("to", at(1)?).danger(),
        7 => authority(at(0)?, at(2)?),
        _ => return None,
    })
}

fn key(bytes: &[u8; 32]) -> Pubkey {
    Pubkey::new_from_array(*bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::describe;
    use makerstake_core::action::{Action, Metas};
    use solana_instruction::Instruction;

    fn words(call: &Instruction, pin: Pin<'_>) -> String {
        let metas: Vec<u8> = call
            .accounts
            .iter()
            .flat_map(|meta| {
                let (is_writable, is_signer) = (meta.is_writable, meta.is_signer);
                Meta { key: meta.pubkey.as_array(), is_writable, is_signer }.bytes()
            })
            .collect();
        let invoke = Invoke {
            program: call.program_id.as_array(),
            pin,
            accounts: Metas::new(&metas).unwrap(),
            data: &call.data,
        };
        describe(&Action::Invoke(invoke)).to_string()
    }

    const A: Pubkey = Pubkey::new_from_array([1; 32]);
    const B: Pubkey = Pubkey::new_from_array([2; 32]);
    const C: Pubkey = Pubkey::new_from_array([3; 32]);

    #[test]
    fn a_payment_by_call_says_what_goes_where_and_every_byte() {
        let call = solana_system_interface::instruction::transfer(&A, &B, 1_500_000_000);
        assert_eq!(
            words(&call, Pin::Immutable),
            format!(
                "CALL the system program ({}), whose code nobody can change, in the name of the treasury where it signs. It would: \
                 send 1.5 SOL from {A} to {B}. Accounts: 1. {A} (SIGNS, may be changed), 2. {B} (may be changed). Its 12 bytes: \
                 02000000002f685900000000.",
                Pubkey::default()
            )
        );
    }

    #[test]
    fn tokens_are_told_by_their_mint_and_a_hidden_approval_is_told_too() {
        let program = spl_token_2022_interface::ID;
        let pay =
            spl_token_2022_interface::instruction::transfer_checked(&program, &A, &B, &C, &A, &[], 7, 6);
        let expected = format!("send 0.000007 of the token {B} from {A} to {C}.");
        assert!(words(&pay.unwrap(), Pin::Slot(9)).contains(&expected));
        let approve = spl_token_interface::instruction::approve(&spl_token_interface::ID, &A, &B, &C, &[], 5);
        let told = words(&approve.unwrap(), Pin::Slot(9));
        assert!(told.contains(&format!("let {B} take 5 base units out of {A} at any time")), "{told}");
        assert!(
            told.starts_with("CALL the token program") && told.contains("if it was deployed last in slot 9"),
            "{told}"
        );
    }

    #[test]
    fn what_nobody_can_tell_is_shouted() {
        let call = Instruction { program_id: C, accounts: Vec::new(), data: vec![0xAB, 0xCD] };
        let told = words(&call, Pin::Code { bytes: 4, hash: &[7; 32] });
        assert!(told.contains("a program that NOBODY HERE KNOWS"), "{told}");
        assert!(told.contains("NOBODY HERE CAN SAY what it does"), "{told}");
        assert!(told.ends_with("Its 2 bytes: abcd."), "{told}");
        // A known program with bytes that are no instruction of it.
        let call =
            Instruction { program_id: spl_token_interface::ID, accounts: Vec::new(), data: vec![0xFF] };
        assert!(words(&call, Pin::Immutable).contains("NOBODY HERE CAN SAY"));
    }

    #[test]
    fn our_own_instructions_are_named() {
        let data = crate::generated::equity::instructions::DEPOSIT_DIVIDEND_DISCRIMINATOR.to_vec();
        let call = Instruction { program_id: Program::Equity.id(), accounts: Vec::new(), data };
        let told = words(&call, Pin::Slot(1));
        assert!(
            told.contains("the program Makerstake equity")
                && told.contains("It would: do its instruction deposit_dividend.")
        );
    }

    #[test]
    fn an_upgrade_names_program_buffer_hash_and_who_gets_the_rent() {
        let program = Program::Governance.id();
        let upgrade = Upgrade {
            program: program.as_array(),
            pin: Pin::Slot(4),
            buffer: A.as_array(),
            code_hash: &[0xAB; 32],
            spill: B.as_array(),
        };
        assert_eq!(
            describe(&Action::Upgrade(upgrade)).to_string(),
            format!(
                "REPLACE THE CODE of the program Makerstake governance ({program}), if it was deployed last in slot 4, by that in \
                 {A}, which has the hash {}. The rent of the buffer goes to {B}.",
                "ab".repeat(32)
            )
        );
    }
}
