//! A vendor that does not exist, in the shape of generated code.

pub mod article;
pub mod articles;
pub mod new_article;
pub mod stock;
pub mod tree;
pub mod writes;

pub use article::{Article, Kind as ArticleKind, Part};
pub use new_article::NewArticle;
pub use tree::Tree;

use ficha_runtime::generated::*;

/// Marks what belongs to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shop {}

impl Api for Shop {
    type Server = Server;
    const SPEC: &'static ApiSpec = &ApiSpec {
        name: "shop",
        title: "A shop",
        credentials: &[
            CredentialSpec::new("secret_key", "secretkey"),
            CredentialSpec::new("token", "Authorization").scheme("Bearer"),
        ],
        headers: &[("F-PLUGIN", "9d40")],
        envelope: EnvelopeSpec {
            ok: &[
                &[(&["success"], Literal::Bool(true)), (&["errors"], Literal::Null)],
                &[(&["success"], Literal::Bool(true)), (&["errors"], Literal::EmptyList)],
                &[(&["status"], Literal::Text("success"))],
            ],
            no_rows: &[
                &[(&["code"], Literal::Int(201)), (&["result"], Literal::EmptyList)],
                &[(&["code"], Literal::Int(204))],
                &[(&["http"], Literal::Int(204))],
            ],
            payload: Some(&["result"]),
            message: &[&["message"], &["messsage"], &["error", "userMessage"]],
            errors: Some(&["errors"]),
            code: Some(&["code"]),
            status: Some(&["error", "status"]),
            secret: &["Data", "Secret"],
            paging: PagingKeys { total: Some(&["paging", "total"]), ..PagingKeys::NONE },
        },
        statuses: &[StatusSpec::ok(200), StatusSpec::refused(401), StatusSpec::refused(404).code("NOT_FOUND")],
        calls: CallPolicy { one_at_a_time_per: Some(1), poll_every: Some(300) },
    };
}

/// Where the shop is called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Server {
    /// `https://shop.example/v1`
    #[default]
    Production,
    /// `https://sandbox.shop.example/v1`
    Sandbox,
}

impl BaseUrl for Server {
    fn base_url(&self) -> &'static str {
        match self {
            Server::Production => "https://shop.example/v1",
            Server::Sandbox => "https://sandbox.shop.example/v1",
        }
    }
}

/// Calls the shop. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    core: Core,
}

impl Client {
    /// Starts a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder { settings: Settings::default(), state: PhantomData }
    }

    /// Articles.
    pub fn articles(&self) -> articles::Articles<'_> {
        articles::Articles { core: &self.core }
    }

    /// Writes that are neither creates nor deletes.
    pub fn writes(&self) -> writes::Writes<'_> {
        writes::Writes { core: &self.core }
    }

    /// Articles that are in stock.
    pub fn stock(&self) -> stock::Stock<'_> {
        stock::Stock { core: &self.core }
    }

    /// A call of any operation.
    pub fn call<O: Operation<Api = Shop>>(&self, operation: O) -> Call<O> {
        self.core.call(operation)
    }
}

/// Builds a [`Client`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ClientBuilder<S = (Blank,)> {
    settings: Settings<Shop>,
    state: PhantomData<S>,
}

client_settings!(ClientBuilder, Server);

impl<S> ClientBuilder<S> {
    /// Sent as the header `secretkey`.
    pub fn secret_key(mut self, secret_key: impl Into<SecretString>) -> ClientBuilder<S::Then>
    where
        S: Unset<C0, P0>,
    {
        self.settings.credential(0, secret_key.into());
        ClientBuilder { settings: self.settings, state: PhantomData }
    }

    /// Sent as the header `Authorization`.
    pub fn token(mut self, token: impl Into<SecretString>) -> ClientBuilder<S::Then>
    where
        S: Unset<C0, P1>,
    {
        self.settings.credential(1, token.into());
        ClientBuilder { settings: self.settings, state: PhantomData }
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`BuildError`], which names the setting.
    pub fn build(self) -> Result<Client, BuildError>
    where
        S: credentials::Complete,
    {
        Ok(Client { core: self.settings.build()? })
    }
}

/// The names of the credentials, for the compiler's messages.
#[allow(non_camel_case_types)]
pub mod credentials {
    use super::*;

    /// `secret_key`
    pub enum secret_key {}
    /// `token`
    pub enum token {}

    /// Holds once all of them are set.
    pub trait Complete {}

    impl<S> Complete for S where S: Given<C0, P0, secret_key> + Given<C0, P1, token> {}
}
