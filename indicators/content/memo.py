"""What is worked out of a content, remembered for as long as the content is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol


class Remembering(Protocol):
    @property
    def made(self) -> dict[Any, dict[Any, Any]]: ...


def once_per_content[Content: Remembering, *Given, Answer](
    limit: int,
) -> Callable[[Callable[[Content, *Given], Answer]], Callable[[Content, *Given], Answer]]:
    """Let a pure function of a content and hashable arguments be worked out once for each content.

    At most `limit` answers are remembered: a reader can ask from each of many years, with any lines switched on. The
    same answer is the same object, which a template may remember what it has drawn of.
    """

    def decorated(make: Callable[[Content, *Given], Answer]) -> Callable[[Content, *Given], Answer]:
        @wraps(make)
        def answer(content: Content, *given: *Given) -> Answer:
            made: dict[Any, Answer] = content.made.setdefault(make, {})
            try:
                return made[given]
            except KeyError:
                found = make(content, *given)
            while len(made) >= limit:
                made.pop(next(iter(made), given), None)  # the oldest
            # Of two threads that work it out at once, both go on with what the first remembered.
            return made.setdefault(given, found)

        return answer

    return decorated
