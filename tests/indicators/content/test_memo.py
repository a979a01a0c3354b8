"""What is worked out of a content is worked out once, and only so much of it is kept."""

import pytest

from indicators.content.memo import once_per_content


class Content:
    def __init__(self):
        self.made = {}


def test_the_same_question_is_answered_once_and_alike():
    asked = []

    @once_per_content(10)
    def answer(content, year):
        asked.append(year)
        return [year]

    content = Content()

    assert answer(content, 2024) is answer(content, 2024)
    assert answer(content, 2023) == [2023]
    assert asked == [2024, 2023]


def test_another_content_has_answers_of_its_own():
    @once_per_content(10)
    def answer(content):
        return [content]

    one, other = Content(), Content()

    assert answer(one) == [one]
    assert answer(other) == [other]


def test_two_functions_do_not_take_each_others_answers():
    @once_per_content(10)
    def double(_, number):
        return 2 * number

    @once_per_content(10)
    def square(_, number):
        return number * number

    content = Content()

    assert (double(content, 3), square(content, 3)) == (6, 9)


def test_only_so_many_answers_are_kept():
    @once_per_content(3)
    def answer(_, number):
        return number

    content = Content()
    for number in range(100):
        assert answer(content, number) == number
        assert sum(map(len, content.made.values())) <= 3


def test_what_fails_is_asked_again():
    tries = []

    @once_per_content(3)
    def answer(_):
        tries.append(1)
        if len(tries) == 1:
            raise LookupError
        return "svar"

    content = Content()
    with pytest.raises(LookupError):
        answer(content)

    assert answer(content) == "svar"
