//! `makerstake config …`: profiles, and names of platforms.

use clap::Subcommand;
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::output::Output;
use crate::parse;
use crate::profile::{Profiles, KEYS};
use crate::settings::host_of;

/// Commands about profiles.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Keep a setting in the profile that --profile names, or in the one in use
    Set {
        /// url, cluster, platform, keypair, fee-payer, node or output
        key: String,
        /// Its value; an empty one forgets the setting
        value: String,
    },
    /// Show a setting of the profile, or all of them
    Get {
        /// The setting [default: all; of addresses only the host is shown then]
        key: Option<String>,
    },
    /// Use a profile from now on
    Use {
        /// Its name
        name: String,
    },
    /// Give a platform, pool or share mint a name, which --platform takes from now on
    Name {
        /// The name
        name: String,
        /// The address
        #[arg(value_parser = parse::address)]
        address: Pubkey,
    },
    /// List the profiles and the names
    List,
}

#[derive(Serialize)]
struct Setting {
    profile: String,
    key: String,
    value: String,
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    name: String,
    is: String,
}

impl Config {
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        let mut all = Profiles::read()?;
        let name = all.name().unwrap_or_else(|| "default".into());
        match self {
            Self::Set { key, value } => {
                let Some((_, _, check)) = KEYS.into_iter().find(|(known, _, _)| *known == key) else {
                    return Err(unknown(&key));
                };
                let profile = all.profiles.entry(name.clone()).or_default();
                if value.is_empty() {
                    profile.remove(&key);
                } else {
                    check(&value).map_err(|what| Failure::input(format!("{key}: {what}")).value(&value))?;
                    profile.insert(key, value);
                }
                all.present.get_or_insert(name);
                all.write()
            }
            Self::Get { key: Some(key) } => {
                if !KEYS.iter().any(|(known, _, _)| *known == key) {
                    return Err(unknown(&key));
                }
                let value = all.profiles.get(&name).and_then(|profile| profile.get(&key)).cloned();
                output.write(&value.unwrap_or_default())
            }
            Self::Get { key: None } => {
                let settings = all.profiles.remove(&name).unwrap_or_default();
                let shown = |(key, value): (String, String)| {
                    let value = if value.contains("://") { host_of(&value) } else { value };
                    Setting { profile: name.clone(), key, value }
                };
                output.records(&settings.into_iter().map(shown).collect::<Vec<_>>())
            }
            Self::Use { name } => {
                if !all.profiles.contains_key(&name) {
                    return Err(Failure::input("no such profile")
                        .value(&name)
                        .remedy(format!("make it first: `makerstake config set --profile {name} url …`")));
                }
                all.present = Some(name);
                all.write()
            }
            Self::Name { name, address } => {
                if name.is_empty() || name.starts_with('@') || parse::address(&name).is_ok() {
                    return Err(Failure::input("a name is neither empty, nor an address, nor a @handle")
                        .value(name)
                        .remedy("choose another, such as that of the platform"));
                }
                all.names.insert(name, address.to_string());
                all.write()
            }
            Self::List => {
                let is = |name: &String| if Some(name) == all.present.as_ref() { "in use" } else { "" };
                let profiles = all.profiles.keys().map(|name| ("profile", name, is(name).to_owned()));
                let names = all.names.iter().map(|(name, address)| ("name", name, address.clone()));
                let line =
                    |(kind, name, is): (&'static str, &String, String)| Line { kind, name: name.clone(), is };
                output.records(&profiles.chain(names).map(line).collect::<Vec<_>>())
            }
        }
    }
}

fn unknown(key: &str) -> Failure {
    let known: Vec<&str> = KEYS.iter().map(|(key, _, _)| *key).collect();
    Failure::input("no such setting").value(key).remedy(format!("the settings are {}", known.join(", ")))
}
