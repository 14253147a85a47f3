//! What may be tried again, and after which pause. Trying is done in `engine`.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use crate::description::spec::Effect;

/// How often a call is tried, and how long the pauses between the attempts are.
///
/// What may be tried again follows from what the operation does and how far the failed attempt came:
///
/// | the attempt | reads, updates, deletes | creates, actions |
/// |---|---|---|
/// | did not leave | again | again |
/// | left, or may have left, and no answer came | again | not again |
/// | was answered with 408, 429, 500, 502, 503 or 504 | again | not again |
/// | was answered otherwise | not again | not again |
///
/// A pause has a random length between nothing and a limit that doubles from attempt to attempt. What the vendor asks for
/// with `Retry-After` is waited for on top of that. A pause that would outlast the call's `timeout` is not made: the error
/// comes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
    creates: bool,
}

/// What came of an attempt, as far as it decides whether there may be another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is proved that it did not leave.
    NotSent,
    /// It left, or may have left.
    NoAnswer,
    /// An answer came, with this HTTP status.
    Answered(u16),
}

impl Retry {
    pub(crate) const DEFAULT: Retry =
        Retry { attempts: 3, first: Duration::from_millis(250), longest: Duration::from_secs(10), creates: false };

    /// One attempt and no more.
    pub const fn never() -> Retry {
        Retry::DEFAULT.attempts(1)
    }

    /// How many attempts there are at most, the first one included; 3 by default.
    pub const fn attempts(mut self, attempts: u32) -> Retry {
        self.attempts = attempts;
        self
    }

    /// How long the first pause is at most, and the longest one; 250 milliseconds and 10 seconds by default.
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Retry {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Treats creates and actions like all others. Only for a caller to whom it does no harm when the vendor does twice
    /// what was asked once: an attempt without an answer may have been carried out.
    pub const fn even_creates(mut self) -> Retry {
        self.creates = true;
        self
    }

    /// What is wrong with it.
    pub(crate) fn flaw(&self) -> Option<&'static str> {
        match self {
            Retry { attempts: 0, .. } => Some("allows no attempt"),
            Retry { first, .. } if first.is_zero() => Some("has pauses of no length"),
            Retry { first, longest, .. } if longest < first => {
                Some("has a longest pause that is shorter than the first")
            }
            _ => None,
        }
    }

    /// Whether there may be another attempt after so many.
    pub(crate) fn allows(&self, attempts: u32, effect: Effect, outcome: Outcome) -> bool {
        let is_harmless = self.creates || matches!(effect, Effect::Read | Effect::Update | Effect::Delete);
        let may_help = match outcome {
            Outcome::NotSent => true,
            Outcome::NoAnswer => is_harmless,
            Outcome::Answered(http) => is_harmless && matches!(http, 408 | 429 | 500 | 502 | 503 | 504),
        };
        attempts < self.attempts && may_help
    }

    /// The pause after so many attempts. `chance` can be any number.
    pub(crate) fn pause(&self, attempts: u32, chance: u64) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let limit = self.first.saturating_mul(doubled).min(self.longest);
        let share = chance as f64 / u64::MAX as f64;
        Duration::try_from_secs_f64(limit.as_secs_f64() * share).unwrap_or(limit)
    }
}

impl Default for Retry {
    /// Three attempts, and creates only where the first one did not leave.
    fn default() -> Retry {
        Retry::DEFAULT
    }
}

/// A number that differs from call to call and from process to process. Good enough to keep callers from trying again all
/// at once, which is all that it is for; so the standard library's source of hash keys does.
pub(crate) fn chance() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Retry, chance};
    use crate::description::spec::Effect;

    #[test]
    fn what_may_be_tried_again_follows_from_effect_and_outcome() {
        let retried = [408, 429, 500, 502, 503, 504];
        for effect in [Effect::Read, Effect::Update, Effect::Delete, Effect::Create, Effect::Action] {
            let harmless = !matches!(effect, Effect::Create | Effect::Action);
            let allows = |outcome| Retry::DEFAULT.allows(1, effect, outcome);
            assert!(allows(Outcome::NotSent), "{effect:?}");
            assert_eq!(allows(Outcome::NoAnswer), harmless, "{effect:?}");
            for http in 100..600 {
                let expected = harmless && retried.contains(&http);
                assert_eq!(allows(Outcome::Answered(http)), expected, "{effect:?} {http}");
                let opted_in = Retry::DEFAULT.even_creates().allows(1, effect, Outcome::Answered(http));
                assert_eq!(opted_in, retried.contains(&http), "{effect:?} {http}");
            }
        }
    }

    #[test]
    fn attempts_are_bounded() {
        for (retry, most) in [(Retry::never(), 1), (Retry::DEFAULT, 3), (Retry::DEFAULT.attempts(7), 7)] {
            assert!(retry.allows(most - 1, Effect::Read, Outcome::NotSent) || most == 1);
            assert!(!retry.allows(most, Effect::Read, Outcome::NotSent));
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest_and_are_random_below() {
        let millis = Duration::from_millis;
        let retry = Retry::DEFAULT.pauses(millis(100), millis(1_000));
        let longest: Vec<Duration> = (1..=6).map(|attempts| retry.pause(attempts, u64::MAX)).collect();
        assert_eq!(longest, [millis(100), millis(200), millis(400), millis(800), millis(1_000), millis(1_000)]);
        assert_eq!(retry.pause(u32::MAX, u64::MAX), millis(1_000));
        assert_eq!(retry.pause(3, 0), Duration::ZERO);
        let endless = Retry::DEFAULT.pauses(Duration::MAX, Duration::MAX);
        assert!([0, 1, u64::MAX / 2, u64::MAX].map(|chance| endless.pause(1, chance)).is_sorted());
        let drawn: Vec<Duration> = (0..200).map(|_| retry.pause(4, chance())).collect();
        assert!(drawn.iter().all(|pause| *pause <= millis(800)));
        assert!(drawn.iter().any(|pause| *pause < millis(200)) && drawn.iter().any(|pause| *pause > millis(600)));
    }
}
