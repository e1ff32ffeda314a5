//! What a node is started with: flags, or a TOML file with the same names. A flag counts more than the file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What a node is started with.
#[derive(Clone, Debug, Default, Deserialize, clap::Args)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// A TOML file with these settings; flags count more
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The platform: its own address, its pool's, or its share mint's
    #[arg(long, env = "MAKERSTAKE_PLATFORM", value_name = "ADDRESS")]
    pub platform: Option<String>,
    /// The JSON-RPC endpoint [default: http://127.0.0.1:8899]
    #[arg(short, long, value_name = "URL")]
    pub url: Option<String>,
    /// The database: a file, or postgres://… [default: node.db]
    #[arg(long, env = "MAKERSTAKE_NODE_DATABASE", value_name = "DATABASE")]
    pub database: Option<String>,
    /// The documents: a folder, or s3://bucket/prefix [default: documents]
    #[arg(long, value_name = "PLACE")]
    pub documents: Option<String>,
    /// Where to answer [default: 127.0.0.1:8787]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// Read every block from this slot on; without it, from now on, and what was before by signatures
    #[arg(long, value_name = "SLOT")]
    pub from_slot: Option<u64>,
    /// Never ask for blocks: history by signatures, marked as unproven
    #[arg(long)]
    pub signatures_only: bool,
    /// Never list accounts: for endpoints that refuse it slowly
    #[arg(long)]
    pub no_program_accounts: bool,
    /// Answer from the database as it is, and follow nothing: for archives
    #[arg(long)]
    pub serve_only: bool,
    /// Whose signature brings leaves and epochs' files
    #[arg(long, value_name = "ADDRESS")]
    pub operator: Option<String>,
    /// Take documents that are missing from this node; its history is not believed
    #[arg(long, value_name = "URL")]
    pub mirror: Vec<String>,
    /// Requests a second of one address [default: 20]
    #[arg(long, value_name = "N")]
    pub rate: Option<u32>,
    /// Requests at once of one address [default: 200]
    #[arg(long, value_name = "N")]
    pub burst: Option<u32>,
    /// Believe X-Forwarded-For: behind a proxy of one's own only
    #[arg(long)]
    pub behind_proxy: bool,
    /// Pay for creators' first steps with this key
    #[arg(long, value_name = "KEYPAIR_FILE", requires = "registrar")]
    pub sponsor: Option<PathBuf>,
    /// Who lists and admits creators: a creator, followed without a position; its authority signs vouchers for --sponsor
    #[arg(long, value_name = "ADDRESS")]
    pub registrar: Option<String>,
    /// The most lamports for one creator [default: 30000000]
    #[arg(long, value_name = "LAMPORTS")]
    pub sponsor_each: Option<u64>,
    /// The most lamports a day [default: 1000000000]
    #[arg(long, value_name = "LAMPORTS")]
    pub sponsor_day: Option<u64>,
    /// The most lamports altogether [default: 20000000000]
    #[arg(long, value_name = "LAMPORTS")]
    pub sponsor_all: Option<u64>,
    /// The most micro-lamports a unit [default: 100000]
    #[arg(long, value_name = "PRICE")]
    pub sponsor_unit_price: Option<u64>,
    /// Where facts are told to; in the file only
    #[arg(skip)]
    pub hooks: Vec<crate::tell::Hook>,
}

/// Why settings make no sense.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// Something is missing or wrong.
    #[error("{0}")]
    Wrong(String),
}

impl Settings {
    /// These flags over what their file says.
    ///
    /// # Errors
    /// When the file cannot be read, or has a setting that there is not.
    pub fn complete(self) -> Result<Self, SettingsError> {
        let Some(path) = self.config.clone() else { return Ok(self) };
        let file = read(&path)?;
        Ok(Self {
            config: Some(path),
            platform: self.platform.or(file.platform),
            url: self.url.or(file.url),
            database: self.database.or(file.database),
            documents: self.documents.or(file.documents),
            listen: self.listen.or(file.listen),
            from_slot: self.from_slot.or(file.from_slot),
            signatures_only: self.signatures_only || file.signatures_only,
            no_program_accounts: self.no_program_accounts || file.no_program_accounts,
            serve_only: self.serve_only || file.serve_only,
            operator: self.operator.or(file.operator),
            mirror: if self.mirror.is_empty() { file.mirror } else { self.mirror },
            rate: self.rate.or(file.rate),
            burst: self.burst.or(file.burst),
            behind_proxy: self.behind_proxy || file.behind_proxy,
            sponsor: self.sponsor.or(file.sponsor),
            registrar: self.registrar.or(file.registrar),
            sponsor_each: self.sponsor_each.or(file.sponsor_each),
            sponsor_day: self.sponsor_day.or(file.sponsor_day),
            sponsor_all: self.sponsor_all.or(file.sponsor_all),
            sponsor_unit_price: self.sponsor_unit_price.or(file.sponsor_unit_price),
            hooks: file.hooks,
        })
    }

    /// The endpoint.
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("http://127.0.0.1:8899")
    }

    /// The database.
    pub fn database(&self) -> &str {
        self.database.as_deref().unwrap_or("node.db")
    }

    /// The place of the documents.
    pub fn documents(&self) -> &str {
        self.documents.as_deref().unwrap_or("documents")
    }

    /// How much is paid for first steps.
    pub fn caps(&self) -> crate::sponsor::Caps {
        let usual = crate::sponsor::Caps::default();
        crate::sponsor::Caps {
            each: self.sponsor_each.unwrap_or(usual.each),
            day: self.sponsor_day.unwrap_or(usual.day),
            all: self.sponsor_all.unwrap_or(usual.all),
        }
    }

    /// Where to answer.
    pub fn listen(&self) -> SocketAddr {
        self.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8787)))
    }
}

fn read(path: &Path) -> Result<Settings, SettingsError> {
    let wrong = |reason: String| SettingsError::File { path: path.to_path_buf(), reason };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(&text).map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_count_more_than_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("node.toml");
        std::fs::write(&path, "platform = \"P\"\nurl = \"http://a\"\nrate = 5\n[[hooks]]\nname = \"n\"\nurl = \"https://h\"\nsecret = \"s\"\n").unwrap();
        let flags =
            Settings { config: Some(path.clone()), url: Some("http://b".into()), ..Settings::default() };
        let settings = flags.complete().unwrap();
        assert_eq!(
            (settings.url(), settings.platform.as_deref(), settings.rate),
            ("http://b", Some("P"), Some(5))
        );
        assert_eq!(settings.hooks.len(), 1);
        std::fs::write(&path, "platfrom = \"P\"\n").unwrap();
        let error =
            Settings { config: Some(path), ..Settings::default() }.complete().unwrap_err().to_string();
        assert!(error.contains("unknown field `platfrom`"), "{error}");
    }
}
