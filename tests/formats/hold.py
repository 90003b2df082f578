"""Reads a JSON object of documents by their form, and prints what of them does not hold to the schema of the form.

hold.py REPORT_SCHEMA SARIF_SCHEMA JUNIT_SCHEMA
"""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import xmlschema
from jsonschema.validators import validator_for


# How many faults are enough to find what is wrong.
ENOUGH = 20

# The place of a test case, which the schema does not know and GitLab and CircleCI read.
PLACE = ("file", "line")


def closed(schema):
    """The schema, with no key allowed that it does not name: a document that is described in part is described wrongly."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    if "properties" in parts and "additionalProperties" not in parts:
        parts["additionalProperties"] = False
    return parts


def json_faults(schema, documents):
    validator = validator_for(schema)
    validator.check_schema(schema)
    found = validator(schema)
    for document in documents:
        yield from (f"{error.json_path}: {error.message[:300]}" for error in found.iter_errors(json.loads(document)))


def xml_faults(path, documents):
    schema = xmlschema.XMLSchema(path)
    for document in documents:
        root = ElementTree.fromstring(document)
        for case in root.iter("testcase"):
            for name in PLACE:
                case.attrib.pop(name, None)
        yield from (f"{error.path}: {error.reason}" for error in schema.iter_errors(root))


report, sarif, junit = sys.argv[1:]
documents = json.load(sys.stdin)
faults = [
    *json_faults(closed(json.loads(Path(report).read_text())), documents["json"]),
    *json_faults(json.loads(Path(sarif).read_text()), documents["sarif"]),
    *xml_faults(junit, documents["junit"]),
]
json.dump(faults[:ENOUGH], sys.stdout)
