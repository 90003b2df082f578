//! Bytes to lines, whatever comes.

use std::io::Read;

/// Lines longer than this are cut into pieces, so that a program that never ends a line does not fill the memory.
const LONGEST: usize = 16 * 1024;

/// Calls `take` with each line, without its end, until the input ends or `take` says to stop. A carriage return, with
/// which progress bars begin their line again, ends a line too; empty lines of that kind are left out.
pub(super) fn each_line(reader: &mut impl Read, mut take: impl FnMut(String) -> bool) {
    let mut line = vec![];
    let mut buffer = vec![0; LONGEST];
    let mut flush = |line: &mut Vec<u8>| {
        let text = String::from_utf8_lossy(line).into_owned();
        line.clear();
        take(text)
    };
    let mut after_return = false;
    loop {
        let count = match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => count,
        };
        for &byte in &buffer[..count] {
            let goes_on = match byte {
                b'\n' if after_return => true,
                b'\n' => flush(&mut line),
                b'\r' => line.is_empty() || flush(&mut line),
                _ => {
                    line.push(byte);
                    line.len() < LONGEST || flush(&mut line)
                }
            };
            if !goes_on {
                return;
            }
            after_return = byte == b'\r';
        }
    }
    if !line.is_empty() {
        flush(&mut line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<String> {
        let mut lines = vec![];
        each_line(&mut &bytes[..], |line| {
            lines.push(line);
            true
        });
        lines
    }

    #[test]
    fn lines_end_in_any_way_and_need_no_encoding() {
        assert_eq!(lines(b"a\r\n\nb\xff\r10%\r20%\nlast"), ["a", "", "b\u{fffd}", "10%", "20%", "last"]);
        assert_eq!(lines(b""), Vec::<String>::new());
    }

    #[test]
    fn a_line_without_end_comes_in_pieces() {
        let pieces = lines(&vec![b'x'; LONGEST * 2 + 1]);
        assert_eq!(pieces.iter().map(String::len).collect::<Vec<_>>(), [LONGEST, LONGEST, 1]);
    }

    #[test]
    fn it_stops_when_nobody_listens() {
        let mut count = 0;
        each_line(&mut &b"a\nb\nc\n"[..], |_| {
            count += 1;
            count < 2
        });
        assert_eq!(count, 2);
    }
}
