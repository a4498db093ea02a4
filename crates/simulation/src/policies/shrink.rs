//! Makes a pair about which evaluators differ as small as it can, so that what is left is the reason.
//!
//! Knows the parts of a pair; whether two evaluators still differ is told to it.

use crate::limits::POLICY_SHRINKS_MAX;
use crate::policies::pair::{Document, Pair, Selection, Statement, Test};

/// Takes parts away as long as `differs` says that the pair still shows the same difference.
///
/// # Errors
///
/// An evaluator failed.
pub(crate) fn shrink(
    mut pair: Pair,
    mut differs: impl FnMut(&Pair) -> anyhow::Result<bool>,
) -> anyhow::Result<Pair> {
    let mut tries: usize = 0;
    'again: loop {
        for smaller in smaller_pairs(&pair) {
            tries += 1;
            if tries > POLICY_SHRINKS_MAX {
                return Ok(pair);
            }
            if differs(&smaller)? {
                pair = smaller;
                continue 'again;
            }
        }
        return Ok(pair);
    }
}

/// Puts another policy on a side.
type Replace = fn(Pair, Document) -> Pair;

/// All pairs with one part less, those with much less first.
fn smaller_pairs(pair: &Pair) -> Vec<Pair> {
    let mut smaller: Vec<Pair> = Vec::new();
    smaller.extend(pair.session.as_ref().map(|_| Pair { session: None, ..pair.clone() }));
    smaller.extend(pair.boundary.as_ref().map(|_| Pair { boundary: None, ..pair.clone() }));
    let optional = pair.resource.as_ref().filter(|_| !pair.target.kind.has_policy());
    smaller.extend(optional.map(|_| Pair { resource: None, ..pair.clone() }));
    smaller.extend(without_each(&pair.identity).map(|identity| Pair { identity, ..pair.clone() }));
    for (index, document) in pair.identity.iter().enumerate() {
        smaller.extend(smaller_documents(document).map(|document| {
            let mut identity = pair.identity.clone();
            identity.splice(index..=index, [document]);
            Pair { identity, ..pair.clone() }
        }));
    }
    let sides: [(&Option<Document>, Replace); 3] = [
        (&pair.resource, |pair, document| Pair { resource: Some(document), ..pair }),
        (&pair.boundary, |pair, document| Pair { boundary: Some(document), ..pair }),
        (&pair.session, |pair, document| Pair { session: Some(document), ..pair }),
    ];
    for (document, replace) in sides {
        let documents = document.iter().flat_map(smaller_documents);
        smaller.extend(documents.map(|document| replace(pair.clone(), document)));
    }
    smaller.extend(pair.keys.keys().map(|name| {
        let mut fewer = pair.clone();
        fewer.keys.remove(name);
        fewer
    }));
    smaller
}

fn smaller_documents(document: &Document) -> impl Iterator<Item = Document> {
    let statements = without_each(&document.statements).filter(|statements| !statements.is_empty());
    let smaller = document.statements.iter().enumerate().flat_map(move |(index, statement)| {
        smaller_statements(statement).map(move |statement| {
            let mut statements = document.statements.clone();
            statements.splice(index..=index, [statement]);
            statements
        })
    });
    statements.chain(smaller).map(|statements| Document { version: document.version, statements })
}

fn smaller_statements(statement: &Statement) -> impl Iterator<Item = Statement> {
    let fewer = without_each(&statement.tests).map(|tests| Statement { tests, ..statement.clone() });
    let tests = statement.tests.iter().enumerate().flat_map(move |(index, test)| {
        let values = without_each(&test.values).filter(|values| !values.is_empty());
        values.map(move |values| {
            let mut smaller = statement.clone();
            smaller.tests.splice(index..=index, [Test { values, ..test.clone() }]);
            smaller
        })
    });
    let principals = statement.principals.iter().flat_map(smaller_selections);
    let principals =
        principals.map(|principals| Statement { principals: Some(principals), ..statement.clone() });
    let actions = smaller_selections(&statement.actions);
    let actions = actions.map(|actions| Statement { actions, ..statement.clone() });
    let resources = statement.resources.iter().flat_map(smaller_selections);
    let resources = resources.map(|resources| Statement { resources: Some(resources), ..statement.clone() });
    fewer.chain(tests).chain(principals).chain(actions).chain(resources)
}

fn smaller_selections(selection: &Selection) -> impl Iterator<Item = Selection> {
    let values = without_each(&selection.values).filter(|values| !values.is_empty());
    values.map(|values| Selection { values, ..selection.clone() })
}

/// The list without its first item, without its second, and so on.
fn without_each<T: Clone>(items: &[T]) -> impl Iterator<Item = Vec<T>> {
    (0..items.len()).map(|index| {
        let mut fewer = items.to_vec();
        fewer.remove(index);
        fewer
    })
}
