//! Squads v4: what a vault of a multisig signs, as a proposal that its members approve and execute.
//!
//! Layouts are those of the published program (`squads_multisig_program` 2, Anchor's discriminators and Borsh). The program
//! itself cannot be had here, so that the bytes are compared with those of its published client (`squads/vectors.json`, which
//! `codegen/squads-vectors.mjs` makes with `@sqds/multisig` 2.1.4).

use borsh::{BorshDeserialize, BorshSerialize};
use makerstake_core::hash::Sha256 as _;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

use crate::hash::Sha2;

/// The program.
pub const SQUADS: Pubkey = Pubkey::from_str_const("SQDS4ep65T869zMMBKyuUq6aD6EgTu8psMjkvj52pCf");
/// What a member may do: propose.
const INITIATE: u8 = 1;
/// What a member may do: approve.
const VOTE: u8 = 2;
/// The longest transaction that a packet holds.
const PACKET: usize = 1_232;

/// A member of a multisig.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize)]
pub struct Member {
    /// Its key.
    pub key: Pubkey,
    /// What it may do, a bit each.
    pub permissions: u8,
}

/// A multisig's account.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize)]
pub struct Multisig {
    /// The key that it was created with.
    pub create_key: Pubkey,
    /// Who may change it without its members; nobody if zero.
    pub config_authority: Pubkey,
    /// How many must approve.
    pub threshold: u16,
    /// Seconds between approval and execution.
    pub time_lock: u32,
    /// The number of its last transaction.
    pub transaction_index: u64,
    /// The number up to which transactions are void.
    pub stale_transaction_index: u64,
    /// Who gets rent back.
    pub rent_collector: Option<Pubkey>,
    /// The address's bump.
    pub bump: u8,
    /// Its members.
    pub members: Vec<Member>,
}

/// A vault of a multisig: the address that owns things and signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vault {
    /// The multisig.
    pub multisig: Pubkey,
    /// Which of its vaults.
    pub index: u8,
}

/// Who proposes to a multisig, who pays for the accounts of the proposal, and what members read.
#[derive(Clone, Copy, Debug)]
pub struct Proposer<'a> {
    /// The member that proposes.
    pub member: Pubkey,
    /// Who pays rent.
    pub payer: Pubkey,
    /// What the transaction does, for the members.
    pub memo: &'a str,
}

/// A proposal to a multisig.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// What creates the proposal, and approves it where the proposer may.
    pub instructions: Vec<Instruction>,
    /// The number of the transaction.
    pub index: u64,
    /// The account of the transaction.
    pub transaction: Pubkey,
    /// The account of the proposal.
    pub proposal: Pubkey,
    /// Whether the proposer approves at once.
    pub is_approved: bool,
}

/// Why a transaction cannot be proposed to a multisig.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SquadsError {
    /// Not a multisig's account.
    #[error("this is no multisig of Squads v4")]
    NoMultisig,
    /// The proposer is no member, or one that may not propose.
    #[error("{0} is no member of the multisig that may propose")]
    MayNotPropose(Pubkey),
    /// Somebody else than the vault has to sign.
    #[error("{0} has to sign, and a multisig signs for its vault alone")]
    OtherSigner(Pubkey),
    /// More accounts or bytes than a multisig's message can have.
    #[error("the transaction is too long for a multisig's message")]
    TooLong,
}

impl Vault {
    /// Its address.
    pub fn address(&self) -> Pubkey {
        derive(&[b"multisig", self.multisig.as_ref(), b"vault", &[self.index]])
    }

    /// Turns what the vault would sign into a proposal.
    ///
    /// # Errors
    /// When the member may not propose, or the vault alone cannot sign.
    pub fn wrap(
        &self,
        account: &Multisig,
        proposer: &Proposer<'_>,
        instructions: &[Instruction],
    ) -> Result<Wrapped, SquadsError> {
        let member = account.members.iter().find(|member| member.key == proposer.member);
        let permissions = member.map_or(0, |member| member.permissions);
        if permissions & INITIATE == 0 {
            return Err(SquadsError::MayNotPropose(proposer.member));
        }
        let index = account.transaction_index.saturating_add(1);
        let number = index.to_le_bytes();
        let seeds: [&[u8]; 5] = [b"multisig", self.multisig.as_ref(), b"transaction", &number, b"proposal"];
        let (transaction, proposal) = (derive(&seeds[..4]), derive(&seeds));
        let message = message(self.address(), instructions)?;
        let is_approved = permissions & VOTE != 0;
        let created = |at: Pubkey, is_written: bool| {
            let multisig = AccountMeta { pubkey: self.multisig, is_signer: false, is_writable: is_written };
            vec![
                multisig,
                AccountMeta::new(at, false),
                AccountMeta::new_readonly(proposer.member, true),
                AccountMeta::new(proposer.payer, true),
                AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
            ]
        };
        let no_ephemeral_signers = 0_u8;
        let create = (self.index, no_ephemeral_signers, message, Some(proposer.memo.to_owned()));
        let mut made = vec![
            instruction("vault_transaction_create", &create, created(transaction, true))?,
            instruction("proposal_create", &(index, false), created(proposal, false))?,
        ];
        if is_approved {
            let accounts = vec![
                AccountMeta::new_readonly(self.multisig, false),
                AccountMeta::new(proposer.member, true),
                AccountMeta::new(proposal, false),
            ];
            made.push(instruction("proposal_approve", &None::<String>, accounts)?);
        }
        Ok(Wrapped { instructions: made, index, transaction, proposal, is_approved })
    }
}

impl Multisig {
    /// Reads a multisig's account.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(owner: &Pubkey, data: &[u8]) -> Result<Self, SquadsError> {
        let fields = data.strip_prefix(&discriminator("account:Multisig")).filter(|_| *owner == SQUADS);
        // Behind the members there may be room for more.
        let read = fields.and_then(|mut fields| Self::deserialize(&mut fields).ok());
        read.ok_or(SquadsError::NoMultisig)
    }
}

fn derive(seeds: &[&[u8]]) -> Pubkey {
    Pubkey::find_program_address(seeds, &SQUADS).0
}

fn discriminator(name: &str) -> [u8; 8] {
    let hash = Sha2::hashv(&[name.as_bytes()]);
    std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
}

fn instruction(
    name: &str,
    arguments: &impl BorshSerialize,
    accounts: Vec<AccountMeta>,
) -> Result<Instruction, SquadsError> {
    let mut data = discriminator(&format!("global:{name}")).to_vec();
    arguments.serialize(&mut data).map_err(|_| SquadsError::TooLong)?;
    Ok(Instruction { program_id: SQUADS, accounts, data })
}

/// The message that a vault signs: as Solana's own, with lengths of one byte, and of two for data.
fn message(vault: Pubkey, instructions: &[Instruction]) -> Result<Vec<u8>, SquadsError> {
    let mut metas = vec![AccountMeta::new(vault, true)];
    for instruction in instructions {
        let program = AccountMeta::new_readonly(instruction.program_id, false);
        for meta in std::iter::once(&program).chain(&instruction.accounts) {
            match metas.iter_mut().find(|known| known.pubkey == meta.pubkey) {
                Some(known) => {
                    known.is_signer |= meta.is_signer;
                    known.is_writable |= meta.is_writable;
                }
                None => metas.push(meta.clone()),
            }
        }
    }
    if let Some(other) = metas.iter().skip(1).find(|meta| meta.is_signer) {
        return Err(SquadsError::OtherSigner(other.pubkey));
    }
    metas.sort_by_key(|meta| (!meta.is_signer, !meta.is_writable));
    let byte = |number: usize| u8::try_from(number).map_err(|_| SquadsError::TooLong);
    let place = |key: &Pubkey| {
        let at = metas.iter().position(|meta| meta.pubkey == *key);
        at.ok_or(SquadsError::TooLong).and_then(byte)
    };
    let writable = metas.iter().filter(|meta| meta.is_writable && !meta.is_signer).count();
    // The vault is the only signer, and pays, so that it is writable.
    let mut bytes = vec![1, 1, byte(writable)?, byte(metas.len())?];
    bytes.extend(metas.iter().flat_map(|meta| meta.pubkey.to_bytes()));
    bytes.push(byte(instructions.len())?);
    for Instruction { program_id, accounts, data } in instructions {
        bytes.extend([place(program_id)?, byte(accounts.len())?]);
        for account in accounts {
            bytes.push(place(&account.pubkey)?);
        }
        let length = u16::try_from(data.len()).map_err(|_| SquadsError::TooLong)?;
        bytes.extend(length.to_le_bytes());
        bytes.extend(data);
    }
    let no_lookup_tables = 0;
    bytes.push(no_lookup_tables);
    if bytes.len() > PACKET {
        return Err(SquadsError::TooLong);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn vectors() -> Vec<Value> {
        serde_json::from_str(include_str!("squads/vectors.json")).unwrap()
    }

    fn key(value: &Value) -> Pubkey {
        value.as_str().unwrap().parse().unwrap()
    }

    fn instructions(value: &Value) -> Vec<Instruction> {
        let one = |value: &Value| Instruction {
            program_id: key(&value["program"]),
            accounts: value["accounts"].as_array().unwrap().iter().map(meta).collect(),
            data: hex::decode(value["data"].as_str().unwrap()).unwrap(),
        };
        value.as_array().unwrap().iter().map(one).collect()
    }

    fn meta(value: &Value) -> AccountMeta {
        let is = |at: usize| value[at].as_bool().unwrap();
        AccountMeta { pubkey: key(&value[0]), is_signer: is(1), is_writable: is(2) }
    }

    #[test]
    fn the_bytes_are_those_of_the_published_client() {
        for vector in vectors() {
            let vault = Vault {
                multisig: key(&vector["multisig"]),
                index: vector["index"].as_u64().unwrap().try_into().unwrap(),
            };
            assert_eq!(vault.address(), key(&vector["vault"]));
            let account = hex::decode(vector["account"].as_str().unwrap()).unwrap();
            let account = Multisig::read(&SQUADS, &account).unwrap();
            let proposer = Proposer {
                member: key(&vector["creator"]),
                payer: key(&vector["rent_payer"]),
                memo: "what it does",
            };
            let wrapped = vault.wrap(&account, &proposer, &instructions(&vector["wrapped"])).unwrap();
            assert_eq!(wrapped.index, account.transaction_index + 1);
            assert_eq!(wrapped.transaction, key(&vector["transaction"]));
            assert_eq!(wrapped.proposal, key(&vector["proposal"]));
            assert_eq!(wrapped.instructions, instructions(&vector["made"]));
        }
    }

    #[test]
    fn who_may_not_propose_or_must_sign_besides_is_named() {
        let account = hex::decode(vectors()[1]["account"].as_str().unwrap()).unwrap();
        assert_eq!(Multisig::read(&Pubkey::default(), &account), Err(SquadsError::NoMultisig));
        assert_eq!(Multisig::read(&SQUADS, &account[..90]), Err(SquadsError::NoMultisig));
        let account = Multisig::read(&SQUADS, &account).unwrap();
        assert_eq!((account.threshold, account.time_lock), (2, 3_600));
        let vault = Vault { multisig: Pubkey::new_from_array([12; 32]), index: 0 };
        let by = |byte: u8| {
            let member = Pubkey::new_from_array([byte; 32]);
            Proposer { member, payer: member, memo: "" }
        };
        let signs = |who: Pubkey, bytes: usize| {
            vec![Instruction::new_with_bytes(SQUADS, &vec![0; bytes], vec![AccountMeta::new(who, true)])]
        };
        let own = signs(vault.address(), 1);
        // The first may vote and execute, the last execute alone.
        for byte in [20, 22, 23] {
            let refused = SquadsError::MayNotPropose(Pubkey::new_from_array([byte; 32]));
            assert_eq!(vault.wrap(&account, &by(byte), &own), Err(refused));
        }
        let other = Pubkey::new_from_array([9; 32]);
        assert_eq!(vault.wrap(&account, &by(21), &signs(other, 1)), Err(SquadsError::OtherSigner(other)));
        assert_eq!(vault.wrap(&account, &by(21), &signs(vault.address(), 1_300)), Err(SquadsError::TooLong));
        assert!(vault.wrap(&account, &by(21), &own).unwrap().is_approved);
    }
}
