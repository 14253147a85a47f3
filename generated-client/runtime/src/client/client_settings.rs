//! The methods of a generated client's builder that every API has.

/// Gives a generated builder the settings that every API has. The builder has a field `settings`.
#[macro_export]
#[doc(hidden)]
macro_rules! __client_settings {
    ($builder:ident, $server:ty) => {
        impl<S> $builder<S> {
            /// Calls another of the vendor's servers.
            pub fn server(mut self, server: $server) -> Self {
                self.settings.server(server);
                self
            }

            /// Calls any other address, for instance a test server: `https://…`, or `http://…` on this machine. Without a
            /// query; paths are appended.
            pub fn base_url(mut self, base_url: impl ::core::convert::Into<::std::string::String>) -> Self {
                self.settings.base_url(base_url.into());
                self
            }

            /// Uses this HTTP client, which must not follow redirects, or one from this `reqwest::ClientBuilder`, whose
            /// redirects are then switched off.
            pub fn http_client(mut self, client: impl ::core::convert::Into<$crate::HttpClient>) -> Self {
                self.settings.http_client(client.into());
                self
            }

            /// Sends requests by other means than HTTP over a socket, for instance in tests.
            pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
                self.settings.transport(::std::sync::Arc::new(transport));
                self
            }

            /// Whether requests are checked against the page's rules before they are sent. On by default.
            pub fn validation(mut self, validation: $crate::Validation) -> Self {
                self.settings.validation(validation);
                self
            }

            /// Whether an answer that differs from the page is an error. Off by default: it is a deviation.
            pub fn strict(mut self, strict: bool) -> Self {
                self.settings.strict(strict);
                self
            }

            /// How long a call may take with all that belongs to it: waiting for its turn where the vendor allows one call
            /// at a time, every attempt, the pauses between them. 60 seconds by default.
            pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.settings.timeout(timeout);
                self
            }

            /// How long the vendor may be silent: before an answer begins (connecting included), and between two pieces of
            /// it. 20 seconds by default.
            pub fn read_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.settings.read_timeout(timeout);
                self
            }

            /// How often a call is tried and how long the pauses are: by default three times, and creates only where the
            /// attempt before did not leave.
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.settings.retry(retry);
                self
            }

            /// How long connecting may take; 10 seconds by default. Without effect on a client that is handed in. A call with
            /// another limit has connections of its own.
            pub fn connect_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.settings.connect_timeout(timeout);
                self
            }

            /// The most that is read of an answer's body, in bytes, after decompression; 32 MiB by default. A longer answer
            /// is unreadable.
            pub fn answer_limit(mut self, bytes: usize) -> Self {
                self.settings.answer_limit(bytes);
                self
            }

            /// A lock that is held during every attempt, for services of which several call the vendor with the same
            /// credentials. Within one process no lock is needed: where the vendor allows one call at a time, all clients
            /// with the same token take turns.
            pub fn fleet_lock(mut self, lock: impl $crate::FleetLock) -> Self {
                self.settings.fleet_lock(::std::sync::Arc::new(lock));
                self
            }

            /// Listens to every attempt, for metrics, and may sign what leaves. Hooks are called in the order in which they
            /// are given.
            pub fn hook(mut self, hook: impl $crate::Hook) -> Self {
                self.settings.hook(::std::sync::Arc::new(hook));
                self
            }

            /// Lets the base address be `http://` on another machine, where credentials travel in the clear.
            pub fn allow_plain_http(mut self) -> Self {
                self.settings.allow_plain_http();
                self
            }
        }
    };
}
