//! A platform's book of offerings: the next number, whether one is open, and the last openings.

use anchor_lang::prelude::*;
use makerstake_core::offering::{self, Opening, OpeningError, REMEMBERED};

use super::VERSION;
use crate::errors::OfferingError;

/// First seed of a book's address; the second is the platform.
pub const BOOK_SEED: &[u8] = b"offerings";

/// A platform's book, 128 bytes with the discriminator. Seeds: `offerings`, platform. It is never closed, so a number is
/// used once.
#[account]
pub struct OfferingBook {
    /// The platform.
    pub platform: Address,
    /// When the last four offerings opened, newest first, unix seconds; 0: there was none.
    pub opened_at: [i64; 4],
    /// How many shares they offered, base units.
    pub shares: [u64; 4],
    /// The number that the next offering gets.
    pub next: u32,
    /// 1 while an offering is open.
    pub is_open: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 17],
}

const _: () = assert!(core::mem::size_of::<OfferingBook>() + 8 == 128);

impl OfferingBook {
    /// The book of a platform that has offered nothing yet.
    pub fn new(platform: Address, bump: u8) -> Self {
        Self {
            platform,
            opened_at: [0; REMEMBERED],
            shares: [0; REMEMBERED],
            next: 0,
            is_open: 0,
            bump,
            version: VERSION,
            reserved: [0; 17],
        }
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Notes an offering of `shares` under `number`, where there can be `caps` shares in all.
    ///
    /// # Errors
    /// `WrongNumber`, `OfferingIsOpen`, `TooManyOpenings`, `AboveYearlyPart`.
    pub fn open(&mut self, number: u32, (shares, caps): (u64, u64), now: i64) -> Result<()> {
        require!(number == self.next, OfferingError::WrongNumber);
        require!(self.is_open == 0, OfferingError::OfferingIsOpen);
        let mut last = [Opening { at: 0, shares: 0 }; REMEMBERED];
        for (opening, (at, shares)) in last.iter_mut().zip(self.opened_at.iter().zip(&self.shares)) {
            *opening = Opening { at: *at, shares: *shares };
        }
        offering::check_opening(&last, Opening { at: now, shares }, caps).map_err(|error| match error {
            OpeningError::TooMany => OfferingError::TooManyOpenings,
            OpeningError::TooMuch => OfferingError::AboveYearlyPart,
        })?;
        self.opened_at.rotate_right(1);
        self.shares.rotate_right(1);
        let ([at, ..], [of, ..]) = (&mut self.opened_at, &mut self.shares);
        (*at, *of) = (now, shares);
        self.next = number.checked_add(1).ok_or(OfferingError::OutOfRange)?;
        self.is_open = 1;
        Ok(())
    }

    /// Notes that the open offering is decided.
    pub fn end(&mut self) {
        self.is_open = 0;
    }

    /// That an open offering is one of those that were opened.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.is_open <= 1 && (self.is_open == 0 || self.next > 0), OfferingError::Unbalanced);
        Ok(())
    }
}
