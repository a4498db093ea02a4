//! The answer of the operations that answer nothing.

/// Declares the `Response` of an operation without output.
macro_rules! no_output {
    () => {
        /// What is answered: nothing but that it is done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Response;

        impl $crate::xml::Encode for Response {
            fn is_nothing(&self) -> bool {
                true
            }

            fn content(&self, _writer: &mut $crate::xml::Writer) {}
        }
    };
}
pub(super) use no_output;
