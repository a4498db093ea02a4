use super::Chain;
use crate::listener::ListenError;

#[test]
fn every_cause_is_named_once() {
    let source = std::io::Error::other(std::fmt::Error);
    let failure = ListenError::Operator(source);
    let cause = std::fmt::Error;
    assert_eq!(Chain(&failure).to_string(), format!("the operator's socket could not be made: {cause}"));
}
