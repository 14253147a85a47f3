//! A request as it came over the wire, and what became of it.

use std::fmt;

/// A request that came, for assertions.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The operation, `serpi.sucursales.list`; `None` where no operation has such a method and path.
    pub operation: Option<&'static str>,
    /// The method.
    pub method: String,
    /// The path below the base address, as it stands in the request line.
    pub path: String,
    /// The query, as it stands in the request line.
    pub query: String,
    /// Names, in small letters, and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The HTTP status of the answer; `None` where the connection was cut instead.
    pub http: Option<u16>,
    /// Why it was refused: every reason at once.
    pub refused: Vec<String>,
}

impl Received {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// Shows no header: some hold credentials.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("body", &self.body)
            .field("http", &self.http)
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}
