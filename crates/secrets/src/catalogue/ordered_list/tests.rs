use proptest::prelude::*;

use super::{Cursor, OrderedList};
use crate::limits::CATALOGUE_CHUNK_ITEMS_MAX;

fn all(list: &OrderedList<u32>) -> Vec<u32> {
    list.items(&(Cursor::default()..list.end())).collect()
}

fn check(list: &OrderedList<u32>, model: &[u32]) {
    assert_eq!(all(list), model);
    assert_eq!(list.len(), model.len());
    let sizes: Vec<_> = list.chunks.iter().map(Vec::len).collect();
    assert!(sizes.iter().all(|size| (1..=CATALOGUE_CHUNK_ITEMS_MAX).contains(size)), "{sizes:?}");
    assert!(sizes.windows(2).all(|pair| pair[0] + pair[1] > CATALOGUE_CHUNK_ITEMS_MAX / 2), "{sizes:?}");
}

#[test]
fn items_in_order_fill_each_chunk() {
    let mut list = OrderedList::default();
    (0..2000).for_each(|item| list.insert(item, |other| other < item));
    check(&list, &(0..2000).collect::<Vec<_>>());
    assert_eq!(list.chunks.len(), 4);
}

#[test]
fn a_chunk_between_full_ones_vanishes_with_its_last_item() {
    let mut list = OrderedList::default();
    (0..1536).for_each(|item| list.insert(item, |other| other < item));
    (512..1024).for_each(|item| list.remove(item, |other| other < item));
    check(&list, &(0..512).chain(1024..1536).collect::<Vec<_>>());
    assert_eq!(list.chunks.len(), 2);
}

#[test]
fn what_is_not_there_is_not_removed() {
    let mut list = OrderedList::default();
    list.remove(1, |other| other < 1);
    list.insert(2, |other| other < 2);
    list.remove(1, |other| other < 1);
    list.remove(3, |other| other < 3);
    check(&list, &[2]);
    list.remove(2, |other| other < 2);
    check(&list, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn it_is_a_sorted_vector(
        added in prop::collection::vec(0_u32..10_000, 0..3000),
        removed in prop::collection::vec(0_u32..10_000, 0..3000),
        bounds in (0_u32..10_000, 0_u32..10_000),
    ) {
        let mut list = OrderedList::default();
        let mut model = std::collections::BTreeSet::new();
        for item in added {
            if model.insert(item) {
                list.insert(item, |other| other < item);
            }
        }
        check(&list, &model.iter().copied().collect::<Vec<_>>());
        for item in removed.iter().copied().chain(model.clone().into_iter().step_by(2)) {
            model.remove(&item);
            list.remove(item, |other| other < item);
        }
        check(&list, &model.iter().copied().collect::<Vec<_>>());

        let (from, to) = (bounds.0.min(bounds.1), bounds.0.max(bounds.1));
        let span = list.cursor(|item| item < from)..list.cursor(|item| item < to);
        let expected: Vec<_> = model.range(from..to).copied().collect();
        prop_assert_eq!(list.items(&span).collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(list.items(&span).rev().collect::<Vec<_>>(), expected.iter().rev().copied().collect::<Vec<_>>());
        prop_assert_eq!(list.count(&span), expected.len());
        if from < to {
            prop_assert_eq!(list.count(&(span.end..span.start)), 0);
        }
    }
}
