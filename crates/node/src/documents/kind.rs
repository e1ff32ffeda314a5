//! What bytes are, by the bytes alone.

use serde_json::Value;

/// The longest title that is kept.
const TITLE: usize = 200;
/// Keys under which a document names a picture, by `sha256:HEX` or the digits alone.
const PICTURES: [&str; 7] = ["image", "picture", "thumbnail", "poster", "avatar", "banner", "cover"];

/// The media type that bytes are served as: what a browser shows by itself is a short list without markup.
pub fn media(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0x89, b'P', b'N', b'G', 13, 10, 26, 10]) {
        return "image/png";
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return "image/jpeg";
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return "image/webp";
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => "application/octet-stream",
        Ok(text) => match text.trim_start().chars().next() {
            Some('{' | '[') if serde_json::from_str::<Value>(text).is_ok() => "application/json",
            // Markup and scripts too: as text they do nothing.
            _ => "text/plain; charset=utf-8",
        },
        Err(_) => "application/octet-stream",
    }
}

/// What a text is called: its `title` or `name`, or its first heading or line.
pub fn title(text: &str) -> Option<String> {
    let found = match serde_json::from_str::<Value>(text) {
        Ok(value) => ["title", "name"].iter().find_map(|key| Some(value.get(key)?.as_str()?.to_string())),
        Err(_) => text
            .lines()
            .map(|line| line.trim_start_matches('#').trim())
            .find(|line| !line.is_empty())
            .map(str::to_string),
    }?;
    Some(found.chars().filter(|letter| !letter.is_control()).take(TITLE).collect())
}

/// The hashes of the pictures that a document names.
pub fn pictures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        collect(&value, 0, &mut found);
    }
    found
}

/// The hashes of the files that an epoch's manifest names.
pub fn files(text: &str) -> Vec<String> {
    let Ok(manifest) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let named = ["/leaves/sha256", "/source/rule_sha256", "/source/inputs_sha256"];
    named.iter().filter_map(|place| hash(manifest.pointer(place)?.as_str()?)).collect()
}

fn collect(value: &Value, depth: usize, found: &mut Vec<String>) {
    if depth > 3 {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if PICTURES.contains(&key.as_str()) => found.extend(hash(text)),
                    Value::String(_) => {}
                    other => collect(other, depth + 1, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, found)),
        _ => {}
    }
}

fn hash(text: &str) -> Option<String> {
    let digits = text.strip_prefix("sha256:").unwrap_or(text).to_lowercase();
    super::check_name(&digits).ok().map(|()| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_nothing_else() {
        for hostile in ["<html><script>alert(1)</script>", "<svg onload=alert(1)>", "%PDF-1.4"] {
            assert_eq!(media(hostile.as_bytes()), "text/plain; charset=utf-8", "{hostile}");
        }
        assert_eq!(media(b"{\"a\": 1}"), "application/json");
        assert_eq!(media(&[0xff, 0xd8, 0xff, 0xe0]), "image/jpeg");
        assert_eq!(media(b"RIFF\0\0\0\0WEBPVP8 "), "image/webp");
        assert_eq!(media(b"MZ\0\0"), "application/octet-stream");
        assert_eq!(media(&[0xfe, 0xfe]), "application/octet-stream");
    }

    #[test]
    fn titles_and_pictures_are_found() {
        let hash = "ab".repeat(32);
        let text = format!(
            r#"{{"title": "The Fence", "image": "sha256:{hash}", "url": "{hash}", "by": [{{"avatar": "{hash}"}}]}}"#
        );
        assert_eq!(title(&text).as_deref(), Some("The Fence"));
        assert_eq!(pictures(&text), [hash.clone(), hash.clone()]);
        assert_eq!(title("\n# Rule one\ntext").as_deref(), Some("Rule one"));
        assert_eq!(title("{}"), None);
        let manifest =
            format!(r#"{{"leaves": {{"sha256": "{hash}"}}, "tree": {{"root": "{hash}"}}, "source": {{}}}}"#);
        assert_eq!(files(&manifest), std::slice::from_ref(&hash));
        assert!(pictures(r#"{"image": "https://example.com/a.png"}"#).is_empty(), "only what has a hash");
    }
}
