//! Documents: what the chain names by hash, as bytes. Taken by role, checked by hash, and never works themselves.
//!
//! Whoever has a document that the chain names may bring it. One that the chain does not name yet must be signed for by
//! somebody who could propose it, is small, is not served, and is gone after a day.

mod kind;
mod shelf;
mod signed;

use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};

use crate::accounts::{by_table, Cell, Role};
use crate::store::{self, Document, Order, Query, Sort, State, Store, StoreError};

pub use kind::{files, media, pictures, title};
pub use shelf::{Shelf, ShelfError};
pub use signed::{message, Signed, SignedError};

/// One kibibyte.
const KIB: usize = 1_024;
/// The most bytes of a document of the operator's: leaves and epochs' files.
pub const LARGEST: usize = 64 * 1_024 * KIB;
/// The most bytes of a document that the chain does not name yet.
const PENDING: usize = 1_024 * KIB;
/// The most bytes of all such documents together.
const ALL_PENDING: u64 = 1_024 * 1_024 * 1_024;
/// How long such a document is kept, in seconds.
const PENDING_FOR: i64 = 24 * 60 * 60;
/// How many pictures a document can name.
const MOST_PICTURES: usize = 8;

/// Why a document is not taken or not given.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not 64 hexadecimal digits.
    #[error("a document's name is its SHA-256: 64 hexadecimal digits in lower case")]
    Name,
    /// The bytes have another hash.
    #[error("the bytes have the SHA-256 {0}")]
    Hash(String),
    /// Too many bytes.
    #[error("a document of this kind has at most {0} bytes")]
    Large(usize),
    /// Bytes of a kind that its role does not have.
    #[error("{0}")]
    Kind(&'static str),
    /// The operator does not serve it.
    #[error("the operator of this node does not serve this document")]
    Blocked,
    /// The chain does not name it, and nobody signed for it.
    #[error("the chain does not name this document yet: whoever will propose it must sign for it")]
    Unnamed,
    /// Nobody who may bring it signed.
    #[error("{0}")]
    Signer(String),
    /// Too many documents wait.
    #[error("too many documents wait for the chain to name them; try again when some did")]
    Full,
    /// It is not here.
    #[error("this node does not have this document")]
    Missing,
    /// The folder or bucket failed.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The documents of a node.
#[derive(Clone, Debug)]
pub struct Documents {
    store: Store,
    shelf: Shelf,
    /// What signatures are made for.
    platform: String,
    /// Whose leaves and epochs' files are taken.
    operator: Option<String>,
}

impl Documents {
    /// Documents on a shelf, for a platform; the operator's key may bring what nobody else may.
    pub const fn new(store: Store, shelf: Shelf, platform: String, operator: Option<String>) -> Self {
        Self { store, shelf, platform, operator }
    }

    /// Takes a document; says whether it is served from now on, or waits for the chain to name it.
    ///
    /// # Errors
    /// See [`DocumentError`]. Nothing of a refused document is kept.
    pub async fn put(
        &self,
        hash: &str,
        bytes: &[u8],
        signed: Option<&Signed>,
    ) -> Result<State, DocumentError> {
        self.take(hash, bytes, signed, false).await
    }

    /// Takes a document that the operator's own hand, or a mirror that the operator named, brings.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub async fn adopt(&self, hash: &str, bytes: &[u8]) -> Result<State, DocumentError> {
        self.take(hash, bytes, None, true).await
    }

    async fn take(
        &self,
        hash: &str,
        bytes: &[u8],
        signed: Option<&Signed>,
        by_operator: bool,
    ) -> Result<State, DocumentError> {
        check_name(hash)?;
        let kept = self.store.document(hash).await?;
        match kept.as_ref().map(|document| document.state) {
            Some(State::Blocked) => return Err(DocumentError::Blocked),
            Some(State::Served) => return Ok(State::Served),
            Some(State::Pending) | None => {}
        }
        let found = hex::encode(Sha256::digest(bytes));
        if found != hash {
            return Err(DocumentError::Hash(found));
        }
        let now = now();
        if let Some(signed) = signed {
            signed
                .check(&self.platform, hash, now)
                .map_err(|error| DocumentError::Signer(error.to_string()))?;
        }
        let is_operator =
            by_operator || signed.is_some_and(|signed| Some(&signed.signer) == self.operator.as_ref());
        if self.store.references(hash).await?.is_empty() {
            self.store.refer_from_actions(hash).await?;
        }
        let roles: Vec<Role> = self.store.references(hash).await?.into_iter().map(|(role, _)| role).collect();
        let state = if roles.is_empty() && !is_operator {
            self.check_pending(bytes, signed).await?;
            State::Pending
        } else {
            check_roles(&roles, bytes, is_operator)?;
            if roles.is_empty() {
                State::Pending
            } else {
                State::Served
            }
        };
        self.shelf.put(hash, bytes).await?;
        let document = Document {
            hash: hash.to_string(),
            state,
            size: bytes.len() as u64,
            media: media(bytes).to_string(),
            received_at: now,
            sender: signed.map(|signed| signed.signer.clone()),
            title: None,
            picture: None,
        };
        self.store.put_document(&document).await?;
        if state == State::Served {
            self.read_new().await?;
        }
        Ok(state)
    }

    /// A document that is served.
    ///
    /// # Errors
    /// [`DocumentError::Blocked`], [`DocumentError::Missing`].
    pub async fn get(&self, hash: &str) -> Result<(Document, Vec<u8>), DocumentError> {
        check_name(hash)?;
        let document = self.store.document(hash).await?.ok_or(DocumentError::Missing)?;
        match document.state {
            State::Blocked => Err(DocumentError::Blocked),
            State::Pending => Err(DocumentError::Missing),
            State::Served => {
                let bytes = self.shelf.get(hash).await?.ok_or(DocumentError::Missing)?;
                // A disk can rot, a bucket can be somebody else's: what is given has the hash it was asked by.
                if hex::encode(Sha256::digest(&bytes)) != hash {
                    return Err(DocumentError::Missing);
                }
                Ok((document, bytes))
            }
        }
    }

    /// Stops serving a document, and takes it from nobody any more.
    ///
    /// # Errors
    /// When database or shelf fail.
    pub async fn block(&self, hash: &str) -> Result<(), DocumentError> {
        check_name(hash)?;
        self.store.block_document(hash, now()).await?;
        self.shelf.remove(hash).await?;
        Ok(())
    }

    /// Reads what is served since the last time: its words can be searched, its pictures are known. And forgets what
    /// waited too long.
    ///
    /// # Errors
    /// When database or shelf fail.
    pub async fn read_new(&self) -> Result<(), DocumentError> {
        loop {
            let unread = self.store.documents_unread(100).await?;
            if unread.is_empty() {
                break;
            }
            for hash in unread {
                let (title, picture) = match self.shelf.get(&hash).await? {
                    Some(bytes) => self.read(&hash, &bytes).await?,
                    None => (None, None),
                };
                self.store.document_is_read(&hash, title, picture).await?;
            }
        }
        for hash in self.store.expire_documents(now() - PENDING_FOR).await? {
            self.shelf.remove(&hash).await?;
        }
        Ok(())
    }

    /// Notes what a document says, and gives its title and its first picture.
    async fn read(
        &self,
        hash: &str,
        bytes: &[u8],
    ) -> Result<(Option<String>, Option<String>), DocumentError> {
        let Ok(text) = std::str::from_utf8(bytes) else { return Ok((None, None)) };
        let roles = self.store.references(hash).await?;
        let is = |wanted: &[Role]| roles.iter().any(|(role, _)| wanted.contains(role));
        // Only what says who or what somebody or something is has pictures.
        let mut pictures = if is(&[Role::Metadata, Role::Profile]) { pictures(text) } else { Vec::new() };
        pictures.truncate(MOST_PICTURES);
        self.store.refer(hash, &pictures, Role::Picture, 0).await?;
        // An epoch's manifest pins its other files.
        if is(&[Role::Epoch]) {
            self.store.refer(hash, &files(text), Role::Epoch, 0).await?;
        }
        // Files of the operator's are data, not words.
        if roles.iter().all(|(role, _)| is_operators(*role)) {
            return Ok((None, None));
        }
        let title = title(text);
        self.store.index_document(hash, title.as_deref().unwrap_or_default(), text).await?;
        Ok((title, pictures.into_iter().next()))
    }

    async fn check_pending(&self, bytes: &[u8], signed: Option<&Signed>) -> Result<(), DocumentError> {
        let signed = signed.ok_or(DocumentError::Unnamed)?;
        if bytes.len() > PENDING {
            return Err(DocumentError::Large(PENDING));
        }
        if !self.may_propose(&signed.signer).await? {
            return Err(DocumentError::Signer(format!(
                "{} neither holds a position of this platform nor is the authority of a creator who does",
                signed.signer
            )));
        }
        if self.store.pending_bytes().await?.saturating_add(bytes.len() as u64) > ALL_PENDING {
            return Err(DocumentError::Full);
        }
        Ok(())
    }

    async fn may_propose(&self, signer: &str) -> Result<bool, StoreError> {
        for (table, column) in [("positions", "holder"), ("creators", "authority")] {
            let Some(spec) = by_table(table) else { continue };
            let query = Query {
                spec,
                filters: vec![(column, Cell::Text(Some(signer.to_string())))],
                closed: Some(false),
                sort: Sort::Address,
                order: Order::Ascending,
                limit: 1,
                cursor: None,
            };
            if self.store.list(&query).await?.is_some_and(|page: store::Page<_>| !page.items.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The most bytes of a document of a role.
const fn limit(role: Role) -> usize {
    match role {
        Role::Metadata | Role::Profile => 64 * KIB,
        Role::Picture => 256 * KIB,
        Role::Constitution | Role::Rule | Role::Proposal | Role::Report => 1_024 * KIB,
        Role::Leaves | Role::Epoch => LARGEST,
    }
}

const fn is_operators(role: Role) -> bool {
    matches!(role, Role::Leaves | Role::Epoch)
}

/// Whether bytes can be a document of one of these roles.
fn check_roles(roles: &[Role], bytes: &[u8], is_operator: bool) -> Result<(), DocumentError> {
    let mut refusal = None;
    for role in roles {
        let refused = if is_operators(*role) && !is_operator {
            Some(DocumentError::Signer(
                "leaves and epochs' files are taken from the node's operator only".into(),
            ))
        } else if bytes.len() > limit(*role) {
            Some(DocumentError::Large(limit(*role)))
        } else if *role == Role::Picture && !media(bytes).starts_with("image/") {
            Some(DocumentError::Kind("a picture is PNG, JPEG or WebP"))
        } else if !is_operators(*role) && *role != Role::Picture && std::str::from_utf8(bytes).is_err() {
            Some(DocumentError::Kind("a text is UTF-8"))
        } else {
            None
        };
        match refused {
            // One role is enough.
            None => return Ok(()),
            Some(error) => refusal = Some(error),
        }
    }
    match refusal {
        Some(error) => Err(error),
        None if bytes.len() > LARGEST => Err(DocumentError::Large(LARGEST)),
        None => Ok(()),
    }
}

/// Whether text is the name of a document.
///
/// # Errors
/// [`DocumentError::Name`].
pub fn check_name(hash: &str) -> Result<(), DocumentError> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if hash.len() == 64 && hash.bytes().all(is_digit) {
        Ok(())
    } else {
        Err(DocumentError::Name)
    }
}

/// This machine's time, unix seconds.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: [u8; 8] = [0x89, b'P', b'N', b'G', 13, 10, 26, 10];

    #[test]
    fn a_role_has_its_limit_and_its_kind() {
        assert!(check_roles(&[Role::Metadata], &[b'a'; 64 * 1_024], false).is_ok());
        assert!(matches!(
            check_roles(&[Role::Metadata], &[b'a'; 64 * 1_024 + 1], false),
            Err(DocumentError::Large(65_536))
        ));
        // The same bytes as a proposal's document are small enough.
        assert!(check_roles(&[Role::Metadata, Role::Proposal], &[b'a'; 64 * 1_024 + 1], false).is_ok());
        assert!(check_roles(&[Role::Picture], &PNG, false).is_ok());
        assert!(matches!(check_roles(&[Role::Picture], b"<svg/>", false), Err(DocumentError::Kind(_))));
        assert!(matches!(check_roles(&[Role::Rule], &[0xff, 0xfe], false), Err(DocumentError::Kind(_))));
        assert!(matches!(check_roles(&[Role::Epoch], b"x", false), Err(DocumentError::Signer(_))));
        assert!(check_roles(&[Role::Epoch], b"x", true).is_ok());
    }

    #[test]
    fn a_name_is_a_hash_in_lower_case() {
        assert!(check_name(&"ab".repeat(32)).is_ok());
        for wrong in ["", "ab", &"AB".repeat(32), &"../".repeat(22), &"zz".repeat(32)] {
            assert!(matches!(check_name(wrong), Err(DocumentError::Name)), "{wrong}");
        }
    }
}
