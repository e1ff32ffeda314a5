//! From rows to transactions: skips what the chain says is done, and packs neighbours under one proof.

use std::collections::{BTreeSet, VecDeque};

use crate::addresses;
use crate::generated::equity::accounts::Position;
use crate::generated::equity::instructions::{ClaimRange, ClaimRangeInstructionArgs};
use crate::generated::equity::types::Place;
use makerstake_core::bitmap;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::leaves::Leaf;
use makerstake_distribution::manifest::Manifest;
use makerstake_distribution::tree::TreeFile;
use solana_account::Account;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

use super::rows::Rows;
use super::{decode_position, delegate_of};
use crate::fault::Fault;

/// Most bytes of a transaction.
const TRANSACTION: usize = 1_232;
/// Bytes of a transaction besides its accounts and instructions: a signature and two counts, version, header, block
/// hash, and the two compute-budget instructions with their program.
const FRAME: usize = 1 + 64 + 1 + 3 + 1 + 32 + 1 + 1 + 32 + 8 + 12;

/// One transaction's claims.
pub struct Parcel {
    /// A name that is unique within the run.
    pub key: String,
    /// How many claims.
    pub claims: u64,
    /// The claims of a range.
    pub instruction: Instruction,
}

/// A row, and what the chain knows of its holder.
struct Row {
    leaf: Leaf,
    position: Option<Position>,
    is_claimed: bool,
}

/// Asks the chain for accounts, as long as it takes.
pub type Ask<'a> = &'a dyn Fn(&[Pubkey]) -> Result<Vec<Option<Account>>, Fault>;

/// The claims of a list that are not on chain yet.
pub struct Claims<'a> {
    accounts: Ask<'a>,
    rows: Rows,
    tree: TreeFile,
    pool: Pubkey,
    epoch: u32,
    payer: Pubkey,
    width: usize,
    waiting: VecDeque<Parcel>,
    already: u64,
    failure: Option<Fault>,
}

impl<'a> Claims<'a> {
    /// Starts with the first row, to claim for up to `together` neighbours at once.
    ///
    /// `accounts` asks the chain, as long as it takes; `payer` opens positions.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn open(
        accounts: Ask<'a>,
        payer: Pubkey,
        folder: &Folder,
        manifest: &Manifest,
        together: usize,
    ) -> Result<Self, Fault> {
        let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
        let tree = folder.open_tree(manifest)?;
        let whole = (manifest.leaves.count as usize).next_power_of_two();
        Ok(Self {
            accounts,
            rows: Rows::open(folder.leaves(), terms.limits),
            tree,
            pool: Pubkey::new_from_array(terms.pool),
            epoch: terms.epoch,
            payer,
            width: (1 << together.ilog2()).min(whole),
            waiting: VecDeque::new(),
            already: 0,
            failure: None,
        })
    }

    /// The next transaction; nothing at the end, or when the list or the node fails.
    pub fn next_parcel(&mut self) -> Option<Parcel> {
        while self.waiting.is_empty() && self.failure.is_none() {
            let Some((first, leaves)) = self.rows.next() else { break };
            if let Err(failure) = self.look(first, leaves) {
                self.failure = Some(failure);
            }
        }
        self.waiting.pop_front()
    }

    /// How many claims the chain had already.
    pub fn already(&self) -> u64 {
        self.already
    }

    /// Whether every row was read and asked about.
    ///
    /// # Errors
    /// What ended it before.
    pub fn finish(self) -> Result<(), Fault> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        Ok(self.rows.finish()?)
    }

    /// Asks the chain about these rows (one request) and queues what is missing.
    fn look(&mut self, first: u32, leaves: Vec<Leaf>) -> Result<(), Fault> {
        let holders = leaves.iter().map(|leaf| Pubkey::new_from_array(leaf.holder));
        let positions: Vec<Pubkey> = holders.map(|holder| addresses::position(&self.pool, &holder)).collect();
        let accounts = (self.accounts)(&positions)?;
        let rows = leaves.into_iter().zip(&accounts).map(|(leaf, account)| {
            let position = account.as_ref().and_then(decode_position);
            let is_claimed = position.as_ref().is_some_and(|position| has_claimed(position, self.epoch));
            Row { leaf, position, is_claimed }
        });
        let rows: Vec<Row> = rows.collect();
        self.already += rows.iter().filter(|row| row.is_claimed).count() as u64;
        for (range, at) in rows.chunks(self.width).zip((first..).step_by(self.width)) {
            self.cut(at, range, self.width)?;
        }
        Ok(())
    }

    /// Queues the claims of the range of `width` places that begins at `first`: in one transaction, or in halves where that
    /// is too long.
    fn cut(&mut self, first: u32, rows: &[Row], width: usize) -> Result<(), Fault> {
        let claims = rows.iter().filter(|row| !row.is_claimed).count() as u64;
        if claims == 0 {
            return Ok(());
        }
        let instruction = self.range(first, rows, width)?;
        let half = width / 2;
        if half == 0 || size(std::slice::from_ref(&instruction), &self.payer) <= TRANSACTION {
            self.waiting.push_back(Parcel { key: format!("claim {first}"), claims, instruction });
            return Ok(());
        }
        let (left, right) = rows.split_at(half.min(rows.len()));
        self.cut(first, left, half)?;
        self.cut(first + half as u32, right, half)
    }

    fn range(&self, first: u32, rows: &[Row], width: usize) -> Result<Instruction, Fault> {
        let (mut places, mut accounts) = (Vec::with_capacity(width), Vec::new());
        let mut opens = false;
        for row in rows {
            let (leaf, holder) = (&row.leaf, Pubkey::new_from_array(row.leaf.holder));
            if row.is_claimed {
                places.push(Place::Skipped { hash: leaf.hash(&self.pool.to_bytes(), self.epoch) });
                continue;
            }
            accounts.push(AccountMeta::new(addresses::position(&self.pool, &holder), false));
            let amount = leaf.amount;
            places.push(match (&row.position, delegate_of(&self.pool, row.position.as_ref())) {
                (None, _) => {
                    opens = true;
                    Place::New { holder, amount }
                }
                (Some(_), None) => Place::Open { amount },
                (Some(_), Some(delegate)) => {
                    accounts.push(AccountMeta::new(delegate, false));
                    Place::Delegating { amount }
                }
            });
        }
        places.resize(width, Place::Absent);
        let proof = self.tree.proof(first)?.into_iter().skip(width.ilog2() as usize).collect();
        let claim = ClaimRange {
            payer: self.payer,
            pool: self.pool,
            distribution: addresses::distribution(&self.pool, self.epoch),
            system_program: opens.then_some(solana_sdk_ids::system_program::ID),
        };
        let args = ClaimRangeInstructionArgs { places, proof };
        Ok(claim.instruction_with_remaining_accounts(args, &accounts))
    }
}

/// Whether the position's window has the epoch's bit.
fn has_claimed(position: &Position, epoch: u32) -> bool {
    bitmap::is_marked(position.claims, position.claims_from, epoch)
}

/// Bytes of a transaction of these instructions, with the compute-budget instructions that the sender adds.
fn size(instructions: &[Instruction], payer: &Pubkey) -> usize {
    let mut accounts = BTreeSet::from([*payer]);
    let mut bytes = FRAME;
    for instruction in instructions {
        accounts.insert(instruction.program_id);
        accounts.extend(instruction.accounts.iter().map(|meta| meta.pubkey));
        // Program, accounts and data with their counts, the latter of up to two bytes.
        bytes += 1 + 1 + instruction.accounts.len() + 2 + instruction.data.len();
    }
    bytes + 32 * accounts.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programs::Program;
    use solana_compute_budget_interface::ComputeBudgetInstruction;
    use solana_instruction::AccountMeta;
    use solana_message::{v0, VersionedMessage};

    #[test]
    fn the_size_is_that_of_the_message() {
        let payer = Pubkey::new_from_array([1; 32]);
        let claim = |holder: u8, siblings: usize| Instruction {
            program_id: Program::Equity.id(),
            accounts: [2, 3, holder, holder + 1]
                .map(|byte| AccountMeta::new(Pubkey::new_from_array([byte; 32]), false))
                .to_vec(),
            data: vec![7; 20 + 32 * siblings],
        };
        for siblings in [0, 3, 10, 20] {
            let instructions = vec![claim(10, siblings), claim(20, siblings)];
            let mut all = vec![
                ComputeBudgetInstruction::set_compute_unit_limit(1),
                ComputeBudgetInstruction::set_compute_unit_price(1),
            ];
            all.extend(instructions.clone());
            let message = v0::Message::try_compile(&payer, &all, &[], solana_hash::Hash::default()).unwrap();
            let exact = 1 + 64 + VersionedMessage::V0(message).serialize().len();
            let estimate = size(&instructions, &payer);
            assert!(estimate >= exact && estimate - exact <= 4, "{estimate} {exact}");
        }
    }
}
