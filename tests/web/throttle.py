"""A host's limit on requests in a stretch of time."""

from collections import deque

from tests.web.wire import Request
from tests.web.world import Answer, Limit


class Throttle:
    """Counts requests in a sliding stretch of time."""

    def __init__(self, limit: Limit | None) -> None:
        self._limit = limit
        self._times: deque[float] = deque()

    def refuses(self, request: Request) -> Answer | None:
        """The refusal where the request came too early."""
        if self._limit is None:
            return None
        while self._times and self._times[0] < request.time - self._limit.seconds:
            self._times.popleft()
        if len(self._times) >= self._limit.requests:
            return self._limit.otherwise
        self._times.append(request.time)
        return None
