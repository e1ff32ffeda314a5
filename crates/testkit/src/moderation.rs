//! Moderation: a platform with a docket, rules with their versions, labels, instruction by instruction.

pub use makerstake_client::generated::moderation::{
    accounts::{Docket, Label, RuleVersion},
    errors::MakerstakeModerationError as ModerationError,
    types::{DocketConfig, DocketRule},
    MAKERSTAKE_MODERATION_ID as MODERATION,
};
use makerstake_client::{
    addresses,
    generated::{governance::accounts::RULE_DISCRIMINATOR, moderation::instructions as generated},
    hash::Sha2,
};
use makerstake_core::{
    hash::{Digest, ZERO},
    moderation::{Value, LAW},
    rule::{Param, Version},
    work::Leaf,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use crate::{
    attestations::{attestation_address, batch_address},
    clock::DAY,
    governance::{PlatformFixture, Rule, GOVERNANCE},
    World,
};

/// The rule that dockets apply here, from its first version on.
pub const RULE: u16 = 3;
/// Days to appeal.
pub const APPEAL_DAYS: i64 = 14;
/// Where a platform keeps its treasury, behind the discriminator, pool and founder.
const TREASURY_AT: usize = 8 + 32 + 32;

/// A platform that is moderated. Its treasury is a wallet here, so that a test can sign for it; `open_docket.rs` of the tests plays
/// the votes by which a real one signs.
pub struct Moderated {
    /// The platform.
    pub realm: PlatformFixture,
    /// Signs what the owners decide.
    pub owners: Keypair,
    /// Signs what the moderators decide.
    pub team: Keypair,
    /// The docket.
    pub docket: Pubkey,
}

/// Everything of a label that an instruction says.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Says {
    /// The rule and the number of its version; the law and 0.
    pub ground: (u16, u32),
    pub value: u8,
    pub statement: Digest,
    pub until: i64,
}

impl Moderated {
    /// What the owners vote: this team for a year, this rule, and the shortest time to appeal.
    pub fn config(&self, now: i64) -> DocketConfig {
        DocketConfig {
            authority: self.team.pubkey(),
            authority_until: now + 365 * DAY,
            appeal_seconds: (APPEAL_DAYS * DAY) as u32,
            rules: vec![DocketRule { id: RULE, first: 1 }],
        }
    }

    /// `open_docket`, the treasury paying.
    pub fn open(&self, config: DocketConfig) -> Instruction {
        open_docket(&self.owners.pubkey(), &self.realm.platform, config)
    }

    /// `set_docket`.
    pub fn set(&self, config: DocketConfig) -> Instruction {
        generated::SetDocket { treasury: self.owners.pubkey(), docket: self.docket }
            .instruction(generated::SetDocketInstructionArgs { config })
    }

    /// The address of the label of a work for a rule.
    pub fn label_address(&self, subject: &Pubkey, rule: u16) -> Pubkey {
        addresses::label(&self.realm.platform, subject, rule)
    }

    /// `set_label`, the signer paying.
    pub fn label(&self, by: &Keypair, attestation: &Pubkey, says: &Says) -> Instruction {
        let (rule, version) = self.ground(says.ground);
        generated::SetLabel {
            payer: by.pubkey(),
            authority: by.pubkey(),
            platform: self.realm.platform,
            docket: self.docket,
            rule,
            version,
            attestation: *attestation,
            label: self.label_address(attestation, says.ground.0),
            system_program: system_program::ID,
        }
        .instruction(generated::SetLabelInstructionArgs {
            rule_id: says.ground.0,
            value: says.value,
            statement: says.statement,
            until: says.until,
        })
    }

    /// `label_leaf`, the signer paying; the permission is that of the number 0 where one is used.
    pub fn label_leaf(
        &self,
        by: &Keypair,
        (leaf, root, proof): (&Leaf, &Digest, Vec<Digest>),
        permission: Option<Pubkey>,
        says: &Says,
    ) -> Instruction {
        let (rule, version) = self.ground(says.ground);
        let subject = attestation_address(&Pubkey::from(leaf.creator), &leaf.content);
        generated::LabelLeaf {
            payer: by.pubkey(),
            authority: by.pubkey(),
            platform: self.realm.platform,
            docket: self.docket,
            rule,
            version,
            batch: batch_address(&Pubkey::from(leaf.author), root),
            permission,
            subject,
            label: self.label_address(&subject, says.ground.0),
            system_program: system_program::ID,
        }
        .instruction(generated::LabelLeafInstructionArgs {
            rule_id: says.ground.0,
            value: says.value,
            statement: says.statement,
            until: says.until,
            creator: Pubkey::from(leaf.creator),
            content: leaf.content,
            metadata: leaf.metadata,
            parent: Pubkey::from(leaf.parent),
            kind: leaf.kind,
            nonce: leaf.nonce,
            proof,
        })
    }

    /// `enforce`, the signer paying.
    pub fn enforce(&self, by: &Keypair, source: &Pubkey, attestation: &Pubkey, rule: u16) -> Instruction {
        generated::Enforce {
            payer: by.pubkey(),
            authority: by.pubkey(),
            platform: self.realm.platform,
            docket: self.docket,
            source: *source,
            attestation: *attestation,
            label: self.label_address(attestation, rule),
            system_program: system_program::ID,
        }
        .instruction(generated::EnforceInstructionArgs { rule_id: rule })
    }

    /// `lift`.
    pub fn lift(&self, by: &Keypair, label: &Pubkey, statement: Digest) -> Instruction {
        generated::Lift { authority: by.pubkey(), docket: self.docket, label: *label }
            .instruction(generated::LiftInstructionArgs { statement })
    }

    fn ground(&self, (rule, version): (u16, u32)) -> (Option<Pubkey>, Option<Pubkey>) {
        if rule == LAW {
            return (None, None);
        }
        let rule = self.realm.rule(rule);
        (Some(rule), Some(addresses::rule_version(&rule, version)))
    }
}

impl Says {
    /// Removed under the first version of [`RULE`], for 30 days from now.
    pub fn removed(now: i64) -> Self {
        Self { ground: (RULE, 1), value: Value::Removed as u8, statement: [9; 32], until: now + 30 * DAY }
    }

    /// The same on a ground in law.
    pub fn unlawful(now: i64) -> Self {
        Self { ground: (LAW, 0), ..Self::removed(now) }
    }
}

/// `open_docket`, the treasury paying.
pub fn open_docket(treasury: &Pubkey, platform: &Pubkey, config: DocketConfig) -> Instruction {
    generated::OpenDocket {
        payer: *treasury,
        treasury: *treasury,
        platform: *platform,
        docket: addresses::docket(platform),
        system_program: system_program::ID,
    }
    .instruction(generated::OpenDocketInstructionArgs { config })
}

/// `note_version`, by the next version where it is named.
pub fn note_version(payer: &Pubkey, rule: &Pubkey, next: Option<u32>, version: &Version) -> Instruction {
    generated::NoteVersion {
        payer: *payer,
        rule: *rule,
        next: next.map(|next| addresses::rule_version(rule, next)),
        version: addresses::rule_version(rule, version.number),
        system_program: system_program::ID,
    }
    .instruction(generated::NoteVersionInstructionArgs {
        number: version.number,
        text_hash: version.text_hash,
        previous_hash: version.previous_hash,
        set_at: version.set_at,
        effective_at: version.effective_at,
        sunset_at: version.sunset_at,
        units: version.params.map(|param| param.unit),
        values: version.params.map(|param| param.value),
    })
}

/// `end_version`, by the next version where it is named.
pub fn end_version(rule: &Pubkey, next: Option<u32>, number: u32) -> Instruction {
    generated::EndVersion {
        rule: *rule,
        next: next.map(|next| addresses::rule_version(rule, next)),
        version: addresses::rule_version(rule, number),
    }
    .instruction()
}

/// Versions of a rule, linked by their hashes, each as (written, in effect from); they last until they are replaced.
pub fn versions(times: &[(i64, i64)]) -> Vec<Version> {
    let mut all: Vec<Version> = Vec::new();
    for (number, (set_at, effective_at)) in (1..).zip(times) {
        let mut params = [Param::UNSET; 8];
        params[0] = Param { unit: 1, value: u64::from(number) };
        all.push(Version {
            number,
            text_hash: [number as u8; 32],
            previous_hash: all.last().map_or(ZERO, Version::hash::<Sha2>),
            set_at: *set_at,
            effective_at: *effective_at,
            sunset_at: i64::MAX,
            params,
        });
    }
    all
}

impl World {
    /// A moderated platform whose docket is not opened yet.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn moderated_later(&mut self) -> Moderated {
        let realm = self.realm();
        let (owners, team) = (self.actor(), self.actor());
        let mut platform = self.account(&realm.platform).expect("a platform");
        platform.data[TREASURY_AT..TREASURY_AT + 32].copy_from_slice(owners.pubkey().as_ref());
        self.svm.set_account(realm.platform, platform).expect("a platform");
        let docket = addresses::docket(&realm.platform);
        Moderated { realm, owners, team, docket }
    }

    /// A moderated platform, whose first version of [`RULE`] has been in force for a day and is noted.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn moderated(&mut self) -> Moderated {
        let m = self.moderated_later();
        let now = self.now();
        self.send(&[m.open(m.config(now))], &[&m.owners]).expect("open_docket");
        let all = versions(&[(now - 4 * DAY, now - DAY)]);
        self.write_rule(&m.realm, RULE, &all);
        let note = note_version(&m.team.pubkey(), &m.realm.rule(RULE), None, &all[0]);
        self.send(&[note], &[&m.team]).expect("note_version");
        m
    }

    /// Writes a rule of the domain moderation as governance keeps it after these versions; `execute_rule` of the tests plays the
    /// votes.
    ///
    /// # Panics
    /// Where the virtual machine refuses.
    pub fn write_rule(&mut self, realm: &PlatformFixture, id: u16, versions: &[Version]) {
        let none = (Version::NONE, Version::NONE);
        let (newest, former) = versions.iter().fold(none, |(newest, former), next| {
            let is_kept = newest.number > 0 && newest.effective_at <= next.set_at;
            (*next, if is_kept { newest } else { former })
        });
        let both = [newest, former];
        let rule = Rule {
            discriminator: RULE_DISCRIMINATOR,
            platform: realm.platform,
            text_hash: both.map(|version| version.text_hash),
            previous_hash: both.map(|version| version.previous_hash),
            values: both.map(|version| version.params.map(|param| param.value)),
            set_at: both.map(|version| version.set_at),
            effective_at: both.map(|version| version.effective_at),
            sunset_at: both.map(|version| version.sunset_at),
            units: both.map(|version| version.params.map(|param| param.unit)),
            numbers: both.map(|version| version.number),
            id,
            domain: 0,
            bump: 255,
            version: 1,
            reserved: [0; 19],
        };
        let data = borsh::to_vec(&rule).expect("a rule");
        let account = solana_account::Account {
            lamports: self.rent(data.len()),
            data,
            owner: GOVERNANCE,
            executable: false,
            rent_epoch: u64::MAX,
        };
        self.svm.set_account(realm.rule(id), account).expect("a rule");
    }

    /// The docket.
    ///
    /// # Panics
    /// Where there is none.
    pub fn docket(&self, address: &Pubkey) -> Docket {
        Docket::from_bytes(&self.moderation_data(address)).expect("a docket")
    }

    /// The label at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn label(&self, address: &Pubkey) -> Label {
        Label::from_bytes(&self.moderation_data(address)).expect("a label")
    }

    /// A noted version of a rule.
    ///
    /// # Panics
    /// Where there is none.
    pub fn rule_version(&self, rule: &Pubkey, number: u32) -> RuleVersion {
        let address = addresses::rule_version(rule, number);
        RuleVersion::from_bytes(&self.moderation_data(&address)).expect("a version")
    }

    fn moderation_data(&self, address: &Pubkey) -> Vec<u8> {
        let account = self.account(address).unwrap_or_else(|| panic!("nothing at {address}"));
        assert_eq!(account.owner, MODERATION, "owner of {address}");
        account.data
    }
}
