//! The enums over a service's operations, declared from one list: what can be asked, the requests, the answers.

/// Declares a service's `Operation`, `Request` and `Response`, whatever its protocol.
macro_rules! operation_enums {
    ($(#[$response:meta])* $($operation:ident: $module:ident, $doc:literal;)+) => {
        /// An operation that is served.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Operation {
            $(#[doc = $doc] $operation,)+
        }

        impl Operation {
            /// All of them, by name.
            pub const ALL: &[Self] = &[$(Self::$operation),+];

            /// The operation's name on the wire.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$operation => stringify!($operation),)+
                }
            }

            /// The operation of that name. Upper and lower case differ.
            ///
            /// # Errors
            ///
            /// [`UnknownOperation`](crate::UnknownOperation) (caller) if none has it.
            pub fn parse(name: &str) -> Result<Self, $crate::UnknownOperation> {
                Self::ALL.iter().find(|operation| operation.name() == name).copied().ok_or($crate::UnknownOperation)
            }
        }

        /// A request for one of the operations. Some hold secret bytes, hence no `Debug`.
        pub enum Request {
            $(#[doc = $doc] $operation($module::Request),)+
        }

        impl Request {
            /// Decodes the request for `operation` from its body.
            ///
            /// # Errors
            ///
            /// - `SerializationException` or `MalformedInput` (caller): a member has another type than the model says.
            ///   Wins over the next.
            /// - `ValidationException` (caller): members violate constraints of the model; lists all of them.
            pub fn decode(
                operation: Operation,
                document: &$crate::json::Document<'_>,
            ) -> Result<Self, $crate::Failure> {
                match operation {
                    $(Operation::$operation => $crate::members::read(document).map(Self::$operation),)+
                }
            }

            /// The operation that is asked for.
            pub const fn operation(&self) -> Operation {
                match self {
                    $(Self::$operation(_) => Operation::$operation,)+
                }
            }
        }

        /// The answer of one of the operations. Some hold secret bytes, hence no `Debug`.
        $(#[$response])*
        pub enum Response {
            $(#[doc = $doc] $operation($module::Response),)+
        }

        $(
            impl From<$module::Request> for Request {
                fn from(request: $module::Request) -> Self {
                    Self::$operation(request)
                }
            }

            impl From<$module::Response> for Response {
                fn from(response: $module::Response) -> Self {
                    Self::$operation(response)
                }
            }
        )+
    };
}

/// Declares the operations of a service that speaks AWS JSON 1.1.
macro_rules! json_operations {
    ($(#[$response:meta])* $($operation:ident: $module:ident, $doc:literal;)+) => {
        $crate::operations::operation_enums! { $(#[$response])* $($operation: $module, $doc;)+ }

        impl Response {
            /// Encodes the body of the answer; the operations without output answer with an empty one.
            pub fn encode(self) -> zeroize::Zeroizing<Vec<u8>> {
                match self {
                    $(Self::$operation(response) => $crate::json::encode(&response),)+
                }
            }
        }
    };
}

/// Declares the operations of a service that speaks Query; its `NAMESPACE` stands beside them.
macro_rules! query_operations {
    ($(#[$response:meta])* $($operation:ident: $module:ident, $doc:literal;)+) => {
        $crate::operations::operation_enums! { $(#[$response])* $($operation: $module, $doc;)+ }

        impl Response {
            /// Encodes the document of the answer.
            pub fn encode(self, request_id: uuid::Uuid) -> zeroize::Zeroizing<Vec<u8>> {
                match self {
                    $(Self::$operation(response) => {
                        $crate::xml::answer(NAMESPACE, stringify!($operation), &response, request_id)
                    })+
                }
            }
        }
    };
}

pub(crate) use {json_operations, operation_enums, query_operations};
