//! The state of a builder as a type: one marker per required field, in chunks of eight, as many as it takes. A missing field is
//! a compile error that names it, a field that is set twice as well; the order of the calls is free.

/// A required field that is not set yet.
#[derive(Debug, Clone, Copy)]
pub enum No {}

/// A required field that is set.
#[derive(Debug, Clone, Copy)]
pub enum Yes {}

/// A chunk of a state in which nothing is set.
pub type Blank = (No, No, No, No, No, No, No, No);

/// The field at this place can be set; `Then` is the state after that. Holds for every state: that a field is not set twice is
/// [`Unset`]'s part, so that the compiler can tell it in words.
pub trait Settable<const CHUNK: usize, const PLACE: usize> {
    /// The state after the field is set.
    type Then;
}

/// The field at this place is not set.
#[diagnostic::on_unimplemented(
    message = "this field is set twice",
    label = "it was already set by an earlier call",
    note = "remove one of the two calls"
)]
pub trait Unset<const CHUNK: usize, const PLACE: usize>: Settable<CHUNK, PLACE> {}

/// The field at this place is set. `Name` is there for the compiler's message.
#[diagnostic::on_unimplemented(
    message = "required field `{Name}` is not set",
    label = "`{Name}` has to be set before this call",
    note = "a required field is set by the method of the same name"
)]
pub trait Given<const CHUNK: usize, const PLACE: usize, Name> {}

/// Inside one chunk: the field at this place can be set.
pub trait SettableIn<const PLACE: usize> {
    /// The chunk after the field is set.
    type Then;
}

/// Inside one chunk: the field at this place is not set.
#[diagnostic::on_unimplemented(
    message = "this field is set twice",
    label = "it was already set by an earlier call",
    note = "remove one of the two calls"
)]
pub trait UnsetIn<const PLACE: usize> {}

/// Inside one chunk: the field at this place is set.
#[diagnostic::on_unimplemented(
    message = "required field `{Name}` is not set",
    label = "`{Name}` has to be set before this call",
    note = "a required field is set by the method of the same name"
)]
pub trait GivenIn<const PLACE: usize, Name> {}

/// One chunk of a state.
pub trait At<const CHUNK: usize> {
    /// The chunk.
    type Chunk;
}

impl<S, const CHUNK: usize, const PLACE: usize> Unset<CHUNK, PLACE> for S where
    S: At<CHUNK, Chunk: UnsetIn<PLACE>> + Settable<CHUNK, PLACE>
{
}

impl<S, Name, const CHUNK: usize, const PLACE: usize> Given<CHUNK, PLACE, Name> for S where
    S: At<CHUNK, Chunk: GivenIn<PLACE, Name>>
{
}

macro_rules! place {
    ($place:literal: [$($before:ident)*] [$($after:ident)*]) => {
        impl<Here, $($before,)* $($after,)*> SettableIn<$place> for ($($before,)* Here, $($after,)*) {
            type Then = ($($before,)* Yes, $($after,)*);
        }

        #[diagnostic::do_not_recommend]
        impl<$($before,)* $($after,)*> UnsetIn<$place> for ($($before,)* No, $($after,)*) {}

        #[diagnostic::do_not_recommend]
        impl<Name, $($before,)* $($after,)*> GivenIn<$place, Name> for ($($before,)* Yes, $($after,)*) {}
    };
}

place!(0: [] [B C D E F G H]);
place!(1: [A] [C D E F G H]);
place!(2: [A B] [D E F G H]);
place!(3: [A B C] [E F G H]);
place!(4: [A B C D] [F G H]);
place!(5: [A B C D E] [G H]);
place!(6: [A B C D E F] [H]);
place!(7: [A B C D E F G] []);

/// The chunks of a state, from the first one that is named on.
macro_rules! chunks {
    ([$($before:ident)*]) => {};
    ([$($before:ident)*] $chunk:literal $here:ident $($others:literal $after:ident)*) => {
        impl<$($before,)* $here, $($after,)*> At<$chunk> for ($($before,)* $here, $($after,)*) {
            type Chunk = $here;
        }

        impl<const PLACE: usize, $($before,)* $here: SettableIn<PLACE>, $($after,)*> Settable<$chunk, PLACE>
            for ($($before,)* $here, $($after,)*)
        {
            type Then = ($($before,)* $here::Then, $($after,)*);
        }

        chunks!([$($before)* $here] $($others $after)*);
    };
}

chunks!([] 0 A);
chunks!([] 0 A 1 B);
chunks!([] 0 A 1 B 2 C);
chunks!([] 0 A 1 B 2 C 3 D);
chunks!([] 0 A 1 B 2 C 3 D 4 E);
chunks!([] 0 A 1 B 2 C 3 D 4 E 5 F);
chunks!([] 0 A 1 B 2 C 3 D 4 E 5 F 6 G);
chunks!([] 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H);

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::{Blank, Given, No, Settable, Unset, Yes};

    enum Name {}

    /// Compiles where the field can be set, and is set then.
    fn sets<S, const CHUNK: usize, const PLACE: usize>()
    where
        S: Unset<CHUNK, PLACE>,
        <S as Settable<CHUNK, PLACE>>::Then: Given<CHUNK, PLACE, Name>,
    {
    }

    #[test]
    fn a_field_of_any_chunk_can_be_set_however_many_there_are() {
        macro_rules! has_chunks {
            ($state:ty: $($chunk:literal)*) => {$(
                sets::<$state, $chunk, 0>();
                sets::<$state, $chunk, 7>();
            )*};
        }
        has_chunks!((Blank,): 0);
        has_chunks!((Blank, Blank): 0 1);
        has_chunks!((Blank, Blank, Blank): 0 1 2);
        has_chunks!((Blank, Blank, Blank, Blank): 0 1 2 3);
        has_chunks!((Blank, Blank, Blank, Blank, Blank): 0 1 2 3 4);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank): 0 1 2 3 4 5);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank, Blank): 0 1 2 3 4 5 6);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank, Blank, Blank): 0 1 2 3 4 5 6 7);
    }

    #[test]
    fn all_other_fields_stay_as_they_were() {
        type Set = <(Blank, Blank, Blank) as Settable<1, 2>>::Then;
        type Expected = (Blank, (No, No, Yes, No, No, No, No, No), Blank);
        assert_eq!(TypeId::of::<Set>(), TypeId::of::<Expected>());
    }
}
