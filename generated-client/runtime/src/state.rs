//! The state of a builder as a type: one marker per required field, in chunks of eight, as many as it takes. A missing field is
//! a compile error that names it, a field that is set twice as well; the order of the calls is free.
//!
//! Where a field stands is said with types too, `C1` and `P4`: the compiler takes a number in the place of a type for a
//! program of its own, and there are some eighty of them in a record.

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
pub trait Settable<Chunk, Place> {
    /// The state after the field is set.
    type Then;
}

/// The field at this place is not set.
#[diagnostic::on_unimplemented(
    message = "this field is set twice",
    label = "it was already set by an earlier call",
    note = "remove one of the two calls"
)]
pub trait Unset<Chunk, Place>: Settable<Chunk, Place> {}

/// The field at this place is set. `Name` is there for the compiler's message.
#[diagnostic::on_unimplemented(
    message = "required field `{Name}` is not set",
    label = "`{Name}` has to be set before this call",
    note = "a required field is set by the method of the same name"
)]
pub trait Given<Chunk, Place, Name> {}

/// Inside one chunk: the field at this place can be set.
pub trait SettableIn<Place> {
    /// The chunk after the field is set.
    type Then;
}

/// Inside one chunk: the field at this place is not set.
#[diagnostic::on_unimplemented(
    message = "this field is set twice",
    label = "it was already set by an earlier call",
    note = "remove one of the two calls"
)]
pub trait UnsetIn<Place> {}

/// Inside one chunk: the field at this place is set.
#[diagnostic::on_unimplemented(
    message = "required field `{Name}` is not set",
    label = "`{Name}` has to be set before this call",
    note = "a required field is set by the method of the same name"
)]
pub trait GivenIn<Place, Name> {}

/// One chunk of a state.
pub trait At<Chunk> {
    /// What is set in it.
    type State;
}

impl<S, Chunk, Place> Unset<Chunk, Place> for S where S: At<Chunk, State: UnsetIn<Place>> + Settable<Chunk, Place> {}

impl<S, Name, Chunk, Place> Given<Chunk, Place, Name> for S where S: At<Chunk, State: GivenIn<Place, Name>> {}

macro_rules! place {
    ($place:ident: [$($before:ident)*] [$($after:ident)*]) => {
        /// A place in a chunk.
        #[derive(Debug)]
        pub enum $place {}

        impl<Here, $($before,)* $($after,)*> SettableIn<$place> for ($($before,)* Here, $($after,)*) {
            type Then = ($($before,)* Yes, $($after,)*);
        }

        #[diagnostic::do_not_recommend]
        impl<$($before,)* $($after,)*> UnsetIn<$place> for ($($before,)* No, $($after,)*) {}

        #[diagnostic::do_not_recommend]
        impl<Name, $($before,)* $($after,)*> GivenIn<$place, Name> for ($($before,)* Yes, $($after,)*) {}
    };
}

place!(P0: [] [B C D E F G H]);
place!(P1: [A] [C D E F G H]);
place!(P2: [A B] [D E F G H]);
place!(P3: [A B C] [E F G H]);
place!(P4: [A B C D] [F G H]);
place!(P5: [A B C D E] [G H]);
place!(P6: [A B C D E F] [H]);
place!(P7: [A B C D E F G] []);

/// The chunks of the longest state.
macro_rules! chunks {
    ($($chunk:ident)*) => {$(
        /// A chunk of a state.
        #[derive(Debug)]
        pub enum $chunk {}
    )*};
}

chunks!(C0 C1 C2 C3 C4 C5 C6 C7);

/// The chunks of a state, from the first one that is named on.
macro_rules! state {
    ([$($before:ident)*]) => {};
    ([$($before:ident)*] $chunk:ident $here:ident $($others:ident $after:ident)*) => {
        impl<$($before,)* $here, $($after,)*> At<$chunk> for ($($before,)* $here, $($after,)*) {
            type State = $here;
        }

        impl<Place, $($before,)* $here: SettableIn<Place>, $($after,)*> Settable<$chunk, Place>
            for ($($before,)* $here, $($after,)*)
        {
            type Then = ($($before,)* $here::Then, $($after,)*);
        }

        state!([$($before)* $here] $($others $after)*);
    };
}

state!([] C0 A);
state!([] C0 A C1 B);
state!([] C0 A C1 B C2 C);
state!([] C0 A C1 B C2 C C3 D);
state!([] C0 A C1 B C2 C C3 D C4 E);
state!([] C0 A C1 B C2 C C3 D C4 E C5 F);
state!([] C0 A C1 B C2 C C3 D C4 E C5 F C6 G);
state!([] C0 A C1 B C2 C C3 D C4 E C5 F C6 G C7 H);

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::{Blank, C0, C1, C2, C3, C4, C5, C6, C7, Given, No, P0, P2, P7, Settable, Unset, Yes};

    enum Name {}

    /// Compiles where the field can be set, and is set then.
    fn sets<S, Chunk, Place>()
    where
        S: Unset<Chunk, Place>,
        <S as Settable<Chunk, Place>>::Then: Given<Chunk, Place, Name>,
    {
    }

    #[test]
    fn a_field_of_any_chunk_can_be_set_however_many_there_are() {
        macro_rules! has_chunks {
            ($state:ty: $($chunk:ident)*) => {$(
                sets::<$state, $chunk, P0>();
                sets::<$state, $chunk, P7>();
            )*};
        }
        has_chunks!((Blank,): C0);
        has_chunks!((Blank, Blank): C0 C1);
        has_chunks!((Blank, Blank, Blank): C0 C1 C2);
        has_chunks!((Blank, Blank, Blank, Blank): C0 C1 C2 C3);
        has_chunks!((Blank, Blank, Blank, Blank, Blank): C0 C1 C2 C3 C4);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank): C0 C1 C2 C3 C4 C5);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank, Blank): C0 C1 C2 C3 C4 C5 C6);
        has_chunks!((Blank, Blank, Blank, Blank, Blank, Blank, Blank, Blank): C0 C1 C2 C3 C4 C5 C6 C7);
    }

    #[test]
    fn all_other_fields_stay_as_they_were() {
        type Set = <(Blank, Blank, Blank) as Settable<C1, P2>>::Then;
        type Expected = (Blank, (No, No, Yes, No, No, No, No, No), Blank);
        assert_eq!(TypeId::of::<Set>(), TypeId::of::<Expected>());
    }
}
