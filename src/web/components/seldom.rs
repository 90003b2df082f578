//! What is seldom there.

/// Draws a part that is seldom there. It is never copied into its caller, so that the page need not load it before it draws anything.
pub(super) fn seldom<T, V>(draw: impl FnOnce(T) -> V) -> impl FnOnce(T) -> V {
    #[inline(never)]
    fn apart<T, V>(draw: impl FnOnce(T) -> V, part: T) -> V {
        draw(part)
    }
    move |part| apart(draw, part)
}
