//! Operations that answer nothing.

/// Declares the `Response` of an operation that answers nothing, not even an empty result.
macro_rules! no_output {
    () => {
        /// What is answered: nothing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Response;

        impl $crate::xml::Encode for Response {
            fn is_nothing(&self) -> bool {
                true
            }

            fn content(&self, _: &mut $crate::xml::Writer) {}
        }
    };
}
pub(super) use no_output;
