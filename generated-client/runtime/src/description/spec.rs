//! What a generated client knows about its vendor, as constants: credentials, envelope, statuses, operations. No behaviour.

use super::table::{Kind, Row, Table};

/// A vendor's API: the type that generated code marks its operations with.
pub trait Api: 'static {
    /// Where it can be called.
    type Server: BaseUrl + Default;
    /// What holds for every call.
    const SPEC: &'static ApiSpec;
}

/// An address that calls start from.
pub trait BaseUrl {
    /// The address, without a slash at its end.
    fn base_url(&self) -> &'static str;
}

/// What holds for every call of one vendor.
#[derive(Debug)]
pub struct ApiSpec {
    /// The name of the module: `serpi`.
    pub name: &'static str,
    /// The vendor's name for people.
    pub title: &'static str,
    /// What identifies the caller.
    pub credentials: &'static [CredentialSpec],
    /// Name and value of the headers that never change.
    pub headers: &'static [(&'static str, &'static str)],
    /// How every answer is read.
    pub envelope: EnvelopeSpec,
    /// The HTTP statuses that the page lists.
    pub statuses: &'static [StatusSpec],
    /// How the vendor wants to be called.
    pub calls: CallPolicy,
}

/// A value that identifies the caller and travels in a header.
#[derive(Debug)]
pub struct CredentialSpec {
    /// The name of the builder's method.
    pub name: &'static str,
    /// The header that carries it.
    pub header: &'static str,
    /// What stands before the value, with a space between.
    pub scheme: Option<&'static str>,
}

impl CredentialSpec {
    /// A credential that stands alone in its header.
    pub const fn new(name: &'static str, header: &'static str) -> Self {
        CredentialSpec { name, header, scheme: None }
    }

    /// What stands before the value, with a space between: `Bearer`.
    pub const fn scheme(mut self, scheme: &'static str) -> Self {
        self.scheme = Some(scheme);
        self
    }
}

/// Keys that lead into an answer: `["error", "userMessage"]`.
pub type KeyPath = &'static [&'static str];

/// Keys and the value that each must have. The path `["http"]` is the HTTP status.
pub type Form = &'static [(KeyPath, Literal)];

/// A value that a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'static str),
    /// `[]`
    EmptyList,
}

/// How every answer is read.
#[derive(Debug, Clone, Copy)]
pub struct EnvelopeSpec {
    /// An answer is ok when one of these forms holds (its marker, the first key that is not `http`, is present, and every
    /// present key agrees), no key of another form says otherwise, and the HTTP status is that of a success.
    /// Without any form, or by a form of `http` alone, the HTTP status tells.
    pub ok: &'static [Form],
    /// An ok answer to a list holds no rows when one of these forms holds with all its keys.
    pub no_rows: &'static [Form],
    /// Where the payload stands; `None`: the whole body is the payload.
    pub payload: Option<KeyPath>,
    /// Where the text for people stands; the first one that is there.
    pub message: &'static [KeyPath],
    /// Where the list of field errors stands.
    pub errors: Option<KeyPath>,
    /// Where the vendor's own code stands.
    pub code: Option<KeyPath>,
    /// Where the HTTP status is repeated.
    pub status: Option<KeyPath>,
    /// Keys whose values are never shown, at any depth.
    pub secret: &'static [&'static str],
    /// Where paging stands.
    pub paging: PagingKeys,
}

impl EnvelopeSpec {
    /// No envelope: the HTTP status tells success, the body is the payload.
    pub const PLAIN: EnvelopeSpec = EnvelopeSpec {
        ok: &[],
        no_rows: &[],
        payload: None,
        message: &[],
        errors: None,
        code: None,
        status: None,
        secret: &[],
        paging: PagingKeys::NONE,
    };
}

/// Where an answer tells its place in a list.
#[derive(Debug, Clone, Copy)]
pub struct PagingKeys {
    /// How many rows come before the first one.
    pub offset: Option<KeyPath>,
    /// How many rows were asked for.
    pub limit: Option<KeyPath>,
    /// How many rows came.
    pub result: Option<KeyPath>,
    /// How many rows there are.
    pub total: Option<KeyPath>,
}

impl PagingKeys {
    /// The answers tell nothing about paging.
    pub const NONE: PagingKeys = PagingKeys { offset: None, limit: None, result: None, total: None };
}

/// An HTTP status that the page lists.
#[derive(Debug)]
pub struct StatusSpec {
    /// The status.
    pub http: u16,
    /// What it means for a call.
    pub reads: Reads,
    /// The vendor's code that goes with it.
    pub code: Option<&'static str>,
}

/// What an HTTP status means for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The vendor did it.
    Ok,
    /// The vendor did it, and there are no rows.
    NoRows,
    /// The vendor said no.
    Refused,
}

impl StatusSpec {
    /// The vendor did it.
    pub const fn ok(http: u16) -> Self {
        StatusSpec { http, reads: Reads::Ok, code: None }
    }

    /// The vendor did it, and there are no rows.
    pub const fn no_rows(http: u16) -> Self {
        StatusSpec { http, reads: Reads::NoRows, code: None }
    }

    /// The vendor said no.
    pub const fn refused(http: u16) -> Self {
        StatusSpec { http, reads: Reads::Refused, code: None }
    }

    /// The vendor's code that goes with it.
    pub const fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }
}

/// How the vendor wants to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallPolicy {
    /// The position in [`ApiSpec::credentials`] of the one that allows one call at a time.
    pub one_at_a_time_per: Option<usize>,
    /// Seconds between two looks at the same list.
    pub poll_every: Option<u64>,
}

impl CallPolicy {
    /// No wishes.
    pub const NONE: CallPolicy = CallPolicy { one_at_a_time_per: None, poll_every: None };
}

/// One call that the vendor offers.
#[derive(Debug)]
pub struct OperationSpec {
    /// Its full name: `serpi.sucursales.list`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's address, parameters in braces: `/v4/series/{UID}/down`.
    pub path: &'static str,
    /// What it does to the vendor's data.
    pub effect: Effect,
    /// Path parameters in the order of the path, then query parameters.
    pub params: &'static [Row],
    /// How many of `params` are in the path.
    pub path_params: usize,
    /// How a list is read page by page.
    pub paging: Option<PagingSpec>,
    /// The rows of the body.
    pub body: Option<&'static Table>,
    /// What the payload holds; `None`: nothing.
    pub answer: Option<&'static Kind>,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it is written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// What an operation does to the vendor's data; decides what may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing.
    Read,
    /// Something new each time it is sent.
    Create,
    /// The same result however often it is sent.
    Update,
    /// Something is gone.
    Delete,
    /// Anything else.
    Action,
}

/// Which parameters walk through a list; positions in [`OperationSpec::params`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagingSpec {
    /// How many rows a page has.
    pub size: usize,
    /// How the next page is asked for.
    pub walk: Walk,
}

/// How the next page is asked for; a position in [`OperationSpec::params`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// By the page's number, counted from 1.
    Page(usize),
    /// By the number of rows to pass over.
    Offset(usize),
}

impl PagingSpec {
    /// Pages have a size and a number that counts from 1.
    pub const fn pages(size: usize, page: usize) -> Self {
        PagingSpec { size, walk: Walk::Page(page) }
    }

    /// Pages have a size and start after a number of rows.
    pub const fn offsets(size: usize, offset: usize) -> Self {
        PagingSpec { size, walk: Walk::Offset(offset) }
    }
}
