//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;
use makerstake_core::{action::DecodeError, track::TermsError};

/// Errors 6300 and up.
#[error_code(offset = 6300)]
#[derive(Debug, PartialEq, Eq)]
pub enum GovernanceError {
    #[msg("the signer is not the authority of the platform's pool")]
    NotPoolAuthority,
    #[msg("the signer is not the founder of this platform")]
    NotFounder,
    #[msg("the signer does not act for this holder: sign with the holder's key, or a creator's current authority")]
    NotHolder,
    #[msg("the signer is not the guardian")]
    NotGuardian,
    #[msg("the signer does not act for the proposer")]
    NotProposer,
    #[msg("the pool is not the platform's")]
    WrongPool,
    #[msg("the account belongs to another platform")]
    WrongPlatform,
    #[msg("the position is not the voter's")]
    WrongPosition,
    #[msg("the track is not the proposal's")]
    WrongTrack,
    #[msg("the treasury is not the platform's")]
    WrongTreasury,
    #[msg("the rent goes back to the account that paid it")]
    WrongPayer,
    #[msg("the founder period is over: change tracks by a proposal")]
    FounderPeriodOver,
    #[msg("a founder period ends after now and within 366 days")]
    InvalidFounderPeriod,
    #[msg("the pool is already handed over to the treasury")]
    AlreadyHandedOver,
    #[msg("a platform needs a constitution: give the hash of its text")]
    NoConstitution,
    #[msg("a guardian needs a key and an end within 366 days, or neither")]
    InvalidGuardian,
    #[msg("the track's kinds: at least one, and none that does not exist")]
    InvalidKinds,
    #[msg(
        "quorum_bps is 500 to 4000 where a house is asked, at least 1000 of shares where the track spends or issues shares, \
         and none where no approval is asked"
    )]
    InvalidQuorum,
    #[msg("voting_delay, voting_period, cool_off, timelock and grace have at most 60 days")]
    InvalidPeriods,
    #[msg("a track needs a quorum of the house of shares, or must be optimistic")]
    NoDecision,
    #[msg(
        "an optimistic track pays, opens budgets and speaks only; it has a veto_bps of 500 to 3300 in both houses, no quorum, and \
         limits of at most 10000 ppm at once and 50000 in an epoch"
    )]
    InvalidOptimisticTrack,
    #[msg("spending limits make no sense, measure what they cannot, or let more than 10 % go in an epoch")]
    InvalidSpendingLimits,
    #[msg("the guardian must not be able to block a recall or its own replacement")]
    InvalidBlocking,
    #[msg("a bond is 0.5 to 100 SOL")]
    InvalidBond,
    #[msg("the title has 1 to 64 bytes")]
    InvalidTitle,
    #[msg("the document's address has 1 to 128 bytes of printable ASCII")]
    InvalidUri,
    #[msg("a proposal needs a document: give the hash of its text")]
    NoDocument,
    #[msg("the actions end within an action: encode them again")]
    ActionsTruncated,
    #[msg("there is no such kind of action")]
    UnknownAction,
    #[msg("a field of an action has a value it cannot have")]
    InvalidAction,
    #[msg("an action can never be executed as it stands")]
    InvalidActionParameters,
    #[msg("a proposal carries 1 to 10 actions, inline or by hash")]
    InvalidActionCount,
    #[msg("the action's kind does not belong to this track: propose it in its own")]
    KindNotInTrack,
    #[msg(
        "the proposer has too few votes in this snapshot epoch: each proposal that it has open asks for the track's part of \
         all votes again, and a kept ballot slot for a twentieth; gather delegations, or wait until one is decided"
    )]
    TooFewVotesToPropose,
    #[msg("nobody has votes in this snapshot epoch yet")]
    NoVotes,
    #[msg(
        "a vote of this track could last longer than two snapshot epochs, for which weights are remembered"
    )]
    TooLongForEpoch,
    #[msg("all ballot slots are taken: wait until a proposal is finalized")]
    NoFreeSlot,
    #[msg("an action spends more than the track allows at once")]
    AboveActionLimit,
    #[msg(
        "this snapshot epoch spends no more of this asset within limits: wait for the next, or propose it in a track without"
    )]
    AboveEpochLimit,
    #[msg("give the treasury's account of each asset that is spent, so that the limit can be measured")]
    BalanceMissing,
    #[msg("a track with spending limits needs its actions inline")]
    HashedActionsNotMeasurable,
    #[msg("voting has not begun")]
    VotingNotBegun,
    #[msg("voting is over")]
    VotingOver,
    #[msg("in cool-off only votes against count")]
    CoolOffPeriod,
    #[msg("the choice is 1 for yes, 2 for no, 3 for abstain")]
    InvalidChoice,
    #[msg("this holder has no votes in the proposal's snapshot epoch, in either house")]
    NoVotesInEpoch,
    #[msg("these shares were delegated: give the delegate's voter account, which anyone can open")]
    DelegateMissing,
    #[msg("the voter account is not the delegate's")]
    WrongDelegate,
    #[msg("the vote is not over yet")]
    VoteNotOver,
    #[msg("the proposal is decided already")]
    AlreadyDecided,
    #[msg("voting has begun: a proposal can be withdrawn only before")]
    VotingBegun,
    #[msg("the proposal did not pass, or is not finalized yet")]
    NotPassed,
    #[msg("the timelock is not over")]
    TimelockNotOver,
    #[msg("the time for execution is over")]
    GraceOver,
    #[msg("the next action of this proposal is of another kind")]
    WrongAction,
    #[msg("these are not the bytes that were voted on")]
    PayloadMismatch,
    #[msg("this proposal carries its actions inline: bring no bytes")]
    UnexpectedPayload,
    #[msg("the recipient is not the one that was voted on")]
    WrongRecipient,
    #[msg("the recipient must be a wallet, or a token account of the mint, and never the treasury's own")]
    RecipientRefused,
    #[msg("the treasury does not hold that much beyond its rent")]
    InsufficientTreasury,
    #[msg("the proposal is not at its end: nothing can be returned yet")]
    NotTerminal,
    #[msg("the guardian's term is over")]
    GuardianExpired,
    #[msg("this track cannot be blocked")]
    NotBlockable,
    #[msg("the mint is not the one that was voted on")]
    WrongMint,
    #[msg("the token account is not the treasury's, or of another mint")]
    WrongSource,
    #[msg("the destination is not the recipient's associated token account")]
    WrongDestination,
    #[msg("the rule's version is not the one after its newest: another proposal came first")]
    WrongVersion,
    #[msg("this data rule collects more than before: propose it as widening, in the data track")]
    WidensData,
    #[msg("a rule keeps its domain for ever")]
    WrongDomain,
    #[msg("the ballot slots of this voter are still in use")]
    VoterInUse,
    #[msg("the budget is revoked")]
    BudgetRevoked,
    #[msg("the budget is over")]
    BudgetEnded,
    #[msg("a report is late: nothing is paid until it is there")]
    ReportLate,
    #[msg("nothing has accrued since the last draw")]
    NothingAccrued,
    #[msg("the account is not the budget that was voted on")]
    WrongBudget,
    #[msg("the cap is below what is already drawn: revoke the budget instead")]
    BelowDrawn,
    #[msg("the budget still runs, or something of it is still due")]
    BudgetRuns,
    #[msg("the account is not the one that was voted on")]
    WrongTarget,
    #[msg("the numbers are out of range")]
    OutOfRange,
    #[msg(
        "the program's code is not the one that was voted on: it was replaced, extended, or can be replaced"
    )]
    ProgramHashMismatch,
    #[msg("the treasury is not the authority of both the program and the buffer: set both before proposing")]
    NotUpgradeAuthority,
    #[msg("the buffer does not hold the code that was voted on")]
    BufferHashMismatch,
    #[msg("these are not exactly the accounts that were voted on, in that order")]
    AccountsMismatch,
    #[msg("an account that was voted on to be writable or to sign is not, or does not")]
    FlagMissing,
    #[msg("an account of governance may not be writable in a call")]
    GovernanceWritable,
    #[msg("governance does not call itself: it has an action for what it does")]
    SelfTarget,
    #[msg("the treasury must stay a wallet: the call would have made something else of it")]
    TreasuryTaken,
    #[msg("a pin by slot names a slot before the one in which it is proposed: deploy first, then propose")]
    SlotNotPast,
    #[msg("budgets of optimistic tracks have ids from 2147483648 on, all others below")]
    BudgetIdReserved,
    #[msg(
        "this budget was opened after the proposal was made: the proposal is about another that had its id"
    )]
    BudgetNewer,
    #[msg(
        "a track that writes tracks, calls or replaces programs asks both houses for a quorum of 15 to 40 % and an \
         approval of 60 to 75 %, and its proposer for at most 1 % of all votes"
    )]
    InvalidConstitutionalTerms,
    #[msg("the first track of a platform writes tracks, and one that does stays: or nothing could change any more")]
    NoTrackWriter,
    #[msg("the pool's snapshot epochs are shorter than 7 days: no vote would fit into two of them")]
    SnapshotEpochTooShort,
    #[msg(
        "too few shares are in positions, or too few of them earned, for decisions by silence: propose in a track that is \
         voted on"
    )]
    OptimisticClosed,
    #[msg("the proposal has another number: this ballot was made for one that had its address before")]
    WrongNumber,
    #[msg("a track with spending limits pays in lamports, in the pool's shares and in its dividends: propose this in another")]
    AssetNotMetered,
    #[msg(
        "the house of makers was dormant when this was proposed: no new track, no kind more, and no bar of that house lower"
    )]
    MakersDormant,
    #[msg("the distribution has another root: what was voted on is not this one")]
    WrongRoot,
    #[msg("the guardian stopped a distribution that the owners upheld: it stops none again in its term")]
    BrakeLost,
    #[msg("the pool names another successor or another end of the founder's time: found both with the same")]
    OtherSuccessor,
    #[msg("approval_bps is 5000 to 7500 where a house is asked: less lets a minority decide, more lets one stop")]
    InvalidApproval,
    #[msg("veto_bps is 0 or at least 2000: below it a few would stop what nearly all want")]
    InvalidVeto,
    #[msg("proposal_threshold_bps is 25 to 1000")]
    InvalidThreshold,
    #[msg("bond_refund_bps is at most 1000")]
    InvalidRefund,
    #[msg("voting_period has at least 3 days")]
    InvalidVotingPeriod,
    #[msg("grace has at least a day")]
    InvalidGrace,
    #[msg("timelock has at least a day where funds leave, and 7 where governance can be rewritten")]
    InvalidTimelock,
    #[msg(
        "rulings and another scorer can be executed 21 days after their proposal at the latest: voting_delay, voting_period, a \
         day, cool_off and twice the timelock"
    )]
    RulingTooLate,
}

impl From<DecodeError> for GovernanceError {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::Truncated => Self::ActionsTruncated,
            DecodeError::UnknownKind => Self::UnknownAction,
            DecodeError::InvalidField => Self::InvalidAction,
        }
    }
}

impl From<TermsError> for GovernanceError {
    fn from(error: TermsError) -> Self {
        match error {
            TermsError::Kinds => Self::InvalidKinds,
            TermsError::Quorum => Self::InvalidQuorum,
            TermsError::Approval => Self::InvalidApproval,
            TermsError::Veto => Self::InvalidVeto,
            TermsError::Threshold => Self::InvalidThreshold,
            TermsError::Refund => Self::InvalidRefund,
            TermsError::Periods => Self::InvalidPeriods,
            TermsError::VotingPeriod => Self::InvalidVotingPeriod,
            TermsError::Grace => Self::InvalidGrace,
            TermsError::Timelock => Self::InvalidTimelock,
            TermsError::Ruling => Self::RulingTooLate,
            TermsError::NoDecision => Self::NoDecision,
            TermsError::Optimistic => Self::InvalidOptimisticTrack,
            TermsError::Spending => Self::InvalidSpendingLimits,
            TermsError::Blockable => Self::InvalidBlocking,
            TermsError::Bond => Self::InvalidBond,
            TermsError::Constitutional => Self::InvalidConstitutionalTerms,
            TermsError::TooLong => Self::TooLongForEpoch,
        }
    }
}
