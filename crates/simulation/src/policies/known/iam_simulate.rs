//! Where `@cloud-copilot/iam-simulate` and our engine differ.
//!
//! Source: IAM user guide, "IAM JSON policy elements reference", "Policy evaluation logic", "Variables and tags".

use super::{Asked, Difference, Known};
use super::{
    decoded, has_variable, is_address, is_beyond_calendar, is_date_time, is_epoch, is_number, is_readable,
};
use super::{is_resolved_to, is_unresolved, knows_variables};
use crate::policies::ours;
use crate::policies::pair::{Given, Pair, Statement};
use crate::policies::verdict::{Judge, Verdict};
use crate::policies::world::Who;

const fn known(reason: &'static str, applies: fn(&Difference<'_>) -> bool) -> Known {
    Known { judge: Judge::IamSimulate, reason, applies }
}

pub(super) const KNOWN: &[Known] = &[
    known(
        "has a session's policy confine even what a resource policy grants to the session itself; AWS exempts that",
        session_confines_direct_grant,
    ),
    known(
        "spares from a Deny with NotPrincipal whom it lists in one way; AWS wants user and account, or session, role \
         and account",
        |difference| {
            difference.ours == Verdict::Explicit
                && difference.some_statement(|_, statement| {
                    !statement.allows && spares_partly(statement, difference.pair.who)
                })
        },
    ),
    known("expands variables also where the policy's version is not 2012-10-17", |difference| {
        difference.some_statement(|document, statement| {
            let resources = statement.resources.iter().flat_map(|resources| &resources.values);
            let mut texts = statement.tests.iter().flat_map(|test| &test.values).chain(resources);
            !knows_variables(document) && texts.any(|text| has_variable(text))
        })
    }),
    known("counts a key with an empty list as present; AWS as absent", |difference| {
        difference.some_test(|asked| asked.is_given_none())
    }),
    known(
        "has a negated operator fail on a variable without a value; AWS has nothing equal it, so the operator holds",
        |difference| difference.some_test(|asked| asked.is_negated() && asked.is_unresolved()),
    ),
    known(
        "ignores a Deny whose NotResource has a variable without a value; we let it deny, to be on the safe side",
        |difference| {
            difference.ours == Verdict::Explicit
                && difference.some_statement(|document, statement| {
                    let mut left_out = statement.resources.iter().filter(|resources| resources.negated);
                    !statement.allows
                        && knows_variables(document)
                        && left_out.any(|resources| {
                            resources.values.iter().any(|value| is_unresolved(difference.pair, value))
                        })
                })
        },
    ),
    known("takes an empty value of a variable for none", |difference| {
        difference
            .some_test(|asked| asked.some_value(|value| is_resolved_to(asked.pair, value, str::is_empty)))
            || difference.some_resource(|value| is_resolved_to(difference.pair, value, str::is_empty))
    }),
    known(
        "takes ${*} for text where an operator has no wildcards; AWS has it stand for an asterisk",
        |difference| {
            difference.some_test(|asked| {
                let special =
                    |value: &str| ["${*}", "${?}", "${$}"].iter().any(|special| value.contains(special));
                let has_wildcards = asked.base().contains("Like") || asked.base().starts_with("Arn");
                knows_variables(asked.document) && !has_wildcards && asked.some_value(special)
            })
        },
    ),
    known("ignores IfExists behind ForAnyValue; AWS has it on every operator but Null", |difference| {
        difference.some_test(|asked| {
            asked.test.operator.starts_with("ForAnyValue:") && asked.is_if_exists() && asked.given().is_none()
        })
    }),
    known("knows no wildcard in the type of a resource, before the first colon or slash", |difference| {
        difference.some_resource(has_wildcard_in_type)
    }),
    known("finds no IPv4 address in 0.0.0.0/0", |difference| {
        difference.some_test(|asked| {
            asked.some_value(|value| value == "0.0.0.0/0")
                && asked.given_one().is_some_and(|address| is_address(address) && !address.contains(':'))
        })
    }),
    known("has NotIpAddress of a single address fail on an address of the other family", |difference| {
        difference.some_test(|asked| {
            let address = asked.given_one().filter(|address| is_address(address));
            let other_family = |value: &str| {
                !value.contains('/') && address.is_some_and(|own| own.contains(':') != value.contains(':'))
            };
            asked.base() == "NotIpAddress" && asked.some_value(other_family)
        })
    }),
    known(
        "has a negated operator fail on a request's value that it cannot read; nothing equals such a value",
        |difference| {
            difference.some_test(|asked| {
                asked.is_negated() && given_values(asked).any(|value| !is_readable(asked.base(), value))
            })
        },
    ),
    known("compares epoch seconds with milliseconds where a date-time meets them", |difference| {
        difference.some_test(|asked| {
            let mixed = |value: &str| {
                given_values(asked).any(|given| {
                    (is_epoch(value) && is_date_time(given)) || (is_date_time(value) && is_epoch(given))
                })
            };
            asked.base().starts_with("Date") && asked.some_value(mixed)
        })
    }),
    known("reads the beginning of a text as its number", |difference| {
        difference.some_test(|asked| {
            let begins = |value: &str| {
                !is_number(value) && value.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
            };
            asked.base().starts_with("Numeric") && given_values(asked).any(begins)
        })
    }),
    known("reads as dates what is none", |difference| {
        difference.some_test(|asked| {
            asked.base().starts_with("Date")
                && given_values(asked).any(|value| !is_epoch(value) && !is_date_time(value))
        })
    }),
    known(
        "splits a condition's ARN at the colon inside a variable, and knows no variable for a whole ARN",
        |difference| {
            difference.some_test(|asked| {
                knows_variables(asked.document)
                    && asked.base().starts_with("Arn")
                    && asked.some_value(has_variable_before_resource)
            })
        },
    ),
    known("compares the text of a binary value; AWS the bytes that it encodes", |difference| {
        difference.some_test(|asked| {
            let same = |value: &str| {
                given_values(asked).any(|given| value == given || decoded(value).as_deref() == Some(given))
            };
            asked.base() == "BinaryEquals" && asked.some_value(same)
        })
    }),
    known("has a NotResource of an incomplete ARN leave out what that does not match", |difference| {
        difference.some_statement(|_, statement| {
            let mut left_out = statement.resources.iter().filter(|resources| resources.negated);
            left_out.any(|resources| {
                resources.values.iter().any(|value| value != "*" && value.split(':').count() < 6)
            })
        })
    }),
    known("reads seconds beyond the year 9999; nobody sets such a date", |difference| {
        difference.some_test(|asked| {
            asked.base().starts_with("Date") && given_values(asked).any(is_beyond_calendar)
        })
    }),
];

/// The session's policy alone would not allow, and the resource's policy alone does, by the session's own name.
fn session_confines_direct_grant(difference: &Difference<'_>) -> bool {
    let Some(session) = &difference.pair.session else { return false };
    let bare = Pair { identity: vec![], boundary: None, session: None, ..difference.pair.clone() };
    let confining = Pair { who: Who::Alice, identity: vec![session.clone()], resource: None, ..bare.clone() };
    let is = |pair: &Pair, verdict| ours::decide(pair).is_ok_and(|decided| decided == verdict);
    difference.ours == Verdict::Allow
        && difference.theirs.is(Verdict::Implicit)
        && is(&bare, Verdict::Allow)
        && is(&confining, Verdict::Implicit)
}

/// Whether a `NotPrincipal` lists the caller in some way that it is known by, but not in all.
fn spares_partly(statement: &Statement, who: Who) -> bool {
    let root = who.account().map(|account| format!("arn:aws:iam::{account}:root"));
    let lists = |names: &[Option<&str>]| {
        let listed = statement.principals.iter().filter(|principals| principals.negated);
        let mut listed = listed.flat_map(|principals| &principals.values);
        listed.any(|value| names.contains(&Some(value.as_str())))
    };
    let ways = [lists(&[Some(who.arn())]), lists(&[who.role()]), lists(&[who.account(), root.as_deref()])];
    ways.contains(&true) && ways.contains(&false)
}

fn given_values<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a str> {
    let (one, many): (Option<&str>, &[String]) = match asked.given() {
        Some(Given::One(value)) => (Some(value), &[]),
        Some(Given::Many(values)) => (None, values),
        None => (None, &[]),
    };
    one.into_iter().chain(many.iter().map(String::as_str))
}

fn has_wildcard_in_type(pattern: &str) -> bool {
    let resource = pattern.splitn(6, ':').nth(5).unwrap_or_default();
    resource.split_once([':', '/']).is_some_and(|(kind, _)| kind.contains(['*', '?']))
}

/// Whether a variable stands in an ARN somewhere else than in its last part.
fn has_variable_before_resource(value: &str) -> bool {
    let before = value.split_once("${").map(|(before, _)| before);
    before.is_some_and(|before| before.split(':').count() < 6)
}
