use super::Entropy;

#[test]
fn the_same_seed_gives_the_same_stream() {
    let (mut one, mut other) = (Entropy::dangerous_seeded(7), Entropy::dangerous_seeded(7));
    assert_eq!(one.bytes::<100>(), other.bytes::<100>());
    assert_ne!(one.bytes::<32>(), Entropy::dangerous_seeded(8).bytes::<32>());
}

#[test]
fn below_stays_below_and_reaches_every_number() {
    let mut entropy = Entropy::dangerous_seeded(1);
    let mut seen = [0_u32; 62];
    (0..62_000).for_each(|_| seen[usize::try_from(entropy.below(62)).unwrap()] += 1);
    assert!(seen.iter().all(|&count| (800..1_200).contains(&count)), "{seen:?}");
    assert_eq!(entropy.below(0), 0);
}

#[test]
fn two_system_generators_differ() {
    assert_ne!(Entropy::system().bytes::<32>(), Entropy::system().bytes::<32>());
}
