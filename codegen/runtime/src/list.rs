//! Lists in one header: items separated by commas, and quoted if they contain commas.

/// Appends an item, quoted if necessary. An empty one must be quoted: nothing between two commas is not an item (RFC 9110, 5.6.1).
pub fn push(item: &str, list: &mut String) {
    let quoted = item.is_empty() || item.contains([',', '"']) || item.trim() != item;
    if !list.is_empty() {
        list.push_str(", ");
    }
    if quoted {
        list.push('"');
        list.push_str(&item.replace('\\', "\\\\").replace('"', "\\\""));
        list.push('"');
    } else {
        list.push_str(item);
    }
}

/// Appends an item that never needs quotes: a number, a date.
pub fn push_plain(item: &str, list: &mut String) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(item);
}

/// Returns the items of a list, without quotes.
pub fn split(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut characters = text.chars();
    let (mut quoted, mut closed) = (false, false);
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted => {
                quoted = false;
                closed = true;
            }
            '\\' if quoted => item.extend(characters.next()),
            '"' if item.trim().is_empty() && !closed => {
                item.clear();
                quoted = true;
            }
            ',' if !quoted => {
                push_item(&mut items, &mut item, closed);
                closed = false;
            }
            // White space around quotes is not part of the item.
            c if closed && c.is_whitespace() => {}
            c => item.push(c),
        }
    }
    if !items.is_empty() || closed || !item.trim().is_empty() {
        push_item(&mut items, &mut item, closed);
    }
    items
}

fn push_item(items: &mut Vec<String>, item: &mut String, quoted: bool) {
    let text = std::mem::take(item);
    items.push(if quoted { text } else { text.trim().to_owned() });
}

/// Returns the items of a list of HTTP dates, which contain a comma each.
pub fn split_dates(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(',').collect();
    parts.chunks(2).map(|date| date.join(",").trim().to_owned()).filter(|date| !date.is_empty()).collect()
}
