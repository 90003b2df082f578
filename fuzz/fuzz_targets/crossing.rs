//! How an input comes of others where inputs are projects: half are one with some of the parts of another, the rest are changed as
//! libFuzzer changes bytes. Faults lie in what stands together, and bytes of one file hardly ever become another file.

use crate::properties::bundle;

libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, _seed: u32| {
    libfuzzer_sys::fuzzer_mutate(bytes, size, most)
});

libfuzzer_sys::fuzz_crossover!(|one: &[u8], other: &[u8], room: &mut [u8], seed: u32| {
    let crossed = bundle::crossed(one, other, seed);
    let size = crossed.len().min(room.len());
    room[..size].copy_from_slice(&crossed[..size]);
    size
});
