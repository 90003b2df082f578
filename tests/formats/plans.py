"""Reads a JSON object of lists of plans by their form, and prints what of them those who read them would not take."""

import ast
import importlib.util
import io
import json
import sys
from pathlib import Path

import kubernetes_validate
import yaml
from dockerfile_parse import DockerfileParser

INSTRUCTIONS = {"COMMENT", "FROM", "RUN", "ENV", "WORKDIR", "COPY", "USER", "EXPOSE", "CMD"}

# Fields of Tekton that came after its classes were published.
LATER = {"V1beta1PipelineTask": {"matrix": "V1beta1Matrix"}, "V1beta1Matrix": {"params": "list[V1beta1Param]"}}

MODELS = Path(importlib.util.find_spec("tekton_pipeline").origin).parent / "models"


def dockerfile(text):
    """The parser takes nearly everything, so that what it has understood is looked at."""
    structure = DockerfileParser(fileobj=io.BytesIO(text.encode())).structure
    yield from (f"there is no instruction {line['instruction']}" for line in structure if line["instruction"] not in INSTRUCTIONS)
    for line in structure:
        if line["instruction"] == "CMD":
            words = json.loads(line["value"])
            if not all(isinstance(word, str) for word in words):
                yield f"{line['value']} are no words"
    if "".join(line["content"] for line in structure).split() != text.split():
        yield "a line is lost"


def kubernetes(text):
    for resource in yaml.safe_load_all(text):
        try:
            kubernetes_validate.validate(resource, kubernetes_validate.latest_version(), strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"{'.'.join(map(str, error.path))}: {error.message}"


def fields_of_tekton():
    """The fields of each class with their types, as the sources of the package say; to import them takes more packages."""
    fields = dict(LATER)
    for path in MODELS.glob("v1beta1_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                values = {target.id: ast.literal_eval(part.value) for part in node.body if isinstance(part, ast.Assign) and isinstance(part.value, ast.Dict) for target in part.targets}
                if "attribute_map" in values:
                    of = {key: values["openapi_types"][name] for name, key in values["attribute_map"].items()}
                    fields[node.name] = of | LATER.get(node.name, {})
    return fields


def tekton_value(value, kind, fields, place):
    if kind.startswith("list["):
        if not isinstance(value, list):
            yield f"{place} is no list"
            return
        for index, item in enumerate(value):
            yield from tekton_value(item, kind[5:-1], fields, f"{place}[{index}]")
    elif kind in fields and isinstance(value, dict):
        for key, item in value.items():
            if key not in fields[kind]:
                yield f"{place}: {kind} has no field {key}"
            else:
                yield from tekton_value(item, fields[kind][key], fields, f"{place}.{key}")
    elif kind == "str" and not isinstance(value, str):
        yield f"{place} is no text"


def tekton(text):
    fields = fields_of_tekton()
    for resource in yaml.safe_load_all(text):
        if resource["apiVersion"] != "tekton.dev/v1":
            yield f"{resource['apiVersion']} is not the version of Tekton"
        yield from tekton_value(resource, f"V1beta1{resource['kind']}", fields, resource["kind"])


READERS = {"dockerfile": dockerfile, "kubernetes-job": kubernetes, "tekton": tekton}
plans = json.load(sys.stdin)
json.dump([fault for form, reader in READERS.items() for text in plans[form] for fault in reader(text)], sys.stdout)
