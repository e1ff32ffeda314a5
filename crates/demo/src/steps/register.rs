//! Chapter 1: creators join. The platform pays, so nobody needs SOL to begin. The archive, which the economy rule names as its
//! registrar, lists everybody in one batch of a few bytes: from the next window on they count. The first also register on chain with
//! a handle, the others when they first need an account.

use anyhow::{ensure, Result};
use makerstake_client::generated::{
    attestations::{
        accounts::Batch,
        instructions::{AttestBatch, AttestBatchInstructionArgs},
    },
    creators::{
        accounts::Creator as CreatorAccount,
        instructions::{Register, RegisterInstructionArgs, UpdateProfile, UpdateProfileInstructionArgs},
    },
};
use makerstake_core::work::{Kind, Leaf};
use makerstake_distribution::{sha, tree::TreeBuilder};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::{Story, ON_CHAIN, SYSTEM};
use crate::{cast::Creator, harness::Task, messages};

impl Story {
    /// Registers the archive and the first creators, and lists the others.
    pub(super) fn register(&mut self) -> Result<()> {
        let (creators, archive) = (self.creators.clone(), self.archive.clone());
        messages::title("1. Creators", "identities that belong to their keys, paid for by the platform");
        messages::note("the names are those of the data; the people have nothing to do with this, and the keys are nobody's");
        let instructions =
            self.registration(&archive, "Lists the works of everybody who did not register yet.")?;
        self.harness.act(
            "the platform's archive registers, to list what others made",
            instructions,
            &[&archive.key],
        )?;

        let first = creators.iter().take(ON_CHAIN);
        let mut tasks = Vec::new();
        for creator in first.clone() {
            let instructions = self.registration(creator, &about(creator))?;
            tasks.push(Task { instructions, signers: vec![&creator.key] });
        }
        let what =
            format!("{} creators register, each with a handle and a profile; the sponsor pays", tasks.len());
        self.harness.act_many(&what, tasks)?;
        for creator in first {
            let account = self.harness.read(&creator.address, "creator", CreatorAccount::from_bytes)?;
            ensure!(account.authority == creator.key.pubkey(), "{} is not its own authority", creator.name);
        }
        self.list_all()
    }

    /// The instructions that register a creator with its handle and name its profile.
    pub(super) fn registration(&mut self, creator: &Creator, about: &str) -> Result<Vec<Instruction>> {
        let (name, handle) = creator.handle_account()?;
        let register = Register {
            payer: self.harness.sponsor.pubkey(),
            genesis_key: creator.key.pubkey(),
            creator: creator.address,
            handle: Some(handle),
            system_program: SYSTEM,
        };
        let profile = UpdateProfileInstructionArgs {
            uri: format!("https://reelhouse.example/creators/{}.json", creator.handle),
            hash: self.papers.add_profile(&creator.address, &creator.name, about)?,
        };
        let update = UpdateProfile { authority: creator.key.pubkey(), creator: creator.address };
        Ok(vec![
            register.instruction(RegisterInstructionArgs { name, recovery: Pubkey::default() }),
            update.instruction(profile),
        ])
    }

    /// The registrar's batch: a leaf says that the archive knows this creator, at the address that follows from its genesis key,
    /// registered or not. The pool's first window begins later, so that all of them count in it.
    fn list_all(&mut self) -> Result<()> {
        let (creators, archive) = (self.creators.clone(), self.archive.clone());
        let all: Vec<&Creator> = creators.iter().collect();
        let path = self.files.path().join("registration.bin");
        let mut tree = TreeBuilder::create(&path)?;
        let leaf = |creator: &&Creator| {
            let card = format!("{}\n{}\n", creator.key.pubkey(), creator.name);
            let salt = sha::of_bytes(format!("registration nonce\n{card}").as_bytes());
            Leaf {
                author: archive.address.to_bytes(),
                creator: creator.address.to_bytes(),
                content: sha::of_bytes(card.as_bytes()),
                metadata: [0; 32],
                parent: [0; 32],
                kind: Kind::Registration as u8,
                nonce: nonce(&salt),
            }
            .hash::<sha::Sha2>()
        };
        tree.extend(&all, leaf)?;
        let summary = tree.finish()?;
        let (data_hash, _) = sha::of_file(&path)?;
        self.papers.add_file(&path)?;
        let instruction =
            batch(&self.harness.sponsor.pubkey(), &archive, summary.root, data_hash, summary.leaves);
        let what =
            format!("the archive lists {} creators in one batch: whom a registrar lists counts", all.len());
        self.harness.act(&what, vec![instruction], &[&archive.key])?;
        Ok(())
    }
}

/// What a profile says of a creator.
pub(super) fn about(creator: &Creator) -> String {
    let best = creator.works.first().map_or("", |work| work.title.as_str());
    format!(
        "Made {} of the works in this demonstration; the first of them is {best:?}. The name comes from the data, and the person has \
         nothing to do with this.",
        creator.works.len()
    )
}

/// The instruction that attests a batch.
pub(super) fn batch(
    payer: &Pubkey,
    author: &Creator,
    root: [u8; 32],
    data_hash: [u8; 32],
    leaves: u32,
) -> Instruction {
    AttestBatch {
        payer: *payer,
        authority: author.key.pubkey(),
        author: author.address,
        batch: Batch::find_pda(&author.address, root).0,
        system_program: SYSTEM,
    }
    .instruction(AttestBatchInstructionArgs { root, data_hash, leaves })
}

/// The sixteen bytes that keep a leaf from being guessed. Derived here so that the story is the same each time; a
/// platform takes random ones.
pub(super) fn nonce(salt: &[u8; 32]) -> [u8; 16] {
    let mut nonce = [0; 16];
    nonce.iter_mut().zip(salt).for_each(|(to, from)| *to = *from);
    nonce
}
