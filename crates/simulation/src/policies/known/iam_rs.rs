//! Where `iam-rs` and our engine differ.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition operators", "Variables and tags".

use super::{
    Difference, Known, decoded, has_variable, is_arn, is_beyond_calendar, is_date_time, is_epoch, is_number,
};
use super::{is_resolved_to, is_unresolved, knows_variables};
use crate::policies::verdict::Judge;

const fn known(reason: &'static str, applies: fn(&Difference<'_>) -> bool) -> Known {
    Known { judge: Judge::IamRs, reason, applies }
}

pub(super) const KNOWN: &[Known] = &[
    known(
        "reads no ForAllValues or ForAnyValue with IfExists, nor on numbers, dates, addresses and bytes",
        |difference| {
            difference.abstains()
                && difference.some_test(|asked| {
                    let exists =
                        ["Arn", "Bool", "String"].iter().any(|family| asked.base().starts_with(family));
                    asked.has_prefix() && (asked.is_if_exists() || !exists)
                })
        },
    ),
    known("reads no list of truth values behind ForAllValues and ForAnyValue", |difference| {
        difference.abstains()
            && difference.some_test(|asked| {
                asked.has_prefix() && asked.base() == "Bool" && asked.test.values.len() > 1
            })
    }),
    known("reads no incomplete ARN", |difference| {
        difference.abstains()
            && difference.some_resource(|value| value != "*" && value.split(':').count() < 6)
    }),
    known("knows no variables in conditions", |difference| {
        difference.some_test(|asked| knows_variables(asked.document) && asked.some_value(has_variable))
    }),
    known(
        "replaces a variable of a resource also where the policy's version is not 2012-10-17",
        |difference| {
            difference.some_resource_of(|document, value| !knows_variables(document) && has_variable(value))
        },
    ),
    known(
        "replaces a variable of a resource by nothing where it has no value; AWS has it match nothing",
        |difference| {
            difference.some_resource_of(|document, value| {
                knows_variables(document) && is_unresolved(difference.pair, value)
            })
        },
    ),
    known("takes a wildcard in what replaces a variable of a resource for a wildcard", |difference| {
        difference.some_resource_of(|document, value| {
            knows_variables(document) && is_resolved_to(difference.pair, value, |text| text.contains('*'))
        })
    }),
    known("knows no wildcard in the service of an ARN", |difference| {
        difference
            .some_resource(|value| value.split(':').nth(2).is_some_and(|part| part.contains(['*', '?'])))
    }),
    known("takes the wildcards of ArnEquals for text", |difference| {
        difference.some_test(|asked| {
            matches!(asked.base(), "ArnEquals" | "ArnNotEquals")
                && asked.some_value(|value| value.contains(['*', '?']))
        })
    }),
    known("compares with ArnLike what is no ARN", |difference| {
        difference.some_test(|asked| {
            matches!(asked.base(), "ArnLike" | "ArnNotLike")
                && asked.given_one().is_some_and(|value| !is_arn(value))
        })
    }),
    known("has a wildcard of ArnLike span the parts of an ARN", |difference| {
        difference.some_test(|asked| {
            let spanning = |value: &str| value.splitn(6, ':').take(5).any(|part| part.contains(['*', '?']));
            matches!(asked.base(), "ArnLike" | "ArnNotLike") && asked.some_value(spanning)
        })
    }),
    known("has a key with several values fulfil an operator for one", |difference| {
        difference.some_test(|asked| asked.is_given_several() && !asked.has_prefix())
    }),
    known("counts a key with an empty list as present; AWS as absent", |difference| {
        difference.some_test(|asked| asked.is_given_none())
    }),
    known("compares truth values with truth values only, and never as texts", |difference| {
        difference.some_test(|asked| {
            asked.base() != "Bool"
                && asked.given_one().is_some_and(|value| value == "true" || value == "false")
        })
    }),
    known("takes an asterisk of StringLike for text where the request's value has one, too", |difference| {
        difference.some_test(|asked| {
            let has_asterisk = |value: &str| value.contains('*');
            matches!(asked.base(), "StringLike" | "StringNotLike")
                && asked.some_value(has_asterisk)
                && asked.given_one().is_some_and(has_asterisk)
        })
    }),
    known("is told a date with its midnight, and compares that where texts are compared", |difference| {
        difference.some_test(|asked| {
            let is_date = |value: &str| value.len() == 10 && is_date_time(value);
            asked.base().starts_with("String") && asked.given_one().is_some_and(is_date)
        })
    }),
    known("compares the text of a binary value, in any case; AWS the bytes that it encodes", |difference| {
        difference.some_test(|asked| {
            let given = asked.given_one().unwrap_or_default();
            let same =
                |value: &str| value.eq_ignore_ascii_case(given) || decoded(value).as_deref() == Some(given);
            asked.base() == "BinaryEquals" && asked.some_value(same)
        })
    }),
    known("reads a decimal number as a date", |difference| {
        difference.some_test(|asked| {
            let decimal = |value: &str| !is_epoch(value) && is_number(value);
            asked.base().starts_with("Date") && asked.given_one().is_some_and(decimal)
        })
    }),
    known("reads seconds beyond the year 9999; nobody sets such a date", |difference| {
        difference.some_test(|asked| {
            asked.base().starts_with("Date") && asked.given_one().is_some_and(is_beyond_calendar)
        })
    }),
];
