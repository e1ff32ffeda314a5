//! One account, decoded.

use makerstake_testkit::{
    attestations::{Attestation, AttestorPermission, Batch, Endorsement, ATTESTATIONS},
    creators::{Creator, Handle, CREATORS},
    equity::{Distribution, Grant, Pool, Position, EQUITY},
    governance::{Budget, Platform, Proposal, Rule, Track, Voter, GOVERNANCE},
    tokens::{TOKEN, TOKEN_2022},
};
use solana_account::{AccountSharedData, ReadableAccount};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::Books;

/// A token account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub mint: Pubkey,
    pub owner: Pubkey,
    pub amount: u64,
}

/// A mint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mint {
    pub authority: Option<Pubkey>,
    pub supply: u64,
}

/// A proposal with the bytes of its actions; none where they come with their execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub head: Proposal,
    pub actions: Vec<u8>,
}

/// What is at an address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub lamports: u64,
    pub bytes: usize,
    pub state: State,
}

macro_rules! states {
    ($($kind:ident($type:ty, $parent:expr) $get:ident $all:ident;)*) => {
        /// What an account says.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub enum State {
            /// No account, or a wallet.
            #[default]
            Wallet,
            /// Of a program that the suite does not know.
            Alien,
            $($kind(Box<$type>),)*
        }

        /// What type of account it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($kind,)*
        }

        impl State {
            /// Its kind, and the account it belongs to (zeros: to none).
            pub fn place(&self) -> Option<(Kind, Pubkey)> {
                match self {
                    Self::Wallet | Self::Alien => None,
                    $(Self::$kind(state) => {
                        let parent: fn(&$type) -> Pubkey = $parent;
                        Some((Kind::$kind, parent(state)))
                    })*
                }
            }
        }

        #[allow(dead_code, reason = "made for every kind alike")]
        impl Entry {
            $(
                pub fn $get(&self) -> Option<&$type> {
                    match &self.state {
                        State::$kind(state) => Some(state),
                        _ => None,
                    }
                }
            )*
        }

        #[allow(dead_code, reason = "made for every kind alike")]
        impl Books {
            $(
                pub fn $get(&self, address: &Pubkey) -> Option<&$type> {
                    self.entry(address)?.$get()
                }

                pub fn $all<'a>(&'a self, parent: &Pubkey) -> impl Iterator<Item = (&'a Pubkey, &'a $type)> {
                    let addresses = self.under(Kind::$kind, parent);
                    addresses.filter_map(|address| Some((address, self.$get(address)?)))
                }
            )*
        }
    };
}

states! {
    Creator(Creator, |_| Pubkey::default()) creator creators;
    Handle(Handle, |handle| handle.creator) handle handles;
    Attestation(Attestation, |work| work.creator) attestation attestations;
    Batch(Batch, |batch| batch.author) batch batches;
    Endorsement(Endorsement, |endorsement| endorsement.attestation) endorsement endorsements;
    AttestorPermission(AttestorPermission, |permission| permission.creator) permission permissions;
    Pool(Pool, |_| Pubkey::default()) pool pools;
    Position(Position, |position| position.pool) position positions;
    Distribution(Distribution, |distribution| distribution.pool) distribution distributions;
    Grant(Grant, |grant| grant.pool) grant grants;
    Platform(Platform, |_| Pubkey::default()) platform platforms;
    Track(Track, |track| track.platform) track tracks;
    Voter(Voter, |voter| voter.platform) voter voters;
    Proposal(Proposed, |proposal| proposal.head.platform) proposal proposals;
    Budget(Budget, |budget| budget.platform) budget budgets;
    Rule(Rule, |rule| rule.platform) rule rules;
    Token(Token, |token| token.mint) token token_accounts;
    Mint(Mint, |_| Pubkey::default()) mint mints;
}

impl Entry {
    /// Decodes an account.
    ///
    /// # Errors
    /// An account of the suite that is none of its types.
    pub fn read(account: Option<&AccountSharedData>) -> Result<Self, String> {
        let Some(account) = account.filter(|account| account.lamports() > 0) else {
            return Ok(Self::default());
        };
        let data = account.data();
        let owner = account.owner();
        let state = if *owner == system_program::ID && data.is_empty() {
            State::Wallet
        } else if [CREATORS, ATTESTATIONS, EQUITY, GOVERNANCE].contains(owner) {
            of_the_suite(owner, data).ok_or_else(|| format!("an unknown account: {data:02x?}"))?
        } else if [TOKEN, TOKEN_2022].contains(owner) {
            of_tokens(data).ok_or_else(|| format!("unknown tokens: {data:02x?}"))?
        } else {
            State::Alien
        };
        Ok(Self { lamports: account.lamports(), bytes: data.len(), state })
    }

    /// Whether nothing is there but perhaps lamports.
    pub fn is_wallet(&self) -> bool {
        self.state == State::Wallet
    }
}

fn of_the_suite(owner: &Pubkey, data: &[u8]) -> Option<State> {
    macro_rules! first {
        ($($kind:ident),*) => {
            None$(.or_else(|| $kind::from_bytes(data).ok().map(|state| State::$kind(Box::new(state)))))*
        };
    }
    if *owner == CREATORS {
        first!(Creator, Handle)
    } else if *owner == ATTESTATIONS {
        first!(Attestation, Batch, Endorsement, AttestorPermission)
    } else if *owner == EQUITY {
        first!(Position, Pool, Distribution, Grant)
    } else if let Ok(head) = Proposal::from_bytes(data) {
        // The number of pieces lies between the fields and the tail.
        let from = Proposal::LEN + 4 + usize::from(head.title_bytes) + usize::from(head.uri_bytes);
        let actions = data.get(from..from + usize::from(head.action_bytes))?.to_vec();
        Some(State::Proposal(Box::new(Proposed { head, actions })))
    } else {
        first!(Voter, Platform, Track, Budget, Rule)
    }
}

/// Where the byte lies that tells an extended mint from an extended token account.
const TYPE_AT: usize = 165;

fn of_tokens(data: &[u8]) -> Option<State> {
    let key = |at: usize| Some(Pubkey::new_from_array(*data.get(at..)?.first_chunk()?));
    let number = |at: usize| Some(u64::from_le_bytes(*data.get(at..)?.first_chunk()?));
    let is_mint = data.len() == 82 || data.get(TYPE_AT) == Some(&1);
    if is_mint {
        let authority = if data.first() == Some(&1) { Some(key(4)?) } else { None };
        Some(State::Mint(Box::new(Mint { authority, supply: number(36)? })))
    } else {
        Some(State::Token(Box::new(Token { mint: key(0)?, owner: key(32)?, amount: number(64)? })))
    }
}
