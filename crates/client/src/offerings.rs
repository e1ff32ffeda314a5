//! Offerings: what was committed and what comes of it, as instructions. Pure: whoever asks the chain hands in what it said.

pub mod list;

use makerstake_core::offering::{allot, unit, Allotment, Gate, MARKING};
use makerstake_core::vesting::Schedule;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::addresses;
use crate::generated::offerings::accounts::{Commitment, Offering};
use crate::generated::offerings::instructions as on_chain;
use crate::platform::Addresses;
use crate::programs::Program;
use crate::shares::{Holder, Token};

const SYSTEM: Pubkey = solana_sdk_ids::system_program::ID;

/// Settlements in one transaction at most; so many fit.
pub const TOGETHER: usize = 10;
/// How long before the end of the window commitments become binding, seconds.
pub const BINDING: i64 = makerstake_core::offering::BINDING as i64;

/// An offering with its tokens: makes the instructions about it.
#[derive(Clone, Debug)]
pub struct Sale {
    /// The platform's addresses.
    pub at: Addresses,
    /// The offering's address.
    pub address: Pubkey,
    /// The offering.
    pub offering: Offering,
    /// The share mint.
    pub share: Token,
    /// The mint in which is paid.
    pub quote: Token,
    /// Who pays fees and rent.
    pub payer: Pubkey,
}

/// What a commitment brings for its gate.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// The cap in the list.
    pub cap: u64,
    /// The siblings in the list, lowest first.
    pub proof: Vec<[u8; 32]>,
    /// A credential.
    pub credential: Option<Pubkey>,
}

/// Where an offering stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Commitments are taken, and can be taken back.
    Open,
    /// Commitments are taken, and bind.
    Binding,
    /// The window is over; insiders can still be marked.
    Marking,
    /// Anyone may decide it.
    Decidable,
    /// It is filled, and commitments are settled.
    Filled,
    /// It is filled, and what is not settled is paid back.
    Settled,
    /// It failed: everything is paid back.
    Failed,
}

impl Stage {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Binding => "binding",
            Self::Marking => "over",
            Self::Decidable => "to be decided",
            Self::Filled => "filled",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }
}

/// Where an offering stands at `now`.
pub fn stage(offering: &Offering, now: i64) -> Stage {
    match offering.state {
        0 if now < offering.closes_at.saturating_sub(BINDING) => Stage::Open,
        0 if now < offering.closes_at => Stage::Binding,
        0 if now < offering.closes_at.saturating_add(i64::from(MARKING)) => Stage::Marking,
        0 => Stage::Decidable,
        1 if now < offering.settle_by => Stage::Filled,
        1 => Stage::Settled,
        _ => Stage::Failed,
    }
}

/// What a commitment would buy if the offering were decided with what is committed now.
pub fn outlook(offering: &Offering, amount: u64) -> Option<Allotment> {
    allot(amount, offering.committed, (offering.shares, offering.price, unit(offering.decimals)?))
}

/// Bought shares of a commitment that have vested at `now` and were not released.
pub fn releasable(offering: &Offering, commitment: &Commitment, now: i64) -> u64 {
    let start = offering.closes_at;
    let schedule = Schedule {
        total: commitment.bought,
        start,
        cliff: start.saturating_add(i64::from(offering.cliff)),
        end: start.saturating_add(i64::from(offering.vests)),
    };
    schedule.vested_at(now).saturating_sub(commitment.released)
}

/// What an investor would be paid back at `now`.
pub fn refundable(offering: &Offering, commitment: &Commitment, now: i64) -> u64 {
    match (commitment.is_settled, stage(offering, now)) {
        (1, _) => commitment.owed,
        (_, Stage::Settled | Stage::Failed) => commitment.amount,
        _ => 0,
    }
}

impl Sale {
    /// The commitment of an investor.
    pub fn commitment(&self, investor: &Pubkey) -> Pubkey {
        addresses::commitment(&self.address, investor)
    }

    fn purse(&self) -> Pubkey {
        addresses::purse(&self.address)
    }

    /// Commits quote tokens of the signer; refunds go where they came from. A rights issue is shown the investor's position.
    pub fn commit(&self, by: &Holder, amount: u64, pass: Pass) -> Instruction {
        let is_rights = self.offering.gate == Gate::Rights as u8;
        let position = is_rights.then(|| self.at.position(&by.address));
        let account = self.quote.account_of(&by.signer);
        on_chain::Commit {
            payer: self.payer,
            signer: by.signer,
            creator: by.creator,
            offering: self.address,
            commitment: self.commitment(&by.address),
            source: account,
            refund_account: account,
            purse: self.purse(),
            quote_mint: self.quote.mint,
            token_program: self.quote.program,
            gate: pass.credential.or(position),
            system_program: SYSTEM,
        }
        .instruction(on_chain::CommitInstructionArgs { amount, cap: pass.cap, proof: pass.proof })
    }

    /// Takes a commitment back, to the account that it names.
    pub fn uncommit(&self, by: &Holder, commitment: &Commitment, amount: u64) -> Instruction {
        on_chain::Uncommit {
            signer: by.signer,
            creator: by.creator,
            offering: self.address,
            commitment: self.commitment(&by.address),
            refund_account: commitment.refund_account,
            purse: self.purse(),
            quote_mint: self.quote.mint,
            token_program: self.quote.program,
        }
        .instruction(on_chain::UncommitInstructionArgs { amount })
    }

    /// Stops the offering; the guardian signs.
    pub fn stop(&self, guardian: &Pubkey) -> Instruction {
        on_chain::StopOffering {
            authority: *guardian,
            platform: self.at.platform,
            offering: self.address,
            book: addresses::offering_book(&self.at.platform),
        }
        .instruction()
    }

    /// Decides the offering.
    pub fn decide(&self) -> Instruction {
        let book = addresses::offering_book(&self.at.platform);
        on_chain::CloseOffering { offering: self.address, book }.instruction()
    }

    /// Settles a commitment, into the treasury's usual account.
    pub fn settle(&self, investor: &Pubkey) -> Instruction {
        on_chain::Settle {
            offering: self.address,
            commitment: self.commitment(investor),
            platform: self.at.platform,
            destination: self.quote.account_of(&self.at.treasury),
            purse: self.purse(),
            quote_mint: self.quote.mint,
            token_program: self.quote.program,
            credential: self.credential(investor),
        }
        .instruction()
    }

    /// Where an investor's credential is, if the gate asks for one.
    pub fn credential(&self, investor: &Pubkey) -> Option<Pubkey> {
        const SERVICE: Pubkey = Pubkey::from_str_const("22zoJMtdu4tQc2PzL74ZUT7FrwgB1Udec8DdW4yw4BdG");
        let (credential, schema) = self.offering.gate_data.split_at(32);
        let seeds: [&[u8]; 4] = [b"attestation", credential, schema, investor.as_ref()];
        let asks = self.offering.gate == Gate::Credential as u8;
        asks.then(|| Pubkey::find_program_address(&seeds, &SERVICE).0)
    }

    /// Pays an investor back, to the account that its commitment names.
    pub fn refund(&self, commitment: &Commitment) -> Instruction {
        on_chain::Refund {
            offering: self.address,
            commitment: self.commitment(&commitment.investor),
            refund_account: commitment.refund_account,
            purse: self.purse(),
            quote_mint: self.quote.mint,
            token_program: self.quote.program,
        }
        .instruction()
    }

    /// Deposits what has vested into the investor's position; `delegate` is the position of its delegate, if it has one.
    pub fn release(&self, investor: &Pubkey, delegate: Option<Pubkey>) -> Instruction {
        on_chain::Release {
            payer: self.payer,
            offering: self.address,
            commitment: self.commitment(investor),
            investor: *investor,
            stock: addresses::stock(&self.address),
            pool: self.at.pool,
            position: self.at.position(investor),
            delegate,
            mint: self.share.mint,
            vault: self.at.vault,
            token_program: self.share.program,
            equity_program: Program::Equity.id(),
            system_program: SYSTEM,
        }
        .instruction()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::offerings::accounts::{COMMITMENT_DISCRIMINATOR, OFFERING_DISCRIMINATOR};

    const DAY: i64 = 86_400;

    /// An offering of 200,000 shares at half a token whose window ends at day 14.
    fn offering() -> Offering {
        let mut bytes = OFFERING_DISCRIMINATOR.to_vec();
        bytes.resize(Offering::LEN, 0);
        let empty = Offering::from_bytes(&bytes).unwrap();
        let (shares, price, decimals) = (200_000_000_000, 500_000, 6);
        Offering { shares, price, decimals, closes_at: 14 * DAY, settle_by: 44 * DAY, vests: 100, ..empty }
    }

    fn commitment(amount: u64) -> Commitment {
        let mut bytes = COMMITMENT_DISCRIMINATOR.to_vec();
        bytes.resize(Commitment::LEN, 0);
        Commitment { amount, ..Commitment::from_bytes(&bytes).unwrap() }
    }

    #[test]
    fn an_offering_passes_through_its_stages() {
        let open = offering();
        let at = |now| stage(&open, now);
        assert_eq!((at(12 * DAY - 1), at(12 * DAY)), (Stage::Open, Stage::Binding));
        assert_eq!((at(14 * DAY - 1), at(14 * DAY)), (Stage::Binding, Stage::Marking));
        assert_eq!((at(15 * DAY - 1), at(15 * DAY)), (Stage::Marking, Stage::Decidable));
        let filled = Offering { state: 1, ..offering() };
        assert_eq!((stage(&filled, 44 * DAY - 1), stage(&filled, 44 * DAY)), (Stage::Filled, Stage::Settled));
        assert_eq!(stage(&Offering { state: 2, ..offering() }, 0), Stage::Failed);
    }

    #[test]
    fn what_a_commitment_would_buy_and_be_paid_back_is_told() {
        let half = Offering { committed: 200_000_000_000, ..offering() };
        let outlook = outlook(&half, 20_000_000_000).unwrap();
        assert_eq!((outlook.shares, outlook.refund), (20_000_000_000, 10_000_000_000));
        let (filled, failed) = (Offering { state: 1, ..half.clone() }, Offering { state: 2, ..half });
        let open = commitment(7);
        let owed = |offering: &Offering, now| refundable(offering, &open, now);
        assert_eq!((owed(&filled, 20 * DAY), owed(&filled, 44 * DAY), owed(&failed, 0)), (0, 7, 7));
        let settled = Commitment { is_settled: 1, owed: 3, bought: 1_000, released: 100, ..open };
        assert_eq!(refundable(&filled, &settled, 20 * DAY), 3);
        assert_eq!(releasable(&filled, &settled, 14 * DAY + 50), 400);
        assert_eq!(releasable(&filled, &settled, 14 * DAY + 100), 900);
    }
}
