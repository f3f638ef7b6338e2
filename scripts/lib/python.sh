# Sets $python to a Python that can run the assistant, installing one where it may. Read by the scripts beside this
# folder, which set $here. A name on the PATH may belong to a version manager and fail, so each is tried.

usable='import sys; import ensurepip, sqlite3, ssl, zlib; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
  for python in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
    [ -n "$python" ] && "$python" -c "$usable" 2>/dev/null && return
  done
  return 1
}

if ! find_python; then
  sh "$here/lib/packages.sh" python || exit 3
  if ! find_python; then
    echo "The assistant needs Python 3.11, 3.12 or 3.13; install one of them and start again." >&2
    exit 3
  fi
fi
