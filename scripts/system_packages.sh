#!/usr/bin/env bash
# Installs the Debian packages of system-packages.txt for a purpose (run, test, look), or stops with the one line to type.
set -euo pipefail
purpose=${1:?purpose missing: run, test or look}
cd "$(dirname "$0")/.."

missing=()
while IFS='|' read -r package purposes probe _; do
  package=${package// /}
  [[ -n $package && $package != \#* && " $purposes " == *" $purpose "* ]] || continue
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [[ $status == *"ok installed"* ]] && continue
  bash -c "$probe" >/dev/null 2>&1 && continue
  missing+=("$package")
done < system-packages.txt
(( ${#missing[@]} )) || exit 0

install="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "This machine has no apt-get. Install what these Debian packages hold, then try again: ${missing[*]}" >&2
  exit 1
elif [[ $(id -u) == 0 ]]; then
  echo "Installing system packages: ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive bash -ec "$install"
elif sudo -n true 2>/dev/null; then
  echo "Installing system packages through sudo: ${missing[*]}"
  sudo -n env DEBIAN_FRONTEND=noninteractive bash -ec "$install"
else
  echo "System packages are missing. Type this line, then try again:" >&2
  echo "  sudo sh -c '$install'" >&2
  exit 1
fi
