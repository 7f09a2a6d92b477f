"""Categories of shares: codes, names, and their order."""

import pytest

from events.rules.categories import code_mends, moved, name_mends


@pytest.mark.parametrize(("position", "order"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC"), (-5, "CAB")])
def test_the_others_make_room(position: int, order: str) -> None:
    """A category goes where it is put, from the first place to the last."""
    assert moved("ABC", "C", position) == list(order)


def test_codes_are_short_and_plain() -> None:
    """A code is typed into files, so it has no spaces and signs."""
    assert [code_mends(code) for code in ("A", "b2", "staff-2023", "x" * 20)] == [[], [], [], []]
    assert all(code_mends(code) for code in ("", " A", "é", "a b", "-a", "a-", "x" * 21, "a\n"))


def test_one_language_is_enough_for_a_name() -> None:
    """A name is in any of the four languages, and not in none."""
    assert name_mends({"fr": "Usagers"}) == []
    assert [mend.code for mend in name_mends({})] == ["empty"]
    assert [mend.code for mend in name_mends({"it": "Utenti"})] == ["not_a_language"]
    assert [mend.code for mend in name_mends({"nl": "x" * 81})] == ["too_long"]
