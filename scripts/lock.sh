#!/usr/bin/env bash
# Writes the lock files: exact versions with hashes, for every Python from 3.11 on, without any address.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  .venv/bin/python -m uv pip compile pyproject.toml --no-config --universal --python-version 3.11 --generate-hashes \
    --no-annotate --custom-compile-command 'make lock' --quiet "$@"
}
compile --output-file requirements.lock
compile --extra dev --output-file requirements-dev.lock
