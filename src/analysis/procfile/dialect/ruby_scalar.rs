//! What Ruby makes of a plain scalar: not only text.
//!
//! Source: ruby/psych, `lib/psych/scalar_scanner.rb`, as in Ruby 2.5 to 3.0.

use std::fmt::Write as _;

/// A scalar to Ruby.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar {
    Text(String),
    Nil,
    Bool(bool),
    /// As Ruby writes it.
    Integer(String),
    Float(f64),
    Symbol(String),
    /// As Ruby writes it.
    Date(String),
    /// As Ruby writes it.
    Time(String),
}

impl Scalar {
    /// What Ruby takes a text for that has no quotes, or in which words it stops.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::Nil);
        }
        if is_text(text) {
            return Ok(word(text));
        }
        let found = time(text).or_else(|| date(text)).or_else(|| special_float(text)).or_else(|| symbol(text));
        if let Some(found) = found.or_else(|| sexagesimal(text)) {
            return Ok(found);
        }
        if is_float(text) {
            return match text {
                "." | "+." | "-." => Ok(Self::Text(text.to_owned())),
                _ => float(&cleaned(text)),
            };
        }
        Ok(integer(text).unwrap_or_else(|| Self::Text(text.to_owned())))
    }

    /// What `Float(…)` makes of it.
    pub(super) fn into_float(self) -> Result<Self, String> {
        match self {
            Self::Text(text) => float(&text),
            Self::Integer(number) => float(&number),
            Self::Float(_) => Ok(self),
            other => Err(format!("can't convert {} into Float", other.inspect())),
        }
    }

    /// Its class.
    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::Text(_) => "String",
            Self::Nil => "NilClass",
            Self::Bool(true) => "TrueClass",
            Self::Bool(false) => "FalseClass",
            Self::Integer(_) => "Integer",
            Self::Float(_) => "Float",
            Self::Symbol(_) => "Symbol",
            Self::Date(_) => "Date",
            Self::Time(_) => "Time",
        }
    }

    /// What `puts` prints of it.
    pub(super) fn printed(&self) -> String {
        match self {
            Self::Nil => String::new(),
            Self::Bool(value) => value.to_string(),
            Self::Float(number) => shown_float(*number),
            Self::Text(text) | Self::Integer(text) | Self::Symbol(text) | Self::Date(text) | Self::Time(text) => text.clone(),
        }
    }

    /// How it is shown in the words of an error.
    pub(super) fn inspect(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Nil => "nil".to_owned(),
            Self::Symbol(name) => format!(":{name}"),
            other => other.printed(),
        }
    }
}

/// Whether it begins as words do.
fn is_text(text: &str) -> bool {
    let is_of_words = |char: char| {
        char.is_ascii_alphabetic()
            || matches!(char, '_' | ' ' | '\t' | '\r' | '\x0b' | '\x0c')
            || "!@#$%^&*(){}<>|/\\~;=".contains(char)
    };
    let mut chars = text.chars();
    let first = chars.next().unwrap_or('0');
    let mut is_second = || !matches!(first, '0'..='9' | '.' | ':' | '-') && chars.next().is_some_and(is_of_words);
    text.contains('\n') || is_of_words(first) || is_second()
}

fn word(text: &str) -> Scalar {
    match text.to_ascii_lowercase().as_str() {
        "~" | "null" => Scalar::Nil,
        "yes" | "true" | "on" => Scalar::Bool(true),
        "no" | "false" | "off" => Scalar::Bool(false),
        _ => Scalar::Text(text.to_owned()),
    }
}

fn special_float(text: &str) -> Option<Scalar> {
    match text.to_ascii_lowercase().as_str() {
        ".inf" => Some(Scalar::Float(f64::INFINITY)),
        "-.inf" => Some(Scalar::Float(f64::NEG_INFINITY)),
        ".nan" => Some(Scalar::Float(f64::NAN)),
        _ => None,
    }
}

fn symbol(text: &str) -> Option<Scalar> {
    let name = text.strip_prefix(':').filter(|name| !name.is_empty())?;
    let in_quotes = |quote: char| {
        let inner = name.strip_prefix(quote)?;
        inner.rfind(quote).map(|end| &inner[..end])
    };
    let name = match in_quotes('"').or_else(|| in_quotes('\'')) {
        Some(inner) => inner.strip_prefix(':').unwrap_or(inner),
        None => name,
    };
    Some(Scalar::Symbol(name.to_owned()))
}

/// Numbers with colons between them, each of which Ruby multiplies by a power of 60.
fn sexagesimal(text: &str) -> Option<Scalar> {
    let (numbers, fraction) = text.split_once('.').map_or((text, None), |(numbers, fraction)| (numbers, Some(fraction)));
    let unsigned = numbers.strip_prefix(['-', '+']).unwrap_or(numbers);
    let (first, rest) = unsigned.split_once(':')?;
    let is_number = first.starts_with(|char: char| char.is_ascii_digit()) && has_only(first, |byte| byte == b'_');
    let is_part = |part: &str| (1..=2).contains(&part.len()) && has_only(part, |_| false) && (part.len() == 1 || part < "60");
    let is_fraction = fraction.is_none_or(|fraction| has_only(fraction, |byte| byte == b'_'));
    if !is_number || !is_fraction || !rest.split(':').all(is_part) {
        return None;
    }
    let mut sum = 0.0;
    for (place, part) in text.replace('_', "").split(':').enumerate() {
        let weight = 60_f64.powi(i32::try_from(place.abs_diff(2)).ok()?);
        sum += part.trim_end_matches('.').parse::<f64>().ok()? * weight;
    }
    Some(if fraction.is_some() { Scalar::Float(sum) } else { Scalar::Integer(format!("{sum:.0}")) })
}

fn has_only(text: &str, other: impl Fn(u8) -> bool) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || other(byte))
}

fn is_float(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some((whole, behind)) = unsigned.split_once('.') else { return false };
    let is_whole =
        whole.is_empty() || (whole.as_bytes()[0].is_ascii_digit() && has_only(whole, |byte| matches!(byte, b'_' | b',')));
    let (digits, exponent) = behind.split_once(['e', 'E']).map_or((behind, None), |(digits, exponent)| (digits, Some(exponent)));
    let is_exponent =
        |text: &str| text.strip_prefix(['-', '+']).is_some_and(|power| !power.is_empty() && has_only(power, |_| false));
    let is_plain = is_whole && has_only(digits, |_| false) && exponent.is_none_or(is_exponent);
    is_plain || (unsigned != text && matches!(unsigned, ".inf" | ".Inf" | ".INF"))
}

/// A number as Ruby hands it on: without marks between its digits and without a dot that no digit follows.
fn cleaned(text: &str) -> String {
    let mut text = text.replace([',', '_'], "").replace(".e", "e").replace(".E", "E");
    if text.ends_with('.') {
        text.pop();
    }
    text
}

fn float(text: &str) -> Result<Scalar, String> {
    // Rust reads words as well.
    let number =
        text.parse().ok().filter(|_| !text.contains(|char: char| char.is_ascii_alphabetic() && !matches!(char, 'e' | 'E')));
    number.map(Scalar::Float).ok_or_else(|| format!("invalid value for Float(): {}", quoted(text)))
}

fn shown_float(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
    let shown = format!("{number:?}");
    let Some((mantissa, power)) = shown.split_once('e') else { return shown };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let (sign, power) = power.strip_prefix('-').map_or(('+', power), |power| ('-', power));
    format!("{mantissa}{point}e{sign}{power:0>2}")
}

fn integer(text: &str) -> Option<Scalar> {
    let text = text.replace([',', '_'], "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let radix =
        |digits: &str, radix| if digits.starts_with(['+', '-']) { None } else { i128::from_str_radix(digits, radix).ok() };
    let number = match digits.as_bytes() {
        [b'0', b'b', ..] => radix(&digits[2..], 2)?.to_string(),
        [b'0', b'x', ..] => radix(&digits[2..], 16)?.to_string(),
        [b'0', _, ..] => radix(digits, 8)?.to_string(),
        [b'0'..=b'9', ..] if has_only(digits, |_| false) => digits.to_owned(),
        _ => return None,
    };
    Some(Scalar::Integer(if number == "0" { number } else { format!("{sign}{number}") }))
}

fn date(text: &str) -> Option<Scalar> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    let number = |text: &str, most| {
        (1..=most).contains(&text.len()).then(|| text.parse::<i64>().ok().filter(|_| has_only(text, |_| false)))?
    };
    let (year, month, day) = (number(year, 4).filter(|_| year.len() == 4)?, number(month, 2)?, number(day, 2)?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && civil(days(year, month, day)) == (year, month, day);
    fits.then(|| Scalar::Date(format!("{year:04}-{month:02}-{day:02}")))
}

/// A moment; Ruby shows it in the zone of the container, which is UTC.
fn time(text: &str) -> Option<Scalar> {
    let mut reader = Numbers(text);
    let before = if reader.passes("-") { -1 } else { 1 };
    let year = before * reader.number(4, 4)?;
    let month = reader.passes("-").then(|| reader.number(1, 2))??;
    let day = reader.passes("-").then(|| reader.number(1, 2))??;
    let is_apart = reader.passes("T") || reader.passes("t") || reader.skips_blanks();
    let hour = is_apart.then(|| reader.number(1, 2))??;
    let minute = reader.passes(":").then(|| reader.number(2, 2))??;
    let second = reader.passes(":").then(|| reader.number(2, 2))??;
    if reader.passes(".") {
        reader.0 = reader.0.trim_start_matches(|char: char| char.is_ascii_digit());
    }
    reader.skips_blanks();
    let is_utc = reader.passes("Z");
    let zone = if reader.passes("+") {
        1
    } else if reader.passes("-") {
        -1
    } else {
        0
    };
    let mut offset = 0;
    if zone != 0 && !is_utc {
        offset = reader.number(1, 2)? * 3600;
        reader.passes(":");
        offset += reader.number(2, 2).unwrap_or(0) * 60;
    }
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    if !reader.0.is_empty() || !fits {
        return None;
    }
    let moment = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone * offset;
    let ((year, month, day), of_day) = (civil(moment.div_euclid(86_400)), moment.rem_euclid(86_400));
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let name = if is_utc { "UTC" } else { "+0000" };
    Some(Scalar::Time(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} {name}")))
}

/// Reads numbers and what stands between them.
struct Numbers<'t>(&'t str);

impl Numbers<'_> {
    fn passes(&mut self, mark: &str) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn skips_blanks(&mut self) -> bool {
        let rest = self.0.trim_start_matches(|char: char| char.is_ascii_whitespace());
        let skipped = rest.len() < self.0.len();
        self.0 = rest;
        skipped
    }

    /// Of so many digits.
    fn number(&mut self, least: usize, most: usize) -> Option<i64> {
        let length = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        digits.parse().ok().filter(|_| length >= least)
    }
}

/// The days from the start of 1970 to a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days after the start of 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

fn quoted(value: &str) -> String {
    let mut shown = String::from('"');
    let mut chars = value.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' | '\\' => shown.extend(['\\', char]),
            '#' if matches!(chars.peek(), Some('{' | '$' | '@')) => shown.push_str("\\#"),
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            control if control.is_control() => {
                let _ = write!(shown, "\\u{:04X}", u32::from(control));
            }
            _ => shown.push(char),
        }
    }
    shown.push('"');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        match Scalar::of(text) {
            Ok(scalar) => format!("{} {}", scalar.class(), scalar.printed()),
            Err(says) => says,
        }
    }

    #[test]
    fn words_and_numbers_are_what_ruby_takes_them_for() {
        let cases = [
            ("yes", "TrueClass true"),
            ("oFF", "FalseClass false"),
            ("nUll", "NilClass "),
            ("~", "NilClass "),
            ("y", "String y"),
            ("017", "Integer 15"),
            ("08", "String 08"),
            ("0b101", "Integer 5"),
            ("0x1F", "Integer 31"),
            ("1_000", "Integer 1000"),
            ("1,000", "Integer 1000"),
            ("-0", "Integer 0"),
            ("+5", "Integer 5"),
            (",1", "Integer 1"),
            ("0b", "String 0b"),
            ("1.50", "Float 1.5"),
            ("1.", "Float 1.0"),
            (".5", "Float 0.5"),
            ("-1_0.e+3", "Float -10000.0"),
            ("1.0e+16", "Float 1.0e+16"),
            ("1.e-5", "Float 1.0e-05"),
            (".", "String ."),
            ("1e3", "String 1e3"),
            (".inf", "Float Infinity"),
            ("-.INF", "Float -Infinity"),
            (".NaN", "Float NaN"),
            ("+.inf", "invalid value for Float(): \"+.inf\""),
            (".e+5", "invalid value for Float(): \"e+5\""),
            ("12:30", "Integer 45000"),
            ("1:2:3", "Integer 3723"),
            ("-1:30", "Integer -1800"),
            ("12:60", "String 12:60"),
            ("1:30.5", "Float 5430.0"),
            (":sym", "Symbol sym"),
            (":\"a b\"", "Symbol a b"),
            (":", "String :"),
        ];
        for (text, expected) in cases {
            assert_eq!(printed(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_and_times_are_written_anew() {
        let cases = [
            ("2020-1-1", "Date 2020-01-01"),
            ("2020-02-30", "String 2020-02-30"),
            ("2020-13-01", "String 2020-13-01"),
            ("2020-01-01T10:00:00Z", "Time 2020-01-01 10:00:00 UTC"),
            ("2020-01-01 1:00:00", "Time 2020-01-01 01:00:00 +0000"),
            ("2020-01-01 01:00:00 +02:00", "Time 2019-12-31 23:00:00 +0000"),
            ("2020-01-01T25:00:00Z", "String 2020-01-01T25:00:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(printed(text), expected, "{text}");
        }
    }
}
