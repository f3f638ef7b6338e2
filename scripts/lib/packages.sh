#!/bin/sh
# Installs what only the system can give: packages.sh NAME..., each NAME one of those in the table below. Where it may
# not, it says what to type and exits with 3.

# One line for each package manager: its command to install, then its package for every name.
case $(for tool in apt-get dnf pacman zypper brew; do command -v $tool && break; done) in
  */apt-get)
    install='apt-get install -y --no-install-recommends' refresh='apt-get update'
    python='python3 python3-venv' portaudio=libportaudio2 espeak=espeak-ng maven=maven
    pulseaudio='pulseaudio pulseaudio-utils libasound2-plugins' chromium='chromium chromium-driver' ;;
  */dnf)
    install='dnf install -y'
    python=python3.13 portaudio=portaudio espeak=espeak-ng maven=maven
    pulseaudio='pulseaudio pulseaudio-utils alsa-plugins-pulseaudio --allowerasing' chromium='chromium chromedriver' ;;
  */pacman)
    install='pacman -S --needed --noconfirm' refresh='pacman -Sy'
    python=python portaudio=portaudio espeak=espeak-ng maven=maven
    pulseaudio='pulseaudio libpulse alsa-plugins' chromium=chromium ;;
  */zypper)
    install='zypper --non-interactive install'
    python=python313 portaudio=libportaudio2 espeak=espeak-ng maven=maven
    pulseaudio='pulseaudio pulseaudio-utils alsa-plugins-pulse' chromium='chromium chromedriver' ;;
  */brew)
    install='brew install' as_user=yes
    python=python@3.13 portaudio=portaudio espeak=espeak-ng maven=maven pulseaudio=pulseaudio chromium=chromium ;;
  *)
    echo "Please install by hand, then start again: $*" >&2
    exit 3 ;;
esac

packages=
for name; do
  eval "packages=\"\$packages \$$name\""
done

by_hand="sudo $install$packages"
if [ -n "${as_user:-}" ]; then
  may='' by_hand="$install$packages"
elif [ "$(id -u)" = 0 ]; then
  may='env'
elif sudo -n true 2>/dev/null; then
  may='sudo -n env'
else
  echo "Please type this, then start again: $by_hand" >&2
  exit 3
fi

# A host that does not answer must not hold us up for long, nor a question that nobody reads.
if [ "${install%% *}" = apt-get ]; then
  may="$may DEBIAN_FRONTEND=noninteractive"
  hurry='-o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 -o Acquire::Retries=1'
fi

try() {
  $may "$@" ${hurry:-} >&2
}

echo "Installing$packages" >&2
try $install $packages && exit
[ -n "${refresh:-}" ] && try $refresh && try $install $packages && exit
echo "That did not work; please type this, then start again: $by_hand" >&2
exit 3
