//! The file of a proposal, in TOML or JSON. Amounts are base units, lamports for SOL; times are days or unix seconds.

use std::path::{Path, PathBuf};

use makerstake_client::generated::governance::accounts::{Track, TRACK_DISCRIMINATOR};
use makerstake_client::platform::Addresses;
use makerstake_client::proposals::{self, kind_names, Chain};
use serde::Deserialize;
use sha2::Digest as _;

use super::entry::Entry;
use crate::commands::platform_arg;
use crate::context::Context;
use crate::failure::Failure;

/// A proposal's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// 1 to 64 bytes.
    pub title: String,
    /// Where the document that explains it is published.
    pub uri: String,
    /// That document's file, whose SHA-256 goes on chain; relative to this file.
    document: PathBuf,
    /// The id of the track; without it, the one track that allows every action.
    track: Option<u8>,
    /// Whether only a digest of the actions goes on chain, and each execution brings one of them along.
    #[serde(default)]
    pub by_hash: bool,
    /// What it does, in order.
    #[serde(rename = "action")]
    pub actions: Vec<Entry>,
}
impl Document {
    /// Reads a file; its ending says whether it is TOML or JSON.
    ///
    /// # Errors
    /// With the file, and the place in it.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
        let read = match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => serde_json::from_str(&text).map_err(|error| error.to_string()),
            Some("toml") => toml::from_str(&text).map_err(|error| error.to_string()),
            _ => Err("the name must end in .toml or .json".into()),
        };
        let document: Self = read.map_err(|error| {
            Failure::input(error).file(path).remedy("docs/proposals.md describes the file of a proposal")
        })?;
        for (index, entry) in document.actions.iter().enumerate() {
            if !entry.action().is_sound() {
                return Err(Failure::input(format!("action {} can never be executed", index + 1))
                    .value(format!("{entry:?}"))
                    .file(path)
                    .remedy(
                        "amounts must be above zero, and terms within the limits of docs/governance.md",
                    ));
            }
        }
        Ok(document)
    }

    /// The SHA-256 of the document that explains the proposal.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hash(&self, file: &Path) -> Result<[u8; 32], Failure> {
        let path = file.parent().unwrap_or(Path::new("")).join(&self.document);
        let bytes = std::fs::read(&path).map_err(|error| Failure::io(&path, &error))?;
        Ok(sha2::Sha256::digest(bytes).into())
    }

    /// The kinds of its actions, bit n for kind n.
    pub fn kinds(&self) -> u32 {
        self.actions.iter().fold(0, |kinds, entry| kinds | 1 << entry.action().kind() as u32)
    }

    /// The actions as a proposal by hash has them: each on the wire, and the link to it and all after it.
    pub fn chain(&self) -> Chain {
        let wires: Vec<Vec<u8>> =
            self.actions.iter().map(|entry| proposals::encode(&[entry.action()])).collect();
        Chain::of(wires)
    }

    /// The track: the one that is named, or the only one that allows every action.
    ///
    /// # Errors
    /// When the named one does not allow them, or none or several do.
    pub fn track(&self, context: &Context, at: &Addresses, file: &Path) -> Result<u8, Failure> {
        let kinds = self.kinds();
        let tracks = platform_arg::all(context, at, TRACK_DISCRIMINATOR, Track::from_bytes)?;
        let mut fitting: Vec<u8> =
            tracks.iter().filter(|(_, track)| kinds & !track.kinds == 0).map(|(_, track)| track.id).collect();
        fitting.sort_unstable();
        let names = kind_names(kinds).join(", ");
        match (self.track, fitting.as_slice()) {
            (Some(named), fitting) if fitting.contains(&named) => Ok(named),
            (None, [track]) => Ok(*track),
            (None, []) => Err(Failure::input("no track allows all of these actions together")
                .value(names)
                .remedy("split the proposal; `makerstake track list` shows what each track allows")),
            (None, several) => Err(Failure::input("several tracks allow these actions")
                .value(list(several))
                .remedy("choose one with `track = ID` in the file; `makerstake track list` shows what each asks for")),
            (Some(named), fitting) => {
                let allowed = tracks.iter().find(|(_, track)| track.id == named);
                let what = match allowed {
                    None => format!("there is no track {named} on this platform"),
                    Some((_, track)) => {
                        let others = kind_names(kinds & !track.kinds).join(", ");
                        format!("track {named} does not allow {others}")
                    }
                };
                let remedy = match fitting {
                    [] => "no track allows all of these actions together: split the proposal; `makerstake track list` shows what each track allows".into(),
                    fitting => format!("the actions of this file belong to track {}", list(fitting)),
                };
                Err(Failure::input(what).file(file).remedy(remedy))
            }
        }
    }
}

fn list(tracks: &[u8]) -> String {
    tracks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        title = "Pay the translators"
        uri = "https://example.org/translators.md"
        document = "translators.md"

        [[action]]
        kind = "transfer"
        to = "11111111111111111111111111111112"
        amount = 1500000000

        [[action]]
        kind = "set_rule"
        id = 1
        domain = "moderation"
        version = 1
        text_sha256 = "abababababababababababababababababababababababababababababababab"
        notice_days = 3
        params = [{ bps = 250 }, { bool = true }]
    "#;

    #[test]
    fn toml_and_json_say_the_same() {
        let from_toml: Document = toml::from_str(FILE).unwrap();
        let value: serde_json::Value = toml::from_str(FILE).unwrap();
        let from_json: Document = serde_json::from_value(value).unwrap();
        let bytes = |document: &Document| {
            proposals::encode(&document.actions.iter().map(Entry::action).collect::<Vec<_>>())
        };
        assert_eq!(bytes(&from_toml), bytes(&from_json));
        assert!(from_toml.actions.iter().all(|entry| entry.action().is_sound()));
    }

    #[test]
    fn a_misspelt_field_a_wrong_address_and_an_unknown_kind_are_refused() {
        for (good, bad, named) in [
            ("amount", "amuont", "amuont"),
            ("11111111111111111111111111111112", "nobody", "nobody"),
            ("\"transfer\"", "\"gift\"", "gift"),
        ] {
            let error = toml::from_str::<Document>(&FILE.replace(good, bad)).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }

    #[derive(Deserialize)]
    struct Expected {
        link: String,
        wires: Vec<String>,
    }

    /// The dApp reads and writes the same files.
    #[test]
    fn the_published_files_are_read_as_the_bytes_beside_them() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/vectors/proposals");
        let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected: std::collections::BTreeMap<String, Expected> = serde_json::from_str(&expected).unwrap();
        assert_eq!(expected.len(), 5);
        for (name, expected) in expected {
            let document = Document::read(&folder.join(&name)).unwrap();
            let wires: Vec<String> = document
                .actions
                .iter()
                .map(|entry| hex::encode(proposals::encode(&[entry.action()])))
                .collect();
            assert_eq!(wires, expected.wires, "{name}");
            assert_eq!(document.chain().link(0).map(hex::encode), Some(expected.link), "{name}");
        }
    }
}
