# Says of every snippet whether this Python reads it. Each is read from a file, as a program is: a Python 2 looks for the
# encoding of files only.
import io
import json
import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")


def read(path):
    if sys.version_info[0] == 2:
        execfile(path, {})
    else:
        with io.open(path, "rb") as file:
            compile(file.read(), path, "exec")


answers = []
stdout = sys.stdout
path = os.path.join(tempfile.mkdtemp(), "snippet.py")
for source in json.load(sys.stdin):
    with io.open(path, "wb") as file:
        file.write(source.encode("utf-8"))
    sys.stdout = open(os.devnull, "w")
    try:
        read(path)
        answers.append(None)
    except SyntaxError as error:
        answers.append(type(error).__name__ + ": " + error.msg)
    except Exception:
        answers.append(None)
    finally:
        sys.stdout.close()
        sys.stdout = stdout
print(json.dumps(answers))
