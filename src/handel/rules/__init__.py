"""The law: plain functions and dated tables. No Django, no clock, no input or output of their own.

`Refused` is how any rule, in any jurisdiction, says no; `Step` is how any rule shows its reasoning.
"""

from handel.rules.refusal import Refused
from handel.rules.step import Step

__all__ = ["Refused", "Step"]
