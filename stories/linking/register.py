"""The register: what forms, imports and ingest stand on to create and correct people and outlets.

The row-level primitives by one name; people and their posts lie in `people`, outlets and their domains in `outlets`.
"""

from stories.linking.keepable import Unkeepable
from stories.linking.outlets import find_or_make_outlet, known_outlets, save_outlet
from stories.linking.people import GivenName, GivenTenure, save_person
from stories.linking.rows import ChangedMeanwhile

__all__ = [
    "ChangedMeanwhile",
    "GivenName",
    "GivenTenure",
    "Unkeepable",
    "find_or_make_outlet",
    "known_outlets",
    "save_outlet",
    "save_person",
]
