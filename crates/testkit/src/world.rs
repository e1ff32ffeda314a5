//! The world: programs, actors and transactions.

use std::path::{Path, PathBuf};

use litesvm::LiteSVM;
use makerstake_client::programs::Program;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use solana_account::Account;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::{legacy::Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

use crate::outcome::{Change, Outcome, Receipt, Refusal};

/// Lamports a new actor starts with: 100 SOL.
pub const ACTOR_LAMPORTS: u64 = 100_000_000_000;

/// The suite on a fresh chain. All keys come from one seed, which is printed, so that a failure can be repeated
/// with `MAKERSTAKE_SEED=<seed>`.
pub struct World {
    /// The virtual machine, for what has no verb.
    pub svm: LiteSVM,
    /// Pays every fee, and nothing else, so that actors' lamports only change by what instructions do.
    pub fee_payer: Keypair,
    rng: ChaCha20Rng,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A world from the seed in `MAKERSTAKE_SEED`, or from seed 1.
    pub fn new() -> Self {
        Self::with_seed(seed())
    }

    /// A world from this seed.
    ///
    /// # Panics
    /// Where the programs are not built, saying how to build them.
    pub fn with_seed(seed: u64) -> Self {
        println!("MAKERSTAKE_SEED={seed}");
        Self::on(Self::machine(), seed)
    }

    /// A virtual machine with the programs and nothing else.
    ///
    /// # Panics
    /// Where the programs are not built, saying how to build them.
    pub fn machine() -> LiteSVM {
        #[cfg(feature = "heap")]
        let mut svm = crate::heap::machine();
        #[cfg(not(feature = "heap"))]
        let mut svm = LiteSVM::new();
        for program in Program::ALL {
            let path = elf(program);
            svm.add_program_from_file(program.id(), &path)
                .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask build` first", path.display()));
        }
        svm
    }

    /// A world from this seed on a machine with the programs, so that many worlds need not load them again.
    pub fn on(svm: LiteSVM, seed: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let fee_payer = keypair(&mut rng);
        let mut world = Self { svm, fee_payer, rng };
        let payer = world.fee_payer.pubkey();
        world.fund(&payer, 1_000 * ACTOR_LAMPORTS);
        world.set_time(crate::clock::START);
        world
    }

    /// The world's random numbers, all from its seed.
    pub fn rng(&mut self) -> &mut impl Rng {
        &mut self.rng
    }

    /// A new key without lamports.
    pub fn keypair(&mut self) -> Keypair {
        keypair(&mut self.rng)
    }

    /// 32 random bytes: a hash, or the address of nothing.
    pub fn bytes32(&mut self) -> [u8; 32] {
        self.rng.random()
    }

    /// A new wallet with [`ACTOR_LAMPORTS`].
    pub fn actor(&mut self) -> Keypair {
        let actor = self.keypair();
        self.fund(&actor.pubkey(), ACTOR_LAMPORTS);
        actor
    }

    /// Gives lamports.
    ///
    /// # Panics
    /// Where the virtual machine refuses the airdrop.
    pub fn fund(&mut self, address: &Pubkey, lamports: u64) {
        self.svm.airdrop(address, lamports).unwrap_or_else(|error| panic!("airdrop: {error:?}"));
    }

    /// The account, unless it does not exist.
    pub fn account(&self, address: &Pubkey) -> Option<Account> {
        self.svm.get_account(address).filter(|account| account.lamports > 0)
    }

    /// The account's lamports, 0 where it does not exist.
    pub fn lamports(&self, address: &Pubkey) -> u64 {
        self.svm.get_balance(address).unwrap_or(0)
    }

    /// Lamports that keep `bytes` of account data alive.
    pub fn rent(&self, bytes: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(bytes)
    }

    /// Sends instructions in one transaction, the fee paid by [`World::fee_payer`], signed by `signers` besides.
    ///
    /// # Errors
    /// [`Refusal`] where the runtime or a program refuses; nothing but the fee has changed then.
    ///
    /// # Panics
    /// Where a signature that an instruction asks for is missing from `signers`.
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Outcome {
        // Two equal transactions in a row are two transactions.
        self.svm.expire_blockhash();
        let payer = self.fee_payer.insecure_clone();
        let message =
            Message::new_with_blockhash(instructions, Some(&payer.pubkey()), &self.svm.latest_blockhash());
        let signing = &message.account_keys[..usize::from(message.header.num_required_signatures)];
        let mut all: Vec<&Keypair> = vec![&payer];
        for signer in signers {
            if !all.iter().any(|known| known.pubkey() == signer.pubkey())
                && signing.contains(&signer.pubkey())
            {
                all.push(signer);
            }
        }
        let transaction = VersionedTransaction::try_new(VersionedMessage::Legacy(message), &all)
            .unwrap_or_else(|error| panic!("signing: {error}"));
        self.deliver(instructions, transaction)
    }

    /// Sends instructions with every signature that they ask for, by decree: an address that no key has, such as a treasury's,
    /// signs too. Only on a machine that verifies none ([`World::decreeing`]).
    ///
    /// # Errors
    /// [`Refusal`], as [`World::send`].
    pub fn decree(&mut self, instructions: &[Instruction]) -> Outcome {
        self.svm.expire_blockhash();
        let transaction = self.unsigned(instructions).transaction;
        self.deliver(instructions, transaction)
    }

    /// A world whose machine verifies no signature, so that [`World::decree`] works there.
    ///
    /// # Panics
    /// Where the programs are not built.
    pub fn decreeing() -> Self {
        let seed = seed();
        println!("MAKERSTAKE_SEED={seed}");
        Self::on(Self::machine().with_sigverify(false), seed)
    }

    fn deliver(&mut self, instructions: &[Instruction], transaction: VersionedTransaction) -> Outcome {
        let payer = self.fee_payer.pubkey();
        let keys = transaction.message.static_account_keys().to_vec();
        let transaction_bytes = 1 + 64 * transaction.signatures.len() + transaction.message.serialize().len();
        let before: Vec<_> = keys.iter().map(|key| self.account(key)).collect();
        match self.svm.send_transaction(transaction) {
            Ok(meta) => {
                let mut changes: Vec<Change> = keys
                    .iter()
                    .zip(before)
                    .map(|(key, before)| Change { address: *key, before, after: self.account(key) })
                    .filter(|change| change.address != payer && change.before != change.after)
                    .collect();
                changes.sort_by_key(|change| change.address);
                let receipt = Receipt {
                    compute_units: meta.compute_units_consumed,
                    transaction_bytes,
                    accounts: keys.len(),
                    logs: meta.logs,
                    changes,
                };
                crate::costs::record(instructions, &receipt);
                Ok(receipt)
            }
            Err(failed) => Err(Refusal::new(failed.err, failed.meta.logs)),
        }
    }
}

/// The seed in `MAKERSTAKE_SEED`, or 1.
fn seed() -> u64 {
    std::env::var("MAKERSTAKE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn keypair(rng: &mut ChaCha20Rng) -> Keypair {
    let mut secret = [0; 32];
    rng.fill_bytes(&mut secret);
    Keypair::new_from_array(secret)
}

/// Where the ELF of a program lies: `MAKERSTAKE_DEPLOY_DIR`, or `target/deploy` of this checkout.
pub fn elf(program: Program) -> PathBuf {
    let dir = std::env::var_os("MAKERSTAKE_DEPLOY_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/deploy"), PathBuf::from);
    dir.join(program.elf_file())
}
