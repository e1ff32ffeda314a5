//! JSON that a reader and a diff can follow: one field a line, lists of plain values on one.

use serde_json::Value;

/// The text of a value, with a newline at its end.
pub fn to_text(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, 0);
    text.push('\n');
    text
}

fn write(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) if items.iter().all(is_plain) => {
            let items: Vec<String> = items.iter().map(Value::to_string).collect();
            text.push_str(&format!("[{}]", items.join(", ")));
        }
        Value::Array(items) => {
            let write_item = |text: &mut String, item: &Value| write(text, item, depth + 1);
            lines(text, depth, ['[', ']'], items.iter(), write_item);
        }
        Value::Object(fields) if fields.is_empty() => text.push_str("{}"),
        Value::Object(fields) => lines(text, depth, ['{', '}'], fields.iter(), |text, (name, item)| {
            text.push_str(&format!("{}: ", Value::from(name.as_str())));
            write(text, item, depth + 1);
        }),
        plain => text.push_str(&plain.to_string()),
    }
}

/// Docs are lists of sentences, and stay apart.
fn is_plain(value: &Value) -> bool {
    value.is_number() || value.is_boolean()
}

fn lines<T>(
    text: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = T>,
    mut write_item: impl FnMut(&mut String, T),
) {
    text.push(open);
    let count = items.len();
    for (index, item) in items.enumerate() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth + 1));
        write_item(text, item);
        if index + 1 < count {
            text.push(',');
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_text_reads_back_and_keeps_its_order() {
        let value = json!({ "b": [1, 2], "a": [{ "x": "\"" }, "y"], "none": [], "empty": {} });
        let text = to_text(&value);
        assert_eq!(
            text,
            "{\n  \"b\": [1, 2],\n  \"a\": [\n    {\n      \"x\": \"\\\"\"\n    },\n    \"y\"\n  ],\n  \"none\": [],\n  \"empty\": {}\n}\n"
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
