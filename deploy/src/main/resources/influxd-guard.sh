# Runs influxd and ends it when this script's standard input ends, that is when its parent dies.
# sh influxd-guard.sh INFLUXD CONFIGURATION
exec 3<&0 </dev/null
"$1" run -config "$2" 3<&- &
child=$!
( read -r _ <&3; kill "$child" 2>/dev/null ) &
watcher=$!
exec 3<&-
trap 'kill "$child" 2>/dev/null' TERM INT HUP
wait "$child"
status=$?
while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done
kill "$watcher" 2>/dev/null
exit "$status"
