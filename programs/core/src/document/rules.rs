//! The rules of the document's fields, one function a field.

use core::fmt::Write as _;
use std::{collections::BTreeSet, format, string::String};

use super::{CoAuthor, DocumentError, MAX_ENTRIES, MAX_TITLE, WHOLE_BPS};
use crate::{hash::Digest, profile::check_uri};

type Checked = Result<(), DocumentError>;

pub(super) fn title(title: &str) -> Checked {
    let characters = title.chars().count();
    if characters == 0 || characters > MAX_TITLE {
        return Err(DocumentError::rule(
            "title",
            format!("{characters} characters; 1 to {MAX_TITLE} are allowed"),
        ));
    }
    if title.chars().any(char::is_control) || title.trim() != title {
        return Err(DocumentError::rule("title", "no control characters, and no space at either end"));
    }
    Ok(())
}

/// RFC 6838, section 4.2: two restricted names of at most 127 bytes.
pub(super) fn media_type(media_type: &str) -> Checked {
    let is_name = |name: &str| {
        let mut bytes = name.bytes();
        name.len() <= 127
            && bytes.next().is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit())
            && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$&-^_.+".contains(&b))
    };
    match media_type.split_once('/') {
        Some((kind, subtype)) if is_name(kind) && is_name(subtype) => Ok(()),
        _ => Err(DocumentError::rule(
            "media_type",
            format!(
                "{media_type:?} is no media type in lower case without parameters, such as \"image/png\""
            ),
        )),
    }
}

pub(super) fn licence(licence: &str) -> Checked {
    if licence.contains("://") {
        return uri("licence", licence);
    }
    match spdx::Expression::parse(licence) {
        Ok(_) => Ok(()),
        Err(error) => Err(DocumentError::rule(
            "licence",
            format!(
                "{licence:?} is neither an SPDX expression ({}) nor an address of the terms",
                error.reason
            ),
        )),
    }
}

pub(super) fn co_authors(co_authors: &[CoAuthor]) -> Checked {
    entries("co_authors", co_authors.len())?;
    let mut seen = BTreeSet::new();
    for (index, co_author) in co_authors.iter().enumerate() {
        if !is_address(&co_author.creator) {
            return Err(DocumentError::rule(
                format!("co_authors[{index}].creator"),
                format!("{:?} is no address in base 58", co_author.creator),
            ));
        }
        if !seen.insert(&co_author.creator) {
            return Err(DocumentError::rule(format!("co_authors[{index}].creator"), "is listed twice"));
        }
        if co_author.share_bps == 0 {
            return Err(DocumentError::rule(
                format!("co_authors[{index}].share_bps"),
                "a share is at least 1",
            ));
        }
    }
    // At most 64 shares of at most 65,535: no overflow.
    let sum: u32 = co_authors.iter().map(|co_author| u32::from(co_author.share_bps)).sum();
    if sum != WHOLE_BPS {
        return Err(DocumentError::rule(
            "co_authors",
            format!("the shares add up to {sum} bps, not to {WHOLE_BPS}"),
        ));
    }
    Ok(())
}

pub(super) fn digest(field: &str, digest: &str) -> Checked {
    let is_hex = digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if is_hex && digest.bytes().any(|b| b != b'0') {
        return Ok(());
    }
    Err(DocumentError::rule(field, "a SHA-256 has 64 digits of lower-case hexadecimal, not all zero"))
}

pub(super) fn sources(sources: &[String]) -> Checked {
    entries("derived_from", sources.len())?;
    let mut seen = BTreeSet::new();
    for (index, source) in sources.iter().enumerate() {
        if !is_address(source) {
            uri(&format!("derived_from[{index}]"), source)?;
        }
        if !seen.insert(source) {
            return Err(DocumentError::rule(format!("derived_from[{index}]"), "is listed twice"));
        }
    }
    Ok(())
}

pub(super) fn hex(digest: &Digest) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn entries(field: &str, count: usize) -> Checked {
    if (1..=MAX_ENTRIES).contains(&count) {
        return Ok(());
    }
    Err(DocumentError::rule(field, format!("{count} entries; 1 to {MAX_ENTRIES} are allowed")))
}

fn uri(field: &str, uri: &str) -> Checked {
    check_uri(uri.as_bytes()).map_err(|_| {
        DocumentError::rule(
            field,
            format!("{uri:?} is no https, ipfs or ar address of at most 200 bytes of printable ASCII"),
        )
    })
}

/// 32 bytes in base 58, written the one way in which they are written.
fn is_address(text: &str) -> bool {
    let mut bytes = [0u8; 32];
    bs58::decode(text).onto(&mut bytes[..]) == Ok(32) && bs58::encode(bytes).into_string() == text
}
