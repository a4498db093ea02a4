use std::sync::OnceLock;

use proptest::prelude::*;
use seal::{Entropy, KeyPair, Keyring};
use tempfile::{TempDir, tempdir};

use super::{Fault, Place, Remark, Report, verify};
use crate::chain::Position;
use crate::fixture::{event, head, lines, node, now, store};
use crate::notice::encode_checkpoint;
use crate::{Checkpoint, Options, Rotation, StoredHead, Trail, checkpoint};

/// A trail as it should be: its segments as lines, and its head. Record N is line N, counted over all segments.
struct Pristine {
    segments: Vec<(String, Vec<String>)>,
    head: StoredHead,
}

async fn make() -> Pristine {
    let (folder, store) = (tempdir().unwrap(), store());
    let rotation = Rotation { bytes_max: 4_000, ..Rotation::default() };
    let options = Options { rotation, ..crate::fixture::options() };
    let trail = Trail::open(folder.path(), &head(&store).await, now(), &options).unwrap();
    for number in 1..=24 {
        trail.append(vec![event(number)]).await.unwrap();
        if number % 6 == 0 {
            checkpoint(&trail, &store, now()).await.unwrap();
        }
    }
    trail.close().await;
    let segments = lines(folder.path()).into_iter().collect();
    Pristine { segments, head: head(&store).await }
}

fn pristine() -> &'static Pristine {
    static MADE: OnceLock<Pristine> = OnceLock::new();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    MADE.get_or_init(|| runtime().block_on(make()))
}

impl Pristine {
    fn records(&self) -> usize {
        self.segments.iter().map(|(_, lines)| lines.len()).sum()
    }

    fn all(&self) -> Vec<String> {
        self.segments.iter().flat_map(|(_, lines)| lines.clone()).collect()
    }

    /// The same segments, with these lines in them: each has as many as before, and the last takes the rest.
    fn with(&self, lines: &[String]) -> Vec<(String, Vec<u8>)> {
        let mut rest = lines;
        let last = self.segments.len() - 1;
        let fill = |(number, (name, lines)): (usize, &(String, Vec<String>))| {
            let count = if number == last { rest.len() } else { lines.len().min(rest.len()) };
            let (own, others) = rest.split_at(count);
            rest = others;
            (name.clone(), own.concat().into_bytes())
        };
        self.segments.iter().enumerate().map(fill).collect()
    }
}

fn written(files: &[(String, Vec<u8>)]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn verified(files: &[(String, Vec<u8>)]) -> Report {
    let head = &pristine().head;
    verify(written(files).path(), Some(head), Some(head.root())).unwrap()
}

fn faults(report: &Report) -> Vec<Fault> {
    report.findings.iter().map(|finding| finding.fault.clone()).collect()
}

/// The records that a fault speaks of.
fn spoken_of(fault: &Fault) -> Option<(u64, u64)> {
    match fault {
        Fault::Changed { sequence }
        | Fault::Contradicted { sequence }
        | Fault::Foreign { sequence }
        | Fault::Misnamed { sequence }
        | Fault::Reordered { sequence }
        | Fault::Repeated { sequence }
        | Fault::Unchecked { sequence }
        | Fault::Unreadable { sequence } => Some((*sequence, *sequence)),
        Fault::Cut { from, to } | Fault::Lost { from, to } | Fault::Missing { from, to } => {
            Some((*from, *to))
        }
        Fault::Absent | Fault::BadSignature { .. } | Fault::BrokenRatchet { .. } | Fault::OtherRoot => None,
    }
}

/// Whether some finding speaks of the line, or of its neighbor.
fn names(report: &Report, line: usize) -> bool {
    let sequence = u64::try_from(line).unwrap() + 1;
    let near = |(from, to): (u64, u64)| (from.saturating_sub(1)..=to + 1).contains(&sequence);
    // A checkpoint is named by its index; where it stands tells which record it is.
    let stands = |at: Place| (at.segment.first + at.line - 1, at.segment.first + at.line - 1);
    let mut findings = report.findings.iter();
    findings.any(|finding| spoken_of(&finding.fault).or(finding.at.map(stands)).is_some_and(near))
}

#[derive(Debug, Clone)]
enum Mutation {
    ChangeByte { line: usize, byte: prop::sample::Index, with: u8 },
    CutTail { line: usize, byte: prop::sample::Index },
    Duplicate { line: usize, to: usize },
    RemoveLine { line: usize },
    RemoveSegment { number: usize },
    Swap { line: usize, with: usize },
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let (records, segments) = (pristine().records(), pristine().segments.len());
    assert!(records > 28 && segments > 3, "{records} records in {segments} segments");
    let (line, byte) = (0..records, any::<prop::sample::Index>());
    prop_oneof![
        4 => (line.clone(), byte.clone(), 1..=255_u8).prop_map(|(line, byte, with)| Mutation::ChangeByte { line, byte, with }),
        1 => (line.clone(), byte).prop_map(|(line, byte)| Mutation::CutTail { line, byte }),
        1 => (line.clone(), line.clone()).prop_map(|(line, to)| Mutation::Duplicate { line, to }),
        1 => line.clone().prop_map(|line| Mutation::RemoveLine { line }),
        1 => (0..segments).prop_map(|number| Mutation::RemoveSegment { number }),
        1 => (line.clone(), line).prop_filter_map("two lines", |(line, with)| {
            (line != with).then_some(Mutation::Swap { line, with })
        }),
    ]
}

impl Mutation {
    /// The files after it, and the line that it changed.
    fn apply(&self) -> (Vec<(String, Vec<u8>)>, usize) {
        let mut lines = pristine().all();
        match self {
            Self::ChangeByte { line, byte, with } => {
                let mut files = pristine().with(&lines);
                let at = lines[..*line].concat().len() + byte.index(lines[*line].len());
                *files.iter_mut().flat_map(|(_, bytes)| bytes).nth(at).unwrap() ^= with;
                return (files, *line);
            }
            Self::CutTail { line, byte } => {
                let kept = byte.index(lines[*line].len());
                lines.truncate(line + 1);
                lines[*line].truncate(kept);
                return (pristine().with(&lines), *line);
            }
            Self::Duplicate { line, to } => lines.insert(*to, lines[*line].clone()),
            Self::RemoveLine { line } => drop(lines.remove(*line)),
            Self::RemoveSegment { number } => {
                let mut files = pristine().with(&lines);
                files.remove(*number);
                let before = pristine().segments[..*number].iter().map(|(_, lines)| lines.len()).sum();
                return (files, before);
            }
            Self::Swap { line, with } => lines.swap(*line, *with),
        }
        let line = match self {
            Self::Duplicate { line, .. } => *line,
            Self::Swap { line, with } => *line.min(with),
            Self::RemoveLine { line } => *line,
            Self::ChangeByte { line, .. } | Self::CutTail { line, .. } => *line,
            Self::RemoveSegment { number } => *number,
        };
        (pristine().with(&lines), line)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_mutation_is_found_and_its_place_named(mutation in mutation()) {
        let (files, line) = mutation.apply();
        let report = verified(&files);
        // The newest head's own record vouches for nothing that the head in the store does not; that it is gone is told.
        let newest = pristine().records() - 1;
        let told = report.notes.iter().any(|note| matches!(note.remark, Remark::HeadNotInTrail { .. }));
        if line == newest && report.is_intact() {
            prop_assert!(told, "{report}");
        } else {
            prop_assert!(!report.is_intact(), "{report}");
            prop_assert!(names(&report, line), "line {line}: {report}");
        }
    }
}

#[test]
fn a_whole_trail_is_intact_and_says_up_to_where_it_is_signed() {
    let report = verified(&pristine().with(&pristine().all()));
    assert!(report.is_intact() && report.notes.is_empty(), "{report}");
    let records = u64::try_from(pristine().records()).unwrap();
    assert_eq!((report.records, report.sequences), (records, Some((1, records))));
    assert_eq!(report.vouched.unwrap().sequence, records - 1);
    assert_eq!(report.root, Some(pristine().head.root()));
    let text = report.to_string();
    assert!(text.contains("signed    up to record 28, by checkpoint 3 at 2026-01-01T00:00:00Z"), "{text}");
    assert!(text.contains("unsigned  records 29 to 29"), "{text}");
    assert!(text.ends_with("The trail is intact."), "{text}");
}

/// Behind the newest head's own record there is nothing that would tell of a change in it.
#[tokio::test]
async fn no_byte_of_the_last_record_can_be_changed() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = crate::fixture::open(folder.path(), &store).await;
    checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    trail.close().await;
    let head = head(&store).await;
    let (name, lines) = lines(folder.path()).pop_first().unwrap();
    assert_eq!(lines.len(), 2);
    let (whole, first) = (lines.concat().into_bytes(), lines[0].len());
    for at in first..whole.len() - 1 {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(folder.path().join(&name), changed).unwrap();
        let report = verify(folder.path(), Some(&head), Some(head.root())).unwrap();
        assert!(!report.is_intact(), "byte {at}: {report}");
    }
}

#[test]
fn each_kind_of_damage_has_its_name() {
    let edit = |change: fn(&mut Vec<String>)| {
        let mut lines = pristine().all();
        change(&mut lines);
        faults(&verified(&pristine().with(&lines)))
    };
    let swapped = edit(|lines| lines.swap(2, 3));
    assert!(
        swapped.contains(&Fault::Missing { from: 3, to: 3 })
            && swapped.contains(&Fault::Reordered { sequence: 3 })
    );
    let duplicate = edit(|lines| lines.push(lines[4].clone()));
    assert_eq!(duplicate, [Fault::Repeated { sequence: 5 }]);
    let changed = edit(|lines| lines[4] = lines[4].replace("secret 4", "secret 5"));
    assert_eq!(changed, [Fault::Changed { sequence: 6 }]);
    let removed = edit(|lines| drop(lines.drain(27..)));
    assert_eq!(removed, [Fault::Cut { from: 28, to: 28 }]);
    let blank = edit(|lines| lines[4] = "\n".to_owned());
    assert_eq!(blank, [Fault::Unreadable { sequence: 5 }]);
    let mut renamed = pristine().with(&pristine().all());
    renamed[1].0 = renamed[1].0.replace("-0000.", "-0001.");
    assert!(verified(&renamed).is_intact(), "an attempt says nothing about records");
    renamed[1].0 = "trail-00000000000000000002-0000.jsonl".to_owned();
    assert!(matches!(faults(&verified(&renamed))[..], [Fault::Misnamed { .. }]));
    assert_eq!(faults(&verified(&[]))[..], [Fault::Absent, Fault::Cut { from: 1, to: 28 }]);
}

/// The records of the trail, linked anew, as somebody would who can write the folder but has no key.
fn rewritten(mut change: impl FnMut(usize, &str) -> String) -> Vec<(String, Vec<u8>)> {
    let mut position = Position::beginning();
    let relink = |(number, line): (usize, String)| {
        let json = line.split(",\"chain\":").next().unwrap().to_owned() + "}";
        let mut out = Vec::new();
        position = position.link(&node(), change(number, &json).as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    };
    let lines: Vec<_> = pristine().all().into_iter().enumerate().map(relink).collect();
    pristine().with(&lines)
}

#[test]
fn a_trail_that_is_written_anew_is_contradicted_by_what_was_signed() {
    assert!(verified(&rewritten(|_, json| json.to_owned())).is_intact());
    let forged = rewritten(|number, json| {
        if number == 10 {
            json.replace("AKIAEXAMPLEEXAMPLE12", "AKIAEXAMPLEEXAMPLE34")
        } else {
            json.to_owned()
        }
    });
    let report = verified(&forged);
    // The first head, of record 7, still holds; of those behind the forged record none does.
    let contradicted: Vec<_> = [14, 21, 28].map(|sequence| Fault::Contradicted { sequence }).into();
    assert!(contradicted.iter().all(|fault| faults(&report).contains(fault)), "{report}");
    assert_eq!(report.vouched.unwrap().sequence, 7);
}

#[test]
fn heads_forged_with_other_keys_do_not_descend_from_the_first() {
    let other = KeyPair::generate(&mut Entropy::dangerous_seeded(9));
    let number_of_first =
        pristine().all().iter().position(|line| line.contains("StrongroomCheckpoint")).unwrap();
    let forged = rewritten(|number, json| {
        if number != number_of_first {
            return json.to_owned();
        }
        // Record 7 is as it was, so that only the key is another.
        let good = serde_json::from_str::<serde_json::Value>(json).unwrap();
        let hash = good["serviceEventDetails"]["hash"].as_str().unwrap().to_owned();
        let position = Position { sequence: 7, hash: crate::chain::digest(&hash).unwrap() };
        let forged = Checkpoint::sign((&node(), 0), position, now(), (&other, other.public()));
        String::from_utf8(encode_checkpoint(&forged).json().to_vec()).unwrap()
    });
    let found = faults(&verified(&forged));
    assert!(found.contains(&Fault::BrokenRatchet { index: 0 }), "{found:?}");
    assert!(
        found.contains(&Fault::BrokenRatchet { index: 1 }),
        "the next does not follow from it: {found:?}"
    );
}

#[test]
fn a_head_of_other_descent_is_told_from_the_known_one() {
    let mut entropy = Entropy::dangerous_seeded(9);
    let other = StoredHead::first(&node(), &Keyring::generate(&mut entropy), &mut entropy);
    let folder = written(&pristine().with(&pristine().all()));
    let report = verify(folder.path(), Some(&other), Some(pristine().head.root())).unwrap();
    assert_eq!(faults(&report), [Fault::OtherRoot]);
    let report = verify(folder.path(), Some(&other), None).unwrap();
    assert_eq!(faults(&report), [Fault::BrokenRatchet { index: 0 }]);
}

#[test]
fn without_a_head_a_cut_end_cannot_be_noticed_and_the_report_says_so() {
    let folder = written(&pristine().with(&pristine().all()[..20]));
    let report = verify(folder.path(), None, None).unwrap();
    assert!(report.is_intact());
    let remarks: Vec<_> = report.notes.iter().map(|note| note.remark.clone()).collect();
    assert_eq!(remarks, [Remark::NoRoot, Remark::NoHead]);
}
