//! Pages and their blocks of code.

use std::path::PathBuf;

use makerstake_tests::process::root;

/// What a block may hold: commands, commands with what they print, text, data that must parse, or code that
/// `tests/packages` runs.
const LANGUAGES: [&str; 7] = ["sh", "console", "text", "mermaid", "toml", "json", "js"];

/// A fenced block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its page, from the root.
    pub page: String,
    /// The line of its fence, from 1.
    pub line: usize,
    /// What it holds.
    pub language: String,
    /// What the mark before it says that it needs.
    pub needs: Option<String>,
    /// Its text.
    pub text: String,
}

/// Every page that people read, from the root.
pub fn pages() -> Vec<String> {
    let mut pages: Vec<String> =
        ["README.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md", "CHANGELOG.md"]
            .into_iter()
            .chain(["data/README.md", "codegen/README.md", "crates/xtask/toolchain/README.md"])
            .map(str::to_owned)
            .collect();
    for entry in std::fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(format!("docs/{}", path.file_name().unwrap().to_str().unwrap()));
        }
    }
    pages.sort();
    pages
}

/// The text of a page.
pub fn text(page: &str) -> String {
    let path: PathBuf = root().join(page);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The blocks of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    parse(page, &text(page))
}

fn parse(page: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut needs = None;
    for (index, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let language = language.trim().to_owned();
                let (page, line) = (page.to_owned(), index + 1);
                open = Some(Block { page, line, language, needs: needs.take(), text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {
                let mark = line.strip_prefix("<!-- needs: ").and_then(|rest| rest.strip_suffix(" -->"));
                match mark {
                    Some(mark) => needs = Some(mark.to_owned()),
                    None if !line.trim().is_empty() => needs = None,
                    None => {}
                }
            }
        }
    }
    assert!(open.is_none(), "{page}: a block does not end");
    blocks
}

impl Block {
    /// Where it is.
    pub fn place(&self) -> String {
        format!("{}:{}", self.page, self.line)
    }

    /// Its commands: lines, those that end in a backslash joined, without remarks.
    pub fn commands(&self) -> Vec<String> {
        let text = self.text.replace("\\\n", " ");
        let lines = text.lines().filter(|line| self.language == "sh" || line.starts_with("$ "));
        let bare =
            lines.map(|line| line.trim_start_matches("$ ").split(" # ").next().unwrap_or_default().trim());
        bare.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
    }
}

#[test]
fn every_block_is_fenced_and_says_what_it_holds() {
    for page in pages() {
        for block in blocks(&page) {
            assert!(LANGUAGES.contains(&block.language.as_str()), "{}: {:?}", block.place(), block.language);
        }
        let (mut is_fenced, mut before) = (false, String::new());
        for (index, line) in text(&page).lines().enumerate() {
            is_fenced ^= line.starts_with("```");
            let is_indented = line.starts_with("    ") && before.trim().is_empty() && index > 0;
            assert!(is_fenced || !is_indented, "{page}:{}: an indented block; fence it", index + 1);
            before = line.to_owned();
        }
    }
}

#[test]
fn data_in_blocks_can_be_read() {
    for block in pages().iter().flat_map(|page| blocks(page)) {
        match block.language.as_str() {
            "toml" => {
                drop(block.text.parse::<toml::Table>().unwrap_or_else(|e| panic!("{}: {e}", block.place())))
            }
            "json" => drop(
                serde_json::from_str::<serde_json::Value>(&block.text)
                    .unwrap_or_else(|e| panic!("{}: {e}", block.place())),
            ),
            _ => {}
        }
    }
}

#[test]
fn a_block_is_read_with_its_mark() {
    let page = "a\n\n<!-- needs: a network -->\n```sh\none \\\n  two # why\n\n# a remark\nthree\n```\n\n```text\nx\n```\n";
    let blocks = parse("p", page);
    assert_eq!(blocks.len(), 2);
    assert_eq!((blocks[0].needs.as_deref(), blocks[0].line), (Some("a network"), 4));
    assert_eq!(blocks[0].commands(), ["one    two", "three"]);
    assert_eq!((blocks[1].needs.as_deref(), blocks[1].language.as_str()), (None, "text"));
}
