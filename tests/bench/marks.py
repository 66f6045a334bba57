"""Marks that benchmarks are held to."""


def verdict(ratio: float, mark: float) -> str:
    """«mark 3, met», or «mark 3, missed» of a *ratio* that is to be as large as the *mark* at least."""
    return f"mark {mark:g}, {'met' if ratio >= mark else 'missed'}"
