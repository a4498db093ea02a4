use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use super::{Copied, Sink, Syncing};

/// Remembers what it is given; refuses while told to, half way.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<(Vec<u8>, bool)>>);

impl Kept {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().0.clone()).unwrap()
    }

    fn refuse(&self, refusing: bool) {
        self.0.lock().unwrap().1 = refusing;
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap();
        if kept.1 {
            let half = bytes.len() / 2;
            if half == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            kept.0.extend_from_slice(&bytes[..half]);
            return Ok(half);
        }
        kept.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Kept {
    fn append(&mut self, lines: &[u8], _first: u64) -> io::Result<()> {
        self.write_all(lines)
    }

    fn sync(&mut self) -> Syncing {
        Box::new(|| Ok(()))
    }

    fn abandon(&mut self) {}
}

#[test]
fn a_copy_that_fails_refuses_nobody_and_goes_on_with_a_whole_line() {
    let (sink, copy) = (Kept::default(), Kept::default());
    let mut copied = Copied::new(Box::new(sink.clone()), copy.clone());
    copied.append(b"one\n", 1).unwrap();
    copy.refuse(true);
    copied.append(b"two\n", 2).unwrap();
    copy.refuse(false);
    copied.append(b"three\n", 3).unwrap();
    assert_eq!(sink.text(), "one\ntwo\nthree\n");
    assert!(copy.text().starts_with("one\ntwo") && copy.text().ends_with("\nthree\n"), "{}", copy.text());
}

#[test]
fn what_the_sink_refuses_is_not_copied() {
    let (sink, copy) = (Kept::default(), Kept::default());
    sink.refuse(true);
    let mut copied = Copied::new(Box::new(sink), copy.clone());
    assert!(copied.append(b"one\n", 1).is_err());
    assert_eq!(copy.text(), "");
}
