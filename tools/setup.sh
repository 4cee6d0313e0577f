#!/bin/sh
# Prepare .venv with exactly the packages of uv.lock. Needs Python 3.11 or newer, nothing else.
# Called by `make setup`; safe to repeat.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# A machine may have an old python3 beside a newer python3.12: take the first that is new enough.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    say "Anxin needs Python 3.11 or newer, and none was found."
    say "  Debian, Ubuntu:  sudo apt-get install python3 python3-venv"
    say "  macOS:           brew install python@3.12"
    say "Or name yours:     make setup PYTHON=/path/to/python3"
    return 1
}

# `uv` on the path may be a dead shim or too old for the lock file; then we fetch our own below.
sync_with() {
    UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV='' "$1" sync --quiet --frozen --python "$2"
}

make_venv() {
    if "$1" -m venv --clear .venv; then return; fi
    say "Python cannot make a virtual environment here."
    say "  Debian, Ubuntu:  sudo apt-get install python3-venv"
    return 1
}

# pip reads the machine's own pip settings (a mirror, a proxy), which uv does not.
install_with_pip() {
    .venv/bin/uv export --quiet --frozen --no-emit-project --output-file .venv/requirements.txt
    .venv/bin/python -m pip install --quiet --requirement .venv/requirements.txt
    .venv/bin/python -m pip install --quiet --no-deps --editable .
}

python=$(find_python)
if uv --version >/dev/null 2>&1 && sync_with uv "$python"; then exit 0; fi

if ! .venv/bin/uv --version >/dev/null 2>&1; then
    make_venv "$python"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<1'
fi
if sync_with .venv/bin/uv "$python"; then exit 0; fi
say "uv could not fetch the packages; trying pip with the settings of this machine."
install_with_pip
