"""Jobs for the tests that start real workers."""

import time

from lianxin.core.jobs import job


@job
def take_a_while(seconds: float) -> str:
    time.sleep(seconds)
    return "done"
