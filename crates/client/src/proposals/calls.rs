//! What a call does, in plain words, as far as anybody can tell from its bytes; and where nobody can, loudly that.

use makerstake_core::action::{Invoke, Meta, Pin, Upgrade};
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::SystemInstruction;
use spl_token_2022_interface::instruction::{AuthorityType, TokenInstruction};

use super::messages::{hex, key, Lamports};
use crate::interface;
use crate::loader::LOADER;
use crate::programs::Program;

/// Names of programs that everybody uses.
const KNOWN: [(Pubkey, &str); 6] = [
    (solana_sdk_ids::system_program::ID, "the system program"),
    (spl_token_interface::ID, "the token program"),
    (spl_token_2022_interface::ID, "the Token-2022 program"),
    (spl_associated_token_account_interface::program::ID, "the associated token program"),
    (LOADER, "the upgradeable loader"),
    (solana_sdk_ids::stake::ID, "the stake program"),
];

/// What replacing code means.
pub(super) fn upgrade(upgrade: &Upgrade<'_>) -> String {
    format!(
        "REPLACE THE CODE of {} by the code in buffer {}, SHA-256 {}, if {}; the buffer's rent goes to {}",
        name(upgrade.program).unwrap_or_else(|| format!("program {}", key(upgrade.program))),
        key(upgrade.buffer),
        hex(upgrade.code_hash),
        pin(&upgrade.pin),
        key(upgrade.spill)
    )
}

/// What a call means: what it does, where that is known; then every account and byte.
pub(super) fn invoke(invoke: &Invoke<'_>) -> String {
    let metas: Vec<Meta<'_>> = invoke.accounts.iter().collect();
    let program = key(invoke.program);
    let who = match name(invoke.program) {
        Some(name) => format!("{name} ({program})"),
        None => format!("{program}, a program that this tool DOES NOT KNOW"),
    };
    let what = deed(&program, &metas, invoke.data).unwrap_or_else(|| {
        "WHAT IT DOES CANNOT BE TOLD FROM HERE: it may do anything with these accounts".into()
    });
    let mut words = format!("CALL {who}, if {}: {what}", pin(&invoke.pin));
    for (number, meta) in metas.iter().enumerate() {
        let flags = match (meta.is_writable, meta.is_signer) {
            (true, true) => "SIGNS, may be changed",
            (false, true) => "SIGNS",
            (true, false) => "may be changed",
            (false, false) => "read",
        };
        words.push_str(&format!("; account {} {} ({flags})", number + 1, key(meta.key)));
    }
    words.push_str(&format!("; {} bytes {}", invoke.data.len(), hex(invoke.data)));
    words
}

fn pin(pin: &Pin<'_>) -> String {
    match pin {
        Pin::Immutable => "nobody can change its code".into(),
        Pin::Slot(slot) => format!("it was deployed last in slot {slot}"),
        Pin::Code { bytes, hash } => {
            format!("its code has {bytes} bytes, and then only zeros, with the SHA-256 {}", hex(*hash))
        }
    }
}

/// The name of a program, if it is one of ours or one that everybody uses.
fn name(program: &[u8; 32]) -> Option<String> {
    let program = key(program);
    let ours = Program::at(&program).map(|program| format!("the program Makerstake {program}"));
    ours.or_else(|| KNOWN.iter().find(|(known, _)| *known == program).map(|(_, name)| (*name).into()))
}

/// What a known program would do.
fn deed(program: &Pubkey, metas: &[Meta<'_>], data: &[u8]) -> Option<String> {
    if let Some(ours) = Program::at(program) {
        let name = interface::instruction(ours, data)?;
        return Some(format!("its instruction {name}"));
    }
    let at = |index: usize| metas.get(index).map(|meta| key(meta.key));
    if *program == solana_sdk_ids::system_program::ID {
        return system(data, at);
    }
    if [spl_token_interface::ID, spl_token_2022_interface::ID].contains(program) {
        return token(data, at);
    }
    if *program == LOADER {
        return loader(data, at);
    }
    None
}

fn system(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<String> {
    Some(match bincode::deserialize(data).ok()? {
        SystemInstruction::Transfer { lamports } => {
            format!("pay {} SOL from {} to {}", Lamports(lamports), at(0)?, at(1)?)
        }
        SystemInstruction::CreateAccount { lamports, space, owner } => format!(
            "create account {} of {space} bytes for program {owner}, with {} SOL from {}",
            at(1)?,
            Lamports(lamports),
            at(0)?
        ),
        SystemInstruction::Assign { owner } => format!("give account {} to program {owner}", at(0)?),
        SystemInstruction::Allocate { space } => format!("make account {} {space} bytes long", at(0)?),
        _ => return None,
    })
}

fn token(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<String> {
    #[allow(deprecated, reason = "a proposal may hold it, and the token program still does it")]
    Some(match TokenInstruction::unpack(data).ok()? {
        TokenInstruction::Transfer { amount } => {
            format!("pay {amount} base units of an unnamed token from account {} to {}", at(0)?, at(1)?)
        }
        TokenInstruction::TransferChecked { amount, .. } => {
            format!("pay {amount} base units of token {} from account {} to {}", at(1)?, at(0)?, at(2)?)
        }
        TokenInstruction::Approve { amount } => {
            format!("let {} spend {amount} base units of token account {} at any time", at(1)?, at(0)?)
        }
        TokenInstruction::ApproveChecked { amount, .. } => {
            format!("let {} spend {amount} base units of token account {} at any time", at(2)?, at(0)?)
        }
        TokenInstruction::Revoke => format!("let nobody else spend from token account {}", at(0)?),
        TokenInstruction::MintTo { amount } | TokenInstruction::MintToChecked { amount, .. } => {
            format!("mint {amount} base units of token {} to account {}", at(0)?, at(1)?)
        }
        TokenInstruction::Burn { amount } | TokenInstruction::BurnChecked { amount, .. } => {
            format!("burn {amount} base units of token {} in account {}", at(1)?, at(0)?)
        }
        TokenInstruction::CloseAccount => {
            format!("close token account {}; its rent goes to {}", at(0)?, at(1)?)
        }
        TokenInstruction::SetAuthority { authority_type, new_authority } => {
            let what = match authority_type {
                AuthorityType::MintTokens => "may mint",
                AuthorityType::FreezeAccount => "may freeze",
                AuthorityType::AccountOwner => "owns",
                AuthorityType::CloseAccount => "may close",
                _ => return None,
            };
            let who = Option::<Pubkey>::from(new_authority).map_or("nobody".into(), |key| key.to_string());
            format!("from now on {who} {what} {}", at(0)?)
        }
        _ => return None,
    })
}

fn loader(data: &[u8], at: impl Fn(usize) -> Option<Pubkey>) -> Option<String> {
    Some(match u32::from_le_bytes(*data.first_chunk()?) {
        4 => match at(2) {
            Some(to) => format!("let {to} replace the code in {} from now on", at(0)?),
            None => format!("let nobody ever replace the code in {}", at(0)?),
        },
        5 => format!("CLOSE {} for good; its rent goes to {}", at(0)?, at(1)?),
        7 => format!("let {} replace the code in {} from now on", at(2)?, at(0)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposals::describe;
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
        describe(&Action::Invoke(Invoke {
            program: call.program_id.as_array(),
            pin,
            accounts: Metas::new(&metas).unwrap(),
            data: &call.data,
        }))
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
                "CALL the system program ({}), if nobody can change its code: pay 1.5 SOL from {A} to {B}; \
                 account 1 {A} (SIGNS, may be changed); account 2 {B} (may be changed); \
                 12 bytes 02000000002f685900000000",
                Pubkey::default()
            )
        );
    }

    #[test]
    fn tokens_are_told_by_their_mint_and_a_hidden_approval_is_told_too() {
        let program = spl_token_2022_interface::ID;
        let pay =
            spl_token_2022_interface::instruction::transfer_checked(&program, &A, &B, &C, &A, &[], 7, 6);
        let expected = format!("pay 7 base units of token {B} from account {A} to {C};");
        assert!(words(&pay.unwrap(), Pin::Slot(9)).contains(&expected));
        let approve = spl_token_interface::instruction::approve(&spl_token_interface::ID, &A, &B, &C, &[], 5);
        let told = words(&approve.unwrap(), Pin::Slot(9));
        assert!(
            told.contains(&format!("let {B} spend 5 base units of token account {A} at any time")),
            "{told}"
        );
        assert!(
            told.starts_with("CALL the token program") && told.contains("deployed last in slot 9"),
            "{told}"
        );
    }

    #[test]
    fn what_nobody_can_tell_is_shouted() {
        let call = Instruction { program_id: C, accounts: Vec::new(), data: vec![0xAB, 0xCD] };
        let told = words(&call, Pin::Code { bytes: 4, hash: &[7; 32] });
        assert!(told.contains("a program that this tool DOES NOT KNOW"), "{told}");
        assert!(told.contains("WHAT IT DOES CANNOT BE TOLD FROM HERE"), "{told}");
        assert!(told.ends_with("2 bytes abcd"), "{told}");
        // A known program with bytes that are no instruction of it.
        let call =
            Instruction { program_id: spl_token_interface::ID, accounts: Vec::new(), data: vec![0xFF] };
        assert!(words(&call, Pin::Immutable).contains("CANNOT BE TOLD"));
    }

    #[test]
    fn our_own_instructions_are_named() {
        let data = crate::generated::equity::instructions::DEPOSIT_DIVIDEND_DISCRIMINATOR.to_vec();
        let call = Instruction { program_id: Program::Equity.id(), accounts: Vec::new(), data };
        let told = words(&call, Pin::Slot(1));
        assert!(
            told.contains("the program Makerstake equity")
                && told.contains("its instruction deposit_dividend")
        );
    }

    #[test]
    fn an_upgrade_names_program_buffer_hash_and_who_gets_the_rent() {
        let program = Program::Governance.id();
        let told = describe(&Action::Upgrade(Upgrade {
            program: program.as_array(),
            pin: Pin::Slot(4),
            buffer: A.as_array(),
            code_hash: &[0xAB; 32],
            spill: B.as_array(),
        }));
        assert_eq!(
            told,
            format!(
                "REPLACE THE CODE of the program Makerstake governance by the code in buffer {A}, SHA-256 {}, \
                 if it was deployed last in slot 4; the buffer's rent goes to {B}",
                "ab".repeat(32)
            )
        );
    }
}
