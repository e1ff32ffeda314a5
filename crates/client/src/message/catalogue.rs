//! The catalogue: texts by key, in each language.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
    /// Spanish.
    Es,
}

impl Locale {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::En, Self::Nl, Self::Es];

    /// The language of a tag such as `nl`, `es-MX` or `en_GB.UTF-8`; English for any other.
    pub fn from_tag(tag: &str) -> Self {
        match tag.get(..2) {
            Some("nl") => Self::Nl,
            Some("es") => Self::Es,
            _ => Self::En,
        }
    }
}

type Texts = HashMap<String, String>;

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| {
    let files = [
        include_str!("../../locales/en.json"),
        include_str!("../../locales/nl.json"),
        include_str!("../../locales/es.json"),
    ];
    // A catalogue that is committed and does not parse is caught by the test below.
    files.map(|file| serde_json::from_str(file).unwrap_or_default())
});

/// The text of a key; `None` for one that this language does not have.
pub fn text_of(key: &str, locale: Locale) -> Option<&'static str> {
    let [en, nl, es] = &*TEXTS;
    let texts = match locale {
        Locale::En => en,
        Locale::Nl => nl,
        Locale::Es => es,
    };
    texts.get(key).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Keys whose English is the program's own, in its IDL.
    fn is_programs_own(key: &str) -> bool {
        ["creators", "attestations", "equity", "governance", "offerings", "moderation"]
            .iter()
            .any(|program| key.starts_with(&format!("error.{program}.")))
    }

    /// What stands in a text's placeholders, by their names; of `{n, plural, …}` the first word.
    fn placeholders(text: &str) -> BTreeSet<String> {
        let names = text.split('{').skip(1).filter_map(|rest| rest.split(['}', ',']).next());
        names
            .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
            .map(String::from)
            .collect()
    }

    #[test]
    fn every_key_has_a_text_with_the_same_placeholders_in_every_language() {
        let [en, nl, es] = &*TEXTS;
        assert!(en.len() > 100 && nl.len() > en.len(), "the files are read");
        for (key, text) in nl {
            let there = es.get(key).unwrap_or_else(|| panic!("{key} is missing in es.json"));
            assert_eq!(placeholders(text), placeholders(there), "{key}");
            assert!(is_programs_own(key) || en.contains_key(key), "{key} is missing in en.json");
        }
        for (key, text) in en {
            let there = nl.get(key).unwrap_or_else(|| panic!("{key} is missing in nl.json"));
            assert_eq!(placeholders(text), placeholders(there), "{key}");
            assert!(!is_programs_own(key), "{key}: the English of a program's error is in its IDL");
        }
        assert_eq!(nl.len(), es.len());
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert_eq!(
            ["nl_BE.UTF-8", "es", "de", ""].map(Locale::from_tag),
            [Locale::Nl, Locale::Es, Locale::En, Locale::En]
        );
    }
}
