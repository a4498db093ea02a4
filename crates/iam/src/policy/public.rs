//! Which conditions keep a statement for everybody from being public: those that confine it to principals or networks
//! which the policy itself fixes. Knows conditions as written; evaluates nothing.
//!
//! Source: S3 user guide, "The meaning of public"; Secrets Manager user guide, "Public access to secrets".

#[cfg(test)]
mod tests;

use ipnet::IpNet;

use super::arn_pattern::split_arn;
use super::condition::{Family, Operator, Quantifier, StringMode, address_range};
use super::request::ConditionKey;

/// The shortest prefix of an IPv4 range that counts as fixed.
const IPV4_PREFIX_BITS_MIN: u8 = 8;

/// The shortest prefix of an IPv6 range that counts as fixed.
const IPV6_PREFIX_BITS_MIN: u8 = 32;

/// Tells whether a condition is always applied and confines its key to fixed values.
pub(super) fn narrows(operator: &Operator, key: &ConditionKey, values: &[String]) -> bool {
    let positive =
        matches!(operator.family, Family::Arn | Family::Ip | Family::String(_)) && !operator.negated;
    let always_applied = operator.quantifier != Quantifier::AllValues && !operator.if_exists;
    positive && always_applied && values.iter().all(|value| is_fixed(operator, key, value))
}

fn is_fixed(operator: &Operator, key: &ConditionKey, value: &str) -> bool {
    match key.as_str() {
        "aws:principalaccount"
        | "aws:principalorgid"
        | "aws:sourceaccount"
        | "aws:sourceowner"
        | "aws:sourcevpc"
        | "aws:sourcevpce"
        | "aws:userid"
        | "kms:calleraccount" => is_literal(value),
        "aws:principalarn" | "aws:sourcearn" => is_fixed_arn(operator, value),
        "aws:principalorgpaths" => {
            operator.quantifier == Quantifier::AnyValue && is_fixed_organization(value)
        }
        "aws:sourceip" => address_range(value).is_some_and(is_fixed_range),
        _ => false,
    }
}

/// No wildcard and no variable. Also where the operator takes them literally: that loses nothing real.
fn is_literal(value: &str) -> bool {
    !value.contains(['*', '?']) && !value.contains("${")
}

/// An ARN with a literal account. In a string glob a wildcard spans colons, so none may stand before the account.
fn is_fixed_arn(operator: &Operator, value: &str) -> bool {
    let Some([_, partition, service, region, account, _]) = split_arn(value) else { return false };
    let account_fixed = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let spans_colons = operator.family == Family::String(StringMode::Glob);
    account_fixed && (!spans_colons || [partition, service, region].into_iter().all(is_literal))
}

fn is_fixed_organization(value: &str) -> bool {
    value.split('/').next().is_some_and(|id| id.len() > 2 && id.starts_with("o-") && is_literal(id))
}

fn is_fixed_range(range: IpNet) -> bool {
    match range {
        IpNet::V4(range) => range.prefix_len() >= IPV4_PREFIX_BITS_MIN,
        IpNet::V6(range) => range.prefix_len() >= IPV6_PREFIX_BITS_MIN,
    }
}
