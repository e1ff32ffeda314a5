//! Profiles: what flags would say each time, kept under names in one file. A profile speaks through the environment: what a
//! variable says already stays, and a flag says more than either.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::{cluster, files, parse};

/// What a profile can say, the variable that says the same, and how it is checked.
pub const KEYS: [(&str, &str, Check); 7] = [
    ("url", "MAKERSTAKE_URL", |text| known(!text.trim().is_empty(), "give an address or a moniker")),
    ("cluster", "MAKERSTAKE_CLUSTER", |text| cluster::parse(text).map(drop)),
    ("platform", "MAKERSTAKE_PLATFORM", |text| parse::platform(text).map(drop)),
    ("keypair", "MAKERSTAKE_KEYPAIR", |_| Ok(())),
    ("fee-payer", "MAKERSTAKE_FEE_PAYER", |_| Ok(())),
    ("node", "MAKERSTAKE_NODE", |text| known(text.starts_with("http"), "give an http(s):// address")),
    ("output", "MAKERSTAKE_OUTPUT", |text| {
        known(["table", "json", "csv"].contains(&text), "give table, json or csv")
    }),
];

/// How a value is checked before it is kept.
type Check = fn(&str) -> Result<(), String>;

fn known(is_so: bool, otherwise: &str) -> Result<(), String> {
    is_so.then_some(()).ok_or_else(|| otherwise.to_owned())
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// The profile that counts unless another is named.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub present: Option<String>,
    /// Names of platforms, pools or mints.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// The profiles.
    #[serde(default, rename = "profile", skip_serializing_if = "BTreeMap::is_empty")]
    pub profiles: BTreeMap<String, BTreeMap<String, String>>,
}

impl Profiles {
    /// Reads the file; an empty one where there is none.
    pub fn read() -> Result<Self, Failure> {
        let Some(path) = path() else { return Ok(Self::default()) };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Failure::io(&path, &error)),
        };
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() as u64 + 1);
            let failure = Failure::input(error.message().to_owned()).remedy("see docs/cli.md for the format");
            match line {
                Some(line) => failure.line(&path, line),
                None => failure.file(&path),
            }
        })
    }

    /// Writes it, readable for its owner alone: addresses of nodes have keys in them.
    pub fn write(&self) -> Result<(), Failure> {
        let path = path().ok_or_else(|| {
            Failure::input("there is no home folder to keep profiles in")
                .remedy("set MAKERSTAKE_CONFIG to a file")
        })?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))?;
        }
        let text = toml::to_string_pretty(self).map_err(|error| Failure::input(error.to_string()))?;
        files::replace_private(&path, |file| file.write_all(text.as_bytes()))
    }

    /// The name of the profile that counts: of the flag or the variable, or the one that is in use.
    pub fn name(&self) -> Option<String> {
        let mut arguments = std::env::args().skip(1).take_while(|argument| argument != "--");
        let by_flag = arguments.find_map(|argument| match argument.strip_prefix("--profile") {
            Some("") => Some(None),
            Some(rest) => rest.strip_prefix('=').map(|name| Some(name.to_owned())),
            None => None,
        });
        // The flag's value is the next argument, unless it was given with an equals sign.
        let by_flag = by_flag.map(|name| name.or_else(|| arguments.next()));
        by_flag
            .flatten()
            .or_else(|| std::env::var("MAKERSTAKE_PROFILE").ok())
            .or_else(|| self.present.clone())
    }
}

/// Where the file is: `MAKERSTAKE_CONFIG`, or in the home folder.
pub fn path() -> Option<PathBuf> {
    let named = std::env::var_os("MAKERSTAKE_CONFIG").map(PathBuf::from);
    named.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".config/makerstake/config.toml")))
}

/// The address behind a name of the file.
pub fn address_of(name: &str) -> Option<Pubkey> {
    Profiles::read().ok()?.names.get(name)?.parse().ok()
}

/// Lets the profile speak, before anything is parsed.
pub fn apply() -> Result<(), Failure> {
    let all = Profiles::read()?;
    let Some(name) = all.name() else { return Ok(()) };
    let Some(profile) = all.profiles.get(&name) else {
        if all.present.as_ref() == Some(&name) || std::env::args().any(|argument| argument == "config") {
            return Ok(());
        }
        let names: Vec<&str> = all.profiles.keys().map(String::as_str).collect();
        return Err(Failure::input("no such profile")
            .value(name)
            .remedy(format!("there is {}; `makerstake config set` makes one", names.join(", "))));
    };
    for (key, variable, _) in KEYS {
        if let (Some(value), None) = (profile.get(key), std::env::var_os(variable)) {
            std::env::set_var(variable, value);
        }
    }
    Ok(())
}
