//! A docket: who moderates a platform until when, by which rules, and how that went so far.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::NOBODY;
use makerstake_core::moderation::{Reviews, LAW, MAX_APPEAL, MAX_RULES, MAX_TERM, MIN_APPEAL};

use super::VERSION;
use crate::errors::ModerationError;

/// The moderation of a platform. Seeds: `docket`, platform. It is never closed.
#[account]
pub struct Docket {
    /// The platform.
    pub platform: Address,
    /// Its treasury, which signs what the owners decide.
    pub treasury: Address,
    /// The wallet or multisig of the moderators; zeros: nobody.
    pub authority: Address,
    /// End of their term, unix seconds.
    pub authority_until: i64,
    /// The first version of each rule that is applied; older content falls under it.
    pub first: [u32; MAX_RULES],
    /// How long a label can be appealed before it is final, seconds.
    pub appeal_seconds: u32,
    /// How many decisions were made.
    pub decisions: u32,
    /// The ids of the rules that are applied, in rising order.
    pub rules: [u16; MAX_RULES],
    /// What became of the last ten labels of the moderators that were reviewed, a bit each; 1: overturned.
    pub reviews: u16,
    /// How many rules are applied.
    pub applied: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 67],
}

/// A rule that a docket applies.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct DocketRule {
    /// Its id.
    pub id: u16,
    /// The first version that is applied.
    pub first: u32,
}

/// What the owners vote on.
#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct DocketConfig {
    /// The wallet or multisig of the moderators; zeros: nobody.
    pub authority: Address,
    /// End of their term, unix seconds; 0 for nobody.
    pub authority_until: i64,
    /// How long a label can be appealed, seconds.
    pub appeal_seconds: u32,
    /// The rules, in the order of their ids.
    pub rules: Vec<DocketRule>,
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum By {
    /// The moderators.
    Moderators = 0,
    /// The owners: the treasury signed.
    Owners = 2,
}

impl Docket {
    /// Writes a new docket.
    ///
    /// # Errors
    /// Those of [`Self::set`].
    pub fn init(
        &mut self,
        platform: Address,
        treasury: Address,
        config: &DocketConfig,
        now: i64,
        bump: u8,
    ) -> Result<()> {
        // The other fields are zero, because the account was created a moment ago.
        self.platform = platform;
        self.treasury = treasury;
        self.bump = bump;
        self.version = VERSION;
        self.set(config, now)
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Writes what the owners voted. They confirm the moderators by it: what was overturned before counts no more.
    ///
    /// # Errors
    /// [`ModerationError::InvalidTerm`], [`ModerationError::InvalidAppeal`], [`ModerationError::InvalidRules`].
    pub fn set(&mut self, config: &DocketConfig, now: i64) -> Result<()> {
        let latest = now.saturating_add(i64::from(MAX_TERM));
        let is_term = if address_eq(&config.authority, &NOBODY) {
            config.authority_until == 0
        } else {
            config.authority_until > now && config.authority_until <= latest
        };
        require!(is_term, ModerationError::InvalidTerm);
        let is_appeal = (MIN_APPEAL..=MAX_APPEAL).contains(&config.appeal_seconds);
        require!(is_appeal, ModerationError::InvalidAppeal);
        self.rules = [0; MAX_RULES];
        self.first = [0; MAX_RULES];
        require!(config.rules.len() <= MAX_RULES, ModerationError::InvalidRules);
        for ((rule, first), voted) in self.rules.iter_mut().zip(&mut self.first).zip(&config.rules) {
            (*rule, *first) = (voted.id, voted.first);
        }
        self.applied = u8::try_from(config.rules.len()).map_err(|_| ModerationError::InvalidRules)?;
        require!(self.has_sound_rules(), ModerationError::InvalidRules);
        self.authority = config.authority;
        self.authority_until = config.authority_until;
        self.appeal_seconds = config.appeal_seconds;
        self.reviews = 0;
        Ok(())
    }

    /// For whom a key signs, if it may decide now.
    ///
    /// # Errors
    /// [`ModerationError::NotModerator`], [`ModerationError::TermOver`], [`ModerationError::Suspended`].
    pub fn role(&self, signer: &Address, now: i64) -> Result<By> {
        if address_eq(signer, &self.treasury) {
            return Ok(By::Owners);
        }
        require!(address_eq(signer, &self.authority), ModerationError::NotModerator);
        require!(now < self.authority_until, ModerationError::TermOver);
        require!(!Reviews::from_bits(self.reviews).suspend(), ModerationError::Suspended);
        Ok(By::Moderators)
    }

    /// The first version of a rule that is applied.
    ///
    /// # Errors
    /// [`ModerationError::RuleNotApplied`].
    pub fn first_of(&self, rule: u16) -> Result<u32> {
        let mut applied = self.rules.iter().zip(&self.first).take(usize::from(self.applied));
        let found = applied.find(|(id, _)| **id == rule);
        Ok(found.map(|(_, first)| *first).ok_or(ModerationError::RuleNotApplied)?)
    }

    /// The number of a new decision.
    ///
    /// # Errors
    /// `ArithmeticOverflow` after 2^32 of them.
    pub fn next_decision(&mut self) -> Result<u32> {
        self.decisions = self.decisions.checked_add(1).ok_or(ProgramError::ArithmeticOverflow)?;
        Ok(self.decisions)
    }

    /// Notes what became of a label of the moderators that was reviewed.
    pub fn review(&mut self, is_overturned: bool) {
        self.reviews = Reviews::from_bits(self.reviews).with(is_overturned).bits();
    }

    /// Checks what holds of every docket at all times.
    ///
    /// # Errors
    /// [`ModerationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = self.has_sound_rules()
            && address_eq(&self.authority, &NOBODY) == (self.authority_until == 0)
            && (MIN_APPEAL..=MAX_APPEAL).contains(&self.appeal_seconds)
            && Reviews::from_bits(self.reviews).bits() == self.reviews;
        require!(is_sound, ModerationError::Unsound);
        Ok(())
    }

    /// Whether the ids rise, none is the law's, and each has a first version.
    fn has_sound_rules(&self) -> bool {
        let mut least = 0;
        let mut applied = self.rules.iter().zip(&self.first).take(usize::from(self.applied));
        applied.all(|(id, first)| {
            let is_sound = *id != LAW && *id >= least && *first > 0;
            least = id.saturating_add(1);
            is_sound
        })
    }
}
