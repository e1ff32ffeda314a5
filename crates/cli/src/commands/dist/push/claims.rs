//! From rows to transactions: skips what the chain says is done, and packs the rest by size.

use std::collections::{BTreeSet, VecDeque};

use makerstake_client::generated::equity::accounts::Position;
use makerstake_client::generated::equity::instructions::{Claim, ClaimInstructionArgs, OpenPosition};
use makerstake_client::{addresses, query};
use makerstake_core::bitmap;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::leaves::Leaf;
use makerstake_distribution::manifest::Manifest;
use makerstake_distribution::tree::TreeFile;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::super::chain;
use super::rows::Rows;
use crate::context::Context;
use crate::failure::Failure;

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
    /// Positions that are opened, and claims.
    pub instructions: Vec<Instruction>,
}

/// The claims of a list that are not on chain yet.
pub struct Claims<'a> {
    context: &'a Context,
    rows: Rows,
    tree: TreeFile,
    pool: Pubkey,
    epoch: u32,
    payer: Pubkey,
    together: usize,
    waiting: VecDeque<(u32, Vec<Instruction>)>,
    already: u64,
    failure: Option<Failure>,
}

impl<'a> Claims<'a> {
    /// Starts with the first row.
    pub fn open(
        context: &'a Context,
        folder: &Folder,
        manifest: &Manifest,
        together: usize,
    ) -> Result<Self, Failure> {
        let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
        Ok(Self {
            context,
            rows: Rows::open(folder.leaves(), terms.limits),
            tree: folder.open_tree(manifest)?,
            pool: Pubkey::new_from_array(terms.pool),
            epoch: terms.epoch,
            payer: context.payer()?.pubkey(),
            together,
            waiting: VecDeque::new(),
            already: 0,
            failure: None,
        })
    }

    /// The next transaction; nothing at the end, or when the list or the node fails.
    pub fn next(&mut self) -> Option<Parcel> {
        while self.waiting.len() < self.together && self.failure.is_none() {
            let Some((first, leaves)) = self.rows.next() else { break };
            if let Err(failure) = self.look(first, &leaves) {
                self.failure = Some(failure);
            }
        }
        let (first, instructions) = self.waiting.pop_front()?;
        let mut parcel = Parcel { key: format!("claim {first}"), claims: 1, instructions };
        while (parcel.claims as usize) < self.together {
            let Some((_, next)) = self.waiting.front() else { break };
            let both: Vec<_> = parcel.instructions.iter().chain(next).cloned().collect();
            if size(&both, &self.payer) > TRANSACTION {
                break;
            }
            parcel.instructions = both;
            parcel.claims += 1;
            self.waiting.pop_front();
        }
        Some(parcel)
    }

    /// How many claims the chain had already.
    pub fn already(&self) -> u64 {
        self.already
    }

    /// Whether every row was read and asked about.
    pub fn finish(self) -> Result<(), Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        Ok(self.rows.finish()?)
    }

    /// Asks the chain about these rows (one request) and queues what is missing.
    fn look(&mut self, first: u32, leaves: &[Leaf]) -> Result<(), Failure> {
        let holders: Vec<Pubkey> = leaves.iter().map(|leaf| Pubkey::new_from_array(leaf.holder)).collect();
        let positions: Vec<Pubkey> =
            holders.iter().map(|holder| addresses::position(&self.pool, holder)).collect();
        let accounts = self.context.insist(|| query::accounts(self.context.rpc(), &positions))?;
        let found = accounts.iter().map(|account| account.as_ref().and_then(chain::decode_position));
        for (((index, leaf), holder), position) in (first..).zip(leaves).zip(holders).zip(found) {
            if position.as_ref().is_some_and(|position| has_claimed(position, self.epoch)) {
                self.already += 1;
                continue;
            }
            let proof = self.tree.proof(index)?;
            let instructions = self.instructions(leaf, holder, position.as_ref(), proof);
            self.waiting.push_back((index, instructions));
        }
        Ok(())
    }

    fn instructions(
        &self,
        leaf: &Leaf,
        holder: Pubkey,
        position: Option<&Position>,
        proof: Vec<[u8; 32]>,
    ) -> Vec<Instruction> {
        let address = addresses::position(&self.pool, &holder);
        let open = OpenPosition {
            payer: self.payer,
            pool: self.pool,
            holder,
            position: address,
            system_program: solana_sdk_ids::system_program::ID,
        };
        let claim = Claim {
            pool: self.pool,
            distribution: addresses::distribution(&self.pool, self.epoch),
            position: address,
            holder,
            delegate: chain::delegate_of(&self.pool, position),
        };
        let mut instructions = Vec::with_capacity(2);
        if position.is_none() {
            instructions.push(open.instruction());
        }
        instructions.push(claim.instruction(ClaimInstructionArgs { amount: leaf.amount, proof }));
        instructions
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
    use makerstake_client::programs::Program;
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
