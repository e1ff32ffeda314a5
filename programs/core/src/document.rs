//! The metadata document of a work: under which licence, by whom and with which shares.
//!
//! It is JSON; what is attested is the SHA-256 of its canonical form (RFC 8785), so that key order and white space
//! do not matter. docs/schema/metadata.schema.json says the same to other tools. Unknown and repeated fields are
//! refused: everybody who reads a document reads all of it.

use std::{string::String, vec::Vec};

use serde::{Deserialize, Deserializer, Serialize};

use crate::hash::{Digest, Sha256};

mod error;
mod rules;

pub use error::DocumentError;

/// The version of the document's format.
pub const VERSION: u8 = 1;
/// Most bytes of a document.
pub const MAX_BYTES: usize = 64 * 1024;
/// Most characters of a title.
pub const MAX_TITLE: usize = 200;
/// Most co-authors, and most sources of a derivative.
pub const MAX_ENTRIES: usize = 64;
/// What shares add up to: basis points of the whole.
pub const WHOLE_BPS: u32 = 10_000;

/// A metadata document. [`Metadata::parse`] and [`Metadata::new`] check its rules; serde alone does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metadata {
    makerstake: u8,
    title: String,
    media_type: String,
    licence: String,
    co_authors: Vec<CoAuthor>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    c2pa_manifest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    derived_from: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    thumbnail: Option<String>,
}

/// One of those who made the work. The creator that attests it is listed too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoAuthor {
    /// Address of the creator, in base 58.
    pub creator: String,
    /// Their share in basis points; at least 1. All shares together are [`WHOLE_BPS`].
    pub share_bps: u16,
}

/// What a document is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// 1 to [`MAX_TITLE`] characters, no control characters, no space at either end.
    pub title: String,
    /// A media type in lower case without parameters (RFC 6838), such as `image/png`.
    pub media_type: String,
    /// An SPDX licence expression (`CC-BY-4.0`, `LicenseRef-mine`), or the `https`, `ipfs` or `ar` address of the terms.
    pub licence: String,
    /// Everyone who made the work, at least one, nobody twice.
    pub co_authors: Vec<CoAuthor>,
    /// SHA-256 of the C2PA manifest, if the work carries one.
    pub c2pa_manifest: Option<Digest>,
    /// For a derivative, what it is made from: addresses of attestations in base 58, or `https`, `ipfs`, `ar` addresses.
    pub derived_from: Vec<String>,
    /// SHA-256 of a small picture of the work, if there is one: PNG, JPEG or WebP.
    pub thumbnail: Option<Digest>,
}

impl Metadata {
    /// Makes a document.
    ///
    /// # Errors
    /// [`DocumentError::Rule`] with the field and the rule that it breaks.
    pub fn new(parts: Parts) -> Result<Self, DocumentError> {
        let document = Self {
            makerstake: VERSION,
            title: parts.title,
            media_type: parts.media_type,
            licence: parts.licence,
            co_authors: parts.co_authors,
            c2pa_manifest: parts.c2pa_manifest.map(|digest| rules::hex(&digest)),
            derived_from: Some(parts.derived_from).filter(|sources| !sources.is_empty()),
            thumbnail: parts.thumbnail.map(|digest| rules::hex(&digest)),
        };
        document.check()?;
        Ok(document)
    }

    /// Reads a document from JSON, canonical or not.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`], [`DocumentError::Json`] with the place, [`DocumentError::Rule`] with the field and
    /// the rule that it breaks.
    pub fn parse(json: &[u8]) -> Result<Self, DocumentError> {
        if json.len() > MAX_BYTES {
            return Err(DocumentError::TooLarge { bytes: json.len() });
        }
        let mut reader = serde_json::Deserializer::from_slice(json);
        let document: Self = serde_path_to_error::deserialize(&mut reader).map_err(DocumentError::from)?;
        reader.end().map_err(|error| DocumentError::json(".", &error))?;
        document.check()?;
        Ok(document)
    }

    /// The canonical form (RFC 8785): the bytes that are hashed.
    ///
    /// # Errors
    /// [`DocumentError::Json`], should the serializer fail.
    pub fn canonical(&self) -> Result<Vec<u8>, DocumentError> {
        serde_json_canonicalizer::to_vec(self).map_err(|error| DocumentError::json(".", &error))
    }

    /// What an attestation keeps: the SHA-256 of the canonical form.
    ///
    /// # Errors
    /// As [`Self::canonical`].
    pub fn hash<H: Sha256>(&self) -> Result<Digest, DocumentError> {
        Ok(H::hashv(&[&self.canonical()?]))
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The media type.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The licence: an SPDX expression or an address.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Everyone who made the work.
    pub fn co_authors(&self) -> &[CoAuthor] {
        &self.co_authors
    }

    /// SHA-256 of the C2PA manifest in lower-case hexadecimal.
    pub fn c2pa_manifest(&self) -> Option<&str> {
        self.c2pa_manifest.as_deref()
    }

    /// SHA-256 of the picture in lower-case hexadecimal.
    pub fn thumbnail(&self) -> Option<&str> {
        self.thumbnail.as_deref()
    }

    /// What a derivative is made from.
    pub fn derived_from(&self) -> &[String] {
        self.derived_from.as_deref().unwrap_or_default()
    }

    fn check(&self) -> Result<(), DocumentError> {
        if self.makerstake != VERSION {
            return Err(DocumentError::rule("makerstake", "the version of the format is 1"));
        }
        rules::title(&self.title)?;
        rules::media_type(&self.media_type)?;
        rules::licence(&self.licence)?;
        rules::co_authors(&self.co_authors)?;
        for (field, digest) in [("c2pa_manifest", &self.c2pa_manifest), ("thumbnail", &self.thumbnail)] {
            if let Some(digest) = digest {
                rules::digest(field, digest)?;
            }
        }
        match &self.derived_from {
            Some(sources) => rules::sources(sources),
            None => Ok(()),
        }
    }
}

/// A field that may be left out but is not `null`, which would be a second way to say the same.
fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

impl core::str::FromStr for Metadata {
    type Err = DocumentError;

    fn from_str(json: &str) -> Result<Self, DocumentError> {
        Self::parse(json.as_bytes())
    }
}

impl core::fmt::Display for Metadata {
    /// The canonical form.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let bytes = self.canonical().map_err(|_| core::fmt::Error)?;
        f.write_str(&String::from_utf8_lossy(&bytes))
    }
}

#[cfg(test)]
mod tests;
