//! Where settings come from: flags, then the Solana CLI's own configuration file, then defaults.

use std::path::{Path, PathBuf};

use solana_cli_config::{Config, ConfigInput};

use crate::failure::Failure;

/// What flags and configuration file agree on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address of the JSON-RPC node.
    pub url: String,
    /// Where the signing key comes from: a path, `-`, `prompt://…` or `usb://…`.
    pub keypair: String,
}

impl Settings {
    /// Reads the configuration file and lets flags override it.
    ///
    /// A file named with `-C` must exist; the default one need not.
    ///
    /// # Errors
    /// For a file that cannot be read, or is no configuration.
    pub fn load(file: Option<&Path>, url: Option<&str>, keypair: Option<&str>) -> Result<Self, Failure> {
        let config = match file {
            Some(path) => read(path)?,
            None => match default_file().filter(|path| path.exists()) {
                Some(path) => read(&path)?,
                None => Config::default(),
            },
        };
        let url = url.unwrap_or_default();
        let url = ConfigInput::compute_json_rpc_url_setting(url, &config.json_rpc_url).1;
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(Failure::input("not the address of a JSON-RPC node").value(url).remedy(
                "give http(s)://…, or a moniker: mainnet-beta, testnet, devnet, localhost (m, t, d, l)",
            ));
        }
        let keypair =
            ConfigInput::compute_keypair_path_setting(keypair.unwrap_or_default(), &config.keypair_path).1;
        Ok(Self { url, keypair })
    }
}

/// The Solana CLI's configuration file of this user.
fn default_file() -> Option<PathBuf> {
    solana_cli_config::CONFIG_FILE.as_ref().map(PathBuf::from)
}

fn read(path: &Path) -> Result<Config, Failure> {
    Config::load(&path.to_string_lossy()).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::io(path, &error),
        _ => Failure::input(format!("not a Solana CLI configuration ({error})"))
            .file(path)
            .remedy("repair it with `solana config set`, or name another with -C"),
    })
}
