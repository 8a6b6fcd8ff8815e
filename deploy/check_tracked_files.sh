#!/usr/bin/env bash
# Fails when a tracked file names a package registry or a folder of somebody's own machine: both make a clone depend
# on where it was made. The brackets keep the patterns from finding themselves.
set -euo pipefail
cd "$(dirname "$0")/.."

registries='registry\.npmj[s]\.|pypi\.or[g]/simple|files\.pythonhoste[d]\.|deb\.debia[n]\.|archive\.ubunt[u]\.'
folders='(^|[^[:alnum:]._~-])/(home|Users)/[a-z]|(^|[^[:alnum:]._~-])/roo[t]/'

status=0
if git grep -nIE "$registries|$folders"; then status=1; fi
if git grep -nIF "$PWD/"; then status=1; fi
if [ $status != 0 ]; then echo "Buurtbalans: hierboven staat een adres van een pakketregister of een map van deze machine." >&2; fi
exit $status
