//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;

/// Errors 6500 and up.
#[error_code(offset = 6500)]
#[derive(Debug, PartialEq, Eq)]
pub enum OfferingError {
    #[msg("the account has a layout of another version: use the client that wrote it")]
    UnknownVersion,
    #[msg("the signer is not the platform's treasury: an offering is opened by a vote")]
    NotTreasury,
    #[msg("the platform is not the offering's")]
    WrongPlatform,
    #[msg("the pool is not the offering's")]
    WrongPool,
    #[msg("this is not the number of the next offering: read the book, and name its number")]
    WrongNumber,
    #[msg("another offering is open: one at a time, close it first")]
    OfferingIsOpen,
    #[msg("four offerings were opened within twelve months: wait until the first is older")]
    TooManyOpenings,
    #[msg("more than a tenth of all shares there can ever be would be offered within twelve months: offer fewer")]
    AboveYearlyPart,
    #[msg(
        "no shares, no price, or a product too large to count: give both, and whole shares of fewer decimals"
    )]
    InvalidPrice,
    #[msg("the minimum is 0 or above what all offered shares cost")]
    InvalidMinRaise,
    #[msg("the most for one investor is 0 or above 20 % of what all offered shares cost; in a rights issue it must be 0, its part is the most")]
    InvalidPerPersonMax,
    #[msg("the window is shorter than 7 or longer than 90 days")]
    InvalidWindow,
    #[msg("settlement takes less than 30 or more than 180 days")]
    InvalidSettlement,
    #[msg("the cliff is after the end of vesting, or vesting takes more than ten years")]
    InvalidVesting,
    #[msg("there is no gate of this number")]
    UnknownGate,
    #[msg("what the gate asks is not complete, or is more than it asks: a list needs root and depth, a credential its schema, a rights issue holders")]
    InvalidGate,
    #[msg("the window of a rights issue ends after positions forget its snapshot: at the latest two days before the end of the second epoch after it")]
    RightsTooLong,
    #[msg("an offering needs the hash of its disclosure")]
    NoDisclosure,
    #[msg("the quote mint is none, or not initialised")]
    NotAMint,
    #[msg("the quote mint has an extension other than metadata, group, interest-bearing or scaled display, which could take or freeze what is committed")]
    QuoteMintExtension,
    #[msg("shares cannot be paid with shares: name another quote mint")]
    QuoteIsShare,
    #[msg("the token program is not the mint's")]
    WrongTokenProgram,
    #[msg("this is not the mint of the offering")]
    WrongMint,
    #[msg("this is not the token account of the offering")]
    WrongVault,
    #[msg("the offering is decided: nothing is committed, taken back or marked any more")]
    NotOpen,
    #[msg("the window is over: nothing is committed any more")]
    WindowOver,
    #[msg("commitments bind in the last 48 hours of the window")]
    CommitmentBinds,
    #[msg("the signer does not act for this investor: sign with the wallet itself, or with the creator's current authority and its account")]
    NotInvestor,
    #[msg("the amount is 0")]
    ZeroAmount,
    #[msg("this is more than one investor may commit: its cap in the list, its part in a rights issue, or the offering's maximum")]
    AboveMaximum,
    #[msg("this is more than is committed")]
    AboveCommitment,
    #[msg("the proof does not lead from this wallet and cap to the offering's list")]
    WrongProof,
    #[msg("a proof, a cap or an account for the gate was given, and this gate asks for none")]
    UnexpectedProof,
    #[msg("this is not the investor's position in the offering's pool")]
    WrongPosition,
    #[msg("this is not the investor's credential, or it has expired: get one of the issuer that the offering names")]
    NoCredential,
    #[msg("refunds cannot go there: name a token account of the quote mint that is not the offering's own")]
    WrongRefundAccount,
    #[msg("the commitment is one of another offering")]
    WrongOffering,
    #[msg("nothing names this investor as an insider: bring the scorer's pool, the guardian's platform, or a budget that it receives")]
    NotInsider,
    #[msg("the commitment is marked as an insider's already")]
    AlreadyMarked,
    #[msg("the signer is neither the guardian in its term nor the treasury")]
    MayNotStop,
    #[msg("the window runs, or its last commitments can still be marked: an offering is decided a day after the window")]
    WindowRuns,
    #[msg("the offering is not decided yet")]
    NotDecided,
    #[msg("the offering is not filled: nothing is settled")]
    NotFilled,
    #[msg("the time for settlement is over: everything not settled is paid back")]
    SettlementOver,
    #[msg("commitments can still be settled: settle this one, or wait until the time for it is over")]
    SettlementRuns,
    #[msg("the commitment is settled already")]
    AlreadySettled,
    #[msg("nothing is owed to this investor")]
    NothingOwed,
    #[msg("nothing more has vested yet")]
    NothingVested,
    #[msg("the tokens can go only to an account of the treasury, of this mint, that nobody else can move")]
    WrongDestination,
    #[msg("this is not who paid the rent")]
    NotRentPayer,
    #[msg("the commitment still has something to settle, to pay back or to release")]
    CommitmentInUse,
    #[msg("the offering is open or still has commitments: close them first")]
    OfferingInUse,
    #[msg("no share is unsold")]
    NothingUnsold,
    #[msg("a number is too large")]
    OutOfRange,
    #[msg("the books of the offering would not balance: this is an error of the program")]
    Unbalanced,
}
