def rule[T](value: T) -> T:
    return value
