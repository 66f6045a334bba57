"""The marks that measurements are held against, in words."""


def verdict(ratio: float, mark: float) -> str:
    """Whether *ratio*, so many times as good as the other, reaches *mark*."""
    return f"(mark {mark:g}: {'met' if ratio >= mark else 'missed'})"
