//! A file whose bytes are no text, told at the first byte that is not UTF-8.

use super::{Code, Diagnostics};
use crate::source::{Source, Span};

impl Source {
    /// A source from what was read from a disk.
    ///
    /// # Errors
    /// Bytes that are not UTF-8 come back as a finding at the first of them.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, Diagnostics> {
        let name = name.into().replace('\\', "/");
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source { name, text }),
            Err(error) => {
                let start = error.utf8_error().valid_up_to();
                let byte = error.as_bytes().get(start).copied().unwrap_or_default();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let message = format!("byte {} of the file, 0x{byte:02X}, is not UTF-8", start + 1);
                let source = Source { name, text };
                let span = Span { start, end: start + '\u{FFFD}'.len_utf8() };
                let found = Diagnostics::at(Code::NotUtf8, message, &source, span, "the first byte that is not UTF-8");
                Err(found.with_help("save the file as UTF-8"))
            }
        }
    }
}
