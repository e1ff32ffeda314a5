//! Chapter 3: works are attested. Each creator on chain attests a batch of its own works, the archive one of everybody
//! else's; some leaves are promoted to accounts of their own, one work is revised, one revoked, one endorsed.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::attestations::{
    accounts::{Attestation, Batch, Endorsement},
    instructions::{
        Attest, AttestInstructionArgs, Endorse, Promote, PromoteInstructionArgs, Revise,
        ReviseInstructionArgs, Revoke,
    },
};
use makerstake_client::programs::Program;
use makerstake_core::{
    document::{CoAuthor, Metadata, Parts},
    work::{Kind, Leaf},
};
use makerstake_distribution::{
    sha,
    tree::{TreeBuilder, TreeFile},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::{
    register::{about, batch, nonce},
    Story, ON_CHAIN, SYSTEM,
};
use crate::{cast::Creator, harness::Task, messages, pictures, works::Work};

/// How many creators promote their best-known work.
const PROMOTED: usize = 10;

impl Story {
    /// Attests every work of the input.
    pub(super) fn attest(&mut self) -> Result<()> {
        let (creators, archive) = (self.creators.clone(), self.archive.clone());
        messages::title("3. Works", "what was made, by whom, when; one account for any number of works");
        let sponsor = self.harness.sponsor.pubkey();
        // Works that become accounts are shown; the others are leaves.
        for creator in creators.iter().take(PROMOTED).chain(creators.get(ON_CHAIN)) {
            if let Some(work) = creator.works.first() {
                self.describe(creator, &work.title, &sha::of_bytes(&work.bytes()))?;
            }
        }
        let mut tasks = Vec::new();
        for creator in creators.iter().take(ON_CHAIN) {
            let leaves = creator.works.iter().map(|work| self.leaf(creator, creator, work));
            let leaves = leaves.collect::<Result<Vec<_>>>()?;
            let instruction = self.write_batch(creator, &leaves)?;
            tasks.push(Task { instructions: vec![instruction], signers: vec![&creator.key] });
        }
        let own: usize = creators.iter().take(ON_CHAIN).map(|creator| creator.works.len()).sum();
        self.harness.act_many(
            &format!("{} creators attest {own} works in batches of their own", tasks.len()),
            tasks,
        )?;

        let mut rest = Vec::new();
        for creator in creators.iter().skip(ON_CHAIN) {
            for work in &creator.works {
                rest.push(self.leaf(&archive, creator, work)?);
            }
        }
        let instruction = self.write_batch(&archive, &rest)?;
        let what = format!("the archive attests the {} works of all others in one batch", rest.len());
        self.harness.act(&what, vec![instruction], &[&archive.key])?;

        let mut tasks = Vec::new();
        for creator in creators.iter().take(PROMOTED) {
            let instruction = self.promotion(creator, creator, 0, false)?;
            tasks.push(Task { instructions: vec![instruction], signers: Vec::new() });
        }
        let what = format!(
            "{} works become accounts, by proof, dated back to their batches; anybody may",
            tasks.len()
        );
        self.harness.act_many(&what, tasks)?;
        self.promote_from_archive()?;
        self.change_works(&sponsor)
    }

    /// A creator that was only listed registers when it first needs an account, and signs for its own leaf.
    fn promote_from_archive(&mut self) -> Result<()> {
        let (creators, archive) = (self.creators.clone(), self.archive.clone());
        let Some(creator) = creators.get(ON_CHAIN) else { return Ok(()) };
        let index = 0; // The first leaf of the archive's batch is the first work of the first listed creator.
        let unsigned = self.promotion(&archive, creator, index, false)?;
        let register = self.registration(creator, &about(creator))?;
        self.harness.act(
            &format!("{} was only listed, and registers now", creator.handle),
            register,
            &[&creator.key],
        )?;
        let rule = (Program::Attestations, "CreatorMustSign");
        self.harness.refused(
            "the archive's leaf about somebody else, without that creator's signature",
            vec![unsigned],
            &[],
            rule,
        )?;
        let signed = self.promotion(&archive, creator, index, true)?;
        let what = format!(
            "{} promotes the archive's leaf of {:?}",
            creator.name,
            creator.works.first().map_or("", |work| &work.title)
        );
        self.harness.act(&what, vec![signed], &[&creator.key])?;
        Ok(())
    }

    /// One work is revised, one revoked, one attested alone and endorsed.
    fn change_works(&mut self, sponsor: &Pubkey) -> Result<()> {
        let creators = self.creators.clone();
        let [first, second, third, ..] = creators.as_slice() else {
            messages::note("fewer than three creators: nothing is revised, revoked or endorsed");
            return Ok(());
        };
        let parent = attestation(first, first.works.first().context("a creator without works")?).0;
        let title = first.works.first().map_or("", |work| &work.title);
        let cut = sha::of_bytes(b"the director's cut of the first work");
        let metadata = self.describe(first, &format!("{title} (director's cut)"), &cut)?;
        let revision = Attestation::find_pda(&first.address, cut).0;
        let revise = Revise {
            payer: *sponsor,
            authority: first.key.pubkey(),
            creator: first.address,
            attestor: None,
            permission: None,
            parent,
            attestation: revision,
            system_program: SYSTEM,
        }
        .instruction(ReviseInstructionArgs { content: cut, metadata });
        self.harness.act(
            &format!("{} revises a work; the first version stays", first.handle),
            vec![revise],
            &[&first.key],
        )?;
        let revised = self.harness.read(&revision, "attestation", Attestation::from_bytes)?;
        ensure!(revised.parent == parent && revised.revision == 1, "the revision does not follow its parent");

        let target = attestation(second, second.works.first().context("a creator without works")?).0;
        let revoke = Revoke { authority: second.key.pubkey(), creator: second.address, attestation: target }
            .instruction();
        self.harness.act(
            &format!("{} revokes a work: stamped, never erased", second.handle),
            vec![revoke.clone()],
            &[&second.key],
        )?;
        let rule = (Program::Attestations, "AlreadyRevoked");
        self.harness.refused("to revoke it a second time", vec![revoke], &[&second.key], rule)?;

        let content = sha::of_bytes(b"a short film, attested alone");
        let metadata = self.describe(third, "A short film", &content)?;
        let single = Attestation::find_pda(&third.address, content).0;
        let attest = Attest {
            payer: *sponsor,
            authority: third.key.pubkey(),
            creator: third.address,
            attestor: None,
            permission: None,
            attestation: single,
            system_program: SYSTEM,
        }
        .instruction(AttestInstructionArgs { content, metadata, kind: Kind::Work as u8 });
        self.harness.act(
            &format!("{} attests a work without a batch", third.handle),
            vec![attest],
            &[&third.key],
        )?;
        let endorse = Endorse {
            payer: *sponsor,
            authority: first.key.pubkey(),
            endorser: first.address,
            attestation: single,
            endorsement: Endorsement::find_pda(&single, &first.address).0,
            system_program: SYSTEM,
        }
        .instruction();
        self.harness.act(&format!("{} endorses it", first.handle), vec![endorse], &[&first.key])?;
        Ok(())
    }

    /// Writes the tree of a batch and gives the instruction that attests it.
    fn write_batch(&mut self, author: &Creator, leaves: &[Leaf]) -> Result<Instruction> {
        let path = self.tree_path(author);
        let mut tree = TreeBuilder::create(&path)?;
        tree.extend(leaves, Leaf::hash::<sha::Sha2>)?;
        let summary = tree.finish()?;
        let (data_hash, _) = sha::of_file(&path)?;
        self.papers.add_file(&path)?;
        Ok(batch(&self.harness.sponsor.pubkey(), author, summary.root, data_hash, summary.leaves))
    }

    /// The metadata of a work that becomes an account, by its hash; the document and its picture are kept.
    fn describe(&mut self, creator: &Creator, title: &str, content: &[u8; 32]) -> Result<[u8; 32]> {
        let picture = pictures::thumbnail(content)?;
        let thumbnail = sha::of_bytes(&picture);
        self.thumbnails.insert(*content, thumbnail);
        let hash = self.papers.add(metadata(creator, title, Some(thumbnail))?.canonical()?);
        self.papers.add(picture);
        Ok(hash)
    }

    /// What a batch says about a work.
    fn leaf(&self, author: &Creator, creator: &Creator, work: &Work) -> Result<Leaf> {
        let bytes = work.bytes();
        let content = sha::of_bytes(&bytes);
        let metadata = metadata(creator, &work.title, self.thumbnails.get(&content).copied())?;
        Ok(Leaf {
            author: author.address.to_bytes(),
            creator: creator.address.to_bytes(),
            content,
            metadata: metadata.hash::<sha::Sha2>()?,
            parent: [0; 32],
            kind: Kind::Work as u8,
            nonce: nonce(&sha::of_bytes(&[b"work nonce\n".as_slice(), &bytes].concat())),
        })
    }

    fn tree_path(&self, author: &Creator) -> std::path::PathBuf {
        self.files.path().join(format!("works-{}.bin", author.handle))
    }

    /// The instruction that promotes leaf `index` of an author's batch: the first work of `creator`.
    fn promotion(
        &self,
        author: &Creator,
        creator: &Creator,
        index: u32,
        is_signed: bool,
    ) -> Result<Instruction> {
        let work = creator.works.first().with_context(|| format!("{} has no works", creator.name))?;
        let tree = TreeFile::open(&self.tree_path(author))?;
        let leaf = self.leaf(author, creator, work)?;
        let (address, content) = attestation(creator, work);
        let accounts = Promote {
            payer: self.harness.sponsor.pubkey(),
            authority: is_signed.then(|| creator.key.pubkey()),
            creator: creator.address,
            batch: Batch::find_pda(&author.address, tree.summary().root).0,
            permission: None,
            parent: None,
            attestation: address,
            system_program: SYSTEM,
        };
        Ok(accounts.instruction(PromoteInstructionArgs {
            content,
            metadata: leaf.metadata,
            kind: leaf.kind,
            nonce: leaf.nonce,
            proof: tree.proof(index)?,
        }))
    }
}

/// The address of a work's attestation, and its content hash.
fn attestation(creator: &Creator, work: &Work) -> (Pubkey, [u8; 32]) {
    let content = sha::of_bytes(&work.bytes());
    (Attestation::find_pda(&creator.address, content).0, content)
}

/// The metadata of a work.
fn metadata(creator: &Creator, title: &str, thumbnail: Option<[u8; 32]>) -> Result<Metadata> {
    Metadata::new(Parts {
        title: title.to_string(),
        media_type: "video/mp4".into(),
        licence: "LicenseRef-all-rights-reserved".into(),
        co_authors: vec![CoAuthor { creator: creator.address.to_string(), share_bps: 10_000 }],
        c2pa_manifest: None,
        derived_from: Vec::new(),
        thumbnail,
    })
    .with_context(|| format!("the metadata of {title:?}"))
}
