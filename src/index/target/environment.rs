//! The variables of markers.

use crate::platform;

/// What a variable of markers holds on Linux in Python's usual implementation; none if only the server knows.
#[must_use]
pub fn marker_value(name: &str, python: Option<platform::Version>) -> Option<String> {
    let is_second = python.is_some_and(|python| python.series.major == 2);
    let value = match name {
        "python_version" => return python.map(|python| python.series.to_string()),
        "python_full_version" => return python.map(|python| python.to_string()),
        "os_name" | "os.name" => "posix",
        "sys_platform" | "sys.platform" if is_second => "linux2",
        "sys_platform" | "sys.platform" => "linux",
        "platform_system" => "Linux",
        "platform_machine" | "platform.machine" => "x86_64",
        "platform_python_implementation" | "platform.python_implementation" | "python_implementation" => "CPython",
        "implementation_name" if !is_second => "cpython",
        "extra" => "",
        _ => return None,
    };
    Some(value.to_owned())
}
