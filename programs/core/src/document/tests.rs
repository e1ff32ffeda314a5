use std::{format, string::ToString, vec};

use proptest::prelude::*;
use serde_json::{json, Value};
use sha2::Digest as _;

use super::*;

struct Sha2;

impl Sha256 for Sha2 {
    fn hashv(parts: &[&[u8]]) -> Digest {
        sha2::Sha256::digest(parts.concat()).into()
    }
}

const ADA: &str = "BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY";
const BOB: &str = "8FQrMK5sND8GJh9oLBokpmuDEoRaynf3TDWzqQ1LnK3Y";

fn example() -> Value {
    json!({
        "makerstake": 1,
        "title": "Notes on the Analytical Engine",
        "media_type": "text/markdown",
        "licence": "CC-BY-4.0",
        "co_authors": [{"creator": ADA, "share_bps": 7500}, {"creator": BOB, "share_bps": 2500}],
        "c2pa_manifest": "00000000000000000000000000000000000000000000000000000000000000ff",
        "derived_from": [BOB, "https://example.org/sketch"],
        "thumbnail": "ff00000000000000000000000000000000000000000000000000000000000000"
    })
}

fn parse(value: &Value) -> Result<Metadata, DocumentError> {
    Metadata::parse(value.to_string().as_bytes())
}

/// The error of the example with one field replaced.
fn with(field: &str, value: Value) -> std::string::String {
    let mut document = example();
    document[field] = value;
    parse(&document).unwrap_err().to_string()
}

#[test]
fn the_example_passes_and_its_hash_does_not_depend_on_how_it_is_written() {
    let document = parse(&example()).unwrap();
    let pretty = serde_json::to_vec_pretty(&example()).unwrap();
    assert_eq!(Metadata::parse(&pretty).unwrap(), document);
    let canonical = document.canonical().unwrap();
    assert!(canonical.starts_with(br#"{"c2pa_manifest":"00"#), "keys are sorted");
    assert_eq!(document.hash::<Sha2>().unwrap(), <Digest>::from(sha2::Sha256::digest(&canonical)));
    assert_eq!(document.to_string().as_bytes(), canonical);
    assert_eq!(Metadata::parse(&canonical).unwrap(), document);
}

#[test]
fn a_document_made_from_parts_is_the_one_that_is_read() {
    let mut digest = [0; 32];
    digest[31] = 0xff;
    let mut thumbnail = [0; 32];
    thumbnail[0] = 0xff;
    let parts = Parts {
        title: "Notes on the Analytical Engine".to_string(),
        media_type: "text/markdown".to_string(),
        licence: "CC-BY-4.0".to_string(),
        co_authors: vec![
            CoAuthor { creator: ADA.to_string(), share_bps: 7500 },
            CoAuthor { creator: BOB.to_string(), share_bps: 2500 },
        ],
        c2pa_manifest: Some(digest),
        derived_from: vec![BOB.to_string(), "https://example.org/sketch".to_string()],
        thumbnail: Some(thumbnail),
    };
    assert_eq!(Metadata::new(parts).unwrap(), parse(&example()).unwrap());
}

#[test]
fn licences_are_spdx_expressions_or_addresses() {
    for licence in
        ["MIT", "CC-BY-SA-4.0 OR MIT", "LicenseRef-studio-terms", "https://example.org/terms", "ipfs://bafy"]
    {
        let mut document = example();
        document["licence"] = json!(licence);
        assert_eq!(parse(&document).unwrap().licence(), licence);
    }
    assert!(
        with("licence", json!("Creative Commons")).starts_with("licence: \"Creative Commons\" is neither")
    );
    assert!(with("licence", json!("http://example.org"))
        .starts_with("licence: \"http://example.org\" is no https"));
    assert!(with("licence", json!("")).starts_with("licence: \"\" is neither"));
}

#[test]
fn errors_name_the_field_and_the_rule() {
    let co = |creator: &str, bps: u32| json!({"creator": creator, "share_bps": bps});
    for (field, value, message) in [
        ("makerstake", json!(2), "makerstake: the version of the format is 1"),
        ("title", json!(""), "title: 0 characters; 1 to 200 are allowed"),
        ("title", json!("ä".repeat(201)), "title: 201 characters; 1 to 200 are allowed"),
        ("title", json!("a\u{7}b"), "title: no control characters, and no space at either end"),
        ("title", json!(" a"), "title: no control characters, and no space at either end"),
        ("co_authors", json!([]), "co_authors: 0 entries; 1 to 64 are allowed"),
        ("co_authors", json!([co(ADA, 9_999)]), "co_authors: the shares add up to 9999 bps, not to 10000"),
        (
            "co_authors",
            json!([co(ADA, 5_000), co(BOB, 5_001)]),
            "co_authors: the shares add up to 10001 bps, not to 10000",
        ),
        ("co_authors", json!([co(ADA, 5_000), co(ADA, 5_000)]), "co_authors[1].creator: is listed twice"),
        (
            "co_authors",
            json!([co(ADA, 10_000), co(BOB, 0)]),
            "co_authors[1].share_bps: a share is at least 1",
        ),
        ("co_authors", json!([co("ada", 10_000)]), "co_authors[0].creator: \"ada\" is no address in base 58"),
        (
            "c2pa_manifest",
            json!("FF"),
            "c2pa_manifest: a SHA-256 has 64 digits of lower-case hexadecimal, not all zero",
        ),
        (
            "c2pa_manifest",
            json!("0".repeat(64)),
            "c2pa_manifest: a SHA-256 has 64 digits of lower-case hexadecimal, not all zero",
        ),
        (
            "thumbnail",
            json!("FF"),
            "thumbnail: a SHA-256 has 64 digits of lower-case hexadecimal, not all zero",
        ),
        ("derived_from", json!([]), "derived_from: 0 entries; 1 to 64 are allowed"),
        ("derived_from", json!([BOB, BOB]), "derived_from[1]: is listed twice"),
    ] {
        assert_eq!(with(field, value), message);
    }
    for media_type in ["image", "Image/png", "image/png; q=1", "/png", "image/", "image/p ng", "-a/b"] {
        assert!(with("media_type", json!(media_type)).starts_with("media_type: "), "{media_type}");
    }
    assert!(with("derived_from", json!(["javascript:alert(1)"])).starts_with("derived_from[0]: "));
}

#[test]
fn errors_of_form_name_the_field_and_the_place() {
    let message = with("co_authors", json!([{"creator": ADA, "share_bps": 70_000}]));
    assert!(message.starts_with("co_authors[0].share_bps: invalid value"), "{message}");
    let message = with("co_authors", json!([{"creator": ADA, "share_bps": 1.5}]));
    assert!(message.starts_with("co_authors[0].share_bps: invalid type"), "{message}");
    assert!(with("c2pa_manifest", Value::Null).starts_with("c2pa_manifest: invalid type: null"));
    assert!(with("colour", json!("red")).contains("unknown field `colour`"));
    let mut document = example();
    document.as_object_mut().unwrap().remove("licence");
    assert!(parse(&document).unwrap_err().to_string().contains("missing field `licence`"));
    let twice = example().to_string().replacen('{', "{\"title\":\"x\",", 1);
    assert!(Metadata::parse(twice.as_bytes()).unwrap_err().to_string().contains("duplicate field `title`"));
    let trailing = format!("{} {{}}", example());
    assert!(Metadata::parse(trailing.as_bytes()).unwrap_err().to_string().contains("trailing characters"));
    assert!(Metadata::parse(b"{").unwrap_err().to_string().contains("EOF"));
}

#[test]
fn a_document_too_large_is_not_read() {
    let bytes = vec![b' '; MAX_BYTES + 1];
    assert_eq!(Metadata::parse(&bytes), Err(DocumentError::TooLarge { bytes: MAX_BYTES + 1 }));
}

proptest! {
    #[test]
    fn any_split_of_the_whole_passes_and_comes_back(cuts in prop::collection::btree_set(1u16..10_000, 0..20), title in "[^\\p{Cc} ]{1,50}") {
        let mut shares: std::vec::Vec<u16> = vec![];
        let mut from = 0;
        for cut in cuts.into_iter().chain([10_000]) {
            shares.push(cut - from);
            from = cut;
        }
        let co_authors = shares.iter().enumerate().map(|(index, share)| CoAuthor {
            creator: bs58::encode([index as u8 + 1; 32]).into_string(),
            share_bps: *share,
        }).collect();
        let title = title.trim().to_string();
        prop_assume!(!title.is_empty());
        let parts = Parts {
            title, media_type: "a/b".to_string(), licence: "MIT".to_string(), co_authors, c2pa_manifest: None, derived_from: vec![], thumbnail: None,
        };
        let document = Metadata::new(parts).unwrap();
        prop_assert_eq!(Metadata::parse(&document.canonical().unwrap()).unwrap(), document);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Metadata::parse(&bytes);
    }
}
