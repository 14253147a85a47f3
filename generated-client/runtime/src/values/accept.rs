//! Which value is taken for which kind: what fits as it is, what can be understood and is told, and what cannot stand there.
//! Walking through lists and objects is `read`'s part.

use super::slot::Slot;
use crate::description::field::Scalar;
use crate::description::table::Kind;

impl Slot<'_, '_, '_> {
    /// A value that cannot stand here. Tells whether the field can do without one.
    pub(crate) fn misfit(self, found: &str) -> bool {
        self.reading.deviation(self.place, self.kind.in_words(), found);
        self.field.put(Scalar::Null)
    }

    /// A value that stands for another; it is accepted where the field takes it.
    fn in_place_of(self, value: Scalar<'_>, found: &str) -> bool {
        self.reading.deviation(self.place, self.kind.in_words(), found);
        self.field.put(value) || self.field.put(Scalar::Null)
    }

    /// Nothing where a value belongs.
    pub(crate) fn null(self) -> bool {
        self.field.put(Scalar::Null) || self.misfit("null")
    }

    /// A `true` or `false`.
    pub(crate) fn truth(self, truth: bool) -> bool {
        match self.kind {
            Kind::Bool => self.field.put(Scalar::Bool(truth)),
            Kind::Text => self.in_place_of(Scalar::Text(if truth { "true" } else { "false" }), &truth.to_string()),
            _ => self.misfit(&truth.to_string()),
        }
    }

    /// A whole number.
    #[inline]
    pub(crate) fn int(self, number: i64) -> bool {
        match self.kind {
            Kind::Int => self.field.put(Scalar::Int(number)),
            _ => self.int_elsewhere(number),
        }
    }

    /// A whole number where something else belongs.
    fn int_elsewhere(self, number: i64) -> bool {
        match self.kind {
            Kind::Number => self.field.put(Scalar::Number(number as f64)),
            Kind::Text | Kind::Open(_) => self.printed_number(&number.to_string()),
            Kind::Bool if number == 0 || number == 1 => {
                self.in_place_of(Scalar::Bool(number == 1), &number.to_string())
            }
            _ => self.misfit(&number.to_string()),
        }
    }

    /// A number with a fraction, or too large to be exact.
    pub(crate) fn number(self, number: f64) -> bool {
        match self.kind {
            Kind::Number => self.field.put(Scalar::Number(number)),
            Kind::Int => match exact_int(number) {
                Some(whole) => self.in_place_of(Scalar::Int(whole), &format!("{number:?}")),
                None => self.misfit(&format!("{number:?}")),
            },
            Kind::Text | Kind::Open(_) => self.printed_number(&number.to_string()),
            _ => self.misfit(&format!("{number:?}")),
        }
    }

    /// A number, as it is printed, where a text belongs.
    pub(crate) fn printed_number(self, printed: &str) -> bool {
        if self.quoted {
            self.in_place_of(Scalar::Text(printed), printed)
        } else {
            self.field.put(Scalar::Text(printed))
        }
    }

    /// A text.
    #[inline]
    pub(crate) fn text(self, text: &str) -> bool {
        match self.kind {
            Kind::Text => self.field.put(Scalar::Text(text)),
            _ => self.text_elsewhere(text),
        }
    }

    /// A text where something else belongs.
    fn text_elsewhere(self, text: &str) -> bool {
        let found = || format!("\"{text}\"");
        match self.kind {
            _ if text.trim().is_empty() => self.misfit(&found()),
            Kind::Open(_) => self.field.put(Scalar::Text(text)),
            Kind::Int => match text.trim().parse().ok().or_else(|| exact_int(text.trim().parse().ok()?)) {
                Some(whole) => self.in_place_of(Scalar::Int(whole), &found()),
                None => self.misfit(&found()),
            },
            Kind::Number => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.in_place_of(Scalar::Number(number), &found()),
                _ => self.misfit(&found()),
            },
            Kind::Bool => match text.trim() {
                "true" | "1" => self.in_place_of(Scalar::Bool(true), &found()),
                "false" | "0" => self.in_place_of(Scalar::Bool(false), &found()),
                _ => self.misfit(&found()),
            },
            _ => self.misfit(&found()),
        }
    }

    /// A whole number that no signed one of 64 bits can hold.
    pub(crate) fn large(self, number: u64) -> bool {
        match self.kind {
            Kind::Number => self.field.put(Scalar::Number(number as f64)),
            Kind::Text | Kind::Open(_) => self.printed_number(&number.to_string()),
            _ => self.misfit(&number.to_string()),
        }
    }

    /// A number of which only the text is known.
    pub(crate) fn raw_number(self, printed: &str) -> bool {
        if matches!(self.kind, Kind::Text | Kind::Open(_)) {
            return self.printed_number(printed);
        }
        match (printed.parse::<i64>(), printed.parse::<f64>()) {
            (Ok(whole), _) => self.int(whole),
            (_, Ok(number)) if number.is_finite() => self.number(number),
            _ => self.misfit(printed),
        }
    }
}

/// The whole number that a floating one stands for, where it does so without doubt.
fn exact_int(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0; // 2^53: beyond, not every whole number has a float of its own
    (number.fract() == 0.0 && number.abs() <= LARGEST).then_some(number as i64)
}
