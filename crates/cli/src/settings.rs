//! Where settings come from: flags, then the Solana CLI's own configuration file, then defaults.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use solana_cli_config::{Config, ConfigInput};

use crate::args::Global;
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
    pub fn load(global: &Global) -> Result<Self, Failure> {
        let config = match global.config.as_deref() {
            Some(path) => read(path)?,
            None => match default_file().filter(|path| path.exists()) {
                Some(path) => read(&path)?,
                None => Config::default(),
            },
        };
        let url = global.url.as_deref().unwrap_or_default();
        let url = ConfigInput::compute_json_rpc_url_setting(url, &config.json_rpc_url).1;
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(Failure::input("not the address of a JSON-RPC node").value(host_of(&url)).remedy(
                "give http(s)://…, or a moniker: mainnet-beta, testnet, devnet, localhost (m, t, d, l)",
            ));
        }
        let keypair = global.keypair.as_deref().unwrap_or_default();
        let keypair = ConfigInput::compute_keypair_path_setting(keypair, &config.keypair_path).1;
        Ok(Self { url, keypair })
    }
}

/// Scheme, host and port of an address. User, path and query may hold a key, and are never shown.
pub fn host_of(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if scheme.is_empty() {
        host.to_owned()
    } else {
        format!("{scheme}://{host}")
    }
}

/// Whether an address is of this machine.
pub fn is_loopback(url: &str) -> bool {
    let host = host_of(url);
    let host = host.split_once("://").map_or(host.as_str(), |(_, host)| host);
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The Solana CLI's configuration file of this user.
fn default_file() -> Option<PathBuf> {
    solana_cli_config::CONFIG_FILE.as_ref().map(PathBuf::from)
}

fn read(path: &Path) -> Result<Config, Failure> {
    Config::load(&path.to_string_lossy()).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::io(path, &error),
        _ => Failure::input("not a Solana CLI configuration")
            .file(path)
            .remedy("repair it with `solana config set`, or name another with -C"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_host_is_shown() {
        for (url, host) in [
            ("https://user:secret@rpc.example:8899/v2/KEY?api-key=KEY#KEY", "https://rpc.example:8899"),
            ("http://127.0.0.1:8899", "http://127.0.0.1:8899"),
            ("https://rpc.example?api-key=KEY", "https://rpc.example"),
            ("rpc.example/KEY", "rpc.example"),
        ] {
            assert_eq!(host_of(url), host);
        }
    }

    #[test]
    fn this_machine_is_told_from_others() {
        for url in ["http://127.0.0.1:8899", "http://localhost", "http://[::1]:8899/x", "http://127.9.9.9"] {
            assert!(is_loopback(url), "{url}");
        }
        for url in
            ["http://localhost.example", "https://rpc.example/127.0.0.1", "http://127.0.0.1@rpc.example"]
        {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
