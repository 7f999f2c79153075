/*
 * Where the guest is in a sandbox of E2B. Its socket belongs to root, which programs inside cannot become: nobody there
 * speaks with the guest in the host's place.
 */

const FOLDER = '/opt/taskloom';
export const GUEST = `${FOLDER}/guest`;
export const SOCKET = `${FOLDER}/guest.sock`;

/** How the daemon knows the guest among what it has started. */
export const GUEST_TAG = 'taskloom-guest';

/**
 * Starts the guest, as root, with: its deadline, how many processes there may be, and where its program was put. The
 * guest is process 1 of a pid namespace, so all ends with it, and nobody in there becomes root again: templates let their
 * user do that with sudo. Where a template lacks the means (util-linux) the machine around it is the only bound.
 *
 * The program takes its place whole, from beside it: another that makes the same sandbox may be starting it.
 */
export const START_GUEST = `set -e
umask 022
mkdir -p ${FOLDER} /workspace /home/user
chown 1000:1000 /workspace /home/user
chmod 755 "$3"
mv "$3" ${FOLDER}
mv -f ${FOLDER}/"\${3##*/}" ${GUEST}
as_user="setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"
apart="unshare --pid --fork --kill-child --mount-proc"
$apart $as_user true 2>/dev/null || { apart=; as_user=; }
exec ${GUEST} listen --fd 100 --ready-fd 1 ${SOCKET} -- \\
  $apart $as_user ${GUEST} serve --fd 100 --deadline "$1" --processes "$2"`;
