//! Which characters nobody sees as what they are. What is shown in their place is decided where a text is shown.

/// Control characters, and those of Unicode's format characters that take no room, turn the direction of reading or are
/// refused in source text: a terminal acts on some of them, and a reader overlooks the others.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}
