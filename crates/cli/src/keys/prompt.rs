//! Keys from a seed phrase that is typed in: `prompt://` and `prompt://?key=0/0`.

use solana_derivation_path::DerivationPath;
use solana_keypair::{seed_derivable::keypair_from_seed_and_derivation_path, Keypair};

use crate::failure::{Exit, Failure};

/// Asks for a seed phrase and a passphrase, and derives the key that the URI names.
///
/// `prompt://` is the account m/44'/501'/0'/0' as wallets show it first; `?key=1/0` is another account, and
/// `?full-path=m/44/501/1` any path.
pub fn load(uri: &str) -> Result<Keypair, Failure> {
    let path = derivation(uri)?;
    let phrase = ask("seed phrase: ")?;
    let passphrase = ask("passphrase (enter for none): ")?;
    let words: Vec<&str> = phrase.split_whitespace().collect();
    if !matches!(words.len(), 12 | 15 | 18 | 21 | 24) {
        return Err(Failure::input("a seed phrase has 12, 15, 18, 21 or 24 words").value(words.len()));
    }
    let seed =
        solana_seed_phrase::generate_seed_from_seed_phrase_and_passphrase(&words.join(" "), &passphrase);
    keypair_from_seed_and_derivation_path(&seed, Some(path))
        .map_err(|error| Failure::input(format!("no key can be derived ({error})")).value(uri))
}

fn derivation(uri: &str) -> Result<DerivationPath, Failure> {
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    let path = match query.split_once('=') {
        None if query.is_empty() => Ok(DerivationPath::new_bip44(Some(0), Some(0))),
        Some(("key", key)) => DerivationPath::from_key_str(key),
        Some(("full-path", path)) => DerivationPath::from_absolute_path_str(path),
        _ => {
            return Err(Failure::input("not a key of a seed phrase")
                .value(uri)
                .remedy("write prompt://, prompt://?key=0/0 or prompt://?full-path=m/44/501/0/0"))
        }
    };
    path.map_err(|error| Failure::input(format!("not a derivation path ({error})")).value(uri))
}

fn ask(question: &str) -> Result<String, Failure> {
    rpassword::prompt_password(question).map_err(|error| {
        Failure::new(Exit::Declined, format!("cannot ask for the seed phrase ({error})"))
            .remedy("run the command in a terminal, or use a keypair file")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_solana_cli() {
        assert_eq!(derivation("prompt://").unwrap(), DerivationPath::new_bip44(Some(0), Some(0)));
        assert_eq!(derivation("prompt://?key=2/1").unwrap(), DerivationPath::new_bip44(Some(2), Some(1)));
        let refused = |uri| derivation(uri).unwrap_err().to_string();
        assert_eq!(refused("prompt://?key=x"), "error: not a derivation path (invalid derivation path: invalid child index: could not parse child index: \
             invalid digit found in string): prompt://?key=x");
        assert_eq!(
            refused("prompt://?other=1"),
            "error: not a key of a seed phrase: prompt://?other=1\n  \
             write prompt://, prompt://?key=0/0 or prompt://?full-path=m/44/501/0/0"
        );
    }
}
