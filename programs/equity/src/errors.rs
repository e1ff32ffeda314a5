//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;

/// Errors 6200 and up.
#[error_code(offset = 6200)]
#[derive(Debug, PartialEq, Eq)]
pub enum EquityError {
    #[msg("the signer is not the pool's authority")]
    NotAuthority,
    #[msg("the signer is not the pool's scorer")]
    NotScorer,
    #[msg("the signer does not act for this holder: sign with the wallet itself, or with the creator's current authority and its account")]
    NotHolder,
    #[msg("the signer is not the mint's authority: only who may mint can found a pool on it")]
    NotMintAuthority,
    #[msg("the mint has a supply already: found the pool on a new mint")]
    MintHasSupply,
    #[msg("the mint has a freeze authority, who could lock the vault: remove it first")]
    MintHasFreezeAuthority,
    #[msg("the share mint has an extension other than metadata pointer and token metadata, which could break the accounting")]
    MintExtension,
    #[msg("the dividend mint has an extension other than metadata, group, interest-bearing or scaled display, which could take or freeze dividends")]
    DividendMintExtension,
    #[msg("the token program is not the one that owns this mint")]
    WrongTokenProgram,
    #[msg("a bucket's cap cannot be met: the three caps together must be above 0 and fit 64 bits, contributions included")]
    InvalidCap,
    #[msg("decay and per-leaf maximum are above 0 and at most 10,000 basis points")]
    InvalidBps,
    #[msg(
        "a period is out of range: windows, challenge and snapshot epochs last 1 to 366 days, the challenge at least 3"
    )]
    InvalidPeriod,
    #[msg("the first window and the first snapshot epoch cannot start in the future or before 1970")]
    InvalidGenesis,
    #[msg("the bond is 0.01 to 1,000 SOL, in lamports")]
    InvalidBond,
    #[msg("the minimum of shares for dividends is above 0")]
    InvalidDividendMinimum,
    #[msg("the key is all zeros: give a key that somebody holds")]
    ZeroKey,
    #[msg("this account belongs to another pool")]
    WrongPool,
    #[msg("this is not the pool's mint")]
    WrongMint,
    #[msg("this is not the pool's vault")]
    WrongVault,
    #[msg("this is not the pool's dividend mint")]
    WrongDividendMint,
    #[msg("this is not the pool's dividend vault")]
    WrongDividendVault,
    #[msg("the authority was handed over already, and for ever")]
    HandedOver,
    #[msg("a distribution is still open: finalize it, or let its challenge be resolved")]
    DistributionOpen,
    #[msg("the window is shorter than the pool's window length")]
    WindowTooShort,
    #[msg("the window ends in the future")]
    WindowInFuture,
    #[msg(
        "the total is above what the formula allows, or above the number of leaves times the leaf maximum"
    )]
    AboveFormula,
    #[msg("a root and the hashes of its data, rule and inputs cannot be zeros")]
    ZeroHash,
    #[msg("a tree has at most 134,217,728 leaves, and a root of zeros exactly when it has none")]
    InvalidLeaves,
    #[msg("the distribution is not open to that: it is disputed, final or void already")]
    NotChallengeable,
    #[msg("the challenge window is over")]
    ChallengeWindowOver,
    #[msg("the challenge window is not over")]
    ChallengeWindowOpen,
    #[msg("the proposer cannot challenge its own distribution")]
    OwnDistribution,
    #[msg("the distribution has no open dispute")]
    NotDisputed,
    #[msg("the dispute must be ruled on first, or 45 days of silence be over")]
    Unresolved,
    #[msg("the distribution is final or void already")]
    Settled,
    #[msg("the distribution is not final")]
    NotFinal,
    #[msg("the position belongs to another holder")]
    WrongHolder,
    #[msg("give exactly the position of the holder's current delegate, or none when there is none")]
    WrongDelegate,
    #[msg("the proof does not lead to the root")]
    WrongProof,
    #[msg("the amount is 0")]
    ZeroAmount,
    #[msg("the leaf is above the per-leaf maximum")]
    LeafAboveMaximum,
    #[msg("the claims would be above the allocation")]
    AboveAllocation,
    #[msg("this epoch was claimed already")]
    AlreadyClaimed,
    #[msg("128 newer epochs have been proposed: this one can no longer be claimed")]
    EpochTooOld,
    #[msg("not that many shares in this position")]
    InsufficientShares,
    #[msg("nothing is cooling down in this position")]
    NoPendingWithdrawal,
    #[msg("shares can be withdrawn from the third epoch after their request, when every ballot they could be cast in is counted")]
    CooldownActive,
    #[msg("a holder cannot delegate to itself")]
    SelfDelegation,
    #[msg("this holder is the delegate already")]
    AlreadyDelegated,
    #[msg("this position has no delegate")]
    NotDelegated,
    #[msg("the last change of delegate must have counted for two epochs")]
    DelegationCooldown,
    #[msg("shares, votes, dividends or a cooling withdrawal are still in this position")]
    PositionInUse,
    #[msg("a claim in the newest 128 epochs must stay on record: close the position when it has slid out")]
    ClaimsOnRecord,
    #[msg("the rent goes back to the account that paid it")]
    NotRentPayer,
    #[msg("the grant's times must be in order (start, cliff, end), within 50 years of now")]
    InvalidSchedule,
    #[msg("the bucket has not that much left")]
    AboveBucket,
    #[msg("nothing new has vested")]
    NothingVested,
    #[msg("this grant cannot be revoked")]
    NotRevocable,
    #[msg("the grant is fully vested, so nothing is left to revoke or to accelerate")]
    FullyVested,
    #[msg("an accelerated grant ends sooner than before")]
    NotSooner,
    #[msg("the grant belongs to this holder already")]
    SameHolder,
    #[msg("the grant still holds unreleased shares")]
    GrantInUse,
    #[msg("the destination is not a token account of the pool's authority")]
    WrongDestination,
    #[msg("too few shares are in positions to share a dividend")]
    TooFewShares,
    #[msg("no dividend is due")]
    NothingDue,
    #[msg("no bond is due to this address")]
    NoBondDue,
    #[msg("the numbers are out of range, or the epoch is older than the history")]
    OutOfRange,
    #[msg("the books do not balance")]
    Unbalanced,
    #[msg("the account is not an initialised mint")]
    NotAMint,
    #[msg("this grant cannot be given to another holder")]
    NotTransferable,
    #[msg("no transfer of this grant is pending: none was asked for, or it has taken effect")]
    NoPendingTransfer,
    #[msg("the signer is not the recovery key of the creator that holds this")]
    NotRecoveryKey,
    #[msg("the founder period ends within 366 days, and after now")]
    InvalidFounderPeriod,
    #[msg("the founder governs no longer: anybody can hand the pool over to its successor")]
    FounderPeriodOver,
    #[msg(
        "not for a founder: its rulings are void and name nobody, and the treasury bucket is the successor's"
    )]
    FounderLimit,
    #[msg(
        "neither the pool's authority nor its successor can have a position: what the treasury holds neither votes nor earns"
    )]
    HolderGoverns,
    #[msg("the signer is not the pool's successor")]
    NotSuccessor,
    #[msg("somebody else could rename the shares: make the pool, or nobody, the mint's metadata authority")]
    MintMetadataAuthority,
    #[msg("the window is longer than twice the pool's window length")]
    WindowTooLong,
    #[msg("a distribution without leaves pays nothing, one with leaves pays something")]
    EmptyTotal,
    #[msg("the brake was used already since a distribution was last final")]
    AlreadyContested,
    #[msg(
        "such a ruling makes no sense: who is upheld was not wrong, and without a challenger none was wrong"
    )]
    InvalidRuling,
    #[msg("the owners can still rule: 45 days after the challenge window")]
    RulingPending,
    #[msg("the distribution has not ended")]
    NotEnded,
    #[msg("the distribution can still be claimed: 128 newer epochs have not been proposed yet")]
    StillClaimable,
    #[msg("nothing is left to sweep")]
    NothingToSweep,
}
